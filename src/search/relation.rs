//! Relations: how one record is related to others, seen from either end.
//!
//! Links are written on one record, and many relations are not links: an actor takes part in an event, a concern is
//! held by somebody. Here all of them are one list of neighbours. Its cost is proportional to the record, and it is not
//! copied for a hub that thousands of events use.

use crate::model::{Event, Id, Link, LinkKind, RecordNo, ReferenceRole, Status, Table, Timeline};

/// How two records are related. "It" is the record that names the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// A link: its kind, and its index among the links of the record that carries it.
    Link(LinkKind, u16),
    /// It is part of the other.
    PartOf,
    /// It is a concern that depends on the other.
    DependsOn,
    /// It is a concern held by the other.
    HeldBy,
    /// It is a concern about the other.
    About,
    /// It is an event that involves the other.
    Involves,
    /// It is an event that bears on the other, a concern.
    BearsOn,
    /// It is an event at the other, a place.
    At,
    /// It is a source that repeats the other.
    Repeats,
    /// It cites the other, a source.
    Cites,
    /// It is a briefing that shows the other.
    Shows,
}

impl Relation {
    /// The wording from the record that names the other: "builds on".
    #[must_use]
    pub fn forward(self) -> &'static str {
        self.wordings().0
    }

    /// The wording from the other back: "built on by".
    #[must_use]
    pub fn backward(self) -> &'static str {
        self.wordings().1
    }

    fn wordings(self) -> (&'static str, &'static str) {
        match self {
            Self::Link(kind, _) => (kind.forward(), kind.backward()),
            Self::PartOf => ("part of", "includes"),
            Self::DependsOn => ("depends on", "affects"),
            Self::HeldBy => ("held by", "holds"),
            Self::About => ("about", "subject of"),
            Self::Involves => ("involves", "takes part in"),
            Self::BearsOn => ("bears on", "touched by"),
            Self::At => ("at", "place of"),
            Self::Repeats => ("repeats", "repeated by"),
            Self::Cites => ("cites", "cited by"),
            Self::Shows => ("shows", "shown by"),
        }
    }

    /// Whether one is a consequence of the other, or at least comes after it: the best steps of a chain.
    #[must_use]
    pub fn is_of_cause(self) -> bool {
        matches!(self, Self::Link(kind, _) if kind.comes_after())
    }
}

/// A related record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Neighbour {
    /// The record.
    pub no: RecordNo,
    /// How it is related.
    pub relation: Relation,
    /// Whether the starting record names it, rather than the other way round.
    pub forward: bool,
}

impl Neighbour {
    /// The wording from the starting record.
    #[must_use]
    pub fn words(self) -> &'static str {
        if self.forward { self.relation.forward() } else { self.relation.backward() }
    }

    /// The link between the two, if the relation is one.
    #[must_use]
    pub fn link(self, timeline: &Timeline, from: RecordNo) -> Option<&Link> {
        let Relation::Link(_, at) = self.relation else { return None };
        let carrier = if self.forward { from } else { self.no };
        timeline.record(carrier)?.links.get(usize::from(at))
    }

    /// The status of the relation; most relations have none of their own and count as reported.
    #[must_use]
    pub fn status(self, timeline: &Timeline, from: RecordNo) -> Status {
        let (part, whole) = if self.forward { (from, self.no) } else { (self.no, from) };
        match self.relation {
            Relation::Link(..) => self.link(timeline, from).map(|link| link.standing.status),
            Relation::PartOf => {
                let actor = timeline.record(part).and_then(|record| timeline.actor(record.id));
                actor.and_then(|actor| {
                    let of = |id: Id| timeline.find(id) == Some(whole);
                    actor.part_of.iter().find(|membership| of(membership.of)).map(|found| found.status)
                })
            }
            _ => None,
        }
        .unwrap_or_default()
    }
}

/// The records that a record names: a handful.
#[must_use]
pub fn named(timeline: &Timeline, no: RecordNo) -> Vec<Neighbour> {
    let Some(record) = timeline.record(no) else { return Vec::new() };
    let mut related: Vec<(Id, Relation)> =
        (0_u16..).zip(&record.links).map(|(at, link)| (link.to, Relation::Link(link.kind, at))).collect();
    let records = timeline.records();
    match no.table {
        Table::Event => related.extend(timeline.event(no).into_iter().flat_map(of_event)),
        Table::Actor => {
            let wholes = records.actors.get(no.index()).into_iter().flat_map(|actor| &actor.part_of);
            related.extend(wholes.map(|whole| (whole.of, Relation::PartOf)));
        }
        Table::Concern => {
            if let Some(concern) = records.concerns.get(no.index()) {
                related.extend(concern.part_of.iter().map(|id| (*id, Relation::PartOf)));
                related.extend(concern.depends_on.iter().map(|id| (*id, Relation::DependsOn)));
                related.extend(concern.held_by.iter().map(|id| (*id, Relation::HeldBy)));
                related.extend(concern.about.iter().map(|id| (*id, Relation::About)));
            }
        }
        Table::Source => {
            let origin = records.sources.get(no.index()).and_then(|source| source.origin);
            related.extend(origin.map(|id| (id, Relation::Repeats)));
        }
        Table::Briefing => {
            let steps = records.briefings.get(no.index()).into_iter().flat_map(|briefing| &briefing.steps);
            for step in steps {
                related.extend(step.shown().chain(step.by.iter().copied()).map(|id| (id, Relation::Shows)));
                related.extend(step.cites().map(|citation| (citation.source, Relation::Cites)));
            }
        }
        Table::Place => {}
    }
    let neighbour = |(id, relation)| timeline.find(id).map(|no| Neighbour { no, relation, forward: true });
    related.into_iter().filter_map(neighbour).collect()
}

fn of_event(event: &Event) -> impl Iterator<Item = (Id, Relation)> {
    let actors = event.all_actors().into_iter().map(|(id, _)| (id, Relation::Involves));
    let concerns = event.concerns.iter().map(|id| (*id, Relation::BearsOn));
    let places = event.places.iter().map(|place| (place.place, Relation::At));
    let wholes = event.part_of.iter().map(|id| (*id, Relation::PartOf));
    actors.chain(concerns).chain(places).chain(wholes)
}

/// The records that name a record, except for the events of [`rows`]. A hub may have thousands.
pub fn naming(timeline: &Timeline, no: RecordNo) -> impl Iterator<Item = Neighbour> {
    let incoming = timeline.record(no).map_or(&[][..], |record| timeline.incoming(record.id));
    incoming.iter().map(|incoming| {
        let relation = match incoming.bond {
            ReferenceRole::Link(kind, at) => Relation::Link(kind, at),
            ReferenceRole::PartOf => Relation::PartOf,
            ReferenceRole::HeldBy => Relation::HeldBy,
            ReferenceRole::About => Relation::About,
            ReferenceRole::DependsOn => Relation::DependsOn,
            ReferenceRole::Repeats => Relation::Repeats,
            ReferenceRole::Cites => Relation::Cites,
            ReferenceRole::Shows => Relation::Shows,
        };
        Neighbour { no: incoming.from, relation, forward: false }
    })
}

/// The rows of the events that use a record, ascending, and their relation to it. Empty for events and briefings. An
/// event driven by a concern is included both here and in [`naming`].
#[must_use]
pub fn rows(timeline: &Timeline, no: RecordNo) -> (&[u32], Relation) {
    let relation = match no.table {
        Table::Actor => Relation::Involves,
        Table::Concern => Relation::BearsOn,
        Table::Place => Relation::At,
        Table::Source => Relation::Cites,
        Table::Event | Table::Briefing => return (&[], Relation::Shows),
    };
    (timeline.record(no).map_or(&[], |record| timeline.rows_of(record.id)), relation)
}
