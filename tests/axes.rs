//! Axes: a span is a bar wherever it is drawn, and numbers and years can be read.

mod play;

use annals::app::{GlyphSet, Look};
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
    let whole = ribbon.lines().nth(5).unwrap();
    for label in ["1000 BC ", " 800 BC ", " 600 BC ", " 200 ", " 400 "] {
        assert!(whole.contains(label), "{whole}");
    }
}

/// One medieval event before those of recent years.
fn medieval() -> String {
    of(&["1142", "2010-02-01", "2012-02-01/2014-05", "2014-08-01", "2015-02-01", "2015-06-01", "2025-02-01"])
}

#[test]
fn a_gap_is_folded_in_every_axis() {
    for (width, height) in [(120, 36), (80, 24), (50, 16)] {
        let size = format!("{width}x{height}");
        let play = Play::new(&medieval()).size(width, height);
        insta::assert_snapshot!(format!("folded_ribbon_{size}"), play.text());
        insta::assert_snapshot!(format!("folded_lanes_{size}"), play.clone().keys("2").text());
        insta::assert_snapshot!(format!("folded_briefing_{size}"), play.keys("pll").text());
    }
    let plain = Play::starting(&medieval(), |start| start.opened.glyphs = GlyphSet::Ascii).size(80, 24);
    let text = plain.text();
    assert!(text.lines().take(3).all(|line| line.is_ascii()) && text.contains(" / o"), "{text}");
    let mono = Play::starting(&medieval(), |start| start.opened.look = Look::Mono).size(80, 24);
    insta::assert_snapshot!("folded_mono_80x24", mono.screen());
}

#[test]
fn a_key_shows_the_true_scale_everywhere() {
    let play = Play::new(&medieval()).size(120, 36);
    let told = play.clone().keys("*");
    assert!(told.text().contains("True scale"), "{}", told.text());
    let upper = |play: &Play| play.text().lines().take(20).collect::<String>();
    assert!(upper(&play).contains("╱") && !upper(&told).contains("╱"));
    assert!(told.clone().keys("2").text().lines().skip(2).take(20).all(|line| !line.contains('╱')));
    assert!(!told.clone().keys("p").text().contains("╱"));
    assert!(play.keys("p").text().contains("╱"));
    let again = told.keys("*");
    assert!(again.text().contains("Folded") && upper(&again).contains("╱"));
}

#[test]
fn a_click_beside_a_break_finds_the_event_there() {
    let play = Play::new(&medieval()).size(120, 36);
    let text = play.text();
    let (row, line) = text.lines().enumerate().nth(4).unwrap();
    let after = line.chars().position(|c| c == '╱').unwrap() + 2;
    let play = play.press(after.try_into().unwrap(), row.try_into().unwrap());
    assert_eq!(play.app().shared().row, 1, "{text}");
    assert_eq!(play.press(4, row.try_into().unwrap()).app().shared().row, 0);
}

#[test]
fn panning_goes_on_across_a_break() {
    let play = Play::new(&medieval()).size(120, 36).keys("+}");
    assert!(play.text().contains("‹2000–2099›"), "{}", play.text());
    assert_eq!(play.app().shared().row, 1);
    assert!(play.keys("{{").text().contains("‹1100–1199›"), "and back");
}

#[test]
fn what_is_evenly_filled_or_a_year_has_no_break() {
    let even: Vec<String> = (0..40).map(|year| (1980 + year).to_string()).collect();
    let even: Vec<&str> = even.iter().map(String::as_str).collect();
    assert!(!Play::new(&of(&even)).size(120, 36).text().contains('╱'));
    let year = of(&["2019-01-01", "2020-01-02", "2020-01-03", "2020-01-04", "2020-12-30"]);
    let play = Play::new(&year).size(120, 36).keys("+");
    assert!(!play.text().lines().nth(4).unwrap().contains('╱'), "{}", play.text());
}

#[test]
fn a_crisis_of_weeks_has_the_room_of_its_axis() {
    let crisis = include_str!("../examples/october-1962.toml");
    let ribbon = Play::new(crisis).size(120, 36).text();
    let labels = ribbon.lines().nth(5).unwrap();
    for label in ["14 Oct", " 20 ", " 25 ", "20 Jun"] {
        assert!(labels.contains(label), "{labels}");
    }
    insta::assert_snapshot!("crisis_ribbon", ribbon.lines().take(6).collect::<Vec<_>>().join("\n"));
}

#[test]
fn a_timeline_opens_with_a_scale_that_tells_its_events_apart() {
    let days = ["2020-03-01", "2020-03-02", "2020-03-03", "2020-03-04", "2020-03-05"];
    let label = |dates: &[&str], width| Play::new(&of(dates)).size(width, 36).text();
    assert!(label(&days, 120).contains("‹Mar 2020›"));
    assert!(label(&["2020-03-01", "2020-06-01", "2020-09-01"], 120).contains("‹2020›"));
}
