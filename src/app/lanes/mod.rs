//! Lanes: actors, concerns, places or kinds side by side on one axis of time. Here is what a lane is, in which order the
//! lanes stand and where they are drawn; what keys do to them stands in `in_lanes`.

mod facet;
mod held;
mod kept;
mod lineup;
mod places;
mod stretch;
mod words;

pub use facet::{Facet, Kinds, lanes_of};
pub use held::{Crowd, Lanes};
pub use kept::KeptLanes;
pub use lineup::Lineup;
pub use places::Places;
pub use stretch::{Stretch, first_from, has};
pub use words::{below, beside};
