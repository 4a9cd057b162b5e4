//! Links: one record, what led to it, what came of it, and the way between two records.

use ratatui::layout::{Position, Rect};

use super::msg::{Click, Motion};
use super::state::App;
use super::subject::Subject;

impl App {
    pub(super) fn reading_in_links(&self) -> Subject {
        self.subject
    }

    pub(super) fn go_in_links(&mut self, _motion: Motion) {}

    pub(super) fn sideways_in_links(&mut self, _right: bool) {}

    pub(super) fn open_in_links(&mut self) {
        self.open(self.reading());
    }

    pub(super) fn point_in_links(&mut self, _click: Click, _stage: Rect, _at: Position) {}

    pub(super) fn settle_links(&mut self) {}
}
