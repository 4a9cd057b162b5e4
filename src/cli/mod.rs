//! The command line: what is said to a shell, and what is answered to it.

pub mod check;
pub mod report;
