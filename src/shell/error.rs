//! Why the program could not do its work.

use std::io;

#[derive(Debug, thiserror::Error)]
pub(crate) enum ShellError {
    #[error("the output is not a terminal")]
    NoScreen,
    /// A terminal that cannot move its cursor.
    #[error("this terminal (TERM=dumb) cannot show the timeline; `annals FILE | cat` prints it")]
    Dumb,
    #[error("there is no terminal to read keys from; `annals FILE | cat` prints the timeline")]
    NoKeys(#[source] io::Error),
    #[error("the terminal cannot be used: {0}")]
    Terminal(#[source] io::Error),
    #[error("signals cannot be caught: {0}")]
    Signals(#[source] io::Error),
    /// There can be no socket between a briefing and its notes.
    #[error("notes cannot follow a briefing: {0}")]
    NoNotes(String),
    #[error("a thread cannot be started: {0}")]
    Thread(#[source] io::Error),
}

impl ShellError {
    /// Whether the error means that the terminal is gone.
    #[must_use]
    pub(crate) fn is_hangup(&self) -> bool {
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
