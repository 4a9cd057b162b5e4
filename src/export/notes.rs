//! Footnotes: sources numbered in the order in which a page first cites them.

use std::collections::{HashMap, HashSet};

use crate::model::{Citation, Id};

/// The sources cited so far, each with what is cited of it.
#[derive(Debug, Default)]
pub struct Notes<'t> {
    notes: Vec<(Id, Vec<&'t Citation>)>,
    /// Where a source stands among them. A long text may have thousands.
    places: HashMap<Id, usize>,
    /// What was cited already, by where it is kept: a record may be told twice.
    seen: HashSet<*const Citation>,
}

impl<'t> Notes<'t> {
    /// The numbers of citations, from 1; a source cited twice has one.
    pub fn numbers(&mut self, citations: &'t [Citation]) -> Vec<usize> {
        let mut numbers = Vec::new();
        for citation in citations {
            let at = *self.places.entry(citation.source).or_insert_with(|| {
                self.notes.push((citation.source, Vec::new()));
                self.notes.len() - 1
            });
            if self.seen.insert(std::ptr::from_ref(citation)) {
                self.notes[at].1.push(citation);
            }
            if !numbers.contains(&(at + 1)) {
                numbers.push(at + 1);
            }
        }
        numbers
    }

    /// The sources in the order of their numbers, with what was cited of them.
    pub fn iter(&self) -> impl Iterator<Item = (usize, Id, &[&'t Citation])> {
        self.notes.iter().enumerate().map(|(at, (source, cited))| (at + 1, *source, cited.as_slice()))
    }

    /// Whether nothing was cited.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.notes.is_empty()
    }
}
