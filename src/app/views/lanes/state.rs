//! What the view of lanes keeps between two keys: what the lanes are of, and the lanes of each facet that was looked at.

use std::ops::Range;
use std::sync::Arc;

use crate::app::core::session::KeptLanes;
use crate::app::views::lanes::facet::{Facet, Kinds};
use crate::app::views::lanes::lineup::Lineup;

/// A count that is opened: its events are listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cluster {
    /// The lane.
    pub lane: u32,
    /// Its events in the count, by their positions in the lane.
    pub places: Range<usize>,
    /// The first visible one.
    pub top: usize,
}

/// Everything that the view of lanes keeps.
#[derive(Debug, Clone, Default)]
pub struct Lanes {
    /// What the lanes are of.
    pub facet: Facet,
    /// The lanes of each facet that was looked at.
    pub lineups: [Option<Lineup>; 4],
    /// The rows of each kind, once lanes were of kinds.
    pub kinds: Arc<Kinds>,
    /// The count that is opened.
    pub cluster: Option<Cluster>,
    /// How lanes were arranged the last time, until they are first shown.
    pub kept: Vec<KeptLanes>,
    /// The turn of the selection for which the cursor has gone to the lane of what is read.
    pub made_for: Option<u32>,
}

impl Lanes {
    /// The lanes that are shown, once they were made.
    #[must_use]
    pub fn lineup(&self) -> Option<&Lineup> {
        self.lineups[self.facet.index()].as_ref()
    }

    /// The same, to be changed.
    pub fn lineup_mut(&mut self) -> Option<&mut Lineup> {
        self.lineups[self.facet.index()].as_mut()
    }
}
