//! `[[briefing]]`.

use crate::load::read::convert::fields::{id, number, tables, text, texts};
use crate::load::read::fields::Fields;
use crate::model::{Briefing, Ids, Record, Step};

/// A briefing.
pub fn briefing<'v>(record: Record, table: impl Fields<'v>, ids: &mut Ids) -> Briefing {
    Briefing {
        record,
        bottom_line: text(table, "bottom-line"),
        judgments: texts(table, "judgments"),
        minutes: minutes(table),
        steps: tables(table, "step").filter_map(|table| step(table, ids)).collect(),
    }
}

fn minutes<'v>(table: impl Fields<'v>) -> Option<f64> {
    number(table, "minutes", 0.0, 1440.0)
}

fn step<'v>(table: impl Fields<'v>, ids: &mut Ids) -> Option<Step> {
    Some(Step {
        show: id(table, "show", ids)?,
        title: text(table, "title"),
        points: texts(table, "points"),
        notes: text(table, "notes"),
        minutes: minutes(table),
    })
}
