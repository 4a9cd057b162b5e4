//! The map view: where the events happened.

pub(crate) mod atlas;
pub mod chart;
pub mod gazetteer;
pub mod layout;
pub mod state;
pub mod update;

pub use crate::app::views::map::state::MapState;
