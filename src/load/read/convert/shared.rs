//! The keys common to all records: standing, sources, accounts, links; and typed readers for the values of a table.

use crate::load::read::fields::{Fields, Value};
use crate::model::{Account, Citation, Id, Ids, Link, Record, Standing, Status, Vocabulary, When};
use crate::text::Span;

/// The keys common to all records.
pub(super) fn record<'v>(id: Id, table: impl Fields<'v>, block: Span, cx: &mut Context<'_>) -> Record {
    let title = text(table, "title");
    let title = if title.is_empty() { text(table, "name") } else { title };
    Record {
        id,
        span: block.start..block.end,
        title,
        summary: prose(table, "summary", cx),
        tags: texts(table, "tags"),
        notes: prose(table, "notes", cx),
        standing: standing(table, cx),
        likelihood: word(table, "likelihood"),
        confidence: word(table, "confidence"),
        sources: citations(table, cx),
        accounts: tables(table, "account").map(|table| account(table, cx)).collect(),
        links: tables(table, "links").filter_map(|table| link(table, cx)).collect(),
    }
}

/// Status, claimant and accused.
pub(super) fn standing<'v>(table: impl Fields<'v>, cx: &mut Context<'_>) -> Standing {
    Standing { status: status(table), by: ids(table, "by", cx), against: ids(table, "against", cx) }
}

/// The status; the default if it is missing.
pub(super) fn status<'v>(table: impl Fields<'v>) -> Status {
    word(table, "status").unwrap_or_default()
}

/// The cited sources.
pub(super) fn citations<'v>(table: impl Fields<'v>, cx: &mut Context<'_>) -> Vec<Citation> {
    values(table, "sources").filter_map(|value| citation(value, cx)).collect()
}

fn citation<'v>(value: impl Value<'v>, cx: &mut Context<'_>) -> Option<Citation> {
    let source = id_of(value, cx)?;
    let Some(table) = value.table() else { return Some(Citation::of(source)) };
    Some(Citation {
        source,
        credibility: credibility(table),
        at: prose(table, "at", cx),
        quote: prose(table, "quote", cx),
        date: date(table, "date"),
        as_stated: prose(table, "as-stated", cx),
    })
}

fn account<'v>(table: impl Fields<'v>, cx: &mut Context<'_>) -> Account {
    Account {
        on: text(table, "on"),
        says: prose(table, "says", cx),
        by: ids(table, "by", cx),
        status: status(table),
        quote: prose(table, "quote", cx),
        sources: citations(table, cx),
    }
}

fn link<'v>(table: impl Fields<'v>, cx: &mut Context<'_>) -> Option<Link> {
    Some(Link {
        to: id(table, "to", cx)?,
        kind: word(table, "kind")?,
        date: date(table, "date"),
        standing: standing(table, cx),
        says: prose(table, "says", cx),
        sources: citations(table, cx),
    })
}

/// What a conversion needs besides the table.
#[derive(Debug)]
pub struct Context<'i> {
    /// The ids of the piece.
    pub ids: &'i mut Ids,
    /// Whether prose is converted too. If not, a record has everything but its long texts, which are read again when
    /// shown.
    pub keeps_prose: bool,
}

/// Like [`text`], but empty if prose is not kept.
pub(super) fn prose<'v>(table: impl Fields<'v>, key: &str, cx: &Context<'_>) -> Box<str> {
    if cx.keeps_prose { text(table, key) } else { Box::default() }
}

/// A sanitized text; empty if there is none.
pub(super) fn text<'v>(table: impl Fields<'v>, key: &str) -> Box<str> {
    table.get(key).and_then(shown).unwrap_or_default()
}

/// A sanitized text without surrounding white space.
pub(super) fn shown<'v>(value: impl Value<'v>) -> Option<Box<str>> {
    Some(value.shown()?.trim().into())
}

/// A list of texts.
pub(super) fn texts<'v>(table: impl Fields<'v>, key: &str) -> Vec<Box<str>> {
    values(table, key).filter_map(shown).collect()
}

/// The entries of a list; a single value counts as a list of one.
pub(super) fn values<'v, T: Fields<'v>>(table: T, key: &str) -> impl Iterator<Item = T::Value> {
    table.get(key).into_iter().flat_map(Value::entries)
}

/// The inline tables or sub-tables of a list.
pub(super) fn tables<'v, T: Fields<'v>>(table: T, key: &str) -> impl Iterator<Item = T> {
    values(table, key).filter_map(Value::table)
}

/// A word of a vocabulary.
pub(super) fn word<'v, V: Vocabulary>(table: impl Fields<'v>, key: &str) -> Option<V> {
    V::from_word(table.get(key)?.text()?)
}

/// A date.
pub(super) fn date<'v>(table: impl Fields<'v>, key: &str) -> Option<When> {
    table.get(key)?.date()
}

/// A number.
pub(super) fn number<'v>(table: impl Fields<'v>, key: &str, least: f64, most: f64) -> Option<f64> {
    table.get(key)?.number().filter(|number| (least..=most).contains(number))
}

/// A credibility, 1 to 6.
pub(super) fn credibility<'v>(table: impl Fields<'v>) -> Option<u8> {
    let number = table.get("credibility")?.whole()?;
    u8::try_from(number).ok().filter(|number| (1..=6).contains(number))
}

/// The id that a value names, as a string or as the `id` of an inline table. An unknown id is shown as written, so it
/// is sanitized like any text.
pub(super) fn id_of<'v>(value: impl Value<'v>, cx: &mut Context<'_>) -> Option<Id> {
    match value.table() {
        Some(table) => table.get("id")?.id(cx.ids),
        None => value.id(cx.ids),
    }
}

/// The id that a key names.
pub(super) fn id<'v>(table: impl Fields<'v>, key: &str, cx: &mut Context<'_>) -> Option<Id> {
    id_of(table.get(key)?, cx)
}

/// The ids that a key names, one or several.
pub(super) fn ids<'v>(table: impl Fields<'v>, key: &str, cx: &mut Context<'_>) -> Vec<Id> {
    values(table, key).filter_map(|value| id_of(value, cx)).collect()
}
