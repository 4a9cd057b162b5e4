//! Labels of a time axis whose divisions do not follow from a scale: years, months or days, as dense as they can be read.
//! None stands on a break or touches another one.

use crate::app::time::axis::{Axis, Stretch};
use crate::describe::wording;
use crate::model::Day;
use crate::text::width::width;
use crate::view::canvas::Canvas;
use crate::view::theme::Theme;
use ratatui::layout::Rect;

/// From this many days on, stretches are labelled with years; from a few months on, with months.
const YEARS: i64 = 3 * 365;
const MONTHS: i64 = 100;
/// The columns of a year or of a month with its distance to the next, and those of a day.
const APART: u16 = 8;
const DAY: u16 = 4;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Unit {
    Year,
    Month,
    Day,
}

/// The columns of the labels and the labels, from left to right. All stretches are labelled with one unit.
pub(crate) fn labels(axis: &Axis) -> Vec<(u16, String)> {
    let longest = axis.stretches().iter().map(Stretch::days).max().unwrap_or(0);
    let unit = match longest {
        YEARS.. => Unit::Year,
        MONTHS.. => Unit::Month,
        _ => Unit::Day,
    };
    let mut labels: Vec<(u16, String)> = Vec::new();
    let mut year = None;
    for stretch in axis.stretches() {
        let from = stretch.from.date();
        let first = begin(stretch, unit, year != Some(from.year));
        let mut free = stretch.column;
        let days = std::iter::once((stretch.from, first)).chain(within(stretch, unit));
        for (day, label) in days {
            let (at, wide) = (axis.nearest(day), u16::try_from(width(&label)).unwrap_or(u16::MAX));
            if wide > 0 && at >= free && wide <= stretch.end() - at {
                free = at + wide + 1;
                labels.push((at, label));
            }
        }
        year = Some(Day(stretch.until.0 - 1).year());
    }
    labels
}

/// The label of the first day, as precise as there is room; with its year, if that is not clear from what is before.
fn begin(stretch: &Stretch, unit: Unit, is_other_year: bool) -> String {
    let date = stretch.from.date();
    let (year, month) = (wording::year(date.year), wording::month(date.month));
    let choices = match (unit, is_other_year) {
        (Unit::Year, _) => vec![year],
        (Unit::Month, true) => vec![format!("{month} {year}"), year],
        (Unit::Day, true) => vec![format!("{} {month} {year}", date.day), format!("{month} {year}"), year],
        (Unit::Month, false) => vec![month.to_owned()],
        (Unit::Day, false) => vec![format!("{} {month}", date.day), date.day.to_string()],
    };
    choices.into_iter().find(|label| width(label) <= stretch.columns.into()).unwrap_or_default()
}

/// The labels after that of the first day.
fn within(stretch: &Stretch, unit: Unit) -> Vec<(Day, String)> {
    let last = Day(stretch.until.0 - 1);
    let room = i64::from(stretch.columns / if unit == Unit::Day { DAY } else { APART }).max(1);
    let (first, final_year) = (stretch.from.date(), last.year());
    let year_on = |year: i64| (Day::of(year, 1, 1), wording::year(year));
    let days: Vec<(Day, String)> = match unit {
        Unit::Year => {
            let step = wording::round_step(final_year - first.year + 1, room);
            wording::round_years(first.year + 1, final_year, step).map(year_on).collect()
        }
        Unit::Month => {
            let count = (stretch.days() / 30).max(1);
            let step = [1, 3, 6, 12].into_iter().find(|step| count / step <= room).unwrap_or(12);
            let months =
                (first.year..=final_year).flat_map(|year| (1..=12_u32).map(move |month| (year, month)));
            let every = months.filter(|(_, month)| i64::from(month - 1) % step == 0);
            let label = |(year, month): (i64, u32)| match month {
                1 => year_on(year),
                _ => (Day::of(year, month, 1), wording::month(month).to_owned()),
            };
            every.map(label).collect()
        }
        Unit::Day => {
            let step = [1, 5, 10].into_iter().find(|step| stretch.days() / step <= room).unwrap_or(31);
            let label = |day: Day| match day.date().day {
                1 => Some((day, wording::month(day.date().month).to_owned())),
                date if i64::from(date) % step == 0 && date < 31 => Some((day, date.to_string())),
                _ => None,
            };
            (stretch.from.0..=last.0).filter_map(|day| label(Day(day))).collect()
        }
    };
    days.into_iter().filter(|(day, _)| *day > stretch.from && *day <= last).collect()
}

/// Empties the breaks of an axis, before anything runs across them.
pub(crate) fn clear_breaks(axis: &Axis, line: Rect, canvas: &mut Canvas<'_>) {
    for at in axis.breaks() {
        canvas.clear(Rect { x: line.x + at - 1, width: 3, ..line });
    }
}

/// Marks the breaks of an axis.
pub(crate) fn mark_breaks(axis: &Axis, line: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    for at in axis.breaks() {
        canvas.glyph(line.x + at, line.y, '╱', theme.faint);
    }
}
