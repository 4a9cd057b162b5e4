//! The cost of each step of a chain, and the possible steps.
//!
//! The figures are a judgment, with a causal step as the unit: three or four of them weigh as much as one actor that
//! two events share. A relation through somebody in half of all events says little, so it costs more the more events
//! use it.

use crate::model::{LinkKind, RecordNo, Table, Timeline};
use crate::search::relation::{self, Neighbour, Relation};

/// The cost of a turn: from a consequence to something else that led to it.
pub(super) const TURN: u32 = 15;

/// The cost of a step whose far end is used by `uses` events.
fn cost(relation: Relation, uses: usize) -> u32 {
    let crowd = uses.max(1).ilog2();
    match relation {
        Relation::Link(LinkKind::BuildsOn | LinkKind::DrivenBy | LinkKind::RespondsTo, _) => 10,
        Relation::Link(LinkKind::Follows, _) => 14,
        Relation::Link(LinkKind::Contradicts, _) => 20,
        Relation::Link(..) | Relation::PartOf | Relation::DependsOn => 24,
        Relation::HeldBy => 26,
        Relation::About => 30,
        Relation::BearsOn => 26 + crowd,
        Relation::Involves => 30 + crowd,
        Relation::At => 38 + crowd,
        Relation::Repeats | Relation::Cites | Relation::Shows => 60 + crowd,
    }
}

/// The causal direction of the last step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Heading {
    /// The last step was not causal.
    #[default]
    None,
    /// From a cause to a consequence.
    Down,
    /// From a consequence to a cause.
    Up,
}

impl Heading {
    /// The heading after a step.
    #[must_use]
    pub(super) fn after(step: &Neighbour) -> Self {
        match (step.relation.is_of_cause(), step.forward) {
            (false, _) => Self::None,
            (true, true) => Self::Up,
            (true, false) => Self::Down,
        }
    }

    /// The extra cost of continuing with another heading.
    #[must_use]
    pub(super) fn turn(self, next: Self) -> u32 {
        match (self, next) {
            (Self::Down, Self::Up) | (Self::Up, Self::Down) => TURN,
            _ => 0,
        }
    }
}

/// Calls `each` with every step from a record, and its cost.
pub(super) fn steps(timeline: &Timeline, no: RecordNo, mut each: impl FnMut(Neighbour, u32)) {
    let uses = |no: RecordNo| match no.table {
        Table::Event => 1,
        _ => relation::rows(timeline, no).0.len(),
    };
    for step in relation::named(timeline, no) {
        each(step, cost(step.relation, uses(step.no)));
    }
    let own = uses(no);
    for step in relation::naming(timeline, no) {
        each(step, cost(step.relation, own));
    }
    let (rows, relation) = relation::rows(timeline, no);
    let price = cost(relation, own);
    for row in rows {
        if let Some(event) = timeline.number_at(*row as usize) {
            each(Neighbour { no: event, relation, forward: false }, price);
        }
    }
}

/// The most paths that are looked for.
pub const MOST: usize = 8;

/// A path from one record to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chain {
    /// The first record.
    pub start: RecordNo,
    /// The records after it, each with its relation to the one before.
    pub steps: Vec<Neighbour>,
    /// The total cost: the lower, the more the path says.
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

    /// Whether all steps are causal and in the same direction.
    #[must_use]
    pub fn is_of_cause(&self) -> bool {
        let first = self.steps.first().map(|step| step.forward);
        self.steps.iter().all(|step| step.relation.is_of_cause() && Some(step.forward) == first)
    }

    /// The records on the chain only because both neighbours refer to them, with the words for that: an actor that both
    /// events involve.
    pub fn shared(&self) -> impl Iterator<Item = (RecordNo, &'static str)> {
        self.steps.windows(2).filter_map(|pair| {
            let (to, from) = (pair[0], pair[1]);
            let words = match (to.relation, from.relation) {
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
