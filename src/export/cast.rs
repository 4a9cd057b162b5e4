//! Which actors, concerns, places, sources and briefings come along with a part of the events.
//!
//! With all events come all records. With some come those that these name, and what those name in turn; what belongs
//! to other events alone stays at home, because a filter may be there to keep it there.

use crate::model::record::sources_of;
use crate::model::{Event, Id, Record, RecordNo, Table, Timeline};
use crate::search::RowSet;

/// A set of records other than events.
#[derive(Debug, Default)]
pub(crate) struct Cast {
    /// For each table of [`Table::ALL`] and each record of it, whether it comes; nothing if all do.
    some: Option<[Vec<bool>; Table::ALL.len()]>,
}

impl Cast {
    /// The records that come along with some rows.
    #[must_use]
    pub(crate) fn new(timeline: &Timeline, rows: &RowSet) -> Self {
        if rows.is_all() {
            return Self::default();
        }
        let mut call = Call {
            timeline,
            come: Table::ALL.map(|table| vec![false; timeline.records().count(table)]),
            ahead: Vec::new(),
        };
        for row in rows.iter_from(0) {
            if let Some((_, event)) = timeline.event_at(row) {
                call.event(event);
            }
        }
        while let Some(no) = call.ahead.pop() {
            call.record(no);
        }
        // A briefing is the argument of who exports; its steps follow the events.
        call.come[Table::Briefing as usize].fill(true);
        Self { some: Some(call.come) }
    }

    /// Whether a record comes along.
    #[must_use]
    pub(crate) fn has(&self, no: RecordNo) -> bool {
        self.some
            .as_ref()
            .is_none_or(|some| some[no.table as usize].get(no.index()).copied().unwrap_or(false))
    }
}

struct Call<'t> {
    timeline: &'t Timeline,
    come: [Vec<bool>; Table::ALL.len()],
    ahead: Vec<RecordNo>,
}

impl Call<'_> {
    fn call(&mut self, id: Id) {
        let Some(no) = self.timeline.find(id).filter(|no| no.table != Table::Event) else { return };
        if let Some(comes) = self.come[no.table as usize].get_mut(no.index())
            && !*comes
        {
            *comes = true;
            self.ahead.push(no);
        }
    }

    fn shared(&mut self, record: &Record) {
        let standing = &record.standing;
        standing.by.iter().chain(&standing.against).for_each(|id| self.call(*id));
        sources_of(record).for_each(|id| self.call(id));
        record.accounts.iter().flat_map(|account| &account.by).for_each(|id| self.call(*id));
        for link in &record.links {
            self.call(link.to);
            link.standing.by.iter().for_each(|id| self.call(*id));
        }
    }

    fn event(&mut self, event: &Event) {
        self.shared(&event.record);
        event.actors.iter().for_each(|part| self.call(part.actor));
        event.places.iter().for_each(|part| self.call(part.place));
        event.concerns.iter().for_each(|id| self.call(*id));
    }

    fn record(&mut self, no: RecordNo) {
        let records = self.timeline.records();
        if let Some(record) = self.timeline.record(no) {
            self.shared(record);
        }
        match no.table {
            Table::Actor => {
                let Some(actor) = records.actors.get(no.index()) else { return };
                actor.roles.iter().filter_map(|role| role.of).for_each(|id| self.call(id));
                for whole in &actor.part_of {
                    self.call(whole.of);
                    whole.sources.iter().for_each(|citation| self.call(citation.source));
                }
            }
            Table::Concern => {
                let Some(concern) = records.concerns.get(no.index()) else { return };
                let ids = concern.held_by.iter().chain(&concern.about).chain(&concern.depends_on);
                ids.chain(&concern.part_of).for_each(|id| self.call(*id));
            }
            Table::Source => {
                let origin = records.sources.get(no.index()).and_then(|source| source.origin);
                origin.into_iter().for_each(|id| self.call(id));
            }
            Table::Event | Table::Place | Table::Briefing => {}
        }
    }
}
