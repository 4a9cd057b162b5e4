//! Draws the ribbon.
//!
//! ```text
//! ▁▁▁▁▁▁▁▁▁▁▁▁▂▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▃▁▂▅▇█   how many events, over the whole file
//! 1975╌╌╌╌╌1985╌╌╌╌╌1995╌╌╌╌╌2005╌╌╌╌╌╌2015 ‹2025›  what part of it is shown below
//! ·········├──┤····●··●···●··◆··●····●·4··╎         its events: days, spans, counts, and the as-of day
//! Jan  Feb  Mar  Apr  May  Jun  Jul  Aug  Sep         its months
//! ```

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::App;
use crate::app::core::layout::{RibbonSize, ribbon_inner};
use crate::app::time::axis::{self, Axis, Mark};
use crate::app::time::scale::{Scale, Window};
use crate::describe::wording;
use crate::model::Day;
use crate::text::width::width;
use crate::view::calendar::{clear_breaks, labels, mark_breaks};
use crate::view::canvas::{Bar, Canvas, as_of, bars, point};
use crate::view::theme::Theme;

pub(crate) fn draw(app: &App, area: Rect, size: RibbonSize, canvas: &mut Canvas<'_>, theme: &Theme) {
    let inner = ribbon_inner(area);
    let (Some(window), Some(whole)) = (app.shared().window, Window::whole(app.shared().timeline())) else {
        canvas.text(inner.x, inner.y, inner.width, "no dated events", theme.faint);
        return;
    };
    if inner.width == 0 {
        return;
    }
    let line = |y| Rect { y: inner.y + y, height: 1, ..inner };
    let below = match size {
        RibbonSize::Full => {
            draw_density(app, whole, window, line(0), canvas, theme);
            draw_whole(app, whole, window, line(1), canvas, theme);
            2
        }
        RibbonSize::Short => 0,
    };
    draw_events(app, window, line(below), canvas, theme);
    draw_window(app, window, size, line(below + 1), canvas, theme);
}

pub(crate) fn draw_events(app: &App, window: Window, line: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let timeline = app.shared().timeline();
    let axis = app.shared().axis(window, line.width);
    background(app, &axis, line, canvas, theme);
    let as_of = as_of(app);
    let date = |row: usize| timeline.event_ref_at(row).and_then(|event| event.date());
    for row in timeline.rows_reaching(window.from).filter(|row| app.shared().shows(*row)) {
        if let Some(bar) = date(row).and_then(|date| Bar::of(date, &axis, as_of)) {
            // Events that began before the window are drawn first, in a muted style.
            let style = style_of(app, row..row + 1, theme);
            bar.draw(line, if style == theme.accent { style } else { theme.hairline }, canvas);
        }
    }
    let marks = axis::fold(timeline, &app.shared().visible, &axis);
    let mut points: Vec<(&Mark, String, Style)> = Vec::new();
    for mark in &marks {
        let style = style_of(app, mark.rows.clone(), theme);
        if mark.shown > 1 {
            let rows = app.shared().visible.iter_from(mark.rows.start).take_while(|row| *row < mark.rows.end);
            bars(rows.filter_map(date), &axis, as_of).iter().for_each(|bar| bar.draw(line, style, canvas));
            points.push((mark, mark.count(), style));
            continue;
        }
        let Some(date) = date(mark.rows.start) else { continue };
        match Bar::of(date, &axis, as_of) {
            // A whole is a bar behind its parts.
            Some(bar) if style != theme.accent && app.shared().has_parts(mark.rows.start) => {
                bar.draw(line, theme.hairline, canvas);
            }
            Some(bar) => bar.draw(line, style, canvas),
            None => points.push((mark, point(Some(date)).to_string(), style)),
        }
    }
    mark_breaks(&axis, line, canvas, theme);
    for (mark, text, style) in points {
        canvas.text(line.x + mark.column, line.y, line.width - mark.column, &text, style);
    }
    let chosen = |mark: &&Mark| app.shared().shows(app.shared().row) && mark.rows.contains(&app.shared().row);
    if let Some(mark) = marks.iter().find(chosen) {
        // The count stays beside the mark if there is room.
        let count = if mark.shown > 1 { mark.count() } else { String::new() };
        let wide = u16::try_from(count.len()).unwrap_or(u16::MAX).saturating_add(1);
        // A count after it needs a blank in between.
        let next = marks.iter().find(|other| other.column > mark.column);
        let end = next.map_or(line.width, |next| next.column - u16::from(next.shown > 1));
        let end = end.min(axis.stretch_end(mark.column));
        let text = if count.is_empty() || mark.column + wide <= end { format!("◆{count}") } else { count };
        canvas.text(line.x + mark.column, line.y, line.width - mark.column, &text, theme.selected);
    }
    for (column, label) in limits(app, &axis) {
        let wide = columns(label);
        // It stands clear of marks and of bars.
        let is_free = |start: &u16| {
            start + wide <= line.width
                && canvas.has_only(Rect { x: line.x + start - 1, width: wide + 1, ..line }, &[" ", "·"])
        };
        if let Some(start) = (column + 2..column + 6).find(is_free) {
            canvas.text(line.x + start, line.y, wide, label, theme.faint);
        }
    }
}

/// The columns of today and of the as-of day, if they are in the window.
fn limits(app: &App, axis: &Axis) -> impl Iterator<Item = (u16, &'static str)> {
    let days =
        [(app.shared().visible.horizon, "known"), (app.shared().today, "today"), (as_of(app), "as of")];
    days.map(|(day, label)| Some((axis.column(day?)?, label))).into_iter().flatten()
}

/// The background: dots up to the as-of day, and today.
fn background(app: &App, axis: &Axis, line: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let as_of = as_of(app);
    let end = as_of.map_or(line.width, |day| if day < axis.from { 0 } else { axis.nearest(day) });
    if end > 0 {
        canvas.run(line.x, line.x + end.min(line.width - 1), line.y, '·', theme.hairline);
    }
    clear_breaks(axis, line, canvas);
    for (column, _) in limits(app, axis) {
        canvas.glyph(line.x + column, line.y, '╎', theme.faint);
    }
}

/// The style of rows: those of the highlighted record stand out and the others are dimmed.
fn style_of(app: &App, rows: std::ops::Range<usize>, theme: &Theme) -> Style {
    let Some(marked) = app.shared().marked() else { return theme.quiet };
    let is_marked = marked.any_in(rows);
    if is_marked { theme.accent } else { theme.faint }
}

/// The bars of the histogram, in eighths.
const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// Draws the histogram; the columns in `window` or with highlighted events in the accent colour.
pub(crate) fn draw_density(
    app: &App,
    whole: Window,
    window: Window,
    line: Rect,
    canvas: &mut Canvas<'_>,
    theme: &Theme,
) {
    let timeline = app.shared().timeline();
    let axis = app.shared().axis(whole, line.width);
    let counts: Vec<usize> =
        (0..line.width).map(|column| app.shared().visible.count_in(&axis.rows(timeline, column))).collect();
    let most = counts.iter().copied().max().unwrap_or(1).max(1);
    let focus = axis.nearest(window.from)..=axis.nearest(Day(window.until.0 - 1));
    let marked = app.shared().marked();
    for (column, count) in (0..line.width).zip(counts) {
        let has_mark = marked.is_some_and(|marked| marked.any_in(axis.rows(timeline, column)));
        let style = match (count, marked.is_some(), focus.contains(&column)) {
            (0, _, _) => theme.hairline,
            (_, true, _) if has_mark => theme.accent,
            (_, false, true) => theme.accent,
            (_, true, _) => theme.faint,
            (_, false, false) => theme.quiet,
        };
        canvas.glyph(line.x + column, line.y, bar(count, most), style);
    }
    clear_breaks(&axis, line, canvas);
    mark_breaks(&axis, line, canvas, theme);
}

/// The height grows with the square root, so that a single event is visible beside many.
fn bar(count: usize, most: usize) -> char {
    if count == 0 {
        return BARS[0];
    }
    let steps = BARS.len() - 1;
    let height = (1..=steps).filter(|step| count * steps * steps >= most * step * step).count();
    BARS[height.max(1)]
}

/// Draws the years of the whole file, with the window in brackets.
pub(crate) fn draw_whole(
    app: &App,
    whole: Window,
    window: Window,
    line: Rect,
    canvas: &mut Canvas<'_>,
    theme: &Theme,
) {
    let axis = app.shared().axis(whole, line.width);
    canvas.run(line.x, line.right() - 1, line.y, '╌', theme.hairline);
    clear_breaks(&axis, line, canvas);
    mark_breaks(&axis, line, canvas, theme);
    let focus = format!("‹{}›", app.shared().scale.label(window));
    let wide = columns(&focus);
    let longest = axis.stretches().iter().max_by_key(|stretch| stretch.columns);
    let middle = match longest {
        Some(stretch) if whole == window => stretch.column + stretch.columns / 2,
        _ => axis.nearest(Day(window.from.0 + window.days() / 2)),
    };
    let start = middle.saturating_sub(wide / 2).min(line.width.saturating_sub(wide));
    let taken = start.saturating_sub(1)..start + wide + 1;
    // The whole file has its years below.
    if whole != window {
        place(&labels(&axis), Some(&taken), line, canvas, theme);
    }
    canvas.text(line.x + start, line.y, wide, &focus, theme.selected);
}

/// Draws the divisions of the window.
pub(crate) fn draw_window(
    app: &App,
    window: Window,
    size: RibbonSize,
    line: Rect,
    canvas: &mut Canvas<'_>,
    theme: &Theme,
) {
    let axis = app.shared().axis(window, line.width);
    let mut labels = divisions(app.shared().scale, window, &axis);
    let mut taken = None;
    if size == RibbonSize::Short {
        // There is no line above that shows the period.
        let name = app.shared().scale.label(window);
        let wide = columns(&name);
        canvas.text(line.x, line.y, line.width, &name, theme.selected);
        taken = Some(0..wide + 1);
        labels.retain(|(at, _)| *at > wide);
    }
    place(&labels, taken.as_ref(), line, canvas, theme);
    for at in axis.breaks().filter(|at| taken.as_ref().is_none_or(|taken| *at >= taken.end)) {
        canvas.glyph(line.x + at, line.y, '╱', theme.faint);
    }
}

pub(crate) fn ticks(app: &App, window: Window, room: u16) -> Vec<u16> {
    let axis = app.shared().axis(window, room);
    divisions(app.shared().scale, window, &axis).into_iter().map(|(at, _)| at).collect()
}

/// The first columns of the divisions with their labels, as dense as the labels allow.
fn divisions(scale: Scale, window: Window, axis: &Axis) -> Vec<(u16, String)> {
    let room = axis.columns;
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
    let days: Vec<(Day, String)> = match scale {
        Scale::All | Scale::Century | Scale::Decade => return labels(axis),
        Scale::Year => months(if room >= 12 * 4 { 3 } else { 1 }),
        Scale::Quarter => days(5, &|day| {
            let date = day.date();
            if date.day == 1 { wording::month(date.month).to_owned() } else { date.day.to_string() }
        }),
        Scale::Month => days(if room >= 31 * 3 { 1 } else { 5 }, &|day| day.date().day.to_string()),
        Scale::Week => days(1, &|day| format!("{} {}", weekday(day), day.date().day)),
        Scale::Day => vec![(window.from, format!("{} {}", weekday(window.from), window.from))],
    };
    days.into_iter().map(|(day, label)| (axis.nearest(day), label)).collect()
}

fn weekday(day: Day) -> &'static str {
    // 2000-01-01, day 0, was a Saturday.
    ["Sat", "Sun", "Mon", "Tue", "Wed", "Thu", "Fri"][usize::try_from(day.0.rem_euclid(7)).unwrap_or(0)]
}

/// Draws labels at their columns, except those that would touch another one or the `taken` columns.
fn place(
    labels: &[(u16, String)],
    taken: Option<&std::ops::Range<u16>>,
    line: Rect,
    canvas: &mut Canvas<'_>,
    theme: &Theme,
) {
    let mut free = 0;
    for (at, label) in labels {
        let (at, wide) = (*at, columns(label));
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
    use super::bar;

    #[test]
    fn one_event_shows_beside_a_thousand() {
        assert_eq!(bar(0, 1000), '▁');
        assert_eq!(bar(1, 1000), '▂');
        assert_eq!(bar(1000, 1000), '█');
        assert_eq!(bar(1, 1), '█');
    }
}

#[cfg(test)]
mod labels_tests {
    use super::{Day, weekday};

    #[test]
    fn weekdays_are_those_of_the_calendar() {
        assert_eq!(weekday(Day::of(2025, 8, 11)), "Mon");
        assert_eq!(weekday(Day::of(2022, 9, 16)), "Fri");
        assert_eq!(weekday(Day::of(1979, 2, 1)), "Thu");
    }
}
