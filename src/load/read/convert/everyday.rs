//! Events of a long file: those of the everyday shape go into a row of numbers, without anything being made for one alone.

use crate::load::read::convert::fields::{Context, date, id_of, values, word};
use crate::load::read::convert::record::event;
use crate::load::read::convert::shared::{record, status};
use crate::load::read::fields::{Fields, Value};
use crate::model::packed::Everyday;
use crate::model::{Id, Packed, Status};
use crate::text::Span;

/// Packs an event that stands at `block` in the file; `hash` is the fingerprint of its text.
pub fn pack<'v>(
    packed: &mut Packed,
    id: Id,
    table: impl Fields<'v>,
    (block, hash): (Span, u32),
    cx: &mut Context<'_>,
) {
    if !(has_everyday_keys(table) && push_row(packed, id, table, (block, hash), cx)) {
        packed.push_full(event(record(id, table, block, cx), table, cx), hash);
    }
}

/// Whether a row of numbers can hold what stands under the keys of an event, or they hold prose. A key that is not named
/// here, such as a new one, keeps an event from being a row, so that nothing of it is lost.
fn has_everyday_keys<'v, T: Fields<'v>>(table: T) -> bool {
    let has_only = |value: T::Value, keys: &[&str]| {
        let mut tables = value.entries().filter_map(Value::table);
        tables.all(|table| table.each().all(|(key, ..)| keys.contains(&key)))
    };
    table.each().all(|(key, _, value)| match key {
        "id" | "title" | "summary" | "date" | "date-note" | "kind" | "so-what" | "concerns" | "tags"
        | "notes" => true,
        "status" => status(table) == Status::default(),
        "actors" | "places" => has_only(value, &["id"]),
        "sources" => has_only(value, &["id", "at", "quote", "as-stated"]),
        _ => false,
    })
}

fn push_row<'v>(
    packed: &mut Packed,
    id: Id,
    table: impl Fields<'v>,
    (block, hash): (Span, u32),
    cx: &mut Context<'_>,
) -> bool {
    let title = table.get("title").and_then(Value::shown).unwrap_or_default();
    let mut refer = |key| packed.refer(values(table, key).filter_map(|value| id_of(value, cx)));
    let [actors, concerns, places, sources] = ["actors", "concerns", "places", "sources"].map(&mut refer);
    let tags = packed.tag(values(table, "tags").filter_map(Value::shown));
    let event = Everyday {
        id,
        span: block.start..block.end,
        hash,
        title: title.trim(),
        date: date(table, "date"),
        kind: word(table, "kind"),
    };
    packed.push(event, [actors, concerns, places, sources, tags])
}
