//! The event loop, and what it does for files, notes and the editor.

pub(crate) mod event_loop;
pub(crate) mod file;
pub(crate) mod notes;
