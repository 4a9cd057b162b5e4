//! Compares the timeline with what was shown at the last visit, on a thread of its own.

#![expect(clippy::disallowed_methods, reason = "the comparison does not delay the first screen")]

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread;

use crate::app::Loaded;
use crate::model::Day;
use crate::shell::error::ShellError;
use crate::shell::files::session_store;
use crate::shell::threads::event::Event;

/// Reports what has changed, if anything has.
///
/// # Errors
/// If no thread can be started.
pub(crate) fn look_back(file: PathBuf, shown: Arc<Loaded>, events: Sender<Event>) -> Result<(), ShellError> {
    let compare = move || {
        if shown.is_beginning || shown.source.is_some() {
            return;
        }
        if let Some((changes, at)) = session_store::changes_since(&file, &shown) {
            let day = Day::from_chrono(chrono::DateTime::<chrono::Local>::from(at).date_naive());
            // If this fails, the program is ending.
            let _ = events.send(Event::ChangedSince(Arc::new(changes), day));
        }
    };
    thread::Builder::new().name("visit".into()).spawn(compare).map(drop).map_err(ShellError::Thread)
}
