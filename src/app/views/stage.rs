//! The views beside browsing: which is shown, and what a key or the mouse means in each. A view is left as it was.

use ratatui::layout::{Position, Rect};

use crate::app::core::msg::{Click, Motion, View};
use crate::app::core::subject::Subject;
use crate::app::state::App;

impl App {
    /// Shows a view.
    pub(crate) fn show(&mut self, view: View) {
        let (from, reading) = (self.view, self.reading());
        if from == view {
            self.message = Some(format!("This is the view of {}.", view.name()));
        }
        self.view = view;
        if view == View::Sources {
            self.come_to_sources(from, reading);
        }
    }

    /// Whether a pane of the browsing view has the screen for itself.
    pub(crate) fn is_zoomed(&self) -> bool {
        self.zoomed && self.view == View::Browse
    }

    /// The record under the view's cursor.
    pub(crate) fn reading_on_stage(&self) -> Subject {
        match self.view {
            View::Lanes => self.reading_in_lanes(),
            View::Map => self.reading_on_map(),
            View::Links => self.reading_in_links(),
            View::Sources => self.reading_in_sources(),
            View::Present | View::Notes => self.reading_in_talk(),
            View::Browse => self.subject,
        }
    }

    /// The view's cursor moves up or down.
    pub(crate) fn go_on_stage(&mut self, motion: Motion) {
        match self.view {
            View::Lanes => self.go_in_lanes(motion),
            View::Map => self.go_on_map(motion),
            View::Links => self.go_in_links(motion),
            View::Sources => self.go_in_sources(motion),
            View::Present => self.go_in_talk(motion),
            View::Notes | View::Browse => {}
        }
    }

    /// The view's cursor moves to a side.
    pub(crate) fn go_sideways(&mut self, right: bool) {
        match self.view {
            View::Lanes => self.sideways_in_lanes(right),
            View::Map => self.sideways_on_map(right),
            View::Links => self.sideways_in_links(right),
            View::Sources => self.sideways_in_sources(right),
            View::Present | View::Notes | View::Browse => {}
        }
    }

    /// Enter: what is under the view's cursor is opened.
    pub(crate) fn open_on_stage(&mut self) {
        match self.view {
            View::Lanes => self.open_in_lanes(),
            View::Links => self.open_in_links(),
            View::Sources => self.open_in_sources(),
            View::Map | View::Browse => self.open(self.reading()),
            View::Present | View::Notes => {}
        }
    }

    /// The mouse did something on the stage.
    pub(crate) fn point_on_stage(&mut self, click: Click, stage: Rect, at: Position) {
        match self.view {
            View::Lanes => self.point_in_lanes(click, stage, at),
            View::Map => self.point_on_map(click, stage, at),
            View::Links => self.point_in_links(click, stage, at),
            View::Sources => self.point_in_sources(click, stage, at),
            View::Present => self.point_in_talk(click),
            View::Notes => self.point_in_notes(click),
            View::Browse => {}
        }
    }

    /// Brings what the view shows up to date. Only the one that is shown is: the others when they are.
    pub(crate) fn settle_stage(&mut self) {
        match self.view {
            View::Lanes => self.settle_lanes(),
            View::Map => self.settle_map(),
            View::Links => self.settle_links(),
            View::Sources => self.settle_sources(),
            View::Present => self.settle_talk(),
            View::Notes | View::Browse => {}
        }
    }
}
