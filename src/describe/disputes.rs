//! The points on which accounts differ, first those on whose records most rests.

use std::cmp::Reverse;

use crate::describe::wording;
use crate::model::{Record, RecordNo, Timeline};
use crate::search::RowSet;

/// A point on which accounts of a record differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Dispute {
    /// The record.
    pub no: RecordNo,
    /// The index of the point among those of the record.
    pub point: usize,
    /// How many key judgments and how many records rest on the record.
    pub rests: [usize; 2],
}

/// The points of a record, in the order of the file.
fn points(record: &Record) -> impl Iterator<Item = &str> {
    let is_first = |(at, on): (usize, &str)| record.accounts[..at].iter().all(|other| &*other.on != on);
    let all = record.accounts.iter().map(|account| &*account.on).enumerate();
    all.filter(move |(at, on)| is_first((*at, on))).map(|(_, on)| on)
}

/// The points of the rows shown and of all other records: first those on which most rests, then by time.
#[must_use]
pub(crate) fn disputes(timeline: &Timeline, shown: &RowSet) -> Vec<Dispute> {
    let mut records = timeline.disputed_weights();
    records.retain(|(no, _)| timeline.row_of(*no).is_none_or(|row| shown.contains(row)));
    let row = |no| timeline.row_of(no).unwrap_or(usize::MAX);
    records.sort_by_key(|(no, rests)| (Reverse(*rests), row(*no), *no));
    let of = |(no, rests): (RecordNo, [usize; 2])| {
        let record = timeline.record(no);
        // As of a day, only points of which something had been said.
        let is_told = move |on: &str| {
            let mut accounts =
                record.into_iter().flat_map(|record| &record.accounts).filter(|one| &*one.on == on);
            shown.horizon.is_none_or(|day| accounts.any(|account| timeline.is_told(&account.sources, day)))
        };
        let all = record.into_iter().flat_map(points).enumerate().filter(move |(_, on)| is_told(on));
        all.map(move |(point, _)| Dispute { no, point, rests })
    };
    records.into_iter().flat_map(of).collect()
}

impl Dispute {
    /// How much rests on the record: "1 key judgment and 3 records rest on it"; empty if nothing does.
    #[must_use]
    pub(crate) fn rests_words(&self) -> String {
        let [judgments, records] = self.rests;
        let parts = [(judgments, "key judgment"), (records, "record")];
        let parts = parts.into_iter().filter(|(count, _)| *count > 0);
        let parts: Vec<String> = parts.map(|(count, what)| wording::counted(count, what)).collect();
        let verb = if judgments + records == 1 { "rests" } else { "rest" };
        if parts.is_empty() { String::new() } else { format!("{} {verb} on it", parts.join(" and ")) }
    }
}
