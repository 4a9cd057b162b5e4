//! `[[source]]`: where it is from.

use crate::load::schema::csl::SOURCE_TYPES;
use crate::load::schema::shape::{Key, Shape, TableSpec, Words};
use crate::load::schema::shared;
use crate::model::{Reliability, Table};

/// Where something is from.
pub const SOURCE: TableSpec = TableSpec {
    name: "source",
    noun: "a source",
    about: "Where something is from: an article, a report, a statement.",
    kind: Some(Table::Source),
    groups: &[
        &[
            shared::ID,
            shared::TITLE,
            Key::new("date", Shape::Date, "When it was published."),
            Key::new("publisher", Shape::Line, "Who published it."),
            Key::new("author", Shape::Line, "Who wrote it."),
            Key::new("url", Shape::Url, "Its public address."),
            Key::new("type", Shape::Word(SOURCE_TYPES), "What sort of publication it is, a CSL type."),
            Key::new(
                "reliability",
                Shape::Word(Words::of::<Reliability>()),
                "How reliable it is, on the Admiralty scale, A to F.",
            ),
            Key::new(
                "credibility",
                Shape::Whole(1, 6),
                "How credible what it says is, 1 to 6, unless a reference says.",
            ),
            Key::new("origin", Shape::Reference(&[Table::Source], None), "The source that this one repeats."),
        ],
        shared::STANDING,
        &[shared::SUMMARY],
        shared::REST,
    ],
};
