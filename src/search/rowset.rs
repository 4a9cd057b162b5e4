//! The rows that are shown: all, or those that pass the filter.
//!
//! All views share one set, and query it for the few rows on their screen: which is the n-th, how many are in a range,
//! which is next. So it is a bit set with a running count for every 64 rows, and no query except those on postings
//! iterates over rows. Without a filter it is just a number.

use std::ops::Range;
use std::sync::Arc;

use crate::model::Day;
use crate::search::hits::Hits;

/// An immutable set of a timeline's rows.
#[derive(Debug, Clone, Default)]
pub struct RowSet {
    total: usize,
    some: Option<Arc<Counted>>,
    /// The day as of which records are shown, if the filter asks for what was known then.
    pub horizon: Option<Day>,
}

#[derive(Debug)]
struct Counted {
    hits: Hits,
    /// Those that only may pass.
    possible: Hits,
    /// The number of rows before each word of bits.
    before: Vec<u32>,
}

impl RowSet {
    /// All rows of a timeline with `total`.
    #[must_use]
    pub fn all(total: usize) -> Self {
        Self { total, some: None, horizon: None }
    }

    /// Some of `total` rows; hits beyond these are ignored.
    #[must_use]
    pub fn of(hits: Hits, total: usize) -> Self {
        let certain = hits.clone();
        Self::with_certain(hits, &certain, total)
    }

    /// Some of `total` rows, and those of them that certainly pass the filter.
    #[must_use]
    pub fn with_certain(hits: Hits, certain: &Hits, total: usize) -> Self {
        let mut possible = hits.clone();
        possible.remove(certain);
        let mut sum = 0;
        let before = hits.bits().iter().map(|bits| {
            let before = sum;
            sum += bits.count_ones();
            before
        });
        let before = before.collect();
        Self { total, some: Some(Arc::new(Counted { hits, possible, before })), horizon: None }
    }

    /// Those of its rows that are not among some others.
    #[must_use]
    pub fn without(&self, others: &Hits) -> Self {
        let (mut hits, possible) = match &self.some {
            None => ((0..self.total).collect(), Hits::default()),
            Some(some) => (some.hits.clone(), some.possible.clone()),
        };
        hits.remove(others);
        let mut certain = hits.clone();
        certain.remove(&possible);
        Self::with_certain(hits, &certain, self.total).with_horizon(self.horizon)
    }

    /// The same rows, with records shown as of a day.
    #[must_use]
    pub fn with_horizon(self, horizon: Option<Day>) -> Self {
        Self { horizon, ..self }
    }

    /// Whether it is all rows because there is no filter.
    #[must_use]
    pub fn is_all(&self) -> bool {
        self.some.is_none()
    }

    /// The number of rows in the timeline.
    #[must_use]
    pub fn total(&self) -> usize {
        self.total
    }

    /// The number of rows in the set.
    #[must_use]
    pub fn count(&self) -> usize {
        self.some.as_ref().map_or(self.total, |some| some.hits.count())
    }

    /// Whether a row only may pass the filter.
    #[must_use]
    pub fn is_possible(&self, row: usize) -> bool {
        self.some.as_ref().is_some_and(|some| some.possible.contains(row))
    }

    /// "6 certain, 2 possible"; `None` if all certainly pass the filter.
    #[must_use]
    pub fn fit_words(&self) -> Option<String> {
        let possible = self.some.as_ref().map_or(0, |some| some.possible.count());
        (possible > 0)
            .then(|| format!("{} certain, {possible} possible", self.count().saturating_sub(possible)))
    }

    /// "8 of 44 events: 6 certain, 2 possible"; the second part only if not all are certain.
    #[must_use]
    pub fn share_words(&self) -> String {
        let counted = if self.is_empty() { "none".to_owned() } else { self.count().to_string() };
        let events = if self.total == 1 { "event" } else { "events" };
        let fit = self.fit_words().map(|fit| format!(": {fit}")).unwrap_or_default();
        format!("{counted} of {} {events}{fit}", self.total)
    }

    /// "A part of the timeline, chosen by the filter `query`: 8 of 44 events", so that nobody takes it for the whole.
    #[must_use]
    pub fn part_words(&self, query: &str) -> String {
        let whole = match self.horizon {
            None => "",
            Some(_) => {
                ". The title, the summary and the judgments are those of the whole file, and may know more"
            }
        };
        format!(
            "A part of the timeline, chosen by the filter {}: {}{whole}",
            query.trim(),
            self.share_words()
        )
    }

    /// Whether it is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.count() == 0
    }

    /// The number of rows not in the set.
    #[must_use]
    pub fn hidden(&self) -> usize {
        self.total.saturating_sub(self.count())
    }

    /// Whether it contains a row.
    #[must_use]
    pub fn contains(&self, row: usize) -> bool {
        self.some.as_ref().map_or(row < self.total, |some| some.hits.contains(row))
    }

    /// The n-th row, from 0.
    #[must_use]
    pub fn nth(&self, n: usize) -> Option<usize> {
        let Some(some) = &self.some else { return (n < self.total).then_some(n) };
        if n >= some.hits.count() {
            return None;
        }
        let wanted = u32::try_from(n).ok()?;
        let at = some.before.partition_point(|before| *before <= wanted).checked_sub(1)?;
        let mut bits = *some.hits.bits().get(at)?;
        for _ in some.before[at]..wanted {
            bits &= bits - 1;
        }
        Some(at * 64 + bits.trailing_zeros() as usize)
    }

    /// The position of a row in the set, from 0; `None` if it is not in it.
    #[must_use]
    pub fn position_of(&self, row: usize) -> Option<usize> {
        self.contains(row).then(|| self.count_before(row))
    }

    /// The number of its rows before `row`, which need not be in it.
    #[must_use]
    pub fn count_before(&self, row: usize) -> usize {
        let Some(some) = &self.some else { return row.min(self.total) };
        match (some.before.get(row / 64), some.hits.bits().get(row / 64)) {
            (Some(before), Some(bits)) => {
                *before as usize + (bits & !(u64::MAX << (row % 64))).count_ones() as usize
            }
            _ => some.hits.count(),
        }
    }

    /// The number of its rows in a range.
    #[must_use]
    pub fn count_in(&self, rows: &Range<usize>) -> usize {
        self.count_before(rows.end).saturating_sub(self.count_before(rows.start))
    }

    /// Its first row at or after `row`.
    #[must_use]
    pub fn first_from(&self, row: usize) -> Option<usize> {
        match &self.some {
            None => (row < self.total).then_some(row),
            // Uses the counts, so that a long run of hidden rows need not be scanned.
            Some(_) => self.nth(self.count_before(row)),
        }
    }

    /// Its last row before `row`.
    #[must_use]
    pub fn last_before(&self, row: usize) -> Option<usize> {
        self.nth(self.count_before(row).checked_sub(1)?)
    }

    /// A range narrowed to begin and end with rows in the set; `None` if it has none.
    #[must_use]
    pub fn within(&self, rows: Range<usize>) -> Option<Range<usize>> {
        let first = self.first_from(rows.start)?;
        let last = self.last_before(rows.end)?;
        (first <= last).then_some(first..last + 1)
    }

    /// Its row nearest to `row`; of two equally near, the later.
    #[must_use]
    pub fn nearest(&self, row: usize) -> Option<usize> {
        match (self.last_before(row), self.first_from(row)) {
            (Some(before), Some(after)) => Some(if row - before < after - row { before } else { after }),
            (before, after) => before.or(after),
        }
    }

    /// Its rows from `row` on, ascending.
    pub fn iter_from(&self, row: usize) -> impl Iterator<Item = usize> {
        let mut next = row;
        std::iter::from_fn(move || {
            let row = self.first_from(next)?;
            next = row + 1;
            Some(row)
        })
    }

    /// Those of ascending rows, such as from `Timeline::rows_of`, that are in the set.
    pub fn of_rows<'a>(&'a self, rows: &'a [u32]) -> impl DoubleEndedIterator<Item = usize> {
        rows.iter().map(|row| *row as usize).filter(|row| self.contains(*row))
    }

    /// The hits that are in the set.
    #[must_use]
    pub fn hits_in(&self, hits: &Hits) -> Hits {
        let mut hits = hits.clone();
        if let Some(some) = &self.some {
            hits.keep(&some.hits);
        }
        hits
    }

    /// Whether any hit in a range of rows is in the set.
    #[must_use]
    pub fn any_hit_in(&self, hits: &Hits, rows: &Range<usize>) -> bool {
        match &self.some {
            None => hits.first_from(rows.start).is_some_and(|row| rows.contains(&row)),
            Some(some) => hits.first_shared(&some.hits, rows.clone()).is_some(),
        }
    }

    /// The first hit at or after `row` that is in the set.
    #[must_use]
    pub fn first_hit_from(&self, hits: &Hits, row: usize) -> Option<usize> {
        match &self.some {
            None => hits.first_from(row),
            Some(some) => hits.first_shared(&some.hits, row..usize::MAX),
        }
    }

    /// The last hit before `row` that is in the set.
    #[must_use]
    pub fn last_hit_before(&self, hits: &Hits, row: usize) -> Option<usize> {
        match &self.some {
            None => hits.last_before(row),
            Some(some) => hits.last_shared(&some.hits, row),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Hits, RowSet};

    proptest::proptest! {
        #[test]
        fn it_agrees_with_a_list_of_rows(
            rows in proptest::collection::btree_set(0_usize..400, 0..60),
            others in proptest::collection::btree_set(0_usize..400, 0..60),
            at in 0_usize..500,
            end in 0_usize..500,
        ) {
            let set = RowSet::of(rows.iter().copied().collect(), 400);
            let hits: Hits = others.iter().copied().collect();
            proptest::prop_assert_eq!((set.count(), set.hidden()), (rows.len(), 400 - rows.len()));
            proptest::prop_assert_eq!(set.nth(at), rows.iter().nth(at).copied());
            proptest::prop_assert_eq!(set.position_of(at), rows.iter().position(|row| *row == at));
            proptest::prop_assert_eq!(set.count_before(at), rows.range(..at).count());
            proptest::prop_assert_eq!(set.first_from(at), rows.range(at..).next().copied());
            proptest::prop_assert_eq!(set.last_before(at), rows.range(..at).next_back().copied());
            proptest::prop_assert_eq!(set.iter_from(at).collect::<Vec<_>>(), rows.range(at..).copied().collect::<Vec<_>>());
            let both = |row: &&usize| rows.contains(row);
            proptest::prop_assert_eq!(set.first_hit_from(&hits, at), others.range(at..).find(both).copied());
            proptest::prop_assert_eq!(set.last_hit_before(&hits, at), others.range(..at).rev().find(both).copied());
            if at <= end {
                let within: Vec<usize> = rows.range(at..end).copied().collect();
                proptest::prop_assert_eq!(set.count_in(&(at..end)), within.len());
                let range = within.first().map(|first| *first..within[within.len() - 1] + 1);
                proptest::prop_assert_eq!(set.within(at..end), range);
                proptest::prop_assert_eq!(set.any_hit_in(&hits, &(at..end)), others.range(at..end).any(|row| rows.contains(row)));
            }
            let near = rows.iter().min_by_key(|row| (row.abs_diff(at), std::cmp::Reverse(**row))).copied();
            proptest::prop_assert_eq!(set.nearest(at), near);
        }

        #[test]
        fn all_rows_equal_the_full_set(total in 0_usize..200, at in 0_usize..250) {
            let (all, some) = (RowSet::all(total), RowSet::of((0..total).collect(), total));
            proptest::prop_assert_eq!(all.count(), some.count());
            proptest::prop_assert_eq!(all.contains(at), some.contains(at));
            proptest::prop_assert_eq!(all.nth(at), some.nth(at));
            proptest::prop_assert_eq!(all.first_from(at), some.first_from(at));
            proptest::prop_assert_eq!(all.last_before(at), some.last_before(at));
            proptest::prop_assert_eq!(all.count_before(at), some.count_before(at));
        }
    }
}
