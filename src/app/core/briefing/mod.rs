//! What is known of a briefing that is given, whoever shows it: its commands, its clock and plan, and what it tells the
//! speaker's notes in another terminal.
//!
//! ```text
//! command  what can be asked of it
//! clock    how long it has taken, step by step
//! pace     whether it keeps to its time
//! scene    one moment of it, whole: all that the notes need
//! wire     what the two programs say to each other, as lines of text
//! heard    what the notes hear
//! ```
//!
//! A briefing sends each moment whole. Whoever joins late or has missed some needs the last one alone.

pub mod pace;
pub mod wire;

pub use crate::app::core::briefing::pace::{Clock, Pace, Plan};
pub use crate::app::core::briefing::wire::{Cue, Hello, Next, NotesMessage, Origin, RunningBriefing, Scene};
