//! `[[event]]`.

use crate::load::read::convert::fields::{Context, date, id_of, ids as some_ids, prose, text, values, word};
use crate::load::read::fields::{Fields, Value};
use crate::model::{ActorUse, Event, Image, PlaceUse, Record};

/// An event.
pub fn event<'v>(record: Record, table: impl Fields<'v>, cx: &mut Context<'_>) -> Event {
    let mut actors = Vec::new();
    for value in values(table, "actors") {
        if let Some(actor) = id_of(value, cx) {
            actors.push(ActorUse { actor, role: role(value) });
        }
    }
    let mut places = Vec::new();
    for value in values(table, "places") {
        if let Some(place) = id_of(value, cx) {
            places.push(PlaceUse { place, role: role(value) });
        }
    }
    Event {
        record,
        date: date(table, "date"),
        date_note: prose(table, "date-note", cx),
        kind: word(table, "kind"),
        so_what: prose(table, "so-what", cx),
        actors,
        concerns: some_ids(table, "concerns", cx),
        places,
        image: table.get("image").and_then(Value::table).and_then(image),
    }
}

fn role<'v>(value: impl Value<'v>) -> Box<str> {
    value.table().map_or_else(Box::default, |table| text(table, "role"))
}

/// An image whose path leaves the file's folder is never looked at.
fn image<'v>(table: impl Fields<'v>) -> Option<Image> {
    let path = text(table, "path");
    crate::load::read::values::path(&path).ok()?;
    Some(Image { path, alt: text(table, "alt"), credit: text(table, "credit") })
}
