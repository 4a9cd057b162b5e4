//! The description of a record that every medium renders. Its fields are in the order in which they are shown.

use std::borrow::Cow;

use crate::describe::sources::Sources;
use crate::model::{Citation, Day, Id, Image, RecordNo, Timeline};

/// Text with an optional link and citations.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Words<'t> {
    /// A single line, unless it is prose.
    pub text: Cow<'t, str>,
    /// The record that the text names.
    pub to: Option<RecordNo>,
    pub cites: &'t [Citation],
}

impl<'t> Words<'t> {
    /// Without a link or citations.
    pub fn new(text: impl Into<Cow<'t, str>>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// The same text with citations.
    #[must_use]
    pub fn citing(self, cites: &'t [Citation]) -> Self {
        Self { cites, ..self }
    }
}

/// A record, or the timeline itself, in words.
///
/// Renderers destructure it completely, so that a new field cannot be forgotten.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Description<'t> {
    /// The title, or the id if the title was lost to an error.
    pub title: &'t str,
    /// A picture.
    pub image: Option<&'t Image>,
    /// The date of an event, "undated" without one; `None` for other records.
    pub date: Option<String>,
    /// The kind and distinguishing facts, in few words each.
    pub facts: Vec<Words<'t>>,
    /// The address of a source.
    pub address: &'t str,
    /// How the date was determined: what sources write, and the editor's note.
    pub dating: Vec<Words<'t>>,
    /// Who reports it, how well it is supported, and who denies it: parts of one line. Empty for a record that is not
    /// in doubt.
    pub standing: Vec<Words<'t>>,
    /// Likelihood and confidence as sentences, which never share a line.
    pub judged: Vec<String>,
    /// Accounts of disputed points.
    pub accounts: Vec<Point<'t>>,
    /// In paragraphs.
    pub prose: Vec<Words<'t>>,
    /// Key judgments.
    pub judgments: Vec<Judgment<'t>>,
    /// The points of a briefing's step.
    pub points: Vec<Words<'t>>,
    /// The editor's assessment, in one line.
    pub so_what: &'t str,
    /// Links in both directions, participants, and what it belongs to.
    pub lists: Vec<List<'t>>,
    /// The rows of the events that use it.
    pub events: Cow<'t, [u32]>,
    /// Numbered.
    pub sources: Sources<'t>,
    /// Speaker notes; empty unless the renderer adds them.
    pub notes: Vec<&'t str>,
}

impl Description<'_> {
    /// Date and facts in one line.
    #[must_use]
    pub fn headline(&self) -> String {
        let facts = self.facts.iter().map(|fact| &*fact.text);
        self.date.as_deref().into_iter().chain(facts).collect::<Vec<_>>().join(" · ")
    }

    /// The same, saying that it only possibly fits the filter, if so.
    #[must_use]
    pub fn possible_if(mut self, is_possible: bool) -> Self {
        self.facts.extend(is_possible.then(|| Words::new("possibly fits the filter")));
        self
    }
}

/// A key judgment.
#[derive(Debug, Clone, PartialEq)]
pub struct Judgment<'t> {
    pub says: &'t str,
    /// Likelihood and confidence as sentences, which never share a line.
    pub judged: Vec<String>,
    /// The records that it rests on.
    pub rests_on: Vec<Row<'t>>,
}

/// A point on which accounts differ.
#[derive(Debug, Clone, PartialEq)]
pub struct Point<'t> {
    pub on: &'t str,
    pub accounts: Vec<Account<'t>>,
}

impl Point<'_> {
    /// The label, by whether there are several accounts.
    #[must_use]
    pub fn label(&self) -> &'static str {
        if self.accounts.len() == 1 { "Another account" } else { "Accounts differ" }
    }

    /// The heading of the point.
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
    /// In the editor's words.
    pub says: &'t str,
    /// In the words of those who say so.
    pub quote: &'t str,
    /// Its status; `None` if it is reported.
    pub status: Option<&'static str>,
    pub cites: &'t [Citation],
}

/// Records or words under one label.
#[derive(Debug, Clone, PartialEq)]
pub struct List<'t> {
    pub kind: ListKind,
    /// The label, such as "builds on".
    pub label: Cow<'t, str>,
    pub rows: Vec<Row<'t>>,
    /// The number of rows not listed.
    pub more: usize,
}

impl List<'_> {
    /// All of it on one line.
    #[must_use]
    pub fn line(&self) -> String {
        let more = (self.more > 0).then(|| format!("{} more", self.more));
        self.rows.iter().map(|row| row.line(", ")).chain(more).collect::<Vec<_>>().join("; ")
    }

    /// Whether it reads better on one line: "Actors: Iran, signatory; Iraq".
    #[must_use]
    pub fn is_cast(&self) -> bool {
        use ListKind::{About, Actors, Concerns, Parts, Places};
        matches!(self.kind, Actors | Places | Concerns | About | Parts)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListKind {
    /// `if` and `then` of a concern: prose, not records.
    Condition,
    /// The record's own links.
    Links,
    /// Links of other records to this one.
    Back,
    Actors,
    Places,
    Concerns,
    /// What a concern is about.
    About,
    /// The parts of an event.
    Parts,
    /// The steps of a briefing.
    Steps,
    /// The questions of the timeline.
    Questions,
    /// What a step without a record shows.
    Shown,
    /// Its own roles, memberships and parts.
    Own,
    /// Other uses of it.
    Others,
}

/// A line of a list.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Row<'t> {
    /// The record, if it names one.
    pub to: Option<RecordNo>,
    /// A title or other words.
    pub text: Cow<'t, str>,
    /// Qualifications, in few words each.
    pub after: Vec<Cow<'t, str>>,
    pub cites: &'t [Citation],
    /// The day on which what it says began, if that is known.
    pub since: Option<Day>,
    /// What a step says.
    pub points: Vec<Words<'t>>,
}

impl Row<'_> {
    /// Title and qualifications.
    #[must_use]
    pub fn line(&self, between: &str) -> String {
        let words = std::iter::once(&self.text).chain(&self.after);
        words.map(|words| &**words).collect::<Vec<_>>().join(between)
    }
}

/// A row that names a record.
pub(crate) fn named(timeline: &Timeline, id: Id) -> Row<'_> {
    Row { to: timeline.find(id), text: timeline.title(id).into(), ..Row::default() }
}
