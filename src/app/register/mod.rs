//! The register of sources: who repeats whom, what rests on each, on one alone, on none, and where the cursor stands in it.
//!
//! Three lists: the sources with their copies folded under them, the records that rest on one origin alone, and those
//! that rest on nothing. From a source one goes to what rests on it and back.

pub mod groups;
mod lists;
pub mod order;
pub mod reckoning;
pub mod roll;
mod state;
pub mod tabs;

pub use state::{Place, Register};
