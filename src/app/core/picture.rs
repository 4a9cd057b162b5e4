//! Pictures as the state keeps them: which one is wanted, and what has become of it.
//!
//! The application knows a path and the room there is. The shell reads the file off the keys' thread and answers with
//! cells: to the application a picture is a small piece of screen, however the terminal is made to show it.

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Size;

/// A picture that is wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureRequest {
    /// Its path below the folder of the file.
    pub path: Box<str>,
    /// The cells that it may take at most.
    pub room: Size,
    /// How many times the ground for asking has changed: the file was read again, the terminal said what it can show.
    pub turn: u32,
}

/// A picture as the terminal shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// The cells, its own size: half-blocks, or what the terminal puts graphics in the place of.
    pub cells: Buffer,
    /// The same in half-blocks, for when a part of it is in view; `None` if the cells can be cut.
    pub blocks: Option<Buffer>,
    /// What the terminal must have been sent before it shows the cells.
    pub sent: Option<Sent>,
}

/// A picture that the terminal keeps, once it was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// The terminal's number for it.
    pub id: u32,
    /// What sends it.
    pub sequence: String,
}

impl Picture {
    /// Its size in cells.
    #[must_use]
    pub fn size(&self) -> Size {
        self.cells.area.as_size()
    }
}

/// What has become of a wish.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown {
    /// It is being read.
    Waiting,
    /// It is there.
    Ready(Arc<Picture>),
    /// It cannot be shown, and this is why.
    Failed(String),
}

/// The picture that was wanted last.
#[derive(Debug, Clone)]
pub(crate) struct PlacedPicture {
    /// The wish.
    pub request: PictureRequest,
    /// What has become of it.
    pub shown: Shown,
    /// Whether the shell knows of it.
    pub asked: bool,
}
