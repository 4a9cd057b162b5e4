//! A running briefing, independent of its view: its cues, its clock and plan, and the protocol between it and the
//! speaker notes in another terminal.
//!
//! A briefing sends its whole state each time, so a client that joins late or misses messages needs only the last one.

pub mod pace;
pub mod wire;

pub use crate::app::core::briefing::pace::{Clock, Pace, Plan};
pub use crate::app::core::briefing::wire::{Cue, Hello, Next, NotesMessage, Origin, RunningBriefing, Scene};
