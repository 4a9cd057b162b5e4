//! Whether two timelines say the same: every record, apart from where it stands in the file.
//!
//! This is the last thing that is done before a rewritten file is kept. It costs a reading, and no mistake in here can
//! then cost anybody a word of his timeline.

use crate::model::{Event, Id, Ids, Record, Renumber, Timeline};

/// Whether both say the same, where `renamed` is the id of the first that has another text in the second.
#[must_use]
pub fn same(before: &Timeline, after: &Timeline, renamed: Option<(&str, &str)>) -> bool {
    let Some(numbers) = numbers(before.ids(), after.ids(), renamed) else { return false };
    let (a, b) = (before.records(), after.records());
    before.head() == after.head()
        && equal(&a.actors, &b.actors, &numbers, |one| &one.record, |one| &mut one.record)
        && equal(&a.concerns, &b.concerns, &numbers, |one| &one.record, |one| &mut one.record)
        && equal(&a.places, &b.places, &numbers, |one| &one.record, |one| &mut one.record)
        && equal(&a.sources, &b.sources, &numbers, |one| &one.record, |one| &mut one.record)
        && equal(&a.briefings, &b.briefings, &numbers, |one| &one.record, |one| &mut one.record)
        && before.row_count() == after.row_count()
        && (0..before.row_count()).all(|row| match (before.event_at(row), after.event_at(row)) {
            (Some((_, a)), Some((_, b))) => {
                same_record(a, &a.record, b, &numbers, |one: &mut Event| &mut one.record)
            }
            _ => false,
        })
}

/// The id of the first for each id of the second.
fn numbers(before: &Ids, after: &Ids, renamed: Option<(&str, &str)>) -> Option<Vec<Id>> {
    if before.len() != after.len() {
        return None;
    }
    let renamed = renamed.and_then(|(old, new)| Some((before.get(old)?, after.get(new)?)));
    let number = |(id, text): (Id, &str)| match renamed {
        Some((old, new)) if id == new => Some(old),
        _ => before.get(text),
    };
    after.iter().map(number).collect()
}

fn equal<T: Clone + PartialEq + Renumber>(
    a: &[T],
    b: &[T],
    numbers: &[Id],
    record: fn(&T) -> &Record,
    record_mut: fn(&mut T) -> &mut Record,
) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same_record(a, record(a), b, numbers, record_mut))
}

fn same_record<T: Clone + PartialEq + Renumber>(
    a: &T,
    own: &Record,
    b: &T,
    numbers: &[Id],
    record: fn(&mut T) -> &mut Record,
) -> bool {
    let mut b = b.clone();
    b.renumber(numbers);
    // Where a record stands is the one thing that may differ.
    record(&mut b).span = own.span.clone();
    *a == b
}
