//! Records that seem to be there twice, under one name.
//!
//! Names are compared as a search compares them, without case and accents. Events are compared with those of their own
//! day, which are neighbours in time, and not in a long file: reading the titles of a million costs more than all else.

use std::collections::HashMap;

use crate::load::check::findings::Findings;
use crate::load::check::locate::Step;
use crate::model::{Day, Record, Timeline, When};
use crate::search::fold::fold;
use crate::text::sanitize::quoted;
use crate::text::{Code, Diagnostic};

/// Actors have names of their own, and so have places and sources.
pub(super) fn names_differ(timeline: &Timeline, findings: &mut Findings<'_>) {
    let records = timeline.records();
    twice(
        findings,
        "actor",
        records.actors.iter().map(|actor| (&actor.record, name(&actor.record.title), None)),
    );
    aliases_are_no_names(timeline, findings);
    twice(
        findings,
        "place",
        records.places.iter().map(|place| (&place.record, name(&place.record.title), None)),
    );
    // Many articles have the same title; what else is shown of a source tells them apart.
    let sources = records.sources.iter().map(|source| {
        let shown = [&source.record.title, &source.publisher, &source.author].map(|text| fold(text));
        (&source.record, shown.join("|"), source.date.as_ref())
    });
    twice(findings, "source", sources);
}

/// A name without case and accents, in which a hyphen is a blank.
fn name(text: &str) -> String {
    fold(text).replace('-', " ")
}

/// No actor goes by the name of another.
fn aliases_are_no_names(timeline: &Timeline, findings: &mut Findings<'_>) {
    let actors = &timeline.records().actors;
    let named: HashMap<String, &Record> =
        actors.iter().map(|actor| (name(&actor.record.title), &actor.record)).collect();
    for actor in actors {
        for (at, alias) in actor.aliases.iter().enumerate() {
            let other = named.get(&name(alias)).filter(|other| other.id != actor.record.id);
            let Some(other) = other else { continue };
            if !findings.is_whole(&actor.record) || !findings.is_whole(other) {
                continue;
            }
            let place = findings.place(&actor.record, &[Step::Key("aliases"), Step::At(at)]);
            let message = format!("the alias {} is the name of another actor", quoted(alias));
            let help = "if it is the same actor, keep one of the two; if not, remove the alias";
            let place_of_name = findings.place(other, &[Step::Key("name")]);
            let found = Diagnostic::new(Code::SameName, place, message);
            findings.add(found.related(place_of_name, "the other").help(help));
        }
    }
}

/// Events of one date have titles of their own.
pub(super) fn events_differ(timeline: &Timeline, findings: &mut Findings<'_>) {
    let days = if timeline.keeps_prose() { timeline.days() } else { &[] };
    let is_alone = |row: usize| {
        let day = days.get(row);
        // One instant may be written with the day before or after, by its offset.
        let is_near = |other: Option<&Day>| matches!((day, other), (Some(day), Some(other)) if day.0.abs_diff(other.0) <= 1);
        !is_near(row.checked_sub(1).and_then(|before| days.get(before))) && !is_near(days.get(row + 1))
    };
    let events = (0..days.len()).filter(|row| !is_alone(*row)).filter_map(|row| timeline.event_at(row));
    let events = events.map(|(_, event)| (&event.record, fold(&event.record.title), event.date.as_ref()));
    let events = events.filter(|(.., date)| date.is_none_or(|date| !date.is_from_parts()));
    twice(findings, "event", events);
}

/// Reports each record with the name and the date of an earlier one.
fn twice<'r>(
    findings: &mut Findings<'_>,
    noun: &str,
    all: impl Iterator<Item = (&'r Record, String, Option<&'r When>)>,
) {
    let (code, key, what) = match noun {
        "event" => (Code::SameEvent, "title", "date and title"),
        "source" => (Code::SameName, "title", "title"),
        _ => (Code::SameName, "name", "name"),
    };
    let mut first: HashMap<(String, Option<String>), &Record> = HashMap::new();
    for (record, name, date) in all.filter(|(record, ..)| !record.title.is_empty()) {
        let other = *first.entry((name, date.map(When::same_as))).or_insert(record);
        if other.id != record.id && findings.is_whole(record) && findings.is_whole(other) {
            let message = format!("another {noun} has the {what} of {}", quoted(&record.title));
            let help = format!(
                "if it is the same {noun}, keep one of the two; if not, tell them apart by their {key}s"
            );
            let [place, earlier] = [record, other].map(|record| findings.place(record, &[Step::Key(key)]));
            findings.add(Diagnostic::new(code, place, message).related(earlier, "the first").help(help));
        }
    }
}
