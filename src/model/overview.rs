//! What is said at once of any file: how many events are disputed, single-source or unsourced, and where the longest chain
//! of causes ends. Counted once, when the file is loaded.

use std::collections::HashMap;

use crate::model::events::{EventRef, Events};
use crate::model::id::Id;
use crate::model::link::LinkKind;
use crate::model::record::{RecordNo, Table};

/// The overview of a timeline.
#[derive(Debug, Clone, Default)]
pub struct Overview {
    /// The rows, ascending, of the events that have differing accounts.
    pub disputed: Vec<u32>,
    /// The number of events with one independent source.
    pub single_source: usize,
    /// The number of events without a source.
    pub unsourced: usize,
    /// The row of the event at the end of the longest chain in which each gave rise to the next, or was answered or carried further
    /// by it; of several, the latest.
    pub outcome: Option<usize>,
}

impl Overview {
    /// Counts. `rows` has each event's row by its number; `origin` and `find` resolve the id of a source and of a record.
    #[must_use]
    pub(super) fn new(
        events: &Events,
        rows: &[u32],
        origin: impl Fn(Id) -> Id,
        find: impl Fn(Id) -> Option<RecordNo>,
    ) -> Self {
        let mut overview = Self::default();
        // The rows of events with links to earlier ones, each with the rows of these.
        let mut linked: Vec<(u32, Vec<u32>)> = Vec::new();
        for (row, event) in rows.iter().zip(events.event_refs()) {
            let mut origins = event.sources().map(&origin);
            match origins.next() {
                None => overview.unsourced += 1,
                Some(first) if origins.all(|origin| origin == first) => overview.single_source += 1,
                Some(_) => {}
            }
            let Some(full) = event.full() else { continue };
            if !full.record.accounts.is_empty() {
                overview.disputed.push(*row);
            }
            let causes = causes(event, *row, rows, &find);
            if !causes.is_empty() {
                linked.push((*row, causes));
            }
        }
        overview.disputed.sort_unstable();
        overview.outcome = last_of_longest(linked).map(|row| row as usize);
        overview
    }
}

/// The rows before an event's own of the events that it says led to it.
fn causes(event: EventRef<'_>, row: u32, rows: &[u32], find: impl Fn(Id) -> Option<RecordNo>) -> Vec<u32> {
    let is_cause = |kind| matches!(kind, LinkKind::DrivenBy | LinkKind::RespondsTo | LinkKind::BuildsOn);
    let links = event.links().iter().filter(|link| is_cause(link.kind));
    let events = links.filter_map(|link| find(link.to)).filter(|no| no.table == Table::Event);
    events.filter_map(|no| rows.get(no.index()).copied()).filter(|cause| *cause < row).collect()
}

/// The last row of the longest path along links that go back in time.
fn last_of_longest(mut linked: Vec<(u32, Vec<u32>)>) -> Option<u32> {
    linked.sort_unstable();
    // The length of the longest path that ends in a row.
    let mut lengths = HashMap::<u32, usize>::new();
    for (row, causes) in linked {
        let longest = causes.iter().map(|cause| lengths.get(cause).copied().unwrap_or(0)).max();
        lengths.insert(row, longest.unwrap_or(0) + 1);
    }
    lengths.into_iter().max_by_key(|(row, length)| (*length, *row)).map(|(row, _)| row)
}
