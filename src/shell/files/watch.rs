//! Watches the file and reports a change once writing has settled.
//!
//! Editors save by renaming a new file over the old one, so the folder is watched, and for a symbolic
//! link the target's folder as well. Between changes the thread sleeps.

#![expect(clippy::disallowed_methods, reason = "the file is watched from a thread")]

use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use notify::event::{AccessKind, AccessMode, EventKind};
use notify::{RecursiveMode, Watcher as _};

use crate::shell::error::ShellError;
use crate::shell::terminal::guard;
use crate::shell::threads::event::Event;

/// How long a file must be unchanged before it is read.
const SETTLE_TIME: Duration = Duration::from_millis(80);
/// The most changes that are waited out: a file that is written continually is still read.
const MOST: usize = 50;

/// # Errors
/// If no thread can be started. It is not an error if the folder cannot be watched.
pub(crate) fn listen(path: &Path, events: Sender<Event>) -> Result<(), ShellError> {
    let files = names(path);
    let watch = move || {
        let (sender, changes) = mpsc::channel();
        let Ok(watcher) = notify::recommended_watcher(sender) else { return };
        // If the library got no thread, it panics when told to watch, and again when it is
        // dropped. The only watcher lives as long as the program.
        let mut watcher = ManuallyDrop::new(watcher);
        let mut watched = false;
        for folder in files.iter().filter_map(|file| file.parent()) {
            watched |= watcher.watch(folder, RecursiveMode::NonRecursive).is_ok();
        }
        if !watched {
            return;
        }
        while let Ok(change) = changes.recv() {
            if !concerns(&change, &files) {
                continue;
            }
            let mut count = 0;
            loop {
                match changes.recv_timeout(SETTLE_TIME) {
                    Ok(_) if count < MOST => count += 1,
                    Ok(_) | Err(RecvTimeoutError::Timeout) => break,
                    Err(RecvTimeoutError::Disconnected) => return,
                }
            }
            if events.send(Event::FileChanged).is_err() {
                return;
            }
        }
    };
    thread::Builder::new().name(guard::WATCH.into()).spawn(watch).map(drop).map_err(ShellError::Thread)
}

/// The absolute paths of the file and of what it links to.
fn names(path: &Path) -> Vec<PathBuf> {
    let mut names = Vec::new();
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if let (Ok(folder), Some(name)) = (folder.canonicalize(), path.file_name()) {
        names.push(folder.join(name));
    }
    if let Ok(target) = path.canonicalize()
        && !names.contains(&target)
    {
        names.push(target);
    }
    names
}

/// Whether a change concerns a file's content or existence.
fn concerns(change: &notify::Result<notify::Event>, files: &[PathBuf]) -> bool {
    let Ok(change) = change else { return true };
    let touches = match change.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
        EventKind::Access(_) => false,
        _ => true,
    };
    touches && (change.need_rescan() || change.paths.iter().any(|path| files.contains(path)))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::sync::mpsc;
    use std::time::Duration;

    use super::{Event, listen};

    /// Long enough for a loaded machine; the test waits for the event, not for the time.
    const LONG: Duration = Duration::from_secs(20);

    #[test]
    fn every_way_of_saving_is_reported_once() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("a.toml");
        fs::write(&file, "1").unwrap();
        let (sender, events) = mpsc::channel();
        listen(&file, sender).unwrap();
        // The watch starts on its own thread: until it is active, the first change is repeated.
        let mut tries = 0;
        while events.recv_timeout(Duration::from_millis(200)).is_err() {
            tries += 1;
            assert!(tries < 100);
            fs::write(&file, format!("{tries}")).unwrap();
        }
        let renamed = || {
            fs::write(folder.path().join("new"), "2").unwrap();
            fs::rename(folder.path().join("new"), &file).unwrap();
        };
        let removed = || fs::remove_file(&file).unwrap();
        let created = || fs::write(&file, "3").unwrap();
        let ways: [&dyn Fn(); 3] = [&renamed, &removed, &created];
        for way in ways {
            while events.try_recv().is_ok() {}
            way();
            assert!(matches!(events.recv_timeout(LONG), Ok(Event::FileChanged)));
        }
    }
}
