//! A talk: one thing on the screen at a time.

use ratatui::layout::Rect;

use crate::app::App;

use super::canvas::Canvas;
use super::theme::Theme;

/// Paints the step that is shown.
pub fn draw(app: &App, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let (Some(talk), Some(told)) = (app.talk(), app.told()) else { return };
    if talk.is_blank() {
        return;
    }
    canvas.text(area.x, area.y, area.width, told.title, theme.strong);
    for (y, point) in (area.y + 2..area.bottom()).zip(told.points.iter().take(talk.points())) {
        canvas.text(area.x, y, area.width, point, theme.ink);
    }
}
