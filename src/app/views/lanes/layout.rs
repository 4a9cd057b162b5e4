//! The layout of the lanes view: one function of its area, used by keys, mouse and drawing.

use std::ops::Range;

use ratatui::layout::Rect;

use crate::app::time::axis::{self, Axis, Mark};
use crate::model::{Edge, Timeline};

/// The areas of the view; `None` if not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Places {
    /// The first line, above the names: the facet.
    pub heading: Rect,
    /// The first line, above the axis: the years of the whole file.
    pub years: Option<Rect>,
    /// The line above the axis with months, or the unit of the window.
    pub labels: Rect,
    /// All lanes, one line each.
    pub lanes: Rect,
    /// The column of names.
    pub names: Rect,
    /// The column with the number of events before the window.
    pub before: Option<Rect>,
    /// The time axis.
    pub axis: Rect,
    /// The column with the number of events after it.
    pub after: Option<Rect>,
    /// The column with the number of undated events.
    pub undated: Option<Rect>,
    /// The line about the lane under the cursor.
    pub lane: Option<Rect>,
    /// The line about the selected event, if no reader shows it.
    pub event: Option<Rect>,
}

/// The width of a count with its arrow.
const NUMBER: u16 = 5;

impl Places {
    /// The layout of an area. `is_alone` means that there is no reader beside it, `has_undated` that undated events are
    /// counted.
    #[must_use]
    pub fn new(stage: Rect, is_alone: bool, has_undated: bool) -> Self {
        let is_wide = stage.width >= 60;
        let header = if stage.height >= 8 { 2 } else { 1.min(stage.height) };
        let about_event = u16::from(is_alone && stage.height >= 8);
        let about_lane = u16::from(stage.height >= 6);
        // A blank line separates them from the lanes if there is room.
        let about = about_event + about_lane + u16::from(stage.height >= 14);
        let lanes =
            Rect { y: stage.y + header, height: stage.height.saturating_sub(header + about), ..stage };
        let line = |up: u16| Rect { y: stage.bottom().saturating_sub(up), height: 1, ..stage };
        let column = |x: u16, width: u16| {
            let x = x.min(stage.right());
            Rect { x, width: width.min(stage.right() - x), ..lanes }
        };
        let wide = (stage.width * 28 / 100).clamp(8, 40).min(stage.width.saturating_sub(6));
        let names = column(stage.x + 2, wide);
        let number = if is_wide { NUMBER } else { 0 };
        let before = is_wide.then(|| column(names.right(), number));
        let left = names.right() + number + 1;
        let undated_wide = if is_wide && has_undated { NUMBER } else { 0 };
        let right = stage.right().saturating_sub(1 + undated_wide + number);
        let axis = column(left, right.saturating_sub(left + u16::from(is_wide)));
        let after = is_wide.then(|| column(right, number));
        let undated = (undated_wide > 0).then(|| column(right + number, undated_wide));
        let labels = Rect { y: stage.y + header.saturating_sub(1), height: 1, ..axis };
        Self {
            heading: Rect { y: stage.y, height: 1.min(stage.height), ..names },
            years: (header == 2).then_some(Rect { y: stage.y, height: 1, ..axis }),
            labels,
            lanes,
            names,
            before,
            axis,
            after,
            undated,
            lane: (about_lane > 0).then(|| line(1)),
            event: (about_event > 0).then(|| line(2)),
        }
    }
}

/// How many events of a lane before the window are checked for reaching into it.
const LOOKED_AT: usize = 48;

/// An axis with the first row of each column, shared by all lanes.
#[derive(Debug, Clone)]
pub struct LaneAxis {
    /// The axis.
    pub axis: Axis,
    /// The first row of each column, and one past the last.
    bounds: Vec<usize>,
    dated: usize,
    /// Rows of all lanes that reach into the window from before.
    reaching: Vec<usize>,
}

impl LaneAxis {
    /// Computes what the lanes share.
    #[must_use]
    pub fn new(timeline: &Timeline, axis: Axis) -> Self {
        let bounds = (0..=axis.columns).map(|column| timeline.first_row_from(axis.day(column))).collect();
        let reaching = timeline.rows_reaching(axis.from).collect();
        Self { axis, bounds, dated: timeline.dated_count(), reaching }
    }

    fn bound(&self, column: u16) -> usize {
        self.bounds.get(usize::from(column)).copied().unwrap_or(self.dated)
    }

    /// The range of a lane's events in the window.
    #[must_use]
    pub fn within(&self, rows: &[u32]) -> Range<usize> {
        first_from(rows, self.bound(0))..first_from(rows, self.bound(self.axis.columns))
    }

    /// The number of dated events in a lane.
    #[must_use]
    pub fn dated(&self, rows: &[u32]) -> usize {
        first_from(rows, self.dated)
    }

    /// The marks of a lane's events; their rows are indices into the lane.
    #[must_use]
    pub fn marks(&self, rows: &[u32]) -> Vec<Mark> {
        let within = self.within(rows);
        let (mut at, end) = (within.start, within.end);
        let in_column = |column: u16| {
            let start = at;
            let bound = self.bound(column + 1);
            // An empty column costs only a comparison.
            if at < end && (rows[at] as usize) < bound {
                at += first_from(&rows[at..end], bound);
            }
            start..at
        };
        axis::fold_by(&self.axis, in_column, ExactSizeIterator::len, |places| {
            (!places.is_empty()).then_some(places)
        })
    }

    /// The rows of a lane's events that began before the window and reach into it, latest first.
    #[must_use]
    pub fn reaching(&self, timeline: &Timeline, rows: &[u32]) -> Vec<usize> {
        let before = first_from(rows, self.bound(0));
        let own = rows[before.saturating_sub(LOOKED_AT)..before].iter().rev().map(|row| *row as usize);
        let mut reaching: Vec<usize> = own
            .filter(|row| {
                let to = timeline.event_ref_at(*row).and_then(|event| event.date()).map(|date| date.to());
                matches!(to, Some(Edge::Open)) || matches!(to, Some(Edge::On(day)) if day >= self.axis.from)
            })
            .collect();
        if before > LOOKED_AT {
            let earlier = rows[before - LOOKED_AT] as usize;
            let others = self.reaching.iter().copied().filter(|row| *row < earlier);
            reaching.extend(others.filter(|row| has(rows, *row)));
        }
        reaching
    }
}

/// The index of the first of ascending rows that is at or after a row.
#[must_use]
pub fn first_from(rows: &[u32], row: usize) -> usize {
    rows.partition_point(|other| (*other as usize) < row)
}

/// Whether ascending rows contain a row.
#[must_use]
pub fn has(rows: &[u32], row: usize) -> bool {
    u32::try_from(row).is_ok_and(|row| rows.binary_search(&row).is_ok())
}

#[cfg(test)]
mod tests {
    use super::{Places, Rect};

    proptest::proptest! {
        #[test]
        fn everything_fits_the_area(
            x in 0_u16..9, y in 0_u16..9, width in 0_u16..300, height in 0_u16..90, alone: bool, undated: bool
        ) {
            let stage = Rect::new(x, y, width, height);
            let places = Places::new(stage, alone, undated);
            let parts = [places.years, places.before, places.after, places.undated, places.lane, places.event];
            for rect in parts.into_iter().flatten().chain([places.heading, places.lanes, places.names, places.axis]) {
                proptest::prop_assert!(rect.right() <= stage.right(), "{places:?}");
                proptest::prop_assert!(rect.bottom() <= stage.bottom(), "{places:?}");
            }
            if width >= 20 && height >= 6 {
                proptest::prop_assert!(places.axis.width >= 5 && places.names.width >= 5 && places.lanes.height >= 3, "{places:?}");
            }
        }
    }
}
