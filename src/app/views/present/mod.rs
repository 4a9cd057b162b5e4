//! Present: the steps of a briefing, or events in time, shown one by one to an audience.
//!
//! ```text
//! state    which step is shown, how much of it, and how long a rehearsal took
//! script   the steps and their order; one step as the file has it
//! content  what a step says, whatever the screen
//! slide    a step set to a screen: points, accounts side by side
//! frame    the place of its picture          layout  where its parts stand
//! ```
//!
//! No step is kept: each is looked up when it is shown, so that a briefing of a million events costs what one of ten does.

pub mod content;
pub mod layout;
pub mod script;
pub mod slide;
pub mod state;
pub mod update;

pub use crate::app::views::present::script::{Script, ScriptStep};
pub use crate::app::views::present::state::{Present, Presentation, StartOptions};
