//! What the file does to the program: it is read again, edited, and gone back to; its problems and its changes are walked.

pub mod open_editor;
pub mod problems;
pub mod reload;
pub mod resume;
pub mod walk_changes;
