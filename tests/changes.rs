//! The walk through what changed when the file was read again: each press leads to the next record, and the reader shows
//! it as it was beside how it is.

#![expect(clippy::unwrap_used, reason = "what is not there fails the test")]

mod play;

use annals::app::Pane;
use play::{Play, SHIPPED};

const SMALL: &str = include_str!("fixtures/small.toml");

/// The fixture with an event redated and rewritten, one that is gone, one that is new, and an actor of another name.
fn edited() -> String {
    let start = SMALL.find("[[event]]\nid = \"sabotage\"").unwrap();
    let end = SMALL.find("[[event]]\nid = \"rumour\"").unwrap();
    let without = format!("{}{}", &SMALL[..start], &SMALL[end..]);
    let changed = without
        .replace("\"2024-05-01\"", "\"2024-05-02\"")
        .replace("Boats turn back the same day.", "Boats turn back the next day.")
        .replace("Ada Envoy", "Ada R. Envoy");
    format!(
        "{changed}\n[[event]]\nid = \"opened\"\ntitle = \"It opens\"\ndate = \"2024-06\"\nsources = [\"copy\"]\n"
    )
}

fn walked() -> Play {
    Play::new(SMALL).edit(&edited())
}

#[test]
fn each_press_leads_to_the_next_change_and_round() {
    let play = walked();
    assert!(play.text().contains("3 events and 1 actor changed · g c to go."), "{}", play.message_line());
    let play = play.keys("gc");
    assert!(play.message_line().contains("Change 1 of 4: changed ·"), "{}", play.text());
    assert!(play.line_with("▌").contains("Upland closes"));
    for wanted in ["2024-05-01", "2024-05-02", "the same day", "the next day", "Redated, rewritten"] {
        assert!(play.text().contains(wanted), "{wanted}\n{}", play.text());
    }
    let play = play.keys("gc");
    assert!(play.message_line().contains("Change 2 of 4: removed ·"), "{}", play.text());
    assert!(play.text().contains("A lock is blown up"), "{}", play.text());
    assert!(play.text().contains("Removed: the event sabotage"), "{}", play.text());
    let play = play.keys("gc");
    assert!(play.message_line().contains("Change 3 of 4: new ·"), "{}", play.text());
    assert!(play.line_with("▌").contains("It opens"));
    let play = play.keys("gc");
    assert!(play.message_line().contains("Change 4 of 4"), "{}", play.text());
    assert!(play.text().contains("Ada R. Envoy"));
    assert!(play.line_with("Ada Envoy ").contains("Ada R. Envoy"), "{}", play.text());
    let play = play.keys("gc");
    assert!(play.message_line().contains("Change 1 of 4"));
    let play = play.keys("gC");
    assert!(play.message_line().contains("Change 4 of 4"));
    // The trail leads back to the records, but not to what is gone.
    assert!(!play.keys("H").text().contains("Ada Envoy "));
}

#[test]
fn both_versions_stand_beside_each_other_where_there_is_room() {
    let wide = walked().size(200, 36).keys("gc");
    assert!(wide.line_with("2024-05-01").contains("2024-05-02"), "{}", wide.text());
    assert!(wide.line_with("the same day").contains("the next day"), "{}", wide.text());
    let narrow = walked().size(50, 30).keys("gc");
    assert!(narrow.text().contains("was") && narrow.text().contains("the next day"), "{}", narrow.text());
    assert!(!narrow.line_with("the same day").contains("the next day"), "{}", narrow.text());
    for (width, height) in [(20, 6), (12, 4), (1, 1), (300, 100)] {
        walked().size(width, height).keys("gcgcgcgc").text();
    }
}

#[test]
fn escape_shows_the_record_itself_and_moving_does_too() {
    let play = walked().keys("gc<Esc>");
    assert!(!play.text().contains("2024-05-01") && play.text().contains("2 May 2024"), "{}", play.text());
    assert!(play.line_with("▌").contains("Upland closes"));
    let back = walked().keys("gcjk");
    assert!(!back.text().contains("2024-05-01"), "{}", back.text());
    // What is gone leaves the list's event.
    let gone = walked().keys("gcgc<Esc>");
    assert!(!gone.text().contains("A lock is blown up"), "{}", gone.text());
    assert!(gone.keys("gc").message_line().contains("Change 3 of 4"));
}

#[test]
fn it_begins_in_any_view_and_ends_with_it() {
    for view in "2345".chars() {
        let play = walked().keys(&format!("{view}gc"));
        assert!(play.text().contains("2024-05-02"), "{view}\n{}", play.text());
        let other = play.keys(&format!("{view}1"));
        assert!(!other.text().contains("2024-05-01"), "{view}\n{}", other.text());
    }
}

#[test]
fn without_a_change_there_is_nowhere_to_go() {
    let play = Play::new(SMALL).keys("gc");
    assert!(play.message_line().contains("Nothing has changed since the file was opened."));
    let play = Play::new(SMALL).edit(&format!("# A remark.\n{SMALL}")).keys("gc");
    assert!(play.message_line().contains("Nothing has changed"), "{}", play.message_line());
}

#[test]
fn a_remark_saved_later_does_not_end_the_walk() {
    let play = walked().edit(&format!("{}\n# A remark.\n", edited())).keys("gc");
    assert!(play.message_line().contains("Change 1 of 4"), "{}", play.message_line());
}

#[test]
fn a_broken_file_in_between_is_no_change() {
    let play = Play::new(SMALL).edit(&SMALL.replace("[[event]]", "[[evnt]]")).edit(SMALL);
    assert!(
        play.message_line().contains("is valid again. Reloaded: no records changed."),
        "{}",
        play.message_line()
    );
    let play = Play::new(SMALL).edit(&SMALL.replace("[[event]]", "[[evnt]]")).edit(&edited());
    assert!(play.message_line().contains("3 events and 1 actor changed"), "{}", play.message_line());
}

#[test]
fn the_head_an_id_and_layout_are_told_apart() {
    let head = Play::new(SMALL).edit(&SMALL.replace("The canal dispute", "The canal war"));
    assert!(head.message_line().contains("The timeline's own entry changed"), "{}", head.message_line());
    assert!(head.keys("gc").text().contains("The canal dispute"));
    let renamed = Play::new(SMALL).edit(&SMALL.replace("\"chronicle\"", "\"annalist\"")).keys("gC");
    assert!(renamed.text().contains("the id was chronicle"), "{}", renamed.text());
    let layout =
        SMALL.replace("actors = [\n  { id", "actors = [{ id").replace("kind = \"state\"", "kind='state'");
    let layout = Play::new(SMALL).edit(&layout);
    assert!(layout.message_line().contains("no records changed"), "{}", layout.message_line());
}

#[test]
fn a_hidden_event_says_so() {
    let play = Play::new(SMALL).keys("&after:2024-05-03<Enter>").edit(&edited()).keys("gc");
    assert!(play.message_line().contains("hidden by the filter"), "{}", play.text());
    assert!(play.text().contains("2024-05-01"));
}

#[test]
fn everything_may_change_at_once() {
    let other = SHIPPED.replace("title = \"", "title = \"New: ");
    let play = Play::new(SHIPPED).edit(&other);
    assert!(play.message_line().contains("changed · g c to go."), "{}", play.message_line());
    let play = play.keys("gcgcgc");
    assert!(play.message_line().contains("Change 3 of"), "{}", play.message_line());
    assert_eq!(play.app().shared().focus, Pane::Events);
}

#[test]
fn without_a_key_the_walk_goes_by_its_name() {
    let document = annals::text::Document::new("config.toml", "[keys]\nnext-change = []\n");
    let (config, problems) = annals::app::config::read(&document);
    assert!(problems.is_empty(), "{problems:?}");
    let play = Play::starting(SMALL, |start| start.config = config).edit(&edited());
    assert!(play.message_line().contains("changed · :next-change to go."), "{}", play.message_line());
    assert!(play.keys(":next-change<Enter>").message_line().contains("Change 1 of 4"));
}
