//! The timelines that are made up: those of the benchmark of reading.

#[path = "../load/odd.rs"]
pub(crate) mod odd;
#[path = "../load/timeline.rs"]
pub(crate) mod timeline;
