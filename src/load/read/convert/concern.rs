//! `[[concern]]`.

use crate::load::read::convert::fields::{Context, date, id, ids as some_ids, text, word};
use crate::load::read::fields::Fields;
use crate::model::{Concern, Record};

/// A concern.
pub fn concern<'v>(record: Record, table: impl Fields<'v>, cx: &mut Context<'_>) -> Concern {
    Concern {
        record,
        held_by: some_ids(table, "held-by", cx),
        about: some_ids(table, "about", cx),
        part_of: id(table, "part-of", cx),
        if_: text(table, "if"),
        then: text(table, "then"),
        depends_on: some_ids(table, "depends-on", cx),
        state: word(table, "state").unwrap_or_default(),
        since: date(table, "since"),
    }
}
