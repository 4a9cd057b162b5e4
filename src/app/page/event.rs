//! The page of an event.

use crate::app::core::picture::Shown;
use crate::app::page::wording;
use crate::model::{Event, RecordNo, Vocabulary};

use crate::app::page::flow::{Span, Tone};
use crate::app::page::image;
use crate::app::page::sources;
use crate::app::page::writer::Writer;

/// Writes the page of an event; without its prose, while that is not known.
pub fn write(
    writer: &mut Writer<'_>,
    no: RecordNo,
    (whole, picture): (Option<&Event>, Option<&Shown>),
    with_lists: bool,
) {
    let Some(event) = whole.or_else(|| writer.timeline.event(no)) else { return };
    let record = &event.record;
    writer.title(writer.timeline.title(record.id));
    if let Some(image) = &event.image {
        image::write(writer, image, picture);
    }
    let date = event.date.as_ref().map_or_else(|| "undated".to_owned(), crate::model::When::words);
    let place = event.places.first().map(|place| writer.timeline.title(place.place).to_owned());
    let kind = event.kind.map(Vocabulary::shown);
    writer.facts(&[date, place.unwrap_or_default(), kind.unwrap_or_default()]);
    let stated = as_stated(writer, event);
    writer.standing(record, &[], &stated);
    if !event.date_note.is_empty() {
        writer.flow.text(Tone::Faint, &event.date_note, &[]);
    }
    if whole.is_some() {
        writer.summary(record);
    } else {
        writer.flow.blank();
        writer.flow.paragraph(&[Span::new(Tone::Quiet, "…")]);
    }
    if !event.so_what.is_empty() {
        writer.flow.blank();
        let spans = [Span::new(Tone::Accent, "So what  "), Span::new(Tone::Ink, &*event.so_what)];
        writer.flow.paragraph(&spans);
    }
    writer.links(record);
    for place in event.places.iter().skip(usize::from(event.places.len() == 1 && !with_lists)) {
        let role = if place.role.is_empty() { "place" } else { &*place.role };
        writer.reference_to(role, place.place, &[]);
    }
    if with_lists {
        lists(writer, event);
    }
    writer.accounts(record);
    sources::write(writer, record);
}

/// The date as the sources write it, where they do.
fn as_stated(writer: &mut Writer<'_>, event: &Event) -> Vec<Span> {
    let Some(citation) = event.record.sources.iter().find(|citation| !citation.as_stated.is_empty()) else {
        return Vec::new();
    };
    let mut spans = vec![Span::new(Tone::Quiet, format!(" · “{}”", citation.as_stated))];
    spans.extend(writer.notes.marks(writer.timeline, std::slice::from_ref(citation)));
    spans
}

/// Actors and concerns, where no pane beside the page lists them.
fn lists(writer: &mut Writer<'_>, event: &Event) {
    let timeline = writer.timeline;
    writer.flow.blank();
    for (number, (id, role)) in event.all_actors().into_iter().enumerate() {
        let office = timeline.actor(id).and_then(|actor| actor.role_on(event.date.as_ref()));
        let words =
            [Some(role.to_owned()), office.map(|office| crate::app::page::related::office(timeline, office))];
        let words: String =
            words.into_iter().flatten().filter(|w| !w.is_empty()).map(|w| format!(" · {w}")).collect();
        let label = if number == 0 { "actors" } else { "" };
        writer.reference_to(label, id, &[Span::new(Tone::Quiet, words)]);
    }
    for (number, id) in event.concerns.iter().enumerate() {
        let Some(concern) = timeline.concern(*id) else { continue };
        let holders = wording::names(timeline, &concern.held_by);
        let state = crate::app::page::related::standing_and_state(concern);
        let label = if number == 0 { "concerns" } else { "" };
        writer.reference_to(label, *id, &[Span::new(Tone::Quiet, format!(" · {holders} · {state}"))]);
    }
}
