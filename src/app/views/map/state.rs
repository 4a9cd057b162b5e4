//! What the map keeps between two keys: its list, the cursor in it, and the part of the earth that is shown.

use std::sync::Arc;

use crate::model::RecordNo;

use crate::app::core::subject::Subject;
use crate::app::views::map::chart::Chart;
use crate::app::views::map::gazetteer::Gazetteer;

/// The state of the map. It is empty until the map is first shown.
#[derive(Debug, Clone, Default)]
pub struct MapState {
    /// What the list holds; made anew after a reload.
    pub gazetteer: Arc<Gazetteer>,
    /// The turn of the shown rows that it lists; `None` if it is to be made anew.
    pub listed_for: Option<u32>,
    /// The position of the cursor.
    pub at: usize,
    /// The first visible line.
    pub top: usize,
    /// The place that was chosen in the list since the selection last changed.
    pub picked: Option<RecordNo>,
    /// The places of the selection.
    pub related: Vec<RecordNo>,
    /// Their numbers, ascending.
    pub related_sorted: Vec<u32>,
    /// The selection that they are of.
    pub followed: Option<Subject>,
    /// What is shown.
    pub chart: Option<Chart>,
    /// Whether its size was chosen by hand: then it stays.
    pub is_by_hand: bool,
    /// Whether all places are to be seen.
    pub is_all: bool,
}

impl MapState {
    /// Whether a place belongs to the selection.
    #[must_use]
    pub fn is_related(&self, place: RecordNo) -> bool {
        self.related_sorted.binary_search(&place.number).is_ok()
    }

    pub(crate) fn mark_related(&mut self, places: Vec<RecordNo>) {
        self.related_sorted = places.iter().map(|place| place.number).collect();
        self.related_sorted.sort_unstable();
        self.related = places;
    }
}
