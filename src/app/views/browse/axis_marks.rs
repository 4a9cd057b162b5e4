//! Events on an axis: a mark for one, a count for a crowd. Every event of the axis is in exactly one mark.

use std::ops::Range;

use crate::model::Timeline;
use crate::search::RowSet;

use crate::app::views::browse::axis::Axis;

/// One event, or as many as share a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The first column.
    pub column: u16,
    /// How many columns it covers.
    pub columns: u16,
    /// The rows in it: from the first that is shown to the last.
    pub rows: Range<usize>,
    /// How many of them are shown.
    pub shown: usize,
}

impl Mark {
    /// How a crowd is written: its number, in thousands from ten thousand on.
    #[must_use]
    pub fn count(&self) -> String {
        written(self.shown)
    }
}

/// A number in at most four characters, as crowds are counted.
pub fn written(count: usize) -> String {
    match count {
        0..10_000 => count.to_string(),
        10_000..10_000_000 => format!("{}k", count / 1000),
        _ => format!("{}M", count / 1_000_000),
    }
}

/// The marks of an axis, left to right. A count takes the columns it needs to be written, and one that stays empty behind
/// it, and takes in what begins there: so no number touches another, and none is lost. At the right edge, the mark before
/// is taken in instead.
#[must_use]
pub fn fold(timeline: &Timeline, shown: &RowSet, axis: &Axis) -> Vec<Mark> {
    let count = |rows: &Range<usize>| shown.count_in(rows);
    fold_by(axis.columns, |column| axis.rows(timeline, column), count, |rows| shown.within(rows))
}

/// The marks of any ascending list on an axis: `rows_in` says which part of the list falls into a column, and is asked
/// once for each column, from the left; `count` says how many of a part are shown, and `within` from which to which.
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
            while end < columns && written(shown).len() + 1 > usize::from(end - column) {
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
        if last.shown == 1 || written(last.shown).len() <= usize::from(last.columns) {
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
    use super::{Axis, RowSet, fold, written};
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
        fn no_event_is_lost_and_no_number_stands_on_another(
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
    fn large_crowds_are_written_short() {
        assert_eq!([9, 1234, 12_345, 12_345_678].map(written), ["9", "1234", "12k", "12M"]);
    }
}
