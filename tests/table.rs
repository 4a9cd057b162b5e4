//! The events as a table: its columns, the order by each of them, and what stays as the order changes.

mod play;

use annals::app::{Click, GlyphSet, Msg};
use play::Play;

const CRISIS: &str = include_str!("fixtures/parts.toml");
const MIXED: &str = r#"
[timeline]
format = 1
title = "Mixed"
[[actor]]
id = "zoe"
name = "Zoe"
kind = "person"
[[actor]]
id = "adam"
name = "Adam"
kind = "person"
[[place]]
id = "york"
name = "York"
[[place]]
id = "bath"
name = "Bath"
[[source]]
id = "s"
title = "S"
[[source]]
id = "t"
title = "T"
[[event]]
id = "one"
title = "charlie"
date = "2001-01-01"
kind = "meeting"
places = ["york"]
actors = ["adam", "zoe"]
sources = ["s", "t"]
[[event]]
id = "two"
title = "Bravo"
date = "2002-01-01"
kind = "attack"
actors = ["zoe"]
status = "claim"
sources = ["s"]
[[event]]
id = "three"
title = "Alpha"
date = "2003-01-01T10:30"
places = ["bath"]
"#;

fn table(text: &str) -> Play {
    Play::new(text).keys("z")
}

fn selected(play: &Play) -> &str {
    play.app().shared().subject.title(play.app().shared().timeline())
}

/// The first letters of the titles, in the order shown.
fn order(play: &Play) -> String {
    let text: String = play.text().lines().skip(3).collect();
    let titles = ["charlie", "Bravo", "Alpha"];
    let mut found: Vec<_> = titles.iter().filter_map(|title| Some((text.find(title)?, *title))).collect();
    found.sort_unstable();
    found.iter().map(|(_, title)| &title[..1]).collect()
}

#[test]
fn the_columns_that_there_is_room_for_are_shown() {
    for (width, height) in [(160, 24), (120, 24), (80, 24), (50, 16)] {
        let play = table(CRISIS).size(width, height).keys("jjj");
        insta::assert_snapshot!(format!("table_{width}x{height}"), play.text());
    }
    insta::assert_snapshot!("mixed_table", table(MIXED).size(120, 16).text());
    let ascii = Play::starting(MIXED, |start| start.opened.glyphs = GlyphSet::Ascii).keys("z");
    assert!(ascii.text().contains("date ^"), "{}", ascii.text());
    let ascii = ascii.keys("S");
    assert!(ascii.text().contains("date v") && ascii.text().is_ascii(), "{}", ascii.text());
}

#[test]
fn every_column_sorts_and_the_selection_stays() {
    let mut play = table(MIXED).keys("j");
    assert_eq!((order(&play).as_str(), selected(&play)), ("cBA", "Bravo"));
    // What has nothing in a column comes last; equal ones stay in the order of time.
    for (heading, expected) in [
        ("title ▲", "ABc"),
        ("kind ▲", "BcA"),
        ("place ▲", "AcB"),
        ("who ▲", "cBA"),
        ("standing ▲", "cAB"),
        ("sources ▲", "ABc"),
        ("date ▲", "cBA"),
    ] {
        play = play.keys("s");
        assert!(play.text().contains(heading), "{heading}\n{}", play.text());
        assert_eq!((order(&play).as_str(), selected(&play)), (expected, "Bravo"), "{heading}");
    }
    let play = play.keys("S");
    assert_eq!((order(&play).as_str(), selected(&play)), ("ABc", "Bravo"));
    assert!(play.keys("j").line_with("3 of 3").contains("Events"));
}

#[test]
fn keys_and_the_mouse_follow_the_order_shown() {
    let play = table(MIXED).press_at("title");
    assert_eq!(order(&play), "ABc");
    assert_eq!(selected(&play.clone().keys("<Home>")), "Alpha");
    assert_eq!(selected(&play.clone().keys("<Home>j")), "Bravo");
    assert_eq!(selected(&play.clone().press_at("Bravo")), "Bravo");
    let wheel = Msg::Mouse { click: Click::Wheel { down: true }, column: 20, row: 8 };
    assert_eq!(selected(&play.clone().keys("<Home>").tell(wheel)), "charlie");
    assert_eq!(order(&play.clone().press_at("title ▲")), "cBA");
    // Every title but "Bravo" has an "l".
    let found = play.keys("<Home>/l<Enter>");
    assert_eq!(selected(&found), "Alpha");
    let found = found.keys("n");
    assert_eq!(selected(&found), "charlie");
    let found = found.keys("n");
    assert_eq!(selected(&found), "Alpha");
    assert!(found.message_line().contains("Continued from the first hit."));
    assert_eq!(selected(&found.keys("N")), "charlie");
}

#[test]
fn paging_reaches_every_row_of_a_long_table() {
    let mut text = "[timeline]\nformat = 1\ntitle = \"T\"\n".to_owned();
    for number in 0..200 {
        text += &format!(
            "[[event]]\nid = \"e{number}\"\ntitle = \"Row {:03}\"\ndate = \"20{:02}\"\n",
            (number * 77) % 200,
            number / 10
        );
    }
    let play = table(&text).keys("s<End>");
    assert_eq!(selected(&play), "Row 199");
    assert_eq!(selected(&play.clone().keys("<PgUp><PgDn>")), "Row 199");
    assert_eq!(selected(&play.clone().keys("<Home><PgDn>k<Home>jj")), "Row 002");
    // A step in time goes to the next year, wherever that stands.
    let year = |play: &Play| play.line_with("▌").split_whitespace().nth(1).map(str::to_owned);
    let play = play.keys("<Home>");
    assert_eq!((year(&play), year(&play.clone().keys("]"))), (Some("2000".into()), Some("2001".into())));
}

#[test]
fn the_filter_and_the_file_change_the_rows_and_keep_the_order() {
    let play = table(MIXED).keys("s&status:reported<Enter>");
    assert_eq!(order(&play), "Ac");
    assert_eq!(order(&play.clone().keys("<Esc>")), "ABc");
    let play = play.keys("<Esc>").edit(&MIXED.replace("Alpha", "Zulu"));
    let text = play.text();
    assert!(text.find("charlie") < text.find("Zulu"), "{text}");
}

#[test]
fn parts_are_indented_in_the_order_of_time_alone() {
    let play = table(CRISIS);
    assert!(play.text().contains('│'), "{}", play.text());
    assert!(play.clone().keys("S").text().contains('│'));
    let sorted = play.keys("s");
    assert!(!sorted.text().contains(['│', '┃']), "{}", sorted.text());
    assert!(sorted.keys("<Home>Z").text().contains("folded"));
}

#[test]
fn enter_reads_and_escape_comes_back() {
    let play = table(MIXED).keys("s<Home><Enter>");
    assert!(!play.text().contains("title ▲") && play.text().contains("Alpha"), "{}", play.text());
    let play = play.keys("<Esc>");
    assert!(play.text().contains("title ▲"), "{}", play.text());
    // A filter stays until the table itself is left.
    let play = play.keys("&status:reported<Enter><Enter><Esc>");
    assert_eq!(order(&play), "Ac");
    let play = play.keys("<Esc><Esc>");
    assert!(!play.text().contains("title ▲"));
    // The list is in the order of time, whatever the table's was.
    assert!(play.keys("<Home>").line_with("1 of 3").contains("Events"));
    // A pane that was zoomed by itself is unzoomed.
    assert!(Play::new(MIXED).keys("<Tab>z<Esc>").text().contains("Events"));
}

#[test]
fn the_keys_are_named_where_they_work() {
    let play = Play::new(MIXED);
    assert!(!play.message_line().contains("s sort"), "{}", play.message_line());
    assert!(play.clone().keys("z").message_line().contains("s sort   S reverse"));
    assert!(play.keys("s").message_line().contains("z in the events shows the table, which sorts."));
}

#[test]
fn an_empty_file_has_an_empty_table() {
    let play = table("[timeline]\nformat = 1\ntitle = \"T\"\n").keys("sSjG<Enter><Esc>");
    assert!(play.text().contains("This timeline has no events yet."), "{}", play.text());
    assert!(table(MIXED).keys("s&nobody<Enter>j").text().contains("No event matches the filter"));
}
