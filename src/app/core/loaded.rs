//! A file as it was read: the timeline, as far as it could be, and what is wrong with it.

use std::sync::Arc;

use crate::load::Text;
use crate::model::Timeline;
use crate::text::{Diagnostic, Document, Severity};

/// What a file held at one moment.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The text and the name it is shown under.
    pub document: Document,
    /// Whether it is the timeline that is built into the program.
    pub built_in: bool,
    /// Where the text is, if it is too long to be kept. Only the shell reads it.
    pub source: Option<Arc<dyn Text>>,
    /// What could be read.
    pub timeline: Arc<Timeline>,
    /// What is wrong, in the order of the file.
    pub diagnostics: Arc<[Diagnostic]>,
    /// Whether it is the beginning of a long file, the rest of which is still being read.
    pub is_beginning: bool,
    /// How many errors and warnings there are: counted once, asked for with every frame.
    errors: usize,
    warnings: usize,
}

impl Loaded {
    /// What a file held.
    #[must_use]
    pub fn new(document: Document, built_in: bool, timeline: Timeline, diagnostics: Vec<Diagnostic>) -> Self {
        let count = |severity| Diagnostic::count(&diagnostics, severity);
        let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
        Self {
            document,
            built_in,
            source: None,
            timeline: Arc::new(timeline),
            diagnostics: diagnostics.into(),
            is_beginning: false,
            errors,
            warnings,
        }
    }

    /// The same as the beginning of a long file. Nothing is said to be wrong with it: what it lacks may come.
    #[must_use]
    pub fn beginning(self) -> Self {
        Self { diagnostics: Arc::new([]), is_beginning: true, errors: 0, warnings: 0, ..self }
    }

    /// The same, of a text that is not kept.
    #[must_use]
    pub fn of(self, source: Arc<dyn Text>) -> Self {
        Self { source: Some(source), ..self }
    }

    /// How many errors there are.
    #[must_use]
    pub fn errors(&self) -> usize {
        self.errors
    }

    /// How many warnings there are.
    #[must_use]
    pub fn warnings(&self) -> usize {
        self.warnings
    }

    /// Whether anything is an error.
    #[must_use]
    pub fn is_broken(&self) -> bool {
        self.errors > 0
    }
}
