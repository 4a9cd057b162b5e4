//! Lanes: actors, concerns, places or kinds side by side on one axis of time.

use ratatui::layout::{Position, Rect};

use super::msg::{Click, Motion};
use super::state::App;
use super::subject::Subject;

impl App {
    pub(super) fn reading_in_lanes(&self) -> Subject {
        self.subject
    }

    pub(super) fn go_in_lanes(&mut self, _motion: Motion) {}

    pub(super) fn sideways_in_lanes(&mut self, _right: bool) {}

    pub(super) fn open_in_lanes(&mut self) {
        self.open(self.reading());
    }

    pub(super) fn point_in_lanes(&mut self, _click: Click, _stage: Rect, _at: Position) {}

    pub(super) fn settle_lanes(&mut self) {}
}
