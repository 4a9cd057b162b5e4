//! The list of problems: where they lie and how they are said.

use crate::model::{RecordNo, Table};
use crate::text::{Diagnostic, Severity};

use crate::app::core::loaded::Loaded;

/// The lines that a problem takes in the list.
pub const LINES: usize = 4;

/// The first error in one line: "line 412: unknown actor …".
#[must_use]
pub fn first_in_words(loaded: &Loaded) -> Option<String> {
    let first = loaded.diagnostics.iter().find(|diagnostic| diagnostic.severity == Severity::Error)?;
    let line = loaded.document.position(first.primary.span.start).line;
    let more = loaded.errors() - 1;
    let more = if more == 0 { String::new() } else { format!(" (and {more} more)") };
    Some(format!("Line {line}: {}{more}. ! lists the problems.", first.message.trim_end_matches('.')))
}

/// The record in which a problem of the latest file lies, as the shown one has it.
#[must_use]
pub fn record_at(latest: &Loaded, shown: &Loaded, problem: usize) -> Option<RecordNo> {
    let at = latest.diagnostics.get(problem)?.primary.span.start;
    let no = record_around(latest, at)?;
    let id = latest.timeline.id_of(no)?;
    shown.timeline.find_text(latest.timeline.ids().text(id))
}

/// The record whose part of the file holds a byte. Records of a table stand in the order of the file.
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

/// How many errors and warnings there are, in words; nothing if there are none.
#[must_use]
pub fn counted(loaded: &Loaded) -> Option<String> {
    let said = |count, word: &str| match count {
        0 => None,
        1 => Some(format!("1 {word}")),
        count => Some(format!("{count} {word}s")),
    };
    let parts: Vec<String> =
        [said(loaded.errors(), "error"), said(loaded.warnings(), "warning")].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// The line of the file that a problem points at, and the bytes of it that it means.
#[must_use]
pub fn line_of<'l>(loaded: &'l Loaded, problem: &Diagnostic) -> (&'l str, std::ops::Range<usize>) {
    let span = problem.primary.span;
    let line = loaded.document.line_of(span.start);
    let bounds = loaded.document.line_span(line);
    let text = loaded.document.line(line);
    let within = |at: usize| at.clamp(bounds.start, bounds.end.max(bounds.start)) - bounds.start;
    (text, within(span.start)..within(span.end))
}
