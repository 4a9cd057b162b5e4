//! What refers to what: rows of events by any id they use, and every other bond in its reverse direction.

use crate::model::event::Event;
use crate::model::events::EventRef;
use crate::model::id::{Id, Ids};
use crate::model::link::LinkKind;
use crate::model::postings::Postings;
use crate::model::record::{Record, RecordNo, Table, sources_of};
use crate::model::records::Records;
use crate::text::span::u32_index;

/// How a record is bound to the one it names, apart from the actors, concerns, places and sources of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReferenceRole {
    /// By the link at this position of its `links`.
    Link(LinkKind, u16),
    /// It is part of it.
    PartOf,
    /// It is a concern held by it.
    HeldBy,
    /// It is a concern about it.
    About,
    /// It is a concern decided by it.
    DependsOn,
    /// It is a source that repeats it.
    Repeats,
    /// It cites it.
    Cites,
    /// It is a briefing that shows it.
    Shows,
}

/// A bond as its target sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Incoming {
    /// The record that names the target.
    pub from: RecordNo,
    /// How.
    pub bond: ReferenceRole,
}

/// The reverse of every reference.
#[derive(Debug, Clone)]
pub struct Index {
    /// Rows of the events that use an id: its actors, concerns, places and sources; ascending.
    pub rows: Postings<u32>,
    /// Every other bond to an id.
    pub incoming: Postings<Incoming>,
}

impl Index {
    /// Indexes all records. `row_of` gives the row of an event's number.
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
        Self { rows, incoming: Postings::new(ids.len(), &bonds(records)) }
    }
}

/// The ids that an event uses: its actors, concerns, places and sources; one may come several times.
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

fn bonds(records: &Records) -> Vec<(u32, Incoming)> {
    let mut bonds = Vec::new();
    let mut add =
        |from: RecordNo, to: Id, bond: ReferenceRole| bonds.push((group(to), Incoming { from, bond }));
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
        links(&event.record, RecordNo::new(Table::Event, number), &mut add);
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
        briefing.steps.iter().for_each(|step| add(from, step.show, ReferenceRole::Shows));
    }
    bonds
}
