//! The loop, and what it does for files, notes and the editor.

pub mod edit;
pub mod event_loop;
pub mod notes;
pub mod reread;
