//! Reports of diagnostics: as text for people, as JSON for programs, as commands for GitHub.
//!
//! All text from files is sanitized, so that no control character reaches the terminal.

pub mod human;
pub mod json;
pub(crate) mod weak;
