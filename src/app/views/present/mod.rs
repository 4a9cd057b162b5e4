//! A talk: the steps of a briefing, or events in time, given one by one to people in a room.
//!
//! ```text
//! script   what is told, in which order           told    one step, as the file has it
//! state    where the talk is                      seat    where one was before it, to go back there
//! content  what a step says, whatever the screen  slide   it set to a screen, places and columns in it
//! rehearsal  what a rehearsal has come to         frame   the place of its picture
//! ```
//!
//! Nothing here keeps a step: it is looked up when it is told, so that a talk of a million events costs what one costs.

pub mod content;
pub mod frame;
pub mod layout;
pub mod script;
pub mod slide;
pub mod state;
pub mod update;

pub use crate::app::views::present::script::Script;
pub use crate::app::views::present::script::ScriptStep;
pub use crate::app::views::present::state::{Present, Talk, Wish};
