//! The list of events as lines: years as headings, gaps in words, undated events last.
//!
//! Lines are worked out around what is visible; a scroll position is a row, not a line, so that a million events cost
//! no more than ten.

use crate::model::{Edge, Status, Timeline};

use super::wording;

/// One line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ListLine {
    /// The heading of a year.
    Year(i64),
    /// The heading of the undated events.
    Undated,
    /// How long nothing is recorded, in words.
    Gap(String),
    /// The event of a row.
    Event(usize),
    /// The standing of the event above, in words, where it is more than reported, and which part of its date is doubtful.
    Remark(usize),
}

/// A gap counts once it is this many times as long as the file's usual one…
const UNUSUAL: i64 = 8;
/// …and at least this many days.
const SHORTEST_GAP: i64 = 90;
/// Rows kept in view above and below the cursor where there is room.
const CONTEXT: usize = 2;

/// The days without an event before a row, if they are unusually many.
#[must_use]
pub fn gap_before(timeline: &Timeline, row: usize) -> Option<i64> {
    let before = row.checked_sub(1)?;
    let day = timeline.day_of_row(row)?;
    let (_, previous) = timeline.event_at(before)?;
    let begun = timeline.day_of_row(before)?;
    let ended = match previous.date.as_ref().map(|date| date.to()) {
        Some(Edge::On(last)) => last.max(begun),
        _ => begun,
    };
    let gap = day.0.saturating_sub(ended.0);
    (gap > timeline.rhythm().saturating_mul(UNUSUAL).max(SHORTEST_GAP)).then_some(gap)
}

/// The heading that a row begins, if it is the first of its year or the first undated one.
fn heading(timeline: &Timeline, row: usize) -> Option<ListLine> {
    let year = |row| timeline.day_of_row(row).map(|day| day.year());
    let mine = year(row);
    let is_first = match row.checked_sub(1) {
        None => true,
        Some(before) => year(before) != mine,
    };
    is_first.then(|| mine.map_or(ListLine::Undated, ListLine::Year))
}

/// The lines of a row: a gap and a heading where they are due, then the event with its standing. At the top of the pane the heading is
/// always there, so that one sees which year it is, and the gap never.
fn lines_of(timeline: &Timeline, row: usize, at_top: bool) -> Vec<ListLine> {
    let mut lines = Vec::new();
    if at_top {
        let year = timeline.day_of_row(row).map(|day| day.year());
        lines.push(year.map_or(ListLine::Undated, ListLine::Year));
    } else {
        lines.extend(gap_before(timeline, row).map(|days| ListLine::Gap(wording::gap(days))));
        lines.extend(heading(timeline, row));
    }
    lines.push(ListLine::Event(row));
    let is_remarked = timeline.event_at(row).is_some_and(|(_, event)| {
        let is_doubtful = event.date.as_ref().is_some_and(|date| date.doubtful_part().is_some());
        event.record.standing.status != Status::Reported || is_doubtful
    });
    if is_remarked {
        lines.push(ListLine::Remark(row));
    }
    lines
}

/// The lines that a pane of a height shows from a row on.
#[must_use]
pub fn visible(timeline: &Timeline, top: usize, height: usize) -> Vec<ListLine> {
    let mut lines = Vec::with_capacity(height);
    let mut row = top;
    while lines.len() < height && row < timeline.row_count() {
        lines.extend(lines_of(timeline, row, row == top));
        row += 1;
    }
    lines.truncate(height);
    lines
}

/// The row to scroll to so that the cursor's row, and some rows around it, are in view; as near to `top` as can be.
#[must_use]
pub fn scrolled(timeline: &Timeline, top: usize, at: usize, height: usize) -> usize {
    let context = if height >= 8 { CONTEXT } else { 0 };
    let last = timeline.row_count().saturating_sub(1);
    let (above, below) = (at.saturating_sub(context), (at + context).min(last));
    let top = top.min(above).min(last);
    let needed =
        first_that_shows(timeline, below, height).min(above.max(first_that_shows(timeline, at, height)));
    top.max(needed)
}

/// The earliest row that can stand at the top with `row` still in view.
fn first_that_shows(timeline: &Timeline, row: usize, height: usize) -> usize {
    let mut top = row;
    let mut below = 0;
    loop {
        let as_top = lines_of(timeline, top, true).len() + below;
        if as_top > height {
            return (top + 1).min(row);
        }
        if top == 0 {
            return 0;
        }
        below += lines_of(timeline, top, false).len();
        top -= 1;
    }
}
