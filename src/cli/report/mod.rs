//! Diagnostics as they leave the program: as text for people, as JSON for other programs, as commands for GitHub.
//!
//! Whatever a file says, no control character of it reaches the terminal by this way.

mod excerpt;
pub mod github;
pub mod human;
pub mod json;
pub mod query;
