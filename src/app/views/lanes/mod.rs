//! The lanes view: actors, concerns, places or kinds side by side on one time axis.

mod facet;
mod layout;
mod lineup;
mod state;
pub mod update;

pub use crate::app::views::lanes::facet::{Facet, Kinds, below, beside, lanes_of, rows_with_parts};
pub use crate::app::views::lanes::layout::{LaneAxis, Places, first_from, has};
pub use crate::app::views::lanes::lineup::Lineup;
pub use crate::app::views::lanes::state::{Cluster, Lanes};
