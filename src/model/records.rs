//! Every record of a timeline, by table and number.

use std::ops::Range;

use crate::model::actor::Actor;
use crate::model::events::{EventRef, Events};
use crate::model::id::Id;
use crate::model::record::{Briefing, Concern, Place, Record, RecordNo, Source, Table};
use crate::text::span::u32_index;

/// Every record, each table in file order.
#[derive(Debug, Clone, Default)]
pub struct Records {
    /// `[[event]]`
    pub events: Events,
    /// `[[actor]]`
    pub actors: Vec<Actor>,
    /// `[[concern]]`
    pub concerns: Vec<Concern>,
    /// `[[place]]`
    pub places: Vec<Place>,
    /// `[[source]]`
    pub sources: Vec<Source>,
    /// `[[briefing]]`
    pub briefings: Vec<Briefing>,
}

impl Records {
    /// The common part of a record.
    #[must_use]
    pub fn get(&self, no: RecordNo) -> Option<&Record> {
        let at = no.index();
        match no.table {
            Table::Event => self.events.get(at).map(|event| &event.record),
            Table::Actor => self.actors.get(at).map(|actor| &actor.record),
            Table::Concern => self.concerns.get(at).map(|concern| &concern.record),
            Table::Place => self.places.get(at).map(|place| &place.record),
            Table::Source => self.sources.get(at).map(|source| &source.record),
            Table::Briefing => self.briefings.get(at).map(|briefing| &briefing.record),
        }
    }

    /// The id of a record.
    #[must_use]
    pub fn id(&self, no: RecordNo) -> Option<Id> {
        match no.table {
            Table::Event => self.events.event_ref(no.index())?.id(),
            _ => self.get(no).map(|record| record.id),
        }
    }

    /// The title of a record, which may be empty.
    #[must_use]
    pub fn title(&self, no: RecordNo) -> &str {
        match no.table {
            Table::Event => self.events.event_ref(no.index()).map_or("", EventRef::title),
            _ => self.get(no).map_or("", |record| &record.title),
        }
    }

    /// A record's byte range in the file, from its header to the next.
    #[must_use]
    pub fn span(&self, no: RecordNo) -> Option<Range<usize>> {
        match no.table {
            Table::Event => self.events.event_ref(no.index()).map(EventRef::span),
            _ => self.get(no).map(|record| record.span.clone()),
        }
    }

    /// Every record, by table and number, except packed events; see [`Events::full`].
    pub fn full(&self) -> impl Iterator<Item = (RecordNo, &Record)> {
        let of = |table| move |(number, record)| (RecordNo::new(table, number), record);
        let events =
            self.events.full().map(move |(at, event)| (u32_index(at), &event.record)).map(of(Table::Event));
        let actors = (0..).zip(self.actors.iter().map(|actor| &actor.record)).map(of(Table::Actor));
        let concerns = (0..).zip(self.concerns.iter().map(|concern| &concern.record)).map(of(Table::Concern));
        let places = (0..).zip(self.places.iter().map(|place| &place.record)).map(of(Table::Place));
        let sources = (0..).zip(self.sources.iter().map(|source| &source.record)).map(of(Table::Source));
        let briefings =
            (0..).zip(self.briefings.iter().map(|briefing| &briefing.record)).map(of(Table::Briefing));
        events.chain(actors).chain(concerns).chain(places).chain(sources).chain(briefings)
    }

    /// Every record in full, by table and number. Unpacks all packed events, so it is not for long files.
    pub fn all(&self) -> impl Iterator<Item = (RecordNo, &Record)> {
        let events = (0..).zip(self.events.iter().map(|event| &event.record));
        let events = events.map(|(number, record)| (RecordNo::new(Table::Event, number), record));
        events.chain(self.full().filter(|(no, _)| no.table != Table::Event))
    }

    /// The number of records in a table.
    #[must_use]
    pub fn count(&self, table: Table) -> usize {
        match table {
            Table::Event => self.events.len(),
            Table::Actor => self.actors.len(),
            Table::Concern => self.concerns.len(),
            Table::Place => self.places.len(),
            Table::Source => self.sources.len(),
            Table::Briefing => self.briefings.len(),
        }
    }

    /// The numbers of a table's records.
    pub fn numbers(&self, table: Table) -> impl Iterator<Item = RecordNo> + use<> {
        let count = u32_index(self.count(table));
        (0..count).map(move |number| RecordNo::new(table, number))
    }
}
