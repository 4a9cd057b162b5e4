//! The keys that several tables share: standing, sources, accounts, links.

use crate::load::schema::shape::{Key, Shape, TableSpec, Words};
use crate::model::{Confidence, Likelihood, LinkKind, Status, Table};

/// An actor, by its id.
pub const AN_ACTOR: Shape = Shape::Reference(&[Table::Actor], None);
/// One or more actors.
pub const SOME_ACTORS: Shape = Shape::OneOrMany(&AN_ACTOR);
/// A list of single-line texts.
pub const LINES: Shape = Shape::List(&Shape::Line, 0);
/// The sources of a record or statement.
pub const SOURCES: Shape = Shape::List(&A_SOURCE, 0);
const A_SOURCE: Shape = Shape::Reference(&[Table::Source], Some(&SOURCE_REFERENCE));

/// How a record is known, and how certain it is.
pub const STANDING: &[Key] = &[
    Key::new("status", Shape::Word(Words::of::<Status>()), "Its standing: how it is known."),
    Key::new("by", SOME_ACTORS, "Who says so, accuses, judges or intends."),
    Key::new("against", SOME_ACTORS, "Whom an allegation accuses."),
    LIKELIHOOD,
    CONFIDENCE,
];

const LIKELIHOOD: Key = Key::new(
    "likelihood",
    Shape::Word(Words::of::<Likelihood>()),
    "How likely it is, in the words of ICD 203.",
);
const CONFIDENCE: Key = Key::new(
    "confidence",
    Shape::Word(Words::of::<Confidence>()),
    "How sure the judgment is, in the words of ICD 203.",
);

/// Key judgments.
pub const JUDGMENTS: Shape = Shape::List(&Shape::Said(&JUDGMENT), 0);
const JUDGMENT: TableSpec = TableSpec {
    name: "judgments",
    noun: "a judgment",
    about: "A key judgment: how likely it is, how sure it is, and what it rests on.",
    kind: None,
    groups: &[&[
        Key::required("says", Shape::Text, "The judgment, in your own words."),
        LIKELIHOOD,
        CONFIDENCE,
        Key::new(
            "rests-on",
            Shape::List(&Shape::Reference(&[], None), 0),
            "The records that it rests on, usually events.",
        ),
    ]],
};

/// What a record is about.
pub const SUMMARY: Key = Key::new("summary", Shape::Text, "What it is, in a paragraph or two.");

/// The remaining keys that every record may have, written at its end.
pub const REST: &[Key] = &[
    Key::new("tags", LINES, "Words to filter by."),
    Key::new("links", Shape::List(&Shape::Inline(&LINK), 0), "How it relates to other records."),
    Key::new("sources", SOURCES, "The ids of its sources, each with its quote."),
    Key::new("notes", Shape::Text, "Speaker notes, shown only when presenting."),
];

/// The title that a record must have.
pub const TITLE: Key = Key::required("title", Shape::Line, "What it is called, on one line.");
/// The name that an actor or place must have.
pub const NAME: Key = Key::required("name", Shape::Line, "What it is called, on one line.");
/// The id that every record must have.
pub const ID: Key = Key::required("id", Shape::Id, "The name by which other records refer to it.");

/// A reference to a source, with what the source says.
pub const SOURCE_REFERENCE: TableSpec = TableSpec {
    name: "sources",
    noun: "a source reference",
    about: "A source, and what it says here, in its words.",
    kind: None,
    groups: &[&[
        Key::required("id", Shape::Reference(&[Table::Source], None), "The source."),
        Key::new("credibility", Shape::Whole(1, 6), "How credible this statement is, 1 (confirmed) to 6."),
        Key::new("at", Shape::Line, "Where in the source: a page, a paragraph, a minute."),
        Key::new("quote", Shape::Text, "The source's own words."),
        Key::new("date", Shape::Date, "The date that this source gives, if it differs."),
        Key::new("as-stated", Shape::Line, "The date in the source's own words."),
    ]],
};

/// A link to another record.
pub const LINK: TableSpec = TableSpec {
    name: "links",
    noun: "a link",
    about: "How this record relates to another.",
    kind: None,
    groups: &[&[
        Key::required("to", Shape::Reference(&[], None), "The record at the other end."),
        Key::required("kind", Shape::Word(Words::of::<LinkKind>()), "How this record relates to the other."),
        Key::new("date", Shape::Date, "When this held."),
        Key::new("status", Shape::Word(Words::of::<Status>()), "The standing of the link itself."),
        Key::new("by", SOME_ACTORS, "Who says so."),
        Key::new("says", Shape::Text, "A qualification, in your own words."),
        Key::new("sources", SOURCES, "Its sources; without it, those of its record."),
    ]],
};

/// The keys of an account, the same in every record that has accounts.
pub const ACCOUNT: &[Key] = &[
    Key::required("on", Shape::Line, "The point; accounts on the same point are shown side by side."),
    Key::new("says", Shape::Text, "What is said, in your own words; shown without quotation marks."),
    Key::new("by", SOME_ACTORS, "Who says it."),
    Key::new("status", Shape::Word(Words::of::<Status>()), "The standing of what is said."),
    Key::new("quote", Shape::Text, "What is said, word for word."),
    Key::new("sources", SOURCES, "Its sources."),
];

/// The table of accounts inside a kind of record.
pub const fn account(name: &'static str) -> TableSpec {
    TableSpec {
        name,
        noun: "an account",
        about: "What somebody says on a point on which accounts differ.",
        kind: None,
        groups: &[ACCOUNT],
    }
}
