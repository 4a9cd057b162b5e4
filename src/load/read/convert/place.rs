//! `[[place]]`.

use toml::de::{DeTable, DeValue};

use crate::load::read::convert::fields::{number, texts, values};
use crate::load::read::validate::as_number;
use crate::model::{Place, Position, Record};

/// A place.
pub fn place(record: Record, table: &DeTable<'_>) -> Place {
    let lat = number(table, "lat", -90.0, 90.0);
    let lon = number(table, "lon", -180.0, 180.0);
    Place {
        record,
        position: lat.zip(lon).map(|(lat, lon)| Position { lat, lon }),
        path: values(table, "path").filter_map(point).collect(),
        countries: texts(table, "countries"),
    }
}

fn point(value: &DeValue<'_>) -> Option<Position> {
    let mut numbers = value.as_array()?.iter().map(|value| as_number(value.get_ref()));
    let lat = numbers.next()??;
    let lon = numbers.next()??;
    let on_earth = (-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon);
    on_earth.then_some(Position { lat, lon })
}
