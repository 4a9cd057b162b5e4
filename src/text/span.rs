//! A stretch of a text, in bytes: the one way in which places are passed around inside the program.
//!
//! Lines, columns and UTF-16 units are made from it only where a person or an editor reads them.

use std::ops::Range;

/// The bytes from `start` up to, not including, `end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

impl Span {
    /// From `start` to `end`; an end before the start gives an empty span.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end: end.max(start) }
    }

    /// An empty span: a point between two characters.
    #[must_use]
    pub fn at(offset: usize) -> Self {
        Self { start: offset, end: offset }
    }

    /// The line around a byte, without its `\n`.
    #[must_use]
    pub fn line_around(text: &str, at: usize) -> Self {
        let bytes = text.as_bytes();
        let at = at.min(text.len());
        let start =
            memchr::memrchr(b'\n', bytes.get(..at).unwrap_or_default()).map_or(0, |newline| newline + 1);
        let length = memchr::memchr(b'\n', bytes.get(at..).unwrap_or_default());
        Self::new(start, length.map_or(text.len(), |length| at + length))
    }

    /// How many bytes it covers.
    #[must_use]
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether it is a point.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether a byte lies in it.
    #[must_use]
    pub fn contains(self, offset: usize) -> bool {
        self.start <= offset && offset < self.end
    }

    /// Whether the two share a byte, or a point touches.
    #[must_use]
    pub fn touches(self, other: Self) -> bool {
        self.start <= other.end && other.start <= self.end
    }

    /// The same stretch, counted from a place further to the front: for text that was read in pieces.
    #[must_use]
    pub fn shifted(self, by: usize) -> Self {
        Self { start: self.start + by, end: self.end + by }
    }

    /// The text it covers; empty where it does not lie within the text on whole characters.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }

    /// The nearest span that lies within the text on whole characters.
    #[must_use]
    pub fn clamped(self, text: &str) -> Self {
        let start = text.floor_char_boundary_at(self.start);
        let end = text.ceil_char_boundary_at(self.end);
        Self::new(start, end)
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

/// Character boundaries near a byte; `str` has this itself only from Rust 1.91 on.
trait Boundaries {
    fn floor_char_boundary_at(&self, at: usize) -> usize;
    fn ceil_char_boundary_at(&self, at: usize) -> usize;
}

impl Boundaries for str {
    fn floor_char_boundary_at(&self, at: usize) -> usize {
        let mut at = at.min(self.len());
        while !self.is_char_boundary(at) {
            at -= 1;
        }
        at
    }

    fn ceil_char_boundary_at(&self, at: usize) -> usize {
        let mut at = at.min(self.len());
        while !self.is_char_boundary(at) {
            at += 1;
        }
        at
    }
}

/// A position in a file or a list, in the 32 bits in which millions of them are kept. A timeline of more than 4 GB is not
/// opened, so nothing lies beyond.
#[must_use]
pub fn u32_index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::Span;

    #[test]
    fn a_clamped_span_lies_on_characters() {
        let text = "aé—";
        assert_eq!(Span::new(2, 4).clamped(text), Span::new(1, 6));
        assert_eq!(Span::new(90, 91).clamped(text), Span::at(6));
        assert_eq!(Span::new(2, 4).of(text), "");
        assert_eq!(Span::new(1, 3).of(text), "é");
    }

    #[test]
    fn neighbours_touch() {
        assert!(Span::new(0, 3).touches(Span::at(3)));
        assert!(!Span::new(0, 3).touches(Span::new(4, 5)));
    }
}
