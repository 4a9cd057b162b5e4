//! What the screen shows, with styles, at the sizes that matter, and how it answers to keys.

mod play;

use annals::app::{Effect, Look, Mode, Pane};
use play::{Play, SHIPPED};

/// One of everything that a screen has to show.
const SMALL: &str = include_str!("fixtures/small.toml");
/// A timeline without events.
const EMPTY: &str = "[timeline]\nformat = 1\ntitle = \"Nothing yet\"\n";

fn small() -> Play {
    Play::new(SMALL)
}

#[test]
fn browse_at_every_size() {
    for (width, height) in [(120, 36), (80, 24), (50, 16), (20, 5)] {
        insta::assert_snapshot!(format!("small_{width}x{height}"), small().size(width, height).screen());
    }
}

#[test]
fn the_shipped_timeline_opens_where_its_story_ends() {
    insta::assert_snapshot!("shipped_120x36", Play::new(SHIPPED).text());
    let play = Play::opening(SHIPPED).keys("1");
    assert!(play.line_with("▌").contains("Security agreement in"), "{}", play.text());
    assert!(Play::opening(SHIPPED).keys("<Enter>").line_with("▌").contains("Algiers Agreement"));
}

#[test]
fn help_and_problems() {
    insta::assert_snapshot!("help_120x36", small().keys("?").text());
    let broken = SMALL.replace("\"envoy\", role = \"leads\"", "\"envoi\", role = \"leads\"");
    insta::assert_snapshot!("problems_80x24", Play::new(&broken).size(80, 24).keys("!").screen());
}

#[test]
fn pages_of_every_kind() {
    let page = |keys: &str| small().size(100, 50).keys(keys).text();
    insta::assert_snapshot!("page_timeline", page("gtk<Enter>"));
    insta::assert_snapshot!("page_actor", page("ga<Enter>"));
    insta::assert_snapshot!("page_concern", page("gn<Enter>"));
    let play = small().size(100, 50).keys("o");
    let letter = play.line_with("The Gazette").chars().find(|c| c.is_ascii_lowercase()).unwrap();
    insta::assert_snapshot!("page_source", play.keys(&letter.to_string()).text());
}

#[test]
fn the_selection_never_stands_in_colour_alone() {
    let mono = small().keys("TTT");
    assert_eq!(mono.app().shared().look, Look::Mono);
    insta::assert_snapshot!("mono_80x24", mono.size(80, 24).screen());
}

#[test]
fn moving_chooses_events_and_lists_follow() {
    let play = small();
    assert!(play.line_with("▌").contains("Upland closes the canal"));
    assert!(play.line_with("Ada Envoy").contains("signs"));
    assert!(play.text().contains("Foreign Minister, Upland"), "the role is the one of the event's date");
    let play = play.keys("gg");
    assert!(play.line_with("▌").contains("The canal is dug"));
    assert!(play.text().contains("44 BC"));
    assert!(play.keys("k").text().contains("This is the first event."));
}

#[test]
fn an_event_stands_after_what_it_responds_to() {
    let text = small().text();
    let (closed, presentations) = (text.find("Upland closes").unwrap(), text.find("Talks begin").unwrap());
    assert!(closed < presentations);
}

#[test]
fn an_actor_marks_its_events_and_enter_reads_it() {
    let play = small().keys("<Tab><Tab>");
    assert_eq!(play.app().shared().focus, Pane::Actors);
    assert!(play.text().contains("• "), "the events of the actor are marked");
    let play = play.keys("<Enter>");
    assert_eq!(play.app().shared().focus, Pane::Reader);
    assert!(play.text().contains("Ambassador"), "a page has all roles");
    let back = play.keys("H");
    assert!(back.text().contains("Foreign Minister"));
    assert!(back.line_with("Event ").contains("Event"));
    assert!(back.keys("H").text().contains("There is no page further back."));
}

#[test]
fn links_are_followed_by_letter_and_the_trail_leads_back() {
    let hinted = small().keys("o");
    assert!(hinted.text().contains("│a contradicts"), "{}", hinted.text());
    let followed = small().keys("oa");
    assert!(followed.line_with("▌").contains("Treaty of free passage"));
    assert!(followed.text().contains("contradicted by"), "the link reads in the other direction");
    assert!(followed.keys("HL").line_with("▌").contains("Treaty"));
}

#[test]
fn doubt_says_which_part() {
    let play = small().keys("oa");
    assert!(play.text().contains("11 March 1902 (year uncertain)"));
    assert!(play.text().contains("11 Mar?"));
}

#[test]
fn likelihood_and_confidence_never_share_a_line() {
    let text = small().keys("gn<Enter>").text();
    for line in text.lines() {
        assert!(!(line.contains("likely") && line.to_lowercase().contains("confidence")), "{line}");
    }
    assert!(text.contains("Judged likely (55–80 %)."));
}

#[test]
fn layers_close_one_by_one_and_quit_last() {
    let play = small().keys("z?");
    assert_eq!(play.app().shared().mode, Mode::Help);
    let play = play.keys("q");
    assert_eq!((play.app().shared().mode, play.effects.len()), (Mode::Browse, 0));
    let play = play.keys("q");
    assert!(play.effects.is_empty(), "the zoom goes first");
    assert_eq!(play.keys("q").effects, [Effect::Quit]);
    assert_eq!(small().keys("?<C-c>").effects, [Effect::Quit]);
    assert_eq!(small().keys("<C-z><C-l>").effects, [Effect::Suspend, Effect::Redraw]);
    assert!(small().keys("<Esc>").text().contains("q quits"));
}

#[test]
fn a_key_without_meaning_says_so() {
    assert!(small().keys("Q").text().contains("Q does nothing here"));
    assert!(small().keys("gx").text().contains("x does nothing here"));
}

#[test]
fn years_are_walked() {
    let play = Play::new(SHIPPED).keys("gg]");
    assert!(play.line_with("▌").contains("Sep"), "{}", play.line_with("▌"));
    assert!(play.keys("[[").text().contains("No earlier year"));
}

#[test]
fn an_empty_timeline_and_one_event() {
    for size in [(120, 36), (80, 24), (50, 16), (20, 5)] {
        let play = Play::new(EMPTY).size(size.0, size.1).keys("jkG<Tab><Tab><Enter>oa[]HLz?<Esc>gg");
        assert!(size.0 < 30 || play.text().contains("Nothing y"), "{}", play.text());
    }
    let one = format!("{EMPTY}[[event]]\nid = \"a\"\ntitle = \"Alone\"\ndate = \"2024-02\"\nsources = []\n");
    assert!(Play::new(&one).keys("jkG").line_with("▌").contains("Alone"));
}

#[test]
fn the_cursor_stands_at_the_chosen_row() {
    let play = small();
    let at = play.cursor().unwrap();
    let line = play.text().lines().nth(at.y.into()).unwrap().to_owned();
    assert!(line.contains("▌") && line.contains("Upland closes"));
}

/// The heights and widths of a storm.
fn sizes() -> impl proptest::strategy::Strategy<Value = (u16, u16)> {
    (1_u16..300, 1_u16..100)
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(40))]
    #[test]
    fn no_size_and_no_key_panics(
        steps in proptest::collection::vec((sizes(), "[a-zA-Z?!<>\\[\\] ]|<Tab>|<Enter>|<Esc>|<PgDn>|<C-d>"), 1..25)
    ) {
        let mut play = small();
        for ((width, height), key) in steps {
            let key = if key == "<" { "<lt>" } else { &key };
            play = play.size(width, height).keys(key);
            let _ = play.buffer();
            let _ = play.cursor();
        }
    }
}
