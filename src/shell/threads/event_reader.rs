//! Reads events of long files, whose prose is not kept, on a thread: a disk may be slow.

#![expect(clippy::disallowed_methods, reason = "a disk may be slow")]

use std::sync::Arc;
use std::sync::mpsc::{self, Sender};
use std::thread;

use crate::app::Loaded;
use crate::load::event_again;
use crate::model::{Event as Happening, RecordNo};
use crate::shell::error::ShellError;
use crate::shell::threads::event::Event;

#[derive(Debug)]
pub(crate) struct EventRequest {
    pub loaded: Arc<Loaded>,
    pub no: RecordNo,
}

/// Starts the thread, and returns where requests are sent.
///
/// # Errors
/// If no thread can be started.
pub(crate) fn start(events: Sender<Event>) -> Result<Sender<EventRequest>, ShellError> {
    let (sender, wanted) = mpsc::channel::<EventRequest>();
    let read = move || {
        while let Ok(EventRequest { loaded, no }) = wanted.recv() {
            let event = event(&loaded, no).map(Arc::new);
            if events.send(Event::EventRead(no, event)).is_err() {
                return;
            }
        }
    };
    thread::Builder::new().name("reader".into()).spawn(read).map_err(ShellError::Thread)?;
    Ok(sender)
}

fn event(loaded: &Loaded, no: RecordNo) -> Option<Happening> {
    let timeline = &loaded.timeline;
    let hash = timeline.unkept(no)?;
    let span = timeline.records().span(no)?;
    let text = loaded.source.as_ref()?.read(span.into()).ok()?;
    event_again(&text, no, timeline, hash)
}
