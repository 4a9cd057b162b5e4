//! Days on one axis, for any year: chrono's calendar, shifted by whole cycles of 400 years.
//!
//! chrono covers the years ±262,143; EDTF has years of any size. The Gregorian calendar repeats every 400 years, or
//! 146,097 days, so every year has a twin in chrono's range.

use chrono::{Datelike, Days, NaiveDate};

/// Days in 400 Gregorian years.
const DAYS_OF_CYCLE: i64 = 146_097;
/// Years in a cycle.
const YEARS_OF_CYCLE: i64 = 400;
/// Years are clamped to this: far enough for geology, and near enough to count its seconds in an `i64`.
const LAST_YEAR: i64 = 100_000_000_000;

/// A day of the proleptic Gregorian calendar, counted from 2000-01-01, which is 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(pub i64);

/// A calendar date; year 0 is 1 BC, as in ISO 8601.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// Astronomical year.
    pub year: i64,
    /// 1 to 12.
    pub month: u32,
    /// 1 to 31.
    pub day: u32,
}

impl Day {
    /// The day of a date. A month or day out of range is clamped to the nearest that exists.
    #[must_use]
    pub fn of(year: i64, month: u32, day: u32) -> Self {
        let year = year.clamp(-LAST_YEAR, LAST_YEAR);
        let month = i64::from(month.clamp(1, 12));
        let is_leap = year % 4 == 0 && (year % 100 != 0 || year % YEARS_OF_CYCLE == 0);
        let last = match month {
            2 if is_leap => 29,
            2 => 28,
            4 | 6 | 9 | 11 => 30,
            _ => 31,
        };
        let day = i64::from(day).clamp(1, last);
        // Counted in years that begin in March, so that a leap day comes last. Plain arithmetic, since it runs several
        // times per event.
        let year = if month <= 2 { year - 1 } else { year };
        let (cycle, within) = (year.div_euclid(YEARS_OF_CYCLE), year.rem_euclid(YEARS_OF_CYCLE));
        let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
        let of_cycle = within * 365 + within / 4 - within / 100 + of_year;
        Self(cycle * DAYS_OF_CYCLE + of_cycle - FROM_MARCH_0)
    }

    /// The date of this day.
    #[must_use]
    pub fn date(self) -> Date {
        let cycle = self.0.div_euclid(DAYS_OF_CYCLE);
        let within = u64::try_from(self.0.rem_euclid(DAYS_OF_CYCLE)).unwrap_or(0);
        let twin = origin().checked_add_days(Days::new(within)).unwrap_or(origin());
        Date { year: i64::from(twin.year()) + cycle * YEARS_OF_CYCLE, month: twin.month(), day: twin.day() }
    }

    /// The year of this day.
    #[must_use]
    pub fn year(self) -> i64 {
        self.date().year
    }

    /// The day of a chrono date.
    #[must_use]
    pub fn from_chrono(date: NaiveDate) -> Self {
        Self(date.signed_duration_since(origin()).num_days())
    }
}

impl std::fmt::Display for Day {
    /// As in ISO 8601: `2025-08-11`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let date = self.date();
        let sign = if date.year < 0 { "-" } else { "" };
        write!(f, "{sign}{:04}-{:02}-{:02}", date.year.abs(), date.month, date.day)
    }
}

/// The days from 1 March of year 0 to 1 January 2000.
const FROM_MARCH_0: i64 = 730_425;

/// 2000-01-01, day 0.
fn origin() -> NaiveDate {
    NaiveDate::from_ymd_opt(2000, 1, 1).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Date, Day};

    #[test]
    fn days_are_counted_from_the_year_2000() {
        assert_eq!(Day::of(2000, 1, 1), Day(0));
        assert_eq!(Day::of(1999, 12, 31), Day(-1));
        assert_eq!(Day::of(2025, 8, 11).0 - Day::of(2022, 9, 16).0, 1060);
    }

    #[test]
    fn years_before_zero_and_beyond_four_digits_work() {
        assert_eq!(Day::of(0, 2, 29).date(), Date { year: 0, month: 2, day: 29 });
        assert_eq!(Day::of(-43, 3, 15).date(), Date { year: -43, month: 3, day: 15 });
        assert_eq!(Day::of(300_000, 1, 1).date(), Date { year: 300_000, month: 1, day: 1 });
        assert_eq!(Day::of(-170_000_000, 6, 1).date(), Date { year: -170_000_000, month: 6, day: 1 });
    }

    #[test]
    fn days_round_trip_over_a_whole_cycle() {
        for day in -150_000..150_000 {
            let date = Day(day).date();
            assert_eq!(Day::of(date.year, date.month, date.day), Day(day));
        }
    }

    #[test]
    fn an_impossible_day_is_clamped() {
        assert_eq!(Day::of(2023, 2, 31), Day::of(2023, 2, 28));
    }
}
