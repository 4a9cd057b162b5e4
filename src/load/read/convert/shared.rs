//! What every record may carry: standing, sources, accounts, links.

use toml::de::{DeTable, DeValue};

use crate::load::read::convert::fields::{
    credibility, date, id, id_of, ids as some_ids, tables, text, texts, values, word,
};
use crate::model::{Account, Citation, Id, Ids, Link, Record, Standing, Status};
use crate::text::Span;

/// The keys that all records share.
pub fn record(id: Id, table: &DeTable<'_>, block: Span, ids: &mut Ids) -> Record {
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
pub fn standing(table: &DeTable<'_>, ids: &mut Ids) -> Standing {
    Standing {
        status: status(table),
        by: some_ids(table, "by", ids),
        against: some_ids(table, "against", ids),
    }
}

/// The standing in one word.
pub fn status(table: &DeTable<'_>) -> Status {
    word(table, "status").unwrap_or_default()
}

/// The sources of something.
pub fn citations(table: &DeTable<'_>, ids: &mut Ids) -> Vec<Citation> {
    values(table, "sources").filter_map(|value| citation(value, ids)).collect()
}

fn citation(value: &DeValue<'_>, ids: &mut Ids) -> Option<Citation> {
    let source = id_of(value, ids)?;
    let empty = DeTable::new();
    let table = value.as_table().unwrap_or(&empty);
    Some(Citation {
        source,
        credibility: credibility(table),
        at: text(table, "at"),
        quote: text(table, "quote"),
        date: date(table, "date"),
        as_stated: text(table, "as-stated"),
    })
}

fn account(table: &DeTable<'_>, ids: &mut Ids) -> Account {
    Account {
        on: text(table, "on"),
        says: text(table, "says"),
        by: some_ids(table, "by", ids),
        status: status(table),
        quote: text(table, "quote"),
        sources: citations(table, ids),
    }
}

fn link(table: &DeTable<'_>, ids: &mut Ids) -> Option<Link> {
    Some(Link {
        to: id(table, "to", ids)?,
        kind: word(table, "kind")?,
        date: date(table, "date"),
        standing: standing(table, ids),
        says: text(table, "says"),
        sources: citations(table, ids),
    })
}
