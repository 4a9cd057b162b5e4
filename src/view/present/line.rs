//! A line of text on a step.

use ratatui::layout::Rect;

use crate::app::page::PageLine;

use crate::view::canvas::Canvas;
use crate::view::theme::Theme;

/// Draws a line of text, with the text at its right end.
pub(crate) fn draw(line: &PageLine, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let mut x = area.x;
    for span in &line.spans {
        x = canvas.text(x, area.y, area.right().saturating_sub(x), &span.text, theme.tone(span.tone));
    }
    if let Some(span) = &line.right {
        canvas.text_before(x + 1, area.right(), area.y, &span.text, theme.tone(span.tone));
    }
}
