//! Months by name, and the days of other calendars: `icu_calendar` computes them.

use std::ops::RangeInclusive;

use icu_calendar::cal::{Hebrew, Hijri, Julian, Persian};
use icu_calendar::types::Month;

use crate::model::Day;

/// A calendar that dates are read in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Calendar {
    #[default]
    Gregorian,
    Julian,
    SolarHijri,
    /// Umm al-Qura, the civil calendar of Saudi Arabia.
    Hijri,
    Hebrew,
}

/// The names are words of the lexicon.
const GREGORIAN: &str =
    "january february march april may june july august september october november december";
const SOLAR: &str = "farvardin ordibehesht khordad tir mordad shahrivar mehr aban azar dey bahman esfand";
const HIJRI: &str = "muharram safar rabi-1 rabi-2 jumada-1 jumada-2 rajab shaban ramadan shawwal dhu-al-qadah \
                     dhu-al-hijjah";
/// Adar is two months in a leap year; its two names come last.
const HEBREW: &str = "tishri heshvan kislev tevet shevat adar nisan iyar sivan tammuz av elul adar-1 adar-2";
const ADAR: u32 = 6;
const ADAR_1: u32 = 13;
const ADAR_2: u32 = 14;

/// The month that a word of the lexicon names.
pub(super) fn month_of(word: &str) -> Option<(Calendar, u32)> {
    use Calendar::{Gregorian, Hebrew, Hijri, SolarHijri};
    [(Gregorian, GREGORIAN), (SolarHijri, SOLAR), (Hijri, HIJRI), (Hebrew, HEBREW)].into_iter().find_map(
        |(calendar, months)| {
            let at = months.split(' ').position(|month| month == word)?;
            Some((calendar, u32::try_from(at + 1).ok()?))
        },
    )
}

/// The English name of a month.
pub(super) fn month_name(calendar: Calendar, month: u32) -> String {
    let names = match calendar {
        Calendar::Gregorian | Calendar::Julian => GREGORIAN,
        Calendar::SolarHijri => SOLAR,
        Calendar::Hijri => HIJRI,
        Calendar::Hebrew => HEBREW,
    };
    let name = usize::try_from(month).ok().and_then(|at| names.split(' ').nth(at.checked_sub(1)?));
    let mut name = name.unwrap_or_default().replace("-1", " I").replace("-2", " II");
    if let Some(first) = name.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    name
}

/// The calendar in words, with the years that it is read for, and what these are counted in.
fn about(calendar: Calendar) -> (&'static str, RangeInclusive<i64>, &'static str) {
    match calendar {
        Calendar::Gregorian => ("Gregorian", 1..=9999, ""),
        Calendar::Julian => ("Julian", -4712..=9999, ""),
        Calendar::SolarHijri => ("solar hijri", 1..=1500, " SH"),
        Calendar::Hijri => ("hijri", 1300..=1600, " AH"),
        Calendar::Hebrew => ("Hebrew", 3762..=6000, ""),
    }
}

impl Calendar {
    /// How a date in it is taken.
    pub(super) fn taken_for(self) -> &'static str {
        match self {
            Self::Gregorian => "in the Gregorian calendar",
            Self::Julian => "in the Julian calendar (Old Style)",
            Self::SolarHijri => "in the solar hijri calendar",
            Self::Hijri => "in the hijri calendar of Umm al-Qura; elsewhere it may be a day earlier or later",
            Self::Hebrew => "in the Hebrew calendar",
        }
    }

    /// The months that a name can be in a year: Adar is two in a leap year.
    pub(super) fn months(self, year: i64, month: u32) -> Vec<u32> {
        let is_leap = self == Self::Hebrew && month == ADAR && self.month(year, ADAR_1).is_some();
        if is_leap { vec![ADAR_1, ADAR_2] } else { vec![month] }
    }

    /// The years that it is read for, in words.
    pub(super) fn years_read(self) -> String {
        let (name, years, unit) = about(self);
        format!("the {name} calendar is read for the years {} to {}{unit}", years.start(), years.end())
    }

    /// The first and the last day of a day, a month or a year.
    ///
    /// # Errors
    /// Why it does not exist, or is not computed.
    pub(super) fn span(self, year: i64, month: Option<u32>, day: Option<u32>) -> Result<(Day, Day), String> {
        if !about(self).1.contains(&year) {
            return Err(self.years_read());
        }
        let Some(month) = month else {
            // The last month of the Hebrew year is its twelfth by name.
            let ends = self.month(year, 1).zip(self.month(year, 12));
            let ((first, _), (last, length)) = ends.ok_or_else(|| format!("{year} has no months"))?;
            return Ok((first, Day(last.0 + length - 1)));
        };
        let (start, length) =
            self.month(year, month).ok_or_else(|| format!("{year} has no {}", month_name(self, month)))?;
        match day.map(i64::from) {
            None => Ok((start, Day(start.0 + length - 1))),
            Some(day) if (1..=length).contains(&day) => Ok((Day(start.0 + day - 1), Day(start.0 + day - 1))),
            Some(_) => Err(format!("{} {year} has {length} days", month_name(self, month))),
        }
    }

    /// The first day of a month, and its length in days; `None` if the year has no such month.
    fn month(self, year: i64, month: u32) -> Option<(Day, i64)> {
        let year = i32::try_from(year).ok()?;
        let month = match (self, month) {
            (Self::Hebrew, ADAR_1) => Month::leap(5),
            (Self::Hebrew, ADAR_2) => Month::new(6),
            _ => Month::new(u8::try_from(month).ok()?),
        };
        match self {
            Self::Gregorian => None,
            Self::Julian => month_in(Julian, year, month),
            Self::SolarHijri => month_in(Persian, year, month),
            Self::Hijri => month_in(Hijri::new_umm_al_qura(), year, month),
            Self::Hebrew => month_in(Hebrew, year, month),
        }
    }
}

/// 1 January 2000 as a fixed day ("rata die").
const DAY_0: i64 = 730_120;

fn month_in<C: icu_calendar::Calendar>(calendar: C, year: i32, month: Month) -> Option<(Day, i64)> {
    let first = icu_calendar::Date::try_new(year.into(), month, 1, calendar).ok()?;
    Some((Day(first.to_rata_die().to_i64_date() - DAY_0), first.days_in_month().into()))
}
