//! Why the program could not do its work.

use std::io;

/// What went wrong outside.
#[derive(Debug, thiserror::Error)]
pub enum ShellError {
    /// Output is no terminal.
    #[error("the output is not a terminal")]
    NoScreen,
    /// A terminal that cannot place text.
    #[error("this terminal (TERM=dumb) cannot show the timeline; `annals FILE | cat` prints it")]
    Dumb,
    /// Nothing to read keys from.
    #[error("there is no terminal to read keys from; `annals FILE | cat` prints the timeline")]
    NoKeys(#[source] io::Error),
    /// The terminal failed.
    #[error("the terminal cannot be used: {0}")]
    Terminal(#[source] io::Error),
    /// Signals cannot be caught.
    #[error("signals cannot be caught: {0}")]
    Signals(#[source] io::Error),
    /// A talk and its notes have no place to meet.
    #[error("notes cannot follow a briefing: {0}")]
    NoMeeting(String),
    /// A thread cannot be started.
    #[error("a thread cannot be started: {0}")]
    Thread(#[source] io::Error),
}

impl ShellError {
    /// Whether the terminal is gone.
    #[must_use]
    pub fn is_hangup(&self) -> bool {
        matches!(self, Self::Terminal(error) if is_gone(error))
    }
}

#[cfg(unix)]
fn is_gone(error: &io::Error) -> bool {
    use rustix::io::Errno;
    [Errno::IO, Errno::NXIO].iter().any(|gone| error.raw_os_error() == Some(gone.raw_os_error()))
}

#[cfg(not(unix))]
fn is_gone(_error: &io::Error) -> bool {
    false
}
