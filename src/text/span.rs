//! A range of bytes in a text: how positions are passed around inside the program.
//!
//! Lines, columns and UTF-16 units are computed from it only for people and editors.

use std::ops::Range;

/// The bytes from `start` up to but not including `end`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

impl Span {
    /// From `start` to `end`; empty if the end is before the start.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end: end.max(start) }
    }

    /// An empty span at an offset.
    #[must_use]
    pub fn at(offset: usize) -> Self {
        Self { start: offset, end: offset }
    }

    /// The line that contains a byte, without its `\n`.
    #[must_use]
    pub fn line_around(text: &str, at: usize) -> Self {
        let bytes = text.as_bytes();
        let at = at.min(text.len());
        let start =
            memchr::memrchr(b'\n', bytes.get(..at).unwrap_or_default()).map_or(0, |newline| newline + 1);
        let length = memchr::memchr(b'\n', bytes.get(at..).unwrap_or_default());
        Self::new(start, length.map_or(text.len(), |length| at + length))
    }

    /// The length in bytes.
    #[must_use]
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether it is empty.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether it contains a byte.
    #[must_use]
    pub fn contains(self, offset: usize) -> bool {
        self.start <= offset && offset < self.end
    }

    /// Whether the two overlap or are adjacent.
    #[must_use]
    pub fn touches(self, other: Self) -> bool {
        self.start <= other.end && other.start <= self.end
    }

    /// The same span moved towards the end by an offset, for text that was read in pieces.
    #[must_use]
    pub fn shifted(self, by: usize) -> Self {
        Self { start: self.start + by, end: self.end + by }
    }

    /// The text it covers; empty if it is outside the text or not on character boundaries.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }

    /// The nearest span within the text and on character boundaries.
    #[must_use]
    pub fn clamped(self, text: &str) -> Self {
        // `str` has methods for this only from Rust 1.91 on.
        let is_boundary = |at: &usize| text.is_char_boundary(*at);
        let start = (0..=self.start.min(text.len())).rev().find(is_boundary);
        let end = (self.end.min(text.len())..=text.len()).find(is_boundary);
        Self::new(start.unwrap_or(0), end.unwrap_or(text.len()))
    }
}

impl From<Range<usize>> for Span {
    fn from(range: Range<usize>) -> Self {
        Self::new(range.start, range.end)
    }
}

/// An index in 32 bits, since millions of them are stored. Files of more than 4 GB are not opened, so it cannot
/// overflow.
#[must_use]
pub fn u32_index(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::Span;

    #[test]
    fn a_clamped_span_is_on_character_boundaries() {
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
