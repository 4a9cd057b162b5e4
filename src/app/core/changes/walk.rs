//! The walk through what changed: which records, and at which of them it stands.

use std::sync::Arc;

use crate::app::core::changes::compare::{Changed, Changes};

/// The walk. It begins anew with each reading that changed something, and goes round.
#[derive(Debug, Clone, Default)]
pub struct Walk {
    changes: Arc<Changes>,
    at: Option<usize>,
    /// Whether the reader shows the record as it was beside how it is.
    is_shown: bool,
}

impl Walk {
    /// A walk that has not begun.
    #[must_use]
    pub fn new(changes: Arc<Changes>) -> Self {
        Self { changes, at: None, is_shown: false }
    }

    /// Goes to the next change, or to the one before.
    pub fn step(&mut self, forward: bool) -> Option<&Changed> {
        let last = self.changes.records.len().checked_sub(1)?;
        let next = match (self.at, forward) {
            (None, true) => 0,
            (None, false) => last,
            (Some(at), true) => {
                if at < last {
                    at + 1
                } else {
                    0
                }
            }
            (Some(at), false) => at.checked_sub(1).unwrap_or(last),
        };
        self.at = Some(next);
        self.is_shown = true;
        self.changes.records.get(next)
    }

    /// The change that the reader shows.
    #[must_use]
    pub fn shown(&self) -> Option<&Changed> {
        self.changes.records.get(self.at.filter(|_| self.is_shown)?)
    }

    /// Shows the record itself again. Whether something else was shown.
    pub fn leave(&mut self) -> bool {
        std::mem::take(&mut self.is_shown)
    }

    /// Where it stands, from 1; how many changes it leads to; how many there are.
    #[must_use]
    pub fn place(&self) -> (usize, usize, usize) {
        (self.at.map_or(0, |at| at + 1), self.changes.records.len(), self.changes.count())
    }
}
