//! The speaker's notes in a terminal of their own: what a talk tells them, and what they show of it.
//!
//! ```text
//! scene   one moment of a talk, whole: all that the notes of it need
//! wire    what the two programs say to each other, as lines of text
//! state   the talk that is followed, and what is known of it
//! sheet   the notes set into lines for a screen
//! ```
//!
//! A talk sends each moment whole. Whoever joins late or has missed some needs the last one alone.

pub mod scene;
pub mod sheet;
pub mod state;
pub mod update;
pub mod wire;

pub use crate::app::views::notes::scene::{Next, Scene};
pub use crate::app::views::notes::sheet::Sheet;
pub use crate::app::views::notes::state::{Heard, Notes, Offer, Wish};
pub use crate::app::views::notes::wire::{Hello, Origin};
