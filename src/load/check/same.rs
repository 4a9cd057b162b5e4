//! Records that seem to be there twice, under one name.
//!
//! Names are compared as a search compares them, without case and accents. Events are compared with those of their own
//! day, which are neighbours in time, and not in a long file: reading the titles of a million costs more than all else.

use std::collections::HashMap;

use crate::load::check::findings::Findings;
use crate::load::check::locate::Step;
use crate::model::{Event, Record, Source, Timeline};
use crate::search::fold::fold;
use crate::text::sanitize::quoted;
use crate::text::{Code, Diagnostic};

/// Actors have names of their own, and so have places and sources.
pub(super) fn names_differ(timeline: &Timeline, findings: &mut Findings<'_>) {
    let records = timeline.records();
    twice(findings, "actor", records.actors.iter().map(|actor| (&actor.record, "")));
    twice(findings, "place", records.places.iter().map(|place| (&place.record, "")));
    // Many articles have the same title; what else a reference shows tells them apart.
    let told_apart = |source: &Source| {
        let date = source.date.as_ref().map(|date| date.text()).unwrap_or_default();
        format!("{}|{}|{date}", fold(&source.publisher), fold(&source.author))
    };
    let sources: Vec<_> = records.sources.iter().map(|source| (&source.record, told_apart(source))).collect();
    twice(findings, "source", sources.iter().map(|(record, more)| (*record, more.as_str())));
}

/// Reports each record with the name of an earlier one, and with nothing `more` to tell it from that.
fn twice<'r>(findings: &mut Findings<'_>, noun: &str, all: impl Iterator<Item = (&'r Record, &'r str)>) {
    let mut first: HashMap<(String, &str), &Record> = HashMap::new();
    for (record, more) in all.filter(|(record, _)| !record.title.is_empty()) {
        let other = *first.entry((fold(&record.title), more)).or_insert(record);
        if other.id != record.id && findings.is_whole(record) && findings.is_whole(other) {
            let message = format!("another {noun} has the name {}", quoted(&record.title));
            let help = format!(
                "if it is the same {noun}, keep one of the two; if not, tell them apart by their names"
            );
            report(findings, Code::SameName, (record, other), message, &help);
        }
    }
}

/// Events of one date have titles of their own.
pub(super) fn events_differ(timeline: &Timeline, findings: &mut Findings<'_>) {
    if !timeline.keeps_prose() {
        return;
    }
    let mut of_day: HashMap<String, Vec<&Event>> = HashMap::new();
    let days = timeline.days();
    for row in 0..days.len() {
        let starts_day = row == 0 || days.get(row) != days.get(row - 1);
        if starts_day {
            of_day.clear();
            if days.get(row) != days.get(row + 1) {
                continue;
            }
        }
        let Some((_, event)) = timeline.event_at(row).filter(|(_, event)| !event.record.title.is_empty())
        else {
            continue;
        };
        let alike = of_day.entry(fold(&event.record.title)).or_default();
        let other = alike.iter().find(|other| other.date == event.date).copied();
        alike.push(event);
        let Some(other) = other else { continue };
        let (record, other) = (&event.record, &other.record);
        if findings.is_whole(record) && findings.is_whole(other) {
            let message = format!("another event of this date has the title {}", quoted(&record.title));
            let help =
                "one happening is one event: keep one of the two, or say in their titles how they differ";
            report(findings, Code::SameEvent, (record, other), message, help);
        }
    }
}

fn report(
    findings: &mut Findings<'_>,
    code: Code,
    (record, other): (&Record, &Record),
    message: String,
    help: &str,
) {
    let mut place = |record| {
        let key = if code == Code::SameEvent { "title" } else { "name" };
        let key = if findings.is_written(record, &[Step::Key(key)]) { key } else { "title" };
        findings.place(record, &[Step::Key(key)])
    };
    let (place, first) = (place(record), place(other));
    findings.add(Diagnostic::new(code, place, message).related(first, "the first").help(help));
}
