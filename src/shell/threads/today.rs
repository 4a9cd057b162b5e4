//! What day it is.

#![expect(clippy::disallowed_methods, reason = "the clock is read here")]

use crate::model::Day;

/// Today, where the clock is.
pub fn today() -> Option<Day> {
    Some(Day::from_chrono(chrono::Local::now().date_naive()))
}
