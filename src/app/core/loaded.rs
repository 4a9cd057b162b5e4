//! A loaded file: the timeline, as far as it could be parsed, and its diagnostics.

use std::sync::Arc;

use crate::load::Text;
use crate::model::{RecordNo, Table, Timeline};
use crate::text::{Diagnostic, Document, Severity};

/// A snapshot of a file.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// The text and its display name.
    pub document: Document,
    /// Whether it is the built-in timeline.
    pub built_in: bool,
    /// The source of the text, if it is too long to keep in memory. Only the shell reads it.
    pub source: Option<Arc<dyn Text>>,
    /// What could be parsed.
    pub timeline: Arc<Timeline>,
    /// The diagnostics, in file order.
    pub diagnostics: Arc<[Diagnostic]>,
    /// Whether it is the beginning of a long file that is still loading.
    pub is_beginning: bool,
    /// The number of errors and warnings, cached since every frame needs them.
    errors: usize,
    warnings: usize,
    /// The first error in one line.
    first_error: Option<String>,
}

impl Loaded {
    /// A complete snapshot.
    #[must_use]
    pub fn new(document: Document, built_in: bool, timeline: Timeline, diagnostics: Vec<Diagnostic>) -> Self {
        let count = |severity| Diagnostic::count(&diagnostics, severity);
        let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
        let first_error = first_in_words(&document, &diagnostics);
        Self {
            document,
            built_in,
            source: None,
            timeline: Arc::new(timeline),
            diagnostics: diagnostics.into(),
            is_beginning: false,
            errors,
            warnings,
            first_error,
        }
    }

    /// Marks it as the beginning of a long file. Its diagnostics are dropped, since what is missing may follow.
    #[must_use]
    pub fn beginning(self) -> Self {
        Self {
            diagnostics: Arc::new([]),
            is_beginning: true,
            errors: 0,
            warnings: 0,
            first_error: None,
            ..self
        }
    }

    /// Sets the source of a text that is not kept in memory.
    #[must_use]
    pub fn of(self, source: Arc<dyn Text>) -> Self {
        Self { source: Some(source), ..self }
    }

    /// The number of errors.
    #[must_use]
    pub fn errors(&self) -> usize {
        self.errors
    }

    /// The number of warnings.
    #[must_use]
    pub fn warnings(&self) -> usize {
        self.warnings
    }

    /// The first error in one line: "Line 412: unknown actor … (and 2 more)".
    #[must_use]
    pub fn first_error(&self) -> Option<&str> {
        self.first_error.as_deref()
    }

    /// Whether there are errors.
    #[must_use]
    pub fn is_broken(&self) -> bool {
        self.errors > 0
    }
}

/// The height of a problem in the list, in lines.
pub const LINES: usize = 4;

fn first_in_words(document: &Document, diagnostics: &[Diagnostic]) -> Option<String> {
    let mut errors = diagnostics.iter().filter(|diagnostic| diagnostic.severity == Severity::Error);
    let first = errors.next()?;
    let line = document.position(first.primary.span.start).line;
    let more = match errors.count() {
        0 => String::new(),
        more => format!(" (and {more} more)"),
    };
    Some(format!("Line {line}: {}{more}", first.message.trim_end_matches('.')))
}

/// The record that contains a problem of the latest load, looked up in the snapshot shown.
#[must_use]
pub fn record_at(latest: &Loaded, shown: &Loaded, problem: usize) -> Option<RecordNo> {
    let at = latest.diagnostics.get(problem)?.primary.span.start;
    let no = record_around(latest, at)?;
    let id = latest.timeline.id_of(no)?;
    shown.timeline.find_text(latest.timeline.ids().text(id))
}

/// The record whose span contains a byte offset. Records of a table are in file order.
fn record_around(loaded: &Loaded, at: usize) -> Option<RecordNo> {
    Table::ALL.into_iter().find_map(|table| {
        let records = loaded.timeline.records();
        let (mut low, mut high) = (0, u32::try_from(records.count(table)).unwrap_or(u32::MAX));
        while low < high {
            let middle = low + (high - low) / 2;
            let span = records.span(RecordNo::new(table, middle))?;
            if span.contains(&at) {
                return Some(RecordNo::new(table, middle));
            }
            if span.start > at { high = middle } else { low = middle + 1 }
        }
        None
    })
}

/// The numbers of errors and warnings in words; `None` if there are none.
#[must_use]
pub fn counted(loaded: &Loaded) -> Option<String> {
    let text = |count, word: &str| match count {
        0 => None,
        1 => Some(format!("1 {word}")),
        count => Some(format!("{count} {word}s")),
    };
    let parts: Vec<String> =
        [text(loaded.errors(), "error"), text(loaded.warnings(), "warning")].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// The line of a problem, and the byte range in it that the problem marks.
#[must_use]
pub fn line_of<'l>(loaded: &'l Loaded, problem: &Diagnostic) -> (&'l str, std::ops::Range<usize>) {
    let span = problem.primary.span;
    let line = loaded.document.line_of(span.start);
    let bounds = loaded.document.line_span(line);
    let text = loaded.document.line(line);
    let within = |at: usize| at.clamp(bounds.start, bounds.end.max(bounds.start)) - bounds.start;
    (text, within(span.start)..within(span.end))
}
