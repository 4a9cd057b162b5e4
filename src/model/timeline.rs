//! A whole timeline: an immutable snapshot with accessors.
//!
//! Rows index events in the order of time; numbers index records in file order. Everything that a screen needs is a
//! look-up or a binary search, never a pass over the events.

use std::sync::Arc;

use crate::model::actor::Actor;
use crate::model::date::{Day, Edge, When};
use crate::model::event::{Event, EventKind, Kind};
use crate::model::events::EventRef;
use crate::model::gaps::Gaps;
use crate::model::head::Head;
use crate::model::id::{Id, Ids};
use crate::model::index::{Incoming, Index};
use crate::model::order::Order;
use crate::model::origins::Origins;
use crate::model::overview::Overview;
use crate::model::parts::Parts;
use crate::model::record::{Concern, Record, RecordNo, Source, Table};
use crate::model::records::Records;
use crate::model::spans::Spans;
use crate::model::standing::Citation;
use crate::model::vocabulary::Vocabulary as _;

/// Works out what the points of briefings cite.
fn cite_points(records: &mut Records, find: impl Fn(Id) -> Option<RecordNo>) {
    let mut briefings = std::mem::take(&mut records.briefings);
    for point in
        briefings.iter_mut().flat_map(|briefing| &mut briefing.steps).flat_map(|step| &mut step.points)
    {
        point.cites = point.sources.clone();
        for no in point.from.iter().filter_map(|id| find(*id)) {
            match records.get(no) {
                Some(source) if no.table == Table::Source => point.cites.push(Citation::of(source.id)),
                record => point.cites.extend(record.into_iter().flat_map(|record| record.sources.clone())),
            }
        }
    }
    records.briefings = briefings;
}

/// The origin of the source with an id.
fn origin_of(source: Id, origins: &Origins, find: impl Fn(Id) -> Option<RecordNo>) -> Id {
    let no = find(source).filter(|no| no.table == Table::Source);
    no.and_then(|no| origins.of(no.index())).unwrap_or(source)
}

/// A snapshot of a timeline.
#[derive(Debug, Clone)]
pub struct Timeline {
    head: Head,
    ids: Ids,
    records: Records,
    by_id: Vec<Option<RecordNo>>,
    order: Order,
    spans: Spans,
    gaps: Gaps,
    parts: Parts,
    index: Index,
    /// Actors and concerns by use.
    by_use: [Arc<[u32]>; 2],
    origins: Origins,
    overview: Overview,
}

impl Timeline {
    /// Indexes records. If several share an id, it resolves to the first in the order of [`Table::ALL`] and of the
    /// file; an id without a record resolves to nothing.
    #[must_use]
    pub fn new(head: Head, ids: Ids, mut records: Records) -> Self {
        let mut by_id = vec![None; ids.len()];
        let events = (0..)
            .zip(records.events.event_refs())
            .map(|(number, event)| (RecordNo::new(Table::Event, number), event.id()));
        let others = records.full().filter(|(no, _)| no.table != Table::Event);
        for (no, id) in events.chain(others.map(|(no, record)| (no, Some(record.id)))) {
            if let Some(slot) = id.and_then(|id| by_id.get_mut(id.index())) {
                slot.get_or_insert(no);
            }
        }
        let record_of = |id: Id| by_id.get(id.index()).copied().flatten();
        cite_points(&mut records, record_of);
        let mut parts = Parts::new(&records.events, record_of);
        parts.date_wholes(&mut records.events);
        let order = Order::new(&records.events, head.offset, &parts, record_of);
        parts.number_by_row(&order.rows);
        let index = Index::new(&ids, &records, &order.events);
        let by_use = [Table::Actor, Table::Concern].map(|table| index.by_use(&records, table));
        let spans = Spans::new(&records.events, &order);
        let gaps = Gaps::new(&order.days, |day| spans.latest_end(day));
        let origins = Origins::new(&records.sources, record_of);
        let origin = |id| origin_of(id, &origins, record_of);
        let overview = Overview::new(&records.events, &order.rows, origin, record_of);
        Self { head, ids, records, by_id, order, spans, gaps, parts, index, by_use, origins, overview }
    }

    /// An empty timeline.
    #[must_use]
    pub fn empty() -> Self {
        Self::new(Head::default(), Ids::default(), Records::default())
    }

    /// The `[timeline]` table.
    #[must_use]
    pub fn head(&self) -> &Head {
        &self.head
    }

    /// Every kind of event: those of the format, then the timeline's own.
    pub fn kinds(&self) -> impl Iterator<Item = Kind> {
        EventKind::ALL.iter().copied().map(Kind::Known).chain(self.own_kinds().map(|(_, kind)| kind))
    }

    /// The timeline's own kinds of events, with their words.
    pub fn own_kinds(&self) -> impl Iterator<Item = (&str, Kind)> {
        self.head.kinds.iter().filter_map(|word| Some((&**word, Kind::Own(self.ids.get(word)?))))
    }

    /// The ids.
    #[must_use]
    pub fn ids(&self) -> &Ids {
        &self.ids
    }

    /// The records, by table and number.
    #[must_use]
    pub fn records(&self) -> &Records {
        &self.records
    }

    /// The record with an id.
    #[must_use]
    pub fn find(&self, id: Id) -> Option<RecordNo> {
        self.by_id.get(id.index()).copied().flatten()
    }

    /// The record with an id given as text.
    #[must_use]
    pub fn find_text(&self, id: &str) -> Option<RecordNo> {
        self.find(self.ids.get(id)?)
    }

    /// The common part of a record.
    #[must_use]
    pub fn record(&self, no: RecordNo) -> Option<&Record> {
        self.records.get(no)
    }

    /// The title of the record with an id; the id itself if there is none.
    #[must_use]
    pub fn title(&self, id: Id) -> &str {
        match self.find(id).map_or("", |no| self.records.title(no)) {
            "" => self.ids.text(id),
            title => title,
        }
    }

    /// The id of a record.
    #[must_use]
    pub fn id_of(&self, no: RecordNo) -> Option<Id> {
        self.records.id(no)
    }

    /// A cheap view of the event in a row.
    #[must_use]
    pub fn event_ref_at(&self, row: usize) -> Option<EventRef<'_>> {
        self.records.events.event_ref(*self.order.events.get(row)? as usize)
    }

    /// Whether events are kept with their prose.
    #[must_use]
    pub fn keeps_prose(&self) -> bool {
        self.records.events.hash(0).is_none()
    }

    /// The fingerprint of the text of an event whose prose is not kept; `None` if it is kept. Such an event has no
    /// summary, notes, quotes and so on: they are read from the file when shown.
    #[must_use]
    pub fn unkept(&self, no: RecordNo) -> Option<u32> {
        (no.table == Table::Event).then(|| self.records.events.hash(no.index())).flatten()
    }

    /// The event with a number, in full; see [`crate::model::Events::get`].
    #[must_use]
    pub fn event(&self, no: RecordNo) -> Option<&Event> {
        (no.table == Table::Event).then(|| self.records.events.get(no.index())).flatten()
    }

    /// The actor with an id.
    #[must_use]
    pub fn actor(&self, id: Id) -> Option<&Actor> {
        let no = self.find(id).filter(|no| no.table == Table::Actor)?;
        self.records.actors.get(no.index())
    }

    /// The concern with an id.
    #[must_use]
    pub fn concern(&self, id: Id) -> Option<&Concern> {
        let no = self.find(id).filter(|no| no.table == Table::Concern)?;
        self.records.concerns.get(no.index())
    }

    /// The source with an id.
    #[must_use]
    pub fn source(&self, id: Id) -> Option<&Source> {
        let no = self.find(id).filter(|no| no.table == Table::Source)?;
        self.records.sources.get(no.index())
    }

    /// The number of rows: all events, undated ones included.
    #[must_use]
    pub fn row_count(&self) -> usize {
        self.order.events.len()
    }

    /// The number of dated rows; the undated ones come after them.
    #[must_use]
    pub fn dated_count(&self) -> usize {
        self.order.days.len()
    }

    /// The event in a row.
    #[must_use]
    pub fn event_at(&self, row: usize) -> Option<(RecordNo, &Event)> {
        let number = *self.order.events.get(row)?;
        Some((RecordNo::new(Table::Event, number), self.records.events.get(number as usize)?))
    }

    /// The number of the event in a row.
    #[must_use]
    pub fn number_at(&self, row: usize) -> Option<RecordNo> {
        self.order.events.get(row).map(|number| RecordNo::new(Table::Event, *number))
    }

    /// The row of an event.
    #[must_use]
    pub fn row_of(&self, no: RecordNo) -> Option<usize> {
        (no.table == Table::Event).then(|| self.order.rows.get(no.index()).map(|row| *row as usize)).flatten()
    }

    /// The day under which a row stands: as written, if it has a time of day; otherwise its sort day.
    #[must_use]
    pub fn heading_day(&self, row: usize) -> Option<Day> {
        let date = self.event_ref_at(row).and_then(EventRef::date);
        match date.filter(|date| date.order_clock().is_some()) {
            Some(date) => date.order_day(),
            None => self.day_of_row(row),
        }
    }

    /// The sort day of a dated row, in the timeline's offset.
    #[must_use]
    pub fn day_of_row(&self, row: usize) -> Option<Day> {
        self.order.days.get(row).copied()
    }

    /// The sort days of the dated rows, ascending.
    #[must_use]
    pub fn days(&self) -> &[Day] {
        &self.order.days
    }

    /// The first row on or after a day; [`Self::dated_count`] if there is none.
    #[must_use]
    pub fn first_row_from(&self, day: Day) -> usize {
        self.order.days.partition_point(|other| *other < day)
    }

    /// The rows of events that began before a day and reach it, latest first, capped at about what a screen can show.
    pub fn rows_reaching(&self, day: Day) -> impl Iterator<Item = usize> {
        self.spans.reaching(day).filter(move |row| {
            let to = self.event_ref_at(*row).and_then(EventRef::date).map(When::to);
            match to {
                Some(Edge::On(to)) => to >= day,
                Some(Edge::Open) => true,
                _ => false,
            }
        })
    }

    /// Which events are parts of others, by row.
    #[must_use]
    pub fn parts(&self) -> &Parts {
        &self.parts
    }

    /// What is disputed, single-source or unsourced, and what led to what.
    #[must_use]
    pub fn overview(&self) -> &Overview {
        &self.overview
    }

    /// The longest stretches without events.
    #[must_use]
    pub fn gaps(&self) -> &Gaps {
        &self.gaps
    }

    /// The typical number of days between events.
    #[must_use]
    pub fn rhythm(&self) -> i64 {
        self.gaps.rhythm
    }

    /// The rows of the events that use an actor, concern, place or source; ascending.
    #[must_use]
    pub fn rows_of(&self, id: Id) -> &[u32] {
        self.index.rows.of(id.index())
    }

    /// The numbers of all actors, or else of all concerns: those that most events use first.
    #[must_use]
    pub fn by_use(&self, table: Table) -> &Arc<[u32]> {
        let [actors, concerns] = &self.by_use;
        if table == Table::Actor { actors } else { concerns }
    }

    /// Every reference of another record to this one, apart from the rows of [`Self::rows_of`].
    #[must_use]
    pub fn incoming(&self, id: Id) -> &[Incoming] {
        self.index.incoming.of(id.index())
    }

    /// The origin of a source: the end of its chain of repetitions; itself if it repeats nothing.
    #[must_use]
    pub fn origin(&self, source: Id) -> Id {
        origin_of(source, &self.origins, |id| self.find(id))
    }

    /// The independent origins behind a record, copies counted once, in the order of citation. Sources of its accounts
    /// and links do not count: what contradicts a record does not support it.
    #[must_use]
    pub fn origins(&self, record: &Record) -> Vec<Id> {
        self.origins_of(record.sources.iter().map(|citation| citation.source))
    }

    /// The independent origins of sources, copies counted once, in order.
    #[must_use]
    pub fn origins_of(&self, sources: impl Iterator<Item = Id>) -> Vec<Id> {
        let mut origins = Vec::new();
        for source in sources {
            let origin = self.origin(source);
            if !origins.contains(&origin) {
                origins.push(origin);
            }
        }
        origins
    }
}
