//! Where there are no Unix signals: nothing ends or stops the program but its keys. It stands in for `signals`.

use std::sync::mpsc::Sender;

use crate::shell::error::ShellError;
use crate::shell::threads::event::Event;

/// What ends a program whose terminal is gone.
pub const HANGUP: i32 = 1;

/// Nothing comes while another program has the console.
pub fn set_away(_is_away: bool) {}

/// Nothing is waited for.
///
/// # Errors
/// None; elsewhere signals may not be caught.
pub fn listen(_events: Sender<Event>) -> Result<(), ShellError> {
    Ok(())
}

/// Nothing is stopped.
pub fn stop() {}

/// Nobody could continue the program.
pub fn can_be_continued() -> bool {
    false
}
