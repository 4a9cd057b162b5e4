//! Diagnostics for programs: as JSON, and as workflow commands for GitHub.

use std::fmt::Write as _;

use serde::Serialize;

use crate::edit::Change;
use crate::text::sanitize::one_line;
use crate::text::{Diagnostic, Document, Positions, Severity};

/// A diagnostic in JSON.
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
            // Cloned, because counting from the start of a long line for every end would be slow.
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

/// What was fixed in a file, as JSON objects like those of problems, with the severity `fixed`.
#[must_use]
pub fn render_fixed(document: &Document, changes: &[Change]) -> Vec<String> {
    let entry = |change: &Change| Entry {
        code: change.code.as_str(),
        severity: "fixed",
        message: change.what().into(),
        file: one_line(document.name()),
        line: change.line,
        column: change.column,
        end_line: change.line,
        end_column: change.column + change.old.chars().count(),
        help: None,
    };
    changes.iter().filter_map(|change| serde_json::to_string(&entry(change)).ok()).collect()
}

/// The problems of a file, one workflow command each.
#[must_use]
pub fn render_github(document: &Document, diagnostics: &[Diagnostic]) -> String {
    let mut positions = Positions::new(document);
    let mut out = String::new();
    for diagnostic in diagnostics {
        let start = positions.of(diagnostic.primary.span.start);
        let mut ends = positions.clone();
        let end = ends.of(diagnostic.primary.span.end);
        let command = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Hint => "notice",
        };
        let file = property(&one_line(document.name()));
        let _ = write!(out, "::{command} file={file},line={},col={}", start.line, start.column);
        // GitHub ignores an end on another line.
        if end.line == start.line && end.column > start.column {
            let _ = write!(out, ",endLine={},endColumn={}", end.line, end.column);
        }
        let _ = write!(out, ",title={}::", property(diagnostic.code.as_str()));
        out.push_str(&data(&one_line(&diagnostic.message)));
        if let Some(help) = &diagnostic.help {
            let _ = write!(out, "%0A{}", data(&one_line(help)));
        }
        out.push('\n');
    }
    out
}

/// Escapes the text of a command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes the value of a property, which ends at a comma or a colon.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::render_github;
    use crate::text::{Code, Diagnostic, Document, Span};

    #[test]
    fn github_commands_are_escaped() {
        let document = Document::new("a,b:\n::error::.toml", "one\n\"é\"\n");
        let found = Diagnostic::new(Code::NoSource, Span::new(4, 8), "100 %\n::error::x").help("a\r::stop");
        assert_eq!(
            render_github(&document, &[found]),
            "::warning file=a%2Cb%3A %3A%3Aerror%3A%3A.toml,line=2,col=1,endLine=2,endColumn=4,title=no-source\
             ::100 %25 ::error::x%0Aa\u{fffd}::stop\n"
        );
    }
}
