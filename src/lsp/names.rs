//! Another id for a record, as one change of the text.

use gen_lsp_types::{PrepareRenamePlaceholder, PrepareRenameResult, WorkspaceEdit};

use crate::edit;
use crate::load::Workers;
use crate::lsp::cursor;
use crate::lsp::document::OpenDocument;
use crate::text::Span;

/// What would be renamed at a byte: an id that some record has, without its quotation marks.
#[must_use]
pub fn prepared(document: &OpenDocument, byte: usize) -> Option<PrepareRenameResult> {
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
pub fn renamed(
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
