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

#[derive(Debug, Serialize)]
pub(crate) struct Shared<'t> {
    id: Cow<'t, str>,
    /// Also the name of an actor or a place.
    title: Text<'t>,
    summary: Text<'t>,
    tags: Vec<Cow<'t, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    notes: Option<Text<'t>>,
    status: &'static str,
    by: Vec<Cow<'t, str>>,
    against: Vec<Cow<'t, str>>,
    likelihood: Option<&'static str>,
    confidence: Option<&'static str>,
    sources: Vec<CitationEntry<'t>>,
    accounts: Vec<AccountEntry<'t>>,
    links: Vec<LinkEntry<'t>>,
    /// Independent sources; copies count once.
    origins: Vec<Cow<'t, str>>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct CitationEntry<'t> {
    id: Cow<'t, str>,
    grade: Option<String>,
    at: Text<'t>,
    quote: Text<'t>,
    date: Option<DateEntry>,
    as_stated: Text<'t>,
}

#[derive(Debug, Serialize)]
struct AccountEntry<'t> {
    on: Text<'t>,
    says: Text<'t>,
    by: Vec<Cow<'t, str>>,
    status: &'static str,
    quote: Text<'t>,
    sources: Vec<CitationEntry<'t>>,
}

#[derive(Debug, Serialize)]
struct LinkEntry<'t> {
    to: Cow<'t, str>,
    kind: &'static str,
    date: Option<DateEntry>,
    status: &'static str,
    by: Vec<Cow<'t, str>>,
    says: Text<'t>,
    sources: Vec<CitationEntry<'t>>,
}

impl<'t> Shared<'t> {
    pub(crate) fn of(content: &Content<'t>, record: &'t Record) -> Self {
        let timeline = content.timeline;
        Self {
            id: id(timeline, record.id),
            title: text(&record.title),
            summary: text(&record.summary),
            tags: texts(&record.tags),
            notes: content.with_notes.then(|| text(&record.notes)),
            status: record.standing.status.word(),
            by: ids(timeline, &record.standing.by),
            against: ids(timeline, &record.standing.against),
            likelihood: record.likelihood.map(|likelihood| likelihood.word()),
            confidence: record.confidence.map(|confidence| confidence.word()),
            sources: citations(timeline, &record.sources),
            accounts: record.accounts.iter().map(|one| account(timeline, one)).collect(),
            links: record.links.iter().map(|one| link(timeline, one)).collect(),
            origins: ids(timeline, &timeline.origins(record)),
        }
    }
}

pub(crate) fn citations<'t>(timeline: &'t Timeline, citations: &'t [Citation]) -> Vec<CitationEntry<'t>> {
    let entry = |citation: &'t Citation| CitationEntry {
        id: id(timeline, citation.source),
        grade: timeline.source(citation.source).and_then(|source| source.grade(citation.credibility)),
        at: text(&citation.at),
        quote: text(&citation.quote),
        date: citation.date.as_ref().map(DateEntry::of),
        as_stated: text(&citation.as_stated),
    };
    citations.iter().map(entry).collect()
}

fn account<'t>(timeline: &'t Timeline, account: &'t Account) -> AccountEntry<'t> {
    AccountEntry {
        on: text(&account.on),
        says: text(&account.says),
        by: ids(timeline, &account.by),
        status: account.status.word(),
        quote: text(&account.quote),
        sources: citations(timeline, &account.sources),
    }
}

fn link<'t>(timeline: &'t Timeline, link: &'t Link) -> LinkEntry<'t> {
    LinkEntry {
        to: id(timeline, link.to),
        kind: link.kind.word(),
        date: link.date.as_ref().map(DateEntry::of),
        status: link.standing.status.word(),
        by: ids(timeline, &link.standing.by),
        says: text(&link.says),
        sources: citations(timeline, &link.sources),
    }
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
