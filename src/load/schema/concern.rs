//! `[[concern]]`: what somebody worries about, aims at or expects.

use crate::load::schema::shape::{Key, Shape, TableSpec, Words};
use crate::load::schema::shared;
use crate::model::{ConcernState, Table};

/// What somebody worries about, aims at or expects.
pub const CONCERN: TableSpec = TableSpec {
    name: "concern",
    noun: "a concern",
    about: "What somebody worries about, aims at or expects.",
    kind: Some(Table::Concern),
    groups: &[
        &[
            shared::ID,
            shared::TITLE,
            Key::new(
                "part-of",
                Shape::Reference(&[Table::Concern], None),
                "The wider concern that it belongs to.",
            ),
            Key::required("held-by", shared::SOME_ACTORS, "Whose concern it is."),
            Key::new(
                "about",
                Shape::List(&Shape::Reference(&[Table::Actor, Table::Place], None), 0),
                "The actors and places that it is about.",
            ),
            Key::new("if", Shape::Text, "The condition."),
            Key::new("then", Shape::Text, "What is expected to follow."),
            Key::new(
                "depends-on",
                Shape::List(&Shape::Reference(&[Table::Concern], None), 0),
                "The concerns that decide this one.",
            ),
            Key::new(
                "state",
                Shape::Word(Words::of::<ConcernState>()),
                "What has become of it; open without it.",
            ),
            Key::new("since", Shape::Date, "Since when it is held."),
        ],
        shared::STANDING,
        &[shared::SUMMARY],
        shared::REST,
        &[Key::new("account", Shape::Tables(&ACCOUNT), "What is said on a point of it.")],
    ],
};

const ACCOUNT: TableSpec = shared::account("concern.account");
