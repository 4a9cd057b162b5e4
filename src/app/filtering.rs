//! Which events are shown. Every view asks here, so that all show the same ones.
//!
//! Rows stay what they are, positions in the time order of all events; a filter only says which of them count. So a
//! selection, a mark or a window of time means the same with a filter as without.

use crate::search::RowSet;

use super::state::App;

impl App {
    /// The rows that are shown: all, or those that the filter lets through.
    #[must_use]
    pub fn visible_rows(&self) -> &RowSet {
        &self.visible
    }

    /// Whether the event of a row is shown.
    #[must_use]
    pub fn shows(&self, row: usize) -> bool {
        self.visible.contains(row)
    }

    /// How many events the filter hides; nothing without a filter.
    #[must_use]
    pub fn hidden(&self) -> Option<usize> {
        (!self.visible.is_all()).then(|| self.visible.hidden())
    }

    /// The shown row that is nearest to a row in time; the row itself where none is shown.
    #[must_use]
    pub fn nearest_shown(&self, row: usize) -> usize {
        if self.shows(row) {
            return row;
        }
        let day = |row: usize| self.timeline().day_of_row(row);
        let distance = |other: usize| match (day(row), day(other)) {
            (Some(day), Some(other)) => day.0.abs_diff(other.0),
            (None, None) => 0,
            _ => u64::MAX,
        };
        let near = [self.visible.first_from(row), self.visible.last_before(row)].into_iter().flatten();
        near.min_by_key(|other| (distance(*other), other.abs_diff(row))).unwrap_or(row)
    }

    /// Shows other rows. A chosen event that is hidden by it gives way to the nearest that is not.
    pub fn show_rows(&mut self, rows: RowSet) {
        self.visible = rows;
        let near = self.nearest_shown(self.row);
        if near != self.row {
            let follows = self.subject == self.event_in_row();
            self.row = near;
            if follows {
                self.turn_to(self.event_in_row());
            }
        }
    }
}
