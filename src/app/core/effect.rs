//! What the application asks of the outside: everything it touches, in one list.

use crate::model::RecordNo;
use crate::search::ProseSearch;

use crate::app::core::briefing::{Cue, Origin};
use crate::app::core::picture::PictureRequest;

/// A wish that the shell carries out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Give the terminal back and end.
    Quit,
    /// Give the terminal back, stop as Ctrl-z does, and take it again when continued.
    Suspend,
    /// Paint every cell anew, whatever the terminal shows.
    Redraw,
    /// Read the file again.
    Reload,
    /// Read an event's prose, which is not kept; the answer is a [`crate::app::core::msg::Msg::EventRead`]. Only the last one that
    /// was asked for before a frame matters.
    ReadEvent(RecordNo),
    /// Read a picture and make cells of it, off the keys' thread; the answer is a
    /// [`crate::app::core::msg::Msg::PictureRead`]. Only the last one that was asked for matters.
    ShowPicture(PictureRequest),
    /// Look for words in prose that is not kept, through a slice of the file; the answer is a
    /// [`crate::app::core::msg::Msg::ProseFound`]. Only the last one that was asked for matters.
    SearchProse(ProseSearch),
    /// Send [`crate::app::core::msg::Msg::Continue`] once everything that was typed has been taken: there is more to search.
    Continue,
    /// Put a text on the clipboard; the answer is a [`crate::app::core::msg::Msg::Said`] that names the way it went.
    Copy {
        /// The text.
        text: String,
        /// What it is, for the answer: "the id".
        what: &'static str,
    },
    /// Show an http or https address in the browser; the answer is a [`crate::app::core::msg::Msg::Said`].
    Visit(String),
    /// Open the editor at a place of the file, both from 1, and read the file when it is done.
    Edit {
        /// The line.
        line: usize,
        /// The column.
        column: usize,
    },
    /// Save the built-in timeline as a file, over none that is there; then show and edit that.
    SaveCopy {
        /// The file.
        path: String,
        /// The line to edit.
        line: usize,
        /// The column.
        column: usize,
    },
    /// Give a cue to the briefing that is followed.
    PassOn(Cue),
    /// Follow the briefing with a number.
    FollowBriefing(u32),
    /// Read the timeline of the briefing that is followed, and watch it.
    OpenBriefing(Origin),
    /// Take the mouse, or give it back to the terminal for selecting text.
    TakeMouse(bool),
}

/// Each wish once.
pub(crate) fn once(effects: Vec<Effect>) -> Vec<Effect> {
    let mut each: Vec<Effect> = Vec::with_capacity(effects.len());
    for effect in effects {
        if !each.contains(&effect) {
            each.push(effect);
        }
    }
    each
}
