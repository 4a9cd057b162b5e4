//! Where a large text is cut, so that it can be read piece by piece.
//!
//! A line `[[event]]` begins a record, unless it stands inside a long text or a list. To know that, everything before it
//! would have to be read; so the cut is a guess, and whoever reads the pieces finds out: a piece that ends inside a text
//! or a list cannot be read, and takes the next one in.

use memchr::memmem;

use crate::text::Span;

/// The line before which a text is cut.
pub const HEADER: &[u8] = b"\n[[event]]";

/// The pieces of a text, each at least `length` long but the last, in their order. All but the first begin with a
/// header at the beginning of a line.
#[must_use]
pub fn cut(text: &str, length: usize) -> Vec<Span> {
    let finder = memmem::Finder::new(HEADER);
    let bytes = text.as_bytes();
    let mut pieces = Vec::new();
    let mut start = 0;
    while let Some(rest) = bytes.get(start + length.max(1)..)
        && let Some(found) = finder.find(rest)
    {
        let end = start + length.max(1) + found + 1;
        pieces.push(Span::new(start, end));
        start = end;
    }
    pieces.push(Span::new(start, bytes.len()));
    pieces
}

#[cfg(test)]
mod tests {
    use super::cut;

    #[test]
    fn every_byte_is_in_one_piece() {
        let text = "a = 1\n[[event]]\nid = 1\n[[event]]\n[[actor]]\r\n[[event]]\n";
        for length in 0..text.len() + 2 {
            let pieces: Vec<&str> = cut(text, length).into_iter().map(|span| span.of(text)).collect();
            assert_eq!(pieces.concat(), text);
            assert!(pieces.iter().skip(1).all(|piece| piece.starts_with("[[event]]")), "{pieces:?}");
        }
        assert_eq!(cut(text, 1).len(), 4);
        assert_eq!(cut("", 9).len(), 1);
    }
}
