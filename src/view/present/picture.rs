//! A step's picture with its caption below, or the reason why it cannot be shown.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::App;
use crate::app::core::picture::Shown;
use crate::app::page::{Flow, PageLine, Span, Tone};
use crate::app::views::present::layout::Frame;
use crate::text::letters;
use crate::text::letters::Size;
use crate::view::canvas::Canvas;
use crate::view::picture::paint;
use crate::view::theme::Theme;

/// Draws the picture down to the row `until`, where something else covers it. It is aligned with the bottom, above its
/// caption.
pub(crate) fn draw(app: &App, frame: &Frame, until: u16, canvas: &mut Canvas<'_>, theme: &Theme) {
    let room = frame.room;
    for (y, words) in (room.bottom()..).zip(&frame.words) {
        draw_line(words, Rect { y, height: 1, ..room }, canvas, theme);
    }
    match app.shared().picture() {
        // The rendered picture may still be for a larger room.
        Some(Shown::Ready(picture)) if picture.size().height <= room.height => {
            let y = room.bottom() - picture.size().height;
            let area = Rect { y, height: room.bottom().min(until).saturating_sub(y), ..room };
            paint(picture, 0, area, canvas);
        }
        Some(Shown::Failed(why)) => {
            let mut flow = Flow::new(room.width.into());
            flow.paragraph(&[Span::new(Tone::Accent, why.as_str())]);
            let rows = u16::try_from(flow.lines.len()).unwrap_or(u16::MAX).min(room.height);
            for (y, caption) in (room.bottom() - rows..room.bottom()).zip(&flow.lines) {
                draw_line(caption, Rect { y, height: 1, ..room }, canvas, theme);
            }
        }
        Some(Shown::Ready(_) | Shown::Waiting) | None => {}
    }
}

/// Draws a line of text, with the text at its right end.
pub(crate) fn draw_line(line: &PageLine, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let mut x = area.x;
    for span in &line.spans {
        x = canvas.text(x, area.y, area.right().saturating_sub(x), &span.text, theme.tone(span.tone));
    }
    if let Some(span) = &line.right {
        canvas.text_before(x + 1, area.right(), area.y, &span.text, theme.tone(span.tone));
    }
}

/// The upper and lower half of a cell, by two bits.
const HALVES: [char; 4] = [' ', '▀', '▄', '█'];
/// The quarters of a cell, by four bits: upper left, lower left, upper right, lower right.
const QUARTERS: [char; 16] = [' ', '▘', '▖', '▌', '▝', '▀', '▞', '▛', '▗', '▚', '▄', '▙', '▐', '▜', '▟', '█'];

pub(crate) fn draw_letters(
    text: &str,
    size: Size,
    (x, y): (u16, u16),
    style: Style,
    canvas: &mut Canvas<'_>,
) {
    let columns = letters::line(text, size);
    for (right, dots) in (0_u16..).zip(columns.chunks(size.dots_across())) {
        let bits = |column: usize, row: usize, mask: u8| {
            usize::from(dots.get(column).copied().unwrap_or(0) >> row & mask)
        };
        for (down, row) in (0_u16..).zip(0..size.rows()) {
            let glyph = match size {
                Size::Whole => [' ', '█'][bits(0, row, 1)],
                Size::Half => HALVES[bits(0, 2 * row, 3)],
                Size::Quarter => QUARTERS[bits(0, 2 * row, 3) | bits(1, 2 * row, 3) << 2],
            };
            if glyph != ' ' {
                canvas.glyph(x.saturating_add(right), y.saturating_add(down), glyph, style);
            }
        }
    }
}
