//! Lanes: actors, concerns, places or kinds side by side on one axis of time.
//!
//! ```text
//! state   the lanes of each facet, and the cluster that is opened
//! facet   what lanes can be of            lineup  their order, which are hidden
//! span    a lane's events on the axis     layout  where the parts stand
//! ```

mod facet;
mod layout;
mod lineup;
mod state;
pub mod update;

pub use crate::app::views::lanes::facet::{Facet, Kinds, below, beside, lanes_of};
pub use crate::app::views::lanes::layout::{LaneAxis, Places, first_from, has};
pub use crate::app::views::lanes::lineup::Lineup;
pub use crate::app::views::lanes::state::{Cluster, Lanes};
