//! Another id for a record, as one change of the text.

use gen_lsp_types::{
    Definition, DefinitionResponse, Location, PrepareRenamePlaceholder, PrepareRenameResult, WorkspaceEdit,
};

use crate::edit;
use crate::load::{Workers, uses};
use crate::lsp::cursor;
use crate::lsp::document::OpenDocument;
use crate::model::RecordNo;
use crate::text::Span;

/// What would be renamed at a byte: an id that some record has, without its quotation marks.
#[must_use]
pub(super) fn prepared(document: &OpenDocument, byte: usize) -> Option<PrepareRenameResult> {
    let (span, id) = cursor::id_at(document.text(), byte)?;
    document.known.timeline.find_text(&id)?;
    let range = document.range(inner(document.text(), span));
    let placeholder = PrepareRenamePlaceholder { range, placeholder: id.into_owned() };
    Some(PrepareRenameResult::PrepareRenamePlaceholder(placeholder))
}

/// Gives the record whose id stands at a byte another one.
///
/// # Errors
/// In words, if something is in the way.
pub(super) fn renamed(
    document: &OpenDocument,
    byte: usize,
    new: &str,
    workers: &impl Workers,
) -> Result<WorkspaceEdit, String> {
    let Some((_, id)) = cursor::id_at(document.text(), byte) else {
        return Err(
            "there is no id here: an id stands between quotation marks, at a key that holds one".to_owned()
        );
    };
    let text = document.document();
    let read = (&document.known.timeline, &*document.known.found);
    let renamed = edit::rename_read(&text, read, (&id, new), workers)
        .map_err(|error| error.message(&text, &id, new))?;
    Ok(document.change_of(&renamed.edits))
}

/// A text without its quotation marks.
fn inner(text: &str, span: Span) -> Span {
    let raw = span.of(text);
    let quote = raw.chars().next().map_or(0, char::len_utf8);
    let is_closed = raw.len() > quote && raw.get(..quote) == raw.get(raw.len() - quote..);
    Span::new(span.start + quote, span.end - if is_closed { quote } else { 0 })
}

/// Where the record is written whose id stands at a byte.
#[must_use]
pub(super) fn definition(document: &OpenDocument, byte: usize) -> Option<DefinitionResponse> {
    let (_, id) = cursor::id_at(document.text(), byte)?;
    let no = document.known.timeline.find_text(&id)?;
    let place = location(document, name_of(document, no)?);
    Some(DefinitionResponse::Definition(Definition::Location(place)))
}

/// Every place where the id stands that stands at a byte.
#[must_use]
pub(super) fn references(document: &OpenDocument, byte: usize, with_definition: bool) -> Vec<Location> {
    let Some((_, id)) = cursor::id_at(document.text(), byte) else { return Vec::new() };
    let timeline = &document.known.timeline;
    let own = timeline.find_text(&id).and_then(|no| name_of(document, no));
    let all = uses(document.text(), timeline, &id).into_iter();
    all.filter(|span| with_definition || Some(*span) != own).map(|span| location(document, span)).collect()
}

/// A place in a document.
#[must_use]
pub(super) fn location(document: &OpenDocument, span: Span) -> Location {
    Location { uri: document.uri.clone(), range: document.range(span) }
}

/// What a record is called by, where it is written; its first byte, if that is not to be found.
#[must_use]
pub(super) fn name_of(document: &OpenDocument, no: RecordNo) -> Option<Span> {
    let start = document.known.timeline.records().span(no)?.start;
    Some(cursor::id_of_record(document.text(), start).unwrap_or(Span::at(start)))
}
