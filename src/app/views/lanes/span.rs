//! A lane's events on the axis of time. A lane is a list of rows; what a screen needs of it is found by halving, so that
//! a lane of a million events costs no more than one of ten.

use std::ops::Range;

use crate::app::time::axis::Axis;
use crate::app::time::axis_marks::{self, Mark};
use crate::model::{Edge, Timeline};

/// How many events before the window are looked at, whether they reach it.
const LOOKED_AT: usize = 48;

/// An axis, and the first row of each of its columns: the same for all lanes.
#[derive(Debug, Clone)]
pub struct LaneAxis {
    /// The axis.
    pub axis: Axis,
    /// The first row of each column, and the one behind the last.
    bounds: Vec<usize>,
    dated: usize,
    /// Rows that reach the window from before, of any lane.
    reaching: Vec<usize>,
}

impl LaneAxis {
    /// Works out what the lanes have in common.
    #[must_use]
    pub fn new(timeline: &Timeline, axis: Axis) -> Self {
        let bounds = (0..=axis.columns).map(|column| timeline.first_row_from(axis.day(column))).collect();
        let reaching = timeline.rows_reaching(axis.from).collect();
        Self { axis, bounds, dated: timeline.dated_count(), reaching }
    }

    fn bound(&self, column: u16) -> usize {
        self.bounds.get(usize::from(column)).copied().unwrap_or(self.dated)
    }

    /// The positions of a lane's events in the window.
    #[must_use]
    pub fn within(&self, rows: &[u32]) -> Range<usize> {
        first_from(rows, self.bound(0))..first_from(rows, self.bound(self.axis.columns))
    }

    /// How many of a lane's events are dated.
    #[must_use]
    pub fn dated(&self, rows: &[u32]) -> usize {
        first_from(rows, self.dated)
    }

    /// The marks of a lane's events; their rows are positions in the lane.
    #[must_use]
    pub fn marks(&self, rows: &[u32]) -> Vec<Mark> {
        let within = self.within(rows);
        let (mut at, end) = (within.start, within.end);
        let in_column = |column: u16| {
            let start = at;
            let bound = self.bound(column + 1);
            // Columns in which nothing begins cost a comparison.
            if at < end && (rows[at] as usize) < bound {
                at += first_from(&rows[at..end], bound);
            }
            start..at
        };
        axis_marks::fold_by(self.axis.columns, in_column, ExactSizeIterator::len, |places| {
            (!places.is_empty()).then_some(places)
        })
    }

    /// The rows of a lane's events that began before the window and reach it, the latest first.
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

/// The position of the first of ascending rows that is not before a row.
#[must_use]
pub fn first_from(rows: &[u32], row: usize) -> usize {
    rows.partition_point(|other| (*other as usize) < row)
}

/// Whether ascending rows have a row.
#[must_use]
pub fn has(rows: &[u32], row: usize) -> bool {
    u32::try_from(row).is_ok_and(|row| rows.binary_search(&row).is_ok())
}
