//! `[[place]]`: where things happen.

use crate::load::schema::shape::{Key, Shape, TableSpec};
use crate::load::schema::shared;
use crate::model::Table;

/// A point, a line or a region.
pub const PLACE: TableSpec = TableSpec {
    name: "place",
    noun: "a place",
    about: "A point, a line such as a border, or a region.",
    kind: Some(Table::Place),
    groups: &[
        &[
            shared::ID,
            shared::NAME,
            Key::new("lat", Shape::Number(-90.0, 90.0), "Latitude in degrees, WGS 84."),
            Key::new("lon", Shape::Number(-180.0, 180.0), "Longitude in degrees, WGS 84."),
            Key::new("path", Shape::List(&Shape::Point, 2), "A line: pairs of latitude and longitude."),
            Key::new(
                "countries",
                Shape::List(&Shape::Country, 0),
                "The countries that it lies in, ISO 3166-1 alpha-2.",
            ),
        ],
        shared::STANDING,
        &[shared::SUMMARY],
        shared::REST,
        &[Key::new("account", Shape::Tables(&ACCOUNT), "What is said on a point of it.")],
    ],
};

const ACCOUNT: TableSpec = shared::account("place.account");
