//! Simple forms of a date: day, month and year in any order, seasons, quarters, decades, centuries.

use crate::model::{Day, Edge, When};

/// The parts of a date that are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Parts {
    /// Astronomical: 0 is 1 BC.
    pub year: Option<i64>,
    /// 1 to 12.
    pub month: Option<u32>,
    /// 1 to 31.
    pub day: Option<u32>,
}

/// The first part of a date as EDTF, the last if it is a range, and the interpretation.
pub(super) type Form = (String, Option<String>, String);

impl Parts {
    fn edtf(self) -> Option<String> {
        let year = match self.year {
            None => "XXXX".to_owned(),
            Some(year) => year_text(year)?,
        };
        let plain_year = !year.starts_with('Y');
        match (self.month, self.day) {
            (None, None) => self.year.map(|_| year),
            (Some(month), None) if plain_year => Some(format!("{year}-{month:02}")),
            (Some(month), Some(day)) if plain_year => Some(format!("{year}-{month:02}-{day:02}")),
            _ => None,
        }
    }
}

/// A year in EDTF.
fn year_text(year: i64) -> Option<String> {
    match year {
        0..=9999 => Some(format!("{year:04}")),
        -9999..=-1 => Some(format!("-{:04}", year.unsigned_abs())),
        // Far enough for geology.
        _ if year.unsigned_abs() < 1_000_000_000_000 => Some(format!("Y{year}")),
        _ => None,
    }
}

/// Every reading of words as a simple date.
pub(super) fn read(words: &[&str], lent: Option<Parts>) -> Vec<Form> {
    if let [day, rest @ ..] = words
        && let Some(named) = weekday_of(day)
    {
        let on = |(from, to, taken_for): Form| {
            let really =
                When::parse(&from).ok().filter(When::is_one_day).and_then(|when| match when.from() {
                    Edge::On(day) => Some(weekday(day)),
                    _ => None,
                });
            let wording = match really {
                Some(really) if really == named => format!("{taken_for}, a {really}"),
                Some(really) => format!("{taken_for}, which was a {really}, not a {named}"),
                None => taken_for,
            };
            (from, to, wording)
        };
        return read(rest, lent).into_iter().map(on).collect();
    }
    if let Some(form) = range(words).or_else(|| part_of_year(words)).or_else(|| century(words)) {
        return vec![form];
    }
    if let [decade] = words
        && let Some(forms) = decades(decade)
    {
        return forms;
    }
    parts(words, lent)
        .into_iter()
        .filter_map(|(parts, taken_for)| Some((parts.edtf()?, None, taken_for.to_owned())))
        .collect()
}

/// Every reading of words as day, month and year.
pub(super) fn parts(words: &[&str], lent: Option<Parts>) -> Vec<(Parts, &'static str)> {
    let lent = lent.unwrap_or_default();
    let (words, era) = without_era(words);
    let of = |year: Option<i64>, month: Option<u32>, day: Option<u32>| Parts { year, month, day };
    let year = |text: &str| year_of(text, era);
    match words {
        [one] => {
            if let Some(found) = in_figures(one, era) {
                return found;
            }
            if let Some(year) = year(one) {
                return vec![(of(Some(year), None, None), "a year")];
            }
            if let Some(month) = month_of(one) {
                return vec![(of(lent.year, Some(month), None), "a month")];
            }
            match (day_of(one), lent.month) {
                (Some(day), Some(month)) => vec![(of(lent.year, Some(month), Some(day)), "a day")],
                _ => Vec::new(),
            }
        }
        [first, second] => {
            if let (Some(month), Some(year)) = (month_of(first), year(second)) {
                vec![(of(Some(year), Some(month), None), "a month")]
            } else if let (Some(year), Some(month)) = (year(first), month_of(second)) {
                vec![(of(Some(year), Some(month), None), "a month")]
            } else if let (Some(day), Some(month)) = (day_of(first), month_of(second)) {
                vec![(of(lent.year, Some(month), Some(day)), day_taken(lent.year))]
            } else if let (Some(month), Some(day)) = (month_of(first), day_of(second)) {
                vec![(of(lent.year, Some(month), Some(day)), day_taken(lent.year))]
            } else if let (Some(day), Some(year), Some(month)) = (day_of(first), year(second), lent.month) {
                // "June 13–24, 2025"
                vec![(of(Some(year), Some(month), Some(day)), "a day")]
            } else {
                Vec::new()
            }
        }
        [a, b, c] => {
            let orders = [(a, b, c), (b, a, c), (c, b, a)];
            let found = orders.iter().find_map(|(day, month, year_word)| {
                Some(of(Some(year(year_word)?), Some(month_of(month)?), Some(day_of(day)?)))
            });
            found.map(|parts| (parts, "a day")).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

fn day_taken(year: Option<i64>) -> &'static str {
    if year.is_some() { "a day" } else { "a day of a year that is not given" }
}

/// "2022-9-6", "16.9.2022", "9/2022".
fn in_figures(text: &str, era: Era) -> Option<Vec<(Parts, &'static str)>> {
    let separator = text.chars().find(|c| matches!(c, '/' | '.' | '-'))?;
    let figures: Vec<&str> = text.split(separator).collect();
    let year = |text: &str| year_of(text, era).filter(|_| text.len() == 4);
    let date = |year: i64, month: &str, day: &str| {
        Some(Parts { year: Some(year), month: Some(number(month, 12)?), day: Some(number(day, 31)?) })
    };
    let found: Vec<(Parts, &'static str)> = match figures.as_slice() {
        [first, month] if year(first).is_some() => {
            let parts = Parts { year: year(first), month: Some(number(month, 12)?), day: None };
            vec![(parts, "a month")]
        }
        [month, last] if year(last).is_some() => {
            let parts = Parts { year: year(last), month: Some(number(month, 12)?), day: None };
            vec![(parts, "a month")]
        }
        [first, month, day] if year(first).is_some() => {
            vec![(date(year(first)?, month, day)?, "the year first")]
        }
        [first, second, last] => {
            let year = year(last)?;
            let day_first = date(year, second, first).map(|parts| (parts, "the day first"));
            // With full stops, the day comes first everywhere.
            let month_first = date(year, first, second).filter(|_| separator != '.');
            let month_first = month_first.map(|parts| (parts, "the month first, as in the United States"));
            let is_same = first == second;
            day_first.into_iter().chain(month_first).take(if is_same { 1 } else { 2 }).collect()
        }
        _ => return None,
    };
    Some(found)
}

/// "early 2022", "late March 2023", "mid 1990s", "winter 2019/20".
fn range(words: &[&str]) -> Option<Form> {
    if let ["winter", years] = words {
        let (first, second) = years.split_once(['/', '-'])?;
        let year = year_of(first, Era::None)?;
        let next = year_text(year + 1)?;
        if !next.ends_with(second) || second.len() < 2 {
            return None;
        }
        let (from, to) = (format!("{}-12", year_text(year)?), format!("{next}-02"));
        return Some((from, Some(to), "the winter from December to February".to_owned()));
    }
    let (part, rest) = words.split_first()?;
    let third = ["early", "mid", "late"].iter().position(|word| word == part)?;
    if let [decade] = rest
        && let Some(first) = decade_of(decade)
    {
        let (from, to) = [(0, 3), (4, 6), (7, 9)].get(third).copied()?;
        let taken_for = format!("the {part} years of the decade, {} to {}", first + from, first + to);
        return Some((year_text(first + from)?, Some(year_text(first + to)?), taken_for));
    }
    let (parts, _) = parts(rest, None).into_iter().next().filter(|_| !rest.is_empty())?;
    match (parts.month, parts.day) {
        // EDTF has codes for the thirds of a year: 37, 38 and 39.
        (None, None) => {
            let months = ["January to April", "May to August", "September to December"].get(third)?;
            Some((
                format!("{}-{}", parts.edtf()?, 37 + third),
                None,
                format!("a third of the year, {months}"),
            ))
        }
        (Some(_), None) if parts.year.is_some() => {
            let month = parts.edtf()?;
            let last = When::parse(&month).ok()?.to().day()?.date().day;
            let (from, to) = [(1, 10), (11, 20), (21, last)].get(third).copied()?;
            let taken_for = format!("the {part} days of the month, {from} to {to}");
            Some((format!("{month}-{from:02}"), Some(format!("{month}-{to:02}")), taken_for))
        }
        _ => None,
    }
}

/// "spring 2019", "Q2 2022", "second half 2022".
fn part_of_year(words: &[&str]) -> Option<Form> {
    let (words, era) = without_era(words);
    let year = |text: &str| year_text(year_of(text, era)?).filter(|year| !year.starts_with('Y'));
    let code = |word: &str| {
        Some(match word {
            "spring" => (21, "a season"),
            "summer" => (22, "a season"),
            "autumn" | "fall" => (23, "a season"),
            "winter" => (24, "a season"),
            "q1" => (33, "a quarter"),
            "q2" => (34, "a quarter"),
            "q3" => (35, "a quarter"),
            "q4" => (36, "a quarter"),
            "h1" => (40, "a half-year"),
            "h2" => (41, "a half-year"),
            _ => return None,
        })
    };
    let (code, taken_for, year) = match words {
        [part, text] if code(part).is_some() => {
            let (code, taken_for) = code(part)?;
            (code, taken_for, year(text)?)
        }
        [text, part] => {
            let (code, taken_for) = code(part)?;
            (code, taken_for, year(text)?)
        }
        [which, "quarter", text] => (32 + which_of(which, 4)?, "a quarter", year(text)?),
        [which, "half", text] => (39 + which_of(which, 2)?, "a half-year", year(text)?),
        _ => return None,
    };
    Some((format!("{year}-{code}"), None, taken_for.to_owned()))
}

fn which_of(word: &str, most: u32) -> Option<u32> {
    let named = ["first", "second", "third", "fourth"].iter().position(|name| *name == word);
    let number = match named {
        Some(at) => u32::try_from(at + 1).ok()?,
        None if word == "last" => most,
        None => day_of(word)?,
    };
    (number <= most).then_some(number)
}

/// "1990s", and "1900s", which can be ten years or a hundred.
fn decades(word: &str) -> Option<Vec<Form>> {
    let first = decade_of(word)?;
    let ten = (format!("{:03}X", first / 10), None, format!("the decade, {first} to {}", first + 9));
    if first % 100 != 0 {
        return Some(vec![ten]);
    }
    let hundred = (format!("{:02}XX", first / 100), None, format!("the century, {first} to {}", first + 99));
    Some(vec![ten, hundred])
}

/// The first year of a decade such as "1990s".
fn decade_of(word: &str) -> Option<i64> {
    let year =
        word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).or_else(|| word.strip_suffix('s'))?;
    year_of(year, Era::None).filter(|first| year.len() == 4 && first % 10 == 0)
}

/// "20th century", "3rd century BC".
fn century(words: &[&str]) -> Option<Form> {
    let (words, era) = without_era(words);
    let [which, "century"] = words else { return None };
    let which = number(which.trim_end_matches(char::is_alphabetic), 99)? - 1;
    let hundred = i64::from(which) * 100;
    if era == Era::Before {
        // The third century BC is 300 to 201, which is not a century in EDTF, where 1 BC is year 0.
        let (from, to) = (year_text(-hundred - 99)?, year_text(-hundred)?);
        let taken_for = format!("the years {} to {} BC", hundred + 100, hundred + 1);
        return Some((from, Some(to), taken_for));
    }
    Some((format!("{which:02}XX"), None, format!("the years {hundred} to {}", hundred + 99)))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Era {
    None,
    Before,
    After,
}

/// The words without "BC" or "AD".
fn without_era<'w, 't>(words: &'w [&'t str]) -> (&'w [&'t str], Era) {
    match words {
        [rest @ .., "bc"] => (rest, Era::Before),
        [rest @ .., "ad" | "ce"] | ["ad", rest @ ..] => (rest, Era::After),
        _ => (words, Era::None),
    }
}

/// An astronomical year. Without an era it needs at least three digits, or it could be a day.
fn year_of(text: &str, era: Era) -> Option<i64> {
    if !text.bytes().all(|byte| byte.is_ascii_digit()) || text.is_empty() {
        return None;
    }
    let year: i64 = text.parse().ok()?;
    match era {
        Era::Before => (year > 0).then_some(1 - year),
        Era::After => (year > 0).then_some(year),
        Era::None => (3..=4).contains(&text.len()).then_some(year),
    }
}

/// A day, with or without "th".
fn day_of(text: &str) -> Option<u32> {
    let bare = ["st", "nd", "rd", "th"].iter().find_map(|ending| text.strip_suffix(ending)).unwrap_or(text);
    number(bare, 31)
}

fn number(text: &str, most: u32) -> Option<u32> {
    let is_short = text.len() <= 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|number| is_short && (1..=most).contains(number))
}

fn month_of(text: &str) -> Option<u32> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let known = |month: &&str| text.len() >= 3 && month.starts_with(text);
    let at = MONTHS.iter().position(known)?;
    u32::try_from(at + 1).ok()
}

/// The name of the weekday that a word abbreviates.
pub(super) fn weekday_of(text: &str) -> Option<&'static str> {
    const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    const NAMES: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    let at = DAYS.iter().position(|day| text.len() >= 3 && day.starts_with(text))?;
    NAMES.get(at).copied()
}

/// A reading that is not validated yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Candidate {
    /// As EDTF.
    pub edtf: String,
    /// The interpretation.
    pub taken_for: String,
}

/// The name of a day's weekday.
#[must_use]
pub(super) fn weekday(day: Day) -> &'static str {
    const DAYS: [&str; 7] = ["Saturday", "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday"];
    // Day 0, 1 January 2000, was a Saturday.
    usize::try_from(day.0.rem_euclid(7)).ok().and_then(|at| DAYS.get(at)).copied().unwrap_or_default()
}
