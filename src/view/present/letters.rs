//! Large letters in blocks: each dot is a cell, a half or a quarter of one.

use ratatui::style::Style;

use crate::text::letters::{self, Size};

use crate::view::canvas::Canvas;

/// The upper and lower half of a cell, by two bits.
const HALVES: [char; 4] = [' ', '▀', '▄', '█'];
/// The quarters of a cell, by four bits: upper left, lower left, upper right, lower right.
const QUARTERS: [char; 16] = [' ', '▘', '▖', '▌', '▝', '▀', '▞', '▛', '▗', '▚', '▄', '▙', '▐', '▜', '▟', '█'];

pub(crate) fn draw(text: &str, size: Size, (x, y): (u16, u16), style: Style, canvas: &mut Canvas<'_>) {
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
