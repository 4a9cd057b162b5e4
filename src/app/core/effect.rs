//! The effects the application requests from the shell.

use crate::model::RecordNo;
use crate::search::ProseSearch;

use crate::app::core::briefing::{Cue, Origin};
use crate::app::core::picture::PictureRequest;

/// An effect for the shell to carry out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Restore the terminal and exit.
    Quit,
    /// Restore the terminal, stop as on Ctrl-z, and take the terminal back when continued.
    Suspend,
    /// Repaint every cell.
    Redraw,
    /// Reload the file.
    Reload,
    /// Read an event's prose, which is not kept in memory; answered by [`crate::app::core::msg::Msg::EventRead`]. Only
    /// the last request before a frame matters.
    ReadEvent(RecordNo),
    /// Decode a picture into cells on a worker thread; answered by [`crate::app::core::msg::Msg::PictureRead`]. Only
    /// the last request matters.
    ShowPicture(PictureRequest),
    /// Search one slice of the prose that is not kept in memory; answered by
    /// [`crate::app::core::msg::Msg::ProseFound`]. Only the last request matters.
    SearchProse(ProseSearch),
    /// Send [`crate::app::core::msg::Msg::Continue`] once all pending input has been handled: the search is not
    /// finished.
    Continue,
    /// Copy text to the clipboard; answered by a [`crate::app::core::msg::Msg::Notify`] that names the method used.
    Copy {
        /// The text.
        text: String,
        /// What it is, for the answer: "the id".
        what: &'static str,
    },
    /// Open an http or https address in the browser; answered by [`crate::app::core::msg::Msg::Notify`].
    Visit(String),
    /// Open the editor at a position in the file, and reload the file when it exits.
    Edit {
        /// The line, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
    },
    /// Save the built-in timeline to a file without overwriting one, then show and edit that.
    SaveCopy {
        /// The path.
        path: String,
        /// The line to edit, from 1.
        line: usize,
        /// The column, from 1.
        column: usize,
    },
    /// Send a cue to the briefing being followed.
    SendCue(Cue),
    /// Have the briefing that is followed show the record with an id.
    SendAnswer(String),
    /// Follow the briefing with this number.
    FollowBriefing(u32),
    /// Load and watch the timeline of the briefing being followed.
    OpenBriefing(Origin),
    /// Turn mouse capture on, or off so that the terminal can select text.
    TakeMouse(bool),
}

/// The effects without duplicates.
pub(crate) fn once(effects: Vec<Effect>) -> Vec<Effect> {
    let mut each: Vec<Effect> = Vec::with_capacity(effects.len());
    for effect in effects {
        if !each.contains(&effect) {
            each.push(effect);
        }
    }
    each
}
