//! What threads report to the event loop.

use std::sync::Arc;

use crate::app::Loaded;
use crate::app::core::briefing::{Cue, NotesMessage};
use crate::app::core::reload_changes::Changes;
#[cfg(feature = "pictures")]
use crate::app::{Picture, PictureRequest};
use crate::model::{Day, Event as Happening, RecordNo};
use crate::search::ProseFound;
use crate::shell::terminal::terminal_replies::Input;

/// The file as reread, and what changed since the last good read.
pub(crate) type Reread = (Arc<Loaded>, Arc<Changes>);

#[derive(Debug)]
pub(crate) enum Event {
    /// In the order in which they came.
    Input(Vec<Input>),
    /// The terminal is gone.
    InputEnded,
    Resized,
    /// A signal that ends the program.
    Ended(i32),
    /// A signal stops the program, as Ctrl-z does.
    Stopped,
    /// The program continues after it was stopped.
    Continued,
    FileChanged,
    /// The result of a program that was started.
    Message(String),
    /// A command from the notes.
    Cue(Cue),
    /// A record that the notes found for the audience, by its id.
    Answer(String),
    /// From the briefing that is followed.
    NotesMessage(NotesMessage),
    /// A second has passed while a clock is shown.
    Second,
    /// The application has more to do.
    Continue,
    /// An event with its prose; `None` if the file has changed since.
    Prose(RecordNo, Option<Arc<Happening>>),
    #[cfg(feature = "pictures")]
    PictureRead(PictureRequest, Result<Arc<Picture>, String>),
    /// The matches in a part of a long file; `None` if the file has changed since.
    ProseFound(Arc<Loaded>, Option<ProseFound>),
    /// How much of a long file has been read, in percent.
    Progress(u8),
    /// What has changed since the last visit, and its day.
    ChangedSince(Arc<Changes>, Day),
    /// The file was reread; `None` if it has not changed.
    Read(Result<Option<Reread>, String>),
}
