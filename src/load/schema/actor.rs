//! `[[actor]]`: who acts.

use crate::load::schema::shape::{Key, Shape, TableSpec, Words};
use crate::load::schema::shared;
use crate::model::{ActorKind, Status, Table};

/// A person, a state or a body that acts.
pub const ACTOR: TableSpec = TableSpec {
    name: "actor",
    noun: "an actor",
    about: "A person, state, body or group that acts.",
    kind: Some(Table::Actor),
    groups: &[
        &[
            shared::ID,
            shared::NAME,
            Key::required("kind", Shape::Word(Words::of::<ActorKind>()), "What sort of actor it is."),
            Key::new("native-name", Shape::Line, "Its name in its own script."),
            Key::new("aliases", shared::LINES, "Other names, found by the search."),
            Key::new("country", Shape::Country, "Its country, ISO 3166-1 alpha-2."),
            Key::new(
                "part-of",
                Shape::OneOrMany(&Shape::Reference(&[Table::Actor], Some(&MEMBERSHIP))),
                "The actors that it belongs to.",
            ),
            Key::new(
                "roles",
                Shape::List(&Shape::Inline(&ROLE), 0),
                "The offices that it held, each with its time.",
            ),
        ],
        shared::STANDING,
        &[shared::SUMMARY],
        shared::REST,
        &[Key::new("account", Shape::Tables(&ACCOUNT), "What is said on a point of it.")],
    ],
};

const ACCOUNT: TableSpec = shared::account("actor.account");

const MEMBERSHIP: TableSpec = TableSpec {
    name: "part-of",
    noun: "a membership",
    about: "An actor that this one belongs to.",
    kind: None,
    groups: &[&[
        Key::required("id", shared::AN_ACTOR, "The larger actor."),
        Key::new("date", Shape::Date, "When it belonged to it."),
        Key::new("status", Shape::Word(Words::of::<Status>()), "The standing of the membership itself."),
        Key::new("sources", shared::SOURCES, "Where it is from."),
    ]],
};

const ROLE: TableSpec = TableSpec {
    name: "roles",
    noun: "a role",
    about: "An office that the actor held.",
    kind: None,
    groups: &[&[
        Key::required("title", Shape::Line, "The title of the office."),
        Key::new("of", shared::AN_ACTOR, "The actor whose office it is."),
        Key::new("date", Shape::Date, "From when to when, such as `2025-08-05/..`."),
    ]],
};
