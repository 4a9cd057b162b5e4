//! Sources: who repeats whom, what cites each, what is single-source and what is unsourced.
//!
//! Three lists: the sources with their copies folded under them, the records with one independent source, and those
//! without any. From a source one goes to what cites it and back.

pub mod groups;
pub mod list;
pub mod state;
pub mod support;
pub mod update;

pub use crate::app::views::sources::state::{Place, SourcesState};
