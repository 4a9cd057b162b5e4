//! The state of the browse view: the lists of actors and concerns.

use crate::model::{Table, Timeline};

use crate::app::core::listing::{Entry, Listing};
use crate::app::core::msg::Pane;
use crate::app::core::subject::Subject;
use crate::app::page::related;

/// The state of the view. It is empty until its first refresh.
#[derive(Debug, Clone)]
pub struct Browse {
    /// The actors, related ones first.
    pub actors: Listing,
    /// The concerns, related ones first.
    pub concerns: Listing,
    /// [`Shared::revision`](crate::app::Shared::revision) and the width that both were made for.
    pub(super) made_for: Option<(u32, usize)>,
}

impl Default for Browse {
    fn default() -> Self {
        let empty = |table| Listing::new(table, 0, Vec::new());
        Self { actors: empty(Table::Actor), concerns: empty(Table::Concern), made_for: None }
    }
}

impl Browse {
    /// The list of a pane; `None` for events and the reader.
    pub(super) fn listing(&self, pane: Pane) -> Option<&Listing> {
        match pane {
            Pane::Actors => Some(&self.actors),
            Pane::Concerns => Some(&self.concerns),
            Pane::Events | Pane::Reader => None,
        }
    }

    /// The mutable list of a pane.
    pub(super) fn listing_mut(&mut self, pane: Pane) -> Option<&mut Listing> {
        match pane {
            Pane::Actors => Some(&mut self.actors),
            Pane::Concerns => Some(&mut self.concerns),
            Pane::Events | Pane::Reader => None,
        }
    }

    /// Rebuilds both lists for a subject, related records first, at a width in columns.
    pub(super) fn relist(&mut self, timeline: &Timeline, subject: Subject, columns: usize) {
        let listing = |table, entries: Vec<Entry>| {
            let folded = entries.into_iter().map(|entry| {
                let name = timeline.id_of(entry.no).map_or("", |id| timeline.title(id));
                entry.folded(name, columns)
            });
            Listing::new(table, timeline.records().count(table), folded.collect())
        };
        self.actors = listing(Table::Actor, related::actors(timeline, subject));
        self.concerns = listing(Table::Concern, related::concerns(timeline, subject));
    }
}
