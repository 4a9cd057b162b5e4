//! A text with a name, and its lines.
//!
//! Positions are for people: they count from 1, columns in Unicode characters, and a byte order mark is not a
//! character of the first line. Lines are found once, on first need, so that a clean file never pays for them.

use std::sync::{Arc, OnceLock};

use super::Span;

/// The mark that some editors put before the first character.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// A text as it was read, under the name that the reader knows it by.
#[derive(Debug, Clone)]
pub struct Document {
    name: Arc<str>,
    /// Not an `Arc<str>`, which would copy a text that was read as a `String`.
    text: Arc<String>,
    starts: OnceLock<Arc<[usize]>>,
}

/// A place as people and editors name it: line and column from 1, columns in Unicode characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The character in the line, from 1.
    pub column: usize,
}

impl Document {
    /// A document named as it is shown: a path, `<stdin>`, `built-in timeline`.
    #[must_use]
    pub fn new(name: impl Into<Arc<str>>, text: impl Into<String>) -> Self {
        Self { name: name.into(), text: Arc::new(text.into()), starts: OnceLock::new() }
    }

    /// The name to show.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text, a byte order mark included, so that spans are places in the file.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text, shared.
    #[must_use]
    pub fn shared_text(&self) -> Arc<String> {
        Arc::clone(&self.text)
    }

    fn starts(&self) -> &[usize] {
        self.starts.get_or_init(|| {
            let first = if self.text.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len() } else { 0 };
            let rest = memchr::memchr_iter(b'\n', self.text.as_bytes()).map(|at| at + 1);
            std::iter::once(first).chain(rest).collect()
        })
    }

    /// How many lines there are; a text that ends in a newline has an empty last one.
    #[must_use]
    pub fn line_count(&self) -> usize {
        self.starts().len()
    }

    /// The line (from 1) that a byte stands on.
    #[must_use]
    pub fn line_of(&self, offset: usize) -> usize {
        self.starts().partition_point(|start| *start <= offset).max(1)
    }

    /// The bytes of a line (from 1), without its end of line; empty where there is no such line.
    #[must_use]
    pub fn line_span(&self, line: usize) -> Span {
        let starts = self.starts();
        let Some(start) = line.checked_sub(1).and_then(|index| starts.get(index)).copied() else {
            return Span::at(self.text.len());
        };
        let end = starts.get(line).map_or(self.text.len(), |next| next - 1);
        let end =
            if end > start && self.text.as_bytes().get(end - 1) == Some(&b'\r') { end - 1 } else { end };
        Span::new(start, end)
    }

    /// The text of a line (from 1), without its end of line.
    #[must_use]
    pub fn line(&self, line: usize) -> &str {
        self.line_span(line).of(&self.text)
    }

    /// The line and column of a byte. For many places at once use [`Positions`].
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        Positions::new(self).of(offset)
    }
}

/// Positions of places asked for in order: on one line it counts on from the last one, so that thousands of places on
/// one long line cost one walk along it.
#[derive(Debug, Clone)]
pub struct Positions<'d> {
    document: &'d Document,
    last: Option<(usize, Position)>,
}

impl<'d> Positions<'d> {
    /// Positions in `document`.
    #[must_use]
    pub fn new(document: &'d Document) -> Self {
        Self { document, last: None }
    }

    /// The line and column of a byte.
    pub fn of(&mut self, offset: usize) -> Position {
        let text = self.document.text();
        let offset = Span::at(offset).clamped(text).start;
        let line = self.document.line_of(offset);
        let (from, column) = match self.last {
            Some((at, position)) if position.line == line && at <= offset => (at, position.column),
            _ => (self.document.line_span(line).start.min(offset), 1),
        };
        let column = column + Span::new(from, offset).of(text).chars().count();
        let position = Position { line, column };
        self.last = Some((offset, position));
        position
    }
}

#[cfg(test)]
mod tests {
    use super::{Document, Position, Positions};

    #[test]
    fn columns_count_characters() {
        let document = Document::new("x", "aé—b\r\nzw\n");
        assert_eq!(document.position(0), Position { line: 1, column: 1 });
        assert_eq!(document.position(6), Position { line: 1, column: 4 });
        assert_eq!(document.position(9), Position { line: 2, column: 1 });
        assert_eq!(document.position(999), Position { line: 3, column: 1 });
        assert_eq!(document.line(1), "aé—b");
        assert_eq!(document.line(2), "zw");
        assert_eq!(document.line(3), "");
        assert_eq!(document.line(77), "");
    }

    #[test]
    fn a_byte_order_mark_is_no_character_of_the_line() {
        let document = Document::new("x", "\u{feff}ab\ncd");
        assert_eq!(document.position(0), Position { line: 1, column: 1 });
        assert_eq!(document.position(4), Position { line: 1, column: 2 });
        assert_eq!(document.line(1), "ab");
    }

    #[test]
    fn positions_in_any_order_agree() {
        let document = Document::new("x", "añb\ncdé f");
        let mut positions = Positions::new(&document);
        for offset in [0, 1, 3, 8, 5, 6, 1, 10] {
            assert_eq!(positions.of(offset), document.position(offset));
        }
    }
}
