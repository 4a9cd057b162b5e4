//! Browse: the list of events, the ribbon above it, the actors and concerns beside it.

pub mod rows;
mod state;
mod update;

pub use crate::app::views::browse::state::Browse;
