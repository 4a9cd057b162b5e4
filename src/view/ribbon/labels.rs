//! The labels of the ribbon: years of the whole file, and the divisions of the window below.

use ratatui::layout::Rect;

use crate::app::App;
use crate::app::core::layout::RibbonSize;
use crate::app::time::axis::Axis;
use crate::app::time::scale::{Scale, Window};
use crate::describe::wording;
use crate::model::Day;
use crate::text::width::width;

use crate::view::canvas::Canvas;
use crate::view::theme::Theme;

/// Draws years along the whole file, with the window in brackets.
pub(crate) fn whole(
    app: &App,
    whole: Window,
    window: Window,
    line: Rect,
    canvas: &mut Canvas<'_>,
    theme: &Theme,
) {
    let axis = Axis::of(whole, line.width);
    canvas.run(line.x, line.right() - 1, line.y, '╌', theme.hairline);
    let focus = format!("‹{}›", app.shared().scale.label(window));
    let wide = columns(&focus);
    let middle = axis.nearest(Day(window.from.0 + window.days() / 2));
    let start = middle.saturating_sub(wide / 2).min(line.width.saturating_sub(wide));
    let taken = start.saturating_sub(1)..start + wide + 1;
    let labels = years(whole, line.width);
    place(&labels, &axis, Some(&taken), line, canvas, theme);
    canvas.text(line.x + start, line.y, wide, &focus, theme.selected);
}

/// Draws the divisions of the window.
pub(crate) fn window(
    app: &App,
    window: Window,
    size: RibbonSize,
    line: Rect,
    canvas: &mut Canvas<'_>,
    theme: &Theme,
) {
    let axis = Axis::of(window, line.width);
    let mut labels = divisions(app.shared().scale, window, line.width);
    let mut taken = None;
    if size == RibbonSize::Short {
        // No line above says which time this is.
        let name = app.shared().scale.label(window);
        let wide = columns(&name);
        canvas.text(line.x, line.y, line.width, &name, theme.selected);
        taken = Some(0..wide + 1);
        labels.retain(|(day, _)| axis.nearest(*day) > wide);
    }
    place(&labels, &axis, taken.as_ref(), line, canvas, theme);
}

pub(crate) fn ticks(app: &App, window: Window, room: u16) -> Vec<u16> {
    let axis = Axis::of(window, room);
    divisions(app.shared().scale, window, room).iter().map(|(day, _)| axis.nearest(*day)).collect()
}

/// The days where divisions begin, with their labels, as dense as labels allow.
fn divisions(scale: Scale, window: Window, room: u16) -> Vec<(Day, String)> {
    let months = |letters: usize| {
        let mut labels = Vec::new();
        let mut date = window.from.date();
        loop {
            let day = Day::of(date.year, date.month, 1);
            if day >= window.until {
                break labels;
            }
            labels.push((day.max(window.from), wording::month(date.month)[..letters].to_owned()));
            (date.year, date.month) =
                if date.month == 12 { (date.year + 1, 1) } else { (date.year, date.month + 1) };
        }
    };
    let days = |step: usize, name: &dyn Fn(Day) -> String| {
        let count = usize::try_from(window.days()).unwrap_or(0);
        let days = (0..count).map(|offset| Day(window.from.0 + i64::try_from(offset).unwrap_or(0)));
        days.filter(|day| step == 1 || day.date().day == 1 || day.date().day.is_multiple_of(5))
            .map(|day| (day, name(day)))
            .collect()
    };
    match scale {
        Scale::All | Scale::Century | Scale::Decade => years(window, room),
        Scale::Year => months(if room >= 12 * 4 { 3 } else { 1 }),
        Scale::Quarter => days(5, &|day| {
            let date = day.date();
            if date.day == 1 { wording::month(date.month).to_owned() } else { date.day.to_string() }
        }),
        Scale::Month => days(if room >= 31 * 3 { 1 } else { 5 }, &|day| day.date().day.to_string()),
        Scale::Week => days(1, &|day| format!("{} {}", weekday(day), day.date().day)),
        Scale::Day => vec![(window.from, format!("{} {}", weekday(window.from), window.from))],
    }
}

fn weekday(day: Day) -> &'static str {
    // 2000-01-01, day 0, was a Saturday.
    ["Sat", "Sun", "Mon", "Tue", "Wed", "Thu", "Fri"][usize::try_from(day.0.rem_euclid(7)).unwrap_or(0)]
}

/// The first year, then round ones, about twelve columns apart.
fn years(window: Window, room: u16) -> Vec<(Day, String)> {
    let (first, last) = (window.from.year(), Day(window.until.0 - 1).year());
    let step = step_of_years(last - first + 1, room);
    let mut labels = vec![(window.from, wording::year(first))];
    let mut year = (first.div_euclid(step) + 1) * step;
    while year <= last {
        labels.push((Day::of(year, 1, 1), wording::year(year)));
        year += step;
    }
    labels
}

/// A round number of years (1, 2 or 5 times a power of ten) that leaves about twelve columns for a label.
fn step_of_years(years: i64, room: u16) -> i64 {
    let wanted = (i64::from(room) / 12).max(1);
    let mut step = 1_i64;
    for factor in [2, 5, 10].into_iter().cycle() {
        if years / step <= wanted {
            break;
        }
        let power = 10_i64.saturating_pow(step.ilog10());
        step = power.saturating_mul(factor);
    }
    step
}

/// Draws labels at their days, except those that would touch another one or `taken` columns.
fn place(
    labels: &[(Day, String)],
    axis: &Axis,
    taken: Option<&std::ops::Range<u16>>,
    line: Rect,
    canvas: &mut Canvas<'_>,
    theme: &Theme,
) {
    let mut free = 0;
    for (day, label) in labels {
        let (at, wide) = (axis.nearest(*day), columns(label));
        let clear = taken.is_none_or(|taken| at + wide <= taken.start || at >= taken.end);
        if at >= free && at + wide <= line.width && clear {
            canvas.text(line.x + at, line.y, wide, label, theme.faint);
            free = at + wide + 1;
        }
    }
}

fn columns(text: &str) -> u16 {
    u16::try_from(width(text)).unwrap_or(u16::MAX)
}

#[cfg(test)]
mod tests {
    use super::{Day, step_of_years, weekday};

    #[test]
    fn years_are_labelled_at_round_numbers() {
        assert_eq!(step_of_years(51, 112), 10);
        assert_eq!(step_of_years(4, 112), 1);
        assert_eq!(step_of_years(5000, 112), 1000);
        assert!(step_of_years(1_000_000_000, 112) >= 100_000_000);
        assert!(step_of_years(2_000_000_000_000, 1) > 0);
    }

    #[test]
    fn weekdays_are_those_of_the_calendar() {
        assert_eq!(weekday(Day::of(2025, 8, 11)), "Mon");
        assert_eq!(weekday(Day::of(2022, 9, 16)), "Fri");
        assert_eq!(weekday(Day::of(1979, 2, 1)), "Thu");
    }
}
