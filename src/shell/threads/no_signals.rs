//! Stands in for `signals` where there are none: only keys end the program.

use std::sync::mpsc::Sender;

use crate::shell::error::ShellError;
use crate::shell::threads::event::Event;

/// Sent when the terminal is gone.
pub const HANGUP: i32 = 1;

/// Does nothing.
pub fn set_away(_is_away: bool) {}

/// Does nothing.
///
/// # Errors
/// None here.
pub fn listen(_events: Sender<Event>) -> Result<(), ShellError> {
    Ok(())
}

/// Does nothing.
pub fn stop() {}

/// Always `false`.
pub fn can_be_continued() -> bool {
    false
}
