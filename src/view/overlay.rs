//! What covers the panes: the list of keys and the list of problems.

use ratatui::layout::{Position, Rect};
use ratatui::style::Modifier;

use crate::app::App;
use crate::app::core::loaded;
use crate::app::input::bindings;
use crate::app::input::bindings::HelpLine;
use crate::app::input::keymap::KEYS_IN_HELP;
use crate::text::width::{cut, width};
use crate::view::canvas::Canvas;
use crate::view::theme::Theme;
use crate::view::title;

pub(crate) fn help(app: &App, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    canvas.clear(area);
    let content = title::below(area);
    let lines = bindings::help_lines(&app.shared().keymap, app.shared().view);
    let (columns, per_column) = bindings::help_columns(area.width, lines.len());
    let hidden = per_column > usize::from(content.height);
    let place =
        if hidden { format!("{} of {per_column}", app.shared().overlay_top + 1) } else { String::new() };
    title::draw_heading("Keys", &place, true, area, canvas, theme);
    let column_width = content.width / u16::try_from(columns).unwrap_or(1).max(1);
    let keys = u16::try_from(KEYS_IN_HELP).unwrap_or(0) + 1;
    for (number, chunk) in (0_u16..).zip(lines.chunks(per_column.max(1))) {
        let x = content.x + 2 + number * column_width;
        let room = column_width.saturating_sub(3);
        for (y, line) in (content.y..content.bottom()).zip(chunk.iter().skip(app.shared().overlay_top)) {
            match line {
                HelpLine::Blank => {}
                HelpLine::Group(name) => {
                    canvas.text(x, y, room, name, theme.accent);
                }
                HelpLine::Keys(shown, help) => {
                    canvas.text(x, y, keys.min(room), shown, theme.quiet);
                    canvas.text(x + keys, y, room.saturating_sub(keys), help, theme.ink);
                }
            }
        }
    }
}

/// Draws the list of problems: place and message, the line of the file with the part highlighted, what to do.
pub(crate) fn problems(app: &App, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    canvas.clear(area);
    let file = &app.shared().latest;
    let total = file.diagnostics.len();
    let name = format!("Problems of {}", file.document.name());
    title::draw_heading(
        &name,
        &format!("{} of {total}", app.shared().problem + 1),
        true,
        area,
        canvas,
        theme,
    );
    let content = title::below(area);
    let first = app.shared().overlay_top / loaded::LINES;
    let room = content.width.saturating_sub(4);
    let left = content.x + 2;
    for (place, (number, problem)) in (0_u16..).zip(file.diagnostics.iter().enumerate().skip(first)) {
        let y = content.y + place * u16::try_from(loaded::LINES).unwrap_or(4);
        if y >= content.bottom() {
            break;
        }
        let chosen = number == app.shared().problem;
        if chosen {
            canvas.glyph(content.x, y, '▌', theme.selected);
        }
        let at = file.document.position(problem.primary.span.start);
        let message = format!("{}, line {}: {}", problem.severity.as_str(), at.line, problem.message);
        canvas.text(left, y, room, &message, if chosen { theme.selected } else { theme.ink });
        let last = content.bottom().saturating_sub(1);
        if y < last {
            source_line(
                app,
                number,
                Rect { x: left + 2, y: y + 1, width: room.saturating_sub(2), height: 1 },
                canvas,
                theme,
            );
        }
        if let Some(help) = problem.help.as_deref().filter(|_| y + 1 < last) {
            canvas.text(left + 2, y + 2, room.saturating_sub(2), help, theme.quiet);
        }
    }
}

/// The line of the file, from shortly before the problem.
fn source_line(app: &App, number: usize, line: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let file = &app.shared().latest;
    let Some(problem) = file.diagnostics.get(number) else { return };
    let (text, meant) = loaded::line_of(file, problem);
    let before = text.get(..meant.start).unwrap_or("");
    // The beginning of a long line is left out.
    let skip = before.char_indices().rev().nth(30).map_or(0, |(at, _)| at);
    let shown = cut(text.get(skip..).unwrap_or(""), line.width.into());
    let clean = crate::text::sanitize::clean(shown);
    canvas.text(line.x, line.y, line.width, &clean, theme.faint);
    let start = width(&before[skip..]);
    let wide = width(text.get(meant.clone()).unwrap_or("")).max(1);
    let x = line.x.saturating_add(u16::try_from(start).unwrap_or(u16::MAX));
    let marked =
        Rect { x, y: line.y, width: u16::try_from(wide).unwrap_or(u16::MAX), height: 1 }.intersection(line);
    canvas.style(marked, theme.accent.add_modifier(Modifier::UNDERLINED));
}

#[must_use]
pub(crate) fn cursor(app: &App, area: Rect) -> Option<Position> {
    let content = title::below(area);
    let first = app.shared().overlay_top / loaded::LINES;
    let place = app.shared().problem.checked_sub(first)?;
    let y = content.y + u16::try_from(place * loaded::LINES).ok()?;
    (y < content.bottom()).then(|| Position::new(content.x, y))
}
