//! The text of a timeline: in memory, in a file too long to be kept, or bytes that may not be text.

use std::borrow::Cow;
use std::sync::Arc;

use crate::text::{Code, Diagnostic, Document, Span};

/// Why a text could not be read to its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReadError {
    /// The byte at this offset is not UTF-8.
    NotUtf8(usize),
    /// The file has changed since reading began: it is shorter, or gone.
    Changed,
    /// Any other reason, in words.
    Unreadable(String),
}

/// A text that several threads can read in parts.
pub trait Text: std::fmt::Debug + Send + Sync {
    /// The length in bytes.
    fn len(&self) -> usize;

    /// Whether it is empty.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether it stays in memory, so that what is made from it may keep long texts too.
    fn is_kept(&self) -> bool;

    /// A number that changes when the text does; 0 if it cannot.
    fn mark(&self) -> u64 {
        0
    }

    /// A part of it; up to three bytes shorter if it would end inside a character.
    ///
    /// # Errors
    /// If the part cannot be read.
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

/// A file that is not UTF-8: what can be shown of it, and the diagnostic.
#[derive(Debug, Clone)]
pub struct Undecodable {
    /// The bytes as text, with `�` for invalid ones; offsets up to the first bad byte are those of the file.
    pub document: Document,
    /// The problem, at the first bad byte.
    pub diagnostic: Diagnostic,
}

/// Makes a document of a file's bytes.
///
/// # Errors
/// If the bytes are not UTF-8, with the position of the first bad one.
pub fn decode(name: impl Into<Arc<str>>, bytes: Vec<u8>) -> Result<Document, Box<Undecodable>> {
    let error = match String::from_utf8(bytes) {
        Ok(text) => return Ok(Document::new(name, text)),
        Err(error) => error,
    };
    let offset = error.utf8_error().valid_up_to();
    let bytes = error.as_bytes();
    // A file that is not text may be large, and nothing after the first bad byte is of use.
    let shown = bytes.get(..bytes.len().min(offset + 200)).unwrap_or(bytes);
    let document = Document::new(name, String::from_utf8_lossy(shown).into_owned());
    let span = Span::new(offset, offset + 1).clamped(document.text());
    let byte = bytes.get(offset).copied().unwrap_or_default();
    let diagnostic = not_utf8(span, byte, bytes);
    Err(Box::new(Undecodable { document, diagnostic }))
}

/// Reports that a byte is not UTF-8. `first` are the first bytes of the file.
#[must_use]
pub fn not_utf8(span: Span, byte: u8, first: &[u8]) -> Diagnostic {
    let help = match first {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => "this is UTF-16: save the file as UTF-8",
        [0x1f, 0x8b, ..] => "this is a gzip archive: unpack it first",
        _ => "save the file as UTF-8; most editors offer this under \"Save with encoding\"",
    };
    let message = format!("the file is not UTF-8 text: byte {} is 0x{byte:02x}", span.start);
    Diagnostic::new(Code::NotUtf8, span, message).label("first bad byte").help(help)
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn the_first_bad_byte_is_reported() {
        let bad = decode("x", b"abc\n\xe9t\xe9".to_vec()).unwrap_err();
        assert!(bad.diagnostic.message.contains("byte 4 is 0xe9"));
        assert_eq!(bad.document.position(bad.diagnostic.primary.span.start).line, 2);
        assert!(decode("x", "é".into()).is_ok());
    }
}
