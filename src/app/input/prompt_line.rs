//! The state of the prompt at the bottom, and of a search.

use std::sync::Arc;

use tui_input::Input;

use crate::app::core::msg::{Pane, Prompt};
use crate::app::core::subject::Subject;
use crate::app::time::scale::Window;
use crate::model::{RecordNo, Table};
use crate::search::filter::{Choices, Filter};
use crate::search::{Jump, Jumping, RowSet, Search};

/// The state before the prompt was opened; Esc restores it.
#[derive(Debug, Clone)]
pub(crate) struct SavedState {
    pub row: usize,
    pub top: usize,
    pub scroll: usize,
    pub subject: Subject,
    pub focus: Pane,
    pub window: Option<Window>,
    pub found: Option<String>,
    pub filter: Option<Filter>,
    /// The rows that were shown; `None` after a reload.
    pub visible: Option<RowSet>,
}

/// An open prompt.
#[derive(Debug, Clone)]
pub struct OpenPrompt {
    /// Its kind.
    pub kind: Prompt,
    pub(crate) input: Input,
    /// The selected line of the list.
    pub at: usize,
    /// The first visible line of the list.
    pub top: usize,
    /// The matches of a jump, best first, and the search for them.
    pub records: Vec<Jump>,
    pub(crate) jumping: Option<Jumping>,
    /// All numbers of the table listed, in order, while nothing is typed.
    pub(crate) all: Arc<[u32]>,
    /// The matching actions of a command, best first, as indices into the keymap.
    pub actions: Vec<usize>,
    /// The suggestions for a filter.
    pub choices: Choices,
    pub(crate) typed_by_hand: Input,
    /// The index of the suggestion that was inserted.
    pub chosen: Option<usize>,
    pub(crate) before: SavedState,
}

impl OpenPrompt {
    /// The text typed.
    #[must_use]
    pub fn typed(&self) -> &str {
        self.input.value()
    }

    /// The byte offset of the cursor.
    #[must_use]
    pub fn cursor_byte(&self) -> usize {
        let typed = self.typed();
        typed.char_indices().nth(self.input.cursor()).map_or(typed.len(), |(at, _)| at)
    }

    /// The column of the cursor.
    #[must_use]
    pub fn cursor(&self) -> usize {
        self.input.visual_cursor()
    }

    /// The length of the list.
    #[must_use]
    pub fn len(&self) -> usize {
        match self.kind {
            Prompt::Find | Prompt::SaveCopy => 0,
            Prompt::Filter => self.choices.choices.len(),
            Prompt::List(_) if self.lists_all() => self.all.len(),
            Prompt::Jump | Prompt::List(_) => self.records.len(),
            Prompt::Command => self.actions.len(),
        }
    }

    /// Whether the list is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether the list is still being completed.
    #[must_use]
    pub fn has_more(&self) -> bool {
        self.jumping.as_ref().is_some_and(|jumping| !jumping.is_done())
    }

    /// Whether all records of a table are listed, because nothing is typed.
    #[must_use]
    pub fn lists_all(&self) -> bool {
        self.table().is_some() && self.typed().trim().is_empty()
    }

    /// The table listed.
    #[must_use]
    pub fn table(&self) -> Option<Table> {
        if let Prompt::List(table) = self.kind { Some(table) } else { None }
    }

    /// The lines of each record listed: concerns have their standing below the title.
    #[must_use]
    pub fn lines_each(&self) -> usize {
        if self.table() == Some(Table::Concern) { 2 } else { 1 }
    }

    /// A record of the list.
    #[must_use]
    pub fn record_at(&self, at: usize) -> Option<RecordNo> {
        match self.table().filter(|_| self.lists_all()) {
            Some(table) => self.all.get(at).map(|number| RecordNo::new(table, *number)),
            None => self.records.get(at).map(|found| found.no),
        }
    }

    /// The selected record of a jump or a list.
    #[must_use]
    pub fn record(&self) -> Option<RecordNo> {
        self.record_at(self.at)
    }

    /// The matching name of a record of the list, if something is typed.
    #[must_use]
    pub fn match_at(&self, at: usize) -> Option<&Jump> {
        self.records.get(at).filter(|_| !self.lists_all())
    }
}

/// A full-text search.
#[derive(Debug, Clone)]
pub struct FindState {
    /// The query, as typed.
    pub typed: String,
    /// The search and its matches so far.
    pub search: Search,
    /// The line of each hit on the page, ascending; `None` until the page has been looked through.
    pub(crate) on_page: Option<Vec<usize>>,
    /// The hit on the page that was gone to last, as an index into these.
    pub(crate) at: Option<usize>,
    /// The hit to go to once the page is laid out.
    pub(crate) sought: Option<SoughtHit>,
}

/// A hit of a page that is not laid out yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SoughtHit {
    /// Its first.
    First,
    /// Its last.
    Last,
}
