//! The timelines that are made up: those of the benchmark of reading.

#[path = "../load/odd.rs"]
pub mod odd;
#[path = "../load/timeline.rs"]
pub mod timeline;
