//! Painting text into cells: cut to its room, by grapheme, and never outside the buffer.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::text::width::{fit, width};

/// A buffer that is painted on.
pub struct Canvas<'b> {
    buffer: &'b mut Buffer,
}

impl<'b> Canvas<'b> {
    /// A canvas over a buffer.
    pub fn new(buffer: &'b mut Buffer) -> Self {
        Self { buffer }
    }

    /// Paints a text at a column of an area's line, cut with `…` where it is wider than `room`. Returns the column behind.
    pub fn text(&mut self, x: u16, y: u16, room: u16, text: &str, style: Style) -> u16 {
        let area = self.buffer.area;
        if y < area.y || y >= area.bottom() || x < area.x || x >= area.right() {
            return x;
        }
        let room = room.min(area.right() - x);
        let shown = fit(text, room.into());
        let (end, _) = self.buffer.set_stringn(x, y, &shown, room.into(), style);
        end
    }

    /// Gives the parts of a painted text another style on top of its own.
    pub fn highlight(&mut self, x: u16, y: u16, room: u16, text: &str, parts: &[Range<usize>], style: Style) {
        for part in parts {
            let before = text.get(..part.start).map_or(0, width);
            let wide = text.get(part.clone()).map_or(0, width);
            let from = u16::try_from(before).unwrap_or(u16::MAX);
            if from < room {
                let wide = u16::try_from(wide).unwrap_or(u16::MAX).min(room - from);
                self.style(Rect { x: x + from, y, width: wide, height: 1 }, style);
            }
        }
    }

    /// Paints a text so that it ends before the column `end`, if it fits between `start` and there. Returns the column
    /// where it begins, or `end`.
    pub fn text_before(&mut self, start: u16, end: u16, y: u16, text: &str, style: Style) -> u16 {
        let wide = u16::try_from(width(text)).unwrap_or(u16::MAX);
        if wide == 0 || wide > end.saturating_sub(start) {
            return end;
        }
        self.text(end - wide, y, wide, text, style);
        end - wide
    }

    /// Paints one character.
    pub fn glyph(&mut self, x: u16, y: u16, glyph: char, style: Style) {
        if let Some(cell) = self.buffer.cell_mut((x, y)) {
            cell.set_char(glyph).set_style(style);
        }
    }

    /// Paints a character from column to column, the last one included.
    pub fn run(&mut self, from: u16, to: u16, y: u16, glyph: char, style: Style) {
        for x in from..=to {
            self.glyph(x, y, glyph, style);
        }
    }

    /// Empties an area.
    pub fn clear(&mut self, area: Rect) {
        let area = area.intersection(self.buffer.area);
        for y in area.y..area.bottom() {
            for x in area.x..area.right() {
                if let Some(cell) = self.buffer.cell_mut((x, y)) {
                    cell.reset();
                }
            }
        }
    }

    /// Gives every cell of an area a style on top of its own.
    pub fn style(&mut self, area: Rect, style: Style) {
        self.buffer.set_style(area.intersection(self.buffer.area), style);
    }
}
