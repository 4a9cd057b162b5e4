//! Published diagnostics.

use gen_lsp_types::{
    Code, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location, Message,
    PublishDiagnosticsParams,
};

use crate::lsp::document::OpenDocument;
use crate::text::{self, Severity};

/// The most problems published per file. Nobody reads more, and editors slow down with more.
const MOST: usize = 1_000;

/// The problems of a document in the order of the text; if there are too many, errors take precedence.
#[must_use]
pub(super) fn published(document: &OpenDocument) -> PublishDiagnosticsParams {
    let found = &document.known.found;
    let mut listed: Vec<&text::Diagnostic> = found.iter().collect();
    if listed.len() > MOST {
        listed.sort_by_key(|one| one.severity != Severity::Error);
        listed.truncate(MOST);
    }
    let mut diagnostics: Vec<Diagnostic> = listed.into_iter().map(|one| diagnostic(document, one)).collect();
    if found.len() > MOST
        && let Some(last) = diagnostics.last_mut()
    {
        let more = found.len() - MOST;
        last.message = Message::String(format!("{}\nand {more} more problems in this file", text_of(last)));
    }
    PublishDiagnosticsParams { uri: document.uri.clone(), version: Some(document.version()), diagnostics }
}

fn text_of(diagnostic: &Diagnostic) -> &str {
    match &diagnostic.message {
        Message::String(text) => text,
        Message::MarkupContent(text) => &text.value,
    }
}

/// A problem in terms of the protocol: its help is on a line of its own.
#[must_use]
pub(super) fn diagnostic(document: &OpenDocument, one: &text::Diagnostic) -> Diagnostic {
    let severity = match one.severity {
        Severity::Error => DiagnosticSeverity::Error,
        Severity::Warning => DiagnosticSeverity::Warning,
        Severity::Hint => DiagnosticSeverity::Hint,
    };
    let mut message = one.message.clone();
    if let Some(help) = &one.help {
        message.push_str("\nhelp: ");
        message.push_str(help);
    }
    let related = one.related.iter().map(|label| DiagnosticRelatedInformation {
        location: Location { uri: document.uri.clone(), range: document.range(label.span) },
        message: label.text.clone(),
    });
    let related: Vec<_> = related.filter(|_| document.client.related).collect();
    Diagnostic {
        range: document.range(one.primary.span),
        severity: Some(severity),
        code: Some(Code::String(one.code.as_str().to_owned())),
        source: Some("annals".to_owned()),
        message: Message::String(message),
        related_information: (!related.is_empty()).then_some(related),
        ..Diagnostic::default()
    }
}
