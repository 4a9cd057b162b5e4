//! Stands in for `client` and `server` where there are no Unix sockets.

use std::sync::mpsc::Sender;
use std::time::Duration;

use crate::app::core::briefing::{Hello, Scene};
use crate::app::views::notes::FollowOptions;
use crate::shell::error::ShellError;
use crate::shell::threads::event::Event;

#[derive(Debug)]
pub(crate) struct NotesClient;

impl NotesClient {
    /// # Errors
    /// Always.
    pub(crate) fn start(_wish: FollowOptions, _events: Sender<Event>) -> Result<Self, ShellError> {
        Err(ShellError::NoNotes("they need Unix sockets, which this system does not have".to_owned()))
    }

    pub(crate) fn follow(&self, _number: u32) {}

    pub(crate) fn send(&self, _line: &str) -> bool {
        false
    }
}

#[derive(Debug)]
pub(crate) struct NotesServer;

impl NotesServer {
    /// # Errors
    /// Always, with an empty message, since nothing need be said.
    pub(crate) fn open(
        _hello: &Hello,
        _group: Option<&str>,
        _events: &Sender<Event>,
    ) -> Result<(Self, Option<String>), String> {
        Err(String::new())
    }

    pub(crate) fn publish(&mut self, _scene: Scene, _elapsed: Duration, _began: Duration) {}
}
