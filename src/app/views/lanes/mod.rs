//! Lanes: actors, concerns, places or kinds side by side on one axis of time. Here is what a lane is, in which order the
//! lanes stand and where they are drawn; what keys do to them stands in `in_lanes`.

mod facet;
mod layout;
mod lineup;
mod span;
mod state;
pub mod update;

pub use crate::app::views::lanes::facet::{Facet, Kinds, lanes_of};
pub use crate::app::views::lanes::facet::{below, beside};
pub use crate::app::views::lanes::layout::Places;
pub use crate::app::views::lanes::lineup::Lineup;
pub use crate::app::views::lanes::span::{LaneAxis, first_from, has};
pub use crate::app::views::lanes::state::{Cluster, Lanes};
