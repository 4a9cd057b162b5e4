//! The timeline to start from is one to learn from: nothing is wrong with it, and it shows what there is.

use std::collections::BTreeSet;

use annals::cli::rewrite::{STARTER, text};
use annals::edit::{Layout, format};
use annals::load;
use annals::load::{Sequential, toml_parts};
use annals::model::{Table, Timeline};
use annals::text::Document;

#[test]
fn both_new_timelines_are_clean_to_the_last_hint() {
    for example in [false, true] {
        let text = text(example, None).unwrap();
        assert!(clean(&text).row_count() > 3);
        assert!(!text.contains("#:schema"));
    }
}

/// Checks that there is nothing to mend or to format.
fn clean(text: &str) -> Timeline {
    let document = Document::new("new.toml", text);
    let (timeline, found) = load::examine(&document, &Sequential);
    assert_eq!(found, [], "{text}");
    assert_eq!(format(&document, Layout::default(), &Sequential).as_deref(), Ok(text));
    timeline
}

#[test]
fn a_blank_one_is_clean_with_its_comments_and_without_them() {
    for title in ["A war", "  \"Peace\"\nand 'war' \\ \u{202e}"] {
        let blank = text(false, Some(title)).unwrap();
        assert_eq!(clean(&blank).row_count(), 0);
        assert!(clean(&blank).head().title.starts_with(title.split_whitespace().next().unwrap()));
        // What an editor does to commented lines: a remark has two marks and stays one.
        let plain = |line: &str| match line.strip_prefix("# ") {
            Some(rest) => format!("{rest}\n"),
            None => format!("{}\n", line.strip_prefix('#').unwrap_or(line)),
        };
        let used: String = blank.lines().map(plain).collect();
        let timeline = clean(&used);
        assert!(Table::ALL.into_iter().all(|table| timeline.records().count(table) > 0));
        assert!(!timeline.head().judgments.is_empty() && !timeline.head().questions.is_empty());
        assert!(blank.lines().all(|line| line.chars().count() <= 120));
    }
    assert!(text(false, Some(" \n ")).is_err());
}

#[test]
fn the_short_one_has_a_record_of_every_kind_and_fits_on_a_few_screens() {
    let tables: BTreeSet<String> = toml_parts(STARTER)
        .flat_map(|part| part.table.keys().map(|key| key.get_ref().to_string()).collect::<Vec<_>>())
        .collect();
    let wanted = ["actor", "briefing", "concern", "event", "place", "source", "timeline"];
    assert_eq!(tables.iter().map(String::as_str).collect::<Vec<_>>(), wanted);
    assert!(STARTER.lines().count() < 150);
    assert!(STARTER.lines().all(|line| line.chars().count() <= 120));
}

/// A date that the remarks name is one.
#[test]
fn the_dates_in_its_remarks_are_dates() {
    let remarks = STARTER.lines().filter(|line| line.starts_with('#'));
    let quoted: Vec<&str> = remarks.flat_map(|line| line.split('"').skip(1).step_by(2)).collect();
    let dates: Vec<&str> =
        quoted.into_iter().filter(|text| text.starts_with(|c: char| c.is_ascii_digit())).collect();
    assert!(dates.len() > 5, "{dates:?}");
    for date in dates {
        assert!(annals::model::When::parse(date).is_ok(), "{date}");
    }
}
