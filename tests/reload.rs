//! What happens on the screen when the file changes: the selection stays on its record, a broken file keeps the last good
//! timeline, and mending it is said. How the change is noticed is held in `terminal.rs`.

mod play;

use std::sync::Arc;

use annals::app::{Effect, Loaded, Mode, Msg};
use play::Play;

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
    assert!(play.text().contains("no record changed."), "{}", play.text());
}

#[test]
fn a_new_event_and_one_that_is_gone_are_counted() {
    let more =
        format!("{SMALL}\n[[event]]\nid = \"new\"\ntitle = \"New\"\ndate = \"2024\"\nsources = [\"copy\"]\n");
    let play = Play::new(SMALL).edit(&more);
    assert!(play.text().contains("1 event changed"));
    assert!(play.edit(SMALL).text().contains("1 event changed"));
}

#[test]
fn a_broken_file_keeps_the_last_good_timeline_and_says_where() {
    let play = Play::new(SMALL).keys("j").edit(&broken());
    assert!(play.line_with("▌").contains("Talks begin"));
    let line = 1 + broken().lines().position(|line| line.contains("envoi")).unwrap();
    assert!(play.text().contains(&format!("Line {line}: unknown actor `envoi`")), "{}", play.text());
    assert!(play.text().contains("Ada Envoy"), "the actor is still there");
    let play = play.keys("!");
    assert_eq!(play.app().mode(), Mode::Problems);
    let mended = play.keys("<Esc>").edit(SMALL);
    assert!(mended.text().contains("The file reads well again."));
    assert!(mended.line_with("▌").contains("Talks begin"));
}

#[test]
fn a_file_that_is_broken_from_the_start_opens_on_its_problems_and_mends() {
    let play = Play::new(&broken());
    assert_eq!(play.app().mode(), Mode::Problems);
    let read = play.keys("r");
    assert!(read.line_with("▌").contains("Talks begin"), "r reads the record with the problem");
    let mended = Play::new(&broken()).edit(SMALL);
    assert_eq!(mended.app().mode(), Mode::Browse);
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
    let play = Play::new(SMALL).keys("ga<Enter>").edit(&SMALL.replace("Ada Envoy", "Ada R. Envoy"));
    assert!(play.text().contains("Ada R. Envoy"));
    assert!(play.keys("H").line_with("▌").contains("Upland closes"));
}

#[test]
fn a_file_that_cannot_be_read_is_said_and_all_stays() {
    let play = Play::new(SMALL).tell(Msg::ReloadFailed("timeline.toml is gone.".to_owned()));
    assert!(play.text().contains("timeline.toml is gone."));
    assert!(play.line_with("▌").contains("Upland closes"));
}

#[test]
fn the_beginning_of_a_long_file_grows_into_the_whole_without_a_word() {
    let cut = SMALL.find("[[event]]\nid = \"talks\"").unwrap();
    let play = Play::starting(&SMALL[..cut], |start| {
        start.loaded = Arc::new(Loaded::clone(&start.loaded).beginning());
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
fn a_long_file_that_turns_out_to_be_broken_says_where() {
    let cut = SMALL.find("[[event]]\nid = \"talks\"").unwrap();
    let play = Play::starting(&SMALL[..cut], |start| {
        start.loaded = Arc::new(Loaded::clone(&start.loaded).beginning());
    });
    let whole = play.edit(&broken());
    assert!(
        whole.text().contains("unknown actor `envoi`") && whole.text().contains("Talks begin"),
        "{}",
        whole.text()
    );
}
