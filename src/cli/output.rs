//! What the commands say: the output, sentences apart from it, and the exit status.

use std::io::{self, Write as _};

use crate::text::sanitize;

/// All is well.
pub(crate) const DONE: u8 = 0;
/// The file is not a valid timeline.
pub(crate) const BROKEN: u8 = 1;
/// What was asked for could not be done.
pub(crate) const FAILED: u8 = 2;

/// Writes to the standard output; a closed pipe is no error.
///
/// # Errors
/// If it cannot be written for another reason.
pub(crate) fn put(bytes: &[u8]) -> anyhow::Result<u8> {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(DONE),
    }
}

/// What is wrong, in one line on the standard error, without anything that a terminal would obey.
pub(crate) fn complain(message: &str) {
    let _ = writeln!(io::stderr(), "error: {}", sanitize::clean(message));
}

/// What was done, in one line on the standard error.
pub(crate) fn say(message: &str) {
    let _ = writeln!(io::stderr(), "{}", sanitize::clean(message));
}

/// Text that is harmless already, on the standard error.
pub(crate) fn add(text: &str) {
    let _ = io::stderr().write_all(text.as_bytes());
}
