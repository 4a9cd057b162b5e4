//! The keys common to all records.

use std::borrow::Cow;

use serde::Serialize;
use serde_json::{Value, json};

use crate::export::content::Content;
use crate::model::{
    Account, Answer, Citation, Edge, Id, Judgment, Link, Question, Record, Timeline, Vocabulary, When,
};
use crate::text::sanitize::clean;

/// Text of the file; null if empty.
pub(crate) type Text<'t> = Option<Cow<'t, str>>;

/// Sanitizes a text: no control characters, nothing that reorders it.
pub(crate) fn text(text: &str) -> Text<'_> {
    (!text.trim().is_empty()).then(|| clean(text.trim()))
}

pub(crate) fn texts(texts: &[Box<str>]) -> Vec<Cow<'_, str>> {
    texts.iter().map(|text| clean(text)).collect()
}

pub(crate) fn id(timeline: &Timeline, id: Id) -> Cow<'_, str> {
    clean(timeline.ids().text(id))
}

pub(crate) fn ids<'t>(timeline: &'t Timeline, ids: &[Id]) -> Vec<Cow<'t, str>> {
    ids.iter().map(|one| id(timeline, *one)).collect()
}

/// Declares an object: its keys, and what each holds, made of the arguments.
macro_rules! entry {
    ($(#[$doc:meta])* $entry:ident($($argument:ident: $type:ty),+) {
        $($(#[$about:meta])* $key:ident: $kind:ty = $value:expr),+ $(,)?
    }) => {
        $(#[$doc])*
        #[derive(Debug, serde::Serialize)]
        #[serde(rename_all = "kebab-case")]
        pub(crate) struct $entry<'t> { $($(#[$about])* $key: $kind),+ }

        impl<'t> $entry<'t> {
            pub(crate) fn of($($argument: $type),+) -> Self {
                Self { $($key: $value),+ }
            }
        }
    };
}
pub(crate) use entry;

entry! {
    Shared(content: &Content<'t>, record: &'t Record) {
        id: Cow<'t, str> = id(content.timeline, record.id),
        /// Also the name of an actor or a place.
        title: Text<'t> = text(&record.title),
        summary: Text<'t> = text(&record.summary),
        tags: Vec<Cow<'t, str>> = texts(&record.tags),
        #[serde(skip_serializing_if = "Option::is_none")]
        notes: Option<Text<'t>> = content.with_notes.then(|| text(&record.notes)),
        status: &'static str = record.standing.status.word(),
        by: Vec<Cow<'t, str>> = ids(content.timeline, &record.standing.by),
        against: Vec<Cow<'t, str>> = ids(content.timeline, &record.standing.against),
        likelihood: Option<&'static str> = record.likelihood.map(|likelihood| likelihood.word()),
        confidence: Option<&'static str> = record.confidence.map(|confidence| confidence.word()),
        sources: Vec<CitationEntry<'t>> = citations(content.timeline, &record.sources),
        accounts: Vec<AccountEntry<'t>> =
            record.accounts.iter().map(|one| AccountEntry::of(content.timeline, one)).collect(),
        links: Vec<LinkEntry<'t>> =
            record.links.iter().map(|one| LinkEntry::of(content.timeline, one)).collect(),
        /// Independent sources; copies count once.
        origins: Vec<Cow<'t, str>> = ids(content.timeline, &content.timeline.origins(record)),
    }
}

entry! {
    CitationEntry(timeline: &'t Timeline, citation: &'t Citation) {
        id: Cow<'t, str> = id(timeline, citation.source),
        grade: Option<String> =
            timeline.source(citation.source).and_then(|source| source.grade(citation.credibility)),
        at: Text<'t> = text(&citation.at),
        quote: Text<'t> = text(&citation.quote),
        date: Option<DateEntry> = citation.date.as_ref().map(DateEntry::of),
        as_stated: Text<'t> = text(&citation.as_stated),
    }
}

entry! {
    AccountEntry(timeline: &'t Timeline, account: &'t Account) {
        on: Text<'t> = text(&account.on),
        says: Text<'t> = text(&account.says),
        by: Vec<Cow<'t, str>> = ids(timeline, &account.by),
        status: &'static str = account.status.word(),
        quote: Text<'t> = text(&account.quote),
        sources: Vec<CitationEntry<'t>> = citations(timeline, &account.sources),
    }
}

entry! {
    LinkEntry(timeline: &'t Timeline, link: &'t Link) {
        to: Cow<'t, str> = id(timeline, link.to),
        kind: &'static str = link.kind.word(),
        date: Option<DateEntry> = link.date.as_ref().map(DateEntry::of),
        status: &'static str = link.standing.status.word(),
        by: Vec<Cow<'t, str>> = ids(timeline, &link.standing.by),
        says: Text<'t> = text(&link.says),
        sources: Vec<CitationEntry<'t>> = citations(timeline, &link.sources),
    }
}

pub(crate) fn citations<'t>(timeline: &'t Timeline, citations: &'t [Citation]) -> Vec<CitationEntry<'t>> {
    citations.iter().map(|citation| CitationEntry::of(timeline, citation)).collect()
}

/// Key judgments: the text of each, or an object if it has more.
pub(crate) fn judgments(timeline: &Timeline, all: &[Judgment]) -> Vec<Value> {
    let entry = |one: &Judgment| match (one.likelihood, one.confidence, &*one.rests_on) {
        (None, None, []) => json!(clean(&one.says)),
        (likelihood, confidence, rests_on) => json!({
            "says": clean(&one.says),
            "likelihood": likelihood.map(Vocabulary::word),
            "confidence": confidence.map(Vocabulary::word),
            "rests-on": ids(timeline, rests_on),
        }),
    };
    all.iter().map(entry).collect()
}

/// A question; all but one of the answers are null.
pub(crate) fn question(timeline: &Timeline, question: &Question) -> Value {
    let (mut show, mut filter, mut view) = (None, None, None);
    match &question.answer {
        Answer::Show(record) => show = Some(id(timeline, *record)),
        Answer::Filter(query) => filter = text(query),
        Answer::View(named) => view = Some(named.word()),
    }
    json!({ "ask": text(&question.ask), "show": show, "filter": filter, "view": view })
}

/// A date.
#[derive(Debug, Serialize)]
pub(crate) struct DateEntry {
    /// In canonical form.
    edtf: String,
    words: String,
    /// The first day that it may include; null unless `begins` is `known`.
    earliest: Option<String>,
    /// The last one; null unless `ends` is `known`.
    latest: Option<String>,
    /// `known`, `open` or `unknown`.
    begins: &'static str,
    /// Like `begins`.
    ends: &'static str,
    /// Whether any part has `?` or `%`.
    uncertain: bool,
    /// Whether any part has `~` or `%`.
    approximate: bool,
}

impl DateEntry {
    pub(crate) fn of(date: &When) -> Self {
        let edge = |edge: Edge| match edge {
            Edge::On(day) => (Some(day.to_string()), "known"),
            Edge::Open => (None, "open"),
            Edge::Unknown => (None, "unknown"),
        };
        let ((earliest, begins), (latest, ends)) = (edge(date.from()), edge(date.to()));
        Self {
            edtf: date.text(),
            words: date.words(),
            earliest,
            latest,
            begins,
            ends,
            uncertain: date.is_uncertain(),
            approximate: date.is_approximate(),
        }
    }
}
