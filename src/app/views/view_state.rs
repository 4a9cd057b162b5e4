//! The interface of a view: what it shows, and how it responds to keys, the mouse and reloads.
//!
//! A view gets the shared state and returns requests; it knows neither the application nor another view.

use ratatui::layout::{Position, Rect, Size};

use crate::app::core::effect::Effect;
use crate::app::core::explanations::Explanations;
use crate::app::core::lead::Lead;
use crate::app::core::loaded::Loaded;
use crate::app::core::msg::{Click, Motion, Prefix, View};
use crate::app::core::subject::Subject;
use crate::app::shared::Shared;
use crate::model::RecordNo;

/// A view. It keeps its state while another one is shown.
pub trait ViewState {
    /// The record under its cursor, or the open page.
    fn reading(&self, shared: &Shared) -> Subject {
        shared.subject
    }

    /// Called when it is shown, even if it already was; `from` is the previous view.
    fn enter(&mut self, _shared: &mut Shared, _from: View) {}

    /// Moves its cursor up or down.
    fn go(&mut self, shared: &mut Shared, motion: Motion) -> Request;

    /// Scrolls the open page, wherever the cursor is.
    fn scroll(&mut self, shared: &mut Shared, motion: Motion) {
        shared.scroll_page(motion);
    }

    /// Moves its cursor left or right.
    fn go_sideways(&mut self, _shared: &mut Shared, _right: bool) {}

    /// Enter: opens what is under its cursor.
    fn open(&mut self, shared: &mut Shared) -> Request {
        Request::Open(shared.reading)
    }

    /// Called when a page is opened while it is shown. Returns whether it shows the page itself.
    fn shows_opened(&mut self, _shared: &mut Shared, _subject: Subject) -> bool {
        false
    }

    /// Handles the mouse on its area.
    fn click(&mut self, _shared: &mut Shared, _click: Click, _stage: Rect, _at: Position) -> Request {
        Request::Nothing
    }

    /// Esc: closes its topmost layer. Returns whether there was one.
    fn close(&mut self, _shared: &mut Shared) -> bool {
        false
    }

    /// Esc, or q if `quits`: ends the view itself; `None` if the key has its usual meaning.
    fn end(&mut self, _shared: &mut Shared, _quits: bool) -> Option<Vec<Effect>> {
        None
    }

    /// Whether it has a layer that closes before the program.
    fn has_layer(&self) -> bool {
        false
    }

    /// Goes to the next match of the search, or the previous one: among events, where no page is shown.
    fn next_hit(&mut self, shared: &mut Shared, forward: bool) {
        shared.next_event_hit(forward);
    }

    /// Goes back along the trail, or forward.
    fn walk(&mut self, shared: &mut Shared, forward: bool) {
        shared.walk_trail(forward);
    }

    /// The links that have letters.
    fn links<'a>(&'a self, shared: &'a Shared) -> &'a [RecordNo] {
        shared.links_in_view()
    }

    /// The space for a picture of the open record; `None` if there is too little.
    fn picture_room(&self, shared: &Shared) -> Option<Size> {
        shared.picture_room()
    }

    /// Explains the signs of its selected row that are not on the page of the record.
    fn explain(&self, _shared: &Shared, _all: &mut Explanations) {}

    /// Refreshes its derived state. Called only for the current view.
    fn refresh(&mut self, _shared: &mut Shared) {}

    /// Carries its state over to a new snapshot, where records have other numbers; removed records are dropped.
    #[must_use]
    fn carry(&mut self, shared: &mut Shared, old: &Loaded) -> Vec<Effect>;
}

/// A view's request to the application.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use]
pub enum Request {
    /// Nothing.
    Nothing,
    /// Open a page in the reader.
    Open(Subject),
    /// Follow an entry of the front page.
    Lead(Lead),
    /// Wait for the second key of a prefix.
    Await(Prefix),
    /// Effects for the shell.
    Effects(Vec<Effect>),
    /// Explain a sign or a word that was clicked, if it is one.
    Explain(String, Position),
}
