//! Reports of diagnostics: as text for people, as JSON for programs, as commands for GitHub.
//!
//! No control character of a file reaches the terminal this way.

pub mod human;
pub mod json;
