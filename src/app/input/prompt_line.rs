//! The line at the bottom that is typed into, as the state keeps it.

use tui_input::Input;

use crate::app::core::msg::{Pane, Prompt};
use crate::app::core::subject::Subject;
use crate::app::time::scale::Window;
use crate::model::RecordNo;
use crate::search::filter::{Choices, Filter};
use crate::search::{Jump, Jumping, RowSet, Search};

/// What stood before the line was opened, to be given back by Esc.
#[derive(Debug, Clone)]
pub(crate) struct SavedState {
    pub row: usize,
    pub top: usize,
    pub subject: Subject,
    pub focus: Pane,
    pub window: Option<Window>,
    pub found: Option<String>,
    pub filter: Option<Filter>,
    /// The rows that were shown; `None` once the timeline is another one.
    pub visible: Option<RowSet>,
}

/// A line that is typed into.
#[derive(Debug, Clone)]
pub struct OpenPrompt {
    /// What for.
    pub prompt: Prompt,
    pub(crate) input: Input,
    /// The chosen line of the list.
    pub at: usize,
    /// The first visible line of the list.
    pub top: usize,
    /// The records of a jump, best first, and the search for them.
    pub records: Vec<Jump>,
    pub(crate) jumping: Option<Jumping>,
    /// The actions of a command, best first, as positions in the keymap's table.
    pub actions: Vec<usize>,
    /// What could be typed into a filter, for what was typed when they were listed.
    pub choices: Choices,
    pub(crate) typed_by_hand: Input,
    /// Which of them has been put into the line.
    pub chosen: Option<usize>,
    pub(crate) before: SavedState,
}

impl OpenPrompt {
    /// What is typed.
    #[must_use]
    pub fn typed(&self) -> &str {
        self.input.value()
    }

    /// The byte of what is typed before which the cursor stands.
    #[must_use]
    pub fn cursor_byte(&self) -> usize {
        let typed = self.typed();
        typed.char_indices().nth(self.input.cursor()).map_or(typed.len(), |(at, _)| at)
    }

    /// The column of the cursor in what is typed.
    #[must_use]
    pub fn cursor(&self) -> usize {
        self.input.visual_cursor()
    }

    /// How many lines the list has.
    #[must_use]
    pub fn len(&self) -> usize {
        match self.prompt {
            Prompt::Find | Prompt::SaveCopy => 0,
            Prompt::Filter => self.choices.choices.len(),
            Prompt::Jump => self.records.len(),
            Prompt::Command => self.actions.len(),
        }
    }

    /// Whether the list is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether there may be more in the list soon.
    #[must_use]
    pub fn has_more(&self) -> bool {
        self.jumping.as_ref().is_some_and(|jumping| !jumping.is_done())
    }

    /// The chosen record of a jump.
    #[must_use]
    pub fn record(&self) -> Option<RecordNo> {
        self.records.get(self.at).map(|found| found.no)
    }
}

/// A find.
#[derive(Debug, Clone)]
pub struct FindState {
    /// What was typed.
    pub typed: String,
    /// What it has found so far.
    pub search: Search,
}
