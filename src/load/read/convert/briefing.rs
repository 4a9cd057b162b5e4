//! `[[briefing]]`.

use crate::load::read::convert::fields::{Context, id, number, tables, text, texts};
use crate::load::read::fields::Fields;
use crate::model::{Briefing, Record, Step};

/// A briefing.
pub fn briefing<'v>(record: Record, table: impl Fields<'v>, cx: &mut Context<'_>) -> Briefing {
    Briefing {
        record,
        bottom_line: text(table, "bottom-line"),
        judgments: texts(table, "judgments"),
        minutes: minutes(table),
        steps: tables(table, "step").filter_map(|table| step(table, cx)).collect(),
    }
}

fn minutes<'v>(table: impl Fields<'v>) -> Option<f64> {
    number(table, "minutes", 0.0, 1440.0)
}

fn step<'v>(table: impl Fields<'v>, cx: &mut Context<'_>) -> Option<Step> {
    Some(Step {
        show: id(table, "show", cx)?,
        title: text(table, "title"),
        points: texts(table, "points"),
        notes: text(table, "notes"),
        minutes: minutes(table),
    })
}
