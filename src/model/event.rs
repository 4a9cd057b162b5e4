//! Events: what happened, when, where and with whom, and what it bears on.

use crate::model::date::When;
use crate::model::id::{Id, Ids};
use crate::model::record::Record;
use crate::model::vocabulary::{Vocabulary as _, vocabulary};

vocabulary! {
    /// The kind of an event.
    EventKind {
        Agreement = "agreement": "Two or more sides bind themselves.",
        Meeting = "meeting": "Sides meet.",
        Statement = "statement": "Somebody says something in public, or lets it be known.",
        Threat = "threat": "Somebody announces harm if something is or is not done.",
        Pressure = "pressure": "Somebody is pushed to do something.",
        Policy = "policy": "A government or body sets or changes its course.",
        Law = "law": "A law, resolution or designation.",
        Appointment = "appointment": "Somebody takes or leaves an office.",
        Protest = "protest": "People protest.",
        Attack = "attack": "A single use of force.",
        War = "war": "A war or a longer campaign.",
        Movement = "movement": "People or forces move or are moved.",
        Concession = "concession": "Somebody gives way.",
        Death = "death": "A person's death.",
        Deployment = "deployment": "Forces or weapons are put in place.",
        Discovery = "discovery": "Something hidden or unknown is found.",
        Decision = "decision": "Somebody who may decide does so.",
        Letter = "letter": "A message from one side to another, in writing.",
        Warning = "warning": "Somebody is told of a danger, or of what will follow.",
        Blockade = "blockade": "A place is closed off.",
        Test = "test": "A weapon or another capability is tried.",
        Negotiation = "negotiation": "Sides bargain, over one meeting or many.",
        Election = "election": "People vote for an office, an assembly or a question.",
        Sanction = "sanction": "Trade, money or travel is restricted as a penalty.",
        Other = "other": "None of these.",
    }
}

/// The kind of an event: one of the format's, or one of the timeline's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// One of the format's.
    Known(EventKind),
    /// One that `[timeline] kinds` names: its word, among the ids.
    Own(Id),
}

impl Kind {
    /// The word in the file.
    #[must_use]
    pub fn word(self, ids: &Ids) -> &str {
        match self {
            Self::Known(kind) => kind.word(),
            Self::Own(word) => ids.text(word),
        }
    }

    /// The word as shown on screen, with spaces for hyphens.
    #[must_use]
    pub fn shown(self, ids: &Ids) -> String {
        self.word(ids).replace('-', " ")
    }

    /// Its meaning, in one line.
    #[must_use]
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Known(kind) => kind.meaning(),
            Self::Own(_) => "A kind of this timeline's own.",
        }
    }
}

/// An actor's part in an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActorUse {
    /// The actor.
    pub actor: Id,
    /// Its role in the event: "signatory"; may be empty.
    pub role: Box<str>,
}

/// A place of an event; the first is where it happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceUse {
    /// The place.
    pub place: Id,
    /// Its role in the event: "subject"; may be empty.
    pub role: Box<str>,
}

/// A picture of an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Image {
    /// A path inside the file's folder.
    pub path: Box<str>,
    /// What it shows, for readers who cannot see it.
    pub alt: Box<str>,
    /// Whom to credit.
    pub credit: Box<str>,
}

/// Something that happened.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Event {
    /// The keys common to all records.
    pub record: Record,
    /// When: as written, or that of its parts; `None` for an undated event.
    pub date: Option<When>,
    /// How the date was worked out.
    pub date_note: Box<str>,
    /// The event that it is a part of.
    pub part_of: Option<Id>,
    /// Its kind.
    pub kind: Option<Kind>,
    /// The editor's judgment in one line, kept apart from the facts.
    pub so_what: Box<str>,
    /// Who took part, without those in `by` and `against`, who count as actors too.
    pub actors: Vec<ActorUse>,
    /// The concerns it bears on.
    pub concerns: Vec<Id>,
    /// Where; the first is where it happened.
    pub places: Vec<PlaceUse>,
    /// A picture of it.
    pub image: Option<Image>,
}

impl Event {
    /// An event with only a record.
    #[must_use]
    pub fn new(record: Record) -> Self {
        Self { record, ..Self::default() }
    }

    /// Every actor of the event once, with a role: those listed, then those in `by`, then those in `against`. The roles
    /// of the latter two come from the status.
    #[must_use]
    pub fn all_actors(&self) -> Vec<(Id, &str)> {
        let standing = &self.record.standing;
        let says = standing.status.part_of_by();
        let listed = self.actors.iter().map(|part| (part.actor, &*part.role));
        let by = standing.by.iter().map(|actor| (*actor, says));
        let against = standing.against.iter().map(|actor| (*actor, "accused"));
        let mut all: Vec<(Id, &str)> = Vec::new();
        for (actor, role) in listed.chain(by).chain(against) {
            if !all.iter().any(|(other, _)| *other == actor) {
                all.push((actor, role));
            }
        }
        all
    }
}
