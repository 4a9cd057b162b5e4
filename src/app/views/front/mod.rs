//! The front page: what the timeline is about, how sure anybody is, and questions to start with.

pub mod page;
mod questions;
mod state;
mod update;

pub(crate) use crate::app::views::front::questions::outcome;
pub use crate::app::views::front::state::Front;
