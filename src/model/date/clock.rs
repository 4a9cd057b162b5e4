//! A time of day and its offset from UTC (ISO 8601-1:2019, 5.3): "19:45-04:00", with or without seconds and offset.
//!
//! Fractions of a second are dropped, since nothing on a timeline turns on them; `has_fraction` lets a caller say so.

use crate::model::date::day::Day;
use crate::model::date::edge::NotADate;

/// Seconds in a day.
pub const DAY: i64 = 86_400;
/// The farthest offset in use is UTC+14 (Kiribati).
const FARTHEST: i16 = 14 * 60;

/// A time of day, as precisely as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 59; `None` if no seconds were written.
    pub second: Option<u8>,
    /// Minutes east of UTC; `None` if no offset was written.
    pub offset: Option<i16>,
}

impl Clock {
    /// Seconds since 2000-01-01T00:00Z of this time on a day. Without an offset it is taken as in the given one, in
    /// minutes.
    #[must_use]
    pub fn instant(self, day: Day, offset: i16) -> i64 {
        let seconds = i64::from(self.hour) * 3600 + i64::from(self.minute) * 60;
        day.0 * DAY + seconds + i64::from(self.second.unwrap_or(0))
            - i64::from(self.offset.unwrap_or(offset)) * 60
    }

    /// The last second on a day that it may mean, in UTC without an offset: a time to the minute covers that minute.
    pub(super) fn last_second(self, day: Day) -> i64 {
        self.instant(day, 0) + if self.second.is_none() { 59 } else { 0 }
    }
}

impl std::fmt::Display for Clock {
    /// As in ISO 8601, behind `T`: `19:45-04:00`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:02}:{:02}", self.hour, self.minute)?;
        if let Some(second) = self.second {
            write!(f, ":{second:02}")?;
        }
        self.offset.map_or(Ok(()), |minutes| f.write_str(&offset_text(minutes)))
    }
}

/// An offset from UTC in its canonical form: "Z", "-04:00".
#[must_use]
pub fn offset_text(minutes: i16) -> String {
    if minutes == 0 {
        return "Z".to_owned();
    }
    let sign = if minutes < 0 { '-' } else { '+' };
    format!("{sign}{:02}:{:02}", minutes.abs() / 60, minutes.abs() % 60)
}

/// Whether a date has a fraction of a second, which is dropped.
#[must_use]
pub fn has_fraction(text: &str) -> bool {
    let is_fraction =
        |part: &[u8]| part[0].is_ascii_digit() && matches!(part[1], b'.' | b',') && part[2].is_ascii_digit();
    text.contains(':') && text.as_bytes().windows(3).any(is_fraction)
}

/// An offset from UTC, in minutes: "Z", "-04:00", "+0430" or "+09".
///
/// # Errors
/// If it is none, or is more than 14 hours.
pub fn offset(text: &str, base: usize) -> Result<i16, NotADate> {
    let fault = |message| fault(base, message);
    if text.eq_ignore_ascii_case("z") {
        return Ok(0);
    }
    let (sign, digits) = match text.as_bytes().split_first() {
        Some((b'+', digits)) => (1, digits),
        Some((b'-', digits)) => (-1, digits),
        _ => return fault("an offset from UTC is written as Z, -04:00 or +04:30"),
    };
    let minutes = match digits {
        [_, _] => Some(0),
        [_, _, b':', minutes @ ..] | [_, _, minutes @ ..] => two(minutes),
        _ => None,
    };
    let (Some(hours), Some(minutes)) = (digits.get(..2).and_then(two), minutes) else {
        return fault("an offset from UTC is written as Z, -04:00 or +04:30");
    };
    let total = i16::from(hours) * 60 + i16::from(minutes);
    match (minutes, total) {
        (60.., _) => fault("the minutes of an offset are 00 to 59"),
        (_, ..=FARTHEST) => Ok(sign * total),
        _ => fault("no place is more than 14 hours from UTC"),
    }
}

/// The day and the time of "1962-10-27T19:45-04:00", which stands at `base`.
///
/// # Errors
/// If the day is not a whole one, or the time does not exist.
pub(super) fn split(text: &str, base: usize) -> Result<(&str, Option<Clock>), NotADate> {
    let Some((day, time)) = text.split_once(['T', 't', ' ']) else {
        return fault(base, "a time of day stands behind its day: 1962-10-27T19:45");
    };
    let digits = day.strip_prefix('-').unwrap_or(day).as_bytes();
    let is_whole = digits.len() == 10
        && digits.iter().enumerate().all(|(at, byte)| match at {
            4 | 7 => *byte == b'-',
            _ => byte.is_ascii_digit(),
        });
    if !is_whole {
        return fault(base, "a time of day needs a whole day without ?, ~ and %: 1962-10-27T19:45");
    }
    clock(time, base + day.len() + 1).map(|clock| (day, Some(clock)))
}

/// A time: "19:45", "19:45:30", "19:45:30.5", each with an offset or none.
fn clock(text: &str, base: usize) -> Result<Clock, NotADate> {
    const SHAPE: &str = "a time of day is written as 19:45 or 19:45:30, then Z or an offset such as -04:00";
    let bytes = text.as_bytes();
    let part = |at: usize| bytes.get(at..at + 2).and_then(two);
    let (Some(hour), Some(b':'), Some(minute)) = (part(0), bytes.get(2), part(3)) else {
        return fault(base, SHAPE);
    };
    let (second, mut rest) = match bytes.get(5) {
        Some(b':') => match part(6) {
            Some(second) => (Some(second), 8),
            None => return fault(base + 6, SHAPE),
        },
        _ => (None, 5),
    };
    if second.is_some() && matches!(bytes.get(rest), Some(b'.' | b',')) {
        rest += 1 + bytes[rest + 1..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    }
    match (hour, minute, second) {
        (24, 0, None | Some(0)) => {
            return fault(base, "24:00 is written as 00:00 of the next day");
        }
        (24.., ..) => return fault(base, "hours are 00 to 23"),
        (_, 60.., _) => return fault(base + 3, "minutes are 00 to 59"),
        (.., Some(60)) => {
            return fault(base + 6, "there are no leap seconds here: write :59, or leave the seconds out");
        }
        (.., Some(61..)) => return fault(base + 6, "seconds are 00 to 59"),
        _ => {}
    }
    // Digits and colons before it are ASCII, so this is a boundary.
    let offset = match text.get(rest..) {
        None => return fault(base, SHAPE),
        Some("") => None,
        Some(shift) => Some(offset(shift, base + rest)?),
    };
    Ok(Clock { hour, minute, second, offset })
}

/// The number of two digits.
fn two(digits: &[u8]) -> Option<u8> {
    match digits {
        [tens @ b'0'..=b'9', ones @ b'0'..=b'9'] => Some((tens - b'0') * 10 + ones - b'0'),
        _ => None,
    }
}

pub(super) fn fault<T>(offset: usize, message: &'static str) -> Result<T, NotADate> {
    Err(NotADate { offset, message })
}
