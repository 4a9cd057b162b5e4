//! Formatting as edits, and folding ranges.

use gen_lsp_types::{FoldingRange, FoldingRangeKind, TextEdit};

use crate::edit::{self, FormatError, Layout, edits};
use crate::load::Workers;
use crate::lsp::document::OpenDocument;
use crate::lsp::scan::{Kind, Scan};
use crate::lsp::section;

/// The edits that format a document; they cover only the lines that differ.
///
/// # Errors
/// If the document has errors; worded for the user.
pub(super) fn formatted(document: &OpenDocument, workers: &impl Workers) -> Result<Vec<TextEdit>, String> {
    let read = (&document.known.timeline, &*document.known.found);
    match edit::format_read(&document.document(), read, Layout::default(), workers) {
        Ok(text) => Ok(edits(document.text(), &text).iter().map(|edit| document.edit(edit)).collect()),
        Err(FormatError::Faulty(_)) => {
            Err("a timeline with errors is not formatted: what it means is not known".to_owned())
        }
        Err(FormatError::Unsure) => {
            Err("the canonical form would not mean the same; this is a mistake of annals, please report it"
                .to_owned())
        }
    }
}

/// Folding ranges for records, their sub-tables, and anything that spans several lines.
#[must_use]
pub(super) fn folds(document: &OpenDocument) -> Vec<FoldingRange> {
    let text = document.text();
    let mut folds = Folds { document, found: Vec::new() };
    // The start of the current record, and its end so far.
    let mut record: Option<(usize, usize)> = None;
    for section in section::from(text, 0) {
        let mut end = section.header.end;
        let mut key = None;
        for item in Scan::new(text, section.body, section.table) {
            if item.depth == 0 && item.kind == Kind::Key {
                key = Some(item.span.start);
            } else if let Some(key) = key.filter(|_| item.depth == 0) {
                folds.add(key, item.span.end);
            }
            end = item.span.end;
        }
        if section.begins(text) || section.header.is_empty() {
            if let Some((start, end)) = record.take() {
                folds.add(start, end);
            }
            record = (!section.header.is_empty()).then_some((section.header.start, end));
        } else {
            folds.add(section.header.start, end);
            record = record.map(|(start, _)| (start, end));
        }
    }
    if let Some((start, end)) = record {
        folds.add(start, end);
    }
    folds.found.sort_by_key(|fold| (fold.start_line, std::cmp::Reverse(fold.end_line)));
    folds.found
}

struct Folds<'h> {
    document: &'h OpenDocument,
    found: Vec<FoldingRange>,
}

impl Folds<'_> {
    /// Adds a range if it spans more than one line.
    fn add(&mut self, start: usize, end: usize) {
        let encoding = self.document.client.encoding;
        let [start, end] = [start, end].map(|at| self.document.lines.position(at, encoding).line);
        if end > start {
            let kind = Some(FoldingRangeKind::Region);
            self.found.push(FoldingRange {
                start_line: start,
                end_line: end,
                kind,
                ..FoldingRange::default()
            });
        }
    }
}
