//! The top-level tables of a file, with the tables inside them.

use crate::load::schema::registries::SOURCE_TYPES;
use crate::load::schema::shape::{Key, Shape, TableSpec, Words};
use crate::load::schema::shared;
use crate::model::{ActorKind, AnswerView, ConcernState, EventKind, Reliability, Status, StepKind, Table};

/// The version of the format that this loader reads.
pub const FORMAT: i64 = 1;

/// Every top-level table, in the recommended order.
pub const TABLES: &[&TableSpec] = &[&TIMELINE, &SOURCE, &PLACE, &ACTOR, &EVENT, &CONCERN, &BRIEFING];

/// The table with a name such as `event.account`, given in its parts.
#[must_use]
pub fn table_named(mut name: impl Iterator<Item = impl AsRef<str>>) -> Option<&'static TableSpec> {
    let first = name.next()?;
    let table = *TABLES.iter().find(|table| table.name == first.as_ref())?;
    name.try_fold(table, |table, part| table.key(part.as_ref())?.shape.table())
}

/// The table at the top of a file.
pub const TIMELINE: TableSpec = TableSpec {
    name: "timeline",
    noun: "the timeline",
    about: "The timeline itself: its title, its bottom line, and how recent it is.",
    kind: None,
    groups: &[&[
        Key::required("format", Shape::Whole(1, i64::MAX), "The version of the format: 1."),
        shared::TITLE,
        Key::new("summary", Shape::Text, "The bottom line, shown first."),
        Key::new("judgments", shared::JUDGMENTS, "The key judgments: plain texts, or tables with more."),
        Key::new("as-of", Shape::Date, "The day up to which it is current; nothing later is claimed."),
        Key::new(
            "kinds",
            Shape::List(&Shape::OwnKind(Words::of::<EventKind>()), 0),
            "Kinds of events of its own, beside those of the format.",
        ),
        Key::new("language", Shape::Language, "The language that it is written in, such as `en`."),
        Key::new(
            "offset",
            Shape::Offset,
            "The offset from UTC of days and of times that name none; `Z`, UTC, by default.",
        ),
        Key::new("question", Shape::Tables(&QUESTION), "A question that a reader may begin with."),
    ]],
};

const QUESTION: TableSpec = TableSpec {
    name: "timeline.question",
    noun: "a question",
    about: "A question that a reader may begin with, and where its answer is.",
    kind: None,
    groups: &[&[
        Key::required("ask", Shape::Line, "The question."),
        Key::new("show", Shape::Reference(&[], None), "The record that answers it."),
        Key::new("filter", Shape::Filter, "The filter whose events answer it, instead of a record."),
        Key::new(
            "view",
            Shape::Word(Words::of::<AnswerView>()),
            "The view that answers it, instead of a record.",
        ),
    ]],
};

/// Where information comes from.
pub const SOURCE: TableSpec = TableSpec {
    name: "source",
    noun: "a source",
    about: "Where information comes from: an article, a report, a statement.",
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
                Shape::Grade(Words::of::<Reliability>()),
                "How reliable it is, on the Admiralty scale, A to F.",
            ),
            Key::new(
                "credibility",
                Shape::Whole(1, 6),
                "How credible what it says is, 1 to 6, unless a reference says otherwise.",
            ),
            Key::new("origin", Shape::Reference(&[Table::Source], None), "The source that this one repeats."),
        ],
        shared::STANDING,
        &[shared::SUMMARY],
        shared::REST,
    ],
};

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
                "The countries that it lies in, ISO 3166-1 alpha-2, or 3166-3 for former ones.",
            ),
        ],
        shared::STANDING,
        &[shared::SUMMARY],
        shared::REST,
        &[Key::new("account", Shape::Tables(&PLACE_ACCOUNT), "What somebody says on one point of it.")],
    ],
};

const PLACE_ACCOUNT: TableSpec = shared::account("place.account");

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
            Key::new(
                "country",
                Shape::Country,
                "Its country, ISO 3166-1 alpha-2, or 3166-3 for a former one.",
            ),
            Key::new(
                "part-of",
                Shape::OneOrMany(&Shape::Reference(&[Table::Actor], Some(&MEMBERSHIP))),
                "The actors that it belongs to.",
            ),
            Key::new(
                "roles",
                Shape::List(&Shape::Inline(&ROLE), 0),
                "The offices it has held, each with its dates.",
            ),
        ],
        shared::STANDING,
        &[shared::SUMMARY],
        shared::REST,
        &[Key::new("account", Shape::Tables(&ACTOR_ACCOUNT), "What somebody says on one point of it.")],
    ],
};

const ACTOR_ACCOUNT: TableSpec = shared::account("actor.account");

const MEMBERSHIP: TableSpec = TableSpec {
    name: "part-of",
    noun: "a membership",
    about: "An actor that this one belongs to.",
    kind: None,
    groups: &[&[
        Key::required("id", shared::AN_ACTOR, "The larger actor."),
        Key::new("date", Shape::Date, "When it belonged to it."),
        Key::new("status", Shape::Word(Words::of::<Status>()), "The standing of the membership itself."),
        Key::new("sources", shared::SOURCES, "Its sources."),
    ]],
};

const ROLE: TableSpec = TableSpec {
    name: "roles",
    noun: "a role",
    about: "An office that the actor has held.",
    kind: None,
    groups: &[&[
        Key::required("title", Shape::Line, "The title of the office."),
        Key::new("of", shared::AN_ACTOR, "The actor whose office it is."),
        Key::new("date", Shape::Date, "From when to when, such as `2025-08-05/..`."),
    ]],
};

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
            Key::new("kind", Shape::Kind(Words::of::<EventKind>()), "What sort of event it is."),
            Key::new(
                "date",
                Shape::Date,
                "When, as narrowly as the sources support; without it, that of its parts, or undated.",
            ),
            Key::new("date-note", Shape::Text, "How the date was worked out."),
            Key::new("part-of", Shape::Reference(&[Table::Event], None), "The event that it is a part of."),
        ],
        shared::STANDING,
        &[
            shared::SUMMARY,
            Key::new("so-what", Shape::Line, "The editor's judgment in one line, kept apart from the facts."),
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
        &[Key::new("account", Shape::Tables(&EVENT_ACCOUNT), "What somebody says on one point of it.")],
    ],
};

const EVENT_ACCOUNT: TableSpec = shared::account("event.account");

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
    about: "A picture in the timeline's folder or below it.",
    kind: None,
    groups: &[&[
        Key::required("path", Shape::Path, "The file, relative to the timeline's folder."),
        Key::new("alt", Shape::Line, "What it shows, for readers who cannot see it."),
        Key::new("credit", Shape::Line, "Whom to credit for it."),
    ]],
};

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
                "What has become of it; open if not given.",
            ),
            Key::new("since", Shape::Date, "Since when it has been held."),
        ],
        shared::STANDING,
        &[shared::SUMMARY],
        shared::REST,
        &[Key::new("account", Shape::Tables(&CONCERN_ACCOUNT), "What somebody says on one point of it.")],
    ],
};

const CONCERN_ACCOUNT: TableSpec = shared::account("concern.account");

/// The order in which the timeline is presented.
pub const BRIEFING: TableSpec = TableSpec {
    name: "briefing",
    noun: "a briefing",
    about: "The order in which the timeline is presented to an audience.",
    kind: Some(Table::Briefing),
    groups: &[
        &[
            shared::ID,
            shared::TITLE,
            Key::new("bottom-line", Shape::Text, "What the audience should take away, shown first."),
            Key::new(
                "judgments",
                shared::JUDGMENTS,
                "Its key judgments, as in the timeline; without it, those of the timeline.",
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
    about: "One step: a record to show, or what stands for one, and what to say about it.",
    kind: None,
    groups: &[&[
        Key::new("show", Shape::Reference(&[], None), "The record to show."),
        Key::new("as", Shape::Word(Words::of::<StepKind>()), "What to show instead of a record."),
        Key::new("title", Shape::Line, "The title of the step, if it differs from the record's."),
        Key::new("text", Shape::Text, "What a step without a record says."),
        Key::new("quote", Shape::Text, "The words that a step `as = \"quote\"` shows."),
        Key::new("by", shared::SOME_ACTORS, "Who says these words."),
        Key::new("sources", shared::SOURCES, "Where these words are from."),
        Key::new(
            "of",
            Shape::List(&Shape::Reference(&[], None), 0),
            "The records on the map, on the axis or compared.",
        ),
        Key::new("points", Shape::List(&Shape::Said(&POINT), 0), "What to say, one line each."),
        Key::new("notes", Shape::Text, "Speaker notes."),
        Key::new("minutes", Shape::Number(0.0, 1440.0), "How long it takes."),
        Key::new("backup", Shape::Flag, "Whether it is held back for questions; such steps stand last."),
    ]],
};

const POINT: TableSpec = TableSpec {
    name: "points",
    noun: "a point",
    about: "A point with sources of its own.",
    kind: None,
    groups: &[&[
        Key::required("says", Shape::Line, "What it says, on one line."),
        Key::new(
            "from",
            Shape::OneOrMany(&Shape::Reference(
                &[Table::Event, Table::Actor, Table::Concern, Table::Place, Table::Source],
                None,
            )),
            "The records whose sources it has too, or sources.",
        ),
        Key::new("sources", shared::SOURCES, "Its own sources."),
    ]],
};

#[cfg(test)]
mod tests {
    use super::TABLES;
    use crate::load::schema::shape::{Shape, TableSpec};

    fn each_table(table: &'static TableSpec, found: &mut Vec<&'static TableSpec>) {
        found.push(table);
        for key in table.keys() {
            if let Some(inner) = key.shape.table() {
                each_table(inner, found);
            }
        }
    }

    #[test]
    fn keys_are_unique_kebab_case_and_described() {
        let mut found = Vec::new();
        for table in TABLES {
            each_table(table, &mut found);
        }
        for table in found {
            let mut names: Vec<_> = table.keys().map(|key| key.name).collect();
            names.sort_unstable();
            assert!(names.windows(2).all(|pair| pair[0] != pair[1]), "{}: {names:?}", table.name);
            for key in table.keys() {
                assert!(key.name.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{}", key.name);
                assert!(key.about.ends_with('.'), "{}.{}", table.name, key.name);
                assert!(!key.shape.expected().is_empty());
            }
        }
    }

    #[test]
    fn every_record_has_an_id_and_a_title_or_name() {
        for table in TABLES.iter().filter(|table| table.kind.is_some()) {
            assert!(table.key("id").is_some_and(|key| key.required && matches!(key.shape, Shape::Id)));
            let title = table.key("title").or_else(|| table.key("name"));
            assert!(title.is_some_and(|key| key.required), "{}", table.name);
        }
    }
}
