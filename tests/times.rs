//! Times of day: events stand in the order of their instants, are shown with their times, and are compared by them.

#![expect(clippy::unwrap_used, reason = "what is missing fails its test")]

mod play;

use annals::export::{Content, Form, write};
use annals::load::load;
use annals::model::Timeline;
use annals::search::Haystack;
use annals::search::RowSet;
use annals::search::filter::{Filter, FilterColumns, Saved};
use annals::text::{Code, Document};
use play::Play;

/// A night told hour by hour, each time in the zone of its place.
const CRISIS: &str = include_str!("fixtures/crisis.toml");

/// A timeline of events given as (id, date, more keys), and the codes of its problems.
fn of(head: &str, events: &[(&str, &str, &str)]) -> (Timeline, Vec<Code>) {
    let mut text =
        format!("[timeline]\nformat = 1\ntitle = \"T\"\n{head}\n[[source]]\nid = \"s\"\ntitle = \"S\"\n");
    for (id, date, more) in events {
        text +=
            &format!("[[event]]\nid = \"{id}\"\ntitle = \"E\"\ndate = {date}\nsources = [\"s\"]\n{more}\n");
    }
    let (timeline, problems) = load(&Document::new("t.toml", &text));
    (timeline, problems.iter().map(|problem| problem.code).collect())
}

fn ids(timeline: &Timeline) -> Vec<&str> {
    (0..timeline.row_count())
        .map(|row| timeline.ids().text(timeline.event_at(row).unwrap().1.record.id))
        .collect()
}

#[test]
fn a_day_is_told_in_the_order_of_utc() {
    let (timeline, problems) = of(
        "",
        &[
            ("t4", "\"2021-06-01T23:00:00Z\"", ""),
            ("t3", "\"2021-06-01T10:30:00Z\"", ""),
            ("t1", "\"2021-06-01T12:45:00+04:30\"", ""),
            ("t2", "2021-06-01T09:00:00Z", ""),
            ("d", "\"2021-06-01\"", ""),
            ("n", "\"2021-06-01T01:00:00+09:00\"", ""),
        ],
    );
    assert_eq!(ids(&timeline), ["n", "d", "t1", "t2", "t3", "t4"]);
    assert!(problems.is_empty(), "{problems:?}");
    let day = annals::model::Day::of(2021, 6, 1);
    assert!((0..6).all(|row| timeline.heading_day(row) == Some(day)), "all stand under the day as written");
}

#[test]
fn headings_are_of_the_written_day() {
    let (timeline, _) =
        of("", &[("old", "\"2021-12-31T20:00Z\"", ""), ("tokyo", "\"2022-01-01T01:00+09:00\"", "")]);
    assert_eq!(ids(&timeline), ["tokyo", "old"]);
    let rows = RowSet::all(2);
    let mut html = Vec::new();
    write(&Content::new(&timeline, &rows), Form::Html, &mut html).unwrap();
    let html = String::from_utf8(html).unwrap();
    let year = |year: &str| html.find(&format!("<h3>{year}</h3>")).unwrap();
    assert!(year("2022") < year("2021"));
    assert_eq!(html.matches("id=Year-").count(), 1, "an id that stands before a later one is not repeated");
}

#[test]
fn a_link_runs_against_time_only_if_its_instants_do() {
    let link = |to: &str| format!("links = [{{ to = \"{to}\", kind = \"responds-to\" }}]");
    for (first, second, is_against) in [
        ("\"1962-10-27T08:00:00Z\"", "\"1962-10-27T20:00:00Z\"", true),
        ("\"1962-10-27T23:45:00-04:00\"", "\"1962-10-28T02:00:00+03:00\"", false),
        ("\"1962-10-27T08:00\"", "\"1962-10-27T20:00Z\"", false),
        ("\"1962-10-27T08:00\"", "\"1962-10-27T20:00\"", false),
        ("\"1962-10-27\"", "\"1962-10-27T20:00Z\"", false),
        ("\"1962-10-26\"", "\"1962-10-27T20:00Z\"", true),
        ("\"1962-10-27T12:00Z\"", "\"1962-10-27T12:00:30Z\"", false),
        ("\"1962-10-27T12:00Z\"", "\"1962-10-27T12:01:00Z\"", true),
    ] {
        let (_, problems) = of("", &[("a", first, &link("b")), ("b", second, "")]);
        assert_eq!(problems.contains(&Code::LinkAgainstTime), is_against, "{first} {second}");
    }
}

#[test]
fn the_timeline_says_where_its_days_are() {
    let events = [("day", "\"1962-10-27\"", ""), ("time", "\"1962-10-27T02:00Z\"", "")];
    assert_eq!(ids(&of("", &events).0), ["day", "time"]);
    let told = "[timeline]\nformat = 1\ntitle = \"x\"\noffset = \"-04:00\"\n";
    assert!(Play::new(told).keys("1").text().contains("Times without an offset of their own"));
    assert_eq!(ids(&of("offset = \"-04:00\"", &events).0), ["time", "day"]);
    for offset in ["14:00", "+14:01", "-25:00", "EDT", ""] {
        let (_, problems) = of(&format!("offset = \"{offset}\""), &[]);
        assert_eq!(problems, [Code::InvalidDate], "{offset}");
    }
}

#[test]
fn nothing_is_claimed_after_the_hour_of_as_of() {
    let head = "as-of = \"1962-10-27T12:00Z\"";
    for (date, is_later) in [
        ("\"1962-10-27T13:00Z\"", true),
        ("\"1962-10-27T08:30-04:00\"", true),
        ("\"1962-10-27T13:00+03:00\"", false),
        ("\"1962-10-27\"", false),
        ("\"1962-10-28\"", true),
    ] {
        let (_, problems) = of(head, &[("e", date, "")]);
        assert_eq!(problems.contains(&Code::AfterAsOf), is_later, "{date}");
    }
    for (date, is_later) in [("\"1962-10-27T13:00\"", true), ("\"1962-10-27T12:00:30\"", false)] {
        let (_, problems) = of("as-of = \"1962-10-27T12:00\"", &[("e", date, "")]);
        assert_eq!(problems.contains(&Code::AfterAsOf), is_later, "{date}");
    }
}

#[test]
fn filters_compare_times() {
    let (timeline, problems) = load(&Document::new("t.toml", CRISIS));
    assert!(problems.iter().all(|problem| problem.code != Code::LinkAgainstTime));
    let found = |typed: &str| {
        let mut filter = Filter::new(typed, &Saved::default());
        let (mut haystack, mut columns) = (Haystack::default(), FilterColumns::default());
        while !filter.advance(&timeline, &mut haystack, &mut columns, usize::MAX) {}
        assert!(filter.problems().is_empty(), "{typed}");
        let all = ids(&timeline);
        filter.rows().unwrap().iter_from(0).map(|row| all[row].to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(found("after:1974-06-02T01:00Z!"), ["call", "withdrawal", "dawn"]);
    // Without an offset it is that of the timeline, UTC.
    assert_eq!(found("after:1974-06-02T01:40!"), ["withdrawal", "dawn"]);
    assert_eq!(found("before:1974-06-01T21:30+02:00!"), ["collision"]);
    assert_eq!(found("during:1974-06-01T19:00Z/1974-06-01T20:00Z!"), ["order", "alert"]);
    // A day may hold the time, and a search that goes on may be over in time.
    assert_eq!(found("before:1974-06-01T18:50Z"), ["vigil", "collision", "exercise"]);
    // A day is compared with the days as they are written.
    assert!(found("during:1974-06-01!").contains(&"call".to_owned()));
    assert!(!found("during:1974-06-01!").contains(&"alert".to_owned()));
}

#[test]
fn a_crisis_is_told_hour_by_hour() {
    let play = Play::new(CRISIS);
    insta::assert_snapshot!("crisis_120x36", play.size(120, 36).screen());
    insta::assert_snapshot!("crisis_50x16", Play::new(CRISIS).size(50, 16).screen());
}
