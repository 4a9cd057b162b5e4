//! Actors: persons, states, bodies, armed groups, alliances and populations, with the roles they hold in time.

use crate::model::date::When;
use crate::model::id::Id;
use crate::model::record::Record;
use crate::model::standing::{Citation, Status};
use crate::model::vocabulary::vocabulary;

vocabulary! {
    /// What sort of actor.
    ActorKind {
        Person = "person": "A human being.",
        State = "state": "A state.",
        Body = "body": "A ministry, court, company, service or other organised body.",
        ArmedGroup = "armed-group": "A group under arms that is not a state's regular army.",
        Alliance = "alliance": "States or groups that are bound together.",
        Population = "population": "People: protesters, refugees, a minority.",
    }
}

/// That an actor belongs to another.
#[derive(Debug, Clone, PartialEq)]
pub struct Membership {
    /// The whole it is part of.
    pub of: Id,
    /// When it was.
    pub date: Option<When>,
    /// The standing of the statement.
    pub status: Status,
    /// Where it is said.
    pub sources: Vec<Citation>,
}

/// An office or role, held over a time.
#[derive(Debug, Clone, PartialEq)]
pub struct Role {
    /// "Secretary".
    pub title: Box<str>,
    /// The actor that it is a role of.
    pub of: Option<Id>,
    /// When it was held; `None` if it is not known, and then it counts for any date.
    pub date: Option<When>,
}

/// Somebody who acts.
#[derive(Debug, Clone, PartialEq)]
pub struct Actor {
    /// What every record has; the title is the name.
    pub record: Record,
    /// What sort of actor.
    pub kind: ActorKind,
    /// Other names, and other spellings.
    pub aliases: Vec<Box<str>>,
    /// The name in its own script.
    pub native_name: Box<str>,
    /// ISO 3166-1 alpha-2.
    pub country: Box<str>,
    /// What it is part of.
    pub part_of: Vec<Membership>,
    /// What it was, and when.
    pub roles: Vec<Role>,
}

impl Actor {
    /// An actor of which nothing but record and kind is known.
    #[must_use]
    pub fn new(record: Record, kind: ActorKind) -> Self {
        Self {
            record,
            kind,
            aliases: Vec::new(),
            native_name: "".into(),
            country: "".into(),
            part_of: Vec::new(),
            roles: Vec::new(),
        }
    }

    /// The role that is right on a date: a dated one that covers it, or else one without a date.
    /// Without a date to ask for, a role still held (or undated) is taken.
    #[must_use]
    pub fn role_on(&self, date: Option<&When>) -> Option<&Role> {
        let fits = |role: &&Role| match (&role.date, date) {
            (Some(held), Some(date)) => held.may_share_a_day(date),
            (Some(held), None) => held.is_open_ended(),
            (None, _) => false,
        };
        self.roles.iter().find(fits).or_else(|| self.roles.iter().find(|role| role.date.is_none()))
    }
}
