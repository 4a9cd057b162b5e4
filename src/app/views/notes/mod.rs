//! The speaker's notes in a terminal of their own: what a briefing tells them, and what they show of it.
//!
//! ```text
//! state   the briefing that is followed, and what is known of it
//! sheet   the notes set into lines for a screen
//! ```

pub mod sheet;
pub mod state;
pub mod update;

pub use crate::app::views::notes::sheet::Sheet;
pub use crate::app::views::notes::state::{FollowOptions, Notes, NotesView};
