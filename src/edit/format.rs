//! The canonical form of a whole file.
//!
//! It is made record by record, so that it costs what the file is long. A file with errors is not touched: what it
//! means is not known.

use crate::edit::intact::has_all;
use crate::edit::intact::same;
use crate::edit::layout::Writer;
use crate::edit::sort;
use crate::edit::tree::Scan;
use crate::load::{Workers, load_by};
use crate::model::Timeline;
use crate::text::{Diagnostic, Document, Severity};

/// What else is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Layout {
    /// Events in the order of time.
    pub sorted: bool,
}

/// Why a file is left as it is.
#[derive(Debug, Clone, PartialEq)]
pub enum Refused {
    /// It has errors; these and whatever else was found.
    Faulty(Vec<Diagnostic>),
    /// What would be written says something else: a mistake of the program.
    Unsure,
}

/// The mark that some editors put before the first character.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// How much is read at once, in bytes, to the next header.
const CHUNK: usize = 1 << 16;

/// The file in its canonical form. It says what it said.
///
/// # Errors
/// If the file has errors.
pub fn format(document: &Document, layout: Layout, workers: &impl Workers) -> Result<String, Refused> {
    let (before, found) = load_by(document, workers);
    format_read(document, (&before, &found), layout, workers)
}

/// As [`format()`], for somebody who has read the document: its timeline, and what was found.
///
/// # Errors
/// If the file has errors.
pub fn format_read(
    document: &Document,
    (before, found): (&Timeline, &[Diagnostic]),
    layout: Layout,
    workers: &impl Workers,
) -> Result<String, Refused> {
    if found.iter().any(|one| one.severity == Severity::Error) {
        return Err(Refused::Faulty(found.to_vec()));
    }
    let text = canonical(document.text(), before, layout);
    if text == document.text() {
        return Ok(text);
    }
    let (after, found) = load_by(&Document::new(document.name(), text.as_str()), workers);
    let is_whole = !found.iter().any(|one| one.severity == Severity::Error)
        && same(before, &after, None)
        && has_all(document.text(), &text);
    if is_whole { Ok(text) } else { Err(Refused::Unsure) }
}

fn canonical(text: &str, timeline: &Timeline, layout: Layout) -> String {
    let mark = if text.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len_utf8() } else { 0 };
    let mut writer = Writer::new(newline(text), text.len() + text.len() / 16);
    let mut scan = Scan::default();
    let mut sections = Vec::new();
    for (start, end) in chunks(text, mark, timeline) {
        let stretch = text.get(start..end).unwrap_or_default();
        if layout.sorted {
            scan.read(stretch, &mut |section| sections.push(section));
        } else {
            scan.read(stretch, &mut |mut section| writer.section(&mut section));
        }
    }
    let (mut last, rest) = scan.end();
    if layout.sorted {
        sections.push(last);
        for mut section in sort::by_time(sections, timeline) {
            writer.section(&mut section);
        }
    } else {
        writer.section(&mut last);
    }
    writer.headings(&rest);
    let made = writer.into_text();
    if mark > 0 { format!("{BYTE_ORDER_MARK}{made}") } else { made }
}

/// The end of line that a text has: that of its first line.
fn newline(text: &str) -> &'static str {
    let first = memchr::memchr(b'\n', text.as_bytes()).and_then(|at| at.checked_sub(1));
    if first.is_some_and(|at| text.as_bytes().get(at) == Some(&b'\r')) { "\r\n" } else { "\n" }
}

/// The stretches of a text, cut where records begin.
fn chunks(text: &str, from: usize, timeline: &Timeline) -> Vec<(usize, usize)> {
    let starts = timeline.records().all().map(|(_, record)| record.span.start);
    let is_header = |at: &usize| text.get(*at..).is_some_and(|rest| rest.starts_with('['));
    let mut starts: Vec<usize> = starts.filter(is_header).collect();
    starts.sort_unstable();
    let mut found = Vec::new();
    let mut begin = from;
    for start in starts {
        if start >= begin + CHUNK {
            found.push((begin, start));
            begin = start;
        }
    }
    found.push((begin, text.len()));
    found
}
