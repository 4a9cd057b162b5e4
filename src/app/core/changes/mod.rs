//! What changed when a file was read again: which records, how each of them differs, and where a walk through them stands.
//!
//! ```text
//! compare   two readings → the records that changed
//! said      how many, in words
//! walk      where the walk stands
//! ```

pub mod compare;

pub use crate::app::core::changes::compare::{Changed, Changes, compare};
pub use crate::app::core::changes::compare::{Walk, counted};
