//! What the disputes view lists: points first on which most rests, then single-source and unsourced records, then open
//! concerns that nothing has touched for long.

use std::cmp::Reverse;

use crate::app::core::lead::Lead;
use crate::describe::disputes::{Dispute, disputes};
use crate::describe::wording::counted;
use crate::model::{Day, Id, RecordNo, Table, Timeline};
use crate::search::RowSet;
use crate::text::number::grouped;

/// The most rows looked at for single-source and unsourced events: so many take no longer than a key may.
const LOOKED: usize = 200_000;
/// The most of each that are listed.
const LISTED: usize = 200;

/// Something in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Item {
    /// A point on which accounts of a record differ.
    Point(Dispute),
    /// A record with a weakness.
    Weak {
        /// The record.
        no: RecordNo,
        /// Its weakness.
        why: Weakness,
    },
    /// The rest of a long part: in words, and where it is.
    Rest(String, Lead),
}

/// The weakness of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Weakness {
    /// It rests on one independent source.
    SingleSource(Id),
    /// It has no source.
    Unsourced,
    /// It is an open concern that nothing has touched since a day.
    Quiet(Day),
}

impl Item {
    /// Its record.
    #[must_use]
    pub(crate) fn no(&self) -> Option<RecordNo> {
        match self {
            Self::Point(Dispute { no, .. }) | Self::Weak { no, .. } => Some(*no),
            Self::Rest(..) => None,
        }
    }
}

/// A part of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its heading, with how many there are.
    pub heading: String,
    /// The same in the words of a sentence.
    pub words: String,
    /// The index of its first item.
    pub first: usize,
}

/// Everything listed for the rows that are shown.
#[must_use]
pub(crate) fn items(timeline: &Timeline, shown: &RowSet) -> (Vec<Item>, Vec<Part>) {
    let is_shown = |no: RecordNo| timeline.row_of(no).is_none_or(|row| shown.contains(row));
    let mut all = (Vec::new(), Vec::new());
    let disputed: Vec<Item> = disputes(timeline, shown).into_iter().map(Item::Point).collect();
    let quiet = timeline.quiet_concerns().filter(|(no, _)| is_shown(*no));
    let quiet: Vec<Item> = quiet.map(|(no, day)| Item::Weak { no, why: Weakness::Quiet(day) }).collect();
    let points = counted(disputed.len(), "point");
    let [(alone, single), (without, unsourced)] = poorly_sourced(timeline, &is_shown);
    let untouched = grouped(quiet.len());
    let parts = [
        (format!("In dispute {}", grouped(disputed.len())), format!("{points} in dispute"), disputed),
        (format!("Single-source events and concerns {alone}"), format!("{alone} single-source"), single),
        (format!("Unsourced events and concerns {without}"), format!("{without} unsourced"), unsourced),
        (
            format!("Open concerns that nothing has touched for a year {untouched}"),
            format!("{untouched} open and untouched"),
            quiet,
        ),
    ];
    for (heading, words, items) in parts.into_iter().filter(|(.., items)| !items.is_empty()) {
        all.1.push(Part { heading, words, first: all.0.len() });
        all.0.extend(items);
    }
    all
}

/// How many there are, in words, and those that are listed.
type Counted = (String, Vec<Item>);

/// The single-source and the unsourced events and concerns: first those on which other records rest, then by time.
fn poorly_sourced(timeline: &Timeline, is_shown: &impl Fn(RecordNo) -> bool) -> [Counted; 2] {
    let mut found: [Vec<(Reverse<usize>, Item)>; 2] = Default::default();
    let rows = timeline.row_count().min(LOOKED);
    let events = (0..rows).filter_map(|row| timeline.number_at(row));
    for no in events.chain(timeline.records().numbers(Table::Concern)).filter(|no| is_shown(*no)) {
        let (at, why) = match timeline.only_origin(no) {
            Some(origin) => (0, Weakness::SingleSource(origin)),
            None if timeline.is_unsourced(no) => (1, Weakness::Unsourced),
            None => continue,
        };
        let weight = timeline.id_of(no).map_or(0, |id| timeline.incoming(id).len());
        found[at].push((Reverse(weight), Item::Weak { no, why }));
    }
    let more = if rows < timeline.row_count() { "+" } else { "" };
    let filters = ["is:single-source", "is:unsourced"];
    let listed = |(mut all, filter): (Vec<(Reverse<usize>, Item)>, &str)| {
        all.sort_by_key(|(weight, _)| *weight);
        let count = format!("{}{more}", grouped(all.len()));
        let rest = all.len().saturating_sub(LISTED);
        let mut items: Vec<Item> = all.into_iter().take(LISTED).map(|(_, item)| item).collect();
        if rest > 0 {
            let words = format!("{}{more} more: the list of events", grouped(rest));
            items.push(Item::Rest(words, Lead::Filter(filter.to_owned())));
        }
        (count, items)
    };
    let [alone, unsourced] = found;
    [(alone, filters[0]), (unsourced, filters[1])].map(listed)
}
