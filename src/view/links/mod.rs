//! Links: one record, what led to it, what came of it, and the way between two records.

use ratatui::layout::{Position, Rect};

use crate::app::App;

use super::canvas::Canvas;
use super::theme::Theme;

/// Paints the view.
pub fn draw(_app: &App, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    canvas.text(area.x + 2, area.y, area.width, "links", theme.faint);
}

/// Where the cursor stands.
pub fn cursor(_app: &App, area: Rect) -> Option<Position> {
    Some(area.as_position())
}
