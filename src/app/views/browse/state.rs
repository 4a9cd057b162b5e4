//! The state of the browse view: the lists of actors and concerns.

use crate::model::Table;

use crate::app::core::listing::{Entry, Listing};
use crate::app::core::msg::Pane;
use crate::app::page::related;
use crate::app::shared::Shared;

/// The state of the view. It is empty until its first refresh.
#[derive(Debug, Clone, Default)]
pub struct Browse {
    /// The related actors.
    pub actors: Listing,
    /// The related concerns.
    pub concerns: Listing,
    /// [`Shared::revision`](crate::app::Shared::revision) and the width that both were made for.
    pub(super) made_for: Option<(u32, usize)>,
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

    /// Rebuilds both lists for the open page, at a width in columns.
    pub(super) fn relist(&mut self, shared: &mut Shared, columns: usize) {
        let (timeline, subject) = (shared.timeline(), shared.subject);
        let listing = |table, entries: Vec<Entry>| {
            let folded = entries.into_iter().map(|entry| {
                let name = timeline.id_of(entry.no).map_or("", |id| timeline.title(id));
                entry.folded(name, columns)
            });
            Listing::new(table, folded.collect())
        };
        self.actors = listing(Table::Actor, related::actors(timeline, subject));
        self.concerns = listing(Table::Concern, related::concerns(timeline, subject));
        shared.related = [self.actors.len(), self.concerns.len()];
    }
}
