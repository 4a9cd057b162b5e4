//! The top-level tables of a file, with the tables inside them.

use crate::load::schema::registries::SOURCE_TYPES;
use crate::load::schema::shape::{Key, Shape, TableSpec, Words, keys, table};
use crate::load::schema::shared::{
    A_CONCERN, A_RECORD, ACCOUNT, AN_ACTOR, CERTAINTY, CONCERNS, JUDGMENTS, LINES, NAMED, RECORDS, REST,
    SOME_ACTORS, SOURCES, STANDING, SUMMARY, TITLED, account, word,
};
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

table! {
    /// The table at the top of a file.
    pub TIMELINE "timeline" None, "the timeline":
        "The timeline itself: its title, its bottom line, and how recent it is.";
    {
        "format" required: Shape::Whole(1, i64::MAX), "The version of the format: 1.";
        "title" required: Shape::Line, "What it is called, on one line.";
        "summary": Shape::Text, "The bottom line, shown first.";
        "judgments": JUDGMENTS, "The key judgments: plain texts, or tables with more.";
        "as-of": Shape::Date, "The day up to which it is current; nothing later is claimed.";
        "kinds": OWN_KINDS, "Kinds of events of its own, beside those of the format.";
        "language": Shape::Language, "The language that it is written in, such as `en`.";
        "offset": Shape::Offset,
            "The offset from UTC of days and of times that name none; `Z`, UTC, by default.";
        "question": Shape::Tables(&QUESTION), "A question that a reader may begin with.";
    }
}

const OWN_KINDS: Shape = Shape::List(&Shape::OwnKind(Words::of::<EventKind>()), 0);

table! {
    QUESTION "timeline.question" None, "a question":
        "A question that a reader may begin with, and where its answer is.";
    {
        "ask" required: Shape::Line, "The question.";
        "show": A_RECORD, "The record that answers it.";
        "filter": Shape::Filter, "The filter whose events answer it, instead of a record.";
        "view": word::<AnswerView>(), "The view that answers it, instead of a record.";
    }
}

table! {
    /// Where information comes from.
    pub SOURCE "source" Some(Table::Source), "a source":
        "Where information comes from: an article, a report, a statement.";
    TITLED
    {
        "date": Shape::Date, "When it was published.";
        "publisher": Shape::Line, "Who published it.";
        "author": Shape::Line, "Who wrote it.";
        "url": Shape::Url, "Its public address.";
        "type": Shape::Word(SOURCE_TYPES), "What sort of publication it is, a CSL type.";
        "reliability": Shape::Grade(Words::of::<Reliability>()),
            "How reliable it is, on the Admiralty scale, A to F.";
        "credibility": Shape::Whole(1, 6),
            "How credible what it says is, 1 to 6, unless a reference says otherwise.";
        "origin": Shape::Reference(&[Table::Source], None), "The source that this one repeats.";
    }
    STANDING CERTAINTY SUMMARY REST
}

table! {
    /// A point, a line or a region.
    pub PLACE "place" Some(Table::Place), "a place": "A point, a line such as a border, or a region.";
    NAMED
    {
        "lat": Shape::Number(-90.0, 90.0), "Latitude in degrees, WGS 84.";
        "lon": Shape::Number(-180.0, 180.0), "Longitude in degrees, WGS 84.";
        "path": Shape::List(&Shape::Point, 2), "A line: pairs of latitude and longitude.";
        "countries": Shape::List(&Shape::Country, 0),
            "The countries that it lies in, ISO 3166-1 alpha-2, or 3166-3 for former ones.";
    }
    STANDING CERTAINTY SUMMARY REST
    { "account": Shape::Tables(&PLACE_ACCOUNT), "What somebody says on one point of it."; }
}
account! { PLACE_ACCOUNT "place.account" }

table! {
    /// A person, a state or a body that acts.
    pub ACTOR "actor" Some(Table::Actor), "an actor": "A person, state, body or group that acts.";
    NAMED
    {
        "kind" required: word::<ActorKind>(), "What sort of actor it is.";
        "native-name": Shape::Line, "Its name in its own script.";
        "aliases": LINES, "Other names, found by the search.";
        "country": Shape::Country, "Its country, ISO 3166-1 alpha-2, or 3166-3 for a former one.";
        "part-of": MEMBERSHIPS, "The actors that it belongs to.";
        "roles": Shape::List(&Shape::Inline(&ROLE), 0), "The offices it has held, each with its dates.";
    }
    STANDING CERTAINTY SUMMARY REST
    { "account": Shape::Tables(&ACTOR_ACCOUNT), "What somebody says on one point of it."; }
}
account! { ACTOR_ACCOUNT "actor.account" }

const MEMBERSHIPS: Shape = Shape::OneOrMany(&Shape::Reference(&[Table::Actor], Some(&MEMBERSHIP)));

table! {
    MEMBERSHIP "part-of" None, "a membership": "An actor that this one belongs to.";
    {
        "id" required: AN_ACTOR, "The larger actor.";
        "date": Shape::Date, "When it belonged to it.";
        "status": word::<Status>(), "The standing of the membership itself.";
        "sources": SOURCES, "Its sources.";
    }
}

table! {
    ROLE "roles" None, "a role": "An office that the actor has held.";
    {
        "title" required: Shape::Line, "The title of the office.";
        "of": AN_ACTOR, "The actor whose office it is.";
        "date": Shape::Date, "From when to when, such as `2025-08-05/..`.";
    }
}

table! {
    /// Something that happened.
    pub EVENT "event" Some(Table::Event), "an event": "Something that happened; one happening is one record.";
    TITLED
    {
        "kind": Shape::Kind(Words::of::<EventKind>()), "What sort of event it is.";
        "date": Shape::Date,
            "When, as narrowly as the sources support; without it, that of its parts, or undated.";
        "date-note": Shape::Text, "How the date was worked out.";
        "part-of": Shape::Reference(&[Table::Event], None), "The event that it is a part of.";
    }
    STANDING CERTAINTY SUMMARY
    {
        "so-what": Shape::Line, "The editor's judgment in one line, kept apart from the facts.";
        "actors": PARTICIPANTS, "Who took part, each with a role where it matters.";
        "concerns": CONCERNS, "The concerns that it bears on.";
        "places": SETTINGS, "Where; the first is where it happened.";
        "image": Shape::Inline(&IMAGE), "A picture of it.";
    }
    REST
    { "account": Shape::Tables(&EVENT_ACCOUNT), "What somebody says on one point of it."; }
}
account! { EVENT_ACCOUNT "event.account" }

const PARTICIPANTS: Shape = Shape::List(&Shape::Reference(&[Table::Actor], Some(&PARTICIPANT)), 0);
const SETTINGS: Shape = Shape::List(&Shape::Reference(&[Table::Place], Some(&SETTING)), 0);

table! {
    PARTICIPANT "actors" None, "an actor of an event": "An actor, and its part in the event.";
    {
        "id" required: AN_ACTOR, "The actor.";
        "role": Shape::Line, "Its part in the event, or the title that it acted under.";
    }
}

table! {
    SETTING "places" None, "a place of an event": "A place, and its part in the event.";
    {
        "id" required: Shape::Reference(&[Table::Place], None), "The place.";
        "role": Shape::Line, "Its part in the event, such as `subject`.";
    }
}

table! {
    IMAGE "image" None, "an image": "A picture in the timeline's folder or below it.";
    {
        "path" required: Shape::Path, "The file, relative to the timeline's folder.";
        "alt": Shape::Line, "What it shows, for readers who cannot see it.";
        "credit": Shape::Line, "Whom to credit for it.";
    }
}

table! {
    /// What somebody worries about, aims at or expects.
    pub CONCERN "concern" Some(Table::Concern), "a concern":
        "What somebody worries about, aims at or expects.";
    TITLED
    {
        "part-of": A_CONCERN, "The wider concern that it belongs to.";
        "held-by" required: SOME_ACTORS, "Whose concern it is.";
        "about": SUBJECTS, "The actors and places that it is about.";
        "if": Shape::Text, "The condition.";
        "then": Shape::Text, "What is expected to follow.";
        "depends-on": CONCERNS, "The concerns that decide this one.";
        "state": word::<ConcernState>(), "What has become of it; open if not given.";
        "since": Shape::Date, "Since when it has been held.";
    }
    STANDING CERTAINTY SUMMARY REST
    { "account": Shape::Tables(&CONCERN_ACCOUNT), "What somebody says on one point of it."; }
}
account! { CONCERN_ACCOUNT "concern.account" }

const SUBJECTS: Shape = Shape::List(&Shape::Reference(&[Table::Actor, Table::Place], None), 0);

table! {
    /// The order in which the timeline is presented.
    pub BRIEFING "briefing" Some(Table::Briefing), "a briefing":
        "The order in which the timeline is presented to an audience.";
    TITLED
    {
        "bottom-line": Shape::Text, "What the audience should take away, shown first.";
        "judgments": JUDGMENTS,
            "Its key judgments, as in the timeline; without it, those of the timeline.";
        "minutes": Shape::Number(0.0, 1440.0), "How long it takes.";
    }
    STANDING CERTAINTY SUMMARY REST
    { "step": Shape::Tables(&STEP), "One step of the argument."; }
}

table! {
    STEP "briefing.step" None, "a step":
        "One step: a record to show, or what stands for one, and what to say about it.";
    {
        "show": A_RECORD, "The record to show.";
        "as": word::<StepKind>(), "What to show instead of a record.";
        "title": Shape::Line, "The title of the step, if it differs from the record's.";
        "text": Shape::Text, "What a step without a record says.";
        "quote": Shape::Text, "The words that a step `as = \"quote\"` shows.";
        "by": SOME_ACTORS, "Who says these words.";
        "sources": SOURCES, "Where these words are from.";
        "of": RECORDS, "The records on the map, on the axis or compared.";
        "points": Shape::List(&Shape::Said(&POINT), 0), "What to say, one line each.";
        "notes": Shape::Text, "Speaker notes.";
        "minutes": Shape::Number(0.0, 1440.0), "How long it takes.";
        "backup": Shape::Flag, "Whether it is held back for questions; such steps stand last.";
    }
}

const CITING: &[Table] = &[Table::Event, Table::Actor, Table::Concern, Table::Place, Table::Source];

table! {
    POINT "points" None, "a point": "A point with sources of its own.";
    {
        "says" required: Shape::Line, "What it says, on one line.";
        "from": Shape::OneOrMany(&Shape::Reference(CITING, None)),
            "The records whose sources it has too, or sources.";
        "sources": SOURCES, "Its own sources.";
    }
}

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
