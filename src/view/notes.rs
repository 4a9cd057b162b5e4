//! Speaker notes: what to say now, the time, and what comes next.

use ratatui::layout::{Position, Rect};

use crate::app::App;
use crate::app::views::notes::sheet::pitch;
use crate::view::canvas::Canvas;
use crate::view::theme::Theme;
use crate::view::{present, status};

pub(crate) fn draw(app: &App, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let (Some(notes), Some(sheet)) =
        (app.views().notes.notes.as_ref(), app.views().notes.sheet(app.shared().timeline(), area))
    else {
        return;
    };
    for (place, line) in &sheet.lines {
        let is_chosen = sheet.chosen == Some(*place);
        let style = |tone| if is_chosen { theme.selected } else { theme.tone(tone) };
        let mut x = place.x;
        for span in &line.spans {
            x = canvas.text(x, place.y, place.right().saturating_sub(x), &span.text, style(span.tone));
        }
        if let Some(right) = &line.right {
            canvas.text_before(x.saturating_add(1), place.right(), place.y, &right.text, style(right.tone));
        }
    }
    if let Some((place, size)) = sheet.clock {
        let (mut x, y) = place;
        for sign in notes.clock().chars() {
            present::draw_letters(sign.encode_utf8(&mut [0; 4]), size, (x, y), theme.ink, canvas);
            x = x.saturating_add(pitch(sign, size));
        }
    }
    if let Some(y) = area.bottom().checked_sub(1) {
        status::draw(app, Rect { y, height: 1, ..area }, canvas, theme);
    }
}

/// The position of the hardware cursor: at the selected briefing, or where the notes begin.
#[must_use]
pub(crate) fn cursor(app: &App, area: Rect) -> Option<Position> {
    let sheet = app.views().notes.sheet(app.shared().timeline(), area)?;
    let first = sheet.lines.first().map(|(place, _)| *place);
    sheet.chosen.or(first).map(|place| place.as_position()).filter(|place| area.contains(*place))
}
