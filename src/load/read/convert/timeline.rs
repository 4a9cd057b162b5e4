//! `[timeline]`.

use crate::load::read::convert::fields::{date, text, texts};
use crate::load::read::fields::Fields;
use crate::model::Head;

/// The table at the head of the file.
pub fn head<'v>(table: impl Fields<'v>) -> Head {
    Head {
        title: text(table, "title"),
        summary: text(table, "summary"),
        judgments: texts(table, "judgments"),
        as_of: date(table, "as-of"),
        language: text(table, "language"),
    }
}
