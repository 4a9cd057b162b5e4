//! What words were taken for, before it is known to be a date; and the days of the week.

use crate::model::Day;

/// A reading before it is known to be a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// As EDTF.
    pub edtf: String,
    /// What the words were taken for.
    pub taken_for: String,
}

/// The day of the week, in words.
#[must_use]
pub fn weekday(day: Day) -> &'static str {
    const DAYS: [&str; 7] = ["Saturday", "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday"];
    // The first of January 2000, which is day 0, was a Saturday.
    usize::try_from(day.0.rem_euclid(7)).ok().and_then(|at| DAYS.get(at)).copied().unwrap_or_default()
}
