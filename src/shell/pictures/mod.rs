//! Pictures, read and rendered on a thread, so that a key never waits for one.
//!
//! The newest request wins; older ones that have not begun are dropped. The last few pictures are cached, so going back
//! and forth between events reads nothing twice. Pictures are not trusted: `decode` sets limits, and `picture_file`
//! decides which files may be read. If a decoder panics, only its picture is lost.

#[cfg(feature = "pictures")]
mod decode;
pub(crate) mod export_images;
pub(crate) mod picture_file;
pub(crate) mod queue;
#[cfg(feature = "pictures")]
mod thread;

#[cfg(feature = "pictures")]
pub(crate) use crate::shell::pictures::thread::start;
#[cfg(feature = "pictures")]
pub(crate) use crate::shell::pictures::thread::{RenderJob, ground};
