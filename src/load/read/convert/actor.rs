//! `[[actor]]`.

use crate::load::read::convert::fields::{date, id, id_of, tables, text, texts, values, word};
use crate::load::read::convert::shared::{citations, status};
use crate::load::read::fields::{Fields, Value};
use crate::model::{Actor, ActorKind, Ids, Membership, Record, Role, Status};

/// An actor; one without a readable kind is taken for a body, which claims the least.
pub fn actor<'v>(record: Record, table: impl Fields<'v>, ids: &mut Ids) -> Actor {
    Actor {
        record,
        kind: word(table, "kind").unwrap_or(ActorKind::Body),
        aliases: texts(table, "aliases"),
        native_name: text(table, "native-name"),
        country: text(table, "country"),
        part_of: values(table, "part-of").filter_map(|value| membership(value, ids)).collect(),
        roles: tables(table, "roles").map(|table| role(table, ids)).collect(),
    }
}

fn membership<'v>(value: impl Value<'v>, ids: &mut Ids) -> Option<Membership> {
    let of = id_of(value, ids)?;
    let Some(table) = value.table() else {
        return Some(Membership { of, date: None, status: Status::default(), sources: Vec::new() });
    };
    Some(Membership { of, date: date(table, "date"), status: status(table), sources: citations(table, ids) })
}

fn role<'v>(table: impl Fields<'v>, ids: &mut Ids) -> Role {
    Role { title: text(table, "title"), of: id(table, "of", ids), date: date(table, "date") }
}
