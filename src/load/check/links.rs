//! Links: their kind fits their ends, and they do not contradict the dates.

use crate::load::check::findings::Findings;
use crate::load::check::locate::Step;
use crate::load::check::references::noun;
use crate::model::{LinkKind, Record, RecordNo, Table, Timeline, Vocabulary};
use crate::text::sanitize::quoted;
use crate::text::{Code, Diagnostic};

/// The few records that have links.
fn linked(timeline: &Timeline) -> impl Iterator<Item = (RecordNo, &Record)> {
    timeline.records().full().filter(|(_, record)| !record.links.is_empty())
}

/// Events link to events and concerns, actors to actors and places.
pub(super) fn kind_fits_the_ends(timeline: &Timeline, findings: &mut Findings<'_>) {
    for (no, record) in linked(timeline) {
        if !findings.is_whole(record) {
            continue;
        }
        for (index, link) in record.links.iter().enumerate() {
            let Some(to) = timeline.find(link.to) else { continue };
            let (from_table, to_tables) = if link.kind.is_between_events() {
                (Table::Event, [Table::Event, Table::Concern])
            } else {
                (Table::Actor, [Table::Actor, Table::Place])
            };
            if no.table == from_table && to_tables.contains(&to.table) {
                continue;
            }
            let path = [Step::Key("links"), Step::At(index), Step::Key("kind")];
            let place = findings.place(record, &path);
            let [own, other] = [no.table, to.table].map(noun);
            let message = format!("`{}` does not lead from {own} to {other}", link.kind.word());
            findings.add(Diagnostic::new(Code::LinkKind, place, message).help(help(no.table)));
        }
    }
}

fn help(from: Table) -> String {
    let words = |between_events: bool| {
        let kinds = LinkKind::ALL.iter().filter(move |kind| kind.is_between_events() == between_events);
        kinds.map(|kind| kind.word()).collect::<Vec<_>>().join(", ")
    };
    match from {
        Table::Event => format!("an event leads to an event or a concern by {}", words(true)),
        Table::Actor => format!("an actor leads to an actor or a place by {}", words(false)),
        _ => "only events and actors have links".to_owned(),
    }
}

/// Nothing links to itself.
pub(super) fn not_to_itself(timeline: &Timeline, findings: &mut Findings<'_>) {
    for (_, record) in linked(timeline) {
        if !findings.is_whole(record) {
            continue;
        }
        for (index, _) in record.links.iter().enumerate().filter(|(_, link)| link.to == record.id) {
            let place = findings.place(record, &[Step::Key("links"), Step::At(index), Step::Key("to")]);
            let message = format!("{} is linked to itself", quoted(timeline.ids().text(record.id)));
            let help = "a link leads to another record: change `to`, or remove the link";
            findings.add(Diagnostic::new(Code::LinkToItself, place, message).help(help));
        }
    }
}

/// An event cannot build on, follow, be driven by or respond to an event that is certainly later. If either date is
/// uncertain, neither is the order.
pub(super) fn not_against_time(timeline: &Timeline, findings: &mut Findings<'_>) {
    for (no, record) in linked(timeline) {
        if !findings.is_whole(record) {
            continue;
        }
        for (index, link) in record.links.iter().enumerate().filter(|(_, link)| link.kind.comes_after()) {
            let later = timeline.find(link.to).filter(|to| to.table == Table::Event);
            let (Some(own), Some(other)) = (timeline.event(no), later.and_then(|to| timeline.event(to)))
            else {
                continue;
            };
            let (Some(own_date), Some(other_date)) = (&own.date, &other.date) else { continue };
            if !own_date.is_surely_before(other_date) {
                continue;
            }
            let place = findings.place(record, &[Step::Key("links"), Step::At(index), Step::Key("to")]);
            let message = format!(
                "{} ({}) cannot {} {} ({}), which is later",
                quoted(&record.title),
                own_date.text(),
                infinitive(link.kind),
                quoted(&other.record.title),
                other_date.text(),
            );
            let other_place = findings.place(&other.record, &[Step::Key("date")]);
            findings.add(
                Diagnostic::new(Code::LinkAgainstTime, place, message)
                    .related(other_place, "the later date")
                    .help("reverse the link, or correct one of the dates; mark an uncertain one with `?` or `~`"),
            );
        }
    }
}

fn infinitive(kind: LinkKind) -> &'static str {
    match kind {
        LinkKind::BuildsOn => "build on",
        LinkKind::Follows => "follow",
        LinkKind::DrivenBy => "be driven by",
        LinkKind::RespondsTo => "respond to",
        _ => "be linked to",
    }
}
