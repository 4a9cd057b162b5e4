//! The sources view: which sources copy others, what cites each, and what is single-source or unsourced.
//!
//! It has three lists: sources with their copies, records with one independent source, and records without any. A
//! source leads to the list of what cites it, and back.

pub mod groups;
pub mod list;
pub mod state;
pub mod support;
pub mod update;

pub use crate::app::views::sources::state::{Place, SourcesState};
