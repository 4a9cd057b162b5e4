//! Lanes: actors, concerns, places or kinds side by side on one axis of time.

use ratatui::layout::{Position, Rect};

use crate::app::App;

use super::canvas::Canvas;
use super::theme::Theme;

/// Paints the view.
pub fn draw(_app: &App, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    canvas.text(area.x + 2, area.y, area.width, "lanes", theme.faint);
}

/// Where the cursor stands.
pub fn cursor(_app: &App, area: Rect) -> Option<Position> {
    Some(area.as_position())
}
