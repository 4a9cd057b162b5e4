//! Records as symbols: those of one document or of all open documents, their definitions and references, and renaming.

use gen_lsp_types::{
    BaseSymbolInformation, Definition, DefinitionResponse, DocumentSymbol, DocumentSymbolResponse, Location,
    PrepareRenamePlaceholder, PrepareRenameResult, SymbolInformation, SymbolKind, WorkspaceEdit,
};

use crate::edit;
use crate::load::{Workers, uses, uses_in_filters};
use crate::lsp::cursor;
use crate::lsp::document::OpenDocument;
use crate::model::{RecordNo, Table, When};
use crate::search::fold::fold;
use crate::text::Span;

/// The most records found by one query.
const MOST: usize = 500;

/// The records of a document, in file order.
#[must_use]
pub(super) fn of_document(document: &OpenDocument) -> DocumentSymbolResponse {
    let mut records: Vec<(usize, RecordNo)> = all(document)
        .filter_map(|no| Some((document.known.timeline.records().span(no)?.start, no)))
        .collect();
    records.sort_unstable();
    let records = records.into_iter().map(|(_, no)| no);
    if document.client.nested_symbols {
        return DocumentSymbolResponse::DocumentSymbolList(
            records.filter_map(|no| symbol(document, no)).collect(),
        );
    }
    let flat = records.filter_map(|no| information(document, no));
    DocumentSymbolResponse::SymbolInformationList(flat.collect())
}

/// The records of a document whose title or id contains every word of a query.
#[must_use]
pub(super) fn found(document: &OpenDocument, question: &str) -> Vec<SymbolInformation> {
    let timeline = &document.known.timeline;
    let words = Words::new(question);
    let fits = |no: &RecordNo| {
        let id = timeline.id_of(*no).map_or("", |id| timeline.ids().text(id));
        words.are_in(&[timeline.records().title(*no), id])
    };
    all(document).filter(fits).filter_map(|no| information(document, no)).take(MOST).collect()
}

/// The words of a query, folded.
#[derive(Debug)]
pub(super) struct Words(Vec<String>);

impl Words {
    /// The words of a text.
    #[must_use]
    pub(super) fn new(text: &str) -> Self {
        Self(fold(text).split_whitespace().map(str::to_owned).collect())
    }

    /// Whether each of them occurs in one of the texts.
    #[must_use]
    pub(super) fn are_in(&self, texts: &[&str]) -> bool {
        if self.0.is_empty() {
            return true;
        }
        let folded = texts.iter().map(|text| fold(text)).collect::<Vec<_>>();
        self.0.iter().all(|word| folded.iter().any(|text| text.contains(word.as_str())))
    }
}

fn all(document: &OpenDocument) -> impl Iterator<Item = RecordNo> {
    Table::ALL.into_iter().flat_map(|table| document.known.timeline.records().numbers(table))
}

/// The display name of a record; never empty, which editors reject.
fn name(document: &OpenDocument, no: RecordNo) -> Option<&str> {
    let timeline = &document.known.timeline;
    let name = timeline.title(timeline.id_of(no)?);
    Some(if name.trim().is_empty() { no.table.name() } else { name })
}

fn symbol(document: &OpenDocument, no: RecordNo) -> Option<DocumentSymbol> {
    let timeline = &document.known.timeline;
    let span = Span::from(timeline.records().span(no)?);
    let record = Span::new(span.start, cursor::end_of_record(document.text(), span));
    let id = name_of(document, no).filter(|id| record.start <= id.start && id.end <= record.end);
    let date = timeline.event(no).and_then(|event| event.date.as_ref()).map(When::short_words);
    let selection = document.range(id.unwrap_or(Span::at(record.start)));
    let detail = Some(date.unwrap_or_else(|| no.table.name().to_owned()));
    let name = name(document, no)?.to_owned();
    let range = document.range(record);
    Some(DocumentSymbol::new(name, detail, kind(no.table), None, None, range, selection, None))
}

fn information(document: &OpenDocument, no: RecordNo) -> Option<SymbolInformation> {
    let container = Some(no.table.name().to_owned());
    let base = BaseSymbolInformation::new(name(document, no)?.to_owned(), kind(no.table), None, container);
    let location = location(document, name_of(document, no)?);
    Some(SymbolInformation::new(None, location, base))
}

/// The closest of the protocol's symbol kinds.
fn kind(table: Table) -> SymbolKind {
    match table {
        Table::Event => SymbolKind::Event,
        Table::Actor => SymbolKind::Class,
        Table::Concern => SymbolKind::Interface,
        Table::Place => SymbolKind::Namespace,
        Table::Source => SymbolKind::File,
        Table::Briefing => SymbolKind::Module,
    }
}

/// The id at a byte, without quotation marks, if a record has it and so can be renamed.
#[must_use]
pub(super) fn prepared(document: &OpenDocument, byte: usize) -> Option<PrepareRenameResult> {
    let (span, id) = cursor::id_at(document.text(), byte)?;
    document.known.timeline.find_text(&id)?;
    let range = document.range(inner(document.text(), span));
    let placeholder = PrepareRenamePlaceholder { range, placeholder: id.into_owned() };
    Some(PrepareRenameResult::PrepareRenamePlaceholder(placeholder))
}

/// Renames the record whose id is at a byte.
///
/// # Errors
/// If it cannot be renamed; worded for the user.
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

/// The span of a string without its quotation marks.
fn inner(text: &str, span: Span) -> Span {
    let raw = span.of(text);
    let quote = raw.chars().next().map_or(0, char::len_utf8);
    let is_closed = raw.len() > quote && raw.get(..quote) == raw.get(raw.len() - quote..);
    Span::new(span.start + quote, span.end - if is_closed { quote } else { 0 })
}

/// The definition of the record whose id is at a byte.
#[must_use]
pub(super) fn definition(document: &OpenDocument, byte: usize) -> Option<DefinitionResponse> {
    let (_, id) = cursor::id_at(document.text(), byte)?;
    let no = document.known.timeline.find_text(&id)?;
    let place = location(document, name_of(document, no)?);
    Some(DefinitionResponse::Definition(Definition::Location(place)))
}

/// All occurrences of the id at a byte.
#[must_use]
pub(super) fn references(document: &OpenDocument, byte: usize, with_definition: bool) -> Vec<Location> {
    let Some((_, id)) = cursor::id_at(document.text(), byte) else { return Vec::new() };
    let timeline = &document.known.timeline;
    let own = timeline.find_text(&id).and_then(|no| name_of(document, no));
    let in_filters = uses_in_filters(document.text(), timeline, &id);
    let all = uses(document.text(), timeline, &id).into_iter().chain(in_filters);
    all.filter(|span| with_definition || Some(*span) != own).map(|span| location(document, span)).collect()
}

/// A location in a document.
#[must_use]
pub(super) fn location(document: &OpenDocument, span: Span) -> Location {
    Location { uri: document.uri.clone(), range: document.range(span) }
}

/// The span of a record's id; the record's first byte if the id cannot be found.
#[must_use]
pub(super) fn name_of(document: &OpenDocument, no: RecordNo) -> Option<Span> {
    let start = document.known.timeline.records().span(no)?.start;
    Some(cursor::id_of_record(document.text(), start).unwrap_or(Span::at(start)))
}
