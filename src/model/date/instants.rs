//! The instants of a date: what it is sorted by, and compared by where it has times of day.

use crate::model::date::{Clock, DAY, Day, Edge, When};

/// The most days that are counted in seconds.
const MOST: i64 = i64::MAX / DAY;

/// What a date says of its beginning, in the order of events that begin at one instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Precision {
    /// A day, taken for its first instant.
    Day,
    /// A time of day.
    Time,
    /// More than a day, taken for the last second of its first day.
    Coarse,
}

impl When {
    /// The instant to sort by, in seconds since 2000-01-01T00:00Z. A day, and a time without an offset, is taken as in
    /// the given one, in minutes.
    #[must_use]
    pub fn order_instant(&self, offset: i16) -> Option<(i64, Precision)> {
        let day = self.order_day()?;
        let start = || day.0 * DAY - i64::from(offset) * 60;
        Some(match self.order_clock() {
            Some(clock) => (clock.instant(day, offset), Precision::Time),
            None if self.is_one_day() => (start(), Precision::Day),
            None => (start() + DAY - 1, Precision::Coarse),
        })
    }

    /// The time to sort by: that of its beginning, or of its end if the beginning is open or unknown.
    #[must_use]
    pub fn order_clock(&self) -> Option<Clock> {
        let [first, last] = self.other()?.clocks;
        if self.from().day().is_some() { first } else { last }
    }

    /// Whether this ends before the other begins, by times that both lack their offset and are taken to share one.
    #[must_use]
    pub fn is_before_there(&self, other: &Self) -> bool {
        match (self.clocks()[1], other.clocks()[0], self.to(), other.from()) {
            (Some(a), Some(b), Edge::On(end), Edge::On(start))
                if a.offset.is_none() && b.offset.is_none() =>
            {
                a.last_second(end) < b.instant(start, 0) && !self.has_doubt() && !other.has_doubt()
            }
            _ => false,
        }
    }

    /// What is equal for dates that say the same: their instants where they are times, otherwise their text.
    #[must_use]
    pub fn same_as(&self) -> String {
        match (self.clocks(), self.from(), self.to()) {
            ([Some(a), Some(b)], Edge::On(start), Edge::On(end)) if !self.has_doubt() => {
                let has_offset = a.offset.is_some() && b.offset.is_some();
                format!("{}/{}/{has_offset}", a.instant(start, 0), b.instant(end, 0))
            }
            _ => self.text(),
        }
    }

    /// Its first second; `None` if its beginning is open or unknown.
    #[must_use]
    pub fn first_instant(&self, offset: i16) -> Option<i64> {
        let day = self.from().day()?;
        let start = day.0 * DAY - i64::from(offset) * 60;
        Some(self.clocks()[0].map_or(start, |clock| clock.instant(day, offset)))
    }

    /// Its last second; `None` if its end is open or unknown.
    #[must_use]
    pub fn last_instant(&self, offset: i16) -> Option<i64> {
        let day = self.to().day()?;
        Some(match self.clocks()[1] {
            Some(clock) => clock.instant(day, offset),
            None => day.0 * DAY + DAY - 1 - i64::from(offset) * 60,
        })
    }

    /// How narrow it is, among dates of the same [`Precision`]: seconds for times, otherwise days.
    #[must_use]
    pub fn extent(&self, offset: i16) -> i64 {
        match (self.order_clock(), self.width()) {
            (Some(clock), 0..=MOST) => match (self.from(), self.last_instant(offset)) {
                (Edge::On(day), Some(last)) => last - clock.instant(day, offset),
                _ => i64::MAX,
            },
            (_, width) => width,
        }
    }

    /// Whether the end of this is certainly before the beginning of another, as far as their days and times tell.
    /// Nothing is certain of two times of which one lacks its offset.
    pub(super) fn is_over_before(&self, other: &Self) -> bool {
        let (Edge::On(end), Edge::On(start)) = (self.to(), other.from()) else { return false };
        // Beside a day, which may be meant anywhere, a time counts by its day there and in UTC.
        let days = |day: Day, clock: Option<Clock>| {
            let in_utc = clock.map_or(day, |clock| Day(clock.instant(day, 0).div_euclid(DAY)));
            (day.min(in_utc), day.max(in_utc))
        };
        match (self.clocks()[1], other.clocks()[0]) {
            (None, None) => end < start,
            (Some(a), Some(b)) => {
                a.offset.is_some() && b.offset.is_some() && a.last_second(end) < b.instant(start, 0)
            }
            (a, b) => days(end, a).1 < days(start, b).0,
        }
    }
}
