//! The timeline's own page: the bottom line first, then the judgments, and what there is.

use crate::model::{Table, Vocabulary};

use crate::app::page::flow::{Span, Tone};
use crate::app::page::writer::Writer;

/// Writes the page of the timeline.
pub fn write(writer: &mut Writer<'_>) {
    let head = writer.timeline.head();
    writer.title(if head.title.is_empty() { "A timeline without a title" } else { &head.title });
    let records = writer.timeline.records();
    let count = |table: Table| {
        let count = records.count(table);
        format!("{count} {}{}", table.name(), if count == 1 { "" } else { "s" })
    };
    writer.facts(&[Table::Event, Table::Actor, Table::Concern, Table::Source].map(count));
    if let Some(date) = &head.as_of {
        writer.facts(&[format!("as of {}; nothing later is claimed", date.words())]);
    }
    writer.flow.blank();
    writer.flow.text(Tone::Ink, &head.summary, &[]);
    if !head.judgments.is_empty() {
        writer.heading("Key judgments", "");
        for judgment in &head.judgments {
            writer.flow.labelled(2, Span::new(Tone::Accent, "•"), &[Span::new(Tone::Ink, &**judgment)], None);
        }
    }
    if !records.briefings.is_empty() {
        writer.heading("Briefings", "");
        for no in records.numbers(Table::Briefing) {
            let steps = records.briefings.get(no.index()).map_or(0, |briefing| briefing.steps.len());
            writer.reference("", no, &[Span::new(Tone::Quiet, format!(" · {steps} steps"))]);
        }
    }
    let standings = crate::model::Status::ALL;
    writer.heading("Standing", "what a word beside a record means");
    for status in standings {
        writer.fact(status.word(), status.meaning().replace('`', "").as_str());
    }
}
