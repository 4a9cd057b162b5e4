//! The state of the lanes view: the facet, and the lanes of each facet shown so far.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::app::core::session::SavedLanes;
use crate::app::views::lanes::facet::{Facet, Kinds};
use crate::app::views::lanes::lineup::Lineup;
use crate::model::Timeline;

/// A count that is expanded into a list of its events.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cluster {
    /// The lane.
    pub lane: u32,
    /// Its events, as indices into the lane.
    pub places: Range<usize>,
    /// The first visible event.
    pub top: usize,
}

/// The state of the view.
#[derive(Debug, Clone, Default)]
pub struct Lanes {
    /// The current facet.
    pub facet: Facet,
    /// The lanes of each facet shown so far.
    pub lineups: [Option<Lineup>; 4],
    /// The rows of each kind, once kinds have been shown.
    pub kinds: Arc<Kinds>,
    /// The expanded count.
    pub cluster: Option<Cluster>,
    /// The arrangement from the last session, until the lanes are first shown.
    pub kept: Vec<SavedLanes>,
    /// [`Shared::revision`](crate::app::Shared::revision) when the cursor last moved to the lane of the open record.
    pub made_for: Option<u32>,
    /// The rows of the actors whose lanes include those of their parts.
    pub with_parts: BTreeMap<u32, Vec<u32>>,
    /// [`Shared::rows_revision`](crate::app::Shared::rows_revision) for which each facet's lanes were filtered.
    pub filtered_for: [Option<u32>; 4],
}

impl Lanes {
    /// Whether a lane of the current facet includes the parts of its actor.
    #[must_use]
    pub fn has_parts(&self, lane: u32) -> bool {
        self.facet == Facet::Actors && self.with_parts.contains_key(&lane)
    }

    /// The title of a lane, which says whether it includes parts.
    #[must_use]
    pub fn title(&self, timeline: &Timeline, lane: u32) -> String {
        let with_parts = if self.has_parts(lane) { " with its parts" } else { "" };
        self.facet.title(timeline, lane) + with_parts
    }

    /// The lanes of the current facet, once they exist.
    #[must_use]
    pub fn lineup(&self) -> Option<&Lineup> {
        self.lineups[self.facet.index()].as_ref()
    }

    /// The mutable lanes of the current facet.
    pub fn lineup_mut(&mut self) -> Option<&mut Lineup> {
        self.lineups[self.facet.index()].as_mut()
    }
}
