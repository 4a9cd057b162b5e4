//! What every view answers: what is read in it, and what keys, the mouse and another reading of the file mean there.
//!
//! A view gets what all views share and gives back what it asks for; it knows neither the application nor another view.

use ratatui::layout::{Position, Rect, Size};

use crate::app::core::effect::Effect;
use crate::app::core::loaded::Loaded;
use crate::app::core::msg::{Click, Motion, Prefix, View};
use crate::app::core::subject::Subject;
use crate::app::shared::Shared;
use crate::model::RecordNo;

/// A view. It is left as it was: its state stays while another one is shown.
pub trait ViewState {
    /// The record under its cursor, or the open page.
    fn reading(&self, shared: &Shared) -> Subject {
        shared.subject
    }

    /// It is shown from now on, or once more: `from` is the view that was shown before.
    fn enter(&mut self, _shared: &mut Shared, _from: View) {}

    /// Its cursor moves up or down.
    fn go(&mut self, shared: &mut Shared, motion: Motion) -> Request;

    /// What is read scrolls, wherever the cursor is.
    fn scroll(&mut self, shared: &mut Shared, motion: Motion) {
        shared.scroll_page(motion);
    }

    /// Its cursor moves to a side.
    fn go_sideways(&mut self, _shared: &mut Shared, _right: bool) {}

    /// Enter: what is under its cursor is opened.
    fn open(&mut self, shared: &mut Shared) -> Request {
        Request::Open(shared.reading)
    }

    /// A page is to be opened while it is shown. Whether it shows that itself.
    fn shows_opened(&mut self, _shared: &mut Shared, _subject: Subject) -> bool {
        false
    }

    /// The mouse did something on its stage.
    fn click(&mut self, _shared: &mut Shared, _click: Click, _stage: Rect, _at: Position) -> Request {
        Request::Nothing
    }

    /// Esc: what it has opened is closed. Whether there was anything.
    fn close(&mut self, _shared: &mut Shared) -> bool {
        false
    }

    /// Esc, or q if `quits`, where that ends the view itself; `None` where it means what it does everywhere.
    fn end(&mut self, _shared: &mut Shared, _quits: bool) -> Option<Vec<Effect>> {
        None
    }

    /// Whether it has something open that is closed before the program is.
    fn has_layer(&self) -> bool {
        false
    }

    /// The next hit of the find, or the one before.
    fn next_hit(&mut self, shared: &mut Shared, forward: bool) {
        shared.next_hit(forward);
    }

    /// Back along the trail, or forward.
    fn walk(&mut self, shared: &mut Shared, forward: bool) {
        shared.walk_trail(forward);
    }

    /// The links that letters follow.
    fn links<'a>(&'a self, shared: &'a Shared) -> &'a [RecordNo] {
        shared.links_in_view()
    }

    /// The room for a picture of what is read; `None` if there is too little.
    fn picture_room(&self, shared: &Shared) -> Option<Size> {
        shared.picture_room()
    }

    /// Brings what it shows up to date. Only the view that is shown is: the others once they are.
    fn refresh(&mut self, _shared: &mut Shared) {}

    /// Another reading of the file is shown, in which records have other numbers. What is gone is left out.
    #[must_use]
    fn carry(&mut self, shared: &mut Shared, old: &Loaded) -> Vec<Effect>;
}

/// What a view asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use]
pub enum Request {
    /// Nothing more.
    Nothing,
    /// A page is to be opened in the reader.
    Open(Subject),
    /// The next key belongs to this one.
    Await(Prefix),
    /// The shell is to do something.
    Effects(Vec<Effect>),
}
