//! Sources: who says so, and what rests on whom.

use ratatui::layout::{Position, Rect};

use super::msg::{Click, Motion};
use super::state::App;
use super::subject::Subject;

impl App {
    pub(super) fn reading_in_sources(&self) -> Subject {
        self.subject
    }

    pub(super) fn go_in_sources(&mut self, _motion: Motion) {}

    pub(super) fn point_in_sources(&mut self, _click: Click, _stage: Rect, _at: Position) {}

    pub(super) fn settle_sources(&mut self) {}
}
