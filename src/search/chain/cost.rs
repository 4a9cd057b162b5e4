//! What a step of a chain costs, and which steps there are.
//!
//! The figures are a judgment: a step of cause is the measure, three or four of them weigh as much as one actor that two
//! events share. A bond through somebody who is in half of all events says little, so it costs more the more use it.

use crate::model::{LinkKind, RecordNo, Table, Timeline};

use crate::search::relation::{self, Neighbour, Relation};

/// What it costs to turn round: from what came of a thing to something else that led to it.
pub const TURN: u32 = 15;

/// What a step costs whose further end is used by so many events.
fn cost(tie: Relation, uses: usize) -> u32 {
    let crowd = uses.max(1).ilog2();
    match tie {
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

/// Which way along time the last step of cause went.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Heading {
    /// The last step was none of cause.
    #[default]
    None,
    /// From a cause to what came of it.
    Down,
    /// From something to what led to it.
    Up,
}

impl Heading {
    /// The heading after a step.
    #[must_use]
    pub fn after(step: &Neighbour) -> Self {
        match (step.tie.is_of_cause(), step.forward) {
            (false, _) => Self::None,
            (true, true) => Self::Up,
            (true, false) => Self::Down,
        }
    }

    /// What going on in another one costs on top.
    #[must_use]
    pub fn turn(self, next: Self) -> u32 {
        match (self, next) {
            (Self::Down, Self::Up) | (Self::Up, Self::Down) => TURN,
            _ => 0,
        }
    }
}

/// Calls with every step from a record and what it costs.
pub fn steps(timeline: &Timeline, no: RecordNo, mut each: impl FnMut(Neighbour, u32)) {
    let uses = |no: RecordNo| match no.table {
        Table::Event => 1,
        _ => relation::rows(timeline, no).0.len(),
    };
    for step in relation::named(timeline, no) {
        each(step, cost(step.tie, uses(step.no)));
    }
    let own = uses(no);
    for step in relation::naming(timeline, no) {
        each(step, cost(step.tie, own));
    }
    let (rows, tie) = relation::rows(timeline, no);
    let price = cost(tie, own);
    for row in rows {
        if let Some(event) = timeline.number_at(*row as usize) {
            each(Neighbour { no: event, tie, forward: false }, price);
        }
    }
}
