//! The time axis: maps days to columns and counts the events in each, without iterating over the events.
//!
//! Long stretches without events are folded, so that what is left has room: a break of a few columns stands for them.

use std::ops::Range;

use crate::app::time::scale::Window;
use crate::model::{Day, Gaps, Timeline};
use crate::search::RowSet;

/// The columns of a break: its mark, and a blank on either side.
pub const BREAK: u16 = 3;
/// The fewest columns of a stretch: a year and a blank.
const LEAST: u16 = 5;
/// There is at most one break in as many columns.
const APART: u16 = 20;
/// A gap is folded if it takes more than this part of what is shown.
const PART: i64 = 8;

/// Days mapped onto a number of columns, in stretches with breaks between them; one if nothing is folded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Axis {
    /// The first day.
    pub from: Day,
    /// The day after the last.
    pub until: Day,
    /// The number of columns, at least one.
    pub columns: u16,
    stretches: Vec<Stretch>,
}

/// A part of an axis without a break.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// The first day.
    pub from: Day,
    /// The day after the last.
    pub until: Day,
    /// The first column.
    pub column: u16,
    /// The number of columns, at least one.
    pub columns: u16,
}

impl Stretch {
    /// The column after the last.
    #[must_use]
    pub fn end(&self) -> u16 {
        self.column + self.columns
    }

    /// Its length in days.
    #[must_use]
    pub fn days(&self) -> i64 {
        self.until.0.saturating_sub(self.from.0).max(1)
    }
}

impl Axis {
    /// An unfolded axis of at least one day and one column.
    #[must_use]
    pub fn new(from: Day, until: Day, columns: u16) -> Self {
        Self::of_stretches(&[(from, Day(until.0.max(from.0.saturating_add(1))))], columns)
    }

    /// The unfolded axis of a window.
    #[must_use]
    pub fn of(window: Window, columns: u16) -> Self {
        Self::new(window.from, window.until, columns)
    }

    /// The axis of a window with its long gaps folded. What is before the first event of all and after the last is cut
    /// off if it is long.
    #[must_use]
    pub fn folded(window: Window, columns: u16, gaps: &Gaps) -> Self {
        let Window { from, until } = window;
        let ends = gaps.ends.filter(|(first, last)| *first < until && from <= *last && first < last);
        let inner = gaps.longest.iter().copied().filter(|gap| from < gap.0 && gap.1 < until);
        let outer = ends.map(|(first, last)| [(from, first), (Day(last.0 + 1), until)]);
        let outer =
            outer.into_iter().flatten().filter(|gap| from <= gap.0 && gap.1 <= until && gap.0 < gap.1);
        let mut candidates: Vec<(Day, Day)> = inner.chain(outer).collect();
        let length = |gap: &(Day, Day)| gap.1.0.saturating_sub(gap.0.0);
        candidates.sort_by_key(|gap| std::cmp::Reverse(length(gap)));
        let (mut rest, mut room) = (window.days(), columns / APART);
        candidates.retain(|gap| {
            let is_outer = gap.0 == from || gap.1 == until;
            let folds = length(gap).saturating_mul(PART) > rest && (is_outer || room > 0);
            if folds {
                rest -= length(gap);
                room -= u16::from(!is_outer);
            }
            folds
        });
        candidates.sort_unstable();
        let mut stretches = vec![window.from];
        for (gap_from, gap_until) in candidates {
            if gap_from == from {
                stretches[0] = gap_until;
            } else if gap_until == until {
                // The day of the file itself is often a little later than the last event.
                let last = Day((gap_from.0 + rest / 32).min(until.0));
                stretches.push(last);
            } else {
                stretches.extend([gap_from, gap_until]);
            }
        }
        if stretches.len() % 2 == 1 {
            stretches.push(until);
        }
        let pairs: Vec<(Day, Day)> = stretches.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect();
        Self::of_stretches(&pairs, columns)
    }

    /// Each stretch has a few columns, and a part of the others that is proportional to its days.
    fn of_stretches(pairs: &[(Day, Day)], columns: u16) -> Self {
        let columns = columns.max(1);
        let (from, until) = (pairs[0].0, pairs[pairs.len() - 1].1);
        let count = u16::try_from(pairs.len()).unwrap_or(1);
        let least = if count == 1 { 0 } else { LEAST };
        let spare = i128::from(columns) - i128::from(least * count + BREAK * (count - 1));
        let length = |pair: &(Day, Day)| i128::from(pair.1.0) - i128::from(pair.0.0);
        let all: i128 = pairs.iter().map(length).sum();
        let (mut days, mut stretches) = (0, Vec::with_capacity(pairs.len()));
        let share = |days: i128| u16::try_from(spare * days / all.max(1)).unwrap_or(0);
        for (number, pair) in (0_u16..).zip(pairs) {
            let column = number * (least + BREAK) + share(days);
            let wide = least + share(days + length(pair)) - share(days);
            days += length(pair);
            stretches.push(Stretch { from: pair.0, until: pair.1, column, columns: wide });
        }
        Self { from, until, columns, stretches }
    }

    /// The stretches, from left to right.
    #[must_use]
    pub fn stretches(&self) -> &[Stretch] {
        &self.stretches
    }

    /// The columns of the breaks' marks.
    pub fn breaks(&self) -> impl Iterator<Item = u16> + '_ {
        self.stretches.iter().skip(1).map(|stretch| stretch.column - BREAK / 2 - 1)
    }

    /// The column after the stretch that contains a column.
    #[must_use]
    pub fn stretch_end(&self, column: u16) -> u16 {
        let stretch = self.stretches.iter().find(|stretch| column < stretch.end());
        stretch.map_or(self.columns, Stretch::end)
    }

    /// The column of a day; `None` if it is outside, or folded.
    #[must_use]
    pub fn column(&self, day: Day) -> Option<u16> {
        let inside = self.stretches.iter().any(|stretch| stretch.from <= day && day < stretch.until);
        inside.then(|| self.nearest(day))
    }

    /// The column of a day, clamped to the first and last; that of the break if it is folded.
    #[must_use]
    pub fn nearest(&self, day: Day) -> u16 {
        let after = self.stretches.partition_point(|stretch| stretch.from <= day);
        let stretch = &self.stretches[after.saturating_sub(1)];
        if day >= stretch.until && after < self.stretches.len() {
            return stretch.end() + BREAK / 2;
        }
        let offset = i128::from(day.0) - i128::from(stretch.from.0);
        let column = (offset * i128::from(stretch.columns)).div_euclid(i128::from(stretch.days()));
        stretch.column + u16::try_from(column.clamp(0, i128::from(stretch.columns) - 1)).unwrap_or(0)
    }

    /// The first day of a column; one past the last column, [`Self::until`]; in a break, its first.
    #[must_use]
    pub fn day(&self, column: u16) -> Day {
        let after = self.stretches.partition_point(|stretch| stretch.column <= column);
        let stretch = &self.stretches[after.saturating_sub(1)];
        let columns = i128::from(stretch.columns);
        let numerator =
            i128::from((column - stretch.column).min(stretch.columns)) * i128::from(stretch.days());
        let offset = (numerator + columns - 1).div_euclid(columns);
        Day(stretch.from.0 + i64::try_from(offset).unwrap_or(0))
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
/// the events that start there, so counts never touch and no event is lost. At the right edge of a stretch it is merged
/// into the mark before it.
#[must_use]
pub fn fold(timeline: &Timeline, shown: &RowSet, axis: &Axis) -> Vec<Mark> {
    let count = |rows: &Range<usize>| shown.count_in(rows);
    fold_by(axis, |column| axis.rows(timeline, column), count, |rows| shown.within(rows))
}

/// The marks of any ascending list on an axis. `rows_in` maps a column to its part of the list and is called once for
/// each column of a stretch from the left; `count` returns how many of a part are shown, `within` the range from the first shown to
/// the last.
pub fn fold_by(
    axis: &Axis,
    mut rows_in: impl FnMut(u16) -> Range<usize>,
    count: impl Fn(&Range<usize>) -> usize,
    within: impl Fn(Range<usize>) -> Option<Range<usize>>,
) -> Vec<Mark> {
    let mut all: Vec<Mark> = Vec::new();
    for stretch in axis.stretches() {
        let mut marks: Vec<Mark> = Vec::new();
        let mut column = stretch.column;
        while column < stretch.end() {
            let mut rows = rows_in(column);
            let mut end = column + 1;
            let mut shown = count(&rows);
            if shown > 1 {
                while end < stretch.end() && compact(shown).len() + 1 > usize::from(end - column) {
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
        all.append(&mut marks);
    }
    all
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
mod folding_tests {
    use super::{Axis, BREAK, Day, Gaps, Window};

    fn folded(days: &[i64], columns: u16) -> Axis {
        let days: Vec<Day> = days.iter().copied().map(Day).collect();
        let window = Window { from: Day(days[0].0 - 40), until: Day(days[days.len() - 1].0 + 300) };
        Axis::folded(window, columns, &Gaps::new(&days, |_| None))
    }

    proptest::proptest! {
        #[test]
        fn no_event_is_folded_away_and_columns_map_back(
            mut days in proptest::collection::vec(proptest::prop_oneof![0_i64..400, 8_000_i64..9_000, 90_000_i64..90_010, 0_i64..300_000], 1..60),
            columns in 1_u16..300,
        ) {
            days.sort_unstable();
            let axis = folded(&days, columns);
            for day in days.iter().copied().map(Day) {
                let column = axis.column(day).unwrap();
                proptest::prop_assert!(axis.day(column) <= day && day < axis.day(column + 1), "{axis:?} {day:?}");
                let stretch = axis.stretches().iter().find(|stretch| stretch.from <= day && day < stretch.until).unwrap();
                proptest::prop_assert!((stretch.column..stretch.end()).contains(&column));
            }
            let mut end = 0;
            for (number, stretch) in axis.stretches().iter().enumerate() {
                proptest::prop_assert_eq!(stretch.column, if number == 0 { 0 } else { end + BREAK });
                end = stretch.end();
                proptest::prop_assert!(stretch.columns >= 1);
            }
            proptest::prop_assert_eq!(end, columns);
            for column in 0..columns {
                proptest::prop_assert!(axis.day(column) <= axis.day(column + 1));
            }
            for at in axis.breaks() {
                let (from, until) = (axis.day(at - 1), axis.day(at + 2));
                proptest::prop_assert!(from < until && !days.iter().any(|day| from.0 <= *day && *day < until.0));
                proptest::prop_assert_eq!(axis.nearest(Day((from.0 + until.0) / 2)), at);
                proptest::prop_assert_eq!(axis.column(from), None);
            }
        }
    }

    #[test]
    fn gaps_are_folded_where_they_take_the_room_of_the_rest() {
        let breaks = |days: &[i64]| folded(days, 112).breaks().count();
        let even: Vec<i64> = (0..60).map(|year| year * 365).collect();
        assert_eq!(breaks(&even), 0);
        let medieval: Vec<i64> = std::iter::once(-300_000).chain(even.iter().copied()).collect();
        assert_eq!(breaks(&medieval), 1);
        assert_eq!(breaks(&[0, 1, 2, 3, 9000, 9001, 9002, 40_000, 40_001]), 2);
        assert_eq!(breaks(&[0, 1000, 9000]), 0, "three events have no rhythm that could be broken");
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
