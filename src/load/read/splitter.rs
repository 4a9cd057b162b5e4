//! Where a large text is cut, so that it can be read piece by piece, and who reads the pieces.
//!
//! A line `[[event]]` begins a record, unless it stands inside a long text or a list. To know that, everything before it
//! would have to be read; so the cut is a guess, and whoever reads the pieces finds out: a piece that ends inside a text
//! or a list cannot be read, and takes the next one in.

use std::borrow::Cow;

use crate::load::read::text::{ReadError, Text};
use crate::text::Span;
use crate::text::headers::event_lines;

/// The longest line that is read. A timeline's lines have a few hundred characters; a longer one is another kind of
/// file, and reading it as TOML could take all memory.
pub const LONGEST_LINE: usize = 1 << 20;

/// How far behind a piece's length the next header is looked for at first.
const SLACK: usize = 1 << 12;

/// A stretch of a text.
#[derive(Debug)]
pub struct Piece<'t> {
    /// Where it stands.
    pub span: Span,
    /// What it says.
    pub text: Cow<'t, str>,
    /// Whether it ends with the text.
    pub is_last: bool,
}

/// What is in the way of the next piece.
#[derive(Debug)]
pub enum Stop {
    /// The line that begins here is too long.
    LongLine(usize),
    /// The text cannot be read.
    ReadError(ReadError),
}

/// The piece that begins at a place: at least `length` long, unless it is the last, and up to the next header.
///
/// # Errors
/// If there is no such piece.
pub fn next(whole: &dyn Text, at: usize, length: usize) -> Result<Piece<'_>, Stop> {
    let length = length.max(1);
    let mut slack = SLACK.min(length * 4);
    loop {
        let wanted = Span::new(at, at.saturating_add(length).saturating_add(slack).min(whole.len()));
        let text = whole.read(wanted).map_err(Stop::ReadError)?;
        if let Some(start) = long_line(text.as_bytes()) {
            return Err(Stop::LongLine(at + start));
        }
        let behind = text.as_bytes().get(length..).and_then(|rest| event_lines(rest).next());
        let end = behind.map(|found| length + found);
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

/// Where the first line begins that is too long. Of every megabyte only the last line is looked at.
#[must_use]
pub fn long_line(text: &[u8]) -> Option<usize> {
    let mut start = 0;
    while let Some(window) = text.get(start..start + LONGEST_LINE + 1) {
        let Some(last) = memchr::memrchr(b'\n', window) else { return Some(start) };
        start += last + 1;
    }
    None
}

/// Does the same work on many things.
pub trait Workers: Sync {
    /// How long it wants the pieces of a text to be, in bytes, more or less: long enough that hardly any time is lost
    /// between two of them, short enough that the tables of one are small.
    fn piece(&self) -> usize {
        1 << 20
    }

    /// Whether a text is to be read as one piece and by the library alone: slow, and what all other ways of reading are
    /// held against.
    fn is_thorough(&self) -> bool {
        false
    }

    /// Something that is told how far reading is, in bytes done and in all.
    fn progress(&self, _done: usize, _of: usize) {}

    /// Works on one thing after the other, as `next` gives them, until there is none or `take` says that it has enough;
    /// `take` gets what comes of each in the order of the things.
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

    /// What comes of each, in the order of the things.
    fn each<T: Send, R: Send>(&self, things: Vec<T>, work: impl Fn(T) -> R + Sync) -> Vec<R>;
}

/// One thing after the other.
#[derive(Debug, Clone, Copy)]
pub struct Alone;

impl Workers for Alone {
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
    fn every_byte_is_in_one_piece() {
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
