//! The map: where the events happened.
//!
//! ```text
//! state      its list, the cursor in it, and what of the earth is shown
//! gazetteer  what the list holds          chart   the projection
//! camera     moves and fits the chart     layout  where list and map stand
//! ```

pub mod chart;
pub mod gazetteer;
pub mod layout;
pub mod state;
pub mod update;

pub use crate::app::views::map::state::MapState;
