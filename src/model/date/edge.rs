//! The ends of the range that a date covers, and why a text is no date.

use edtf_core::Bound;

use crate::model::date::day::Day;

/// One end of the range that a date covers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edge {
    /// It has no end (`..`).
    Open,
    /// There is an end, but it is unknown (an empty interval end).
    Unknown,
    /// The first or last day covered.
    On(Day),
}

impl Edge {
    /// The day, if there is one.
    #[must_use]
    pub fn day(self) -> Option<Day> {
        match self {
            Self::On(day) => Some(day),
            Self::Open | Self::Unknown => None,
        }
    }

    /// In words: the day, or why there is none.
    #[must_use]
    pub fn words(self) -> String {
        match self {
            Self::On(day) => day.to_string(),
            Self::Open => "open".to_owned(),
            Self::Unknown => "not known".to_owned(),
        }
    }
}

/// Why a text is not a valid date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotADate {
    /// The byte offset of the error.
    pub offset: usize,
    /// What is wrong there.
    pub message: &'static str,
}

/// An end as the library gives it.
pub(super) fn edge(bound: Bound) -> Edge {
    match bound {
        Bound::NegativeInfinity | Bound::PositiveInfinity => Edge::Open,
        Bound::Unknown => Edge::Unknown,
        Bound::Date(date) => Edge::On(Day::of(date.year, date.month.into(), date.day.into())),
    }
}
