//! Reads a text as a date, in every way that it can be read.

use crate::model::When;
use crate::model::date::has_fraction;
use crate::model::date::natural::form::Refusal;
use crate::model::date::natural::phrase::{self, Candidate};
use crate::model::date::natural::tokens::Digits;
use crate::model::date::natural::{calendars, lexicon, parts};

/// One reading of a date.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The date.
    pub when: When,
    /// The date as canonical EDTF.
    pub edtf: String,
    /// The interpretation: "the month first, as in the United States".
    pub taken_for: String,
    /// Whether it says exactly what the words say: no qualifier is dropped, the day of the week is right, "early" or
    /// "late" was not turned into a number, and no other calendar was converted.
    pub is_exact: bool,
}

/// The longest text tried, in bytes.
pub(super) const LONGEST: usize = 120;

/// Every reading of a text as a date, the likelier first, and several if it is ambiguous.
///
/// # Errors
/// If it has none: why.
pub fn read(text: &str) -> Result<Vec<Reading>, Refusal> {
    let text = text.trim();
    if text.is_empty() || text.len() > LONGEST {
        return Err(None);
    }
    let as_it_stands = When::parse(text).ok();
    let is_edtf = as_it_stands.is_some();
    let (words, digits) = match lexicon::words(text) {
        Err(_) if is_edtf => (Vec::new(), Digits::Ascii),
        words => words?,
    };
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let candidates = match phrase::read(&words) {
        // Of the forms of EDTF, only "2022-23" has another sense in everyday use.
        Ok(found) => found.into_iter().filter(|one| !is_edtf || is_years(text, one)).collect(),
        Err(why) if !is_edtf => return Err(why),
        Err(_) => Vec::new(),
    };
    let mut candidates: Vec<Candidate> = candidates;
    let otherwise = counted_otherwise(&words, digits);
    if digits == Digits::Ascii && words.iter().any(|word| is_maybe_solar(word)) {
        candidates.extend(counted_otherwise(&words, Digits::Persian));
        candidates.iter_mut().for_each(|one| one.is_exact = false);
    } else if digits != Digits::Ascii && otherwise.is_empty() && !is_counted(&words) {
        let is_recent = |word: &&str| {
            word.get(..4).and_then(|year| year.parse().ok()).is_some_and(|year| (1300..=1500).contains(&year))
        };
        if let Some(year) = words.iter().copied().find(is_recent) {
            return Err(Some(format!(
                "{year} can be of another calendar: say which, as in 1357 SH or 1357 AD"
            )));
        }
    }
    let mut found: Vec<Reading> = Vec::new();
    let mut why = None;
    if let Some(when) = as_it_stands {
        let edtf = when.text();
        let left_out = if has_fraction(text) { ", without the fraction of a second" } else { "" };
        let taken_for = format!("EDTF, as it stands{left_out}");
        found.push(Reading { when, edtf, taken_for, is_exact: left_out.is_empty() });
    }
    for Candidate { edtf, taken_for, is_exact } in otherwise.into_iter().chain(candidates) {
        let when = match When::parse(&edtf) {
            Ok(when) => when,
            Err(error) => {
                why = why.or_else(|| edtf.contains(':').then(|| error.message.to_owned()));
                continue;
            }
        };
        let edtf = when.text();
        if !found.iter().any(|one| one.edtf == edtf) {
            found.push(Reading { when, edtf, taken_for, is_exact });
        }
    }
    if found.is_empty() { Err(why) } else { Ok(found) }
}

/// The readings of a text, none if there is none: see [`read`].
#[must_use]
pub fn readings(text: &str) -> Vec<Reading> {
    read(text).unwrap_or_default()
}

fn is_years(text: &str, one: &Candidate) -> bool {
    text.len() == "2022-23".len() && one.edtf.contains('/')
}

/// A year in Persian or Arabic digits may be of the calendar that is used with them.
pub(super) fn counted_otherwise(words: &[&str], digits: Digits) -> Vec<Candidate> {
    let calendar = match digits {
        Digits::Ascii => return Vec::new(),
        Digits::Persian => "solar-hijri",
        Digits::Arabic => "lunar-hijri",
    };
    if is_counted(words) {
        return Vec::new();
    }
    let words: Vec<String> = words.iter().flat_map(|word| in_full(word)).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).chain([calendar]).collect();
    phrase::read(&words).unwrap_or_default()
}

/// Whether a month or an era says which calendar is meant.
fn is_counted(words: &[&str]) -> bool {
    words.iter().any(|word| calendars::month_of(word).is_some())
        || parts::without_era(words).1 != parts::Era::None
}

/// "1357-58" as two years in full; any other word as it is.
fn in_full(word: &str) -> Vec<String> {
    let years = || {
        let (first, last) = word.split_once(['-', '–', '/'])?;
        let (early, late): (i64, i64) = (first.parse().ok()?, last.parse().ok()?);
        let is_later = first.len() == 4 && last.len() == 2 && late > 12 && late > early % 100;
        is_later.then(|| vec![first.to_owned(), "–".to_owned(), format!("{}", early - early % 100 + late)])
    };
    years().unwrap_or_else(|| vec![word.to_owned()])
}

/// "1357/11/22" and "22.11.1357": such years are solar hijri more often than medieval.
fn is_maybe_solar(word: &str) -> bool {
    let figures: Vec<&str> = word.split(['/', '.']).collect();
    let is_year =
        |text: &str| text.len() == 4 && text.parse().is_ok_and(|year| (1200..=1500).contains(&year));
    figures.len() == 3 && (is_year(figures[0]) || is_year(figures[2]))
}
