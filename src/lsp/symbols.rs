//! Records by name: those of a document, and those of all documents that are open.

use gen_lsp_types::{
    BaseSymbolInformation, DocumentSymbol, DocumentSymbolResponse, SymbolInformation, SymbolKind,
};

use crate::lsp::document::OpenDocument;
use crate::lsp::{cursor, names};
use crate::model::{RecordNo, Table, When};
use crate::search::fold::fold;
use crate::text::Span;

/// The most records that are found by one question.
const MOST: usize = 500;

/// The records of a document, in its order.
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

/// The records of a document whose title or id has every word of a question.
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

/// The words of a question, without case and diacritics.
#[derive(Debug)]
pub(super) struct Words(Vec<String>);

impl Words {
    /// The words of a text.
    #[must_use]
    pub(super) fn new(text: &str) -> Self {
        Self(fold(text).split_whitespace().map(str::to_owned).collect())
    }

    /// Whether each of them stands in one of some texts.
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

/// What a record is called; never nothing, which editors do not take.
fn name(document: &OpenDocument, no: RecordNo) -> Option<&str> {
    let timeline = &document.known.timeline;
    let name = timeline.title(timeline.id_of(no)?);
    Some(if name.trim().is_empty() { no.table.name() } else { name })
}

fn symbol(document: &OpenDocument, no: RecordNo) -> Option<DocumentSymbol> {
    let timeline = &document.known.timeline;
    let span = Span::from(timeline.records().span(no)?);
    let record = Span::new(span.start, cursor::end_of_record(document.text(), span));
    let id = names::name_of(document, no).filter(|id| record.start <= id.start && id.end <= record.end);
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
    let location = names::location(document, names::name_of(document, no)?);
    Some(SymbolInformation::new(None, location, base))
}

/// The nearest of the kinds that editors have signs for.
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
