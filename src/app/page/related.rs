//! The actors and concerns related to the subject of a page, and how.

use crate::describe::wording;
use crate::model::{Actor, Event, Id, RecordNo, ReferenceRole, Table, Timeline, When};

use crate::app::core::listing::Entry;
use crate::app::core::subject::Subject;

/// The actors related to a subject.
#[must_use]
pub fn actors(timeline: &Timeline, subject: Subject) -> Vec<Entry> {
    let Subject::Record(no) = subject else { return Vec::new() };
    let at = no.index();
    let records = timeline.records();
    match no.table {
        Table::Event => timeline.event(no).map(|event| of_event(timeline, event)).unwrap_or_default(),
        Table::Actor => records.actors.get(at).map(|actor| of_actor(timeline, actor)).unwrap_or_default(),
        Table::Concern => {
            let Some(concern) = records.concerns.get(at) else { return Vec::new() };
            let holders = concern.held_by.iter().map(|id| (*id, "holds it"));
            let about = concern.about.iter().map(|id| (*id, "about"));
            holders.chain(about).filter_map(|(id, note)| actor_entry(timeline, id, note, None)).collect()
        }
        Table::Place | Table::Source | Table::Briefing => {
            let Some(record) = timeline.record(no) else { return Vec::new() };
            let bonds = timeline.incoming(record.id).iter();
            bonds
                .filter(|incoming| incoming.from.table == Table::Actor)
                .filter_map(|incoming| {
                    let id = timeline.record(incoming.from)?.id;
                    actor_entry(timeline, id, forward_words(incoming.bond), None)
                })
                .collect()
        }
    }
}

fn of_event(timeline: &Timeline, event: &Event) -> Vec<Entry> {
    let entries = event.all_actors().into_iter();
    entries.filter_map(|(id, role)| actor_entry(timeline, id, role, event.date.as_ref())).collect()
}

fn of_actor(timeline: &Timeline, actor: &Actor) -> Vec<Entry> {
    let wholes = actor.part_of.iter().map(|membership| (membership.of, "part of"));
    let links = actor.record.links.iter().map(|link| (link.to, link.kind.forward()));
    let mut related: Vec<(Id, &str)> = wholes.chain(links).collect();
    for incoming in timeline.incoming(actor.record.id) {
        if incoming.from.table == Table::Actor
            && let Some(record) = timeline.record(incoming.from)
        {
            related.push((record.id, backward_words(incoming.bond)));
        }
    }
    related.into_iter().filter_map(|(id, note)| actor_entry(timeline, id, note, None)).collect()
}

fn actor_entry(timeline: &Timeline, id: Id, note: &str, date: Option<&When>) -> Option<Entry> {
    let no = timeline.find(id).filter(|no| no.table == Table::Actor)?;
    let actor = timeline.actor(id)?;
    let role = actor.role_on(date).map(|role| wording::office(timeline, role)).unwrap_or_default();
    Some(Entry::new(no, note, role))
}

/// The concerns related to a subject, grouped by holder.
#[must_use]
pub fn concerns(timeline: &Timeline, subject: Subject) -> Vec<Entry> {
    let Subject::Record(no) = subject else { return Vec::new() };
    let mut related: Vec<(Id, &str)> = Vec::new();
    match (no.table, timeline.record(no)) {
        (Table::Event, _) => {
            let Some(event) = timeline.event(no) else { return Vec::new() };
            related.extend(event.concerns.iter().map(|id| (*id, "")));
            related.extend(event.record.links.iter().map(|link| (link.to, link.kind.forward())));
        }
        (Table::Concern, Some(record)) => {
            if let Some(concern) = timeline.concern(record.id) {
                related.extend(concern.part_of.iter().map(|id| (*id, "the whole")));
                related.extend(concern.depends_on.iter().map(|id| (*id, "decides it")));
            }
        }
        _ => {}
    }
    if let Some(record) = timeline.record(no) {
        for incoming in timeline.incoming(record.id) {
            if incoming.from.table == Table::Concern
                && let Some(from) = timeline.record(incoming.from)
            {
                related.push((from.id, backward_words(incoming.bond)));
            }
        }
    }
    by_holder(timeline, related)
}

fn by_holder(timeline: &Timeline, related: Vec<(Id, &str)>) -> Vec<Entry> {
    let mut list: Vec<(String, Entry)> = Vec::new();
    for (id, note) in related {
        let (Some(concern), Some(no)) = (timeline.concern(id), timeline.find(id)) else { continue };
        let holder = wording::names(timeline, &concern.held_by);
        let entry = Entry::new(no, note, wording::standing_and_state(concern));
        let place = list.iter().rposition(|(other, _)| *other == holder).map_or(list.len(), |last| last + 1);
        list.insert(place, (holder, entry));
    }
    let mut last: Option<String> = None;
    let mut entries = Vec::with_capacity(list.len());
    for (holder, mut entry) in list {
        if last.as_ref() != Some(&holder) && !holder.is_empty() {
            entry.heading = Some(holder.clone());
        }
        last = Some(holder);
        entries.push(entry);
    }
    entries
}

/// The label of a reference as seen from the record it points to.
#[must_use]
pub fn backward_words(bond: ReferenceRole) -> &'static str {
    match bond {
        ReferenceRole::Link(kind, _) => kind.backward(),
        ReferenceRole::PartOf => "part of it",
        ReferenceRole::HeldBy => "holds",
        ReferenceRole::About => "about it",
        ReferenceRole::DependsOn => "depends on it",
        ReferenceRole::Repeats => "repeats it",
        ReferenceRole::Cites => "cites it",
        ReferenceRole::Shows => "shows it",
    }
}

fn forward_words(bond: ReferenceRole) -> &'static str {
    match bond {
        ReferenceRole::Link(kind, _) => kind.forward(),
        ReferenceRole::Cites => "rests on it",
        other => backward_words(other),
    }
}

/// The rows of a record's events, ascending.
#[must_use]
pub fn rows(timeline: &Timeline, no: RecordNo) -> &[u32] {
    timeline.id_of(no).map_or(&[], |id| timeline.rows_of(id))
}
