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
    pub(crate) gazetteer: Arc<Gazetteer>,
    /// The turn of the shown rows that it lists; `None` if it is to be made anew.
    pub(crate) listed_for: Option<u32>,
    /// The position of the cursor, and the first visible line.
    pub(crate) at: usize,
    pub(crate) top: usize,
    /// The place that was chosen in the list since the selection last changed.
    pub(crate) picked: Option<RecordNo>,
    /// The places of the selection, and the selection that they are of.
    pub(crate) related: Vec<RecordNo>,
    pub(crate) related_sorted: Vec<u32>,
    pub(crate) followed: Option<Subject>,
    /// What is shown.
    pub(crate) chart: Option<Chart>,
    /// Whether its size was chosen by hand: then it stays.
    pub(crate) is_by_hand: bool,
    /// Whether all places are to be seen.
    pub(crate) is_all: bool,
}

impl MapState {
    /// The list.
    #[must_use]
    pub fn gazetteer(&self) -> &Gazetteer {
        &self.gazetteer
    }

    /// The position of the cursor in the list.
    #[must_use]
    pub fn at(&self) -> usize {
        self.at
    }

    /// The first visible line of the list.
    #[must_use]
    pub fn top(&self) -> usize {
        self.top
    }

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

    /// What of the earth is shown; nothing where there is no room for a map.
    #[must_use]
    pub fn chart(&self) -> Option<Chart> {
        self.chart
    }
}
