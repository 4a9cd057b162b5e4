//! Lines of a text, and positions in them as in the protocol: from 0, columns in bytes or UTF-16 units.
//!
//! As in the protocol, a line ends at `\n`, `\r\n` or `\r`, and a position beyond the end of a line or of the text
//! means that end. The starts of lines are updated incrementally, so that a keystroke does not scan the file.

use gen_lsp_types::{Position, Range};

use crate::text::Span;
use crate::text::span::u32_index;

/// The unit of columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Encoding {
    /// Bytes.
    Utf8,
    /// UTF-16 code units, one or two per character; supported by every client.
    #[default]
    Utf16,
}

impl Encoding {
    fn units(self, text: &str) -> usize {
        match self {
            Self::Utf8 => text.len(),
            Self::Utf16 => text.chars().map(char::len_utf16).sum(),
        }
    }

    /// The byte offset of a column in a line, capped at its end and never inside a character.
    fn byte(self, line: &str, column: usize) -> usize {
        let mut units = 0;
        for (at, character) in line.char_indices() {
            units += match self {
                Self::Utf8 => character.len_utf8(),
                Self::Utf16 => character.len_utf16(),
            };
            if units > column {
                return at;
            }
        }
        line.len()
    }
}

/// A text that changes, with the starts of its lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lines {
    text: String,
    /// The start of each line; there is always one.
    starts: Vec<usize>,
}

impl Lines {
    /// Indexes the lines of a text.
    #[must_use]
    pub fn new(text: String) -> Self {
        let mut starts = vec![0];
        starts_in(&text, Span::new(0, text.len()), &mut starts);
        Self { text, starts }
    }

    /// The text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Replaces part of the text.
    pub fn replace(&mut self, range: Range, with: &str, encoding: Encoding) {
        let span = self.span(range, encoding);
        self.text.replace_range(span.start..span.end, with);
        // Whether the bytes around the change end a line now depends on their new neighbours.
        let first = self.line_of(span.start.saturating_sub(1));
        let last = self.starts.partition_point(|start| *start <= span.end + 1);
        let from = self.starts.get(first).copied().unwrap_or(0);
        let after = self.starts.get(last).copied();
        let moved = |at: usize| at + with.len() - span.len();
        let mut fresh = Vec::new();
        starts_in(&self.text, Span::new(from, after.map_or(self.text.len(), moved)), &mut fresh);
        if after.map(moved) == fresh.last().copied() {
            fresh.pop();
        }
        for start in self.starts.get_mut(last..).unwrap_or_default() {
            *start = moved(*start);
        }
        self.starts.splice(first + 1..last, fresh);
    }

    /// The line (from 0) of a byte.
    fn line_of(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start <= at).saturating_sub(1)
    }

    /// The span of a line without its ending; the end of the text if there is no such line.
    fn line(&self, line: usize) -> Span {
        let Some(start) = self.starts.get(line).copied() else { return Span::at(self.text.len()) };
        let end = self.starts.get(line + 1).copied().unwrap_or(self.text.len());
        let whole = Span::new(start, end).of(&self.text);
        Span::new(start, start + whole.trim_end_matches(['\n', '\r']).len())
    }

    /// The byte offset of a position.
    #[must_use]
    pub fn byte(&self, position: Position, encoding: Encoding) -> usize {
        let line = self.line(usize::try_from(position.line).unwrap_or(usize::MAX));
        let column = usize::try_from(position.character).unwrap_or(usize::MAX);
        line.start + encoding.byte(line.of(&self.text), column)
    }

    /// The bytes between two positions, in either order.
    #[must_use]
    pub fn span(&self, range: Range, encoding: Encoding) -> Span {
        let ends = [range.start, range.end].map(|end| self.byte(end, encoding));
        Span::new(ends[0].min(ends[1]), ends[0].max(ends[1]))
    }

    /// The position of a byte; inside a character, the position of that character.
    #[must_use]
    pub fn position(&self, at: usize, encoding: Encoding) -> Position {
        let at = Span::at(at).clamped(&self.text).start;
        let line = self.line_of(at);
        let before = Span::new(self.starts.get(line).copied().unwrap_or(0), at);
        Position::new(u32_index(line), u32_index(encoding.units(before.of(&self.text))))
    }

    /// The range of a span.
    #[must_use]
    pub fn range(&self, span: Span, encoding: Encoding) -> Range {
        let span = span.clamped(&self.text);
        Range::new(self.position(span.start, encoding), self.position(span.end, encoding))
    }
}

/// Adds the starts of lines after the line endings in a part of a text; the part must end at a line start.
fn starts_in(text: &str, part: Span, starts: &mut Vec<usize>) {
    let bytes = text.as_bytes();
    for at in memchr::memchr2_iter(b'\n', b'\r', part.of(text).as_bytes()).map(|at| part.start + at) {
        let is_first_half = bytes.get(at) == Some(&b'\r') && bytes.get(at + 1) == Some(&b'\n');
        if !is_first_half {
            starts.push(at + 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Encoding, Lines, Position, Range};

    const TEXT: &str = "aé\r\n😀b\rc\n";

    #[test]
    fn columns_follow_the_encoding() {
        let lines = Lines::new(TEXT.to_owned());
        let at = |line, character, encoding| lines.byte(Position::new(line, character), encoding);
        assert_eq!(at(0, 2, Encoding::Utf16), 3);
        assert_eq!(at(0, 2, Encoding::Utf8), 1);
        assert_eq!(at(1, 2, Encoding::Utf16), 9);
        assert_eq!(at(1, 1, Encoding::Utf16), 5);
        assert_eq!(at(1, 4, Encoding::Utf8), 9);
        assert_eq!(at(2, 0, Encoding::Utf16), 11);
        assert_eq!(lines.position(10, Encoding::Utf16), Position::new(1, 3));
        assert_eq!(lines.position(10, Encoding::Utf8), Position::new(1, 5));
        assert_eq!(lines.position(7, Encoding::Utf8), Position::new(1, 0));
    }

    #[test]
    fn positions_outside_are_clamped() {
        let lines = Lines::new(TEXT.to_owned());
        for (line, column, byte) in [(0, 99, 3), (9, 0, 13), (u32::MAX, u32::MAX, 13), (3, 1, 13)] {
            assert_eq!(lines.byte(Position::new(line, column), Encoding::Utf16), byte);
        }
        let wrong = Range::new(Position::new(2, 0), Position::new(0, 1));
        assert_eq!(lines.span(wrong, Encoding::Utf8), super::Span::new(1, 11));
    }

    #[test]
    fn line_endings_may_be_joined_and_split() {
        let change = |text: &str, start: (u32, u32), end: (u32, u32), with: &str| {
            let mut lines = Lines::new(text.to_owned());
            let range = Range::new(Position::new(start.0, start.1), Position::new(end.0, end.1));
            lines.replace(range, with, Encoding::Utf8);
            assert_eq!(lines, Lines::new(lines.text().to_owned()));
            lines.text().to_owned()
        };
        assert_eq!(change("a\rb\nc\n", (1, 0), (1, 1), ""), "a\r\nc\n");
        assert_eq!(change("a\r\nb", (1, 0), (1, 0), "\n"), "a\r\n\nb");
        assert_eq!(change("a\nb\nc", (0, 1), (2, 0), ""), "ac");
        assert_eq!(change("", (0, 0), (0, 0), "x\r"), "x\r");
        assert_eq!(change("x\n", (5, 5), (7, 7), "\n"), "x\n\n");
    }
}
