//! What is said at once of any file: how many events are disputed, single-source or unsourced, and where the longest chain
//! of causes ends. Counted once, when the file is loaded.

use std::collections::HashMap;

use crate::model::events::EventRef;
use crate::model::link::LinkKind;
use crate::model::record::{RecordNo, Table};
use crate::model::timeline::Timeline;
use crate::text::span::u32_index;

/// The overview of a timeline.
#[derive(Debug, Clone, Default)]
pub struct Overview {
    /// The rows, ascending, of the events that have differing accounts.
    pub disputed: Vec<u32>,
    /// The number of events with one independent source.
    pub single_source: usize,
    /// The number of events without a source.
    pub unsourced: usize,
    /// The event at the end of the longest chain in which each gave rise to the next, or was answered or carried further
    /// by it; of several, the latest.
    pub outcome: Option<RecordNo>,
}

impl Overview {
    /// Counts.
    #[must_use]
    pub(super) fn new(timeline: &Timeline) -> Self {
        let mut overview = Self::default();
        // The rows of events with links to earlier ones, each with the rows of these.
        let mut linked: Vec<(usize, Vec<usize>)> = Vec::new();
        for (number, event) in (0..).zip(timeline.records().events.event_refs()) {
            let mut origins = event.sources().map(|source| timeline.origin(source));
            match origins.next() {
                None => overview.unsourced += 1,
                Some(first) if origins.all(|origin| origin == first) => overview.single_source += 1,
                Some(_) => {}
            }
            let Some(full) = event.full() else { continue };
            let Some(row) = timeline.row_of(RecordNo::new(Table::Event, number)) else {
                continue;
            };
            if !full.record.accounts.is_empty() {
                overview.disputed.push(u32_index(row));
            }
            let causes = causes(timeline, event, row);
            if !causes.is_empty() {
                linked.push((row, causes));
            }
        }
        overview.disputed.sort_unstable();
        overview.outcome = last_of_longest(linked).and_then(|row| timeline.number_at(row));
        overview
    }
}

/// The rows before an event's own of the events that it says led to it.
fn causes(timeline: &Timeline, event: EventRef<'_>, row: usize) -> Vec<usize> {
    let is_cause = |kind| matches!(kind, LinkKind::DrivenBy | LinkKind::RespondsTo | LinkKind::BuildsOn);
    let links = event.links().iter().filter(|link| is_cause(link.kind));
    links.filter_map(|link| timeline.row_of(timeline.find(link.to)?)).filter(|cause| *cause < row).collect()
}

/// The last row of the longest path along links that go back in time.
fn last_of_longest(mut linked: Vec<(usize, Vec<usize>)>) -> Option<usize> {
    linked.sort_unstable();
    // The length of the longest path that ends in a row.
    let mut lengths = HashMap::<usize, usize>::new();
    for (row, causes) in linked {
        let longest = causes.iter().map(|cause| lengths.get(cause).copied().unwrap_or(0)).max();
        lengths.insert(row, longest.unwrap_or(0) + 1);
    }
    lengths.into_iter().max_by_key(|(row, length)| (*length, *row)).map(|(row, _)| row)
}
