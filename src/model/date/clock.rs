//! Times of day, which the library reads in one form alone: here "1962-10-27T19:45-04:00", with or without seconds and
//! offset, a blank for `T`, and at either end of an interval (ISO 8601-1:2019, 5.3 and 5.5).
//!
//! Days are still read by the library; only what stands behind `T` is read here. Fractions of a second are dropped, since
//! nothing on a timeline turns on them; `has_fraction` lets a caller say so.

use edtf_core::{Edtf, Interval, IntervalEndpoint, ParseError};

use crate::model::date::{Day, Edge, NotADate, Other, When, edge};

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

/// The most days that are counted in seconds.
const MOST: i64 = i64::MAX / DAY;

/// What a date says of its beginning, in the order of events that begin at one instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Precision {
    /// A day, taken for its first instant.
    Day,
    /// A time of day.
    Time,
    /// More than a day, taken for the last second of its first day.
    Coarse,
}

impl When {
    /// The instant to sort by, in seconds since 2000-01-01T00:00Z. A day, and a time without an offset, is taken as in
    /// the given one, in minutes.
    #[must_use]
    pub fn order_instant(&self, offset: i16) -> Option<(i64, Precision)> {
        let day = self.order_day()?;
        let start = || day.0 * DAY - i64::from(offset) * 60;
        Some(match self.order_clock() {
            Some(clock) => (clock.instant(day, offset), Precision::Time),
            None if self.is_one_day() => (start(), Precision::Day),
            None => (start() + DAY - 1, Precision::Coarse),
        })
    }

    /// The time to sort by: that of its beginning, or of its end if the beginning is open or unknown.
    #[must_use]
    pub fn order_clock(&self) -> Option<Clock> {
        let Some([first, last]) = self.other().map(|other| other.clocks) else { return None };
        if self.from().day().is_some() { first } else { last }
    }

    /// Its last second; `None` if its end is open or unknown.
    #[must_use]
    pub fn last_instant(&self, offset: i16) -> Option<i64> {
        let day = self.to().day()?;
        Some(match self.clocks()[1] {
            Some(clock) => clock.instant(day, offset),
            None => day.0 * DAY + DAY - 1 - i64::from(offset) * 60,
        })
    }

    /// How narrow it is, among dates of the same [`Precision`]: seconds for times, otherwise days.
    #[must_use]
    pub fn extent(&self, offset: i16) -> i64 {
        match (self.order_clock(), self.width()) {
            (Some(clock), 0..=MOST) => match (self.from(), self.last_instant(offset)) {
                (Edge::On(day), Some(last)) => last - clock.instant(day, offset),
                _ => i64::MAX,
            },
            (_, width) => width,
        }
    }

    /// Whether the end of this is certainly before the beginning of another, as far as their days and times tell.
    /// Nothing is certain of two times of which one lacks its offset.
    pub(super) fn is_over_before(&self, other: &Self) -> bool {
        let (Edge::On(end), Edge::On(start)) = (self.to(), other.from()) else { return false };
        // Beside a day, which may be meant anywhere, a time counts by its day there and in UTC.
        let days = |day: Day, clock: Option<Clock>| {
            let in_utc = clock.map_or(day, |clock| Day(clock.instant(day, 0).div_euclid(DAY)));
            (day.min(in_utc), day.max(in_utc))
        };
        match (self.clocks()[1], other.clocks()[0]) {
            (None, None) => end < start,
            (Some(a), Some(b)) => {
                a.offset.is_some() && b.offset.is_some() && a.instant(end, 0) < b.instant(start, 0)
            }
            (a, b) => days(end, a).1 < days(start, b).0,
        }
    }
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

/// Reads a date or an interval that has a time at one end at least.
///
/// # Errors
/// If a day or a time does not exist, or the interval ends before it begins.
pub(super) fn parse(text: &str) -> Result<Other, NotADate> {
    if text.starts_with(['[', '{']) {
        return fault(0, "a set of dates takes no times of day");
    }
    let Some((first, last)) = text.split_once('/') else {
        let (day, clock) = split(text, 0)?;
        let edtf = library(day, 0, 0)?;
        let bounds = edtf.bounds();
        let (from, to) = (edge(bounds.earliest), edge(bounds.latest));
        return Ok(Other { from, to, edtf, clocks: [clock, clock] });
    };
    let base = first.len() + 1;
    let (start, from, began) = end(first, 0, true)?;
    let (end, to, ended) = end(last, base, false)?;
    let mut last = to;
    if let (Edge::On(first), Edge::On(until)) = (from, to) {
        let is_over = match (began, ended) {
            (Some(a), Some(b)) if a.offset.is_some() == b.offset.is_some() => {
                a.instant(first, 0) > b.instant(until, 0)
            }
            _ => first > until,
        };
        if is_over {
            return fault(base, "interval end precedes interval start");
        }
        // Far to the east, a day may begin before that of an earlier instant in the west.
        last = Edge::On(until.max(first));
    }
    let edtf = Edtf::Interval(Interval { start, end });
    Ok(Other { from, to: last, edtf, clocks: [began, ended] })
}

/// An end of an interval, its first or last day, and its time.
fn end(text: &str, base: usize, is_start: bool) -> Result<(IntervalEndpoint, Edge, Option<Clock>), NotADate> {
    let (date, clock) = if text.contains(':') { split(text, base)? } else { (text, None) };
    match (date, is_start) {
        ("", _) => Ok((IntervalEndpoint::Unknown, Edge::Unknown, None)),
        ("..", _) => Ok((IntervalEndpoint::Open, Edge::Open, None)),
        // The library reads an end beside an open one.
        (date, true) => match library(&format!("{date}/.."), base, 0)? {
            edtf @ Edtf::Interval(interval) => Ok((interval.start, edge(edtf.bounds().earliest), clock)),
            _ => fault(base, "an interval has two ends"),
        },
        (date, false) => match library(&format!("../{date}"), base, 3)? {
            edtf @ Edtf::Interval(interval) => Ok((interval.end, edge(edtf.bounds().latest), clock)),
            _ => fault(base, "an interval has two ends"),
        },
    }
}

/// Parses with the library a text that stands at `base`, behind `before` bytes of ours.
fn library(text: &str, base: usize, before: usize) -> Result<Edtf, NotADate> {
    let fault = |error: ParseError| NotADate {
        offset: base + error.offset.saturating_sub(before),
        message: error.message,
    };
    Edtf::parse(text).map_err(fault)
}

/// The day and the time of "1962-10-27T19:45-04:00".
fn split(text: &str, base: usize) -> Result<(&str, Option<Clock>), NotADate> {
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

fn fault<T>(offset: usize, message: &'static str) -> Result<T, NotADate> {
    Err(NotADate { offset, message })
}

#[cfg(test)]
mod tests {
    use super::has_fraction;
    use crate::model::date::When;

    #[test]
    fn times_are_read_as_people_write_them() {
        for (text, canonical) in [
            ("1962-10-27T19:45-04:00", "1962-10-27T19:45-04:00"),
            ("1962-10-27T19:45", "1962-10-27T19:45"),
            ("1962-10-27 19:45", "1962-10-27T19:45"),
            ("1962-10-27t19:45z", "1962-10-27T19:45Z"),
            ("1962-10-27T19:45:30Z", "1962-10-27T19:45:30Z"),
            ("1962-10-27T19:45:30.25+0430", "1962-10-27T19:45:30+04:30"),
            ("1962-10-27T19:45-04", "1962-10-27T19:45-04:00"),
            ("1995-01-01T00:00+14:00", "1995-01-01T00:00+14:00"),
            ("1995-01-01T00:00-14:00", "1995-01-01T00:00-14:00"),
            ("-0043-03-15T11:00", "-0043-03-15T11:00"),
            ("1962-10-27T19:45Z/1962-10-28T02:00Z", "1962-10-27T19:45Z/1962-10-28T02:00Z"),
            ("1962-10-27T19:45Z/..", "1962-10-27T19:45Z/.."),
            ("/1962-10-27 19:45", "/1962-10-27T19:45"),
            ("1962-10-16/1962-10-28T09:00-05:00", "1962-10-16/1962-10-28T09:00-05:00"),
            ("1962-10-27T19:45Z/1962-11~", "1962-10-27T19:45Z/1962-11~"),
            // 16:00 to 17:00 in UTC.
            ("2021-06-02T01:00+09:00/2021-06-01T17:00Z", "2021-06-02T01:00+09:00/2021-06-01T17:00Z"),
        ] {
            let when = When::parse(text).unwrap_or_else(|error| panic!("{text}: {error:?}"));
            assert_eq!(when.text(), canonical);
            assert_eq!(When::parse(canonical).as_ref(), Ok(&when), "{text}");
            assert!(when.width() >= 0, "{text}");
        }
        assert!(has_fraction("1962-10-27T19:45:30.25Z") && !has_fraction("1962-10-27T19:45Z/.."));
    }

    #[test]
    fn what_is_no_time_is_refused_with_the_reason() {
        for (text, offset, why) in [
            ("1962-10-27T25:00", 11, "hours are 00 to 23"),
            ("1962-10-27T24:00", 11, "00:00 of the next day"),
            ("1962-10-27T24:01", 11, "hours are 00 to 23"),
            ("1962-10-27T10:60", 14, "minutes are 00 to 59"),
            ("2016-12-31T23:59:60Z", 17, "leap seconds"),
            ("2016-12-31T23:59:61Z", 17, "seconds are 00 to 59"),
            ("1962-10-27T19:45+14:01", 16, "14 hours"),
            ("1962-10-27T19:45-15:00", 16, "14 hours"),
            ("1962-10-27T19:45+04:75", 16, "minutes of an offset"),
            ("1962-10-27T19:45 EDT", 16, "an offset"),
            ("1962-10-27T1945:", 11, "a time of day is written"),
            ("1962-10T19:45", 0, "a whole day"),
            ("1962-10-27~T19:45", 0, "a whole day"),
            ("1962-10-32T19:45", 8, "out of range"),
            ("19:45", 0, "behind its day"),
            ("[1962-10-27T19:45Z,1962-10-28]", 0, "set"),
            ("1962-10-27T19:45Z/1962-10-27T19:44Z", 18, "precedes"),
            ("1962-10-27T19:45Z/1962-10-26", 18, "precedes"),
            ("1962-10-27T19:45Z/1962-13", 23, "month"),
            ("1962-10-27T19:4é", 11, "a time of day is written"),
            ("1962-10-27T19:45é", 16, "an offset"),
        ] {
            let error = When::parse(text).unwrap_err();
            assert!(error.message.contains(why), "{text}: {}", error.message);
            assert_eq!(error.offset, offset, "{text}");
        }
    }
}
