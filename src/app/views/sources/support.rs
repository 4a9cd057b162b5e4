//! Finds single-source and unsourced records: the only question in this view that concerns every event.
//!
//! It is answered in slices, from the row index of each source, actor and concern, so that no key waits for it; events
//! are not visited. The answer is cached until another snapshot is shown.

use std::collections::HashSet;

use crate::app::views::sources::groups::{Group, Groups, Order, RANKS, rank, source_at};
use crate::app::views::sources::list::Item;
use crate::model::record::sources_of;
use crate::model::{Id, Record, RecordNo, Table, Timeline};

/// How many ids and rows are processed between two keys.
pub const SLICE: usize = 1 << 18;

/// A row without any source so far.
const NONE: u32 = u32::MAX;
/// A row with more than one independent source.
const MANY: u32 = u32::MAX - 1;

/// The count so far.
#[derive(Debug, Clone, Default)]
pub struct Tally {
    /// The index of the next id.
    at: usize,
    /// By row, the group of its only origin so far.
    origins: Vec<u32>,
    /// By row, the number of actors, concerns and links.
    weights: Vec<u32>,
    /// The number of single-source records so far.
    alone: usize,
    /// Rows with the sources cited only by their accounts and links, which do not support the event itself.
    foreign: Option<HashSet<(u32, Id)>>,
    answer: Option<Answer>,
}

/// The result.
#[derive(Debug, Clone, Default)]
pub struct Answer {
    /// Single-source records, events by time and then the others, each with the rank of its origin's grade.
    alone: Vec<(Item, u8)>,
    /// Events and concerns without a source.
    unsourced: Vec<Item>,
    /// The number of single-source records for each group.
    alone_on: Vec<u32>,
}

impl Tally {
    /// Processes a slice. Returns whether it is complete.
    pub fn advance(&mut self, timeline: &Timeline, groups: &Groups, shows: impl Fn(u32) -> bool) -> bool {
        if self.answer.is_some() {
            return true;
        }
        let count = timeline.ids().len();
        self.origins.resize(timeline.row_count(), NONE);
        self.weights.resize(timeline.row_count(), 0);
        let mut left = SLICE;
        while left > 0 && self.at < count {
            let end = (self.at + 1024).min(count);
            for (id, _) in timeline.ids().range(self.at..end) {
                left = left.saturating_sub(1 + self.look_at(timeline, groups, id, &shows));
            }
            self.at = end;
        }
        if self.at < count {
            return false;
        }
        self.finish(timeline, groups, shows);
        true
    }

    /// Processes the references to an id. Returns their number.
    fn look_at(
        &mut self,
        timeline: &Timeline,
        groups: &Groups,
        id: Id,
        shows: &impl Fn(u32) -> bool,
    ) -> usize {
        let Some(no) = timeline.find(id) else { return 0 };
        match no.table {
            Table::Source => {
                let rows = timeline.rows_of(id);
                let foreign = self.foreign.get_or_insert_with(|| foreign(timeline));
                // Without a group it was published later than what is shown was known.
                let Some(group) = groups.number_of(no).and_then(|group| u32::try_from(group).ok()) else {
                    return rows.len();
                };
                for row in rows.iter().filter(|row| shows(**row) && !foreign.contains(&(**row, id))) {
                    let Some(origin) = self.origins.get_mut(*row as usize) else { continue };
                    match *origin {
                        NONE => {
                            *origin = group;
                            self.alone += 1;
                        }
                        MANY => {}
                        other if other == group => {}
                        _ => {
                            *origin = MANY;
                            self.alone -= 1;
                        }
                    }
                }
                rows.len()
            }
            Table::Actor | Table::Concern => {
                let rows = timeline.rows_of(id);
                for row in rows {
                    if let Some(weight) = self.weights.get_mut(*row as usize) {
                        *weight += 1;
                    }
                }
                rows.len()
            }
            Table::Event => {
                let links = u32::try_from(timeline.incoming(id).len()).unwrap_or(u32::MAX);
                if let Some(weight) = timeline.row_of(no).and_then(|row| self.weights.get_mut(row)) {
                    *weight = weight.saturating_add(links);
                }
                0
            }
            Table::Place | Table::Briefing => 0,
        }
    }

    fn finish(&mut self, timeline: &Timeline, groups: &Groups, shows: impl Fn(u32) -> bool) {
        let rank_of = |group: u32| {
            let head = groups.all().get(group as usize).and_then(Group::head);
            let source = head.and_then(|head| source_at(timeline, head));
            source.map_or(RANKS - 1, rank).try_into().unwrap_or(u8::MAX)
        };
        let ranks: Vec<u8> = (0_u32..).take(groups.all().len()).map(rank_of).collect();
        let mut answer = Answer { alone_on: vec![0; groups.all().len()], ..Answer::default() };
        let rests_on = |answer: &mut Answer, item: Item, group: u32| {
            answer.alone.push((item, ranks.get(group as usize).copied().unwrap_or(u8::MAX)));
            if let Some(count) = answer.alone_on.get_mut(group as usize) {
                *count += 1;
            }
        };
        for ((row, origin), weight) in (0_u32..).zip(&self.origins).zip(&self.weights) {
            match *origin {
                MANY => {}
                NONE if shows(row) => answer.unsourced.push(Item::row(row, *weight)),
                NONE => {}
                group => rests_on(&mut answer, Item::row(row, *weight), group),
            }
        }
        for table in [Table::Concern, Table::Actor, Table::Place] {
            for no in timeline.records().numbers(table) {
                let Some(record) = timeline.record(no) else { continue };
                let item = || Item::record(no, bound(timeline, record));
                match origins(timeline, groups, record) {
                    Origins::Nothing if table == Table::Concern => answer.unsourced.push(item()),
                    Origins::One(group) => rests_on(&mut answer, item(), group),
                    Origins::Nothing | Origins::More => {}
                }
            }
        }
        (self.origins, self.weights, self.foreign) = (Vec::new(), Vec::new(), None);
        self.alone = answer.alone.len();
        self.answer = Some(answer);
    }

    /// The answer, once complete.
    #[must_use]
    pub fn answer(&self) -> Option<&Answer> {
        self.answer.as_ref()
    }

    /// The number of single-source records so far.
    #[must_use]
    pub fn alone(&self) -> usize {
        self.alone
    }
}

impl Answer {
    /// The single-source records, in an order.
    #[must_use]
    pub fn alone(&self, order: Order) -> Vec<Item> {
        let items = || self.alone.iter().map(|(item, _)| *item);
        match order {
            Order::Grade => {
                let last = RANKS - 1;
                let key =
                    |at: usize| last - self.alone.get(at).map_or(0, |(_, rank)| usize::from(*rank)).min(last);
                in_buckets(&items().collect::<Vec<_>>(), RANKS, key)
            }
            Order::Weight => by_weight(&items().collect::<Vec<_>>()),
            Order::Time | Order::Name => items().collect(),
        }
    }

    /// The events and concerns without a source, in an order.
    #[must_use]
    pub fn unsourced(&self, order: Order) -> Vec<Item> {
        if order == Order::Weight { by_weight(&self.unsourced) } else { self.unsourced.clone() }
    }

    /// The number of unsourced events and concerns.
    #[must_use]
    pub fn unsourced_count(&self) -> usize {
        self.unsourced.len()
    }

    /// The number of single-source records for a group.
    #[must_use]
    pub fn alone_on(&self, group: usize) -> usize {
        self.alone_on.get(group).map_or(0, |count| *count as usize)
    }
}

/// Rows with the sources cited only by the event's accounts and links.
fn foreign(timeline: &Timeline) -> HashSet<(u32, Id)> {
    let mut foreign = HashSet::new();
    for (number, event) in timeline.records().events.full() {
        let record = &event.record;
        if record.accounts.is_empty() && record.links.is_empty() {
            continue;
        }
        let no = u32::try_from(number).ok().map(|number| RecordNo::new(Table::Event, number));
        let row = no.and_then(|no| timeline.row_of(no)).and_then(|row| u32::try_from(row).ok());
        let Some(row) = row else { continue };
        let is_own = |id: &Id| record.sources.iter().any(|citation| citation.source == *id);
        foreign.extend(sources_of(record).filter(|id| !is_own(id)).map(|id| (row, id)));
    }
    foreign
}

/// The number of links to a record other than an event.
fn bound(timeline: &Timeline, record: &Record) -> u32 {
    let count = timeline.rows_of(record.id).len() + timeline.incoming(record.id).len();
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// The origins of a record.
enum Origins {
    Nothing,
    One(u32),
    More,
}

fn origins(timeline: &Timeline, groups: &Groups, record: &Record) -> Origins {
    let own = record.sources.iter().map(|citation| citation.source);
    let known = own.filter_map(|id| timeline.find(id)).filter(|no| no.table == Table::Source);
    let mut groups = known.filter_map(|no: RecordNo| groups.number_of(no));
    let Some(first) = groups.next() else { return Origins::Nothing };
    if groups.any(|other| other != first) {
        return Origins::More;
    }
    Origins::One(u32::try_from(first).unwrap_or(u32::MAX))
}

/// Items at least this heavy are sorted by comparison: there are few of them.
const HEAVY: u32 = 4095;

fn by_weight(items: &[Item]) -> Vec<Item> {
    let key = |at: usize| items.get(at).map_or(0, |item| (HEAVY - item.weight.min(HEAVY)) as usize);
    let mut sorted = in_buckets(items, HEAVY as usize + 1, key);
    let heavy = sorted.partition_point(|item| item.weight >= HEAVY);
    sorted[..heavy].sort_by_key(|item| std::cmp::Reverse(item.weight));
    sorted
}

/// A stable counting sort by a small key, in linear time.
fn in_buckets(items: &[Item], buckets: usize, key: impl Fn(usize) -> usize) -> Vec<Item> {
    let key = |at| key(at).min(buckets.saturating_sub(1));
    let mut next = vec![0_usize; buckets + 1];
    for at in 0..items.len() {
        next[key(at) + 1] += 1;
    }
    for at in 1..next.len() {
        next[at] += next[at - 1];
    }
    let mut sorted = items.to_vec();
    for (at, item) in items.iter().enumerate() {
        let place = &mut next[key(at)];
        sorted[*place] = *item;
        *place += 1;
    }
    sorted
}
