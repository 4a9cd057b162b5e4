//! Instead of a talk's side of the notes, where there are no Unix sockets: nobody listens.

use std::sync::mpsc::Sender;
use std::time::Duration;

use crate::app::core::briefing::{Hello, Scene};
use crate::shell::threads::event::Event;

/// Nobody.
#[derive(Debug)]
pub struct NotesServer;

impl NotesServer {
    /// Opens nothing.
    ///
    /// # Errors
    /// Always, and without words.
    pub fn open(_hello: &Hello, _events: Sender<Event>) -> Result<Self, String> {
        Err(String::new())
    }

    /// Tells nobody.
    pub fn tell(&mut self, _scene: Scene, _elapsed: Duration, _began: Duration) {}
}
