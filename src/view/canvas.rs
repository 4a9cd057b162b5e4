//! Draws text into cells, truncated by grapheme and never outside the buffer.

use std::num::NonZeroU16;
use std::ops::Range;

use ratatui::buffer::{Buffer, Cell, CellDiffOption};
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use crate::app::App;
use crate::app::core::screens::Doubling;
use crate::app::time::axis::Axis;
use crate::model::{Day, Edge, Grain, When};
use crate::text::sanitize::clean;
use crate::text::width::{cut, fit, is_one_column_each, width};
use crate::view::bidi;

/// A buffer to draw on.
pub struct Canvas<'b> {
    buffer: &'b mut Buffer,
    /// Whether right-to-left text was drawn.
    pub runs_leftward: bool,
}

impl<'b> Canvas<'b> {
    /// Draws on a buffer.
    pub fn new(buffer: &'b mut Buffer) -> Self {
        Self { buffer, runs_leftward: false }
    }

    /// Draws a text, truncated with `…` if it is wider than `room`. Returns the column after it.
    pub fn text(&mut self, x: u16, y: u16, room: u16, text: &str, style: Style) -> u16 {
        let area = self.buffer.area;
        if y < area.y || y >= area.bottom() || x < area.x || x >= area.right() {
            return x;
        }
        let room = room.min(area.right() - x);
        let shown = fit(text, room.into());
        if is_one_column_each(&shown) {
            // Looking for graphemes is most of the cost of drawing a text.
            let start = self.buffer.index_of(x, y);
            let mut end = x;
            for (cell, letter) in self.buffer.content[start..].iter_mut().zip(shown.chars()) {
                cell.set_char(letter).set_style(style);
                end += 1;
            }
            return end;
        }
        let (end, _) = self.buffer.set_stringn(x, y, &shown, room.into(), style);
        self.runs_leftward |= bidi::runs_leftward(&shown);
        end
    }

    /// Patches the style of parts of a drawn text, which are byte ranges in order. Parts beyond `room` are skipped.
    pub fn highlight(&mut self, x: u16, y: u16, room: u16, text: &str, parts: &[Range<usize>], style: Style) {
        let shown = cut(text, room.into());
        let columns = |from: usize, to: usize| {
            let wide = shown.get(from.min(shown.len())..to.min(shown.len())).map_or(0, width);
            u16::try_from(wide).unwrap_or(u16::MAX)
        };
        let (mut at, mut column) = (0, x);
        for part in parts.iter().take_while(|part| part.start < shown.len()) {
            column = column.saturating_add(columns(at, part.start));
            let wide = columns(part.start, part.end);
            self.style(Rect { x: column, y, width: wide, height: 1 }, style);
            (at, column) = (part.end, column.saturating_add(wide));
        }
    }

    /// Draws a text that ends before column `end`, if it fits after `start`. Returns its first column, or `end`.
    pub fn text_before(&mut self, start: u16, end: u16, y: u16, text: &str, style: Style) -> u16 {
        let wide = u16::try_from(width(text)).unwrap_or(u16::MAX);
        if wide == 0 || wide > end.saturating_sub(start) {
            return end;
        }
        self.text(end - wide, y, wide, text, style);
        end - wide
    }

    /// Draws one character.
    pub fn glyph(&mut self, x: u16, y: u16, glyph: char, style: Style) {
        if let Some(cell) = self.buffer.cell_mut((x, y)) {
            cell.set_char(glyph).set_style(style);
        }
    }

    /// Draws text of double size. Its first cell carries the sequence, and the cells that it covers are left alone.
    /// Whole rows are doubled with all that stands on them. Returns the column after the text.
    pub fn double(&mut self, at: Position, text: &str, style: Style, doubling: Doubling) -> u16 {
        let area = self.buffer.area;
        let text = clean(fit(text, usize::from(area.right().saturating_sub(at.x) / 2)).as_ref()).into_owned();
        let wide = u16::try_from(2 * width(&text)).unwrap_or(0);
        let carriers = match doubling {
            Doubling::None => return self.text(at.x, at.y, wide, &text, style),
            Doubling::Text => vec![(at, wide, format!("\x1b]66;s=2;{text}\x1b\\"))],
            Doubling::Rows => [(0, 3), (1, 4)]
                .map(|(down, half)| {
                    let indent = " ".repeat(usize::from(at.x / 2));
                    let symbol = format!("\x1b[2K\x1b#{half}{indent}{text}");
                    (Position::new(area.x, at.y + down), area.width, symbol)
                })
                .into(),
        };
        let covered = Rect { x: carriers[0].0.x, y: at.y, width: carriers[0].1, height: 2 };
        for place in covered.intersection(area).positions() {
            if let Some(cell) = self.buffer.cell_mut(place) {
                cell.set_diff_option(CellDiffOption::Skip);
            }
        }
        for (place, wide, symbol) in carriers {
            if let Some((cell, wide)) = self.buffer.cell_mut(place).zip(NonZeroU16::new(wide)) {
                cell.set_symbol(&symbol).set_style(style).set_diff_option(CellDiffOption::ForcedWidth(wide));
            }
        }
        at.x + wide
    }

    /// Copies a cell.
    pub fn cell(&mut self, at: Position, made: &Cell) {
        if let Some(cell) = self.buffer.cell_mut(at) {
            cell.clone_from(made);
        }
    }

    /// Repeats a character from one column to another, inclusive.
    pub fn run(&mut self, from: u16, to: u16, y: u16, glyph: char, style: Style) {
        for x in from..=to {
            self.glyph(x, y, glyph, style);
        }
    }

    /// Clears an area.
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

    /// Whether an area has nothing but these symbols.
    #[must_use]
    pub fn has_only(&self, area: Rect, symbols: &[&str]) -> bool {
        let area = area.intersection(self.buffer.area);
        area.positions().all(|at| self.buffer.cell(at).is_some_and(|cell| symbols.contains(&cell.symbol())))
    }

    /// Patches the style of every cell of an area.
    pub fn style(&mut self, area: Rect, style: Style) {
        self.buffer.set_style(area.intersection(self.buffer.area), style);
    }
}

/// Columns of a bar whose end is unknown.
const UNKNOWN_END: u16 = 4;

/// The mark of an event within one column.
pub(crate) fn point(date: Option<&When>) -> char {
    match date {
        Some(date) if date.is_uncertain() => '?',
        Some(date) if date.is_approximate() => '~',
        Some(date) if date.is_open_ended() => '▶',
        _ => '●',
    }
}

/// An event that is longer, or less precise, than a column.
pub(crate) struct Bar {
    pub from: u16,
    pub to: u16,
    begins: char,
    ends: char,
    body: char,
}

impl Bar {
    /// `None` for a date within one column. Ongoing events are drawn up to `as_of`.
    pub(crate) fn of(date: &When, axis: &Axis, as_of: Option<Day>) -> Option<Self> {
        let Edge::On(from) = date.from() else { return None };
        let last = as_of.map_or(axis.columns - 1, |day| axis.nearest(day));
        let body = if date.is_approximate() { '╌' } else { '─' };
        let begins = if from < axis.from { body } else { soft(date, '├') };
        let start = axis.nearest(from);
        let bar = match date.to() {
            Edge::On(to) => {
                let ends = if to >= axis.until { body } else { soft(date, '┤') };
                Self { from: start, to: axis.nearest(to), begins, ends, body }
            }
            Edge::Open => Self { from: start, to: last, begins, ends: '▶', body },
            Edge::Unknown => {
                // It is there at least as long as its beginning may last.
                let begun = match date.grain() {
                    Grain::Day => 0,
                    Grain::Month => 30,
                    Grain::Season => 91,
                    Grain::Year => 365,
                };
                let to = (start + UNKNOWN_END).max(axis.nearest(Day(from.0 + begun))).min(last);
                Self { from: start, to, begins, ends: '?', body: '╌' }
            }
        };
        (bar.to > bar.from).then_some(bar)
    }

    pub(crate) fn draw(&self, line: Rect, style: Style, canvas: &mut Canvas<'_>) {
        canvas.run(line.x + self.from, line.x + self.to, line.y, self.body, style);
        canvas.glyph(line.x + self.from, line.y, self.begins, style);
        canvas.glyph(line.x + self.to, line.y, self.ends, style);
    }
}

/// The most events of one column that are drawn as bars.
pub(crate) const MOST_BARS: usize = 16;

/// The bars of the events that begin in one column, the longest first, so that the end of each is seen.
pub(crate) fn bars<'t>(dates: impl Iterator<Item = &'t When>, axis: &Axis, as_of: Option<Day>) -> Vec<Bar> {
    let mut bars: Vec<Bar> = dates.take(MOST_BARS).filter_map(|date| Bar::of(date, axis, as_of)).collect();
    bars.sort_by_key(|bar| std::cmp::Reverse(bar.to));
    bars
}

/// A question mark if uncertain, a tilde if approximate, else `firm`.
fn soft(date: &When, firm: char) -> char {
    match (date.is_uncertain(), date.is_approximate()) {
        (true, _) => '?',
        (_, true) => '~',
        _ => firm,
    }
}

/// The last day of the file's `as-of` date.
pub(crate) fn as_of(app: &App) -> Option<Day> {
    app.shared().timeline().as_of()
}

#[cfg(test)]
mod tests {
    use super::{Buffer, Canvas, Rect, Style};

    #[test]
    fn nothing_is_painted_outside() {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 4, 1));
        let mut canvas = Canvas::new(&mut buffer);
        assert_eq!(canvas.text(9, 0, 4, "x", Style::default()), 9);
        assert_eq!(canvas.text(0, 7, 4, "x", Style::default()), 0);
        canvas.highlight(0, 0, 4, "abcdefgh", std::slice::from_ref(&(6..8)), Style::default());
        assert_eq!(canvas.text(2, 0, 9, "abcdef", Style::default()), 4);
    }
}
