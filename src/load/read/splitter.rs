//! Cuts a large text into chunks, and defines who reads them.
//!
//! A line `[[event]]` begins a record unless it is inside a multi-line string or a list. To be sure, everything before
//! it would have to be parsed; so the cut is a guess, and parsing the chunk confirms it: a chunk that ends inside a
//! string or a list fails to parse, and is joined with the next.

use std::borrow::Cow;

use crate::load::read::text::{ReadError, Text};
use crate::text::Span;
use crate::text::headers::event_lines;

/// The longest line accepted, in bytes. A timeline's lines have a few hundred characters; a longer one means another
/// kind of file, and parsing it as TOML could exhaust memory.
pub const LONGEST_LINE: usize = 1 << 20;

/// How far past the length of a chunk the next header is looked for at first.
const SLACK: usize = 1 << 12;

/// A chunk of a text.
#[derive(Debug)]
pub struct Piece<'t> {
    /// Its span.
    pub span: Span,
    /// Its text.
    pub text: Cow<'t, str>,
    /// Whether it ends with the text.
    pub is_last: bool,
}

/// Why there is no next chunk.
#[derive(Debug)]
pub enum SplitError {
    /// The line that begins here is too long.
    LongLine(usize),
    /// The text cannot be read.
    ReadError(ReadError),
}

/// The chunk that begins at `at`: at least `length` bytes long, unless it is the last, and up to the next header.
///
/// # Errors
/// If the text cannot be read, or has a line that is too long.
pub fn next(whole: &dyn Text, at: usize, length: usize) -> Result<Piece<'_>, SplitError> {
    let length = length.max(1);
    let mut slack = SLACK.min(length * 4);
    loop {
        let wanted = Span::new(at, at.saturating_add(length).saturating_add(slack).min(whole.len()));
        let text = whole.read(wanted).map_err(SplitError::ReadError)?;
        if let Some(start) = long_line(text.as_bytes()) {
            return Err(SplitError::LongLine(at + start));
        }
        let header = text.as_bytes().get(length..).and_then(|rest| event_lines(rest).next());
        let end = header.map(|found| length + found);
        if end.is_some() || wanted.end == whole.len() {
            let end = end.unwrap_or(text.len());
            let span = Span::new(at, at + end);
            let text = match text {
                Cow::Borrowed(text) => Cow::Borrowed(text.get(..end).unwrap_or(text)),
                Cow::Owned(mut text) => {
                    text.truncate(end);
                    Cow::Owned(text)
                }
            };
            return Ok(Piece { span, text, is_last: span.end == whole.len() });
        }
        slack = slack.saturating_mul(4);
    }
}

/// The start of the first line that is too long. Only the last line break of every megabyte is looked for.
#[must_use]
pub fn long_line(text: &[u8]) -> Option<usize> {
    let mut start = 0;
    while let Some(window) = text.get(start..start + LONGEST_LINE + 1) {
        let Some(last) = memchr::memrchr(b'\n', window) else { return Some(start) };
        start += last + 1;
    }
    None
}

/// Runs the same work on many items.
pub trait Workers: Sync {
    /// The chunk size to aim at, in bytes: large enough that little time is lost between chunks, small enough that the
    /// tables of one are small.
    fn piece(&self) -> usize {
        1 << 20
    }

    /// Whether to read a text as one piece with the library alone: slow, and the reference that all other ways are
    /// tested against.
    fn is_thorough(&self) -> bool {
        false
    }

    /// Reports progress, in bytes read and in total.
    fn progress(&self, _done: usize, _of: usize) {}

    /// Processes the items from `next` until there are none or `take` returns false; `take` receives the results in the
    /// order of the items.
    fn in_turn<T: Send, R: Send>(
        &self,
        mut next: impl FnMut() -> Option<T> + Send,
        work: impl Fn(T) -> R + Sync,
        mut take: impl FnMut(R) -> bool + Send,
    ) {
        while let Some(thing) = next() {
            if !take(work(thing)) {
                return;
            }
        }
    }

    /// The results, in the order of the items.
    fn each<T: Send, R: Send>(&self, things: Vec<T>, work: impl Fn(T) -> R + Sync) -> Vec<R>;
}

/// Processes one item after the other on the current thread.
#[derive(Debug, Clone, Copy)]
pub struct Sequential;

impl Workers for Sequential {
    fn each<T: Send, R: Send>(&self, things: Vec<T>, work: impl Fn(T) -> R + Sync) -> Vec<R> {
        things.into_iter().map(work).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::{Piece, next};
    use crate::load::read::text::Memory;

    fn cut(text: &str, length: usize) -> Vec<String> {
        let text = Memory(text);
        let mut pieces: Vec<Piece<'_>> = vec![next(&text, 0, length).unwrap()];
        while let Some(last) = pieces.last().filter(|last| !last.is_last) {
            let more = next(&text, last.span.end, length).unwrap();
            pieces.push(more);
        }
        pieces.into_iter().map(|piece| piece.text.into_owned()).collect()
    }

    #[test]
    fn every_byte_is_in_exactly_one_piece() {
        let text = "a = 1\n[[event]]\nid = \"ñ\"\n[[event]]\n[[actor]]\r\n[[event]]\n";
        for length in 0..text.len() + 2 {
            let pieces = cut(text, length);
            assert_eq!(pieces.concat(), text);
            assert!(pieces.iter().skip(1).all(|piece| piece.starts_with("[[event]]")), "{pieces:?}");
        }
        assert_eq!(cut(text, 1).len(), 4);
        assert_eq!(cut("", 9).len(), 1);
    }
}
