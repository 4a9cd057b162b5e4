//! The one file that must not be left behind: the socket of a talk. It is taken away when the talk is over, and also where
//! the program ends without unwinding.

use std::path::PathBuf;
use std::sync::Mutex;

static LEFT: Mutex<Option<PathBuf>> = Mutex::new(None);

/// This file is to be taken away.
pub fn keep(path: PathBuf) {
    if let Ok(mut left) = LEFT.lock() {
        *left = Some(path);
    }
}

/// Takes it away. Nothing is waited for: a signal may have come at any moment.
pub fn remove() {
    if let Ok(mut left) = LEFT.try_lock()
        && let Some(path) = left.take()
    {
        let _ = std::fs::remove_file(path);
    }
}
