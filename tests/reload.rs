//! What happens on the screen when the file changes: the selection stays on its record, a broken file keeps the last good
//! timeline, and mending it is said. How the change is noticed is held in `terminal.rs`.

#![expect(clippy::unwrap_used, reason = "what is not there fails the test")]

mod play;

use std::sync::Arc;

use annals::app::core::subject::Subject;
use annals::app::{Effect, Loaded, Mode, Msg};
use play::{Play, SHIPPED};

const SMALL: &str = include_str!("fixtures/small.toml");

fn broken() -> String {
    SMALL.replace("id = \"envoy\", role = \"leads\"", "id = \"envoi\", role = \"leads\"")
}

#[test]
fn a_changed_file_is_read_again() {
    assert_eq!(Play::new(SMALL).tell(Msg::FileChanged).effects, [Effect::Reload]);
}

#[test]
fn the_selection_stays_on_its_record_and_the_change_is_counted() {
    let play = Play::new(SMALL).edit(&SMALL.replace("\"2024-05-01\"", "\"1901-05-01\""));
    assert!(play.line_with("▌").contains("Upland closes the canal"));
    assert!(play.text().contains("1 event changed"), "{}", play.text());
    assert!(play.text().contains("1 May 1901"));
}

#[test]
fn comments_are_no_change() {
    let play = Play::new(SMALL).edit(&format!("# A comment.\n{SMALL}"));
    assert!(play.text().contains("no records changed."), "{}", play.text());
}

#[test]
fn a_new_event_and_one_that_is_gone_are_counted() {
    let more =
        format!("{SMALL}\n[[event]]\nid = \"new\"\ntitle = \"New\"\ndate = \"2024\"\nsources = [\"copy\"]\n");
    let play = Play::new(SMALL).edit(&more);
    assert!(play.text().contains("1 event changed"));
    assert!(play.edit(SMALL).text().contains("1 event removed"));
}

#[test]
fn a_broken_file_keeps_the_last_good_timeline_and_says_where() {
    let play = Play::new(SMALL).keys("j").edit(&broken());
    assert!(play.line_with("▌").contains("Talks begin"));
    let line = 1 + broken().lines().position(|line| line.contains("envoi")).unwrap();
    assert!(play.text().contains(&format!("Line {line}: unknown actor `envoi`")), "{}", play.text());
    assert!(play.text().contains("Ada Envoy"), "the actor is still there");
    // It stays until the file is mended.
    let play = play.keys("kj");
    assert!(play.text().contains(&format!("Line {line}: unknown actor `envoi`")), "{}", play.text());
    assert!(play.text().contains("An older version is shown"), "{}", play.text());
    assert!(play.line_with("▌").contains("Talks begin"));
    let play = play.keys("!");
    assert_eq!(play.app().shared().mode, Mode::Problems);
    let mended = play.keys("<Esc>").edit(SMALL);
    assert!(mended.text().contains("The file is valid again."));
    assert!(mended.line_with("▌").contains("Talks begin"));
}

#[test]
fn a_file_that_is_broken_from_the_start_opens_with_what_could_be_read_and_mends() {
    let play = Play::new(&broken());
    assert_eq!(play.app().shared().mode, Mode::Browse);
    assert!(play.line_with("▌").contains("Upland closes"), "{}", play.text());
    assert!(play.text().contains("What could be read is shown · Line"), "{}", play.text());
    for view in ["2", "3", "4", "5", "1"] {
        let shown = Play::new(&broken()).keys(view).keys("j").text();
        assert!(shown.contains("What could be read is shown"), "{view}: {shown}");
    }
    let play = play.keys("!");
    assert_eq!(play.app().shared().mode, Mode::Problems);
    let read = play.keys("r");
    assert!(read.line_with("▌").contains("Talks begin"), "r reads the record with the problem");
    let mended = Play::new(&broken()).edit(SMALL);
    assert_eq!(mended.app().shared().mode, Mode::Browse);
    assert!(mended.text().contains("Upland closes the canal"));
}

#[test]
fn what_is_gone_leaves_the_cursor_near() {
    let start = SMALL.find("[[event]]\nid = \"sabotage\"").unwrap();
    let end = SMALL.find("[[event]]\nid = \"rumour\"").unwrap();
    let without = format!("{}{}", &SMALL[..start], &SMALL[end..]);
    let play = Play::new(SMALL).keys("jj");
    assert!(play.line_with("▌").contains("A lock is blown up"));
    let play = play.edit(&without);
    assert!(play.line_with("▌").contains("A second canal"), "{}", play.text());
    assert!(play.edit(SMALL).text().contains("A lock is blown up"));
}

#[test]
fn trail_and_lists_survive() {
    let play = Play::new(SMALL).keys("gaada<Enter>").edit(&SMALL.replace("Ada Envoy", "Ada R. Envoy"));
    assert!(play.text().contains("Ada R. Envoy"));
    assert!(play.keys("H").line_with("▌").contains("Upland closes"));
}

#[test]
fn a_file_that_cannot_be_read_is_said_and_all_stays() {
    let play = Play::new(SMALL).tell(Msg::ReloadFailed("timeline.toml is gone.".to_owned()));
    for shown in [&play.text(), &Play::keys(play, "jk").text()] {
        assert!(shown.contains("An older version is shown · timeline.toml is gone"), "{shown}");
        assert!(shown.contains("Upland closes"), "{shown}");
    }
}

#[test]
fn the_beginning_of_a_long_file_grows_into_the_whole_without_a_word() {
    let cut = SMALL.find("[[event]]\nid = \"talks\"").unwrap();
    let play = Play::starting(&SMALL[..cut], |start| {
        start.opened.loaded = Arc::new(Loaded::clone(&start.opened.loaded).beginning());
    });
    assert!(play.text().contains("reading … 0 %"));
    let play = play.tell(Msg::Progress(40)).keys("j").tell(Msg::Progress(41));
    assert!(play.text().contains("reading … 41 %"));
    let chosen = play.line_with("▌");
    let whole = play.edit(SMALL);
    assert!(!whole.text().contains("reading") && !whole.text().contains("changed"), "{}", whole.text());
    assert_eq!(whole.line_with("▌").get(..20), chosen.get(..20), "the selection stays");
    assert!(whole.text().contains("Talks begin"));
}

#[test]
fn what_is_gone_is_not_called_changed() {
    let cut = SMALL.find("[[event]]\nid = \"talks\"").unwrap();
    let fewer = Play::new(SMALL).edit(&SMALL[..cut]);
    assert!(fewer.message_line().contains("removed"), "{}", fewer.message_line());
    assert!(fewer.edit(SMALL).message_line().contains("changed"));
}

#[test]
fn a_long_file_that_turns_out_to_be_broken_says_where() {
    let cut = SMALL.find("[[event]]\nid = \"talks\"").unwrap();
    let play = Play::starting(&SMALL[..cut], |start| {
        start.opened.loaded = Arc::new(Loaded::clone(&start.opened.loaded).beginning());
    });
    let whole = play.edit(&broken());
    assert!(
        whole.text().contains("unknown actor `envoi`") && whole.text().contains("Talks begin"),
        "{}",
        whole.text()
    );
}

/// The shipped timeline with records in front of all others, so that every number is another one.
fn shifted() -> String {
    let at = SHIPPED.find("[[actor]]").unwrap();
    let (before, after) = SHIPPED.split_at(at);
    let new = "[[source]]\nid = \"a-first\"\ntitle = \"First\"\n\n[[place]]\nid = \"b-first\"\nname = \"First\"\n\n\
               [[actor]]\nid = \"c-first\"\nname = \"First\"\nkind = \"state\"\n\n[[concern]]\nid = \"d-first\"\ntitle = \"First\"\n\
               held-by = [\"c-first\"]\nstatus = \"intention\"\nby = [\"c-first\"]\n\n\
               [[event]]\nid = \"e-first\"\ntitle = \"First\"\ndate = \"1066\"\nactors = [\"c-first\"]\nplaces = [\"b-first\"]\nsources = [\"a-first\"]\n\n";
    // In front of the first record of all.
    let first = before.find("\n[[").unwrap() + 1;
    format!("{}{new}{}{after}", &before[..first], &before[first..])
}

/// What a play reads, by its id.
fn read(play: &Play) -> String {
    let Subject::Record(no) = play.app().shared().reading else { return "the timeline".to_owned() };
    let timeline = play.app().shared().timeline();
    timeline.ids().text(timeline.id_of(no).unwrap()).to_owned()
}

#[test]
fn in_every_view_the_selection_stays_on_its_record() {
    let ways = [
        "jjjj",
        "G",
        "jjjjgajj",
        "gnjj",
        "jjj<Tab>JJJJ",
        "jjjjgc",
        "2jjj",
        "2jjllll",
        "2wjjll",
        "2wwjl",
        "3jjj",
        "3lll",
        "3++jj",
        "4jj",
        "4jj<Enter>",
        "4lj",
        "5jjj",
        "5jj<Enter>j",
        "5<Tab>j",
        "5sjj",
        "jjjvjjjjV4j",
        "&actor:iran<Enter>jjj",
        "&actor:iran<Enter>2jj",
        "&actor:iran<Enter>3j",
        "&actor:iran<Enter>5j",
        "/border<Enter>nn",
        "zjjj",
        "++jjj",
        "goO",
        "oa",
    ];
    for (width, height) in [(120, 36), (80, 24), (50, 16)] {
        for keys in ways {
            let before = settled(Play::new(SHIPPED).size(width, height).keys(keys));
            let (view, mode, scroll) =
                (before.app().shared().view, before.app().shared().mode, before.app().shared().scroll);
            let (reading, focus) = (read(&before), before.app().shared().focus);
            let filter = before.app().shared().filter.as_ref().map(|filter| filter.text().to_owned());
            let after = settled(before.edit(&shifted()));
            let said = format!("{keys} at {width}x{height}\n{}", after.text());
            assert_eq!(read(&after), reading, "{said}");
            assert_eq!((after.app().shared().view, after.app().shared().mode), (view, mode), "{said}");
            assert_eq!((after.app().shared().scroll, after.app().shared().focus), (scroll, focus), "{said}");
            assert_eq!(
                after.app().shared().filter.as_ref().map(|filter| filter.text().to_owned()),
                filter,
                "{said}"
            );
            // And back, as an editor's undo does it.
            let back = settled(after.edit(SHIPPED));
            assert_eq!(read(&back), reading, "{keys} at {width}x{height}\n{}", back.text());
        }
    }
}

#[test]
fn the_page_and_the_list_stay_where_they_were_scrolled_to() {
    let before = Play::new(SHIPPED).size(120, 20).keys("jjjjjjjjjjjjjjjjjjkkkJJJJ");
    let (scroll, line) = (before.app().shared().scroll, before.line_with("▌"));
    assert!(scroll > 0);
    let place = |play: &Play| play.text().lines().position(|line| line.contains('▌'));
    let at = place(&before);
    let after = before.edit(&shifted());
    assert_eq!(after.app().shared().scroll, scroll);
    assert_eq!(after.line_with("▌").get(..40), line.get(..40));
    assert_eq!(place(&after), at, "{}", after.text());
}

/// The play when nothing is left to be worked out.
fn settled(mut play: Play) -> Play {
    while play.effects.contains(&Effect::Continue) {
        play.effects.clear();
        play = play.tell(Msg::Continue);
    }
    play
}

#[test]
fn what_is_saved_in_halves_is_read_where_it_was() {
    // What a judgment rests on is in the other half.
    let shipped: Vec<&str> = SHIPPED.lines().filter(|line| !line.contains("rests-on")).collect();
    let shipped = &shipped.join("\n");
    let half = &shipped[..shipped.len() / 2];
    let half = &half[..half.rfind("\n[[").unwrap() + 1];
    let play = Play::new(shipped).keys("jjjjjjjjjj<Tab>JJ");
    let reading = read(&play);
    // The first half is a whole timeline by itself, or it is not: neither loses the place.
    let begun = play.edit(&shipped[..shipped.len() / 2]).edit(half);
    assert_ne!(read(&begun), reading, "{}", begun.text());
    let whole = begun.edit(shipped);
    assert_eq!(read(&whole), reading, "{}", whole.text());
    // Who moves meanwhile has another place.
    let moved = Play::new(shipped).keys("jjjjjjjjjj").edit(half).keys("k").edit(shipped);
    assert_ne!(read(&moved), reading);
}

/// What was chosen beside a page that is gone is not looked for beside the next one.
#[test]
fn beside_another_page_the_lists_are_at_the_top() {
    let start = SHIPPED.find("title = \"UN: Amini's death was unlawful\"").unwrap();
    let block = SHIPPED[..start].rfind("[[event]]").unwrap();
    let end = start + SHIPPED[start..].find("\n[[").unwrap() + 1;
    let without = format!("{}{}", &SHIPPED[..block], &SHIPPED[end..]);
    let play = Play::new(SHIPPED).keys("fun: amini's death<Enter>ge");
    assert!(play.line_with("▌").contains("UN: Amini"));
    let play = play.edit(&without);
    let browse = &play.app().views().browse;
    assert_eq!((browse.actors.at, browse.actors.top), (0, 0), "{}", play.text());
    assert_eq!((browse.concerns.at, browse.concerns.top), (0, 0));
}

#[test]
fn a_file_opens_on_its_first_event_in_time() {
    let late = "[[event]]\nid = \"late\"\ntitle = \"Late\"\ndate = \"2030\"\n";
    let early = "[[event]]\nid = \"early\"\ntitle = \"Early\"\ndate = \"1900\"\n";
    let head = "[timeline]\nformat = 1\ntitle = \"x\"\n";
    let whole = format!("{head}{late}{early}");
    assert!(Play::opening(&whole).keys("1").line_with("▌").contains("Early"));
    // Of a long file, the beginning is shown first; who has not moved stays on the first event.
    let beginning = || {
        Play::starting(&format!("{head}{late}"), |start| {
            start.session = None;
            start.opened.loaded = Arc::new(Loaded::clone(&start.opened.loaded).beginning());
        })
    };
    assert!(beginning().edit(&whole).keys("1").line_with("▌").contains("Early"));
    let opened = beginning().keys("1<Enter>").edit(&whole);
    assert!(opened.line_with("▌").contains("Early"), "{}", opened.text());
}
