//! Axes: a span is a bar wherever it is drawn, and numbers and years can be read.

mod play;

use annals::export::{Content, Form, write};
use annals::load::load;
use annals::search::RowSet;
use annals::text::Document;
use play::Play;

/// A timeline of dates, all of one actor, and a briefing that shows them in turn.
fn of(dates: &[&str]) -> String {
    let mut text = "[timeline]\nformat = 1\ntitle = \"T\"\nas-of = \"2025-12-31\"\n\
                    [[actor]]\nid = \"a\"\nname = \"Actor\"\nkind = \"state\"\n"
        .to_owned();
    for (at, date) in dates.iter().enumerate() {
        text +=
            &format!("[[event]]\nid = \"e{at}\"\ntitle = \"E{at}\"\ndate = \"{date}\"\nactors = [\"a\"]\n");
    }
    text += "[[briefing]]\nid = \"b\"\ntitle = \"B\"\n";
    for at in 0..dates.len() {
        text += &format!("[[briefing.step]]\nshow = \"e{at}\"\n");
    }
    text
}

#[test]
fn spans_that_begin_in_one_column_are_bars_and_counted() {
    let text = of(&["2020-03-01/2020-05-01", "2020-03-01/2020-05-01", "2020-03-15/2020-04-01"]);
    let browse = Play::new(&text).size(120, 36);
    let ribbon = browse.line_with("◆2");
    assert_eq!(ribbon.trim().trim_matches('·'), "◆2──├────┤─────────┤", "{ribbon}");
    let lane = browse.keys("2").line_with("◆2");
    assert!(lane.contains("◆2─├──┤─────┤"), "{lane}");
}

#[test]
fn counts_beside_the_selected_one_stay_apart() {
    // A column of a year at 120 columns is three days and more.
    let text = of(&["2020-03-02", "2020-03-02", "2020-03-09", "2020-03-09", "2020-03-09"]);
    let mut play = Play::new(&text).size(120, 36);
    for _ in 0..8 {
        let ribbon = play.text().lines().nth(4).unwrap().to_owned();
        assert!(!ribbon.contains("23") && !ribbon.contains("32"), "{ribbon}");
        play = play.keys("j");
    }
}

#[test]
fn a_briefing_draws_spans_as_bars() {
    let dates = ["2020-05-05", "2022", "2023-01/2024-12", "2025-08?", "2021-06/.."];
    let play = Play::new(&of(&dates)).size(120, 36).keys("pll");
    insta::assert_snapshot!("briefing_axis_120x36", play.text());
    let (timeline, _) = load(&Document::new("t.toml", of(&dates)));
    let rows = RowSet::all(timeline.row_count());
    let mut content = Content::new(&timeline, &rows);
    content.briefing = timeline.records().numbers(annals::model::Table::Briefing).next();
    let mut html = Vec::new();
    write(&content, Form::Html, &mut html).unwrap();
    let html = String::from_utf8(html).unwrap();
    let axis = html.split("<symbol id=Way").nth(1).unwrap().split("</symbol>").next().unwrap();
    assert_eq!((axis.matches("<rect").count(), axis.matches("<circle").count()), (4, 5), "{axis}");
}

#[test]
fn years_before_christ_are_labelled_where_they_are_round() {
    let text = of(&["-0999", "-0752", "-0479", "-0043", "0476"]);
    let ribbon = Play::new(&text).size(120, 36).keys("0").text();
    let whole = ribbon.lines().nth(3).unwrap();
    for label in ["1000 BC╌", "╌800 BC╌", "╌600 BC╌", "╌200╌", "╌400╌"] {
        assert!(whole.contains(label), "{whole}");
    }
}

#[test]
fn a_timeline_opens_with_a_scale_that_tells_its_events_apart() {
    let days = ["2020-03-01", "2020-03-02", "2020-03-03", "2020-03-04", "2020-03-05"];
    let label = |dates: &[&str], width| Play::new(&of(dates)).size(width, 36).text();
    assert!(label(&days, 120).contains("‹Mar 2020›"));
    assert!(label(&["2020-03-01", "2020-06-01", "2020-09-01"], 120).contains("‹2020›"));
}
