//! `[timeline]`: the whole.

use crate::load::schema::shape::{Key, Shape, TableSpec};
use crate::load::schema::shared;

/// The table at the head of a file.
pub const TIMELINE: TableSpec = TableSpec {
    name: "timeline",
    noun: "the timeline",
    about: "The whole: its title, its bottom line, and how recent it is.",
    kind: None,
    groups: &[&[
        Key::required("format", Shape::Whole(1, i64::MAX), "The version of the format: 1."),
        shared::TITLE,
        Key::new("summary", Shape::Text, "The bottom line, told first."),
        Key::new("judgments", Shape::List(&Shape::Text, 0), "The key judgments, one text each."),
        Key::new("as-of", Shape::Date, "The day up to which it is current; nothing later is claimed."),
        Key::new("language", Shape::Language, "The language that it is written in, such as `en`."),
    ]],
};
