//! Reverse references: the events that use an id, and every other reference to it.

use std::cmp::Reverse;
use std::sync::Arc;

use crate::model::event::Event;
use crate::model::events::EventRef;
use crate::model::id::{Id, Ids};
use crate::model::link::LinkKind;
use crate::model::postings::Postings;
use crate::model::record::{Record, RecordNo, Table, sources_of};
use crate::model::records::Records;
use crate::text::span::u32_index;

/// The role of a reference other than to the actors, concerns, places and sources of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReferenceRole {
    /// A link, with its position in `links`.
    Link(LinkKind, u16),
    /// It is part of the target.
    PartOf,
    /// It is a concern held by the target.
    HeldBy,
    /// It is a concern about the target.
    About,
    /// It is a concern that depends on the target.
    DependsOn,
    /// It is a source that repeats the target.
    Repeats,
    /// It cites the target.
    Cites,
    /// It is a briefing that shows the target.
    Shows,
}

/// A reference, seen from its target.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Incoming {
    /// The record that refers to the target.
    pub from: RecordNo,
    /// In what role.
    pub bond: ReferenceRole,
}

/// An index of all references by target.
#[derive(Debug, Clone)]
pub struct Index {
    /// The rows, ascending, of the events that use an id as an actor, concern, place or source.
    pub rows: Postings<u32>,
    /// Every other reference to an id.
    pub incoming: Postings<Incoming>,
}

impl Index {
    /// Indexes all records. `order` has the event's number by row.
    #[must_use]
    pub fn new(ids: &Ids, records: &Records, order: &[u32]) -> Self {
        let rows = Postings::gathered(ids.len(), 0, |each| {
            for (row, number) in (0_u32..).zip(order) {
                match records.events.event_ref(*number as usize) {
                    Some(EventRef::Full(event)) => used(event, &mut |id| each(group(id), row)),
                    Some(EventRef::Row(packed, at)) => {
                        packed.used(at).into_iter().flatten().for_each(|id| each(*id, row));
                    }
                    None => {}
                }
            }
        });
        Self { rows, incoming: Postings::new(ids.len(), &references(records)) }
    }

    /// The numbers of a table's records: those that most events use first, otherwise in the order of the file.
    #[must_use]
    pub fn by_use(&self, records: &Records, table: Table) -> Arc<[u32]> {
        let uses = |no| records.id(no).map_or(0, |id| self.rows.of(id.index()).len());
        let mut numbers: Vec<RecordNo> = records.numbers(table).collect();
        numbers.sort_by_cached_key(|no| Reverse(uses(*no)));
        numbers.into_iter().map(|no| no.number).collect()
    }
}

/// The ids that an event uses: its actors, concerns, places and sources; may contain duplicates.
fn used(event: &Event, each: &mut dyn FnMut(Id)) {
    event.actors.iter().for_each(|part| each(part.actor));
    event.record.standing.by.iter().for_each(|id| each(*id));
    event.record.standing.against.iter().for_each(|id| each(*id));
    event.concerns.iter().for_each(|id| each(*id));
    event.places.iter().for_each(|part| each(part.place));
    sources_of(&event.record).for_each(&mut *each);
    let links = event.record.links.iter().filter(|link| link.kind == LinkKind::DrivenBy);
    links.for_each(|link| each(link.to));
}

fn group(id: Id) -> u32 {
    u32_index(id.index())
}

fn references(records: &Records) -> Vec<(u32, Incoming)> {
    let mut references = Vec::new();
    let mut add =
        |from: RecordNo, to: Id, bond: ReferenceRole| references.push((group(to), Incoming { from, bond }));
    let links = |record: &Record, from: RecordNo, add: &mut dyn FnMut(RecordNo, Id, ReferenceRole)| {
        for (at, link) in (0_u16..).zip(&record.links) {
            add(from, link.to, ReferenceRole::Link(link.kind, at));
        }
        if from.table != Table::Event {
            let mut sources: Vec<Id> = sources_of(record).collect();
            sources.sort_unstable();
            sources.dedup();
            sources.into_iter().for_each(|source| add(from, source, ReferenceRole::Cites));
        }
    };
    for (number, event) in records.events.full() {
        let number = u32_index(number);
        let from = RecordNo::new(Table::Event, number);
        links(&event.record, from, &mut add);
        event.part_of.iter().for_each(|whole| add(from, *whole, ReferenceRole::PartOf));
    }
    for (number, actor) in (0..).zip(&records.actors) {
        let from = RecordNo::new(Table::Actor, number);
        links(&actor.record, from, &mut add);
        actor.part_of.iter().for_each(|whole| add(from, whole.of, ReferenceRole::PartOf));
    }
    for (number, concern) in (0..).zip(&records.concerns) {
        let from = RecordNo::new(Table::Concern, number);
        links(&concern.record, from, &mut add);
        concern.held_by.iter().for_each(|holder| add(from, *holder, ReferenceRole::HeldBy));
        concern.about.iter().for_each(|about| add(from, *about, ReferenceRole::About));
        concern.part_of.iter().for_each(|whole| add(from, *whole, ReferenceRole::PartOf));
        concern.depends_on.iter().for_each(|other| add(from, *other, ReferenceRole::DependsOn));
    }
    for (number, place) in (0..).zip(&records.places) {
        links(&place.record, RecordNo::new(Table::Place, number), &mut add);
    }
    for (number, source) in (0..).zip(&records.sources) {
        let from = RecordNo::new(Table::Source, number);
        links(&source.record, from, &mut add);
        source.origin.iter().for_each(|origin| add(from, *origin, ReferenceRole::Repeats));
    }
    for (number, briefing) in (0..).zip(&records.briefings) {
        let from = RecordNo::new(Table::Briefing, number);
        let mut named = Vec::new();
        for step in &briefing.steps {
            step.shown().for_each(|id| add(from, id, ReferenceRole::Shows));
            named.extend(step.by.iter().map(|id| (*id, ReferenceRole::Shows)));
            named.extend(step.cites().map(|citation| (citation.source, ReferenceRole::Cites)));
        }
        named.sort_unstable_by_key(|(id, _)| *id);
        named.dedup();
        named.into_iter().for_each(|(id, role)| add(from, id, role));
    }
    references
}
