//! Draws the box that a prefix opens above the bottom line, with its keys and what they do.

use ratatui::layout::Rect;

use crate::app::App;
use crate::app::core::layout::Layout;
use crate::view::canvas::Canvas;
use crate::view::status;
use crate::view::theme::Theme;

pub(crate) fn draw(app: &App, layout: &Layout, canvas: &mut Canvas<'_>, theme: &Theme) {
    let Some(opened) = app.shared().prefix_box(layout) else { return };
    let area = opened.area;
    canvas.clear(area);
    canvas.run(area.x, area.right().saturating_sub(1), area.y, '─', theme.hairline);
    let title = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    canvas.text(title.x, title.y, title.width, &format!(" {} ", opened.name), theme.accent);
    for key in &opened.keys {
        status::draw_key(key, canvas, theme);
    }
}
