//! What every record may carry: standing, sources, accounts, links.

use crate::load::read::convert::fields::{
    Context, credibility, date, id, id_of, ids as some_ids, prose, tables, text, texts, values, word,
};
use crate::load::read::fields::{Fields, Value};
use crate::model::{Account, Citation, Id, Link, Record, Standing, Status};
use crate::text::Span;

/// The keys that all records share.
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

/// Who says that something is so.
pub(super) fn standing<'v>(table: impl Fields<'v>, cx: &mut Context<'_>) -> Standing {
    Standing { status: status(table), by: some_ids(table, "by", cx), against: some_ids(table, "against", cx) }
}

/// The standing in one word.
pub(super) fn status<'v>(table: impl Fields<'v>) -> Status {
    word(table, "status").unwrap_or_default()
}

/// The sources of something.
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
        by: some_ids(table, "by", cx),
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
