//! A record of any kind.

use toml::de::DeTable;

use super::{actor, briefing, concern, event, place, shared, source};
use crate::model::{Actor, Briefing, Concern, Event, Id, Ids, Place, Source, Table};
use crate::text::Span;

/// A record of one of the kinds.
#[derive(Debug)]
pub enum Lowered {
    /// `[[event]]`
    Event(Event),
    /// `[[actor]]`
    Actor(Actor),
    /// `[[concern]]`
    Concern(Concern),
    /// `[[place]]`
    Place(Place),
    /// `[[source]]`
    Source(Source),
    /// `[[briefing]]`
    Briefing(Briefing),
}

/// Reads a record. `block` is where it stands in the file, from its header to the next one.
pub fn record(kind: Table, id: Id, table: &DeTable<'_>, block: Span, ids: &mut Ids) -> Lowered {
    let record = shared::record(id, table, block, ids);
    match kind {
        Table::Event => Lowered::Event(event::event(record, table, ids)),
        Table::Actor => Lowered::Actor(actor::actor(record, table, ids)),
        Table::Concern => Lowered::Concern(concern::concern(record, table, ids)),
        Table::Place => Lowered::Place(place::place(record, table)),
        Table::Source => Lowered::Source(source::source(record, table, ids)),
        Table::Briefing => Lowered::Briefing(briefing::briefing(record, table, ids)),
    }
}
