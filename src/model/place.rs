//! Places: points and lines on the earth, or names without a position.

use crate::model::record::Record;

/// A position on the earth in degrees, WGS 84: north and east are positive.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Position {
    /// Latitude, −90 to 90.
    pub lat: f64,
    /// Longitude, −180 to 180.
    pub lon: f64,
}

/// Somewhere.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// What every record has; the title is the name.
    pub record: Record,
    /// Where it is, if it is a point.
    pub position: Option<Position>,
    /// Where it runs, if it is a line; else empty.
    pub path: Vec<Position>,
    /// ISO 3166-1 alpha-2.
    pub countries: Vec<Box<str>>,
}

impl Place {
    /// A place of which nothing but the record is known.
    #[must_use]
    pub fn new(record: Record) -> Self {
        Self { record, position: None, path: Vec::new(), countries: Vec::new() }
    }
}
