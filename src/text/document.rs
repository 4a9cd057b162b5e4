//! A named text and its lines.
//!
//! Positions are for people: they count from 1, columns in Unicode characters, and a byte order mark is not a character
//! of the first line. Lines are indexed on first use, so that a file without problems never pays for them.

use std::sync::{Arc, OnceLock};

use crate::text::Span;

/// The byte order mark that some editors write.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// A text as read, with its display name. If a text is too long to be kept, the document holds windows of it: the lines
/// that diagnostics refer to.
#[derive(Debug, Clone)]
pub struct Document {
    name: Arc<str>,
    windows: Arc<[Window]>,
    is_whole: bool,
}

/// Some consecutive lines of a text.
#[derive(Debug)]
pub struct Window {
    /// The byte offset of the first line in the text.
    start: usize,
    /// The number of the first line, from 1.
    line: usize,
    text: String,
    starts: OnceLock<Box<[usize]>>,
}

impl Window {
    /// A window that begins at a byte offset and a line number (from 1).
    #[must_use]
    pub fn new(start: usize, line: usize, text: impl Into<String>) -> Self {
        Self { start, line, text: text.into(), starts: OnceLock::new() }
    }

    /// The starts of its lines, relative to the window.
    fn starts(&self) -> &[usize] {
        self.starts.get_or_init(|| {
            let marked = self.start == 0 && self.text.starts_with(BYTE_ORDER_MARK);
            let first = if marked { BYTE_ORDER_MARK.len() } else { 0 };
            let rest = memchr::memchr_iter(b'\n', self.text.as_bytes()).map(|at| at + 1);
            std::iter::once(first).chain(rest).collect()
        })
    }

    /// The span of a line (from 0), relative to the window.
    fn line_span(&self, index: usize) -> Span {
        let starts = self.starts();
        let Some(start) = starts.get(index).copied() else { return Span::at(self.text.len()) };
        let end = starts.get(index + 1).map_or(self.text.len(), |next| next - 1);
        let is_windows = end > start && self.text.as_bytes().get(end - 1) == Some(&b'\r');
        Span::new(start, if is_windows { end - 1 } else { end })
    }
}

/// A position for people and editors: line and column from 1, columns in Unicode characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1.
    pub column: usize,
}

impl Document {
    /// A document with its display name: a path, `<stdin>`, `built-in timeline`.
    #[must_use]
    pub fn new(name: impl Into<Arc<str>>, text: impl Into<String>) -> Self {
        Self { name: name.into(), windows: Arc::new([Window::new(0, 1, text)]), is_whole: true }
    }

    /// A document of which only some lines are known; windows must be in order and not overlap.
    #[must_use]
    pub fn of_windows(name: impl Into<Arc<str>>, mut windows: Vec<Window>) -> Self {
        if windows.first().is_none_or(|first| first.start > 0) {
            windows.insert(0, Window::new(0, 1, ""));
        }
        Self { name: name.into(), windows: windows.into(), is_whole: false }
    }

    /// The display name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text, including a byte order mark, so that spans are offsets in the file; empty if it is not kept.
    #[must_use]
    pub fn text(&self) -> &str {
        self.windows.first().filter(|_| self.is_whole).map_or("", |window| &window.text)
    }

    /// The text of a span; empty if it is not kept, or the span is not on character boundaries.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        let Some(window) = self.window_at(span.start) else { return "" };
        window.text.get(span.start - window.start..span.end - window.start).unwrap_or_default()
    }

    /// The nearest span within a window and on character boundaries.
    #[must_use]
    pub fn clamped(&self, span: Span) -> Span {
        let Some(window) = self.window_at(span.start) else { return span };
        let within = Span::new(span.start - window.start, span.end - window.start);
        if window.text.is_empty() && !self.is_whole {
            span
        } else {
            within.clamped(&window.text).shifted(window.start)
        }
    }

    /// The window that contains a byte, or the one before it.
    fn window_at(&self, offset: usize) -> Option<&Window> {
        let next = self.windows.partition_point(|window| window.start <= offset);
        self.windows.get(next.saturating_sub(1))
    }

    /// The number of lines; a text that ends in a newline has an empty last one. If the text is not kept, the last
    /// known line.
    #[must_use]
    pub fn line_count(&self) -> usize {
        self.windows.last().map_or(1, |last| last.line - 1 + last.starts().len())
    }

    /// The line (from 1) of a byte.
    #[must_use]
    pub fn line_of(&self, offset: usize) -> usize {
        let Some(window) = self.window_at(offset) else { return 1 };
        let within = offset - window.start;
        window.line - 1 + window.starts().partition_point(|start| *start <= within).max(1)
    }

    /// The span of a line (from 1) without its line ending; empty if there is no such line.
    #[must_use]
    pub fn line_span(&self, line: usize) -> Span {
        let next = self.windows.partition_point(|window| window.line <= line);
        let Some(window) = self.windows.get(next.saturating_sub(1)) else { return Span::default() };
        let index = line.checked_sub(window.line).unwrap_or(usize::MAX);
        window.line_span(index).shifted(window.start)
    }

    /// The text of a line (from 1) without its line ending.
    #[must_use]
    pub fn line(&self, line: usize) -> &str {
        self.slice(self.line_span(line))
    }

    /// The line and column of a byte. Use [`Positions`] for many bytes.
    #[must_use]
    pub fn position(&self, offset: usize) -> Position {
        Positions::new(self).of(offset)
    }
}

/// Computes positions, fastest in ascending order: on the same line it counts on from the last one, so that thousands
/// of positions on one long line take one pass over it.
#[derive(Debug, Clone)]
pub struct Positions<'d> {
    document: &'d Document,
    last: Option<(usize, Position)>,
}

impl<'d> Positions<'d> {
    /// For positions in `document`.
    #[must_use]
    pub fn new(document: &'d Document) -> Self {
        Self { document, last: None }
    }

    /// The line and column of a byte.
    pub fn of(&mut self, offset: usize) -> Position {
        let offset = self.document.clamped(Span::at(offset)).start;
        let line = self.document.line_of(offset);
        let (from, column) = match self.last {
            Some((at, position)) if position.line == line && at <= offset => (at, position.column),
            _ => (self.document.line_span(line).start.min(offset), 1),
        };
        let column = column + self.document.slice(Span::new(from, offset)).chars().count();
        let position = Position { line, column };
        self.last = Some((offset, position));
        position
    }
}

#[cfg(test)]
mod tests {
    use super::{Document, Position, Positions, Span, Window};

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
    fn lines_of_windows_are_numbered() {
        let windows =
            vec![Window::new(10, 4, "ab\ncé\n"), Window::new(90, 12, ""), Window::new(200, 30, "x")];
        let document = Document::of_windows("x", windows);
        assert_eq!(document.position(13), Position { line: 5, column: 1 });
        assert_eq!(document.position(16), Position { line: 5, column: 3 });
        assert_eq!(document.line(5), "cé");
        assert_eq!(document.position(95).line, 12);
        assert_eq!(document.line(12), "");
        assert_eq!(document.slice(Span::new(200, 201)), "x");
        assert_eq!(document.clamped(Span::new(14, 99)), Span::new(14, 17));
    }

    #[test]
    fn a_byte_order_mark_is_not_counted() {
        let document = Document::new("x", "\u{feff}ab\ncd");
        assert_eq!(document.position(0), Position { line: 1, column: 1 });
        assert_eq!(document.position(4), Position { line: 1, column: 2 });
        assert_eq!(document.line(1), "ab");
    }

    #[test]
    fn positions_agree_in_any_order() {
        let document = Document::new("x", "añb\ncdé f");
        let mut positions = Positions::new(&document);
        for offset in [0, 1, 3, 8, 5, 6, 1, 10] {
            assert_eq!(positions.of(offset), document.position(offset));
        }
    }
}
