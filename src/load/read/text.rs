//! Where the text of a timeline is read from: memory, or a file that is too long to be kept.

use std::borrow::Cow;

use crate::text::Span;

/// Why a text could not be read to its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadError {
    /// The byte at this place is not text.
    NotUtf8(usize),
    /// It is not what it was when reading began: shorter, or gone.
    Changed,
    /// Something else, in words.
    Unreadable(String),
}

/// A text that can be read part by part, by several threads.
pub trait Text: std::fmt::Debug + Send + Sync {
    /// How long it is, in bytes.
    fn len(&self) -> usize;

    /// Whether there is nothing in it.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether it stays in memory, so that what is made of it may keep long texts, too.
    fn is_kept(&self) -> bool;

    /// A number that is another one once the text is; 0 where it stays.
    fn mark(&self) -> u64 {
        0
    }

    /// A part of it; up to three bytes less, where it would end inside a character.
    ///
    /// # Errors
    /// Whatever is in the way.
    fn read(&self, span: Span) -> Result<Cow<'_, str>, ReadError>;
}

/// A text in memory.
#[derive(Debug, Clone, Copy)]
pub struct Memory<'t>(pub &'t str);

impl Text for Memory<'_> {
    fn len(&self) -> usize {
        self.0.len()
    }

    fn is_kept(&self) -> bool {
        true
    }

    fn read(&self, span: Span) -> Result<Cow<'_, str>, ReadError> {
        let end = (0..=span.end.min(self.0.len())).rev().take(4).find(|at| self.0.is_char_boundary(*at));
        Ok(Cow::Borrowed(self.0.get(span.start..end.unwrap_or(0)).unwrap_or_default()))
    }
}
