//! The table of events, which the zoomed pane of events is: its order, and moving in it.

use std::sync::Arc;

use crate::app::core::msg::Pane;
use crate::app::core::sorting::{Column, MOST};
use crate::app::shared::Shared;
use crate::model::Table;

impl Shared {
    /// Whether the events are shown as a table.
    #[must_use]
    pub fn is_table(&self) -> bool {
        self.layout().is_table
    }

    /// The row in a place of the list of events, or of the table.
    #[must_use]
    pub fn listed_at(&self, place: usize) -> Option<usize> {
        let listed = &self.folds.listed;
        if self.is_table() { self.sorting.row_at(listed, place) } else { listed.nth(place) }
    }

    /// The place of a row in the list of events, or in the table.
    #[must_use]
    pub fn place_of(&self, row: usize) -> usize {
        let listed = &self.folds.listed;
        if self.is_table() { self.sorting.place_of(listed, row) } else { listed.count_before(row) }
    }

    /// Sorts the table by a column.
    pub(crate) fn sort_by(&mut self, column: Column, reversed: bool) {
        if column != Column::Date && self.folds.listed.count() > MOST {
            self.message = Some(self.too_many());
            return;
        }
        self.sorting.is_made &= self.sorting.by == column;
        (self.sorting.by, self.sorting.reversed) = (column, reversed);
    }

    /// Closes the page that was opened from the table. Returns whether there was one.
    pub(crate) fn leave_for_table(&mut self) -> bool {
        let is_left =
            std::mem::take(&mut self.is_from_table) && self.is_zoomed() && self.focus == Pane::Reader;
        if is_left {
            self.focus = Pane::Events;
            self.choose_row(self.row);
        }
        is_left
    }

    fn too_many(&self) -> String {
        format!("Too many to sort: filter first ({}).", self.key_of("filter"))
    }

    /// Makes the order of the table again where its rows have changed, and scrolls to the selection.
    pub(crate) fn refresh_table(&mut self, height: usize) {
        let count = self.folds.listed.count();
        if !self.sorting.is_made {
            if self.sorting.by != Column::Date && count > MOST {
                self.message = Some(self.too_many());
                self.sorting.by = Column::Date;
            }
            let timeline = Arc::clone(&self.shown.timeline);
            self.sorting.make(&timeline, &self.folds.listed);
        }
        let place = self.place_of(self.row);
        let top = self.sorting.top.min(place).max((place + 1).saturating_sub(height));
        self.sorting.top = top.min(count.saturating_sub(height));
    }

    /// Goes to the next event of the table that matches the search. Returns false if the order of time finds it.
    pub(crate) fn next_hit_in_table(&mut self, forward: bool) -> bool {
        let is_sorted = self.sorting.by != Column::Date;
        let Some(finding) = self.finding.as_ref().filter(|_| is_sorted && self.is_table()) else {
            return false;
        };
        let (hits, listed) = (finding.search.hits(Table::Event), &self.folds.listed);
        let (count, here) = (listed.count(), self.sorting.place_of(listed, self.row));
        let step = |step| if forward { here + step } else { here + count - step };
        let row = |place: usize| self.sorting.row_at(listed, place % count);
        let mut places = (1..=count).map(step).filter_map(|place| Some((place, row(place)?)));
        let Some((place, row)) = places.find(|(_, row)| hits.contains(*row)) else { return false };
        let words = match (forward, place >= count) {
            (true, true) => Some("Continued from the first hit."),
            (false, false) => Some("Continued from the last hit."),
            _ => None,
        };
        self.message = words.map(str::to_owned);
        self.choose_row(row);
        true
    }
}
