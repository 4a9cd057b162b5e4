//! The set of records that match, as a bit set: a million take 125 KB, and look-ups are instant.

use std::ops::Range;

/// A set of rows (of events) or numbers (of other records).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Hits {
    bits: Vec<u64>,
    count: usize,
}

impl Hits {
    /// Whether it contains a row.
    #[must_use]
    pub fn contains(&self, row: usize) -> bool {
        self.bits.get(row / 64).is_some_and(|bits| bits & (1 << (row % 64)) != 0)
    }

    /// The number of rows.
    #[must_use]
    pub fn count(&self) -> usize {
        self.count
    }

    /// Whether it is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// Every row, ascending.
    pub fn iter(&self) -> impl Iterator<Item = usize> {
        let mut next = 0;
        std::iter::from_fn(move || {
            let row = self.first_from(next)?;
            next = row + 1;
            Some(row)
        })
    }

    /// The first row at or after `row`.
    #[must_use]
    pub fn first_from(&self, row: usize) -> Option<usize> {
        let at = row / 64;
        let first = self.bits.get(at)? & (u64::MAX << (row % 64));
        let rest = self.bits.iter().enumerate().skip(at + 1).map(|(at, bits)| (at, *bits));
        let (at, bits) = std::iter::once((at, first)).chain(rest).find(|(_, bits)| *bits != 0)?;
        Some(at * 64 + bits.trailing_zeros() as usize)
    }

    /// The last row before `row`.
    #[must_use]
    pub fn last_before(&self, row: usize) -> Option<usize> {
        let row = row.min(self.bits.len() * 64);
        let at = row / 64;
        let last = self.bits.get(at).map(|bits| (at, bits & !(u64::MAX << (row % 64))));
        let rest = self.bits[..at].iter().enumerate().rev().map(|(at, bits)| (at, *bits));
        let (at, bits) = last.into_iter().chain(rest).find(|(_, bits)| *bits != 0)?;
        Some(at * 64 + 63 - bits.leading_zeros() as usize)
    }

    /// How many rows come before `row`: the position of a match among the matches, from 0.
    #[must_use]
    pub fn count_before(&self, row: usize) -> usize {
        let at = (row / 64).min(self.bits.len());
        let whole: usize = self.bits[..at].iter().map(|bits| bits.count_ones() as usize).sum();
        let part = self.bits.get(row / 64).map_or(0, |bits| bits & !(u64::MAX << (row % 64)));
        whole + part.count_ones() as usize
    }

    /// Adds a row.
    pub fn insert(&mut self, row: usize) {
        if row / 64 >= self.bits.len() {
            self.bits.resize(row / 64 + 1, 0);
        }
        let (bits, bit) = (&mut self.bits[row / 64], 1 << (row % 64));
        self.count += usize::from(*bits & bit == 0);
        *bits |= bit;
    }

    /// Intersects it with another set.
    pub fn keep(&mut self, other: &Self) {
        self.count = 0;
        for (at, bits) in self.bits.iter_mut().enumerate() {
            *bits &= other.bits.get(at).copied().unwrap_or(0);
            self.count += bits.count_ones() as usize;
        }
    }

    /// Adds the rows of another set.
    pub fn add(&mut self, other: &Self) {
        if self.bits.len() < other.bits.len() {
            self.bits.resize(other.bits.len(), 0);
        }
        for (bits, more) in self.bits.iter_mut().zip(&other.bits) {
            *bits |= more;
        }
        self.recount();
    }

    /// Removes the rows of another set.
    pub fn remove(&mut self, other: &Self) {
        for (bits, less) in self.bits.iter_mut().zip(&other.bits) {
            *bits &= !less;
        }
        self.recount();
    }

    /// This set's rows before `row`, and those of `other` from there on.
    #[must_use]
    pub fn followed(&self, other: &Self, row: usize) -> Self {
        let mut bits: Vec<u64> = other.bits.clone();
        let len = self.bits.len().min(row.div_ceil(64));
        bits.resize(bits.len().max(len), 0);
        for (at, word) in bits.iter_mut().enumerate().take(row.div_ceil(64)) {
            let before = if at == row / 64 { !(u64::MAX << (row % 64)) } else { u64::MAX };
            *word = *word & !before | self.bits.get(at).copied().unwrap_or(0) & before;
        }
        let mut joined = Self { bits, count: 0 };
        joined.recount();
        joined
    }

    /// The complement: every row below `total` that is not in it.
    #[must_use]
    pub fn others(&self, total: usize) -> Self {
        let bits = |at: usize| !self.bits.get(at).copied().unwrap_or(0);
        let mut bits: Vec<u64> = (0..total.div_ceil(64)).map(bits).collect();
        if let Some(last) = bits.last_mut().filter(|_| !total.is_multiple_of(64)) {
            *last &= !(u64::MAX << (total % 64));
        }
        let mut others = Self { bits, count: 0 };
        others.recount();
        others
    }

    /// The bits of the rows, 64 per word, the first in the lowest bit.
    pub(crate) fn bits(&self) -> &[u64] {
        &self.bits
    }

    /// The first row of a range that is in both sets.
    pub(crate) fn first_shared(&self, other: &Self, rows: Range<usize>) -> Option<usize> {
        let shared = self.bits.iter().zip(&other.bits).map(|(bits, more)| bits & more).enumerate();
        let first = rows.start / 64;
        let last = rows.end.div_ceil(64);
        for (at, mut bits) in shared.skip(first).take(last.saturating_sub(first)) {
            if at == first {
                bits &= u64::MAX << (rows.start % 64);
            }
            if bits != 0 {
                return Some(at * 64 + bits.trailing_zeros() as usize).filter(|row| *row < rows.end);
            }
        }
        None
    }

    /// The last row before `row` that is in both sets.
    pub(crate) fn last_shared(&self, other: &Self, row: usize) -> Option<usize> {
        let len = self.bits.len().min(other.bits.len());
        let row = row.min(len * 64);
        for at in (0..len.min(row / 64 + 1)).rev() {
            let mut bits = self.bits[at] & other.bits[at];
            if at == row / 64 {
                bits &= !(u64::MAX << (row % 64));
            }
            if bits != 0 {
                return Some(at * 64 + 63 - bits.leading_zeros() as usize);
            }
        }
        None
    }

    fn recount(&mut self) {
        self.count = self.bits.iter().map(|bits| bits.count_ones() as usize).sum();
    }
}

impl FromIterator<usize> for Hits {
    fn from_iter<T: IntoIterator<Item = usize>>(rows: T) -> Self {
        let mut hits = Self::default();
        rows.into_iter().for_each(|row| hits.insert(row));
        hits
    }
}

#[cfg(test)]
mod tests {
    use super::Hits;
    use std::collections::BTreeSet;

    proptest::proptest! {
        #[test]
        fn it_is_a_set(
            rows in proptest::collection::btree_set(0_usize..400, 0..40),
            others in proptest::collection::btree_set(0_usize..400, 0..40),
            at in 0_usize..500,
        ) {
            let mut hits: Hits = rows.iter().copied().collect();
            proptest::prop_assert_eq!(hits.count(), rows.len());
            proptest::prop_assert_eq!(hits.contains(at), rows.contains(&at));
            proptest::prop_assert_eq!(hits.iter().collect::<BTreeSet<_>>(), rows.clone());
            proptest::prop_assert_eq!(hits.first_from(at), rows.range(at..).next().copied());
            proptest::prop_assert_eq!(hits.last_before(at), rows.range(..at).next_back().copied());
            proptest::prop_assert_eq!(hits.count_before(at), rows.range(..at).count());
            hits.keep(&others.iter().copied().collect());
            let both: Vec<usize> = rows.intersection(&others).copied().collect();
            proptest::prop_assert_eq!(hits.count(), both.len());
            proptest::prop_assert_eq!(hits.iter().collect::<Vec<_>>(), both);
            let mut fewer: Hits = rows.iter().copied().collect();
            fewer.remove(&others.iter().copied().collect());
            let left: Vec<usize> = rows.difference(&others).copied().collect();
            proptest::prop_assert_eq!((fewer.count(), fewer.iter().collect::<Vec<_>>()), (left.len(), left));
            hits.add(&rows.iter().copied().collect());
            proptest::prop_assert_eq!((hits.count(), hits.iter().collect::<BTreeSet<_>>()), (rows.len(), rows.clone()));
            let followed: Hits = rows.iter().copied().collect::<Hits>().followed(&others.iter().copied().collect(), at);
            let both: Vec<usize> = rows.range(..at).chain(others.range(at..)).copied().collect();
            proptest::prop_assert_eq!((followed.count(), followed.iter().collect::<Vec<_>>()), (both.len(), both));
            let rest: Vec<usize> = (0..at).filter(|row| !rows.contains(row)).collect();
            proptest::prop_assert_eq!((hits.others(at).count(), hits.others(at).iter().collect::<Vec<_>>()), (rest.len(), rest));
        }
    }
}
