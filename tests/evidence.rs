//! Rows of the list of events: how well each event is supported, and titles that take two lines.

mod play;

use annals::app::{GlyphSet, Look};
use play::{Play, SHIPPED};

#[test]
fn a_row_shows_independent_sources_and_whether_accounts_differ() {
    let play = Play::new(SHIPPED).size(120, 36).keys("G");
    let row = |title: &str| play.line_with(title).split('│').next().unwrap_or("").trim_end().to_owned();
    // Two independent sources, and accounts that differ; a claim of one source.
    assert!(row("11 Aug  Security agreement").ends_with("≠ ••◦"), "{}", play.text());
    assert!(row("Groups pressed to disarm").ends_with(" •◦◦"), "{}", play.text());
    let ascii =
        Play::starting(SHIPPED, |start| start.opened.glyphs = GlyphSet::Ascii).size(120, 36).keys("G");
    let row = ascii.line_with("11 Aug  Security agreement");
    assert!(row.split('|').next().unwrap_or("").trim_end().ends_with("!   2"), "{row}");
    let mono = Play::starting(SHIPPED, |start| start.opened.look = Look::Mono).size(80, 24).keys("G");
    insta::assert_snapshot!("evidence_mono_80x24", mono.screen());
    insta::assert_snapshot!("evidence_50x16", Play::new(SHIPPED).size(50, 16).keys("G").text());
}

#[test]
fn unsourced_events_have_no_full_dot_and_copies_count_once() {
    let text = "[timeline]\nformat = 1\ntitle = \"T\"\n\
        [[source]]\nid = \"s\"\ntitle = \"S\"\n[[source]]\nid = \"copy\"\ntitle = \"C\"\norigin = \"s\"\n\
        [[event]]\nid = \"a\"\ntitle = \"Alpha\"\ndate = \"2020\"\n\
        [[event]]\nid = \"b\"\ntitle = \"Beta\"\ndate = \"2020\"\nsources = [\"s\", \"copy\"]\n";
    let play = Play::new(text).size(120, 36).keys("gg");
    let row = |title: &str| play.line_with(title).split('│').next().unwrap_or("").trim_end().to_owned();
    assert!(row("2020  Alpha").ends_with(" ◦◦◦"), "{}", play.text());
    assert!(row("2020  Beta").ends_with(" •◦◦"), "{}", play.text());
}

#[test]
fn a_long_title_takes_a_second_line_that_belongs_to_its_row() {
    let long =
        "The foreign ministers of both countries meet at the frontier to settle where the river divides them";
    let text = format!(
        "[timeline]\nformat = 1\ntitle = \"T\"\n[[event]]\nid = \"a\"\ntitle = \"Alpha\"\ndate = \"2020\"\n\
         [[event]]\nid = \"b\"\ntitle = \"{long}\"\ndate = \"2021\"\n[[event]]\nid = \"c\"\ntitle = \"Gamma\"\ndate = \"2022\"\n"
    );
    let play = Play::new(&text).size(120, 36).keys("gg");
    let lines: Vec<String> = play.text().lines().map(str::to_owned).collect();
    let at = lines.iter().position(|line| line.contains("The foreign ministers")).unwrap();
    assert!(lines[at].contains("◦◦◦"), "{}", lines[at]);
    let rest = lines[at + 1].split('│').next().unwrap().trim().to_owned();
    assert!(long.contains(rest.trim_end_matches('…')) && rest.ends_with('…'), "{rest}");
    // Nothing stands beside the second line, so it has the width of the list but for a blank.
    assert!(lines[at + 1].split('│').next().unwrap().chars().count() - rest.chars().count() < 14, "{rest}");
    // A click on the second line selects the event.
    let clicked = play.press(15, u16::try_from(at + 1).unwrap());
    assert!(clicked.line_with("▌").contains("The foreign ministers"), "{}", clicked.text());
}
