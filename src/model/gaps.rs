//! Finds the stretches of time in which nothing is recorded, for axes that fold them.

use crate::model::date::Day;

/// The most gaps that are kept: more than any axis has room for.
const MOST: usize = 32;
/// A gap shorter than this many times a short one is none: what is evenly filled has no gaps.
const TIMES: i64 = 10;

/// The longest stretches without events, and their surroundings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Gaps {
    /// The first and the last day with an event.
    pub ends: Option<(Day, Day)>,
    /// From the day after an event to the day of the next, ascending.
    pub longest: Vec<(Day, Day)>,
    /// The typical number of days between events: the median between different days; 0 if there are none.
    pub rhythm: i64,
}

impl Gaps {
    /// The gaps between ascending days. `latest_end` tells the last day of the spans that begin before a day: a span
    /// fills its time.
    #[must_use]
    pub fn new(days: &[Day], latest_end: impl Fn(Day) -> Option<Day>) -> Self {
        let (short, rhythm) = rhythm(days);
        let mut least = short.max(1).saturating_mul(TIMES);
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
        Self { ends, longest, rhythm }
    }
}

/// The number of days that a quarter of the gaps have at most, and half of them.
fn rhythm(days: &[Day]) -> (i64, i64) {
    let gap = |pair: &[Day]| pair[1].0.saturating_sub(pair[0].0);
    let mut gaps: Vec<i64> = days.windows(2).map(gap).filter(|gap| *gap > 0).collect();
    let (quarter, half) = (gaps.len() / 4, gaps.len() / 2);
    if gaps.is_empty() {
        return (0, 0);
    }
    let (lower, middle, _) = gaps.select_nth_unstable(half);
    let middle = *middle;
    (if quarter < half { *lower.select_nth_unstable(quarter).1 } else { middle }, middle)
}

#[cfg(test)]
mod tests {
    use super::{Day, Gaps};

    #[test]
    fn a_span_fills_its_time_and_an_even_file_has_no_gaps() {
        let days = [0, 10, 20, 30, 500, 510].map(Day);
        assert_eq!(Gaps::new(&days, |_| None).longest, [(Day(31), Day(500))]);
        assert_eq!(Gaps::new(&days, |_| Some(Day(380))).longest, [(Day(381), Day(500))]);
        assert_eq!(Gaps::new(&days, |_| Some(Day(480))).longest, []);
        assert_eq!(Gaps::new(&[0, 10, 20, 30].map(Day), |_| None).longest, []);
        assert_eq!(Gaps::new(&days, |_| Some(Day(600))).ends, Some((Day(0), Day(600))));
    }
}
