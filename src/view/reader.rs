//! The reader: the page of a record, with letters at its links while one is asked for.

use ratatui::layout::Rect;
use ratatui::style::Modifier;

use crate::app::page::PageLine;
use crate::app::subject::Subject;
use crate::app::{App, Mode, Pane, Prefix, hints};
use crate::text::width::width;

use super::canvas::Canvas;
use super::heading;
use super::theme::Theme;

/// Paints the reader's pane.
pub fn draw(app: &App, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let content = heading::below(area);
    let name = match app.reading() {
        Subject::Timeline => "Timeline",
        Subject::Record(no) => match no.table.name() {
            "event" => "Event",
            "actor" => "Actor",
            "concern" => "Concern",
            "place" => "Place",
            "source" => "Source",
            _ => "Briefing",
        },
    };
    heading::draw(name, &place(app, content.height), app.focus() == Pane::Reader, area, canvas, theme);
    lines(app, content, 2, canvas, theme);
}

/// Which lines of the page are in view, if not all.
fn place(app: &App, height: u16) -> String {
    let total = app.page().lines.len();
    let height = usize::from(height);
    if total <= height {
        return String::new();
    }
    format!("{}–{} of {total}", app.scroll() + 1, (app.scroll() + height).min(total))
}

/// Paints the page alone, on a screen too small for anything else.
pub fn draw_alone(app: &App, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    lines(app, area, 0, canvas, theme);
}

fn lines(app: &App, area: Rect, margin: u16, canvas: &mut Canvas<'_>, theme: &Theme) {
    let hinting = app.mode() == Mode::Awaiting(Prefix::Open);
    let first = app.first_link();
    let width_of_page = app.layout().page_width();
    let visible = app.page().lines.iter().skip(app.scroll());
    for (y, line) in (area.y..area.bottom()).zip(visible) {
        let left = area.x + margin;
        let right = (left + width_of_page).min(area.right());
        paint(app, line, left, right, y, canvas, theme);
        if let Some(letter) =
            line.link.filter(|_| hinting).and_then(|at| hints::letter(at.checked_sub(first)?))
        {
            let x = if margin == 0 { area.x } else { left - 2 };
            let style = theme.selected.add_modifier(Modifier::REVERSED);
            canvas.text(x, y, 1, &letter.to_string(), style);
        }
    }
}

fn paint(app: &App, line: &PageLine, left: u16, right: u16, y: u16, canvas: &mut Canvas<'_>, theme: &Theme) {
    let mut x = left;
    for span in &line.spans {
        if x >= right {
            break;
        }
        let end = canvas.text(x, y, right - x, &span.text, theme.tone(span.tone));
        canvas.highlight(x, y, right - x, &span.text, &app.found_in(&span.text), theme.found);
        x = end;
    }
    if let Some(span) = &line.right
        && usize::from(right.saturating_sub(x)) > width(&span.text)
    {
        canvas.text_before(x, right, y, &span.text, theme.tone(span.tone));
    }
}
