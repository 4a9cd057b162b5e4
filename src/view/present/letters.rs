//! Large letters in blocks: a dot as a cell, as half of one or as a quarter.

use ratatui::style::Style;

use crate::text::letters::{SIDE, Size, dots};

use super::super::canvas::Canvas;

/// The upper and the lower half of a cell, by two bits.
const HALVES: [char; 4] = [' ', '▀', '▄', '█'];
/// The quarters of a cell, by four bits: upper left, upper right, lower left, lower right.
const QUARTERS: [char; 16] = [' ', '▘', '▝', '▀', '▖', '▌', '▞', '▛', '▗', '▚', '▐', '▜', '▄', '▙', '▟', '█'];

/// Paints a line of letters.
pub fn draw(text: &str, size: Size, (x, y): (u16, u16), style: Style, canvas: &mut Canvas<'_>) {
    let mut left = x;
    for character in text.chars() {
        if let Some(dots) = dots(character) {
            letter(dots, size, (left, y), style, canvas);
        }
        left = left.saturating_add(u16::try_from(size.columns()).unwrap_or(0));
    }
}

fn letter(dots: [u8; SIDE], size: Size, (x, y): (u16, u16), style: Style, canvas: &mut Canvas<'_>) {
    let is_on = |column: usize, row: usize| {
        usize::from(dots.get(row).is_some_and(|bits| column < SIDE && bits >> column & 1 == 1))
    };
    for (down, row) in (0_u16..).zip(0..size.rows()) {
        for (right, column) in (0_u16..).zip(0..size.columns()) {
            let glyph = match size {
                Size::Whole => [' ', '█'][is_on(column, row)],
                Size::Half => HALVES[is_on(column, 2 * row) | is_on(column, 2 * row + 1) << 1],
                Size::Quarter => {
                    let (column, row) = (2 * column, 2 * row);
                    let upper = is_on(column, row) | is_on(column + 1, row) << 1;
                    let lower = is_on(column, row + 1) | is_on(column + 1, row + 1) << 1;
                    QUARTERS[upper | lower << 2]
                }
            };
            if glyph != ' ' {
                canvas.glyph(x.saturating_add(right), y.saturating_add(down), glyph, style);
            }
        }
    }
}
