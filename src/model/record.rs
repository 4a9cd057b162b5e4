//! The keys common to all records, and the kinds of record.

use std::ops::Range;

use crate::model::date::When;
use crate::model::head::Judgment;
use crate::model::id::Id;
use crate::model::link::Link;
use crate::model::standing::{Account, Citation, Confidence, Likelihood, Reliability, Standing};
use crate::model::vocabulary::vocabulary;

/// The keys that events, actors, concerns, places, sources and briefings share.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Record {
    /// The record's id.
    pub id: Id,
    /// Its byte range in the file, from its header to the next.
    pub span: Range<usize>,
    /// Its title; the name of an actor or a place.
    pub title: Box<str>,
    /// Plain text in paragraphs.
    pub summary: Box<str>,
    /// Words to filter by.
    pub tags: Vec<Box<str>>,
    /// Speaker notes.
    pub notes: Box<str>,
    /// Who says so.
    pub standing: Standing,
    /// How likely it is judged to be.
    pub likelihood: Option<Likelihood>,
    /// The confidence in that judgment.
    pub confidence: Option<Confidence>,
    /// Its sources; one may be cited once per quote.
    pub sources: Vec<Citation>,
    /// The accounts of disputed points.
    pub accounts: Vec<Account>,
    /// The links it carries.
    pub links: Vec<Link>,
}

impl Record {
    /// A record with only an id and a title.
    #[must_use]
    pub fn new(id: Id, title: &str) -> Self {
        Self { id, title: title.into(), ..Self::default() }
    }

    /// What supports one of its links: the link's own sources, or else those of the record.
    #[must_use]
    pub fn support_of<'t>(&'t self, link: &'t Link) -> &'t [Citation] {
        if link.sources.is_empty() { &self.sources } else { &link.sources }
    }
}

/// The sources of a record, its accounts and its links; may contain duplicates.
pub fn sources_of(record: &Record) -> impl Iterator<Item = Id> {
    let accounts = record.accounts.iter().flat_map(|account| &account.sources);
    let links = record.links.iter().flat_map(|link| &link.sources);
    record.sources.iter().chain(accounts).chain(links).map(|citation| citation.source)
}

/// The table of a record.
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

/// A record of one timeline: its table, and its index among the records of that table in file order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordNo {
    /// Which table.
    pub table: Table,
    /// Its index in the table, from 0.
    pub number: u32,
}

impl RecordNo {
    /// The record at an index in a table.
    #[must_use]
    pub fn new(table: Table, number: u32) -> Self {
        Self { table, number }
    }

    /// The index as a `usize`.
    #[must_use]
    pub fn index(self) -> usize {
        self.number as usize
    }
}

/// A position on the earth in degrees, WGS 84: north and east are positive.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Position {
    /// Latitude, −90 to 90.
    pub lat: f64,
    /// Longitude, −180 to 180.
    pub lon: f64,
}

/// A point, a line or a region.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Place {
    /// The keys common to all records; the title is the name.
    pub record: Record,
    /// Its position, if it is a point.
    pub position: Option<Position>,
    /// Its line, if it is one; otherwise empty.
    pub path: Vec<Position>,
    /// ISO 3166-1 alpha-2.
    pub countries: Vec<Box<str>>,
}

impl Place {
    /// A place with only a record.
    #[must_use]
    pub fn new(record: Record) -> Self {
        Self { record, ..Self::default() }
    }

    /// Whether it is on the map.
    #[must_use]
    pub fn is_placed(&self) -> bool {
        self.position.is_some() || self.path.len() > 1
    }
}

vocabulary! {
    /// The state of a concern.
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
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Concern {
    /// The keys common to all records.
    pub record: Record,
    /// Whose concern it is.
    pub held_by: Vec<Id>,
    /// The actors and places it is about.
    pub about: Vec<Id>,
    /// The wider concern it is part of.
    pub part_of: Option<Id>,
    /// The condition.
    pub if_: Box<str>,
    /// What is expected to follow.
    pub then: Box<str>,
    /// The concerns that decide this one.
    pub depends_on: Vec<Id>,
    /// Its state.
    pub state: ConcernState,
    /// Since when it has been held.
    pub since: Option<When>,
}

impl Concern {
    /// A concern with only a record.
    #[must_use]
    pub fn new(record: Record) -> Self {
        Self { record, ..Self::default() }
    }
}

vocabulary! {
    /// What a step without a record shows.
    StepKind {
        Section = "section": "A title on its own, which opens a part of the briefing.",
        Text = "text": "A title and a text.",
        Quote = "quote": "A quotation, with who says it.",
        Map = "map": "The places of the records in `of`.",
        Compare = "compare": "The two records in `of`, side by side.",
        Agenda = "agenda": "The sections, with the current one marked.",
        Axis = "axis": "The events in `of`, or else those of all steps, in the order of time.",
    }
}

/// A point of a step.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct StepPoint {
    /// What it says.
    pub says: Box<str>,
    /// The records whose sources it has too.
    pub from: Vec<Id>,
    /// Its own sources.
    pub sources: Vec<Citation>,
    /// Its own sources, then those of `from`: worked out when the timeline is complete.
    pub cites: Vec<Citation>,
}

/// One step of a briefing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Step {
    /// The record shown.
    pub show: Option<Id>,
    /// What is shown instead of a record.
    pub kind: Option<StepKind>,
    /// The step's title; empty for the record's own.
    pub title: Box<str>,
    /// The text of a step without a record.
    pub text: Box<str>,
    /// The words quoted.
    pub quote: Box<str>,
    /// Who says them.
    pub by: Vec<Id>,
    /// The sources of the quotation.
    pub sources: Vec<Citation>,
    /// The records on the map, on the axis or compared.
    pub of: Vec<Id>,
    /// The points made, in order.
    pub points: Vec<StepPoint>,
    /// Speaker notes.
    pub notes: Box<str>,
    /// The planned duration in minutes.
    pub minutes: Option<f64>,
    /// Whether it is held back for questions.
    pub is_backup: bool,
}

impl Step {
    /// The records that it shows.
    pub fn shown(&self) -> impl Iterator<Item = Id> {
        self.show.iter().chain(&self.of).copied()
    }

    /// What it cites itself: its quotation and its points.
    pub fn cites(&self) -> impl Iterator<Item = &Citation> {
        self.sources.iter().chain(self.points.iter().flat_map(|point| &point.cites))
    }
}

/// A briefing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Briefing {
    /// The keys common to all records.
    pub record: Record,
    /// The conclusion, shown first.
    pub bottom_line: Box<str>,
    /// Key judgments; if empty, those of the timeline apply.
    pub judgments: Vec<Judgment>,
    /// The planned duration in minutes.
    pub minutes: Option<f64>,
    /// The steps, in order.
    pub steps: Vec<Step>,
}

impl Briefing {
    /// The number of steps before those held back for questions.
    #[must_use]
    pub fn step_count(&self) -> usize {
        self.steps.iter().rposition(|step| !step.is_backup).map_or(0, |last| last + 1)
    }

    /// A briefing with only a record.
    #[must_use]
    pub fn new(record: Record) -> Self {
        Self { record, ..Self::default() }
    }
}

/// A published text or statement.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Source {
    /// The keys common to all records.
    pub record: Record,
    /// Who published it.
    pub publisher: Box<str>,
    /// Who wrote it.
    pub author: Box<str>,
    /// When it was published.
    pub date: Option<When>,
    /// Its address, https or http; may be empty.
    pub url: Box<str>,
    /// Its type, a word of the Citation Style Language (CSL 1.0.2); may be empty.
    pub kind: Box<str>,
    /// Its general reliability.
    pub reliability: Option<Reliability>,
    /// The credibility of citations that do not set their own, 1 to 6.
    pub credibility: Option<u8>,
    /// The source that this one repeats.
    pub origin: Option<Id>,
}

impl Source {
    /// A source with only a record.
    #[must_use]
    pub fn new(record: Record) -> Self {
        Self { record, ..Self::default() }
    }

    /// The title without the publisher, if it begins with it.
    #[must_use]
    pub fn title_alone(&self) -> &str {
        let title = &self.record.title;
        let rest = title.strip_prefix(&*self.publisher).and_then(|rest| rest.strip_prefix(": "));
        rest.filter(|_| !self.publisher.is_empty()).unwrap_or(title)
    }

    /// A short name: its publisher, or else its title.
    #[must_use]
    pub fn name(&self) -> &str {
        if self.publisher.is_empty() { &self.record.title } else { &self.publisher }
    }

    /// The grade of a citation of this source, such as `F2`; a missing half is `–`, `None` if both are missing.
    #[must_use]
    pub fn grade(&self, credibility: Option<u8>) -> Option<String> {
        use crate::model::vocabulary::Vocabulary;
        let credibility = credibility.or(self.credibility);
        if self.reliability.is_none() && credibility.is_none() {
            return None;
        }
        let letter = self.reliability.map_or("–", Vocabulary::word);
        Some(credibility.map_or_else(|| format!("{letter}–"), |number| format!("{letter}{number}")))
    }
}
