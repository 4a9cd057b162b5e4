//! Pictures, read and made cells of on a thread: a key never waits for one.
//!
//! The newest wish wins: what was wanted before it and has not been begun is let go. The last few pictures are kept, so that
//! going back and forth between events reads nothing twice. A picture is a stranger's file: see `decode` for the limits and
//! `picture_file`, beside this folder, for what is a picture's file at all. A decoder that breaks takes its picture with it, and nothing else.

#[cfg(feature = "pictures")]
mod decode;
pub(crate) mod export_images;
pub(crate) mod picture_file;
pub(crate) mod queue;
#[cfg(feature = "pictures")]
mod request;
#[cfg(feature = "pictures")]
mod thread;

#[cfg(feature = "pictures")]
pub use crate::shell::pictures::request::{PictureRequest, ground};
#[cfg(feature = "pictures")]
pub use crate::shell::pictures::thread::start;
