//! Reads events whose prose is not kept, on a thread: a disk may be slow.

#![expect(clippy::disallowed_methods, reason = "a disk may be slow")]

use std::sync::Arc;
use std::sync::mpsc::{self, Sender};
use std::thread;

use crate::app::Loaded;
use crate::load::event_again;
use crate::model::{Event as Happening, RecordNo};
use crate::shell::error::ShellError;
use crate::shell::threads::event::Event;

/// An event that is wanted.
#[derive(Debug)]
pub struct EventRequest {
    /// What it is part of.
    pub loaded: Arc<Loaded>,
    /// Which one.
    pub no: RecordNo,
}

/// Starts to read what is wanted, and to report it.
///
/// # Errors
/// If no thread can be started.
pub fn start(events: Sender<Event>) -> Result<Sender<EventRequest>, ShellError> {
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
