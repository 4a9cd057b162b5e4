//! Which rows are shown: all of them, or those that a filter lets through.
//!
//! Every view asks the same set, and asks it for the few rows that its screen has: where the n-th stands, how many lie in
//! a stretch of time, which is the next. So it is a bit a row with a count before every sixty-fourth, and no answer but
//! those on postings passes over the rows. Without a filter it is nothing but a number.

use std::ops::Range;
use std::sync::Arc;

use crate::search::hits::Hits;

/// A set of a timeline's rows that does not change.
#[derive(Debug, Clone, Default)]
pub struct RowSet {
    total: usize,
    some: Option<Arc<Counted>>,
}

#[derive(Debug)]
struct Counted {
    hits: Hits,
    /// How many rows are set before each word of bits.
    before: Vec<u32>,
}

impl RowSet {
    /// Every row of a timeline that has `total`.
    #[must_use]
    pub fn all(total: usize) -> Self {
        Self { total, some: None }
    }

    /// Some of `total` rows; a hit behind them is none.
    #[must_use]
    pub fn of(hits: Hits, total: usize) -> Self {
        let mut sum = 0;
        let before = hits.bits().iter().map(|bits| {
            let before = sum;
            sum += bits.count_ones();
            before
        });
        let before = before.collect();
        Self { total, some: Some(Arc::new(Counted { hits, before })) }
    }

    /// Whether it is every row because nothing was asked of them.
    #[must_use]
    pub fn is_all(&self) -> bool {
        self.some.is_none()
    }

    /// How many rows the timeline has.
    #[must_use]
    pub fn total(&self) -> usize {
        self.total
    }

    /// How many rows are in it.
    #[must_use]
    pub fn count(&self) -> usize {
        self.some.as_ref().map_or(self.total, |some| some.hits.count())
    }

    /// Whether no row is in it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.count() == 0
    }

    /// How many rows are not in it.
    #[must_use]
    pub fn hidden(&self) -> usize {
        self.total.saturating_sub(self.count())
    }

    /// Whether a row is in it.
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

    /// The position of a row among those in it, from 0.
    #[must_use]
    pub fn position_of(&self, row: usize) -> Option<usize> {
        self.contains(row).then(|| self.count_before(row))
    }

    /// How many rows in it stand before a row, which need not be in it.
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

    /// How many of a range of rows are in it.
    #[must_use]
    pub fn count_in(&self, rows: &Range<usize>) -> usize {
        self.count_before(rows.end).saturating_sub(self.count_before(rows.start))
    }

    /// The first row in it at `row` or behind it.
    #[must_use]
    pub fn first_from(&self, row: usize) -> Option<usize> {
        match &self.some {
            None => (row < self.total).then_some(row),
            // By the counts, so that a long stretch of hidden rows is not walked through.
            Some(_) => self.nth(self.count_before(row)),
        }
    }

    /// The last row in it before `row`.
    #[must_use]
    pub fn last_before(&self, row: usize) -> Option<usize> {
        self.nth(self.count_before(row).checked_sub(1)?)
    }

    /// A range of rows, narrowed to begin and to end with one that is in it; `None` if none is.
    #[must_use]
    pub fn within(&self, rows: Range<usize>) -> Option<Range<usize>> {
        let first = self.first_from(rows.start)?;
        let last = self.last_before(rows.end)?;
        (first <= last).then_some(first..last + 1)
    }

    /// The row in it that stands nearest to a row; of two equally near ones, the later.
    #[must_use]
    pub fn nearest(&self, row: usize) -> Option<usize> {
        match (self.last_before(row), self.first_from(row)) {
            (Some(before), Some(after)) => Some(if row - before < after - row { before } else { after }),
            (before, after) => before.or(after),
        }
    }

    /// The rows in it from a row on, ascending.
    pub fn iter_from(&self, row: usize) -> impl Iterator<Item = usize> {
        let mut next = row;
        std::iter::from_fn(move || {
            let row = self.first_from(next)?;
            next = row + 1;
            Some(row)
        })
    }

    /// Of ascending rows, as `Timeline::rows_of` gives them, those that are in it.
    pub fn of_rows<'a>(&'a self, rows: &'a [u32]) -> impl DoubleEndedIterator<Item = usize> {
        rows.iter().map(|row| *row as usize).filter(|row| self.contains(*row))
    }

    /// The hits of a find that are in it.
    #[must_use]
    pub fn hits_in(&self, hits: &Hits) -> Hits {
        let mut hits = hits.clone();
        if let Some(some) = &self.some {
            hits.keep(&some.hits);
        }
        hits
    }

    /// Whether one of the hits in a range of rows is in it.
    #[must_use]
    pub fn any_hit_in(&self, hits: &Hits, rows: &Range<usize>) -> bool {
        match &self.some {
            None => hits.first_from(rows.start).is_some_and(|row| rows.contains(&row)),
            Some(some) => hits.first_shared(&some.hits, rows.clone()).is_some(),
        }
    }

    /// The first of the hits at `row` or behind it that is in it.
    #[must_use]
    pub fn first_hit_from(&self, hits: &Hits, row: usize) -> Option<usize> {
        match &self.some {
            None => hits.first_from(row),
            Some(some) => hits.first_shared(&some.hits, row..usize::MAX),
        }
    }

    /// The last of the hits before `row` that is in it.
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
        fn it_answers_as_a_list_of_rows_would(
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
        fn all_rows_are_the_set_of_all_rows(total in 0_usize..200, at in 0_usize..250) {
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
