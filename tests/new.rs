//! The timeline to start from is one to learn from: nothing is wrong with it, and it shows what there is.

use std::collections::BTreeSet;

use annals::cli::rewrite::{STARTER, text};
use annals::edit::{Layout, format};
use annals::load;
use annals::load::{Sequential, toml_parts};
use annals::text::Document;

#[test]
fn both_new_timelines_are_clean_to_the_last_hint() {
    for example in [false, true] {
        let (timeline, found) = load::examine(&Document::new("new.toml", text(example)), &Sequential);
        assert_eq!(found, [], "--example: {example}");
        assert!(timeline.row_count() > 3);
        assert!(!text(example).contains("#:schema"));
        let form = format(&Document::new("new.toml", text(example)), Layout::default(), &Sequential);
        assert_eq!(form.as_deref(), Ok(text(example)), "--example: {example}");
    }
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
