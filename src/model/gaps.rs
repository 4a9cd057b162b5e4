//! Finds the stretches of time in which nothing is recorded, for axes that fold them.

use crate::model::date::Day;

/// The most gaps that are kept: more than any axis has room for.
const MOST: usize = 32;
/// A gap shorter than this many times the typical one is none: what is evenly filled has no gaps.
const TIMES: i64 = 4;

/// The longest stretches without events, and their surroundings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Gaps {
    /// The first and the last day with an event.
    pub ends: Option<(Day, Day)>,
    /// From the day after an event to the day of the next, ascending.
    pub longest: Vec<(Day, Day)>,
}

impl Gaps {
    /// The gaps between ascending days. `latest_end` tells the last day of the spans that begin before a day: a span
    /// fills its time. `rhythm` is the typical number of days between events.
    #[must_use]
    pub fn new(days: &[Day], rhythm: i64, latest_end: impl Fn(Day) -> Option<Day>) -> Self {
        let mut least = rhythm.max(1).saturating_mul(TIMES);
        let mut longest: Vec<(Day, Day)> = Vec::new();
        let length = |gap: &(Day, Day)| gap.1.0.saturating_sub(gap.0.0);
        let filled = |day: Day, next: Day| latest_end(next).map_or(day, |end| end.max(day));
        for pair in days.windows(2) {
            if length(&(pair[0], pair[1])) <= least {
                continue;
            }
            let gap = (Day(filled(pair[0], pair[1]).0.saturating_add(1)), pair[1]);
            if length(&gap) <= least {
                continue;
            }
            longest.push(gap);
            // Most pairs of a long file are passed over by one comparison.
            if longest.len() > 2 * MOST {
                longest.sort_unstable_by_key(|gap| std::cmp::Reverse(length(gap)));
                longest.truncate(MOST);
                least = longest.last().map_or(least, length);
            }
        }
        longest.sort_unstable_by_key(|gap| std::cmp::Reverse(length(gap)));
        longest.truncate(MOST);
        longest.sort_unstable();
        let ends = days.first().zip(days.last());
        let ends = ends.map(|(first, last)| (*first, filled(*last, Day(i64::MAX))));
        Self { ends, longest }
    }

    /// The typical number of days between ascending days: the median of the gaps between different ones; 0 if there are
    /// none.
    #[must_use]
    pub fn rhythm(days: &[Day]) -> i64 {
        let mut gaps: Vec<i64> =
            days.windows(2).map(|pair| pair[1].0.saturating_sub(pair[0].0)).filter(|gap| *gap > 0).collect();
        let middle = gaps.len() / 2;
        if gaps.is_empty() { 0 } else { *gaps.select_nth_unstable(middle).1 }
    }
}

#[cfg(test)]
mod tests {
    use super::{Day, Gaps};

    #[test]
    fn a_span_fills_its_time_and_an_even_file_has_no_gaps() {
        let days = [0, 10, 20, 30, 500, 510].map(Day);
        assert_eq!(Gaps::new(&days, 10, |_| None).longest, [(Day(31), Day(500))]);
        assert_eq!(Gaps::new(&days, 10, |_| Some(Day(400))).longest, [(Day(401), Day(500))]);
        assert_eq!(Gaps::new(&days, 10, |_| Some(Day(480))).longest, []);
        assert_eq!(Gaps::new(&[0, 10, 20, 30].map(Day), 10, |_| None).longest, []);
        assert_eq!(Gaps::new(&days, 10, |_| Some(Day(600))).ends, Some((Day(0), Day(600))));
    }
}
