//! A find as the state keeps it.

use crate::search::Search;

/// A find.
#[derive(Debug, Clone)]
pub struct FindState {
    /// What was typed.
    pub typed: String,
    /// What it has found so far.
    pub search: Search,
}
