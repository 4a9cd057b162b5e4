//! `[[actor]]`.

use crate::load::read::convert::fields::{Context, date, id, id_of, tables, text, texts, values, word};
use crate::load::read::convert::shared::{citations, status};
use crate::load::read::fields::{Fields, Value};
use crate::model::{Actor, ActorKind, Membership, Record, Role, Status};

/// An actor; one without a readable kind is taken for a body, which claims the least.
pub fn actor<'v>(record: Record, table: impl Fields<'v>, cx: &mut Context<'_>) -> Actor {
    Actor {
        record,
        kind: word(table, "kind").unwrap_or(ActorKind::Body),
        aliases: texts(table, "aliases"),
        native_name: text(table, "native-name"),
        country: text(table, "country"),
        part_of: values(table, "part-of").filter_map(|value| membership(value, cx)).collect(),
        roles: tables(table, "roles").map(|table| role(table, cx)).collect(),
    }
}

fn membership<'v>(value: impl Value<'v>, cx: &mut Context<'_>) -> Option<Membership> {
    let of = id_of(value, cx)?;
    let Some(table) = value.table() else {
        return Some(Membership { of, date: None, status: Status::default(), sources: Vec::new() });
    };
    Some(Membership { of, date: date(table, "date"), status: status(table), sources: citations(table, cx) })
}

fn role<'v>(table: impl Fields<'v>, cx: &mut Context<'_>) -> Role {
    Role { title: text(table, "title"), of: id(table, "of", cx), date: date(table, "date") }
}
