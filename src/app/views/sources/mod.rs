//! The register of sources: who repeats whom, what rests on each, on one alone, on none, and where the cursor stands in it.
//!
//! Three lists: the sources with their copies folded under them, the records that rest on one origin alone, and those
//! that rest on nothing. From a source one goes to what rests on it and back.

pub mod groups;
pub mod list;
pub mod order;
mod state;
pub mod support;
pub mod tabs;
pub mod update;

pub use crate::app::views::sources::state::{Place, SourcesState};
