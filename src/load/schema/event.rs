//! `[[event]]`: something that happened.

use crate::load::schema::shape::{Key, Shape, TableSpec, Words};
use crate::load::schema::shared;
use crate::model::{EventKind, Table};

/// Something that happened.
pub const EVENT: TableSpec = TableSpec {
    name: "event",
    noun: "an event",
    about: "Something that happened; one happening is one record.",
    kind: Some(Table::Event),
    groups: &[
        &[
            shared::ID,
            shared::TITLE,
            Key::new("kind", Shape::Word(Words::of::<EventKind>()), "What sort of event it is."),
            Key::new("date", Shape::Date, "When, as narrowly as the sources support; without it, undated."),
            Key::new("date-note", Shape::Text, "How the date was worked out."),
        ],
        shared::STANDING,
        &[
            shared::SUMMARY,
            Key::new("so-what", Shape::Line, "The editor's one line of judgment, apart from the facts."),
            Key::new(
                "actors",
                Shape::List(&Shape::Reference(&[Table::Actor], Some(&PARTICIPANT)), 0),
                "Who took part, each with a role where it matters.",
            ),
            Key::new(
                "concerns",
                Shape::List(&Shape::Reference(&[Table::Concern], None), 0),
                "The concerns that it bears on.",
            ),
            Key::new(
                "places",
                Shape::List(&Shape::Reference(&[Table::Place], Some(&SETTING)), 0),
                "Where; the first is where it happened.",
            ),
            Key::new("image", Shape::Inline(&IMAGE), "A picture of it."),
        ],
        shared::REST,
        &[Key::new("account", Shape::Tables(&ACCOUNT), "What is said on a point of it.")],
    ],
};

const ACCOUNT: TableSpec = shared::account("event.account");

const PARTICIPANT: TableSpec = TableSpec {
    name: "actors",
    noun: "an actor of an event",
    about: "An actor, and its part in the event.",
    kind: None,
    groups: &[&[
        Key::required("id", shared::AN_ACTOR, "The actor."),
        Key::new("role", Shape::Line, "Its part in the event, or the title that it acted under."),
    ]],
};

const SETTING: TableSpec = TableSpec {
    name: "places",
    noun: "a place of an event",
    about: "A place, and its part in the event.",
    kind: None,
    groups: &[&[
        Key::required("id", Shape::Reference(&[Table::Place], None), "The place."),
        Key::new("role", Shape::Line, "Its part in the event, such as `subject`."),
    ]],
};

const IMAGE: TableSpec = TableSpec {
    name: "image",
    noun: "an image",
    about: "A picture that lies below the timeline's own folder.",
    kind: None,
    groups: &[&[
        Key::required("path", Shape::Path, "The file, named from the timeline's own folder."),
        Key::new("alt", Shape::Line, "What is to be seen, for those who do not see it."),
        Key::new("credit", Shape::Line, "Whose picture it is."),
    ]],
};
