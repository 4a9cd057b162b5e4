//! The lines of the list of events: headings for years, gaps in words, undated events last.
//!
//! Only the lines around the viewport are computed. A scroll position is a row, not a line, so that a million events
//! cost no more than ten.

use ratatui::layout::Rect;

use crate::model::{Edge, Status, Timeline};
use crate::search::RowSet;

use crate::app::shared::Shared;
use crate::app::views::browse::shape::RowShape;
use crate::describe::wording;

/// One line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ListLine {
    /// The heading of a year.
    Year(i64),
    /// The heading of the undated events.
    Undated,
    /// A gap in the record, in words.
    Gap(String),
    /// The event of a row.
    Event(usize),
    /// The rest of the event's title.
    Title(usize),
    /// A line below the event: its status, if it is more than reported, and the doubtful part of its date.
    Remark(usize),
}

/// A gap is shown if it is this many times as long as the file's typical one…
const UNUSUAL: i64 = 8;
/// …and at least this many days.
const SHORTEST_GAP: i64 = 90;
/// Rows kept visible above and below the cursor, if there is room.
const CONTEXT: usize = 2;

/// The days without a shown event before a row; `None` if there are not unusually many.
#[must_use]
pub fn gap_before(timeline: &Timeline, shown: &RowSet, row: usize) -> Option<i64> {
    let before = shown.last_before(row)?;
    let day = timeline.day_of_row(row)?;
    let previous = timeline.event_ref_at(before)?;
    let begun = timeline.day_of_row(before)?;
    let ended = match previous.date().map(|date| date.to()) {
        Some(Edge::On(last)) => last.max(begun),
        _ => begun,
    };
    let gap = day.0.saturating_sub(ended.0);
    (gap > timeline.rhythm().saturating_mul(UNUSUAL).max(SHORTEST_GAP)).then_some(gap)
}

/// The heading above a row, if it is the first of its year or the first undated one.
fn heading(timeline: &Timeline, shown: &RowSet, row: usize) -> Option<ListLine> {
    let year = |row| timeline.heading_day(row).map(|day| day.year());
    let mine = year(row);
    let is_first = match shown.last_before(row) {
        None => true,
        Some(before) => year(before) != mine,
    };
    is_first.then(|| mine.map_or(ListLine::Undated, ListLine::Year))
}

/// The list of events, with what its lines depend on.
#[derive(Clone, Copy)]
pub struct Rows<'a> {
    /// The timeline.
    pub timeline: &'a Timeline,
    /// The rows listed.
    pub shown: &'a RowSet,
    /// Whether the title of a row takes two lines.
    pub wraps: &'a dyn Fn(usize) -> bool,
}

impl Rows<'_> {
    /// The lines of a row: its gap and heading, if any, then the event with its remark. The top row of the viewport always
    /// has its heading, to show the year, and never its gap.
    fn lines_of(self, row: usize, at_top: bool) -> Vec<ListLine> {
        let Self { timeline, shown, .. } = self;
        let mut lines = Vec::new();
        if at_top {
            let year = timeline.heading_day(row).map(|day| day.year());
            lines.push(year.map_or(ListLine::Undated, ListLine::Year));
        } else {
            let gap = gap_before(timeline, shown, row);
            lines.extend(gap.map(|days| ListLine::Gap(wording::gap(days, !shown.is_all()))));
            lines.extend(heading(timeline, shown, row));
        }
        lines.extend(self.own_lines(row));
        lines
    }

    /// The lines of the event itself.
    fn own_lines(self, row: usize) -> impl Iterator<Item = ListLine> {
        let rest = (self.wraps)(row).then_some(ListLine::Title(row));
        let is_remarked = self.timeline.event_ref_at(row).is_some_and(|event| {
            let is_doubtful = || event.date().is_some_and(|date| date.doubtful_part().is_some());
            event.status() != Status::Reported || is_doubtful()
        });
        [ListLine::Event(row)].into_iter().chain(rest).chain(is_remarked.then_some(ListLine::Remark(row)))
    }

    /// How many lines stand above the event itself: its gap and heading.
    fn lines_above(self, row: usize) -> usize {
        let gap = gap_before(self.timeline, self.shown, row);
        usize::from(gap.is_some()) + usize::from(heading(self.timeline, self.shown, row).is_some())
    }

    /// The visible lines of a pane, starting at a row or the next one shown.
    #[must_use]
    pub fn visible(self, top: usize, height: usize) -> Vec<ListLine> {
        let mut lines = Vec::with_capacity(height);
        for row in self.shown.iter_from(top) {
            if lines.len() >= height {
                break;
            }
            lines.extend(self.lines_of(row, lines.is_empty()));
        }
        lines.truncate(height);
        lines
    }

    /// The new top row so that the cursor's row and its context are visible, as close to `top` as possible.
    #[must_use]
    pub fn scrolled(self, top: usize, at: usize, height: usize) -> usize {
        let shown = self.shown;
        let context = if height >= 8 { CONTEXT } else { 0 };
        let place = shown.count_before(at);
        let last = shown.count().saturating_sub(1);
        let row = |place: usize| shown.nth(place.min(last)).unwrap_or(0);
        let (at, above, below) = (row(place), row(place.saturating_sub(context)), row(place + context));
        let top = shown.nearest(top).unwrap_or(0).min(above);
        let shows_below = self.first_that_shows(below, top, height);
        if shows_below <= above {
            return shows_below;
        }
        above.max(self.first_that_shows(at, top, height))
    }

    /// The earliest top row from `earliest` on that keeps `row` visible. Rows before that are not looked at.
    fn first_that_shows(self, row: usize, earliest: usize, height: usize) -> usize {
        let (mut top, mut after) = (row, row);
        let mut below = 0;
        loop {
            // As the top row it has one heading and no gap.
            let own = self.own_lines(top).count();
            if 1 + own + below > height {
                return after;
            }
            let before = self.shown.last_before(top).filter(|_| top > earliest);
            let Some(before) = before else { return top };
            below += self.lines_above(top) + own;
            (top, after) = (before, top);
        }
    }
}

/// The visible lines of the list of events.
#[must_use]
pub fn lines(shared: &Shared, content: Rect) -> Vec<ListLine> {
    let wraps = |row| RowShape::is_wrapped(shared, row, content.width);
    Rows { timeline: shared.timeline(), shown: &shared.folds.listed, wraps: &wraps }
        .visible(shared.top, content.height.into())
}
