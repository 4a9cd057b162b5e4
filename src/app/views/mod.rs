//! The views, each in a folder of its own under the name that the screen shows.

pub mod browse;
pub mod lanes;
pub mod links;
pub mod map;
pub mod notes;
pub mod present;
pub mod sources;
pub mod stage;
