//! What reaches the loop from the threads.

use std::sync::Arc;

use crate::app::Loaded;
use crate::app::core::briefing::Cue;
use crate::app::core::briefing::Heard;
use crate::app::core::changes::Changes;
#[cfg(feature = "pictures")]
use crate::app::{Picture, PictureWish};
use crate::model::{Event as Happening, RecordNo};
use crate::search::ProseFound;
use crate::shell::terminal::terminal_replies::Input;

/// Another reading of the file, and what changed since the last good one.
pub type Reread = (Arc<Loaded>, Arc<Changes>);

/// Something that a thread reports.
#[derive(Debug)]
pub enum Event {
    /// Keys, the mouse, pasted text and answers of the terminal, in the order in which they came.
    Input(Vec<Input>),
    /// The terminal is gone.
    InputEnded,
    /// The terminal has another size.
    Resized,
    /// The program is to end, with this signal.
    Ended(i32),
    /// The program is to stop, as Ctrl-z does.
    Stopped,
    /// The program goes on after somebody stopped it.
    Continued,
    /// The file is not what it was.
    FileChanged,
    /// What became of a program that was started.
    Message(String),
    /// The notes in another terminal give the talk a cue.
    Cue(Cue),
    /// Something is heard of the talk that is followed.
    NotesMessage(Heard),
    /// A second has gone by while a clock is shown.
    Second,
    /// The application has more to do.
    Continue,
    /// An event was read with its prose; nothing, if the file does not say any more what it did.
    EventRead(RecordNo, Option<Arc<Happening>>),
    /// A picture was read, or cannot be.
    #[cfg(feature = "pictures")]
    PictureRead(PictureWish, Result<Arc<Picture>, String>),
    /// A slice of prose that is not kept was searched; nothing, if the file does not say any more what it did.
    ProseFound(Arc<Loaded>, Option<ProseFound>),
    /// So much of a long file has been read, in percent.
    Progress(u8),
    /// The file was read again, and this is not what it was; nothing if it says the same as before.
    Read(Result<Option<Reread>, String>),
}
