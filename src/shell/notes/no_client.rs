//! Stands in for `client` where there are no Unix sockets.

use std::sync::mpsc::Sender;

use crate::app::core::briefing::Cue;
use crate::app::views::notes::Wish;
use crate::shell::error::ShellError;
use crate::shell::threads::event::Event;

#[derive(Debug)]
pub struct NotesClient;

impl NotesClient {
    /// # Errors
    /// Always.
    pub fn start(_wish: Wish, _events: Sender<Event>) -> Result<Self, ShellError> {
        Err(ShellError::NoNotes("they need Unix sockets, which this system does not have".to_owned()))
    }

    pub fn follow(&self, _number: u32) {}

    pub fn send_cue(&self, _cue: Cue) -> bool {
        false
    }
}
