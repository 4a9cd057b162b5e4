//! Events: what happened, when, where and with whom, and what it bears on.

use crate::model::date::When;
use crate::model::id::Id;
use crate::model::record::Record;
use crate::model::vocabulary::vocabulary;

vocabulary! {
    /// The kind of an event.
    EventKind {
        Agreement = "agreement": "Two or more sides bind themselves.",
        Meeting = "meeting": "Sides meet or negotiate.",
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
        Other = "other": "None of these.",
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
#[derive(Debug, Clone, PartialEq)]
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
    pub kind: Option<EventKind>,
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
        Self {
            record,
            date: None,
            date_note: "".into(),
            part_of: None,
            kind: None,
            so_what: "".into(),
            actors: Vec::new(),
            concerns: Vec::new(),
            places: Vec::new(),
            image: None,
        }
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
