//! What the editor can do, as far as an answer depends on it.

use gen_lsp_types::{ClientCapabilities, MarkupKind, PositionEncodingKind};

use crate::lsp::lines::Encoding;

/// What the editor can do.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Client {
    /// What columns count.
    pub encoding: Encoding,
    /// It fills in forms: texts with places where the cursor stops.
    pub snippets: bool,
    /// It shows Markdown.
    pub markdown: bool,
    /// It shows symbols in symbols.
    pub nested_symbols: bool,
    /// It wants to know which version of a text an edit is for.
    pub versioned_edits: bool,
    /// It shows other places that explain a problem.
    pub related: bool,
}

impl Client {
    /// What a client says of itself. Bytes are taken for columns wherever it can count them: they cost nothing.
    #[must_use]
    pub(super) fn new(said: &ClientCapabilities) -> Self {
        let document = said.text_document.as_ref();
        let workspace = said.workspace.as_ref();
        let encodings = said.general.as_ref().and_then(|general| general.position_encodings.as_ref());
        let counts_bytes = encodings.is_some_and(|all| all.contains(&PositionEncodingKind::UTF8));
        let item = document
            .and_then(|document| document.completion.as_ref())
            .and_then(|completion| completion.completion_item.as_ref());
        let hover = document.and_then(|document| document.hover.as_ref());
        let formats = hover.and_then(|hover| hover.content_format.as_ref());
        let symbols = document.and_then(|document| document.document_symbol.as_ref());
        let edit = workspace.and_then(|workspace| workspace.workspace_edit.as_ref());
        let problems = document.and_then(|document| document.publish_diagnostics.as_ref());
        Self {
            encoding: if counts_bytes { Encoding::Utf8 } else { Encoding::Utf16 },
            snippets: item.and_then(|item| item.snippet_support) == Some(true),
            markdown: formats.is_some_and(|formats| formats.contains(&MarkupKind::Markdown)),
            nested_symbols: symbols.and_then(|symbols| symbols.hierarchical_document_symbol_support)
                == Some(true),
            versioned_edits: edit.and_then(|edit| edit.document_changes) == Some(true),
            related: problems.and_then(|problems| problems.diagnostics_capabilities.related_information)
                == Some(true),
        }
    }
}
