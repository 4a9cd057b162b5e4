//! Where a record is defined, and where it is referred to.

use gen_lsp_types::{Definition, DefinitionResponse, Location};

use crate::load::uses;
use crate::lsp::cursor;
use crate::lsp::document::OpenDocument;
use crate::model::RecordNo;
use crate::text::Span;

/// Where the record is written whose id stands at a byte.
#[must_use]
pub fn definition(document: &OpenDocument, byte: usize) -> Option<DefinitionResponse> {
    let (_, id) = cursor::id_at(document.text(), byte)?;
    let no = document.known.timeline.find_text(&id)?;
    let place = location(document, name_of(document, no)?);
    Some(DefinitionResponse::Definition(Definition::Location(place)))
}

/// Every place where the id stands that stands at a byte.
#[must_use]
pub fn references(document: &OpenDocument, byte: usize, with_definition: bool) -> Vec<Location> {
    let Some((_, id)) = cursor::id_at(document.text(), byte) else { return Vec::new() };
    let timeline = &document.known.timeline;
    let own = timeline.find_text(&id).and_then(|no| name_of(document, no));
    let all = uses(document.text(), timeline, &id).into_iter();
    all.filter(|span| with_definition || Some(*span) != own).map(|span| location(document, span)).collect()
}

/// A place in a document.
#[must_use]
pub fn location(document: &OpenDocument, span: Span) -> Location {
    Location { uri: document.uri.clone(), range: document.range(span) }
}

/// What a record is called by, where it is written; its first byte, if that is not to be found.
#[must_use]
pub fn name_of(document: &OpenDocument, no: RecordNo) -> Option<Span> {
    let start = document.known.timeline.records().span(no)?.start;
    Some(cursor::id_of_record(document.text(), start).unwrap_or(Span::at(start)))
}
