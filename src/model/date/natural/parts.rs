//! Day, month and year, in any order, in words and in figures.

use crate::model::date::natural::calendars::{Calendar, month_name, month_of};
use crate::model::date::natural::form::{Form, Found, Refusal};
use crate::model::{Date, Day};

/// Why a year of two digits is refused.
pub(super) const FOUR_DIGITS: &str = "write the year with four digits";

/// The last year that began in March in England, where "1702/03" means 1703.
const LAST_DOUBLE: i64 = 1752;

/// The parts of a date that are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Parts {
    pub calendar: Calendar,
    /// Astronomical: 0 is 1 BC.
    pub year: Option<i64>,
    /// 1 to 12; in the Hebrew calendar to 14.
    pub month: Option<u32>,
    /// 1 to 99: it may not exist.
    pub day: Option<u32>,
}

/// What is said beside a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Era {
    None,
    Before,
    After,
    In(Calendar),
}

impl Parts {
    /// Every reading as a date.
    ///
    /// # Errors
    /// If it does not exist.
    pub(super) fn forms(self, taken_for: &str) -> Found<Form> {
        if self.calendar == Calendar::Gregorian {
            return Ok(vec![Form::at(self.edtf()?, taken_for)]);
        }
        let Some(year) = self.year else {
            return Err(Some(format!("the year is needed to convert it: {}", self.calendar.years_read())));
        };
        let months = match self.month {
            Some(month) => self.calendar.months(year, month).into_iter().map(Some).collect(),
            None => vec![None],
        };
        let read = |month: Option<u32>| {
            let (first, last) = self.calendar.span(year, month, self.day)?;
            let mut taken_for = format!("{taken_for}, {}", self.calendar.taken_for());
            if let Some(month) = month.filter(|month| Some(*month) != self.month) {
                taken_for = format!("{taken_for}, {}", month_name(self.calendar, month));
            }
            let one = Form::at(first.to_string(), taken_for);
            let one = if self.day.is_some() { one } else { one.until(last.to_string()) };
            // The author's words say more than the day that they are converted to.
            Ok(one.inexact())
        };
        months.into_iter().map(read).collect::<Result<_, String>>().map_err(Some)
    }

    /// As EDTF, if it is Gregorian.
    pub(super) fn edtf(self) -> Result<String, Refusal> {
        let year = match self.year {
            None => "XXXX".to_owned(),
            Some(year) => year_text(year).ok_or(None)?,
        };
        if year.starts_with('Y') && self.month.is_some() {
            return Err(None);
        }
        match (self.month, self.day) {
            (None, None) if self.year.is_some() => Ok(year),
            (Some(month), None) => Ok(format!("{year}-{month:02}")),
            (Some(month), Some(day)) => {
                self.exists(month, day)?;
                Ok(format!("{year}-{month:02}-{day:02}"))
            }
            _ => Err(None),
        }
    }

    fn exists(self, month: u32, day: u32) -> Result<(), String> {
        let last = Day::of(self.year.unwrap_or(2000), month, 31).date().day;
        let name = month_name(Calendar::Gregorian, month);
        match (day, self.year) {
            (day, _) if (1..=last).contains(&day) => Ok(()),
            (0, _) => Err("days begin at 1".to_owned()),
            (29, Some(year @ 1..)) => Err(format!("{year} has no 29 {name}")),
            _ if month == 2 => Err(format!("{name} has 28 or 29 days")),
            _ => Err(format!("{name} has {last} days")),
        }
    }
}

/// A year in EDTF; `None` beyond geology.
pub(super) fn year_text(year: i64) -> Option<String> {
    match year {
        0..=9999 => Some(format!("{year:04}")),
        -9999..=-1 => Some(format!("-{:04}", year.unsigned_abs())),
        _ if year.unsigned_abs() < 1_000_000_000_000 => Some(format!("Y{year}")),
        _ => None,
    }
}

/// Every reading of words as day, month and year; `lent` has the parts of another date that this one may omit.
///
/// # Errors
/// If they are not understood, or can't be a date.
pub(super) fn read(words: &[&str], lent: Option<Parts>) -> Found<(Parts, String)> {
    let is_alone = lent.is_none();
    let lent = lent.unwrap_or_default();
    let (words, era) = without_era(words);
    let with = |year: Option<i64>, month: (Calendar, u32), day: Option<u32>| {
        let calendar = in_era(month.0, era)?;
        Some(Parts { calendar, year, month: Some(month.1), day })
    };
    let one = |parts: Option<Parts>| match parts {
        Some(parts) => Ok(vec![(parts, parts.named().to_owned())]),
        None => Err(None),
    };
    match words {
        [one_word] => {
            if let Some(found) = in_figures(one_word, era) {
                return found;
            }
            if let Some(year) = year_of(one_word, era) {
                let calendar = if let Era::In(calendar) = era { calendar } else { Calendar::Gregorian };
                return one(Some(Parts { calendar, year: Some(year), ..Parts::default() }));
            }
            if let Some(month) = month_of(one_word) {
                return one(with(lent.year, month, None));
            }
            match (day_of(one_word), lent.month) {
                (Some(day), Some(_)) => one(Some(Parts { day: Some(day), ..lent })),
                (Some(0), _) if era != Era::None => {
                    Err(Some("there is no year 0: AD 1 follows 1 BC".to_owned()))
                }
                (Some(year), None) if let Era::In(calendar) = era => {
                    Err(calendar.span(year.into(), None, None).err())
                }
                (Some(year), None) if is_alone && !one_word.ends_with("th") => {
                    Err(Some(format!("a year has four digits: write {year:04}, or {year} AD")))
                }
                _ => Err(None),
            }
        }
        [first, second] => {
            if let (Some(month), Some(year)) = (month_of(first), year_of(second, era)) {
                return one(with(Some(year), month, None));
            }
            if let (Some(year), Some(month)) = (year_of(first, era), month_of(second)) {
                return one(with(Some(year), month, None));
            }
            let (month, number) = match (month_of(first), month_of(second)) {
                (Some(month), None) => (month, *second),
                (None, Some(month)) => (month, *first),
                // "June 13–24, 2025"
                _ => {
                    let (day, year) = (day_of(first), year_of(second, era));
                    let given = day.is_some() && year.is_some() && lent.month.is_some();
                    return one(given.then_some(Parts { day, year, ..lent }));
                }
            };
            if let Some((early, late)) = double_year(number) {
                return doubled(Parts { year: Some(late), month: Some(month.1), ..Parts::default() }, early);
            }
            match day_of(number) {
                Some(day) if day <= 31 => one(with(lent.year, month, Some(day))),
                _ => Err(is_short_year(number).then(|| FOUR_DIGITS.to_owned())),
            }
        }
        [a, b, c] => {
            let mut why = None;
            for (day, month, year_word) in [(a, b, c), (b, a, c), (c, b, a)] {
                let (Some(day), Some(month)) = (day_of(day), month_of(month)) else { continue };
                if let Some(year) = year_of(year_word, era) {
                    return one(with(Some(year), month, Some(day)));
                }
                if let Some((early, late)) = double_year(year_word) {
                    let parts = Parts { year: Some(late), month: Some(month.1), ..Parts::default() };
                    return doubled(Parts { day: Some(day), ..parts }, early);
                }
                if month.0 != Calendar::Gregorian && !is_short_year(year_word) {
                    let year = year_word.parse().ok();
                    why = why.or_else(|| month.0.span(year?, None, None).err());
                }
                why = why.or_else(|| is_short_year(year_word).then(|| FOUR_DIGITS.to_owned()));
            }
            Err(why)
        }
        _ => Err(None),
    }
}

impl Parts {
    fn named(self) -> &'static str {
        match (self.month, self.day, self.year) {
            (None, _, _) => "a year",
            (_, None, _) => "a month",
            (_, _, Some(_)) => "a day",
            _ => "a day of a year that is not given",
        }
    }
}

/// The calendar of a month that stands beside an era; `None` if they do not go together.
fn in_era(calendar: Calendar, era: Era) -> Option<Calendar> {
    match era {
        Era::None => Some(calendar),
        Era::Before | Era::After => (calendar == Calendar::Gregorian).then_some(calendar),
        Era::In(named) if named == calendar => Some(named),
        Era::In(Calendar::Julian) => (calendar == Calendar::Gregorian).then_some(Calendar::Julian),
        Era::In(_) => None,
    }
}

/// A date with a year such as "1702/03": as it stands, and as a day of the Julian calendar, which it likely is.
fn doubled(parts: Parts, early: i64) -> Found<(Parts, String)> {
    if parts.month.is_none_or(|month| month > 3) {
        return Err(Some("a double year stands only with a day from 1 January to 24 March".to_owned()));
    }
    let late = early + 1;
    let taken_for = format!("{}, the double year being {late}", parts.named());
    Ok(vec![(parts, taken_for.clone()), (Parts { calendar: Calendar::Julian, ..parts }, taken_for)])
}

/// "1702/03", when the year began in March in England: both years.
pub(super) fn double_year(text: &str) -> Option<(i64, i64)> {
    let (first, last) = text.split_once('/')?;
    let early = year_of(first, Era::None).filter(|year| first.len() == 4 && *year <= LAST_DOUBLE)?;
    let late = year_text(early + 1)?;
    late.ends_with(last).then_some((early, early + 1))
}

/// "2022-9-6", "16.9.2022", "9/2022". `None` if it is not in figures.
fn in_figures(text: &str, era: Era) -> Option<Found<(Parts, String)>> {
    let separator = text.chars().find(|c| matches!(c, '/' | '.' | '-' | '–'))?;
    let figures: Vec<&str> = text.split(separator).collect();
    let calendar = if let Era::In(calendar) = era { calendar } else { Calendar::Gregorian };
    let year = |text: &str| year_of(text, era).filter(|_| text.len() == 4);
    let of = |year: i64, month: &str, day: Option<&str>, taken_for: &str| {
        let month = number(month).filter(|month| (1..=12).contains(month))?;
        let day = match day {
            Some(day) => Some(number(day)?),
            None => None,
        };
        // By number, Adar II is the seventh month: that would be another month than Nisan.
        (calendar != Calendar::Hebrew)
            .then(|| (Parts { calendar, year: Some(year), month: Some(month), day }, taken_for.to_owned()))
    };
    let found: Vec<(Parts, String)> = match figures.as_slice() {
        [first, month] if year(first).is_some() => {
            of(year(first)?, month, None, "a month").into_iter().collect()
        }
        [month, last] if year(last).is_some() => {
            of(year(last)?, month, None, "a month").into_iter().collect()
        }
        [first, month, day] if year(first).is_some() => {
            of(year(first)?, month, Some(day), "the year first").into_iter().collect()
        }
        [first, second, last] => {
            let Some(year) = year(last) else {
                let is_short = figures.iter().all(|figure| number(figure).is_some());
                return Some(Err(is_short.then(|| FOUR_DIGITS.to_owned())));
            };
            let day_first = of(year, second, Some(first), "the day first");
            // With full stops, the day comes first everywhere.
            let month_first = of(year, first, Some(second), "the month first, as in the United States");
            let month_first = month_first.filter(|_| separator != '.');
            let numbers = number(first).zip(number(second));
            if numbers.is_some_and(|(first, second)| first > 12 && second > 12) {
                return Some(Err(Some("a year has 12 months".to_owned())));
            }
            day_first.into_iter().chain(month_first).take(if first == second { 1 } else { 2 }).collect()
        }
        _ => return None,
    };
    if found.is_empty() {
        return Some(Err(None));
    }
    Some(Ok(found))
}

/// "20210312": year, month and day without separators.
pub(super) fn compact(words: &[&str]) -> Option<Date> {
    let [text] = words else { return None };
    let digits = text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit());
    let number = |from: usize, to: usize| text.get(from..to)?.parse::<u32>().ok();
    let date = Date { year: number(0, 4)?.into(), month: number(4, 6)?, day: number(6, 8)? };
    (digits && (1000..3000).contains(&date.year) && (1..=12).contains(&date.month)).then_some(date)
}

/// The words without "BC", "AD" or the name of a calendar.
pub(super) fn without_era<'w, 't>(words: &'w [&'t str]) -> (&'w [&'t str], Era) {
    let era_of = |word: &str| {
        Some(match word {
            "bc" => Era::Before,
            "ad" | "new-style" => Era::After,
            "solar-hijri" => Era::In(Calendar::SolarHijri),
            "lunar-hijri" => Era::In(Calendar::Hijri),
            "old-style" => Era::In(Calendar::Julian),
            "anno-mundi" => Era::In(Calendar::Hebrew),
            _ => return None,
        })
    };
    match words {
        [rest @ .., last] if era_of(last).is_some() => (rest, era_of(last).unwrap_or(Era::None)),
        [first, rest @ ..] if *first != "bc" && era_of(first).is_some() => {
            (rest, era_of(first).unwrap_or(Era::None))
        }
        _ => (words, Era::None),
    }
}

/// An astronomical year. Without an era it needs three or four digits, or it could be a day.
pub(super) fn year_of(text: &str, era: Era) -> Option<i64> {
    if !text.bytes().all(|byte| byte.is_ascii_digit()) || text.is_empty() {
        return None;
    }
    let year: i64 = text.parse().ok()?;
    match era {
        Era::Before => (year > 0).then_some(1 - year),
        Era::After => (year > 0).then_some(year),
        Era::In(_) | Era::None => (3..=4).contains(&text.len()).then_some(year),
    }
}

/// A number of at most two digits, with or without "th".
pub(super) fn day_of(text: &str) -> Option<u32> {
    let bare = ["st", "nd", "rd", "th"].iter().find_map(|ending| text.strip_suffix(ending));
    number(bare.unwrap_or(text))
}

fn number(text: &str) -> Option<u32> {
    let is_short = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| is_short)
}

/// "62" or "'62".
fn is_short_year(text: &str) -> bool {
    number(text.trim_start_matches('\'')).is_some() && text.trim_start_matches('\'').len() == 2
}
