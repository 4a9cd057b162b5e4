//! Drawing: the application's state as cells. Drawing never changes the state.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::App;

/// Fills the buffer with what the application shows.
pub fn draw(app: &App, area: Rect, buffer: &mut Buffer) {
    buffer.set_stringn(
        area.x,
        area.y,
        app.window_title(),
        area.width.into(),
        ratatui::style::Style::default(),
    );
}

/// Where the hardware cursor stands, so that screen readers follow.
#[must_use]
pub fn cursor(_app: &App, area: Rect) -> Option<Position> {
    Some(Position::new(area.x, area.y))
}
