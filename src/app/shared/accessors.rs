//! What drawing may see of the state.

use std::sync::Arc;

use ratatui::layout::Rect;

use crate::model::Day;

use crate::app::core::loaded::Loaded;
use crate::app::core::look::{GlyphSet, Look};
use crate::app::core::msg::{Pane, View};
use crate::app::core::subject::{Subject, Trail};
use crate::app::input::bindings::Keymap;
use crate::app::input::keymap::Mode;
use crate::app::input::prompt_line::Asking;
use crate::app::page::Page;
use crate::app::shared::Shared;
use crate::app::time::scale::{Scale, Window};

impl Shared {
    /// The theme.
    #[must_use]
    pub fn look(&self) -> Look {
        self.look
    }

    /// The screen.
    #[must_use]
    pub fn area(&self) -> Rect {
        self.area
    }

    /// The characters that marks are drawn with.
    #[must_use]
    pub fn glyphs(&self) -> GlyphSet {
        self.glyphs
    }

    /// What the keys speak to.
    #[must_use]
    pub fn mode(&self) -> Mode {
        self.mode
    }

    /// The keys that hold.
    #[must_use]
    pub fn keymap(&self) -> &Keymap {
        &self.keymap
    }

    /// The view that is shown.
    #[must_use]
    pub fn view(&self) -> View {
        self.view
    }

    /// The focused pane.
    #[must_use]
    pub fn focus(&self) -> Pane {
        self.focus
    }

    /// The row of the chosen event.
    #[must_use]
    pub fn row(&self) -> usize {
        self.row
    }

    /// The first visible row.
    #[must_use]
    pub fn top(&self) -> usize {
        self.top
    }

    /// The page that lists and views follow: the chosen event, or one that was opened.
    #[must_use]
    pub fn subject(&self) -> Subject {
        self.subject
    }

    /// The pages that were opened.
    #[must_use]
    pub fn trail(&self) -> &Trail {
        &self.trail
    }

    /// What the reader shows: the record under the view's cursor, or the open page.
    #[must_use]
    pub fn reading(&self) -> Subject {
        self.reading
    }

    /// The reader's page.
    #[must_use]
    pub fn page(&self) -> &Page {
        &self.page
    }

    /// The first visible line of the page.
    #[must_use]
    pub fn scroll(&self) -> usize {
        self.scroll
    }

    /// The chosen problem.
    #[must_use]
    pub fn problem(&self) -> usize {
        self.problem
    }

    /// The first visible line of the overlay.
    #[must_use]
    pub fn overlay_top(&self) -> usize {
        self.overlay_top
    }

    /// What is to be said at the bottom.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }

    /// The file that is shown, shared.
    #[must_use]
    pub fn shown(&self) -> Arc<Loaded> {
        Arc::clone(&self.shown)
    }

    /// The file as it was last read.
    #[must_use]
    pub fn latest(&self) -> &Loaded {
        &self.latest
    }

    /// Today, if it is known.
    #[must_use]
    pub fn today(&self) -> Option<Day> {
        self.today
    }

    /// How much time the ribbon's lower part shows.
    #[must_use]
    pub fn scale(&self) -> Scale {
        self.scale
    }

    /// Which part of time that is; nothing without dated events.
    #[must_use]
    pub fn window(&self) -> Option<Window> {
        self.window
    }

    /// What is typed into the line at the bottom.
    #[must_use]
    pub fn asking(&self) -> Option<&Asking> {
        self.asking.as_ref()
    }

    /// How much of a long file has been read, in percent; nothing once it is whole.
    #[must_use]
    pub fn progress(&self) -> Option<u8> {
        self.progress
    }
}
