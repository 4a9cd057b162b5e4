//! What is related to the page beside it, the lists of all actors and all concerns, and the page in two columns.

mod play;

use annals::app::{App, Effect, GlyphSet, Look, Mode, Msg, Pane};
use annals::model::Table;
use play::{Play, SHIPPED};

/// Events with an actor, with a concern, with both and with nothing; the last has two accounts of two points.
const FILE: &str = r#"[timeline]
format = 1
title = "Four events"
[[source]]
id = "gazette"
title = "The Gazette"
[[source]]
id = "courier"
title = "The Courier"
[[actor]]
id = "rare"
name = "Rarely Named"
kind = "person"
[[actor]]
id = "often"
name = "Often Named"
kind = "armed-group"
[[concern]]
id = "worry"
title = "Whether it lasts"
held-by = ["often"]
status = "intention"
sources = ["gazette"]
[[event]]
id = "alone"
title = "Nothing is related"
date = "1901"
sources = ["gazette"]
[[event]]
id = "somebody"
title = "Somebody takes part"
date = "1902"
actors = ["often"]
sources = ["gazette"]
[[event]]
id = "worried"
title = "Something is feared"
date = "1903"
concerns = ["worry"]
sources = ["gazette"]
[[event]]
id = "both"
title = "Accounts differ"
date = "1904"
actors = [{ id = "often", role = "signs" }, { id = "rare", role = "present" }]
concerns = ["worry"]
sources = ["gazette", "courier"]
links = [{ to = "somebody", kind = "builds-on" }]
summary = """
What was signed is known to both of them, and neither says where it was signed or who brought the paper."""
[[event.account]]
on = "what it was"
says = "a treaty of peace between the two, for good"
sources = ["gazette"]
[[event.account]]
on = "what it was"
says = "a truce for a year, and no more than that"
sources = ["courier"]
"#;

fn opened() -> Play {
    Play::new(FILE)
}

/// Which of the panes are shown, in the order of Tab.
fn shown(app: &App) -> [bool; 4] {
    Pane::ALL.map(|pane| app.shared().layout().pane(pane).is_some())
}

#[test]
fn the_right_column_has_what_is_related_alone() {
    let play = opened();
    assert_eq!(shown(play.app()), [true, true, false, false], "{}", play.text());
    let measure = |play: &Play| play.app().shared().layout().page_columns().text;
    let alone = measure(&play);
    let play = play.keys("j");
    assert_eq!(shown(play.app()), [true, true, true, false], "{}", play.text());
    let beside = measure(&play);
    assert!(alone > beside);
    let play = play.keys("j");
    assert_eq!(shown(play.app()), [true, true, false, true], "{}", play.text());
    let play = play.keys("j");
    assert_eq!(shown(play.app()), [true; 4], "{}", play.text());
    assert_eq!(measure(&play), beside, "the text keeps its width as long as anything is related");
    assert!(play.line_with("Actors").contains(" 2"), "{}", play.text());
}

#[test]
fn tab_passes_only_panes_with_something_in_them() {
    let round = |play: Play| {
        let mut play = play;
        let mut panes = Vec::new();
        for _ in 0..4 {
            play = play.keys("<Tab>");
            panes.push(play.app().shared().focus);
        }
        panes
    };
    use Pane::{Actors, Concerns, Events, Reader};
    for (width, height) in [(120, 36), (80, 24), (50, 16)] {
        let at = |keys: &str| opened().size(width, height).keys(keys);
        assert_eq!(round(at("")), [Reader, Events, Reader, Events]);
        assert_eq!(round(at("j")), [Reader, Actors, Events, Reader]);
        assert_eq!(round(at("jj")), [Reader, Concerns, Events, Reader]);
        assert_eq!(round(at("jjj")), [Reader, Actors, Concerns, Events]);
        // The focus does not stay in a list that is gone.
        let play = at("j<Tab><Tab>[");
        assert!(shown(play.app())[Pane::ALL.iter().position(|p| *p == play.app().shared().focus).unwrap()]);
    }
}

#[test]
fn all_actors_are_listed_the_most_used_first() {
    let play = opened().keys("jjjga");
    let text = play.text();
    assert!(
        text.find("Often Named  armed group").unwrap() < text.find("Rarely Named  person").unwrap(),
        "{text}"
    );
    assert!(play.line_with("Often Named  armed").contains("2 events"), "{text}");
    assert!(play.line_with("Rarely Named  person").contains("1 event "), "{text}");
    assert!(
        play.line_with("Rarely Named  person").starts_with('•'),
        "what is related to the open record is marked: {text}"
    );
    assert!(play.line_with("Actors").contains("1 of 2 · type to narrow"), "{text}");
    let narrowed = play.keys("rar");
    assert!(narrowed.line_with("▌").contains("Rarely Named"), "{}", narrowed.text());
    assert!(!narrowed.line_with("Actors").contains("type to narrow"), "{}", narrowed.text());
    let read = narrowed.keys("<Enter>");
    assert_eq!((read.app().shared().mode, read.app().shared().focus), (Mode::Browse, Pane::Reader));
    assert!(read.text().contains("› Rarely Named"), "{}", read.text());
    let concerns = opened().keys("gn");
    assert!(concerns.line_with("▌").contains("2 events"), "{}", concerns.text());
    assert!(concerns.text().contains("intention · open"), "{}", concerns.text());
    assert!(concerns.keys("zzz").line_with("Concerns").contains("none"));
}

#[test]
fn the_lists_open_from_every_view_and_not_where_there_is_nothing() {
    for view in 1..=5 {
        let play = opened().keys(&format!("{view}ga<Down><Enter>"));
        assert!(play.text().contains("Rarely Named"), "{view}: {}", play.text());
    }
    let none = Play::new("[timeline]\nformat = 1\ntitle = \"x\"\n").keys("gn");
    assert!(none.text().contains("This timeline has no concerns."), "{}", none.text());
    assert_eq!(none.app().shared().mode, Mode::Browse);
}

#[test]
fn escape_returns_to_where_the_reader_was() {
    let play = Play::new(SHIPPED).keys("GkkkkkkkkkkJJJ");
    let (subject, scroll) = (play.app().shared().subject, play.app().shared().scroll);
    assert_eq!(scroll, 3);
    for keys in ["ga<Down><Down><Esc>", "gn<Down><Esc>", "firaq<Esc>"] {
        let back = Play::new(SHIPPED).keys("GkkkkkkkkkkJJJ").keys(keys);
        assert_eq!((back.app().shared().subject, back.app().shared().scroll), (subject, scroll), "{keys}");
    }
}

#[test]
fn a_click_selects_in_a_list_and_a_second_one_opens() {
    let play = opened().keys("ga").press_at("Rarely Named  person");
    assert!(play.line_with("▌").contains("Rarely Named"), "{}", play.text());
    let play = play.press_at("Rarely Named  person");
    assert_eq!(play.app().shared().mode, Mode::Browse);
    assert!(play.text().contains("› Rarely Named"), "{}", play.text());
}

#[test]
fn a_reload_keeps_the_list() {
    let more = FILE.to_owned() + "[[actor]]\nid = \"new\"\nname = \"New Name\"\nkind = \"body\"\n";
    let play = opened().keys("ga").edit(&more);
    assert!(play.line_with("Actors").contains("of 3"), "{}", play.text());
    assert!(play.line_with("New Name  body").contains("0 events"), "{}", play.text());
    let typed = opened().keys("ganame").edit(&more);
    assert!(typed.line_with("New Name  body").contains("0 events"), "{}", typed.text());
}

#[test]
fn accounts_stand_side_by_side_where_two_fit() {
    let wide = opened().keys("jjj<Tab>z");
    let line = wide.line_with("a treaty of peace");
    assert!(line.contains("a truce for a year"), "{}", wide.text());
    assert!(wide.line_with("The Gazette").contains("The Courier"), "{}", wide.text());
    let (accounts, text) =
        (wide.text().find("a treaty").unwrap(), wide.text().find("What was signed").unwrap());
    assert!(accounts < text, "{}", wide.text());
    for (width, height) in [(80, 24), (50, 16)] {
        let narrow = opened().size(width, height).keys("jjj<Tab>");
        assert!(!narrow.line_with("treaty").contains("truce"), "{}", narrow.text());
    }
}

#[test]
fn a_wide_page_has_its_links_beside_the_text() {
    let play = opened().size(160, 45).keys("jjj<Tab>z");
    assert!(play.line_with("What was signed is known").contains("builds on"), "{}", play.text());
    // Letters, the mouse and find work in both columns.
    let hinted = play.keys("o");
    let letter =
        hinted.line_with("builds on").split("builds on").next().unwrap().trim().chars().last().unwrap();
    let followed = hinted.keys(&letter.to_string());
    assert!(followed.text().contains("› Somebody takes part"), "{}", followed.text());
    let clicked = opened().size(160, 45).keys("jjj<Tab>z").press_at("Somebody takes");
    assert!(clicked.text().contains("› Somebody takes part"), "{}", clicked.text());
    let mut found = Play::new(SHIPPED).size(120, 20).keys("fsecurityagreementin<Enter>z/baghdad<Enter>");
    let mut lines = Vec::new();
    for _ in 0..4 {
        let shared = found.app().shared();
        let (line, _) = shared.current_hit().unwrap();
        assert!((shared.scroll..shared.scroll + 18).contains(&line), "{}", found.text());
        lines.push(line);
        found = found.keys("n");
    }
    assert!(lines.is_sorted() && lines[0] < lines[3], "{lines:?}");
}

#[test]
fn addresses_lead_to_the_web_from_both_columns() {
    for (keys, is_left) in [("fsecurityagreementin<Enter>z", true), ("ggjjj<Tab>z", false)] {
        let play = Play::new(SHIPPED).size(160, 45).keys(keys);
        let buffer = play.buffer();
        let addresses = annals::view::addresses(play.app(), buffer.area);
        let (place, address) = *addresses.first().unwrap();
        assert_eq!((buffer[place].symbol(), place.x < 80), ("↗", is_left), "{}", play.text());
        let visit = Effect::Visit(address.to_owned());
        assert!(play.press(place.x, place.y).effects.contains(&visit));
    }
}

#[test]
fn a_long_name_of_a_source_leaves_its_grade_to_the_next_line() {
    let play = Play::new(SHIPPED).keys("ggjjj");
    assert!(!play.line_with("Homeland Security Digital").contains("A2"), "{}", play.text());
    assert!(play.line_with("   the US–Iraq agreements of").contains("A2  ↗"), "{}", play.text());
}

#[test]
fn letters_go_down_a_page_of_two_columns() {
    let play = Play::new(SHIPPED).size(160, 45).keys("ga<Enter>zo");
    let shared = play.app().shared();
    let links: Vec<usize> = shared.page.lines.iter().flat_map(annals::app::page::PageLine::links).collect();
    assert!(shared.page.lines.iter().any(|line| line.beside.is_some()), "{}", play.text());
    assert_eq!(links, (0..shared.page.links.len()).collect::<Vec<_>>());
}

#[test]
fn find_says_where_there_are_more_hits() {
    let mut play = Play::new(SHIPPED).size(80, 24).keys("fsecurityagreementin<Enter>/baghdad<Enter>");
    let reading = play.app().shared().reading;
    let mut said = Vec::new();
    while play.app().shared().reading == reading {
        said.push(play.message_line());
        play = play.keys("n");
    }
    assert!(said[0].contains("hit 1 of ") && said[0].contains(" ↓"), "{said:#?}");
    let last = said.last().unwrap();
    assert!(last.contains(" ↑") && !last.contains('↓'), "{said:#?}");
}

#[test]
fn a_narrow_heading_announces_what_lies_beside() {
    let heading = |width, height, keys: &str, name: &str| {
        let play = opened().size(width, height).keys(keys);
        play.text().lines().find(|line| line.contains(&format!("  {name} "))).unwrap_or_default().to_owned()
    };
    assert!(heading(80, 24, "jjj", "Event").contains("Actors 2 · Concerns 1 → Tab"));
    assert!(heading(80, 24, "jjj<Tab><Tab>", "Actor").contains("Concerns 1 · Events → Tab"));
    assert!(!heading(80, 24, "", "Event").contains("Tab"), "nothing lies beside");
    assert!(heading(50, 16, "jjj", "Events").contains("4 of 4   Actors 2 · Concerns 1 → Tab"));
    assert!(heading(50, 16, "jjj<Tab>", "Event").contains("Actors 2 · Concerns 1 · Events → Tab"));
    assert!(heading(50, 16, "jjj<Tab><Tab><Tab>", "Concerns").contains("Events · Reader · Actors 2 → Tab"));
    assert!(!heading(120, 36, "jjj", "Event").contains("Tab"), "everything is shown");
    assert!(heading(120, 36, "jjj<Tab>z", "Event").contains("Actors 2 · Concerns 1 · Events → Tab"));
    let ascii = Play::starting(FILE, |start| start.opened.glyphs = GlyphSet::Ascii).size(80, 24).keys("jjj");
    assert!(ascii.text().contains("Actors 2 . Concerns 1 > Tab"), "{}", ascii.text());
}

#[test]
fn lists_and_pages_at_every_size() {
    for (width, height) in [(160, 45), (120, 36), (80, 24), (50, 16)] {
        let at = |keys: &str| Play::new(SHIPPED).size(width, height).keys(keys).text();
        insta::assert_snapshot!(format!("actors_{width}x{height}"), at("ga"));
        insta::assert_snapshot!(format!("concerns_{width}x{height}"), at("gn<Down>"));
        insta::assert_snapshot!(format!("accounts_{width}x{height}"), at("fsecurityagreementin<Enter>z"));
    }
    let ascii = Play::starting(SHIPPED, |start| start.opened.glyphs = GlyphSet::Ascii);
    let ascii = ascii.keys("fsecurityagreementin<Enter>").text();
    insta::assert_snapshot!("related_ascii_120x36", ascii);
    let mono = Play::starting(SHIPPED, |start| start.opened.look = Look::Mono);
    insta::assert_snapshot!(
        "related_mono_80x24",
        mono.size(80, 24).keys("fsecurityagreementin<Enter><Tab>").screen()
    );
    let mono = Play::starting(SHIPPED, |start| start.opened.look = Look::Mono);
    insta::assert_snapshot!("actors_mono_80x24", mono.size(80, 24).keys("ga<Down>").screen());
}

/// Many actors with long names, few events each.
fn crowded() -> String {
    let mut text = "[timeline]\nformat = 1\ntitle = \"Crowded\"\n".to_owned();
    let office = "Deputy to the Secretary of the Committee";
    for number in 0..3_000 {
        let name = format!("A delegate with a long name and the number {number}");
        let role = format!("roles = [{{ title = \"{office}\" }}]");
        text += &format!("[[actor]]\nid = \"a{number}\"\nname = \"{name}\"\nkind = \"person\"\n{role}\n");
    }
    for number in 0..2_000 {
        let actors: Vec<String> =
            (0..3).map(|at| format!("\"a{}\"", (number * 7 + at * at * 501) % 3_000)).collect();
        let all = if number == 1_000 { (0..40).map(|at| format!("\"a{at}\"")).collect() } else { actors };
        let title = "A title of the length that titles have in real files, seventy-two of it";
        let date = format!("date = \"{}-{:02}\"", 1900 + number / 20, number % 12 + 1);
        let actors = all.join(", ");
        text += &format!("[[event]]\nid = \"e{number}\"\ntitle = \"{title}\"\n{date}\nactors = [{actors}]\n");
    }
    text
}

#[test]
fn thousands_of_actors_stay_readable_and_cost_what_the_screen_shows() {
    let text = crowded();
    let mut play = Play::new(&text);
    for (width, height) in [(160, 45), (120, 36), (80, 24), (50, 16)] {
        play = play.size(width, height).keys("jga");
        assert!(play.line_with("Actors").contains("1 of 3,000"), "{}", play.text());
        let first = play.line_with("▌");
        assert!(first.contains(" events"), "{}", play.text());
        play = play.keys("<PgDn><PgDn><Up>");
        let listed = play.app().shared().prompt.as_ref().unwrap();
        let (at, records) = (listed.at, listed.records.len());
        assert!(at > usize::from(height) / 2 && records <= 200, "{at} {records}");
        assert!(play.text().contains('▌'), "{}", play.text());
        play = (0..40).fold(play.keys("number2999"), |play, _| play.tell(Msg::Continue));
        assert!(play.line_with("▌").contains("delegate"), "{}", play.text());
        play = play.keys("<Esc>");
    }
    // A list that goes on says so.
    let crowd = play.size(120, 36).keys(":last<Enter>").keys("gg");
    let timeline = crowd.app().shared().timeline();
    let most = timeline.find_text("e1000").unwrap();
    let row = timeline.row_of(most).unwrap();
    let crowd = crowd.keys(&"j".repeat(row));
    assert_eq!(crowd.app().shared().related, [40, 0]);
    assert!(crowd.line_with("Actors").contains("40 ▾"), "{}", crowd.text());
    assert_eq!(timeline_uses(&crowd).len(), 3_000);
}

fn timeline_uses(play: &Play) -> Vec<usize> {
    let timeline = play.app().shared().timeline();
    let numbers = timeline.by_use(Table::Actor);
    let ids = numbers
        .iter()
        .filter_map(|number| timeline.id_of(annals::model::RecordNo::new(Table::Actor, *number)));
    let uses: Vec<usize> = ids.map(|id| timeline.rows_of(id).len()).collect();
    assert!(uses.is_sorted_by(|more, less| more >= less));
    uses
}
