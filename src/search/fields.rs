//! The texts of a record that are searched, with its names separate from the rest.
//!
//! They are separate because an event is also found by the names of its actors, places and sources (but not by their
//! other texts), and because names are few and can be searched first.

use crate::model::record::sources_of;
use crate::model::{Actor, Citation, Event, Id, LinkKind, Record, RecordNo, Table, Timeline};

/// The names of a record: its title, and an actor's aliases and native name.
pub fn names(timeline: &Timeline, no: RecordNo, each: &mut dyn FnMut(&str)) {
    each(timeline.records().title(no));
    if let Some(actor) = actor(timeline, no) {
        actor.aliases.iter().for_each(|alias| each(alias));
        each(&actor.native_name);
    }
}

/// All other texts of a record, including its id and speaker notes.
pub fn texts(timeline: &Timeline, no: RecordNo, each: &mut dyn FnMut(&str)) {
    let Some(id) = timeline.id_of(no) else { return };
    let id = timeline.ids().text(id);
    if no.table == Table::Event {
        return timeline.event(no).into_iter().for_each(|event| texts_of_event(event, id, each));
    }
    let Some(record) = timeline.record(no) else { return };
    each(id);
    shared(record, each);
    let at = no.index();
    match no.table {
        Table::Event => {}
        Table::Actor => {
            let Some(actor) = actor(timeline, no) else { return };
            actor.roles.iter().for_each(|role| each(&role.title));
            actor.part_of.iter().for_each(|whole| citations(&whole.sources, each));
        }
        Table::Concern => {
            let Some(concern) = timeline.records().concerns.get(at) else { return };
            each(&concern.if_);
            each(&concern.then);
        }
        Table::Place => {}
        Table::Source => {
            let Some(source) = timeline.records().sources.get(at) else { return };
            each(&source.publisher);
            each(&source.author);
            each(&source.url);
        }
        Table::Briefing => {
            let Some(briefing) = timeline.records().briefings.get(at) else { return };
            each(&briefing.bottom_line);
            briefing.judgments.iter().for_each(|judgment| each(&judgment.says));
            for step in &briefing.steps {
                each(&step.title);
                each(&step.text);
                each(&step.quote);
                citations(&step.sources, each);
                for point in &step.points {
                    each(&point.says);
                    citations(&point.sources, each);
                }
                each(&step.notes);
            }
        }
    }
}

/// All texts of an event except its title.
pub fn texts_of_event(event: &Event, id: &str, each: &mut dyn FnMut(&str)) {
    each(id);
    shared(&event.record, each);
    each(&event.so_what);
    each(&event.date_note);
    event.actors.iter().for_each(|part| each(&part.role));
    event.places.iter().for_each(|part| each(&part.role));
    if let Some(image) = &event.image {
        each(&image.alt);
        each(&image.credit);
    }
}

/// The records by whose names an event is found: its actors, places and sources.
pub fn named_by(timeline: &Timeline, no: RecordNo) -> Vec<RecordNo> {
    let Some(event) = timeline.event(no) else { return Vec::new() };
    let links = event.record.links.iter().filter(|link| link.kind == LinkKind::DrivenBy);
    let mut ids: Vec<Id> = event.all_actors().into_iter().map(|(actor, _)| actor).collect();
    ids.extend(event.places.iter().map(|part| part.place));
    ids.extend(sources_of(&event.record));
    // These are of another table unless the file is wrong; the index includes them, so they are included here.
    ids.extend(&event.concerns);
    ids.extend(links.map(|link| link.to));
    ids.sort_unstable();
    ids.dedup();
    ids.into_iter().filter_map(|id| timeline.find(id)).filter(|no| names_events(no.table)).collect()
}

/// Whether events are found by the names of records of this table.
#[must_use]
pub fn names_events(table: Table) -> bool {
    matches!(table, Table::Actor | Table::Place | Table::Source)
}

fn actor(timeline: &Timeline, no: RecordNo) -> Option<&Actor> {
    (no.table == Table::Actor).then(|| timeline.records().actors.get(no.index())).flatten()
}

fn shared(record: &Record, each: &mut dyn FnMut(&str)) {
    each(&record.summary);
    record.tags.iter().for_each(|tag| each(tag));
    each(&record.notes);
    citations(&record.sources, each);
    for account in &record.accounts {
        each(&account.on);
        each(&account.says);
        each(&account.quote);
        citations(&account.sources, each);
    }
    for link in &record.links {
        each(&link.says);
        citations(&link.sources, each);
    }
}

fn citations(citations: &[Citation], each: &mut dyn FnMut(&str)) {
    for citation in citations {
        each(&citation.quote);
        each(&citation.as_stated);
        each(&citation.at);
    }
}
