//! Ties: everything that binds one record to another, as seen from either end.
//!
//! Links are written on one side, and much that binds records is no link at all: that an actor takes part in an event,
//! that a concern is held by somebody. Here all of it is one list of neighbours, which costs what the record has and is
//! not copied for a hub that thousands of events use.

use crate::model::{Event, Id, Link, LinkKind, RecordNo, ReferenceRole, Status, Table, Timeline};

/// What binds two records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// A link: its kind, and its position among the links of the record that carries it.
    Link(LinkKind, u16),
    /// It is part of the other.
    PartOf,
    /// It is a concern that the other decides.
    DependsOn,
    /// It is a concern held by the other.
    HeldBy,
    /// It is a concern about the other.
    About,
    /// It is an event in which the other takes part.
    Involves,
    /// It is an event that bears on the other, a concern.
    BearsOn,
    /// It is an event at the other, a place.
    At,
    /// It is a source that repeats the other.
    Repeats,
    /// It rests on the other, a source.
    Cites,
    /// It is a briefing that shows the other.
    Shows,
}

impl Relation {
    /// The words from the record that names the other: "builds on".
    #[must_use]
    pub fn forward(self) -> &'static str {
        match self {
            Self::Link(kind, _) => kind.forward(),
            Self::PartOf => "part of",
            Self::DependsOn => "depends on",
            Self::HeldBy => "held by",
            Self::About => "about",
            Self::Involves => "involves",
            Self::BearsOn => "bears on",
            Self::At => "at",
            Self::Repeats => "repeats",
            Self::Cites => "cites",
            Self::Shows => "shows",
        }
    }

    /// The words from the other one back: "built on by".
    #[must_use]
    pub fn backward(self) -> &'static str {
        match self {
            Self::Link(kind, _) => kind.backward(),
            Self::PartOf => "includes",
            Self::DependsOn => "affects",
            Self::HeldBy => "holds",
            Self::About => "subject of",
            Self::Involves => "takes part in",
            Self::BearsOn => "touched by",
            Self::At => "place of",
            Self::Repeats => "repeated by",
            Self::Cites => "cited by",
            Self::Shows => "shown by",
        }
    }

    /// Whether one came of the other, or at least after it: what a chain is best made of.
    #[must_use]
    pub fn is_of_cause(self) -> bool {
        matches!(self, Self::Link(kind, _) if kind.comes_after())
    }
}

/// A record that is tied to another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Neighbour {
    /// The record.
    pub no: RecordNo,
    /// What relates it.
    pub relation: Relation,
    /// Whether the record that is looked from names it; otherwise it names the record that is looked from.
    pub forward: bool,
}

impl Neighbour {
    /// The words from the record that is looked from.
    #[must_use]
    pub fn words(self) -> &'static str {
        if self.forward { self.relation.forward() } else { self.relation.backward() }
    }

    /// The link that relates the two, if it is one.
    #[must_use]
    pub fn link(self, timeline: &Timeline, looked_from: RecordNo) -> Option<&Link> {
        let Relation::Link(_, at) = self.relation else { return None };
        let carrier = if self.forward { looked_from } else { self.no };
        timeline.record(carrier)?.links.get(usize::from(at))
    }

    /// What the relation claims to be; most relations are no claims of their own and count as reported.
    #[must_use]
    pub fn status(self, timeline: &Timeline, looked_from: RecordNo) -> Status {
        let (part, whole) = if self.forward { (looked_from, self.no) } else { (self.no, looked_from) };
        match self.relation {
            Relation::Link(..) => self.link(timeline, looked_from).map(|link| link.standing.status),
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
    let mut ties: Vec<(Id, Relation)> =
        (0_u16..).zip(&record.links).map(|(at, link)| (link.to, Relation::Link(link.kind, at))).collect();
    let records = timeline.records();
    match no.table {
        Table::Event => ties.extend(timeline.event(no).into_iter().flat_map(of_event)),
        Table::Actor => {
            let wholes = records.actors.get(no.index()).into_iter().flat_map(|actor| &actor.part_of);
            ties.extend(wholes.map(|whole| (whole.of, Relation::PartOf)));
        }
        Table::Concern => {
            if let Some(concern) = records.concerns.get(no.index()) {
                ties.extend(concern.part_of.iter().map(|id| (*id, Relation::PartOf)));
                ties.extend(concern.depends_on.iter().map(|id| (*id, Relation::DependsOn)));
                ties.extend(concern.held_by.iter().map(|id| (*id, Relation::HeldBy)));
                ties.extend(concern.about.iter().map(|id| (*id, Relation::About)));
            }
        }
        Table::Source => {
            let origin = records.sources.get(no.index()).and_then(|source| source.origin);
            ties.extend(origin.map(|id| (id, Relation::Repeats)));
        }
        Table::Briefing => {
            let steps = records.briefings.get(no.index()).into_iter().flat_map(|briefing| &briefing.steps);
            ties.extend(steps.map(|step| (step.show, Relation::Shows)));
        }
        Table::Place => {}
    }
    let neighbour = |(id, relation)| timeline.find(id).map(|no| Neighbour { no, relation, forward: true });
    ties.into_iter().filter_map(neighbour).collect()
}

fn of_event(event: &Event) -> impl Iterator<Item = (Id, Relation)> {
    let actors = event.all_actors().into_iter().map(|(id, _)| (id, Relation::Involves));
    let concerns = event.concerns.iter().map(|id| (*id, Relation::BearsOn));
    let places = event.places.iter().map(|place| (place.place, Relation::At));
    actors.chain(concerns).chain(places)
}

/// The records that name a record, but for the events of [`rows`]. Of a hub there may be thousands.
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

/// The rows of the events that use a record, ascending, and what relates them to it. Nothing for events and briefings. An
/// event that is driven by a concern stands here and in [`naming`].
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
