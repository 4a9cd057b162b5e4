//! Actors: persons, states, bodies, armed groups, alliances and populations, with the offices they have held.

use crate::model::date::When;
use crate::model::id::Id;
use crate::model::record::Record;
use crate::model::standing::{Citation, Status};
use crate::model::vocabulary::vocabulary;

vocabulary! {
    /// The kind of an actor.
    ActorKind {
        Person = "person": "A human being.",
        State = "state": "A state.",
        Body = "body": "A ministry, court, company, service or other organised body.",
        ArmedGroup = "armed-group": "A group under arms that is not a state's regular army.",
        Alliance = "alliance": "States or groups that are bound together.",
        Population = "population": "People: protesters, refugees, a minority.",
    }
}

/// The membership of one actor in another.
#[derive(Debug, Clone, PartialEq)]
pub struct Membership {
    /// The larger actor.
    pub of: Id,
    /// The period of the membership.
    pub date: Option<When>,
    /// The status of the statement.
    pub status: Status,
    /// Its sources.
    pub sources: Vec<Citation>,
}

impl Membership {
    /// Whether it may cover a date. Without a date, it must be undated or still last.
    #[must_use]
    pub fn covers(&self, date: Option<&When>) -> bool {
        match (&self.date, date) {
            (Some(period), Some(date)) => period.may_share_a_day(date),
            (Some(period), None) => period.is_open_ended(),
            (None, _) => true,
        }
    }
}

/// An office or role held for a time.
#[derive(Debug, Clone, PartialEq)]
pub struct Role {
    /// "Secretary".
    pub title: Box<str>,
    /// The actor whose office it is.
    pub of: Option<Id>,
    /// When it was held; `None` if that is unknown, and the role then fits any date.
    pub date: Option<When>,
}

/// A party to events.
#[derive(Debug, Clone, PartialEq)]
pub struct Actor {
    /// The keys common to all records; the title is the actor's name.
    pub record: Record,
    /// Its kind.
    pub kind: ActorKind,
    /// Other names, and other spellings.
    pub aliases: Vec<Box<str>>,
    /// The name in its own script.
    pub native_name: Box<str>,
    /// ISO 3166-1 alpha-2.
    pub country: Box<str>,
    /// The actors that it belongs to.
    pub part_of: Vec<Membership>,
    /// The offices it has held.
    pub roles: Vec<Role>,
}

impl Actor {
    /// An actor with only a record and a kind.
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

    /// The role held on a date: a dated one that covers it, or else one without a date. Without a date, a role that is
    /// still held or undated.
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
