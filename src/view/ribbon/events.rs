//! The events of a window, each with its shape, or a count where several share a column.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::App;
use crate::app::time::axis::Axis;
use crate::app::time::axis::{self, Mark};
use crate::app::time::scale::Window;

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
