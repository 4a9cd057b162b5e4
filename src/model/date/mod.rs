//! When something happened, as precisely as the source supports: EDTF (ISO 8601-2:2019, Annex A, levels 0 to 2).
//!
//! `edtf-core` parses expressions and computes their bounds; it is private to this folder, so that it can be replaced.
//! Bounds ignore `?`, `~` and `%`, so a comparison with a qualified date is at most *possible*, never definite.

mod cell;
mod clock;
mod day;
mod edge;
mod instants;
pub mod natural;
mod spanning;
mod timed;
mod words;

use std::borrow::Cow;

use edtf_core::{Edtf, IntervalEndpoint, Set, SetKind};

pub use crate::model::date::cell::Cell;
pub use crate::model::date::clock::{Clock, DAY, has_fraction, offset, offset_text};
pub use crate::model::date::day::{Date, Day};
use crate::model::date::edge::edge;
pub use crate::model::date::edge::{Edge, NotADate};
pub use crate::model::date::instants::Precision;

/// The precision of a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grain {
    /// A day, or a time of a day.
    Day,
    /// A month.
    Month,
    /// A season, a quarter or another part of a year.
    Season,
    /// A year, or several.
    Year,
}

/// A date, an interval or a set of dates, with its qualifiers.
///
/// A day, a month or a year of four digits, as nearly all dates of a long file are, takes 16 bytes.
#[derive(Debug, Clone, PartialEq)]
pub struct When(Kept);

#[derive(Debug, Clone, PartialEq)]
enum Kept {
    /// A year of four digits with a month (or 0) and a day (or 0), unqualified.
    Plain { year: u16, month: u8, day: u8 },
    /// Anything else.
    Other(Box<Other>),
}

#[derive(Debug, Clone, PartialEq)]
struct Other {
    edtf: Edtf,
    from: Edge,
    to: Edge,
    /// The times of its first and last end; those of a single time are equal.
    clocks: [Option<Clock>; 2],
    is_from_parts: bool,
}

impl When {
    /// Parses an EDTF expression of level 0, 1 or 2. Beyond EDTF, a time of day may lack its seconds, have a blank for
    /// `T`, and stand at the ends of an interval.
    ///
    /// # Errors
    /// If the text is not valid EDTF, or names a day that does not exist.
    pub fn parse(text: &str) -> Result<Self, NotADate> {
        if let Some((year, month, day)) = plain(text.as_bytes()) {
            return Ok(Self(Kept::Plain { year, month, day }));
        }
        // Nothing but a time has a colon.
        if text.contains(':') {
            let (edtf, [from, to], clocks) = timed::parse(text)?;
            return Ok(Self(Kept::Other(Box::new(Other { edtf, from, to, clocks, is_from_parts: false }))));
        }
        let edtf = Edtf::parse(text)
            .map_err(|error| NotADate { offset: error.offset.min(text.len()), message: error.message })?;
        let bounds = edtf.bounds();
        let (from, to) = (edge(bounds.earliest), edge(bounds.latest));
        Ok(Self(Kept::Other(Box::new(Other { from, to, edtf, clocks: [None; 2], is_from_parts: false }))))
    }

    /// The expression as the library represents it.
    fn edtf(&self) -> Cow<'_, Edtf> {
        match &self.0 {
            Kept::Other(other) => Cow::Borrowed(&other.edtf),
            // It was parsed from such a text, so the fallback is never reached.
            Kept::Plain { .. } => Cow::Owned(
                Edtf::parse(&self.text())
                    .unwrap_or(Edtf::Set(Set { kind: SetKind::AllMembers, elements: Vec::new() })),
            ),
        }
    }

    /// The expression in its canonical form.
    #[must_use]
    pub fn text(&self) -> String {
        match &self.0 {
            Kept::Plain { year, month: 0, .. } => format!("{year:04}"),
            Kept::Plain { year, month, day: 0 } => format!("{year:04}-{month:02}"),
            Kept::Plain { year, month, day } => format!("{year:04}-{month:02}-{day:02}"),
            Kept::Other(other) => {
                let time = |clock: Option<Clock>| clock.map_or(String::new(), |clock| format!("T{clock}"));
                let [first, last] = other.clocks;
                match other.edtf.to_string().split_once('/') {
                    Some((from, to)) => format!("{from}{}/{to}{}", time(first), time(last)),
                    None => format!("{}{}", other.edtf, time(first)),
                }
            }
        }
    }

    /// The times of day at which it begins and ends; those of a single time are equal.
    #[must_use]
    pub fn clocks(&self) -> [Option<Clock>; 2] {
        self.other().map_or([None; 2], |other| other.clocks)
    }

    /// Its earliest beginning.
    #[must_use]
    pub fn from(&self) -> Edge {
        match &self.0 {
            Kept::Plain { year, month, day } => {
                Edge::On(Day::of((*year).into(), (*month).into(), (*day).into()))
            }
            Kept::Other(other) => other.from,
        }
    }

    /// Its latest end.
    #[must_use]
    pub fn to(&self) -> Edge {
        // A month or day out of range is clamped to the last one.
        let or = |part: u8, last: u32| if part == 0 { last } else { part.into() };
        match &self.0 {
            Kept::Plain { year, month, day } => {
                Edge::On(Day::of((*year).into(), or(*month, 12), or(*day, 31)))
            }
            Kept::Other(other) => other.to,
        }
    }

    /// The day to sort by: its earliest, or its last if the beginning is open or unknown.
    #[must_use]
    pub fn order_day(&self) -> Option<Day> {
        self.from().day().or_else(|| self.to().day())
    }

    /// The days between its first and last; `i64::MAX` if an end is open or unknown.
    #[must_use]
    pub fn width(&self) -> i64 {
        if let Kept::Plain { day: 1.., .. } = self.0 {
            return 0;
        }
        match (self.from(), self.to()) {
            (Edge::On(from), Edge::On(to)) => to.0.saturating_sub(from.0),
            _ => i64::MAX,
        }
    }

    /// Whether any part has `?`, `~` or `%`.
    #[must_use]
    pub fn has_doubt(&self) -> bool {
        self.is_uncertain() || self.is_approximate()
    }

    /// Whether any part has `?` or `%`.
    #[must_use]
    pub fn is_uncertain(&self) -> bool {
        self.other().is_some_and(|other| other.edtf.is_uncertain())
    }

    /// Whether any part has `~` or `%`.
    #[must_use]
    pub fn is_approximate(&self) -> bool {
        self.other().is_some_and(|other| other.edtf.is_approximate())
    }

    /// Whether it is a single day, certain or not.
    #[must_use]
    pub fn is_one_day(&self) -> bool {
        self.width() == 0
    }

    /// Whether its end is open or unknown.
    #[must_use]
    pub fn is_open_ended(&self) -> bool {
        matches!(self.to(), Edge::Open | Edge::Unknown)
    }

    /// Whether it is that of the parts of an event without a date.
    #[must_use]
    pub fn is_from_parts(&self) -> bool {
        self.other().is_some_and(|other| other.is_from_parts)
    }

    fn other(&self) -> Option<&Other> {
        if let Kept::Other(other) = &self.0 { Some(other) } else { None }
    }

    /// The precision of its (first) date.
    #[must_use]
    pub fn grain(&self) -> Grain {
        let Some(other) = self.other() else {
            return match &self.0 {
                Kept::Plain { month: 0, .. } => Grain::Year,
                Kept::Plain { day: 0, .. } => Grain::Month,
                _ => Grain::Day,
            };
        };
        let precision = match &other.edtf {
            Edtf::Date(date) => date.precision(),
            Edtf::DateTime(moment) => moment.date.precision(),
            Edtf::Interval(interval) => match (interval.start, interval.end) {
                (IntervalEndpoint::Date(date) | IntervalEndpoint::OnOrBefore(date), _)
                | (_, IntervalEndpoint::Date(date) | IntervalEndpoint::OnOrAfter(date)) => date.precision(),
                _ => edtf_core::Precision::Year,
            },
            Edtf::Set(_) => return if self.is_one_day() { Grain::Day } else { Grain::Month },
        };
        match precision {
            edtf_core::Precision::Day => Grain::Day,
            edtf_core::Precision::Month => Grain::Month,
            edtf_core::Precision::Season => Grain::Season,
            edtf_core::Precision::Year => Grain::Year,
        }
    }

    /// Whether both can share a day, judging by their written bounds. An unknown end rules nothing out, a known one
    /// does: "until 22 May 2023" shares no day with 2025.
    #[must_use]
    pub fn may_share_a_day(&self, other: &Self) -> bool {
        let is_over = |one: &Self, other: &Self| matches!((one.to(), other.from()), (Edge::On(end), Edge::On(start)) if end < start);
        !is_over(self, other) && !is_over(other, self)
    }

    /// Whether this certainly ends before the other begins. If either is qualified, nothing is certain; nor is it if
    /// both are times and one lacks its offset from UTC.
    #[must_use]
    pub fn is_surely_before(&self, other: &Self) -> bool {
        !self.has_doubt() && !other.has_doubt() && self.is_over_before(other)
    }
}

/// Year, month and day of the simplest date texts; `None` leaves the rest to the library.
fn plain(text: &[u8]) -> Option<(u16, u8, u8)> {
    let digits = |from: usize, to: usize| {
        text.get(from..to)?.iter().try_fold(0_u16, |number, byte| {
            byte.is_ascii_digit().then(|| number * 10 + u16::from(byte - b'0'))
        })
    };
    let part = |from: usize| {
        (text.get(from - 1) == Some(&b'-'))
            .then(|| digits(from, from + 2))
            .flatten()
            .and_then(|part| u8::try_from(part).ok())
    };
    let year = digits(0, 4)?;
    let (month, day) = match text.len() {
        4 => (0, 0),
        7 => (part(5)?, 0),
        10 => (part(5)?, part(8)?),
        _ => return None,
    };
    // From 21 on the middle number is a season, and not every month has 31 days.
    let exists = month <= 12 && (text.len() == 4 || month > 0) && day <= 28 && (text.len() < 10 || day > 0);
    let last = || Day::of(year.into(), month.into(), day.into()).date().day == u32::from(day);
    (exists || (month > 0 && month <= 12 && day > 28 && last())).then_some((year, month, day))
}

#[cfg(test)]
mod tests {
    use super::{Day, Edge, Grain, When};

    fn when(text: &str) -> When {
        When::parse(text).unwrap()
    }

    #[test]
    fn a_month_spans_its_first_to_its_last_day() {
        let month = when("2022-09");
        assert_eq!(month.from(), Edge::On(Day::of(2022, 9, 1)));
        assert_eq!(month.to(), Edge::On(Day::of(2022, 9, 30)));
        assert_eq!(month.grain(), Grain::Month);
    }

    #[test]
    fn plain_dates_agree_with_the_library() {
        assert_eq!(size_of::<Option<When>>(), 16);
        let years = ["0000", "0001", "1900", "2000", "2023", "2024", "9999"];
        let parts = (0..=40).map(|part| format!("{part:02}"));
        let months: Vec<String> =
            parts.clone().map(|month| format!("-{month}")).chain([String::new()]).collect();
        let days: Vec<String> =
            parts.map(|day| format!("-{day}")).chain([String::new(), "x".to_owned()]).collect();
        for text in years.iter().flat_map(|year| {
            let days = &days;
            months.iter().flat_map(move |month| days.iter().map(move |day| format!("{year}{month}{day}")))
        }) {
            let library = super::Edtf::parse(&text);
            let ours = When::parse(&text);
            assert_eq!(ours.is_ok(), library.is_ok(), "{text}");
            let (Ok(ours), Ok(library)) = (ours, library) else { continue };
            let bounds = library.bounds();
            let edges = (super::edge(bounds.earliest), super::edge(bounds.latest));
            assert_eq!((ours.from(), ours.to()), edges, "{text}");
            assert_eq!((ours.text(), &*ours.edtf()), (library.to_string(), &library));
        }
    }

    #[test]
    fn an_open_or_unknown_beginning_sorts_by_the_last_day() {
        assert_eq!(when("/2025-08").order_day(), Some(Day::of(2025, 8, 31)));
        assert_eq!(when("../2025-08").order_day(), Some(Day::of(2025, 8, 31)));
        assert_eq!(when("2022-09/").order_day(), Some(Day::of(2022, 9, 1)));
    }

    #[test]
    fn a_qualified_date_is_never_certain() {
        assert!(when("2022").is_surely_before(&when("2023-03")));
        assert!(!when("2022?").is_surely_before(&when("2023-03")));
        assert!(!when("2022").is_surely_before(&when("2023~-03")));
        assert!(!when("2022/..").is_surely_before(&when("2023")));
        assert!(!when("2022/").is_surely_before(&when("2023")));
    }

    #[test]
    fn times_are_compared_where_their_offsets_are_known() {
        for (first, second, is_before) in [
            ("1962-10-27T08:00Z", "1962-10-27T20:00Z", true),
            ("1962-10-27T20:00Z", "1962-10-27T20:00Z", false),
            // 03:45 and, the day before, 23:00 in UTC.
            ("1962-10-27T23:45-04:00", "1962-10-28T02:00+03:00", false),
            ("1962-10-28T02:00+03:00", "1962-10-27T23:45-04:00", true),
            ("1962-10-27T08:00", "1962-10-27T20:00Z", false),
            ("1962-10-27T08:00", "1962-10-27T20:00", false),
            ("1962-10-27T08:00Z/1962-10-27T09:00Z", "1962-10-27T08:30Z/..", false),
            ("1962-10-27", "1962-10-27T20:00Z", false),
            ("1962-10-26", "1962-10-27T20:00", true),
            // Still the 26th farther west.
            ("1962-10-26", "1962-10-27T01:00+09:00", false),
            ("1962-10-27T23:00-04:00", "1962-10-28", false),
            ("1962-10-27T23:00-04:00", "1962-10-29", true),
        ] {
            assert_eq!(when(first).is_surely_before(&when(second)), is_before, "{first} {second}");
        }
    }

    #[test]
    fn a_role_covers_dates_it_may_share_a_day_with() {
        assert!(when("2025-08-05/..").may_share_a_day(&when("2025-08-11")));
        assert!(!when("2025-08-05/..").may_share_a_day(&when("2023-03-19")));
        assert!(when("2023-05-22/2025-08-05").may_share_a_day(&when("2025-08")));
        assert!(when("/2023-05-22").may_share_a_day(&when("2023-03-19")));
        assert!(!when("/2023-05-22").may_share_a_day(&when("2025-08-11")));
    }

    #[test]
    fn impossible_dates_are_rejected_with_an_offset() {
        assert!(When::parse("2025-02-30").is_err());
        assert!(When::parse("2025-13").is_err());
        assert_eq!(When::parse("2025-08-11x").map_err(|error| error.offset), Err(10));
    }
}
