//! The ribbon of time.
//!
//! ```text
//! ▁▁▁▁▁▁▁▁▁▁▁▁▂▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▁▃▁▂▅▇█   how many events, over the whole file
//! 1975╌╌╌╌╌1985╌╌╌╌╌1995╌╌╌╌╌2005╌╌╌╌╌╌2015 ‹2025›  the year in focus
//! ·········├──┤····●··●···●··◆··●····●2·····          its events: days, spans, crowds
//! Jan  Feb  Mar  Apr  May  Jun  Jul  Aug  Sep         its months
//! ```

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::App;
use crate::app::axis::Axis;
use crate::app::layout::RibbonSize;
use crate::app::wording;
use crate::model::{Day, Edge, Event, When};
use crate::text::width::width;

use super::canvas::Canvas;
use super::theme::Theme;

/// The blank columns at either side.
const MARGIN: u16 = 4;
/// Heights of a column of the density, by eighths.
const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
/// The months' names.
const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// Paints the ribbon.
pub fn draw(app: &App, area: Rect, size: RibbonSize, canvas: &mut Canvas<'_>, theme: &Theme) {
    let margin = if area.width < 60 { 2 } else { MARGIN };
    let inner = Rect { x: area.x + margin, width: area.width.saturating_sub(2 * margin), ..area };
    let Some(year) = app.year().filter(|_| inner.width > 0) else {
        canvas.text(inner.x, inner.y, inner.width, "no dated events", theme.faint);
        return;
    };
    let mut y = inner.y;
    if size == RibbonSize::Full {
        density(app, year, inner, y, canvas, theme);
        years(app, year, inner, y + 1, canvas, theme);
        y += 2;
    }
    marks(app, year, inner, y, canvas, theme);
    months(year, inner, y + 1, size, canvas, theme);
}

fn density(app: &App, year: i64, inner: Rect, y: u16, canvas: &mut Canvas<'_>, theme: &Theme) {
    let timeline = app.timeline();
    let Some(axis) = Axis::whole(timeline, inner.width) else { return };
    let counts: Vec<usize> = (0..inner.width).map(|column| axis.rows(timeline, column).len()).collect();
    let most = counts.iter().copied().max().unwrap_or(1).max(1);
    let focus = axis.nearest(Day::of(year, 1, 1))..=axis.nearest(Day(Day::of(year + 1, 1, 1).0 - 1));
    let marked = app.marking().map(|no| crate::app::related::rows(timeline, no));
    for (column, count) in (0..inner.width).zip(counts) {
        let has_mark = marked.is_some_and(|rows| {
            let range = axis.rows(timeline, column);
            let from = rows.partition_point(|row| (*row as usize) < range.start);
            rows.get(from).is_some_and(|row| range.contains(&(*row as usize)))
        });
        let style = match (count, focus.contains(&column)) {
            (0, false) => theme.hairline,
            _ if has_mark => theme.accent,
            (_, true) if marked.is_none() => theme.accent,
            (0, _) => theme.hairline,
            _ => theme.quiet,
        };
        canvas.glyph(inner.x + column, y, bar(count, most), style);
    }
}

/// A bar of a height by the square root, so that a single event still shows beside a crowd.
fn bar(count: usize, most: usize) -> char {
    if count == 0 {
        return BARS[0];
    }
    let steps = BARS.len() - 1;
    let height = (1..=steps).filter(|step| count * steps * steps >= most * step * step).count();
    BARS[height.max(1)]
}

fn years(app: &App, year: i64, inner: Rect, y: u16, canvas: &mut Canvas<'_>, theme: &Theme) {
    let Some(axis) = Axis::whole(app.timeline(), inner.width) else { return };
    let (first, last) = (axis.from.year(), Day(axis.until.0 - 1).year());
    canvas.run(inner.x, inner.right() - 1, y, '╌', theme.hairline);
    let focus = format!("‹{}›", wording::year(year));
    let wide = u16::try_from(width(&focus)).unwrap_or(0);
    let middle = axis.nearest(Day::of(year, 7, 1));
    let start = middle.saturating_sub(wide / 2).min(inner.width.saturating_sub(wide));
    let step = step_of_years(last - first + 1, inner.width);
    let mut labelled = first.div_euclid(step) * step;
    let mut free = 0;
    while labelled <= last {
        if labelled >= first || labelled + step > first {
            let shown = labelled.max(first);
            let label = wording::year(shown);
            let wide = u16::try_from(width(&label)).unwrap_or(0);
            let at = axis.nearest(Day::of(shown, 1, 1));
            let clear = at + wide < start || at > start + wide + 2;
            if at >= free && at + wide <= inner.width && clear {
                canvas.text(inner.x + at, y, wide, &label, theme.faint);
                free = at + wide + 2;
            }
        }
        labelled += step;
    }
    canvas.text(inner.x + start, y, wide, &focus, theme.selected);
}

/// A round number of years that leaves a label some ten columns.
fn step_of_years(years: i64, columns: u16) -> i64 {
    let wanted = (i64::from(columns) / 12).max(1);
    let mut step = 1;
    for factor in [2, 5, 10].into_iter().cycle() {
        let next = match factor {
            2 => step * 2,
            5 => step / 2 * 5,
            _ => step / 5 * 10,
        };
        if years / step <= wanted || next <= step {
            break;
        }
        step = next;
    }
    step
}

fn marks(app: &App, year: i64, inner: Rect, y: u16, canvas: &mut Canvas<'_>, theme: &Theme) {
    let timeline = app.timeline();
    let axis = Axis::of_year(year, inner.width);
    let marked = app.marking().map(|no| crate::app::related::rows(timeline, no));
    let is_marked = |row: usize| marked.is_none_or(|rows| rows.iter().any(|marked| *marked as usize == row));
    canvas.run(inner.x, inner.right() - 1, y, '·', theme.hairline);
    let mut points: Vec<(u16, char, Style)> = Vec::new();
    for column in 0..inner.width {
        let rows = axis.rows(timeline, column);
        let style = if rows.clone().any(is_marked) {
            if marked.is_some() { theme.accent } else { theme.quiet }
        } else {
            theme.faint
        };
        match rows.len() {
            0 => {}
            1 => {
                let event = timeline.event_at(rows.start).map(|(_, event)| event);
                match event.and_then(|event| span(event, &axis)) {
                    Some(bar) => draw_bar(&bar, inner, y, style, canvas),
                    None => points.push((column, '●', style)),
                }
            }
            count => points.push((column, crowd(count), style)),
        }
    }
    for (column, glyph, style) in points {
        canvas.glyph(inner.x + column, y, glyph, style);
    }
    if let Some(column) = timeline.day_of_row(app.row()).and_then(|day| axis.column(day)) {
        canvas.glyph(inner.x + column, y, '◆', theme.selected);
    }
}

/// How many events one column holds: up to nine, then many.
fn crowd(count: usize) -> char {
    u32::try_from(count).ok().and_then(|count| char::from_digit(count, 10)).unwrap_or('+')
}

/// The columns of an event that is longer or coarser than one of them, and how it ends.
struct Bar {
    from: u16,
    to: u16,
    begins: char,
    ends: char,
    body: char,
}

fn span(event: &Event, axis: &Axis) -> Option<Bar> {
    let date = event.date.as_ref()?;
    let from = match date.from() {
        Edge::On(day) => day,
        Edge::Open | Edge::Unknown => return None,
    };
    let last = axis.columns - 1;
    let body = if date.is_approximate() { '╌' } else { '─' };
    let begins = if from < axis.from { '─' } else { soft(date, '├') };
    let start = axis.nearest(from);
    let bar = match date.to() {
        Edge::On(to) => Bar {
            from: start,
            to: axis.nearest(to),
            begins,
            ends: if to >= axis.until { '─' } else { soft(date, '┤') },
            body,
        },
        Edge::Open => Bar { from: start, to: last, begins, ends: '▶', body },
        Edge::Unknown => Bar { from: start, to: (start + 4).min(last), begins, ends: '?', body: '╌' },
    };
    (bar.to > bar.from).then_some(bar)
}

/// Soft ends for what is about, a question mark for what is uncertain.
fn soft(date: &When, firm: char) -> char {
    match (date.is_uncertain(), date.is_approximate()) {
        (true, _) => '?',
        (_, true) => '~',
        _ => firm,
    }
}

fn draw_bar(bar: &Bar, inner: Rect, y: u16, style: Style, canvas: &mut Canvas<'_>) {
    canvas.run(inner.x + bar.from, inner.x + bar.to, y, bar.body, style);
    canvas.glyph(inner.x + bar.from, y, bar.begins, style);
    canvas.glyph(inner.x + bar.to, y, bar.ends, style);
}

fn months(year: i64, inner: Rect, y: u16, size: RibbonSize, canvas: &mut Canvas<'_>, theme: &Theme) {
    let axis = Axis::of_year(year, inner.width);
    let letters = if inner.width >= 12 * 4 { 3 } else { 1 };
    let mut free = 0;
    let label = if size == RibbonSize::Short { wording::year(year) } else { String::new() };
    for (month, name) in (1..).zip(MONTHS) {
        let at = axis.nearest(Day::of(year, month, 1));
        let name = if month == 1 && !label.is_empty() { &label } else { &name[..letters] };
        let wide = u16::try_from(width(name)).unwrap_or(0);
        if at >= free && at + wide <= inner.width {
            let style = if name == label { theme.selected } else { theme.faint };
            canvas.text(inner.x + at, y, wide, name, style);
            free = at + wide + 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{bar, crowd, step_of_years};

    #[test]
    fn one_event_shows_beside_a_thousand() {
        assert_eq!(bar(0, 1000), '▁');
        assert_eq!(bar(1, 1000), '▂');
        assert_eq!(bar(1000, 1000), '█');
        assert_eq!(bar(1, 1), '█');
    }

    #[test]
    fn crowds_are_counted() {
        assert_eq!([2, 9, 10, 1_000_000].map(crowd), ['2', '9', '+', '+']);
    }

    #[test]
    fn years_are_labelled_at_round_numbers() {
        assert_eq!(step_of_years(51, 112), 10);
        assert_eq!(step_of_years(4, 112), 1);
        assert_eq!(step_of_years(5000, 112), 1000);
        assert!(step_of_years(1_000_000_000, 112) >= 100_000_000);
    }
}
