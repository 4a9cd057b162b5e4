//! What every record may carry: standing, sources, accounts, links.

use crate::load::read::convert::fields::{
    credibility, date, id, id_of, ids as some_ids, tables, text, texts, values, word,
};
use crate::load::read::fields::{Fields, Value};
use crate::model::{Account, Citation, Id, Ids, Link, Record, Standing, Status};
use crate::text::Span;

/// The keys that all records share.
pub fn record<'v>(id: Id, table: impl Fields<'v>, block: Span, ids: &mut Ids) -> Record {
    let title = text(table, "title");
    let title = if title.is_empty() { text(table, "name") } else { title };
    Record {
        id,
        span: block.start..block.end,
        title,
        summary: text(table, "summary"),
        tags: texts(table, "tags"),
        notes: text(table, "notes"),
        standing: standing(table, ids),
        likelihood: word(table, "likelihood"),
        confidence: word(table, "confidence"),
        sources: citations(table, ids),
        accounts: tables(table, "account").map(|table| account(table, ids)).collect(),
        links: tables(table, "links").filter_map(|table| link(table, ids)).collect(),
    }
}

/// Who says that something is so.
pub fn standing<'v>(table: impl Fields<'v>, ids: &mut Ids) -> Standing {
    Standing {
        status: status(table),
        by: some_ids(table, "by", ids),
        against: some_ids(table, "against", ids),
    }
}

/// The standing in one word.
pub fn status<'v>(table: impl Fields<'v>) -> Status {
    word(table, "status").unwrap_or_default()
}

/// The sources of something.
pub fn citations<'v>(table: impl Fields<'v>, ids: &mut Ids) -> Vec<Citation> {
    values(table, "sources").filter_map(|value| citation(value, ids)).collect()
}

fn citation<'v>(value: impl Value<'v>, ids: &mut Ids) -> Option<Citation> {
    let source = id_of(value, ids)?;
    let Some(table) = value.table() else { return Some(Citation::of(source)) };
    Some(Citation {
        source,
        credibility: credibility(table),
        at: text(table, "at"),
        quote: text(table, "quote"),
        date: date(table, "date"),
        as_stated: text(table, "as-stated"),
    })
}

fn account<'v>(table: impl Fields<'v>, ids: &mut Ids) -> Account {
    Account {
        on: text(table, "on"),
        says: text(table, "says"),
        by: some_ids(table, "by", ids),
        status: status(table),
        quote: text(table, "quote"),
        sources: citations(table, ids),
    }
}

fn link<'v>(table: impl Fields<'v>, ids: &mut Ids) -> Option<Link> {
    Some(Link {
        to: id(table, "to", ids)?,
        kind: word(table, "kind")?,
        date: date(table, "date"),
        standing: standing(table, ids),
        says: text(table, "says"),
        sources: citations(table, ids),
    })
}
