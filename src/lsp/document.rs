//! An open document: its current text, and the result of analysing it.
//!
//! Changes are applied incrementally. The timeline and its problems are updated on request, or when no more changes are
//! waiting: of a thousand keystrokes in a row, only after the last.

use gen_lsp_types::{
    DocumentChange, OptionalVersionedTextDocumentIdentifier, Position, Range, TextDocumentContentChangeEvent,
    TextDocumentEdit, TextDocumentIdentifier, TextDocumentItem, TextEdit, Uri, WorkspaceEdit,
};

use crate::edit::Edit;
use crate::load::schema::TABLES;
use crate::load::{Workers, examine, load_by};
use crate::lsp::lines::Lines;
use crate::lsp::wire::Client;
use crate::model::Timeline;
use crate::text::headers::Header;
use crate::text::{Diagnostic, Document, Span};

/// The longest text, in bytes, for which hints are computed. They read every text and take half as long as everything
/// else together, so in a longer file the delay would be noticeable.
const LONGEST_WITH_HINTS: usize = 6 << 20;

/// An open document.
#[derive(Debug)]
pub(super) struct OpenDocument {
    /// Its URI, as the editor sent it.
    pub uri: Uri,
    /// Its text, with an index of lines.
    pub lines: Lines,
    /// The last analysis, which may be a few keystrokes old.
    pub known: Analysis,
    /// The capabilities of the editor.
    pub client: Client,
    version: i32,
    is_fresh: bool,
    is_published: bool,
}

/// The result of reading a text.
#[derive(Debug)]
pub(super) struct Analysis {
    /// The timeline, as far as it could be read.
    pub timeline: Timeline,
    /// The problems.
    pub found: Vec<Diagnostic>,
    /// Whether it is TOML of another kind, which is ignored.
    pub is_foreign: bool,
}

impl OpenDocument {
    /// A newly opened document.
    #[must_use]
    pub(super) fn new(opened: TextDocumentItem, client: Client) -> Self {
        let known = Analysis { timeline: Timeline::empty(), found: Vec::new(), is_foreign: false };
        let TextDocumentItem { uri, version, text, .. } = opened;
        Self { uri, lines: Lines::new(text), known, client, version, is_fresh: false, is_published: false }
    }

    /// Applies changes.
    pub(super) fn change(&mut self, version: i32, changes: Vec<TextDocumentContentChangeEvent>) {
        for change in changes {
            match change {
                TextDocumentContentChangeEvent::TextDocumentContentChangePartial(part) => {
                    self.lines.replace(part.range, &part.text, self.client.encoding);
                }
                TextDocumentContentChangeEvent::TextDocumentContentChangeWholeDocument(whole) => {
                    self.lines = Lines::new(whole.text);
                }
            }
        }
        self.version = version;
        self.is_fresh = false;
        self.is_published = false;
    }

    /// Updates the analysis if the text has changed.
    pub(super) fn read(&mut self, workers: &impl Workers) {
        if self.is_fresh {
            return;
        }
        let is_foreign = is_foreign(self.text(), self.name());
        let (timeline, found) = if is_foreign {
            (Timeline::empty(), Vec::new())
        } else if self.text().len() <= LONGEST_WITH_HINTS {
            examine(&self.document(), workers)
        } else {
            load_by(&self.document(), workers)
        };
        self.known = Analysis { timeline, found, is_foreign };
        self.is_fresh = true;
    }

    /// Whether its problems must be published; marks them as published.
    pub(super) fn needs_publishing(&mut self) -> bool {
        !std::mem::replace(&mut self.is_published, true)
    }

    /// The version of the text, as numbered by the editor.
    #[must_use]
    pub(super) fn version(&self) -> i32 {
        self.version
    }

    /// The text.
    #[must_use]
    pub(super) fn text(&self) -> &str {
        self.lines.text()
    }

    /// The text as a document with a name.
    #[must_use]
    pub(super) fn document(&self) -> Document {
        Document::new(self.name(), self.text())
    }

    /// The last part of its URI.
    fn name(&self) -> &str {
        let uri: &str = self.uri.as_ref();
        uri.rsplit('/').next().unwrap_or(uri)
    }

    /// The byte offset of a position.
    #[must_use]
    pub(super) fn byte(&self, position: Position) -> usize {
        self.lines.byte(position, self.client.encoding)
    }

    /// The byte span of a range.
    #[must_use]
    pub(super) fn span(&self, range: Range) -> Span {
        self.lines.span(range, self.client.encoding)
    }

    /// The range of a byte span.
    #[must_use]
    pub(super) fn range(&self, span: Span) -> Range {
        self.lines.range(span, self.client.encoding)
    }

    /// An edit in terms of the protocol.
    #[must_use]
    pub(super) fn edit(&self, edit: &Edit) -> TextEdit {
        TextEdit { range: self.range(edit.span), new_text: edit.replacement.clone() }
    }

    /// Edits of this document as a workspace edit.
    #[must_use]
    pub(super) fn change_of(&self, edits: &[Edit]) -> WorkspaceEdit {
        let edits = edits.iter().map(|edit| self.edit(edit));
        if self.client.versioned_edits {
            let text_document = OptionalVersionedTextDocumentIdentifier {
                version: Some(self.version),
                text_document_identifier: TextDocumentIdentifier { uri: self.uri.clone() },
            };
            let change = TextDocumentEdit { text_document, edits: edits.map(Into::into).collect() };
            let document_changes = Some(vec![DocumentChange::TextDocumentEdit(change)]);
            return WorkspaceEdit { document_changes, ..WorkspaceEdit::default() };
        }
        let changes = Some([(self.uri.clone(), edits.collect())].into());
        WorkspaceEdit { changes, ..WorkspaceEdit::default() }
    }
}

/// Whether a text is TOML of another kind: it has keys or tables, but no table of a timeline. A file with `timeline` in
/// its name never is.
fn is_foreign(text: &str, name: &str) -> bool {
    if name.contains("timeline") {
        return false;
    }
    let mut has_other = false;
    for line in text.lines() {
        let first = Header::parse(line).and_then(|header| header.parts().next());
        if first.is_some_and(|name| TABLES.iter().any(|table| table.name == name)) {
            return false;
        }
        has_other |= first.is_some() || (!line.trim_start().starts_with('#') && line.contains('='));
    }
    has_other
}

/// The line ending of a text: that of its first line.
#[must_use]
pub(super) fn newline(text: &str) -> &'static str {
    let first = Span::line_around(text, 0);
    if first.of(text).ends_with('\r') { "\r\n" } else { "\n" }
}

#[cfg(test)]
mod tests {
    use super::is_foreign;

    #[test]
    fn other_toml_is_ignored() {
        assert!(is_foreign("[package]\nname = \"x\"\n", "Cargo.toml"));
        assert!(is_foreign("max_width = 100\n", "rustfmt.toml"));
        assert!(!is_foreign("max_width = 100\n", "timeline.toml"));
        assert!(!is_foreign("", "war.toml"));
        assert!(!is_foreign("# a war\n[[ev", "war.toml"));
        assert!(!is_foreign("\u{feff}[[event]]\n", "war.toml"));
        assert!(!is_foreign("[[actr]]\n[event]\n", "war.toml"));
    }
}
