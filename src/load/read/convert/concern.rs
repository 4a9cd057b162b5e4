//! `[[concern]]`.

use crate::load::read::convert::fields::{date, id, ids as some_ids, text, word};
use crate::load::read::fields::Fields;
use crate::model::{Concern, Ids, Record};

/// A concern.
pub fn concern<'v>(record: Record, table: impl Fields<'v>, ids: &mut Ids) -> Concern {
    Concern {
        record,
        held_by: some_ids(table, "held-by", ids),
        about: some_ids(table, "about", ids),
        part_of: id(table, "part-of", ids),
        if_: text(table, "if"),
        then: text(table, "then"),
        depends_on: some_ids(table, "depends-on", ids),
        state: word(table, "state").unwrap_or_default(),
        since: date(table, "since"),
    }
}
