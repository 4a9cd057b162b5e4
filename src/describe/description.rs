//! The value that every medium sets. Its fields stand in the order in which they are shown.

use std::borrow::Cow;

use crate::describe::sources::Sources;
use crate::model::{Citation, Image, RecordNo};

/// Some words, and what stands behind them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Words<'t> {
    /// The words, on one line unless they are prose.
    pub text: Cow<'t, str>,
    /// The record that they name.
    pub to: Option<RecordNo>,
    /// What is cited for them.
    pub cites: &'t [Citation],
}

impl<'t> Words<'t> {
    /// Words alone.
    pub fn new(text: impl Into<Cow<'t, str>>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// The same, with what is cited for them.
    #[must_use]
    pub fn citing(self, cites: &'t [Citation]) -> Self {
        Self { cites, ..self }
    }
}

/// A record, or the timeline itself, in words.
///
/// A medium that takes it apart names every field, so that a new one cannot be forgotten there.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Description<'t> {
    /// What it is called; its id if the title is lost.
    pub title: &'t str,
    /// A picture.
    pub image: Option<&'t Image>,
    /// The date of an event, "undated" without one; `None` for other records.
    pub date: Option<String>,
    /// What sort of thing it is, and what tells it apart, in few words each.
    pub facts: Vec<Words<'t>>,
    /// The address of a source.
    pub address: &'t str,
    /// How the date was worked out: what sources write, and the editor's note.
    pub dating: Vec<Words<'t>>,
    /// Who says so, how well that is supported, and who denies it: parts of one line. Empty for a record of which there
    /// is no doubt.
    pub standing: Vec<Words<'t>>,
    /// Likelihood and confidence as sentences, which never share a line.
    pub judged: Vec<String>,
    /// What is said on contested points.
    pub accounts: Vec<Point<'t>>,
    /// What it is, in paragraphs.
    pub prose: Vec<Words<'t>>,
    /// Key judgments.
    pub judgments: &'t [Box<str>],
    /// What a step of a briefing says of it, one by one.
    pub points: &'t [Box<str>],
    /// The editor's one line of judgment.
    pub so_what: &'t str,
    /// What it is linked to in both directions, who takes part, and what it belongs to.
    pub lists: Vec<List<'t>>,
    /// The rows of the events that use it.
    pub events: &'t [u32],
    /// What is cited.
    pub sources: Sources<'t>,
    /// For the speaker alone: empty unless whoever sets it asks for them.
    pub notes: Vec<&'t str>,
}

impl Description<'_> {
    /// Date and facts in one line.
    #[must_use]
    pub fn headline(&self) -> String {
        let facts = self.facts.iter().map(|fact| &*fact.text);
        self.date.as_deref().into_iter().chain(facts).collect::<Vec<_>>().join(" · ")
    }
}

/// A point on which accounts differ.
#[derive(Debug, Clone, PartialEq)]
pub struct Point<'t> {
    /// The point.
    pub on: &'t str,
    /// What is said on it.
    pub accounts: Vec<Account<'t>>,
}

impl Point<'_> {
    /// Whether there are several accounts of it.
    #[must_use]
    pub fn label(&self) -> &'static str {
        if self.accounts.len() == 1 { "Another account" } else { "Accounts differ" }
    }

    /// What stands above it.
    #[must_use]
    pub fn heading(&self) -> String {
        format!("{}: {}", self.label(), self.on)
    }
}

/// One account of a point.
#[derive(Debug, Clone, PartialEq)]
pub struct Account<'t> {
    /// Who says so.
    pub who: String,
    /// What is said, in the editor's words.
    pub says: &'t str,
    /// What is said, in the words of those who say so.
    pub quote: &'t str,
    /// Its standing in one word, unless it is reported.
    pub status: Option<&'static str>,
    /// Where it is said.
    pub cites: &'t [Citation],
}

/// Records or words under one label.
#[derive(Debug, Clone, PartialEq)]
pub struct List<'t> {
    /// What they are.
    pub kind: ListKind,
    /// What stands before the first: "builds on".
    pub label: Cow<'t, str>,
    /// Each on a line.
    pub rows: Vec<Row<'t>>,
    /// How many more there are than are listed.
    pub more: usize,
}

impl List<'_> {
    /// Whether it is better told in one line: "Actors: Iran, signatory; Iraq".
    #[must_use]
    pub fn is_cast(&self) -> bool {
        matches!(self.kind, ListKind::Actors | ListKind::Places | ListKind::Concerns | ListKind::About)
    }
}

/// What a list has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListKind {
    /// A condition or what is expected to follow: prose, not a record.
    Condition,
    /// Links that stand on the record.
    Links,
    /// Links that stand on others, read backwards.
    Back,
    /// Who took part.
    Actors,
    /// Where.
    Places,
    /// What it bears on.
    Concerns,
    /// What a concern is about.
    About,
    /// The steps of a briefing.
    Steps,
    /// What it is, belongs to and holds.
    Own,
    /// What others do with it.
    Others,
}

/// A line of a list.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Row<'t> {
    /// The record, if it names one.
    pub to: Option<RecordNo>,
    /// What it is called, or what is said.
    pub text: Cow<'t, str>,
    /// What is said of it, each part in few words.
    pub after: Vec<Cow<'t, str>>,
    /// Where it is said.
    pub cites: &'t [Citation],
    /// What is said to a step.
    pub points: &'t [Box<str>],
}

impl Row<'_> {
    /// What it is called, and what is said of it.
    #[must_use]
    pub fn line(&self, between: &str) -> String {
        let words = std::iter::once(&self.text).chain(&self.after);
        words.map(|words| &**words).collect::<Vec<_>>().join(between)
    }
}
