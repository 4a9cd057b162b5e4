//! A way that was found: its records, and what sort of way it is.

use crate::model::RecordNo;
use crate::search::relation::{Neighbour, Relation};

/// How many ways are looked for.
pub const MOST: usize = 8;

/// A way from one record to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chain {
    /// Where it begins.
    pub start: RecordNo,
    /// The records after it, each with what ties it to the one before.
    pub steps: Vec<Neighbour>,
    /// What it costs: the less, the more it says.
    pub cost: u32,
}

impl Chain {
    /// The records of the chain, in order.
    pub fn records(&self) -> impl Iterator<Item = RecordNo> {
        std::iter::once(self.start).chain(self.steps.iter().map(|step| step.no))
    }

    /// The record at a position.
    #[must_use]
    pub fn record(&self, at: usize) -> RecordNo {
        at.checked_sub(1).and_then(|at| self.steps.get(at)).map_or(self.start, |step| step.no)
    }

    /// Whether each step came of the one before, or each led to the one before.
    #[must_use]
    pub fn is_of_cause(&self) -> bool {
        let first = self.steps.first().map(|step| step.forward);
        self.steps.iter().all(|step| step.tie.is_of_cause() && Some(step.forward) == first)
    }

    /// The records that the chain passes through only because the ones before and behind both name them, with the words
    /// for that: an actor in which both events are involved.
    pub fn shared(&self) -> impl Iterator<Item = (RecordNo, &'static str)> {
        self.steps.windows(2).filter_map(|pair| {
            let (to, from) = (pair[0], pair[1]);
            let words = match (to.tie, from.tie) {
                (Relation::Involves, Relation::Involves) => "both involve",
                (Relation::BearsOn, Relation::BearsOn) => "both bear on",
                (Relation::At, Relation::At) => "both are at",
                (Relation::HeldBy, Relation::HeldBy) => "both are held by",
                (Relation::About, Relation::About) => "both are about",
                (Relation::PartOf, Relation::PartOf) => "both are part of",
                _ => return None,
            };
            (to.forward && !from.forward).then_some((to.no, words))
        })
    }
}
