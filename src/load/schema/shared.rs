//! The keys that several tables share: standing, sources, accounts, links.

use crate::load::schema::shape::{Key, Shape, TableSpec, Words, keys, table};
use crate::model::{Confidence, Likelihood, LinkKind, Status, Table, Vocabulary};

/// One word of a closed list.
pub const fn word<V: Vocabulary>() -> Shape {
    Shape::Word(Words::of::<V>())
}

/// A record of any table, by its id.
pub const A_RECORD: Shape = Shape::Reference(&[], None);
/// Some records, by their ids.
pub const RECORDS: Shape = Shape::List(&A_RECORD, 0);
/// An actor, by its id.
pub const AN_ACTOR: Shape = Shape::Reference(&[Table::Actor], None);
/// One or more actors.
pub const SOME_ACTORS: Shape = Shape::OneOrMany(&AN_ACTOR);
/// A concern, by its id.
pub const A_CONCERN: Shape = Shape::Reference(&[Table::Concern], None);
/// Some concerns, by their ids.
pub const CONCERNS: Shape = Shape::List(&A_CONCERN, 0);
/// A list of single-line texts.
pub const LINES: Shape = Shape::List(&Shape::Line, 0);
/// The sources of a record or statement.
pub const SOURCES: Shape = Shape::List(&A_SOURCE, 0);
const A_SOURCE: Shape = Shape::Reference(&[Table::Source], Some(&SOURCE_REFERENCE));
/// Key judgments.
pub const JUDGMENTS: Shape = Shape::List(&Shape::Said(&JUDGMENT), 0);

/// The id and the title that most records must have.
pub const TITLED: &[Key] = keys!({
    "id" required: Shape::Id, "The name by which other records refer to it.";
    "title" required: Shape::Line, "What it is called, on one line.";
});

/// The id and the name that an actor or place must have.
pub const NAMED: &[Key] = keys!({
    "id" required: Shape::Id, "The name by which other records refer to it.";
    "name" required: Shape::Line, "What it is called, on one line.";
});

/// How a record is known.
pub const STANDING: &[Key] = keys!({
    "status": word::<Status>(), "Its standing: how it is known.";
    "by": SOME_ACTORS, "Who says so, accuses, judges or intends.";
    "against": SOME_ACTORS, "Whom an allegation accuses.";
});

/// How certain it is.
pub const CERTAINTY: &[Key] = keys!({
    "likelihood": word::<Likelihood>(), "How likely it is, in the words of ICD 203.";
    "confidence": word::<Confidence>(), "How sure the judgment is, in the words of ICD 203.";
});

table! {
    JUDGMENT "judgments" None, "a judgment":
        "A key judgment: how likely it is, how sure it is, and what it rests on.";
    { "says" required: Shape::Text, "The judgment, in your own words."; }
    CERTAINTY
    { "rests-on": RECORDS, "The records that it rests on, usually events."; }
}

/// What a record is about.
pub const SUMMARY: &[Key] = keys!({ "summary": Shape::Text, "What it is, in a paragraph or two."; });

/// The remaining keys that every record may have, written at its end.
pub const REST: &[Key] = keys!({
    "tags": LINES, "Words to filter by.";
    "links": Shape::List(&Shape::Inline(&LINK), 0), "How it relates to other records.";
    "sources": SOURCES, "The ids of its sources, each with its quote.";
    "notes": Shape::Text, "Speaker notes, shown only when presenting.";
});

table! {
    /// A reference to a source, with what the source says.
    pub SOURCE_REFERENCE "sources" None, "a source reference": "A source, and what it says here, in its words.";
    {
        "id" required: Shape::Reference(&[Table::Source], None), "The source.";
        "credibility": Shape::Whole(1, 6), "How credible this statement is, 1 (confirmed) to 6.";
        "at": Shape::Line, "Where in the source: a page, a paragraph, a minute.";
        "quote": Shape::Text, "The source's own words.";
        "date": Shape::Date, "The date that this source gives, if it differs.";
        "as-stated": Shape::Line, "The date in the source's own words.";
    }
}

table! {
    /// A link to another record.
    pub LINK "links" None, "a link": "How this record relates to another.";
    {
        "to" required: A_RECORD, "The record at the other end.";
        "kind" required: word::<LinkKind>(), "How this record relates to the other.";
        "date": Shape::Date, "When this held.";
        "status": word::<Status>(), "The standing of the link itself.";
        "by": SOME_ACTORS, "Who says so.";
        "says": Shape::Text, "A qualification, in your own words.";
        "sources": SOURCES, "Its sources; without it, those of its record.";
    }
}

/// The keys of an account, the same in every record that has accounts.
pub const ACCOUNT: &[Key] = keys!({
    "on" required: Shape::Line, "The point; accounts on the same point are shown side by side.";
    "says": Shape::Text, "What is said, in your own words; shown without quotation marks.";
    "by": SOME_ACTORS, "Who says it.";
    "status": word::<Status>(), "The standing of what is said.";
    "quote": Shape::Text, "What is said, word for word.";
    "sources": SOURCES, "Its sources.";
});

/// Declares the table of accounts inside a kind of record.
macro_rules! account {
    ($table:ident $name:literal) => {
        table! {
            $table $name None, "an account": "What somebody says on a point on which accounts differ.";
            ACCOUNT
        }
    };
}
pub(super) use account;
