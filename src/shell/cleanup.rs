//! Removes the socket of a briefing when the briefing ends, and also when
//! the program ends without unwinding.

use std::path::PathBuf;
use std::sync::Mutex;

static SOCKET: Mutex<Option<PathBuf>> = Mutex::new(None);

/// Registers the file to remove.
pub(crate) fn register(path: PathBuf) {
    if let Ok(mut left) = SOCKET.lock() {
        *left = Some(path);
    }
}

/// Removes it without ever blocking: this can run after a signal at any moment.
pub(crate) fn remove() {
    if let Ok(mut left) = SOCKET.try_lock()
        && let Some(path) = left.take()
    {
        let _ = std::fs::remove_file(path);
    }
}
