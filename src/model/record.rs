//! What every record has, and the records' numbers.

use std::ops::Range;

use crate::model::id::Id;
use crate::model::link::Link;
use crate::model::standing::{Account, Citation, Confidence, Likelihood, Standing};

/// The keys that events, actors, concerns, places, sources and briefings share.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// What the record is called by.
    pub id: Id,
    /// The bytes of the file from this record's header to the next one's.
    pub span: Range<usize>,
    /// Its title; the name of an actor or a place.
    pub title: Box<str>,
    /// Plain text in paragraphs.
    pub summary: Box<str>,
    /// Free words.
    pub tags: Vec<Box<str>>,
    /// Speaker's notes.
    pub notes: Box<str>,
    /// Who says that it is so.
    pub standing: Standing,
    /// How likely it is judged to be.
    pub likelihood: Option<Likelihood>,
    /// How much that judgment can be relied on.
    pub confidence: Option<Confidence>,
    /// Where it is said; the same source may stand once per quote.
    pub sources: Vec<Citation>,
    /// What is said on contested points.
    pub accounts: Vec<Account>,
    /// What it bears on, as far as it stands on this record.
    pub links: Vec<Link>,
}

impl Record {
    /// A record with nothing but an id and a title.
    #[must_use]
    pub fn new(id: Id, title: &str) -> Self {
        Self {
            id,
            span: 0..0,
            title: title.into(),
            summary: "".into(),
            tags: Vec::new(),
            notes: "".into(),
            standing: Standing::default(),
            likelihood: None,
            confidence: None,
            sources: Vec::new(),
            accounts: Vec::new(),
            links: Vec::new(),
        }
    }
}

/// The sources of a record, of its accounts and of its links; one may come several times.
pub fn sources_of(record: &Record) -> impl Iterator<Item = Id> {
    let accounts = record.accounts.iter().flat_map(|account| &account.sources);
    let links = record.links.iter().flat_map(|link| &link.sources);
    record.sources.iter().chain(accounts).chain(links).map(|citation| citation.source)
}

/// Which table a record stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Table {
    /// `[[event]]`
    Event,
    /// `[[actor]]`
    Actor,
    /// `[[concern]]`
    Concern,
    /// `[[place]]`
    Place,
    /// `[[source]]`
    Source,
    /// `[[briefing]]`
    Briefing,
}

impl Table {
    /// Every table of records.
    pub const ALL: [Self; 6] =
        [Self::Event, Self::Actor, Self::Concern, Self::Place, Self::Source, Self::Briefing];

    /// The table's name in the file.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Event => "event",
            Self::Actor => "actor",
            Self::Concern => "concern",
            Self::Place => "place",
            Self::Source => "source",
            Self::Briefing => "briefing",
        }
    }
}

/// A record of one timeline: its table, and its place in the file among the records of that table, from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordNo {
    /// Which table.
    pub table: Table,
    /// Which record of it.
    pub number: u32,
}

impl RecordNo {
    /// The record of a table at a position in the file.
    #[must_use]
    pub fn new(table: Table, number: u32) -> Self {
        Self { table, number }
    }

    /// The position as an index.
    #[must_use]
    pub fn index(self) -> usize {
        self.number as usize
    }
}
