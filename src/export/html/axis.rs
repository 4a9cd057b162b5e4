//! Time axes: one of all time, with the number of events in each period, and one with the steps of a briefing.

use std::fmt::Write as _;

use crate::describe::wording;
use crate::export::content::Content;
use crate::export::html::strip::{Scale, Shape, as_of};
use crate::model::{Day, Event, Step, Table, When};

/// The most bars: with more years than this, a bar covers several.
const MOST: i64 = 120;
/// The shortest bar of a step, in percent: it shows beside the step's mark.
const BAR: f64 = 2.4;
/// The height of the tallest bar, in pixels.
const PEAK: f64 = 44.0;

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
        "<svg class=axis height=66 role=group aria-label=\"Number of events from {} to {}\">",
        wording::year(first),
        wording::year(last)
    );
    for (year, count) in bars.into_iter().filter(|(_, count)| *count > 0) {
        // The height grows with the square root, so that a single event is visible next to many.
        let height = (PEAK * (count as f64 / most as f64).sqrt()).max(4.0);
        let (from, to) = (scale.at(Day::of(year, 1, 1)), scale.at(Day::of(year + step, 1, 1)));
        let wide = ((to - from) * 0.8).clamp(0.3, 1.2);
        let events = if count == 1 { "event" } else { "events" };
        let to_year = first_year(content, year);
        let _ = write!(
            out,
            "<a tabindex=-1 href=#Year-{to_year}><title>{}: {count} {events}</title><rect x={:.2}% y={:.1} width={wide:.2}% height={height:.1}></rect></a>",
            wording::years(year, (year + step - 1).min(last)),
            f64::midpoint(from, to) - wide / 2.0,
            PEAK - height + 2.0,
        );
    }
    let _ = write!(out, "<line class=rule x1=0 x2=100% y1={0} y2={0}></line>", PEAK + 2.5);
    years(out, first, last, scale);
    if let Some(day) = as_of(content).filter(|day| scale.from <= *day && *day < scale.until) {
        let x = scale.at(day);
        let _ =
            write!(out, "<line class=asof x1={x:.2}% x2={x:.2}% y1=0 y2={PEAK}><title>as of</title></line>");
    }
    out.push_str("</svg>\n");
}

/// The first year at or after one that has events on the page.
fn first_year(content: &Content<'_>, year: i64) -> i64 {
    let row = content.rows.first_from(content.timeline.first_row_from(Day::of(year, 1, 1)));
    row.and_then(|row| content.timeline.heading_day(row)).map_or(year, Day::year)
}

/// Writes round years below a line; every second one only if there is room.
fn years(out: &mut String, first: i64, last: i64, scale: Scale) {
    let step = wording::round_step(last - first, 10);
    for year in wording::round_years(first, last, step) {
        let times = if year > 0 { year / step } else { (1 - year) / step };
        let class = if times % 2 == 0 { "" } else { " class=odd" };
        let x = scale.at(Day::of(year, 1, 1));
        let anchor = if x > 95.0 { " text-anchor=end" } else { "" };
        let _ = write!(out, "<text{class}{anchor} x={x:.2}% y=62>{}</text>", wording::year(year));
    }
}

/// The axis of a briefing's steps.
pub(crate) struct BriefingAxis {
    scale: Scale,
    years: (i64, i64),
    stops: Vec<Stop>,
}

/// A step with a dated event.
struct Stop {
    number: usize,
    at: f64,
    /// Where it begins and ends, if it is longer than a point.
    bar: Option<(f64, f64)>,
    /// Its row of marks.
    row: usize,
}

impl Stop {
    fn write(&self, out: &mut String, class: &str, radius: usize, base: usize) {
        let y = base - self.row * 14;
        if let Some((from, to)) = self.bar {
            let (wide, y) = (to - from, y - 2);
            let _ = write!(out, "<rect{class} x={from:.2}% y={y} width={wide:.2}% height=4></rect>");
        }
        let _ = write!(out, "<circle{class} cx={:.2}% cy={y} r={radius}></circle>", self.at);
    }
}

impl BriefingAxis {
    /// `None` if fewer than two steps show dated events.
    #[must_use]
    pub(crate) fn new(content: &Content<'_>, steps: &[&Step]) -> Option<Self> {
        let shown = |step: &Step| -> Option<&Event> {
            content.timeline.event(content.find(step.show?).filter(|no| no.table == Table::Event)?)
        };
        let dates: Vec<&When> = steps.iter().filter_map(|step| shown(step)?.date.as_ref()).collect();
        let days: Vec<Day> = dates.iter().filter_map(|date| date.order_day()).collect();
        let ends = dates.iter().filter_map(|date| date.to().day());
        let (first, last) = (days.iter().min()?.year(), days.iter().copied().chain(ends).max()?.year());
        if days.len() < 2 {
            return None;
        }
        let scale = Scale { from: Day::of(first, 1, 1), until: Day::of(last + 1, 1, 1) };
        let mut stops: Vec<Stop> = Vec::new();
        for (number, step) in steps.iter().enumerate() {
            let Some(event) = shown(step) else { continue };
            let Some(shape) = event.date.as_ref().and_then(|date| scale.shape(date, as_of(content))) else {
                continue;
            };
            let (at, bar) = match shape {
                Shape::Point(at, _) => (at, None),
                Shape::Bar(from, to, ..) => (from, Some((from, to.max(from + BAR).min(100.0)))),
            };
            // Steps at the same time are stacked.
            let end = |at: f64, bar: Option<(f64, f64)>| bar.map_or(at, |(_, to)| to) + 3.2;
            let touches = |other: &Stop| at < end(other.at, other.bar) && other.at < end(at, bar);
            let row = (0..3).find(|row| !stops.iter().any(|other| other.row == *row && touches(other)));
            stops.push(Stop { number: number + 1, at, bar, row: row.unwrap_or(2) });
        }
        Some(Self { scale, years: (first, last), stops })
    }

    fn base(&self) -> usize {
        12 + self.stops.iter().map(|stop| stop.row * 14).max().unwrap_or(0)
    }

    /// Writes what all steps share, once: the years, and every step as a future one.
    pub(crate) fn define(&self, out: &mut String) {
        let base = self.base();
        out.push_str("<svg width=0 height=0 aria-hidden=true><defs><symbol id=Way overflow=visible>");
        let _ = write!(out, "<line class=rule x1=0 x2=100% y1={0} y2={0}></line>", base + 12);
        let (first, last) = self.years;
        for year in wording::round_years(first, last, wording::round_step(last - first, 8)) {
            let x = self.scale.at(Day::of(year, 1, 1));
            let _ = write!(
                out,
                "<line class=rule x1={x:.2}% x2={x:.2}% y1={} y2={}></line><text x={x:.2}% dx=3 y={}>{}</text>",
                base + 8,
                base + 16,
                base + 25,
                wording::year(year)
            );
        }
        for stop in &self.stops {
            stop.write(out, " class=ahead", 4, base);
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
        for stop in self.stops.iter().filter(|stop| stop.number <= current) {
            let (class, radius) = if stop.number == current { (" class=here", 6) } else { ("", 4) };
            stop.write(out, class, radius, base);
        }
        out.push_str("</svg>\n");
    }
}
