//! The present view: the steps of a briefing, or events in time order, shown to an audience one by one.
//!
//! Steps are not cached but looked up when shown, so a briefing of a million events costs no more than one of ten.

mod aside;
mod blocks;
mod columns;
pub mod content;
mod followers;
pub mod large;
mod lay_out;
pub mod layout;
pub(crate) mod progress;
pub mod script;
pub mod slide;
pub mod state;
pub mod titles;
pub mod update;

pub use crate::app::views::present::script::{Script, ScriptStep};
pub use crate::app::views::present::state::{Audience, Present, Presentation, StartOptions};
