//! A text, every way of reading it as a date.

use crate::model::When;
use crate::model::date::natural::{lexing, phrase};

/// One way of reading a date.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// The date.
    pub when: When,
    /// It as EDTF, in the canonical form.
    pub edtf: String,
    /// What the words were taken for: "the month first, as in the United States".
    pub taken_for: String,
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
    let mut add = |edtf: &str, taken_for: String| {
        // A day that does not exist is no reading.
        let Ok(when) = When::parse(edtf) else { return };
        let edtf = when.text();
        if !found.iter().any(|one| one.edtf == edtf) {
            found.push(Reading { when, edtf, taken_for });
        }
    };
    add(text, "EDTF, as it stands".to_owned());
    let words = lexing::words(text);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    // "2022-09-16" is what it says; of what EDTF has, only "2022-23" is said by people in another sense.
    let is_edtf = When::parse(text).is_ok();
    let said = if is_edtf { phrase::years_in_short(text) } else { phrase::read(&words) };
    for one in said {
        add(&one.edtf, one.taken_for);
    }
    found
}
