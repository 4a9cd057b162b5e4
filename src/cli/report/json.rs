//! Diagnostics for other programs: objects with their place in lines and columns, counted from 1 in Unicode characters.

use serde::Serialize;

use crate::text::sanitize::one_line;
use crate::text::{Diagnostic, Document, Positions};

/// A diagnostic as it is written.
#[derive(Debug, Serialize)]
struct Entry<'a> {
    code: &'static str,
    severity: &'static str,
    message: std::borrow::Cow<'a, str>,
    file: std::borrow::Cow<'a, str>,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    help: Option<std::borrow::Cow<'a, str>>,
}

/// The problems of a file, as JSON objects.
#[must_use]
pub fn render(document: &Document, diagnostics: &[Diagnostic]) -> Vec<String> {
    let mut positions = Positions::new(document);
    diagnostics
        .iter()
        .filter_map(|diagnostic| {
            let start = positions.of(diagnostic.primary.span.start);
            // An own walk for each end would make a long line with many problems slow; these go on from the start.
            let mut ends = positions.clone();
            let end = ends.of(diagnostic.primary.span.end);
            let entry = Entry {
                code: diagnostic.code.as_str(),
                severity: diagnostic.severity.as_str(),
                message: one_line(&diagnostic.message),
                file: one_line(document.name()),
                line: start.line,
                column: start.column,
                end_line: end.line,
                end_column: end.column,
                help: diagnostic.help.as_deref().map(one_line),
            };
            serde_json::to_string(&entry).ok()
        })
        .collect()
}
