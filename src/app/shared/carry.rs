//! What all views share, over another reading of the file, in which records have other numbers.

use std::sync::Arc;

use crate::search::RowSet;

use crate::app::core::loaded::Loaded;
use crate::app::core::session::Session;
use crate::app::core::subject::Subject;
use crate::app::shared::Shared;
use crate::model::Table;

impl Shared {
    /// The selection, the page and the trail stay on their records. Whether the chosen event and the open page are still
    /// there.
    pub(crate) fn carry(&mut self, old: &Loaded) -> bool {
        let (from, to) = (Arc::clone(&old.timeline), Arc::clone(&self.shown.timeline));
        let carried = |subject: Subject| subject.carried(&from, &to);
        let in_row = |row| from.number_at(row).and_then(|no| carried(Subject::Record(no)));
        let row_of = |subject| match subject {
            Some(Subject::Record(no)) => to.row_of(no),
            _ => None,
        };
        self.visible = RowSet::all(to.row_count());
        self.rows_turn += 1;
        let (event, top) = (in_row(self.row), in_row(self.top));
        let subject = carried(self.subject);
        self.row = row_of(event).unwrap_or(self.row).min(to.row_count().saturating_sub(1));
        self.trail.carry(&from, &to);
        if let Some(point) = &mut self.detour {
            point.carry(&from, &to);
        }
        self.turn_to(subject.or(event).unwrap_or_else(|| self.event_in_row()));
        self.top = row_of(top).unwrap_or(self.top);
        self.carry_page(carried);
        self.asked = None;
        self.renew_picture();
        event.is_some() && subject.is_some()
    }

    /// Chooses the records that were chosen, as far as they are there, and once they come if nobody moves before.
    pub(crate) fn find_place(&mut self, session: &Session) {
        let find = |id: &Option<String>| id.as_deref().and_then(|id| self.timeline().find_text(id));
        let (event, reading) = (find(&session.event), find(&session.reading));
        let is_here = |id: &Option<String>, found: Option<_>| id.is_none() || found.is_some();
        let is_whole = is_here(&session.event, event) && is_here(&session.reading, reading);
        for no in [event.filter(|no| no.table == Table::Event), reading].into_iter().flatten() {
            self.turn_to(Subject::Record(no));
        }
        // What is not there may come: with the rest of a long file, or when one is saved whole that was saved in halves.
        self.resuming = (!is_whole).then(|| session.clone());
    }

    /// Whether the beginning of a long file is shown, and the rest of it could not be read.
    #[must_use]
    pub fn lacks_the_rest(&self) -> bool {
        self.shown.is_beginning && self.progress.is_none()
    }
}
