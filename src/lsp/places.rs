//! Where a record is defined, and where it is referred to.

use gen_lsp_types::{Definition, DefinitionResponse, Location};

use crate::load::uses;
use crate::lsp::cursor;
use crate::lsp::document::OpenDocument;
use crate::model::RecordNo;
use crate::text::Span;

/// Where the record is written whose id stands at a byte.
#[must_use]
pub fn definition(held: &OpenDocument, byte: usize) -> Option<DefinitionResponse> {
    let (_, id) = cursor::id_at(held.text(), byte)?;
    let no = held.known.timeline.find_text(&id)?;
    let place = location(held, name_of(held, no)?);
    Some(DefinitionResponse::Definition(Definition::Location(place)))
}

/// Every place where the id stands that stands at a byte.
#[must_use]
pub fn references(held: &OpenDocument, byte: usize, with_definition: bool) -> Vec<Location> {
    let Some((_, id)) = cursor::id_at(held.text(), byte) else { return Vec::new() };
    let timeline = &held.known.timeline;
    let own = timeline.find_text(&id).and_then(|no| name_of(held, no));
    let all = uses(held.text(), timeline, &id).into_iter();
    all.filter(|span| with_definition || Some(*span) != own).map(|span| location(held, span)).collect()
}

/// A place in a document.
#[must_use]
pub fn location(held: &OpenDocument, span: Span) -> Location {
    Location { uri: held.uri.clone(), range: held.range(span) }
}

/// What a record is called by, where it is written; its first byte, if that is not to be found.
#[must_use]
pub fn name_of(held: &OpenDocument, no: RecordNo) -> Option<Span> {
    let start = held.known.timeline.records().span(no)?.start;
    Some(cursor::id_of_record(held.text(), start).unwrap_or(Span::at(start)))
}
