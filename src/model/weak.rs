//! The weak points of a timeline: what rests on one source or on none, and open concerns that nothing has touched for
//! long.

use std::collections::HashMap;

use crate::model::date::{Day, Edge, When};
use crate::model::id::Id;
use crate::model::index::ReferenceRole;
use crate::model::record::{Concern, ConcernState, RecordNo, Table};
use crate::model::standing::Citation;
use crate::model::timeline::Timeline;

/// How long an open concern may go without anything that touches it, in days.
pub const QUIET: i64 = 365;

impl Timeline {
    /// The day up to which the timeline is current, if it says so.
    #[must_use]
    pub fn as_of(&self) -> Option<Day> {
        self.head().as_of.as_ref().and_then(|date| date.to().day())
    }

    /// The last day that the timeline covers: its `as-of`, or else the day of its latest event.
    #[must_use]
    pub fn current_day(&self) -> Option<Day> {
        match &self.head().as_of {
            Some(as_of) => as_of.to().day(),
            None => self.days().last().copied(),
        }
    }

    /// The independent origin of an event or a concern that has no other; `None` for any other record.
    #[must_use]
    pub fn only_origin(&self, no: RecordNo) -> Option<Id> {
        let only = |mut sources: Box<dyn Iterator<Item = Id> + '_>| {
            let first = self.origin(sources.next()?);
            sources.all(|source| self.origin(source) == first).then_some(first)
        };
        match no.table {
            Table::Event => only(Box::new(self.records().events.event_ref(no.index())?.sources())),
            Table::Concern => {
                let sources = &self.record(no)?.sources;
                only(Box::new(sources.iter().map(|citation| citation.source)))
            }
            _ => None,
        }
    }

    /// Whether an event or a concern has no source.
    #[must_use]
    pub fn is_unsourced(&self, no: RecordNo) -> bool {
        match no.table {
            Table::Event => self
                .records()
                .events
                .event_ref(no.index())
                .is_some_and(|event| event.sources().next().is_none()),
            Table::Concern => self.record(no).is_some_and(|record| record.sources.is_empty()),
            _ => false,
        }
    }

    /// The last day of what bears on a concern: events, and the sources of the concern and of its accounts. What is ongoing
    /// has the last day of all; `None` if nothing dated bears on it.
    #[must_use]
    pub fn last_touch(&self, concern: &Concern) -> Option<Day> {
        let last = |date: Option<&When>| match date?.to() {
            Edge::On(day) => Some(day),
            Edge::Open | Edge::Unknown => Some(Day(i64::MAX)),
        };
        let id = concern.record.id;
        let events = self.rows_of(id).iter().filter_map(|row| self.event_ref_at(*row as usize)?.date());
        let source = |citation: &Citation| self.source(citation.source)?.date.as_ref();
        let accounts = concern.record.accounts.iter().flat_map(|account| &account.sources);
        let sources = concern.record.sources.iter().chain(accounts).filter_map(source);
        let is_link = |bond| matches!(bond, ReferenceRole::Link(..));
        let linked = self.incoming(id).iter().filter(|incoming| is_link(incoming.bond));
        let linked = linked.filter_map(|incoming| self.event(incoming.from)?.date.as_ref());
        events.chain(sources).chain(linked).filter_map(|date| last(Some(date))).max()
    }

    /// The open concerns that nothing has touched for more than [`QUIET`] days, with the last day of what did, or of
    /// their `since`.
    pub fn quiet_concerns(&self) -> impl Iterator<Item = (RecordNo, Day)> {
        let today = self.current_day();
        let quiet = move |(number, concern): (u32, &Concern)| {
            let since = concern.since.as_ref().and_then(|since| since.to().day());
            let touched = self.last_touch(concern).max(since)?;
            let is_quiet = concern.state == ConcernState::Open && today?.0.saturating_sub(touched.0) > QUIET;
            is_quiet.then_some((RecordNo::new(Table::Concern, number), touched))
        };
        (0..).zip(&self.records().concerns).filter_map(quiet)
    }

    /// How much rests on each record that has accounts: the key judgments that name it, and the records that were built
    /// on it, driven by it, answer it or depend on it.
    #[must_use]
    pub fn disputed_weights(&self) -> Vec<(RecordNo, [usize; 2])> {
        let briefings = self.records().briefings.iter().flat_map(|briefing| &briefing.judgments);
        let mut judged = HashMap::<Id, usize>::new();
        for judgment in self.head().judgments.iter().chain(briefings) {
            judgment.rests_on.iter().for_each(|id| *judged.entry(*id).or_default() += 1);
        }
        let rests = |bond: ReferenceRole| match bond {
            ReferenceRole::Link(kind, _) => kind.comes_after(),
            ReferenceRole::DependsOn => true,
            _ => false,
        };
        let disputed = self.records().full().filter(|(_, record)| !record.accounts.is_empty());
        let weigh = |(no, record): (RecordNo, &crate::model::Record)| {
            let records = self.incoming(record.id).iter().filter(|incoming| rests(incoming.bond)).count();
            (no, [judged.get(&record.id).copied().unwrap_or(0), records])
        };
        disputed.map(weigh).collect()
    }
}
