//! A file as it was read: the timeline, as far as it could be, and what is wrong with it.

use std::sync::Arc;

use crate::model::Timeline;
use crate::text::{Diagnostic, Document, Severity};

/// What a file held at one moment.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The text and the name it is shown under.
    pub document: Document,
    /// Whether it is the timeline that is built into the program.
    pub built_in: bool,
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
        let count =
            |severity| diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count();
        let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
        Self {
            document,
            built_in,
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

/// How many events were added, taken away or written otherwise between two readings of a file.
#[must_use]
pub fn changed_events(old: &Loaded, new: &Loaded) -> usize {
    let (before, after) = (&old.timeline, &new.timeline);
    let text = |loaded: &Loaded, span: &std::ops::Range<usize>| {
        loaded.document.text().get(span.clone()).map(|text| text.trim_end().to_owned())
    };
    let mut kept = 0;
    let mut changed = 0;
    for event in after.records().events.iter() {
        let id = after.ids().text(event.record.id);
        match before.find_text(id).and_then(|no| before.event(no)) {
            Some(was) => {
                kept += 1;
                changed += usize::from(text(old, &was.record.span) != text(new, &event.record.span));
            }
            None => changed += 1,
        }
    }
    changed + before.records().events.len().saturating_sub(kept)
}
