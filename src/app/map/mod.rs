//! The map: where the events happened.

use ratatui::layout::{Position, Rect};

use super::msg::{Click, Motion};
use super::state::App;
use super::subject::Subject;

impl App {
    pub(super) fn reading_on_map(&self) -> Subject {
        self.subject
    }

    pub(super) fn go_on_map(&mut self, _motion: Motion) {}

    pub(super) fn sideways_on_map(&mut self, _right: bool) {}

    pub(super) fn point_on_map(&mut self, _click: Click, _stage: Rect, _at: Position) {}

    pub(super) fn settle_map(&mut self) {}
}
