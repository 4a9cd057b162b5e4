//! A year's events on an axis of twelve months: a dot for a day, a bar for longer or less precise dates, broken if
//! approximate, `?` if uncertain, an arrow if ongoing.
//!
//! Shapes that would touch are stacked; those without room are counted.

use std::fmt::Write as _;

use crate::describe::wording;
use crate::export::content::Content;
use crate::export::html::escape;
use crate::model::{Day, Edge, RecordNo, When};

/// The most rows of shapes.
const LINES: usize = 6;
/// The height of a row, in pixels.
const HEIGHT: usize = 14;
/// The room for a mark, in percent, so that marks do not touch even on a phone.
const ROOM: f64 = 3.2;
/// How many events that began in earlier years are drawn.
const ONGOING: usize = 3;
/// Years with fewer events are not drawn.
const FEWEST: usize = 3;

struct Drawn {
    no: RecordNo,
    /// The position of the event among those on the page; `None` for one of an earlier year.
    place: Option<usize>,
    shape: Shape,
}

/// Writes the strip of a year. `rows` are its events on the page, and `first` is the position of the first of them.
pub(crate) fn write(out: &mut String, content: &Content<'_>, year: i64, rows: &[usize], first: usize) {
    if rows.len() < FEWEST {
        return;
    }
    let scale = Scale::year(year);
    let mut shapes = Vec::new();
    for row in
        content.timeline.rows_reaching(scale.from).filter(|row| content.rows.contains(*row)).take(ONGOING)
    {
        draw(content, row, None, scale, &mut shapes);
    }
    shapes.reverse();
    for (at, row) in rows.iter().enumerate() {
        draw(content, *row, Some(first + at), scale, &mut shapes);
    }
    let (lines, crowd) = stack(&shapes);
    let deep = lines.iter().map(|line| line.map_or(0, |line| line + 1)).max().unwrap_or(1).max(1);
    let height = deep * HEIGHT + 20 + if crowd.is_empty() { 0 } else { HEIGHT };
    let _ = write!(
        out,
        "<svg class=strip height={height} role=group aria-label=\"The {} events of {} on an axis of twelve months\">",
        rows.len(),
        wording::year(year)
    );
    let _ = write!(out, "<use href=#Months y={}></use>", height - 20);
    if let Some(day) = as_of(content).filter(|day| scale.from <= *day && *day < scale.until) {
        let x = scale.at(Day(day.0 + 1));
        let _ = write!(
            out,
            "<line class=asof x1={x:.2}% x2={x:.2}% y1=0 y2={}></line><text class=asof x={x:.2}% y=9 dx=4>as of</text>",
            height - 16
        );
    }
    for (drawn, line) in shapes.iter().zip(&lines) {
        let Some(line) = line else { continue };
        shape(out, content, drawn, line * HEIGHT + HEIGHT / 2 + 1);
    }
    for (column, count) in crowd {
        let x = (column as f64 + 0.5) * ROOM;
        let _ = write!(out, "<text class=more x={x:.2}% y={}>+{count}</text>", deep * HEIGHT + 10);
    }
    out.push_str("</svg>\n");
}

/// The last day of the file's `as-of` date.
pub(crate) fn as_of(content: &Content<'_>) -> Option<Day> {
    content.timeline.as_of()
}

fn draw(content: &Content<'_>, row: usize, place: Option<usize>, scale: Scale, shapes: &mut Vec<Drawn>) {
    let Some(no) = content.timeline.number_at(row) else { return };
    let date = content.timeline.event_ref_at(row).and_then(|event| event.date());
    let shape = date.and_then(|date| scale.shape(date, as_of(content)));
    shapes.extend(shape.map(|shape| Drawn { no, place, shape }));
}

/// The row of each shape, the first free one; and how many have none, by the column where they would be.
fn stack(shapes: &[Drawn]) -> (Vec<Option<usize>>, std::collections::BTreeMap<usize, usize>) {
    let mut free = [0.0_f64; LINES];
    let mut crowd = std::collections::BTreeMap::new();
    let lines = shapes.iter().map(|drawn| {
        let (from, to) = match drawn.shape {
            Shape::Point(at, _) => (at - ROOM / 2.0, at + ROOM / 2.0),
            Shape::Bar(from, to, ..) => (from, to.max(from + ROOM)),
        };
        // What begins left of zero is clipped.
        let line = free.iter().position(|free| *free <= from.max(0.0));
        match line {
            Some(line) => free[line] = to,
            None => *crowd.entry(column(from)).or_insert(0) += 1,
        }
        line
    });
    (lines.collect(), crowd)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a percentage is small and positive"
)]
fn column(at: f64) -> usize {
    (at.max(0.0) / ROOM) as usize
}

/// Writes the months, once for all strips. Leap years shift them by a third of a percent, which is less than the width of a
/// line.
pub(crate) fn months(out: &mut String) {
    out.push_str("<svg width=0 height=0 aria-hidden=true><defs><symbol id=Months overflow=visible><line class=rule x1=0 x2=100% y1=4 y2=4></line>");
    let scale = Scale::year(2025);
    for month in 1..=12 {
        let x = scale.at(Day::of(2025, month, 1));
        let name = wording::month(month);
        let _ = write!(
            out,
            "<line class=rule x1={x:.2}% x2={x:.2}% y1=0 y2=8></line><text x={x:.2}% y=17 dx=2>{name}</text>"
        );
    }
    out.push_str("</symbol></defs></svg>\n");
}

/// Writes a shape as a link to its event.
fn shape(out: &mut String, content: &Content<'_>, drawn: &Drawn, y: usize) {
    out.push_str("<a tabindex=-1");
    escape::attribute(out, "href", &format!("#{}", escape::of(content, drawn.no)));
    match drawn.place {
        Some(place) => {
            let _ = write!(out, " data-i={place}><title>");
        }
        None => out.push_str(" class=before><title>"),
    }
    let event = content.timeline.event(drawn.no);
    let date = event.and_then(|event| event.date.as_ref()).map(When::words).unwrap_or_default();
    escape::text(out, &date);
    out.push_str(": ");
    escape::text(out, wording::title(content.timeline, drawn.no));
    out.push_str("</title>");
    match drawn.shape {
        Shape::Point(x, mark) => point(out, x, y, mark),
        Shape::Bar(from, to, begins, ends, stroke) => {
            let class = if stroke == Stroke::Broken { " class=broken" } else { "" };
            let _ = write!(out, "<line{class} x1={from:.2}% x2={to:.2}% y1={y} y2={y}></line>");
            end(out, from, y, begins, 1);
            end(out, to, y, ends, -1);
        }
    }
    out.push_str("</a>");
}

fn point(out: &mut String, x: f64, y: usize, mark: Mark) {
    let _ = match mark {
        Mark::Day => write!(out, "<circle cx={x:.2}% cy={y} r=4.5></circle>"),
        Mark::About => write!(out, "<circle class=about cx={x:.2}% cy={y} r=4.5></circle>"),
        Mark::Uncertain => write!(out, "<text class=doubt x={x:.2}% y={}>?</text>", y + 5),
        Mark::Ongoing => {
            write!(out, "<svg class=arrow x={x:.2}% y={y}><path d=\"M-4-5 5 0-4 5z\"></path></svg>")
        }
    };
}

/// Writes the end of a bar; `inwards` is 1 at its left and -1 at its right.
fn end(out: &mut String, x: f64, y: usize, end: End, inwards: i32) {
    let _ = match end {
        End::Firm => {
            write!(out, "<line x1={x:.2}% x2={x:.2}% y1={} y2={}></line>", y.saturating_sub(4), y + 4)
        }
        End::Soft => Ok(()),
        End::Unknown => {
            write!(out, "<text class=doubt x={x:.2}% y={} dx={}>?</text>", y + 5, 5 * -inwards)
        }
        End::Ongoing => {
            write!(out, "<svg class=arrow x={x:.2}% y={y}><path d=\"M-7-5 2 0-7 5z\"></path></svg>")
        }
    };
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
    Bar(f64, f64, End, End, Stroke),
}

/// The mark of a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark {
    Day,
    /// Approximate.
    About,
    Uncertain,
    /// Ongoing.
    Ongoing,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    /// On a known day.
    Firm,
    /// Approximate, or beyond the axis.
    Soft,
    Unknown,
    /// Ongoing.
    Ongoing,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stroke {
    Solid,
    /// Approximate, or without a known end.
    Broken,
}

/// The shortest bar, in percent; a day is shorter, and a point.
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
        let (mut a, mut b) = (self.at(start), self.at(Day(last.0.saturating_add(1))));
        let is_open = date.to() == Edge::Open;
        let doubt = |known: bool| match (known, date.is_uncertain(), date.is_approximate()) {
            (true, true, _) => End::Unknown,
            (true, false, false) => End::Firm,
            _ => End::Soft,
        };
        let mut ends = if is_open { End::Ongoing } else { doubt(self.has(last)) };
        if date.to() == Edge::Unknown {
            (b, ends) = ((a + UNKNOWN).min(100.0), End::Unknown);
        }
        let begins = if first.is_some() { doubt(self.has(start)) } else { End::Unknown };
        // Also one of hours: the times at which it begins and ends differ.
        let [begin, end] = date.clocks();
        let is_span = !date.is_one_day() || begin != end;
        if is_span && first.is_some() && b > a {
            b = b.max(a + SHORTEST).min(100.0);
            a = a.min(b - SHORTEST);
        } else if b - a < SHORTEST {
            let mark = match (date.is_uncertain(), date.is_approximate(), date.is_open_ended()) {
                (true, _, _) => Mark::Uncertain,
                (_, true, _) => Mark::About,
                (_, _, true) => Mark::Ongoing,
                _ => Mark::Day,
            };
            let middle = if first.is_some() { start } else { last };
            return Some(Shape::Point(self.middle(middle), mark));
        }
        let broken = date.is_approximate() || date.to() == Edge::Unknown || first.is_none();
        Some(Shape::Bar(a, b, begins, ends, if broken { Stroke::Broken } else { Stroke::Solid }))
    }
}

#[cfg(test)]
mod tests {
    use super::{Day, End, Mark, Scale, Shape, Stroke};
    use crate::model::When;

    fn shape(edtf: &str, year: i64) -> Option<Shape> {
        Scale::year(year).shape(&When::parse(edtf).unwrap(), Some(Day::of(2025, 9, 30)))
    }

    #[test]
    fn shapes_reflect_precision_and_doubt() {
        assert!(
            matches!(shape("2025-08-11", 2025), Some(Shape::Point(at, Mark::Day)) if (60.0..62.0).contains(&at))
        );
        assert!(matches!(shape("2025-08-11?", 2025), Some(Shape::Point(_, Mark::Uncertain))));
        assert!(matches!(shape("2025-08-11~", 2025), Some(Shape::Point(_, Mark::About))));
        // However short, a span is a bar, and stays on the axis.
        for (edtf, year) in [
            ("2024-09-05/2024-09-06", 2024),
            ("2024-12-31/2025-01-02", 2024),
            ("2024-12-30/2025-01-01", 2025),
            ("2024-09-05T10:00Z/2024-09-05T12:00Z", 2024),
        ] {
            let bar = shape(edtf, year);
            assert!(
                matches!(bar, Some(Shape::Bar(a, b, ..)) if a >= 0.0 && b <= 100.0 && b - a > 1.39),
                "{edtf}: {bar:?}"
            );
        }
        assert!(matches!(shape("2024-09-05T10:00Z", 2024), Some(Shape::Point(_, Mark::Day))));
        let month = shape("2025-08", 2025);
        assert!(matches!(month, Some(Shape::Bar(a, b, End::Firm, End::Firm, Stroke::Solid)) if b - a > 8.0));
        assert!(matches!(
            shape("2025-08~", 2025),
            Some(Shape::Bar(_, _, End::Soft, End::Soft, Stroke::Broken))
        ));
        let on = shape("2023-10-17/..", 2025);
        assert!(matches!(on, Some(Shape::Bar(a, b, End::Soft, End::Ongoing, _)) if a == 0.0 && b < 76.0));
        assert!(matches!(
            shape("2022-09/", 2022),
            Some(Shape::Bar(_, _, End::Firm, End::Unknown, Stroke::Broken))
        ));
        assert!(matches!(shape("/2023-05-22", 2023), Some(Shape::Point(_, _))));
        assert_eq!(shape("2024", 2025), None);
        assert_eq!(shape("2026", 2025), None);
    }
}
