//! The events of a window, each with its shape, or a count where several share a column.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::App;
use crate::app::time::axis;
use crate::app::time::axis::{Axis, Mark};
use crate::app::time::scale::Window;
use crate::model::Day;
use crate::view::canvas::Canvas;
use crate::view::shapes::{Bar, as_of, point};
use crate::view::theme::Theme;

pub(crate) fn draw(app: &App, window: Window, line: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let timeline = app.shared().timeline();
    let axis = Axis::of(window, line.width);
    ground(app, &axis, line, canvas, theme);
    let as_of = as_of(app);
    let date = |row: usize| timeline.event_ref_at(row).and_then(|event| event.date());
    for row in timeline.rows_reaching(window.from).filter(|row| app.shared().shows(*row)) {
        if let Some(bar) = date(row).and_then(|date| Bar::of(date, &axis, as_of)) {
            // Events that began earlier are a quiet line behind the others.
            let style = style_of(app, row..row + 1, theme);
            bar.draw(line, if style == theme.accent { style } else { theme.hairline }, canvas);
        }
    }
    let marks = axis::fold(timeline, &app.shared().visible, &axis);
    let mut points: Vec<(&Mark, String, Style)> = Vec::new();
    for mark in &marks {
        let style = style_of(app, mark.rows.clone(), theme);
        if mark.shown > 1 {
            points.push((mark, mark.count(), style));
            continue;
        }
        let Some(date) = date(mark.rows.start) else { continue };
        match Bar::of(date, &axis, as_of) {
            Some(bar) => bar.draw(line, style, canvas),
            None => points.push((mark, point(Some(date)).to_string(), style)),
        }
    }
    for (mark, text, style) in points {
        canvas.text(line.x + mark.column, line.y, line.width - mark.column, &text, style);
    }
    let chosen = |mark: &&Mark| app.shared().shows(app.shared().row) && mark.rows.contains(&app.shared().row);
    if let Some(mark) = marks.iter().find(chosen) {
        // A count stays beside the mark if there is room.
        let count = if mark.shown > 1 { mark.count() } else { String::new() };
        let wide = u16::try_from(count.len()).unwrap_or(u16::MAX).saturating_add(1);
        let end =
            marks.iter().map(|other| other.column).find(|column| *column > mark.column).unwrap_or(line.width);
        let text = if count.is_empty() || mark.column + wide <= end { format!("◆{count}") } else { count };
        canvas.text(line.x + mark.column, line.y, line.width - mark.column, &text, theme.selected);
    }
}

/// The empty axis: dots up to the as-of day, and today.
fn ground(app: &App, axis: &Axis, line: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let as_of = as_of(app);
    let end = as_of.map_or(line.width, |day| if day < axis.from { 0 } else { axis.nearest(day) });
    if end > 0 {
        canvas.run(line.x, line.x + end.min(line.width - 1), line.y, '·', theme.hairline);
    }
    for (day, label) in [(app.shared().today, "today"), (as_of, "as of")] {
        let Some(column) = day.and_then(|day| axis.column(day)) else { continue };
        canvas.glyph(line.x + column, line.y, '╎', theme.faint);
        let room = line.width - column;
        if usize::from(room) > label.len() + 2 {
            canvas.text(line.x + column + 2, line.y, room - 2, label, theme.faint);
        }
    }
}

/// The style of rows: those of the highlighted record stand out, the others are then dimmed.
fn style_of(app: &App, rows: std::ops::Range<usize>, theme: &Theme) -> Style {
    let Some(marked) = app.shared().marked() else { return theme.quiet };
    let is_marked = marked.any_in(rows);
    if is_marked { theme.accent } else { theme.faint }
}

/// Heights of a column, by eighths.
const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// Draws a bar for each column; those of `window`, or with highlighted events, in the accent colour.
pub(crate) fn draw_density(
    app: &App,
    whole: Window,
    window: Window,
    line: Rect,
    canvas: &mut Canvas<'_>,
    theme: &Theme,
) {
    let timeline = app.shared().timeline();
    let axis = Axis::of(whole, line.width);
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
