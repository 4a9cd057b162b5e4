//! The speaker notes: a view that follows a briefing in another terminal.

pub mod sheet;
pub mod state;
pub mod update;

pub use crate::app::views::notes::sheet::Sheet;
pub use crate::app::views::notes::state::{FollowOptions, Library, Notes, NotesView};
