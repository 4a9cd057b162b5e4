//! Records of any kind.

use crate::load::read::convert::fields::Context;
use crate::load::read::convert::{actor, briefing, concern, event, place, shared, source};
use crate::load::read::fields::Fields;
use crate::model::{Actor, Briefing, Concern, Event, Id, Place, Renumber, Source, Table};
use crate::text::Span;

/// Records by kind, each kind in the order of the text.
#[derive(Debug, Default)]
pub struct Converted {
    /// `[[event]]`
    pub events: Vec<Event>,
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

impl Renumber for Converted {
    fn renumber(&mut self, whole: &[Id]) {
        self.events.renumber(whole);
        self.actors.renumber(whole);
        self.concerns.renumber(whole);
        self.places.renumber(whole);
        self.sources.renumber(whole);
        self.briefings.renumber(whole);
    }
}

impl Converted {
    /// Reads a record. `block` is where it stands in the file, from its header to the next one.
    pub fn add<'v>(
        &mut self,
        kind: Table,
        id: Id,
        table: impl Fields<'v>,
        block: Span,
        cx: &mut Context<'_>,
    ) {
        let record = shared::record(id, table, block, cx);
        match kind {
            Table::Event => self.events.push(event::event(record, table, cx)),
            Table::Actor => self.actors.push(actor::actor(record, table, cx)),
            Table::Concern => self.concerns.push(concern::concern(record, table, cx)),
            Table::Place => self.places.push(place::place(record, table)),
            Table::Source => self.sources.push(source::source(record, table, cx)),
            Table::Briefing => self.briefings.push(briefing::briefing(record, table, cx)),
        }
    }
}
