//! Events in the order of time, each with its sub-tables and comments.
//!
//! A heading, which is a comment with a blank line behind it, keeps the events that stand below it: events are sorted
//! between one heading and the next. Whatever is no event keeps its place.

use crate::edit::tree::Section;
use crate::model::{RecordNo, Table, Timeline};

/// A record with its sub-tables.
struct Unit<'t> {
    sections: Vec<Section<'t>>,
    row: Option<usize>,
}

/// Sorts the events among sections. The order of time is the timeline's own, so that events whose dates do not decide
/// stand as the program shows them.
#[must_use]
pub(super) fn by_time<'t>(sections: Vec<Section<'t>>, timeline: &Timeline) -> Vec<Section<'t>> {
    let mut units: Vec<Unit<'t>> = Vec::new();
    let mut events = 0;
    for section in sections {
        let names: Vec<_> =
            section.header.iter().flat_map(|header| &header.path).map(|word| word.text()).collect();
        if names.len() > 1 {
            // A sub-table goes with the last record of its kind, even if another stands between the two.
            let owner = units.iter_mut().rev().find(|unit| {
                let header = unit.sections.first().and_then(|first| first.header.as_ref());
                header.is_some_and(|header| {
                    header.path.first().map(|word| word.text()) == names.first().cloned()
                })
            });
            if let Some(owner) = owner {
                owner.sections.push(section);
                continue;
            }
        }
        let is_event = names.first().is_some_and(|name| name == "event");
        let row = if is_event { timeline.row_of(RecordNo::new(Table::Event, events)) } else { None };
        events += u32::from(is_event);
        units.push(Unit { sections: vec![section], row });
    }
    // Events that are written as inline tables have no sections.
    if events as usize == timeline.row_count() {
        let mut start = 0;
        for at in 1..=units.len() {
            if units.get(at).is_none_or(has_heading) {
                sort_run(units.get_mut(start..at).unwrap_or_default());
                start = at;
            }
        }
    }
    units.into_iter().flat_map(|unit| unit.sections).collect()
}

fn has_heading(unit: &Unit<'_>) -> bool {
    unit.sections.first().is_some_and(|first| !first.headings.is_empty())
}

/// Puts the events of a run into the places of the events.
fn sort_run(run: &mut [Unit<'_>]) {
    let heading = run.first_mut().and_then(|unit| unit.sections.first_mut());
    let headings = heading.map(|first| std::mem::take(&mut first.headings)).unwrap_or_default();
    let places: Vec<usize> = (0..run.len()).filter(|at| run[*at].row.is_some()).collect();
    let mut events: Vec<Unit<'_>> = places
        .iter()
        .map(|at| Unit { sections: std::mem::take(&mut run[*at].sections), row: run[*at].row })
        .collect();
    events.sort_by_key(|unit| unit.row);
    for (at, unit) in places.into_iter().zip(events) {
        run[at] = unit;
    }
    if let Some(first) = run.first_mut().and_then(|unit| unit.sections.first_mut()) {
        first.headings = headings;
    }
}
