//! The heading of a pane: its name, bold if it has the focus, and the position at the right.

use ratatui::layout::Rect;

use crate::view::canvas::Canvas;
use crate::view::theme::Theme;

/// Draws a heading on an area's first line.
pub(crate) fn draw(
    name: &str,
    place: &str,
    focused: bool,
    area: Rect,
    canvas: &mut Canvas<'_>,
    theme: &Theme,
) {
    let style = if focused { theme.strong } else { theme.quiet };
    let end = canvas.text(area.x + 2, area.y, area.width.saturating_sub(3), name, style);
    canvas.text_before(end + 1, area.right().saturating_sub(1), area.y, place, theme.faint);
}

/// What is left of an area below its heading.
#[must_use]
pub(crate) fn below(area: Rect) -> Rect {
    Rect { y: area.y.saturating_add(1), height: area.height.saturating_sub(1), ..area }
}
