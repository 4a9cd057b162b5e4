//! Concerns: what somebody fears, wants or expects, of whom, and under which condition.

use crate::model::date::When;
use crate::model::id::Id;
use crate::model::record::Record;
use crate::model::vocabulary::vocabulary;

vocabulary! {
    /// How a concern stands.
    #[derive(Default)]
    ConcernState {
        #[default]
        Open = "open": "Nothing has settled it.",
        PartlyMet = "partly-met": "What was wanted was done in part.",
        Occurred = "occurred": "What was feared or expected has happened.",
        Overtaken = "overtaken": "Events have made it pointless.",
    }
}

/// A fear, an aim or an expectation.
#[derive(Debug, Clone, PartialEq)]
pub struct Concern {
    /// What every record has.
    pub record: Record,
    /// Whose it is.
    pub held_by: Vec<Id>,
    /// The actors and places it is about.
    pub about: Vec<Id>,
    /// The wider concern it is part of.
    pub part_of: Option<Id>,
    /// The condition.
    pub if_: Box<str>,
    /// What is expected to come of it.
    pub then: Box<str>,
    /// The concerns that decide this one.
    pub depends_on: Vec<Id>,
    /// How it stands.
    pub state: ConcernState,
    /// Since when it has been held.
    pub since: Option<When>,
}

impl Concern {
    /// A concern of which nothing but the record is known.
    #[must_use]
    pub fn new(record: Record) -> Self {
        Self {
            record,
            held_by: Vec::new(),
            about: Vec::new(),
            part_of: None,
            if_: "".into(),
            then: "".into(),
            depends_on: Vec::new(),
            state: ConcernState::Open,
            since: None,
        }
    }
}
