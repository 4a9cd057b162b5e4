//! Draws the front page.

use ratatui::layout::{Position, Rect};

use crate::app::App;
use crate::text::width::width;
use crate::view::canvas::Canvas;
use crate::view::theme::Theme;

pub(crate) fn draw(app: &App, stage: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let front = &app.views().front;
    let left = stage.x + 2;
    let right = (left + front.page.width).min(stage.right());
    for (y, line) in (stage.y..stage.bottom()).zip(front.page.lines.iter().skip(front.top)) {
        let mut x = left;
        for span in &line.spans {
            x = canvas.text(x, y, right.saturating_sub(x), &span.text, theme.tone(span.tone));
        }
        if let Some(span) = &line.right {
            canvas.text_before(x + 1, right, y, &span.text, theme.tone(span.tone));
        }
    }
    let below = front.page.lines.len().saturating_sub(front.top + usize::from(stage.height));
    if below > 0 {
        canvas.glyph(stage.right().saturating_sub(1), stage.bottom() - 1, '▾', theme.accent);
    }
    if front.top > 0 {
        canvas.glyph(stage.right().saturating_sub(1), stage.y, '▴', theme.accent);
    }
    let Some(entry) = front.page.entries.get(front.at) else { return };
    if let Some(place) = front.place(entry, stage) {
        for y in place.y..place.bottom() {
            canvas.glyph(place.x - 2, y, '▌', theme.selected);
        }
        let wide = front
            .page
            .lines
            .get(usize::from(entry.place.y))
            .map_or(0, |line| line.spans.iter().map(|span| width(&span.text)).sum::<usize>());
        let ask = Rect { width: place.width.min(u16::try_from(wide).unwrap_or(u16::MAX)), ..place };
        canvas.style(ask, theme.selected);
    }
}

pub(crate) fn cursor(app: &App, stage: Rect) -> Option<Position> {
    let front = &app.views().front;
    Some(front.place(front.page.entries.get(front.at)?, stage)?.as_position())
}
