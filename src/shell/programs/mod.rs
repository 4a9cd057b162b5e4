//! Other programs: the editor, the browser, git.

pub(crate) mod browser;
pub(crate) mod editor;
pub(crate) mod git;
