//! `[[briefing]]`: the order of an argument.

use crate::load::schema::shape::{Key, Shape, TableSpec};
use crate::load::schema::shared;
use crate::model::Table;

/// The order in which the timeline is told.
pub const BRIEFING: TableSpec = TableSpec {
    name: "briefing",
    noun: "a briefing",
    about: "The order in which the timeline is told to somebody.",
    kind: Some(Table::Briefing),
    groups: &[
        &[
            shared::ID,
            shared::TITLE,
            Key::new("bottom-line", Shape::Text, "What the listener should take away, said first."),
            Key::new(
                "judgments",
                Shape::List(&Shape::Text, 0),
                "Its key judgments, one text each; without it, those of the timeline.",
            ),
            Key::new("minutes", Shape::Number(0.0, 1440.0), "How long it takes."),
        ],
        shared::STANDING,
        &[shared::SUMMARY],
        shared::REST,
        &[Key::new("step", Shape::Tables(&STEP), "One step of the argument.")],
    ],
};

const STEP: TableSpec = TableSpec {
    name: "briefing.step",
    noun: "a step",
    about: "One step: a record to show, and what to say to it.",
    kind: None,
    groups: &[&[
        Key::required("show", Shape::Reference(&[], None), "The record to show."),
        Key::new("title", Shape::Line, "What the step is called, if not as the record."),
        Key::new("points", shared::LINES, "What to say, a line each."),
        Key::new("notes", Shape::Text, "Speaker's notes."),
        Key::new("minutes", Shape::Number(0.0, 1440.0), "How long it takes."),
    ]],
};
