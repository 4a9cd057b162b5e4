//! The map: where the events happened.
//!
//! This is the map without the application: what its list holds, what of the earth it shows, where both stand.
//! `app/on_map.rs` goes through the list, `app/steer.rs` moves the map.

pub mod camera;
pub mod chart;
pub mod gazetteer;
pub mod layout;
pub mod state;
pub mod update;

pub use crate::app::views::map::state::MapState;
