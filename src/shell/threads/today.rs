//! Today's date.

#![expect(clippy::disallowed_methods, reason = "the clock is read here")]

use crate::model::Day;

/// In the local time zone.
pub(crate) fn today() -> Option<Day> {
    Some(Day::from_chrono(chrono::Local::now().date_naive()))
}
