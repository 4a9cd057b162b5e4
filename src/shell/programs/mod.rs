//! Other programs: the editor, the browser, git.

pub mod browser;
pub mod editor;
pub mod git;
