//! The canonical form of a whole file.
//!
//! It is produced record by record, in time linear in the file. A file with errors is left alone: its meaning is not
//! known.

use crate::edit::intact::{has_all, same};
use crate::edit::layout::Writer;
use crate::edit::tree::{Scan, Section};
use crate::load::{Workers, load_by};
use crate::model::{RecordNo, Table, Timeline};
use crate::text::{Diagnostic, Document, Severity};

/// Options.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Layout {
    /// Whether to sort events by date.
    pub sorted: bool,
}

/// Why a file is left as it is.
#[derive(Debug, Clone, PartialEq)]
pub enum FormatError {
    /// It has errors; all problems found.
    Faulty(Vec<Diagnostic>),
    /// The result would not mean the same, which is a bug.
    Unsure,
}

/// The byte order mark that some editors write.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// The minimum number of bytes read at once, up to the next header.
const CHUNK: usize = 1 << 16;

/// The file in its canonical form, with the same meaning.
///
/// # Errors
/// If the file has errors.
pub fn format(document: &Document, layout: Layout, workers: &impl Workers) -> Result<String, FormatError> {
    let (before, found) = load_by(document, workers);
    format_read(document, (&before, &found), layout, workers)
}

/// Like [`format()`], for a document that has been read already: takes its timeline and problems.
///
/// # Errors
/// If the file has errors.
pub fn format_read(
    document: &Document,
    (before, found): (&Timeline, &[Diagnostic]),
    layout: Layout,
    workers: &impl Workers,
) -> Result<String, FormatError> {
    if found.iter().any(|one| one.severity == Severity::Error) {
        return Err(FormatError::Faulty(found.to_vec()));
    }
    let text = canonical(document.text(), before, layout);
    if text == document.text() {
        return Ok(text);
    }
    let (after, found) = load_by(&Document::new(document.name(), text.as_str()), workers);
    let is_whole = !found.iter().any(|one| one.severity == Severity::Error)
        && same(before, &after, None)
        && has_all(document.text(), &text);
    if is_whole { Ok(text) } else { Err(FormatError::Unsure) }
}

fn canonical(text: &str, timeline: &Timeline, layout: Layout) -> String {
    let mark = if text.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len_utf8() } else { 0 };
    let mut writer = Writer::new(newline(text), text.len() + text.len() / 16);
    let mut scan = Scan::default();
    let mut sections = Vec::new();
    for (start, end) in chunks(text, mark, timeline) {
        let chunk = text.get(start..end).unwrap_or_default();
        if layout.sorted {
            scan.read(chunk, &mut |section| sections.push(section));
        } else {
            scan.read(chunk, &mut |mut section| writer.section(&mut section));
        }
    }
    let (mut last, rest) = scan.end();
    if layout.sorted {
        sections.push(last);
        for mut section in by_time(sections, timeline) {
            writer.section(&mut section);
        }
    } else {
        writer.section(&mut last);
    }
    writer.headings(&rest);
    let made = writer.out;
    if mark > 0 { format!("{BYTE_ORDER_MARK}{made}") } else { made }
}

/// The line ending of a text: that of its first line.
fn newline(text: &str) -> &'static str {
    let first = memchr::memchr(b'\n', text.as_bytes()).and_then(|at| at.checked_sub(1));
    if first.is_some_and(|at| text.as_bytes().get(at) == Some(&b'\r')) { "\r\n" } else { "\n" }
}

/// The chunks of a text, cut where records begin.
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

/// A record with its sub-tables.
struct Unit<'t> {
    sections: Vec<Section<'t>>,
    row: Option<usize>,
}

/// Sorts the events among sections. The order is the timeline's own, so that events whose dates do not decide are in
/// the order in which the program shows them.
#[must_use]
pub(super) fn by_time<'t>(sections: Vec<Section<'t>>, timeline: &Timeline) -> Vec<Section<'t>> {
    let mut units: Vec<Unit<'t>> = Vec::new();
    let mut events = 0;
    for section in sections {
        let names: Vec<_> =
            section.header.iter().flat_map(|header| &header.path).map(|word| word.text()).collect();
        if names.len() > 1 {
            // A sub-table belongs to the last record of its kind, even with another record in between.
            let owner = units.iter_mut().rev().find(|unit| {
                let header = unit.sections.first().and_then(|first| first.header.as_ref());
                header.is_some_and(|header| {
                    header.path.first().map(|word| word.text()) == names.first().cloned()
                })
            });
            if let Some(owner) = owner {
                owner.sections.push(section);
                continue;
            }
        }
        let is_event = names.first().is_some_and(|name| name == "event");
        let row = if is_event { timeline.row_of(RecordNo::new(Table::Event, events)) } else { None };
        events += u32::from(is_event);
        units.push(Unit { sections: vec![section], row });
    }
    // Events in inline tables have no sections.
    if events as usize == timeline.row_count() {
        let mut start = 0;
        for at in 1..=units.len() {
            let first = units.get(at).map(|unit| unit.sections.first());
            if first.is_none_or(|first| first.is_some_and(|first| !first.headings.is_empty())) {
                sort_run(units.get_mut(start..at).unwrap_or_default());
                start = at;
            }
        }
    }
    units.into_iter().flat_map(|unit| unit.sections).collect()
}

/// Sorts the events of a run, keeping other records in place.
fn sort_run(run: &mut [Unit<'_>]) {
    let heading = run.first_mut().and_then(|unit| unit.sections.first_mut());
    let headings = heading.map(|first| std::mem::take(&mut first.headings)).unwrap_or_default();
    let places: Vec<usize> = (0..run.len()).filter(|at| run[*at].row.is_some()).collect();
    let mut events: Vec<Unit<'_>> = places
        .iter()
        .map(|at| Unit { sections: std::mem::take(&mut run[*at].sections), row: run[*at].row })
        .collect();
    events.sort_by_key(|unit| unit.row);
    for (at, unit) in places.into_iter().zip(events) {
        run[at] = unit;
    }
    if let Some(first) = run.first_mut().and_then(|unit| unit.sections.first_mut()) {
        first.headings = headings;
    }
}
