//! `[[source]]`.

use crate::load::read::convert::fields::{Context, credibility, date, id, text, word};
use crate::load::read::fields::Fields;
use crate::load::read::values;
use crate::model::{Record, Source};

/// A source. An address that is not http or https is left out: it would be handed to a browser.
pub fn source<'v>(record: Record, table: impl Fields<'v>, cx: &mut Context<'_>) -> Source {
    let url = text(table, "url");
    let url = if values::url(&url).is_ok() { url } else { Box::default() };
    Source {
        record,
        publisher: text(table, "publisher"),
        author: text(table, "author"),
        date: date(table, "date"),
        url,
        kind: text(table, "type"),
        reliability: word(table, "reliability"),
        credibility: credibility(table),
        origin: id(table, "origin", cx),
    }
}
