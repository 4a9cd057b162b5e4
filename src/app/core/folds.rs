//! Which events are folded, and which rows that leaves to the list of events.

use std::collections::BTreeMap;

use crate::search::RowSet;

/// Which wholes are folded, and the rows that are left.
#[derive(Debug, Clone, Default)]
pub struct Folds {
    /// The ids of folded wholes, each with the number of shown events that it hides.
    pub folded: BTreeMap<Box<str>, usize>,
    /// The rows of the list of events.
    pub listed: RowSet,
    /// The revision of the rows that they were made for; `None` if they must be made again.
    pub made_for: Option<u32>,
}

impl Folds {
    /// Folds the wholes with these ids alone.
    pub(crate) fn set(&mut self, ids: impl IntoIterator<Item = Box<str>>) {
        self.folded = ids.into_iter().map(|id| (id, 0)).collect();
        self.made_for = None;
    }
}
