//! Events within events: what a whole's date is, in what order whole and parts stand, and what is an error.

#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]

use annals::load::load;
use annals::model::{Timeline, When};
use annals::search::Haystack;
use annals::search::filter::{Filter, FilterColumns, Saved, complete};
use annals::text::{Code, Document};

/// Events as (id, date, whole), in file order.
fn of(head: &str, events: &[(&str, &str, &str)]) -> (Timeline, Vec<Code>) {
    let mut text = format!(
        "[timeline]\nformat = 1\ntitle = \"T\"\n{head}\n\n[[source]]\nid = \"s\"\ntitle = \"A cable\"\n"
    );
    for (id, date, whole) in events {
        text += &format!("\n[[event]]\nid = \"{id}\"\ntitle = \"{id}\"\nsources = [\"s\"]\n");
        for (key, value) in [("date", date), ("part-of", whole)] {
            text += &if value.is_empty() { String::new() } else { format!("{key} = \"{value}\"\n") };
        }
    }
    let (timeline, problems) = load(&Document::new("t.toml", text));
    (timeline, problems.iter().map(|problem| problem.code).collect())
}

fn ids(timeline: &Timeline) -> Vec<&str> {
    let id = |row| timeline.ids().text(timeline.event_ref_at(row).unwrap().id().unwrap());
    (0..timeline.row_count()).map(id).collect()
}

fn date<'t>(timeline: &'t Timeline, id: &str) -> Option<&'t When> {
    timeline.event(timeline.find_text(id)?)?.date.as_ref()
}

#[test]
fn a_whole_without_a_date_spans_its_parts() {
    for (dates, words) in [
        (&["1962-10-16", "1962-10-28"][..], "16–28 October 1962 (from its parts)"),
        (
            &["1962-10-27T09:00-04:00", "1962-10-28T10:00Z", "1962-10-28"],
            "27–28 October 1962 (from its parts)",
        ),
        (&["1962-10-16"], "16 October 1962 (from its parts)"),
        (&["1962-10-16", "1962-10-16"], "16 October 1962 (from its parts)"),
        (&["1962-10", "1962-10-03"], "October 1962 (from its parts)"),
        (&["1962-10-16/1962-10-20", "1962-10-18/.."], "16 October 1962, ongoing (from its parts)"),
        (&["1962-10-16/", "1962-10-18"], "16 October 1962, end not known (from its parts)"),
        (&["{1962-10-16,1962-10-18}", "1962-10-17"], "16–18 October 1962 (from its parts)"),
        (&["196X", "1962-10-17"], "1960s (from its parts)"),
        (&["195X", "1962-10-17"], "1950s – 17 October 1962 (from its parts)"),
        (
            &["1962-10-16?", "1962~-10-17"],
            "16 October 1962 (uncertain) – 17 October 1962 (year approximate) (from its parts)",
        ),
    ] {
        let mut events = vec![("whole", "", "")];
        let names = ["a", "b", "c"];
        events.extend(names.into_iter().zip(dates).map(|(id, date)| (id, *date, "whole")));
        let (timeline, problems) = of("", &events);
        assert_eq!(problems, [], "{dates:?}");
        let date = date(&timeline, "whole").unwrap();
        assert!(date.is_from_parts());
        assert_eq!(date.words(), words, "{dates:?}");
        assert_eq!(ids(&timeline)[0], "whole", "{dates:?}");
    }
    // Parts of parts count, undated ones do not, and nothing comes of nothing.
    let nested =
        [("a", "", ""), ("b", "", "a"), ("c", "2001-03", "b"), ("d", "2001-02-01", "b"), ("e", "", "a")];
    let (timeline, _) = of("", &nested);
    assert_eq!(ids(&timeline), ["a", "b", "d", "c", "e"]);
    assert_eq!(date(&timeline, "a"), date(&timeline, "b"));
    assert!(of("", &[("a", "", ""), ("b", "", "a")]).0.dated_count() == 0);
}

#[test]
fn doubt_of_a_part_is_doubt_of_the_whole() {
    let (timeline, _) = of("", &[("a", "", ""), ("b", "1962-10-16?", "a"), ("c", "1962-10-28", "a")]);
    assert!(date(&timeline, "a").unwrap().has_doubt());
}

#[test]
fn a_whole_stands_before_its_parts_where_the_dates_allow_it() {
    for (whole, parts) in [
        ("1962-10-16/1962-10-28", &["1962-10-16", "1962-10-20"][..]),
        ("1962-10", &["1962-10-01", "1962-10-02"]),
        ("1962-10", &["1962-10-01T10:00Z", "1962-10-02"]),
        ("1962", &["1962", "1962-01", "1962-01-01"]),
        ("/1962-10-28", &["1962-10-16", "1962-10-28"]),
        ("", &["1962-10-16T01:00+09:00", "1962-10-17"]),
    ] {
        let names = ["a", "b", "c"];
        let mut events: Vec<_> = names.into_iter().zip(parts).map(|(id, date)| (id, *date, "z")).collect();
        events.push(("z", whole, ""));
        let (timeline, problems) = of("", &events);
        assert_eq!(problems, [], "{whole}");
        assert_eq!(ids(&timeline)[0], "z", "{whole}");
    }
    // Each whole of several stands before its own parts.
    let nested = [("c", "2001", "b"), ("b", "2001", "a"), ("a", "2001", "")];
    assert_eq!(ids(&of("", &nested).0), ["a", "b", "c"]);
}

#[test]
fn a_part_lies_within_the_dates_of_its_whole() {
    for (whole, part, is_outside) in [
        ("2023-03-06/2023-03-10", "2023-03-08", false),
        ("2023-03-06/2023-03-10", "2023-03-19", true),
        ("2023-03-06/2023-03-10", "2023-03-05/2023-03-07", true),
        ("2023-03-06/2023-03-10", "2023-03-09/2023-03-11", true),
        ("2023-03-06/2023-03-10", "2023-03-09/2023-03-11?", false),
        ("2023-03-06/2023-03-10", "2023-03-19~", false),
        ("2023-03-06/2023-03-10?", "2023-03-19", false),
        // It may have been on any of its days.
        ("2023-03-06/2023-03-10", "2023-03", false),
        ("2023-03-06/2023-03-10", "2023-02", true),
        ("2023-03-06/2023-03-10", "2023-02/2023-03-07", true),
        ("2023-03-06/..", "2023-03-19", false),
        ("2023-03-06/", "2023-03-19", false),
        ("2023-03-06/2023-03-10", "2023-03-08/..", false),
        ("2023-03-06T10:00Z/2023-03-06T12:00Z", "2023-03-06T12:30Z", true),
        ("2023-03-06T10:00Z/2023-03-06T12:00Z", "2023-03-06T12:30", false),
        ("2023-03-06T10:00Z/2023-03-06T12:00Z", "2023-03-06", false),
        ("", "2023-03-19", false),
        ("2023-03-06", "", false),
    ] {
        let (_, problems) = of("", &[("whole", whole, ""), ("part", part, "whole")]);
        let wanted: &[Code] = if is_outside { &[Code::PartOutside] } else { &[] };
        assert_eq!(problems, wanted, "{part} in {whole}");
    }
    // 23:59 on the 24th, where a day is meant.
    let zoned = |part| of("offset = \"-04:00\"", &[("whole", "1962-10-24", ""), ("part", part, "whole")]).1;
    assert_eq!(zoned("1962-10-25T03:59Z"), []);
    assert_eq!(zoned("1962-10-25T04:00Z"), [Code::PartOutside]);
    // A span of parts is judged like a written one.
    let nested =
        [("a", "2023-03-06", ""), ("b", "", "a"), ("c", "2023-03-05", "b"), ("d", "2023-03-06", "b")];
    assert_eq!(of("", &nested).1, [Code::PartOutside]);
}

#[test]
fn parts_in_a_circle_are_one_error_and_end() {
    assert_eq!(of("", &[("a", "2001", "a")]).1, [Code::Circle]);
    let circle = [("a", "", "c"), ("b", "2001", "a"), ("c", "", "b"), ("d", "2001", "c")];
    let (timeline, problems) = of("", &circle);
    assert_eq!(problems, [Code::Circle]);
    assert_eq!(timeline.row_count(), 4);
    for row in 0..4 {
        assert!(timeline.parts().wholes(row).count() < 4);
    }
}

#[test]
fn a_date_of_parts_is_nobodys_claim() {
    // It is neither later than `as-of`, nor that of another event.
    let events = [("whole", "", ""), ("part", "2001-02-03", "whole")];
    assert_eq!(of("as-of = \"2000\"", &events).1, [Code::AfterAsOf]);
}

#[test]
fn a_filter_finds_parts_and_their_parts() {
    let (timeline, problems) = load(&Document::new("t.toml", include_str!("fixtures/parts.toml")));
    assert!(problems.is_empty(), "{problems:?}");
    let found = |typed: &str| {
        let mut filter = Filter::new(typed, &Saved::default());
        let (mut haystack, mut columns) = (Haystack::default(), FilterColumns::default());
        while !filter.advance(&timeline, &mut haystack, &mut columns, usize::MAX) {}
        let problems: Vec<String> = filter.problems().iter().map(|problem| problem.sentence()).collect();
        (filter.rows().unwrap().iter_from(0).count(), problems.join(" "))
    };
    let finds = |count| (count, String::new());
    assert_eq!(found("part-of:black-saturday"), finds(2));
    assert_eq!(found("part-of:thirteen-days"), finds(7));
    assert_eq!(found("part-of:cold-war"), finds(9));
    assert_eq!(found("Part-Of:\"cold war\""), finds(9));
    assert_eq!(found("-part-of:thirteen-days"), finds(6));
    assert_eq!(found("part-of:cold-war -part-of:black-saturday"), finds(7));
    // An event without parts has none.
    assert_eq!(found("part-of:u2"), finds(0));
    let (_, said) = found("part-of:saturdy");
    assert!(
        said.contains("There is no event `saturdy`") && said.contains("did you mean `saturday`"),
        "{said}"
    );
    let choices = complete("part-of:sat", 11, &timeline, &mut FilterColumns::default(), &Saved::default());
    let choices: Vec<_> = choices.choices.iter().map(|choice| (&*choice.text, choice.events)).collect();
    assert_eq!(choices, [("part-of:black-saturday", Some(2))]);
}
