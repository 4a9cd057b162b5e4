//! The list of sources at the end of a page: footnote, publisher, grade, and what each of them says.

use crate::app::page::wording::raised;
use crate::model::{Citation, Id, Record};

use crate::app::page::flow::{Span, Tone};
use crate::app::page::writer::Writer;

/// Lists the sources that the page cites, with what the record's citations have of them.
pub fn write(writer: &mut Writer<'_>, record: &Record) {
    let accounts = record.accounts.iter().flat_map(|account| &account.sources);
    let links = record.links.iter().flat_map(|link| &link.sources);
    let citations: Vec<&Citation> = record.sources.iter().chain(accounts).chain(links).collect();
    let cited = writer.notes.sources().to_vec();
    if !cited.is_empty() {
        writer.heading("Sources", "");
    }
    for (number, source) in cited.into_iter().enumerate() {
        let mine: Vec<&Citation> =
            citations.iter().copied().filter(|citation| citation.source == source).collect();
        write_source(writer, number + 1, source, &mine);
    }
}

fn write_source(writer: &mut Writer<'_>, number: usize, id: Id, citations: &[&Citation]) {
    let timeline = writer.timeline;
    let link = timeline.find(id).map(|no| writer.link(no));
    let source = timeline.source(id);
    let name = source.map_or_else(|| timeline.title(id), crate::model::Source::name);
    let credibility = citations.iter().find_map(|citation| citation.credibility);
    let grade = source.and_then(|source| source.grade(credibility)).unwrap_or_default();
    let address = source.map_or("", |source| &source.url);
    let mark = Span::new(Tone::Accent, raised(number));
    writer.flow.labelled(3, mark, &[Span::new(Tone::Link, name).to(timeline.find(id))], link);
    let arrow = if address.is_empty() { "   " } else { "  ↗" };
    writer.flow.at_right(Span::new(Tone::Quiet, format!("{grade}{arrow}")).for_address(address));
    if let Some(source) = source
        && !source.publisher.is_empty()
    {
        writer.note(3, source.title_alone());
    }
    if let Some(origin) = source.and_then(|source| source.origin) {
        writer.note(3, &format!("repeats {}", timeline.title(origin)));
    }
    for said in citations.iter().filter_map(|citation| said(citation)) {
        writer.note(3, &said);
    }
}

/// What a citation says in the source's own words: quote, place, date.
fn said(citation: &Citation) -> Option<String> {
    let mut parts = Vec::new();
    if !citation.quote.is_empty() {
        parts.push(format!("“{}”", citation.quote));
    }
    if !citation.at.is_empty() {
        parts.push(citation.at.to_string());
    }
    match (&citation.date, citation.as_stated.is_empty()) {
        (Some(date), true) => parts.push(format!("gives {}", date.words())),
        (Some(date), false) => parts.push(format!("“{}”: {}", citation.as_stated, date.words())),
        (None, false) => parts.push(format!("“{}”", citation.as_stated)),
        (None, true) => {}
    }
    (!parts.is_empty()).then(|| parts.join(" · "))
}
