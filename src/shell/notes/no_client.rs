//! Instead of the notes' side, where there are no Unix sockets: no talk is followed.

use std::sync::mpsc::Sender;

use crate::app::core::briefing::Cue;
use crate::app::views::notes::Wish;
use crate::shell::error::ShellError;
use crate::shell::threads::event::Event;

/// Nobody.
#[derive(Debug)]
pub struct NotesClient;

impl NotesClient {
    /// Follows nothing.
    ///
    /// # Errors
    /// Always.
    pub fn start(_wish: Wish, _events: Sender<Event>) -> Result<Self, ShellError> {
        Err(ShellError::NoMeeting("they need Unix sockets, which this system does not have".to_owned()))
    }

    /// Follows nothing.
    pub fn follow(&self, _number: u32) {}

    /// Passes nothing on.
    pub fn pass_on(&self, _cue: Cue) -> bool {
        false
    }
}
