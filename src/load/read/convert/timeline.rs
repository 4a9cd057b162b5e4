//! `[timeline]`.

use toml::de::DeTable;

use crate::load::read::convert::fields::{date, text, texts};
use crate::model::Head;

/// The table at the head of the file.
pub fn head(table: &DeTable<'_>) -> Head {
    Head {
        title: text(table, "title"),
        summary: text(table, "summary"),
        judgments: texts(table, "judgments"),
        as_of: date(table, "as-of"),
        language: text(table, "language"),
    }
}
