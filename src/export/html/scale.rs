//! Positions of days on an axis, in percent of its length, so that a drawing fits any screen.

use crate::model::{Day, Edge, When};

/// From a day to another, exclusive.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scale {
    /// The first day.
    pub from: Day,
    /// The day after the last.
    pub until: Day,
}

/// An event on an axis.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Shape {
    Point(f64, Mark),
    /// From and to, in percent, with its ends.
    Bar(f64, f64, End, End, Body),
}

/// The mark of a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark {
    Day,
    /// Approximate.
    About,
    Uncertain,
    /// Ongoing.
    GoesOn,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    /// On a known day.
    Firm,
    /// Approximate, or beyond the axis.
    Soft,
    Unknown,
    /// Ongoing.
    GoesOn,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Body {
    Solid,
    /// Approximate, or without a known end.
    Broken,
}

/// Anything shorter than this, in percent, is a point.
const SHORTEST: f64 = 1.4;
/// The length of a bar without a known end, in percent.
const UNKNOWN: f64 = 6.0;

impl Scale {
    /// A year.
    #[must_use]
    pub(crate) fn year(year: i64) -> Self {
        Self { from: Day::of(year, 1, 1), until: Day::of(year + 1, 1, 1) }
    }

    /// Where a day begins.
    #[must_use]
    pub(crate) fn at(self, day: Day) -> f64 {
        let whole = self.until.0.saturating_sub(self.from.0).max(1);
        let part = day.0.saturating_sub(self.from.0).clamp(0, whole);
        part as f64 * 100.0 / whole as f64
    }

    /// The middle of a day.
    #[must_use]
    pub(crate) fn middle(self, day: Day) -> f64 {
        f64::midpoint(self.at(day), self.at(Day(day.0.saturating_add(1))))
    }

    fn has(self, day: Day) -> bool {
        self.from <= day && day < self.until
    }

    /// `None` if the date is outside the axis. Ongoing events are drawn up to `as_of`.
    #[must_use]
    pub(crate) fn shape(self, date: &When, as_of: Option<Day>) -> Option<Shape> {
        let first = date.from().day();
        let last = match date.to() {
            Edge::On(day) => day,
            Edge::Open => as_of.unwrap_or(Day(self.until.0 - 1)),
            Edge::Unknown => first?,
        };
        let start = first.unwrap_or(last);
        if start >= self.until || (last < self.from && date.to() != Edge::Unknown) {
            return None;
        }
        let (a, mut b) = (self.at(start), self.at(Day(last.0.saturating_add(1))));
        let goes_on = date.to() == Edge::Open;
        let doubt = |known: bool| match (known, date.is_uncertain(), date.is_approximate()) {
            (true, true, _) => End::Unknown,
            (true, false, false) => End::Firm,
            _ => End::Soft,
        };
        let mut ends = if goes_on { End::GoesOn } else { doubt(self.has(last)) };
        if date.to() == Edge::Unknown {
            (b, ends) = ((a + UNKNOWN).min(100.0), End::Unknown);
        }
        let begins = if first.is_some() { doubt(self.has(start)) } else { End::Unknown };
        if b - a < SHORTEST {
            let mark = match (date.is_uncertain(), date.is_approximate(), date.is_open_ended()) {
                (true, _, _) => Mark::Uncertain,
                (_, true, _) => Mark::About,
                (_, _, true) => Mark::GoesOn,
                _ => Mark::Day,
            };
            let middle = if first.is_some() { start } else { last };
            return Some(Shape::Point(self.middle(middle), mark));
        }
        let is_broken = date.is_approximate() || date.to() == Edge::Unknown || first.is_none();
        Some(Shape::Bar(a, b, begins, ends, if is_broken { Body::Broken } else { Body::Solid }))
    }
}

#[cfg(test)]
mod tests {
    use super::{Body, Day, End, Mark, Scale, Shape};
    use crate::model::When;

    fn shape(edtf: &str, year: i64) -> Option<Shape> {
        Scale::year(year).shape(&When::parse(edtf).unwrap(), Some(Day::of(2025, 9, 30)))
    }

    #[test]
    fn shapes_are_as_honest_as_dates() {
        assert!(
            matches!(shape("2025-08-11", 2025), Some(Shape::Point(at, Mark::Day)) if (60.0..62.0).contains(&at))
        );
        assert!(matches!(shape("2025-08-11?", 2025), Some(Shape::Point(_, Mark::Uncertain))));
        assert!(matches!(shape("2025-08-11~", 2025), Some(Shape::Point(_, Mark::About))));
        let month = shape("2025-08", 2025);
        assert!(matches!(month, Some(Shape::Bar(a, b, End::Firm, End::Firm, Body::Solid)) if b - a > 8.0));
        assert!(matches!(
            shape("2025-08~", 2025),
            Some(Shape::Bar(_, _, End::Soft, End::Soft, Body::Broken))
        ));
        let on = shape("2023-10-17/..", 2025);
        assert!(matches!(on, Some(Shape::Bar(a, b, End::Soft, End::GoesOn, _)) if a == 0.0 && b < 76.0));
        assert!(matches!(
            shape("2022-09/", 2022),
            Some(Shape::Bar(_, _, End::Firm, End::Unknown, Body::Broken))
        ));
        assert!(matches!(shape("/2023-05-22", 2023), Some(Shape::Point(_, _))));
        assert_eq!(shape("2024", 2025), None);
        assert_eq!(shape("2026", 2025), None);
    }
}
