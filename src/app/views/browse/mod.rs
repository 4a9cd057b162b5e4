//! The browse view: the list of events below the ribbon, with actors and concerns beside it.

pub mod beside;
pub mod rows;
pub mod shape;
mod state;
pub mod table;
mod update;

pub use crate::app::views::browse::state::Browse;
