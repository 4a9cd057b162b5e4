//! The axis of time: days onto columns, and how many events fall into each. Nothing here passes over the events.

use crate::model::{Day, Timeline};

use crate::app::views::browse::scale::Window;

/// A stretch of days drawn over a number of columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Axis {
    /// The first day.
    pub from: Day,
    /// The day after the last.
    pub until: Day,
    /// How many columns there are, at least one.
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

    /// How many days it covers.
    #[must_use]
    pub fn days(&self) -> i64 {
        self.until.0 - self.from.0
    }

    /// The column of a day; nothing for a day outside.
    #[must_use]
    pub fn column(&self, day: Day) -> Option<u16> {
        let inside = self.from <= day && day < self.until;
        inside.then(|| self.nearest(day))
    }

    /// The column of a day, the first or last one for a day outside.
    #[must_use]
    pub fn nearest(&self, day: Day) -> u16 {
        let offset = i128::from(day.0) - i128::from(self.from.0);
        let column = (offset * i128::from(self.columns)).div_euclid(i128::from(self.days()));
        u16::try_from(column.clamp(0, i128::from(self.columns) - 1)).unwrap_or(0)
    }

    /// The first day of a column; that of the column behind the last is [`Self::until`].
    #[must_use]
    pub fn day(&self, column: u16) -> Day {
        let columns = i128::from(self.columns);
        let numerator = i128::from(column) * i128::from(self.days());
        let offset = (numerator + columns - 1).div_euclid(columns);
        Day(self.from.0 + i64::try_from(offset).unwrap_or(0))
    }

    /// The dated rows that begin in a column.
    #[must_use]
    pub fn rows(&self, timeline: &Timeline, column: u16) -> std::ops::Range<usize> {
        timeline.first_row_from(self.day(column))..timeline.first_row_from(self.day(column + 1))
    }
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
