//! Which events are marked: the hits of a find, or else those of the actor, concern, place or source that is read.

use std::ops::Range;

use crate::search::{Hits, RowSet};

use crate::app::page::related;
use crate::app::shared::Shared;

/// The marked rows among those that are shown.
#[derive(Debug, Clone, Copy)]
pub struct Marked<'a> {
    rows: Rows<'a>,
    shown: &'a RowSet,
}

#[derive(Debug, Clone, Copy)]
enum Rows<'a> {
    /// Ascending rows.
    Listed(&'a [u32]),
    /// The hits of a find.
    Hits(&'a Hits),
}

impl Marked<'_> {
    /// Whether a row is marked.
    #[must_use]
    pub fn has(self, row: usize) -> bool {
        self.any_in(row..row + 1)
    }

    /// Whether any of the rows is marked.
    #[must_use]
    pub fn any_in(self, rows: Range<usize>) -> bool {
        match self.rows {
            Rows::Listed(marked) => {
                let from = marked.partition_point(|row| (*row as usize) < rows.start);
                let to = marked.partition_point(|row| (*row as usize) < rows.end);
                self.shown.of_rows(marked.get(from..to).unwrap_or_default()).next().is_some()
            }
            Rows::Hits(hits) => self.shown.any_hit_in(hits, &rows),
        }
    }
}

impl Shared {
    /// The marked events; nothing while nothing is to be marked, and then no event stands back.
    #[must_use]
    pub fn marked(&self) -> Option<Marked<'_>> {
        let rows = match &self.finding {
            Some(finding) => Rows::Hits(finding.search.rows()),
            None => Rows::Listed(related::rows(self.timeline(), self.marking()?)),
        };
        Some(Marked { rows, shown: &self.visible })
    }

    /// The parts of a shown text that a find has hit; none while nothing is looked for.
    #[must_use]
    pub fn found_in(&self, text: &str) -> Vec<Range<usize>> {
        self.finding.as_ref().map(|finding| finding.search.query().ranges(text)).unwrap_or_default()
    }
}
