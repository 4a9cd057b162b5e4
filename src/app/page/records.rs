//! The pages of actors, concerns, places, sources and briefings.

use crate::app::{page::related, page::wording};
use crate::model::{Bond, RecordNo, Status, Table, Vocabulary, When};

use crate::app::page::flow::{Span, Tone};
use crate::app::page::sources;
use crate::app::page::writer::Writer;

/// Writes the page of an actor.
pub fn actor(writer: &mut Writer<'_>, no: RecordNo) {
    let timeline = writer.timeline;
    let Some(actor) = timeline.records().actors.get(no.index()) else { return };
    let record = &actor.record;
    writer.title(timeline.title(record.id));
    writer.facts(&[
        actor.kind.shown(),
        actor.country.to_string(),
        actor.native_name.to_string(),
        actor.aliases.join(", "),
    ]);
    if record.standing.status != Status::Reported {
        writer.standing(record, &[], &[]);
    }
    writer.summary(record);
    writer.flow.blank();
    for (number, role) in actor.roles.iter().enumerate() {
        let held = role.date.as_ref().map_or_else(String::new, |date| format!(" · {}", date.words()));
        let spans = [Span::new(Tone::Ink, related::office(timeline, role)), Span::new(Tone::Quiet, held)];
        writer.flow.labelled(
            crate::app::page::writer::LABELS,
            Span::new(Tone::Faint, first_only("role", number)),
            &spans,
            None,
        );
    }
    for (number, whole) in actor.part_of.iter().enumerate() {
        let mut after = Vec::new();
        if whole.status != Status::Reported {
            after.push(Span::new(Tone::Quiet, format!(" · {}", whole.status.word())));
        }
        after.extend(whole.date.iter().map(|date| Span::new(Tone::Quiet, format!(" · {}", date.words()))));
        after.extend(writer.notes.marks(writer.timeline, &whole.sources));
        writer.reference_to(first_only("part of", number), whole.of, &after);
    }
    writer.bound(record.id, &[Bond::PartOf], "has as part", Table::Actor);
    writer.links(record);
    writer.flow.blank();
    writer.bound(record.id, &[Bond::HeldBy], "holds", Table::Concern);
    writer.bound(record.id, &[Bond::About], "concerned", Table::Concern);
    writer.accounts(record);
    writer.events("Events", timeline.rows_of(record.id));
    sources::write(writer, record);
}

/// Writes the page of a concern.
pub fn concern(writer: &mut Writer<'_>, no: RecordNo) {
    let timeline = writer.timeline;
    let Some(concern) = timeline.records().concerns.get(no.index()) else { return };
    let record = &concern.record;
    writer.title(timeline.title(record.id));
    let holders = wording::names(timeline, &concern.held_by);
    let since = concern.since.as_ref().map(|since| format!("since {}", since.words()));
    writer.facts(&[format!("concern of {holders}"), concern.state.shown(), since.unwrap_or_default()]);
    writer.standing(record, &concern.held_by, &[]);
    writer.summary(record);
    writer.flow.blank();
    writer.fact("if", &concern.if_);
    writer.fact("then", &concern.then);
    writer.flow.blank();
    for (number, id) in concern.about.iter().enumerate() {
        writer.reference_to(first_only("about", number), *id, &[]);
    }
    for (number, id) in concern.depends_on.iter().enumerate() {
        let state =
            timeline.concern(*id).map_or_else(String::new, |other| format!(" · {}", other.state.shown()));
        writer.reference_to(first_only("decided by", number), *id, &[Span::new(Tone::Quiet, state)]);
    }
    writer.bound(record.id, &[Bond::DependsOn], "decides", Table::Concern);
    if let Some(id) = &concern.part_of {
        writer.reference_to("part of", *id, &[]);
    }
    writer.bound(record.id, &[Bond::PartOf], "has as part", Table::Concern);
    writer.links(record);
    writer.accounts(record);
    writer.events("Events that bear on it", timeline.rows_of(record.id));
    sources::write(writer, record);
}

/// Writes the page of a place.
pub fn place(writer: &mut Writer<'_>, no: RecordNo) {
    let timeline = writer.timeline;
    let Some(place) = timeline.records().places.get(no.index()) else { return };
    let record = &place.record;
    writer.title(timeline.title(record.id));
    let position = place.position.map_or_else(String::new, |at| {
        let (north, east) = (if at.lat < 0.0 { 'S' } else { 'N' }, if at.lon < 0.0 { 'W' } else { 'E' });
        format!("{:.2}° {north}, {:.2}° {east}", at.lat.abs(), at.lon.abs())
    });
    let line = if place.path.is_empty() { "" } else { "a line on the map" };
    writer.facts(&["place".to_owned(), place.countries.join(", "), position, line.to_owned()]);
    writer.summary(record);
    writer.links(record);
    writer.bound(record.id, &[Bond::About], "concerned", Table::Concern);
    writer.accounts(record);
    writer.events("Events", timeline.rows_of(record.id));
    sources::write(writer, record);
}

/// Writes the page of a source.
pub fn source(writer: &mut Writer<'_>, no: RecordNo) {
    let timeline = writer.timeline;
    let Some(source) = timeline.records().sources.get(no.index()) else { return };
    let record = &source.record;
    writer.title(timeline.title(record.id));
    let date = source.date.as_ref().map(When::words).unwrap_or_default();
    let kind = if source.kind.is_empty() { "source".to_owned() } else { source.kind.replace('-', " ") };
    writer.facts(&[source.publisher.to_string(), source.author.to_string(), date, kind]);
    if !source.url.is_empty() {
        writer.flow.paragraph(&[Span::new(Tone::Link, &*source.url)]);
    }
    writer.summary(record);
    writer.flow.blank();
    writer.fact("grade", &wording::grade_words(timeline, no).unwrap_or_default());
    if let Some(id) = &source.origin {
        writer.reference_to("repeats", *id, &[]);
    }
    writer.bound(record.id, &[Bond::Repeats], "repeated by", Table::Source);
    for table in [Table::Actor, Table::Concern, Table::Place] {
        writer.bound(record.id, &[Bond::Cites], "rests on it", table);
    }
    writer.events("Events that rest on it", timeline.rows_of(record.id));
    sources::write(writer, record);
}

/// Writes the page of a briefing.
pub fn briefing(writer: &mut Writer<'_>, no: RecordNo) {
    let timeline = writer.timeline;
    let Some(briefing) = timeline.records().briefings.get(no.index()) else { return };
    let record = &briefing.record;
    writer.title(timeline.title(record.id));
    let minutes = briefing.minutes.map_or_else(String::new, |minutes| format!("{minutes} minutes"));
    writer.facts(&["briefing".to_owned(), format!("{} steps", briefing.steps.len()), minutes]);
    writer.flow.blank();
    writer.flow.text(Tone::Ink, &briefing.bottom_line, &[]);
    writer.summary(record);
    for (number, step) in briefing.steps.iter().enumerate() {
        writer.flow.blank();
        writer.reference_to(&format!("step {}", number + 1), step.show, &[]);
        for point in &step.points {
            writer.note(crate::app::page::writer::LABELS, point);
        }
    }
    sources::write(writer, record);
}

/// A label that stands beside the first of several lines alone.
fn first_only(label: &str, number: usize) -> &str {
    if number == 0 { label } else { "" }
}
