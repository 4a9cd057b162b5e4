//! The time axis: maps days to columns and counts the events in each, without iterating over the events.

use std::ops::Range;

use crate::app::time::scale::Window;
use crate::model::{Day, Timeline};
use crate::search::RowSet;

/// A range of days mapped onto a number of columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Axis {
    /// The first day.
    pub from: Day,
    /// The day after the last.
    pub until: Day,
    /// The number of columns, at least one.
    pub columns: u16,
}

impl Axis {
    /// An axis of at least one day and one column.
    #[must_use]
    pub fn new(from: Day, until: Day, columns: u16) -> Self {
        Self { from, until: Day(until.0.max(from.0.saturating_add(1))), columns: columns.max(1) }
    }

    /// The axis of a window.
    #[must_use]
    pub fn of(window: Window, columns: u16) -> Self {
        Self::new(window.from, window.until, columns)
    }

    /// Its length in days.
    #[must_use]
    pub fn days(&self) -> i64 {
        self.until.0 - self.from.0
    }

    /// The column of a day; `None` if it is outside.
    #[must_use]
    pub fn column(&self, day: Day) -> Option<u16> {
        let inside = self.from <= day && day < self.until;
        inside.then(|| self.nearest(day))
    }

    /// The column of a day, clamped to the first and last.
    #[must_use]
    pub fn nearest(&self, day: Day) -> u16 {
        let offset = i128::from(day.0) - i128::from(self.from.0);
        let column = (offset * i128::from(self.columns)).div_euclid(i128::from(self.days()));
        u16::try_from(column.clamp(0, i128::from(self.columns) - 1)).unwrap_or(0)
    }

    /// The first day of a column; one past the last column, [`Self::until`].
    #[must_use]
    pub fn day(&self, column: u16) -> Day {
        let columns = i128::from(self.columns);
        let numerator = i128::from(column) * i128::from(self.days());
        let offset = (numerator + columns - 1).div_euclid(columns);
        Day(self.from.0 + i64::try_from(offset).unwrap_or(0))
    }

    /// The dated rows that start in a column.
    #[must_use]
    pub fn rows(&self, timeline: &Timeline, column: u16) -> Range<usize> {
        timeline.first_row_from(self.day(column))..timeline.first_row_from(self.day(column + 1))
    }
}

/// One event, or several that are folded into a count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The first column.
    pub column: u16,
    /// Its width in columns.
    pub columns: u16,
    /// Its rows, from the first to the last shown.
    pub rows: Range<usize>,
    /// The number of those that are shown.
    pub shown: usize,
}

impl Mark {
    /// The label of a count; abbreviated to thousands from ten thousand on.
    #[must_use]
    pub fn count(&self) -> String {
        compact(self.shown)
    }
}

/// A count in at most four characters.
pub fn compact(count: usize) -> String {
    match count {
        0..10_000 => count.to_string(),
        10_000..10_000_000 => format!("{}k", count / 1000),
        _ => format!("{}M", count / 1_000_000),
    }
}

/// The marks of an axis, left to right. A count takes the columns it needs plus one blank column after it, and absorbs
/// the events that start there, so counts never touch and no event is lost. At the right edge it is merged into the
/// mark before it.
#[must_use]
pub fn fold(timeline: &Timeline, shown: &RowSet, axis: &Axis) -> Vec<Mark> {
    let count = |rows: &Range<usize>| shown.count_in(rows);
    fold_by(axis.columns, |column| axis.rows(timeline, column), count, |rows| shown.within(rows))
}

/// The marks of any ascending list on an axis. `rows_in` maps a column to its part of the list and is called once for
/// each column from the left; `count` returns how many of a part are shown, `within` the range from the first shown to
/// the last.
pub fn fold_by(
    columns: u16,
    mut rows_in: impl FnMut(u16) -> Range<usize>,
    count: impl Fn(&Range<usize>) -> usize,
    within: impl Fn(Range<usize>) -> Option<Range<usize>>,
) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    let mut column = 0;
    while column < columns {
        let mut rows = rows_in(column);
        let mut end = column + 1;
        let mut shown = count(&rows);
        if shown > 1 {
            while end < columns && compact(shown).len() + 1 > usize::from(end - column) {
                rows.end = rows_in(end).end;
                shown = count(&rows);
                end += 1;
            }
        }
        if let Some(rows) = within(rows) {
            marks.push(Mark { column, columns: end - column, rows, shown });
        }
        column = end;
    }
    while let [.., before, last] = marks.as_mut_slice() {
        if last.shown == 1 || compact(last.shown).len() <= usize::from(last.columns) {
            break;
        }
        before.rows.end = last.rows.end;
        before.shown += last.shown;
        before.columns = last.column + last.columns - before.column;
        marks.pop();
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::{Axis, Day};

    proptest::proptest! {
        #[test]
        fn every_day_has_one_column_and_columns_ascend(
            from in -1_000_000_i64..1_000_000, days in 1_i64..500_000, columns in 1_u16..300, step in 0_i64..500_000
        ) {
            let axis = Axis::new(Day(from), Day(from + days), columns);
            let day = Day(from + step % days);
            let column = axis.column(day).unwrap();
            proptest::prop_assert!(axis.day(column) <= day && day < axis.day(column + 1));
            proptest::prop_assert_eq!(axis.day(0), Day(from));
            proptest::prop_assert_eq!(axis.day(columns), Day(from + days));
            proptest::prop_assert_eq!(axis.column(Day(from - 1)), None);
            proptest::prop_assert_eq!(axis.column(Day(from + days)), None);
        }
    }
}

#[cfg(test)]
mod axis_marks_tests {
    use super::{Axis, RowSet, compact, fold};
    use crate::model::{Day, Event, Head, Ids, Record, Records, Timeline, When};

    fn timeline(days: &[i64]) -> Timeline {
        let mut ids = Ids::default();
        let events: Vec<Event> = days
            .iter()
            .enumerate()
            .map(|(number, day)| {
                let mut event = Event::new(Record::new(ids.intern(&number.to_string()), "an event"));
                event.date = When::parse(&Day(*day).to_string()).ok();
                event
            })
            .collect();
        Timeline::new(Head::default(), ids, Records { events: events.into(), ..Records::default() })
    }

    proptest::proptest! {
        #[test]
        fn no_event_is_lost_and_no_counts_overlap(
            days in proptest::collection::vec(0_i64..40, 0..200), columns in 1_u16..60,
            hidden in proptest::collection::btree_set(0_usize..200, 0..200),
        ) {
            let timeline = timeline(&days);
            let axis = Axis::new(Day(0), Day(40), columns);
            let all = RowSet::all(days.len());
            let some = RowSet::of((0..days.len()).filter(|row| !hidden.contains(row)).collect(), days.len());
            for pair in fold(&timeline, &all, &axis).windows(2) {
                proptest::prop_assert_eq!(pair[0].rows.end, pair[1].rows.start);
            }
            for (shown, marks) in [(&all, fold(&timeline, &all, &axis)), (&some, fold(&timeline, &some, &axis))] {
            proptest::prop_assert_eq!(marks.iter().map(|mark| mark.shown).sum::<usize>(), shown.count());
            for pair in marks.windows(2) {
                proptest::prop_assert!(pair[0].column + pair[0].columns <= pair[1].column);
                proptest::prop_assert!(pair[0].rows.end <= pair[1].rows.start);
            }
            for mark in &marks {
                proptest::prop_assert_eq!(mark.shown, shown.count_in(&mark.rows));
                let fits = mark.shown == 1 || mark.count().len() <= usize::from(mark.columns);
                proptest::prop_assert!(fits || marks.len() == 1, "{:?}", mark);
            }
            }
        }
    }

    #[test]
    fn large_counts_are_abbreviated() {
        assert_eq!([9, 1234, 12_345, 12_345_678].map(compact), ["9", "1234", "12k", "12M"]);
    }
}
