//! Which events are marked: the hits of a find, or else those of the actor, concern, place or source that is read.

use std::ops::Range;

use crate::search::Hits;

use super::related;
use super::state::App;

/// A set of marked rows.
#[derive(Debug, Clone, Copy)]
pub enum Marked<'a> {
    /// Ascending rows.
    Rows(&'a [u32]),
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
        let first = match self {
            Self::Rows(marked) => {
                let from = marked.partition_point(|row| (*row as usize) < rows.start);
                marked.get(from).map(|row| *row as usize)
            }
            Self::Hits(hits) => hits.first_from(rows.start),
        };
        first.is_some_and(|row| rows.contains(&row))
    }
}

impl App {
    /// The marked events; nothing while nothing is to be marked, and then no event stands back.
    #[must_use]
    pub fn marked(&self) -> Option<Marked<'_>> {
        match &self.finding {
            Some(finding) => Some(Marked::Hits(finding.search.rows())),
            None => self.marking().map(|no| Marked::Rows(related::rows(self.timeline(), no))),
        }
    }

    /// The parts of a shown text that a find has hit; none while nothing is looked for.
    #[must_use]
    pub fn found_in(&self, text: &str) -> Vec<Range<usize>> {
        self.finding.as_ref().map(|finding| finding.search.query().ranges(text)).unwrap_or_default()
    }
}
