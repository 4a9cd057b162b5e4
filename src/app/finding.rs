//! A find as the state keeps it.

use crate::search::{ProseSearch, Search};

/// A find.
#[derive(Debug, Clone)]
pub struct Finding {
    /// What was typed.
    pub typed: String,
    /// What it has found so far.
    pub search: Search,
    /// What is being looked for in prose that is not kept.
    pub(super) asked: Option<ProseSearch>,
}
