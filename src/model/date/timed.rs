//! Dates with times of day, which the library reads in one form alone: here with what [`Clock`] reads, a blank for `T`,
//! and at either end of an interval (ISO 8601-1:2019, 5.5). Days are still read by the library.

use edtf_core::{Edtf, Interval, IntervalEndpoint, ParseError};

use crate::model::date::clock::{Clock, fault, split};
use crate::model::date::edge::{Edge, NotADate, edge};

/// An expression without its times; its first and last day; and the times of its first and last end.
pub(super) type Timed = (Edtf, [Edge; 2], [Option<Clock>; 2]);

/// Reads a date or an interval that has a time at one end at least.
///
/// # Errors
/// If a day or a time does not exist, or the interval ends before it begins.
pub(super) fn parse(text: &str) -> Result<Timed, NotADate> {
    if text.starts_with(['[', '{']) {
        return fault(0, "a set of dates takes no times of day");
    }
    let Some((first, last)) = text.split_once('/') else {
        let (day, clock) = split(text, 0)?;
        let edtf = library(day, 0, 0)?;
        let bounds = edtf.bounds();
        return Ok((edtf, [edge(bounds.earliest), edge(bounds.latest)], [clock, clock]));
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
    Ok((edtf, [from, last], [began, ended]))
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

#[cfg(test)]
mod tests {
    use crate::model::date::{When, has_fraction};

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
