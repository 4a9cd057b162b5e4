//! The columns: what a record builds on, the record itself, and what builds on it.

use ratatui::layout::{Position, Rect};

use crate::app::App;
use crate::app::page::{PageLine, Tone};
use crate::app::views::links::build::{Column, Stop};
use crate::app::views::links::layout::Places;
use crate::text::width::width;
use crate::view::canvas::Canvas;
use crate::view::theme::Theme;
use crate::view::title;

/// Draws the columns with hairlines between them.
pub(crate) fn draw(app: &App, places: &Places, stage: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let links = &app.views().links;
    let Some(web) = links.web.as_ref() else {
        let room = stage.width.saturating_sub(4);
        canvas.text(stage.x + 2, stage.y, room, "The timeline itself has no links.", theme.quiet);
        canvas.text(stage.x + 2, stage.y + 1, room, "Choose a record: f jumps to any.", theme.faint);
        return;
    };
    for (at, column) in web.columns.iter().enumerate() {
        let Some(area) = places.columns[at] else { continue };
        let focused = links.column == at;
        title::draw_heading(column.heading, &column.count, focused, area, canvas, theme);
        let chosen = links.stop().filter(|_| focused);
        lines(app, column, chosen, links.top(at), places.content(at), canvas, theme);
        if area.right() < stage.right() {
            divide(app, area.right(), area, canvas, theme);
        }
    }
}

/// Draws a hairline at a column beside an area, joined to those above and below.
pub(crate) fn divide(app: &App, x: u16, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    for y in area.y..area.bottom() {
        canvas.glyph(x, y, '│', theme.hairline);
    }
    let layout = app.shared().layout();
    if layout.ruled {
        canvas.glyph(x, area.y.saturating_sub(1), '┬', theme.hairline);
    }
    // Below is the hairline of the strip, or of the screen's last line.
    if layout.ruled || area.bottom() < layout.body.bottom() {
        canvas.glyph(x, area.bottom(), '┴', theme.hairline);
    }
}

fn lines(
    app: &App,
    column: &Column,
    chosen: Option<&Stop>,
    top: usize,
    area: Rect,
    canvas: &mut Canvas<'_>,
    theme: &Theme,
) {
    let visible = column.lines.iter().enumerate().skip(top);
    for (y, (number, line)) in (area.y..area.bottom()).zip(visible) {
        let is_chosen = chosen.is_some_and(|stop| (stop.line..stop.end).contains(&number));
        if chosen.is_some_and(|stop| stop.line == number) {
            canvas.glyph(area.x, y, '▌', theme.selected);
        }
        paint(app, line, is_chosen, Rect { y, height: 1, ..area }, canvas, theme);
    }
}

/// Draws a line of an area, two columns from its left edge; a selected link stands out.
pub(crate) fn paint(
    app: &App,
    line: &PageLine,
    is_chosen: bool,
    area: Rect,
    canvas: &mut Canvas<'_>,
    theme: &Theme,
) {
    let right = area.right().saturating_sub(2);
    let mut x = area.x + 2;
    for span in &line.spans {
        if x >= right {
            break;
        }
        let is_walked_to = matches!(span.tone, Tone::Ink | Tone::Link | Tone::Strong);
        let style = if is_chosen && is_walked_to { theme.selected } else { theme.tone(span.tone) };
        let end = canvas.text(x, area.y, right - x, &span.text, style);
        canvas.highlight(x, area.y, right - x, &span.text, &app.shared().found_in(&span.text), theme.found);
        x = end;
    }
    if let Some(span) = &line.right
        && width(&span.text) < usize::from(right.saturating_sub(x))
    {
        canvas.text_before(x, right, area.y, &span.text, theme.tone(span.tone));
    }
}

pub(crate) fn cursor(app: &App, places: &Places) -> Option<Position> {
    let links = &app.views().links;
    let content = places.content(links.column);
    let line = links.stop()?.line.checked_sub(links.top(links.column))?;
    let y = content.y.checked_add(u16::try_from(line).ok()?)?;
    (y < content.bottom()).then(|| Position::new(content.x, y))
}
