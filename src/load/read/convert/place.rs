//! `[[place]]`.

use crate::load::read::convert::fields::{number, texts, values};
use crate::load::read::fields::{Fields, Value};
use crate::model::{Place, Position, Record};

/// A place.
pub fn place<'v>(record: Record, table: impl Fields<'v>) -> Place {
    let lat = number(table, "lat", -90.0, 90.0);
    let lon = number(table, "lon", -180.0, 180.0);
    Place {
        record,
        position: lat.zip(lon).map(|(lat, lon)| Position { lat, lon }),
        path: values(table, "path").filter_map(point).collect(),
        countries: texts(table, "countries"),
    }
}

fn point<'v>(value: impl Value<'v>) -> Option<Position> {
    let mut numbers = value.entries().map(Value::number);
    let lat = numbers.next()??;
    let lon = numbers.next()??;
    let on_earth = (-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon);
    on_earth.then_some(Position { lat, lon })
}
