//! Where a record goes in a file: an event after the one before it in time, anything else after the last of its kind.

use crate::edit::add::record::Draft;
use crate::model::{Day, RecordNo, Table, Timeline};

/// The byte before which a record is written; `None` if there is no record `after`.
pub(super) fn placed(text: &str, timeline: &Timeline, draft: &Draft, after: Option<&str>) -> Option<usize> {
    let mut starts: Vec<usize> = Table::ALL
        .into_iter()
        .flat_map(|table| timeline.records().numbers(table))
        .filter_map(|no| timeline.records().span(no))
        .map(|span| span.start)
        .collect();
    starts.sort_unstable();
    let start = |no: RecordNo| timeline.records().span(no).map(|span| line_of(text, span.start));
    let end = |no: RecordNo| {
        let own = timeline.records().span(no)?.start;
        let next = starts.get(starts.partition_point(|other| *other <= own));
        Some(end_before(text, next.map_or(text.len(), |next| line_of(text, *next))))
    };
    if let Some(id) = after {
        return end(timeline.find_text(id)?);
    }
    if draft.table == Table::Event {
        let day = draft.date.as_ref().and_then(crate::model::When::order_day);
        let row = day.map_or(timeline.row_count(), |day| timeline.first_row_from(Day(day.0 + 1)));
        if let Some(before) = row.checked_sub(1).and_then(|row| timeline.number_at(row)) {
            return end(before);
        }
        if let Some(first) = timeline.number_at(0) {
            return start(first).map(|at| above(text, at));
        }
    }
    let last = timeline
        .records()
        .numbers(draft.table)
        .filter_map(|no| Some((timeline.records().span(no)?.start, no)))
        .max();
    Some(last.and_then(|(_, no)| end(no)).unwrap_or(text.len()))
}

/// The beginning of the line that a byte is in.
fn line_of(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |newline| newline + 1)
}

/// The beginning of the remarks directly above a line.
fn above(text: &str, mut at: usize) -> usize {
    while at > 0 {
        let before = line_of(text, at - 1);
        if !text[before..at].trim_start().starts_with('#') {
            break;
        }
        at = before;
    }
    at
}

/// Where the record ends whose successor begins at a byte: after its last key and the remarks directly below that. Remarks
/// after a blank line are a heading for what follows.
fn end_before(text: &str, next: usize) -> usize {
    let is_remark = |from: usize, to: usize| {
        let line = text[from..to].trim();
        (line.is_empty(), line.starts_with('#'))
    };
    let mut end = next;
    while end > 0 {
        let before = line_of(text, end - 1);
        if is_remark(before, end) == (false, false) {
            break;
        }
        end = before;
    }
    while end < next {
        let after = text[end..].find('\n').map_or(text.len(), |newline| end + newline + 1);
        if is_remark(end, after) != (false, true) {
            break;
        }
        end = after;
    }
    end
}
