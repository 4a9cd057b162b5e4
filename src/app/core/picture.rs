//! Pictures in the state: the one requested, and whether it has loaded.
//!
//! The application knows only a path and the space available. The shell decodes the file on a worker thread and answers
//! with cells, so here a picture is a small piece of screen, whatever graphics protocol the terminal uses.

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Size;

/// A request for a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PictureRequest {
    /// Its path relative to the folder of the file.
    pub path: Box<str>,
    /// The space available, in cells.
    pub room: Size,
    /// Incremented when earlier answers become invalid: on a reload, or when the terminal reports its graphics
    /// protocol.
    pub revision: u32,
}

/// A picture as the terminal shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// The cells at the picture's own size: half-blocks, or placeholders for the terminal's graphics.
    pub cells: Buffer,
    /// The half-block version, for when only part of it is visible; `None` if the cells can be clipped.
    pub blocks: Option<Buffer>,
    /// What must be sent to the terminal before the cells are drawn.
    pub sent: Option<Sent>,
}

/// A picture stored by the terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// The terminal's id for it.
    pub id: u32,
    /// The escape sequence that transmits it.
    pub sequence: String,
}

impl Picture {
    /// Its size in cells.
    #[must_use]
    pub fn size(&self) -> Size {
        self.cells.area.as_size()
    }
}

/// The state of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown {
    /// Loading.
    Waiting,
    /// Loaded.
    Ready(Arc<Picture>),
    /// Failed, with the reason.
    Failed(String),
}

/// The last picture requested.
#[derive(Debug, Clone)]
pub(crate) struct PlacedPicture {
    pub request: PictureRequest,
    pub shown: Shown,
    /// Whether the request was sent to the shell.
    pub is_sent: bool,
}
