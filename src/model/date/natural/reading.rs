//! A text, every way of reading it as a date.

use crate::model::date::natural::simple::weekday;
use crate::model::date::natural::{lexing, phrase, simple, single};
use crate::model::{Edge, When};

/// One way of reading a date.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The date.
    pub when: When,
    /// It as EDTF, in the canonical form.
    pub edtf: String,
    /// What the words were taken for: "the month first, as in the United States".
    pub taken_for: String,
    /// Whether it says what the words say, no more and no less: no doubt of theirs is left out, the day of the week is right,
    /// and "early" or "late" was not made a number.
    pub is_exact: bool,
}

/// No date that anybody says is longer than that, in bytes.
const LONGEST: usize = 120;

/// Every way of reading a text as a date, the likelier first: one, several where it is ambiguous, none where it is not
/// understood.
#[must_use]
pub fn readings(text: &str) -> Vec<Reading> {
    let text = text.trim();
    let mut found: Vec<Reading> = Vec::new();
    if text.is_empty() || text.len() > LONGEST {
        return found;
    }
    let words = lexing::words(text);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let mut add = |edtf: &str, taken_for: String| {
        // A day that does not exist is no reading.
        let Ok(when) = When::parse(edtf) else { return };
        let edtf = when.text();
        if !found.iter().any(|one| one.edtf == edtf) {
            found.push(Reading { is_exact: is_exact(&words, &when, &edtf), when, edtf, taken_for });
        }
    };
    add(text, "EDTF, as it stands".to_owned());
    // "2022-09-16" is what it says; of what EDTF has, only "2022-23" is said by people in another sense.
    let is_edtf = When::parse(text).is_ok();
    let said = if is_edtf { phrase::years_in_short(text) } else { phrase::read(&words) };
    for one in said {
        add(&one.edtf, one.taken_for);
    }
    found
}

fn is_exact(words: &[&str], when: &When, edtf: &str) -> bool {
    let day = match when.from() {
        Edge::On(day) if when.is_one_day() => Some(weekday(day)),
        _ => None,
    };
    let keeps = |word: &&str| match *word {
        "early" | "mid" | "late" => false,
        word if single::is_doubt(word) => edtf.contains(['~', '?', '%']),
        // "mar" is a month, and no day of the week begins like one.
        word => simple::weekday_of(word).is_none_or(|named| Some(named) == day),
    };
    words.iter().all(keeps)
}
