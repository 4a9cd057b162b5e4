//! Time axes: one of all time, with the number of events in each period, and one with the steps of a briefing.

use std::fmt::Write as _;

use crate::describe::wording;
use crate::export::content::Content;
use crate::export::html::strip::as_of;
use crate::model::{Day, Edge, Event, Step, Table, When};

/// The most bars: with more years than this, a bar covers several.
const MOST: i64 = 120;
/// In pixels.
const HIGH: f64 = 44.0;

/// Writes the axis of all exported events.
pub(crate) fn whole(out: &mut String, content: &Content<'_>) {
    let timeline = content.timeline;
    let dated = timeline.dated_count();
    let first = content.rows.first_from(0).and_then(|row| timeline.day_of_row(row));
    let last = content.rows.last_before(dated).and_then(|row| timeline.day_of_row(row));
    let (Some(first), Some(last)) = (first, last) else { return };
    let (first, last) = (first.year(), last.year());
    if first == last {
        return;
    }
    let scale = Scale { from: Day::of(first, 1, 1), until: Day::of(last + 1, 1, 1) };
    let step = (last - first) / MOST + 1;
    let bars: Vec<(i64, usize)> = (0..=(last - first) / step)
        .map(|at| {
            let year = first + at * step;
            let from = timeline.first_row_from(Day::of(year, 1, 1));
            (year, content.rows.count_in(&(from..timeline.first_row_from(Day::of(year + step, 1, 1)))))
        })
        .collect();
    let most = bars.iter().map(|(_, count)| *count).max().unwrap_or(1).max(1);
    let _ = write!(
        out,
        "<svg class=axis height=66 role=img aria-label=\"Number of events from {} to {}\">",
        wording::year(first),
        wording::year(last)
    );
    for (year, count) in bars.into_iter().filter(|(_, count)| *count > 0) {
        // The height grows with the square root, so that a single event is visible beside many.
        let height = (HIGH * (count as f64 / most as f64).sqrt()).max(4.0);
        let (from, to) = (scale.at(Day::of(year, 1, 1)), scale.at(Day::of(year + step, 1, 1)));
        let wide = ((to - from) * 0.8).clamp(0.3, 1.2);
        let events = if count == 1 { "event" } else { "events" };
        let to_year = first_year(content, year);
        let _ = write!(
            out,
            "<a tabindex=-1 href=#Year-{to_year}><title>{}: {count} {events}</title><rect x={:.2}% y={:.1} width={wide:.2}% height={height:.1}></rect></a>",
            wording::year(year),
            f64::midpoint(from, to) - wide / 2.0,
            HIGH - height + 2.0,
        );
    }
    let _ = write!(out, "<line class=rule x1=0 x2=100% y1={0} y2={0}></line>", HIGH + 2.5);
    years(out, first, last, scale);
    if let Some(day) = as_of(content).filter(|day| scale.from <= *day && *day < scale.until) {
        let x = scale.at(day);
        let _ =
            write!(out, "<line class=asof x1={x:.2}% x2={x:.2}% y1=0 y2={HIGH}><title>as of</title></line>");
    }
    out.push_str("</svg>\n");
}

/// The first year at or after one that has events on the page.
fn first_year(content: &Content<'_>, year: i64) -> i64 {
    let row = content.rows.first_from(content.timeline.first_row_from(Day::of(year, 1, 1)));
    row.and_then(|row| content.timeline.day_of_row(row)).map_or(year, Day::year)
}

/// Writes round years below a line; every second one only if there is room.
fn years(out: &mut String, first: i64, last: i64, scale: Scale) {
    let mut step = 1_i64;
    for factor in [2, 5, 10].into_iter().cycle() {
        if (last - first) / step <= 10 {
            break;
        }
        step = 10_i64.saturating_pow(step.ilog10()).saturating_mul(factor);
    }
    let mut year = first.div_euclid(step) * step;
    if year < first {
        year += step;
    }
    while year <= last {
        let class = if year.div_euclid(step) % 2 == 0 { "" } else { " class=odd" };
        let x = scale.at(Day::of(year, 1, 1));
        let anchor = if x > 95.0 { " text-anchor=end" } else { "" };
        let _ = write!(out, "<text{class}{anchor} x={x:.2}% y=62>{}</text>", wording::year(year));
        year += step;
    }
}

/// The axis of a briefing's steps.
pub(crate) struct BriefingAxis {
    scale: Scale,
    years: (i64, i64),
    /// For each step with a dated event: its number, its position, and its row of marks.
    stops: Vec<(usize, f64, usize)>,
}

impl BriefingAxis {
    /// `None` if fewer than two steps show dated events.
    #[must_use]
    pub(crate) fn new(content: &Content<'_>, steps: &[&Step]) -> Option<Self> {
        let shown = |step: &Step| -> Option<&Event> {
            content.timeline.event(content.find(step.show).filter(|no| no.table == Table::Event)?)
        };
        let days: Vec<Day> =
            steps.iter().filter_map(|step| shown(step)?.date.as_ref()?.order_day()).collect();
        let (first, last) = (days.iter().min()?.year(), days.iter().max()?.year());
        if days.len() < 2 {
            return None;
        }
        let scale = Scale { from: Day::of(first, 1, 1), until: Day::of(last + 1, 1, 1) };
        let mut stops: Vec<(usize, f64, usize)> = Vec::new();
        for (number, step) in steps.iter().enumerate() {
            let Some(event) = shown(step) else { continue };
            let Some(shape) = event.date.as_ref().and_then(|date| scale.shape(date, as_of(content))) else {
                continue;
            };
            let at = match shape {
                Shape::Point(at, _) => at,
                Shape::Bar(from, to, ..) if to - from < 20.0 => f64::midpoint(from, to),
                Shape::Bar(from, ..) => from,
            };
            // Steps at the same time are stacked.
            let row = (0..3).find(|row| {
                !stops.iter().any(|(_, other, at_row)| at_row == row && (other - at).abs() < 3.2)
            });
            stops.push((number + 1, at, row.unwrap_or(2)));
        }
        Some(Self { scale, years: (first, last), stops })
    }

    fn base(&self) -> usize {
        12 + self.stops.iter().map(|(.., row)| row * 14).max().unwrap_or(0)
    }

    /// Writes what all steps share, once: the years, and every step as a future one.
    pub(crate) fn define(&self, out: &mut String) {
        let base = self.base();
        out.push_str("<svg width=0 height=0 aria-hidden=true><defs><symbol id=Way overflow=visible>");
        let _ = write!(out, "<line class=rule x1=0 x2=100% y1={0} y2={0}></line>", base + 12);
        let step = (self.years.1 - self.years.0) / 8 + 1;
        let mut year = self.years.0;
        while year <= self.years.1 {
            let x = self.scale.at(Day::of(year, 1, 1));
            let _ = write!(
                out,
                "<line class=rule x1={x:.2}% x2={x:.2}% y1={} y2={}></line><text x={x:.2}% dx=3 y={}>{}</text>",
                base + 8,
                base + 16,
                base + 25,
                wording::year(year)
            );
            year += step;
        }
        for (_, at, row) in &self.stops {
            let _ = write!(out, "<circle class=ahead cx={at:.2}% cy={} r=4></circle>", base - row * 14);
        }
        out.push_str("</symbol></defs></svg>\n");
    }

    /// Writes the axis with one step marked, and those before it filled.
    pub(crate) fn write(&self, out: &mut String, current: usize) {
        let base = self.base();
        let _ = write!(
            out,
            "<svg class=way height={} role=img aria-label=\"Step {current} on the time axis\"><use href=#Way></use>",
            base + 28
        );
        for (number, at, row) in self.stops.iter().filter(|(number, ..)| *number <= current) {
            let (class, radius) = if *number == current { (" class=here", 6) } else { ("", 4) };
            let _ = write!(out, "<circle{class} cx={at:.2}% cy={} r={radius}></circle>", base - row * 14);
        }
        out.push_str("</svg>\n");
    }
}

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
