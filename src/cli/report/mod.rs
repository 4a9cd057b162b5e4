//! Diagnostics as they leave the program: as text for people, as JSON for other programs.
//!
//! Whatever a file says, no control character of it reaches the terminal by this way.

mod excerpt;
pub mod human;
pub mod json;
pub mod query;
