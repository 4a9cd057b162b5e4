//! Footnotes of a whole text: sources numbered in the order in which they are first cited.

use std::collections::HashMap;

use crate::describe::Cited;
use crate::model::{Citation, Id};

/// The sources cited so far, each with what was first cited of it.
#[derive(Debug, Default)]
pub(crate) struct Notes<'t> {
    all: Vec<Cited<'t>>,
    /// Where a source stands among them. A long text may have thousands.
    places: HashMap<Id, usize>,
}

impl<'t> Notes<'t> {
    /// The numbers of citations, from 1; a source cited twice has one.
    pub(crate) fn numbers(&mut self, citations: &'t [Citation]) -> Vec<usize> {
        let mut numbers = Vec::new();
        for citation in citations {
            let at = *self.places.entry(citation.source).or_insert_with(|| {
                self.all.push(Cited { id: citation.source, citations: vec![citation] });
                self.all.len()
            });
            if !numbers.contains(&at) {
                numbers.push(at);
            }
        }
        numbers
    }

    /// The sources with their numbers.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (usize, &Cited<'t>)> {
        (1..).zip(&self.all)
    }
}
