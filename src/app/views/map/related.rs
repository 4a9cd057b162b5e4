//! Which places belong to what is read.

use crate::model::{RecordNo, Table, Timeline};

use crate::app::core::subject::Subject;

/// So many events of a hub are looked at.
const EVENTS: usize = 400;

/// The places of a subject, each once: those of an event in its order, a place itself, and for any other record those of
/// its events and those that it names.
#[must_use]
pub fn places(timeline: &Timeline, subject: Subject) -> Vec<RecordNo> {
    let Subject::Record(no) = subject else { return Vec::new() };
    let mut places = Vec::new();
    let mut add = |place: Option<RecordNo>| {
        if let Some(place) = place.filter(|place| place.table == Table::Place && !places.contains(place)) {
            places.push(place);
        }
    };
    let of_event = |no: RecordNo, add: &mut dyn FnMut(Option<RecordNo>)| {
        let parts = timeline.event(no).map(|event| &event.places).into_iter().flatten();
        parts.for_each(|part| add(timeline.find(part.place)));
    };
    if no.table == Table::Event {
        of_event(no, &mut add);
        return places;
    }
    if no.table == Table::Place {
        return vec![no];
    }
    let Some(record) = timeline.record(no) else { return places };
    if let Some(concern) = timeline.concern(record.id) {
        concern.about.iter().for_each(|about| add(timeline.find(*about)));
    }
    record.links.iter().for_each(|link| add(timeline.find(link.to)));
    for row in timeline.rows_of(record.id).iter().take(EVENTS) {
        if let Some(event) = timeline.number_at(*row as usize) {
            of_event(event, &mut add);
        }
    }
    places
}
