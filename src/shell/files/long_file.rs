//! A file too long to keep in memory: parts are read on demand, as long as the file is unchanged.
//!
//! It stays open, so a file that was replaced or removed can still be read in its old version. One that was
//! overwritten in place cannot, which its size or its time reveals.

#![expect(clippy::disallowed_methods, reason = "this is the layer that reads files")]

use std::borrow::Cow;
use std::fs::{self, File};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::Mutex;
use std::time::SystemTime;

use crate::load::{ReadError, Text};
use crate::text::{Diagnostic, Document, Span, Window};

/// The longest text that is kept in memory, in bytes.
pub(crate) const MAX_IN_MEMORY: u64 = 16 << 20;

#[derive(Debug)]
pub(crate) struct LongText {
    file: Mutex<File>,
    stamp: Stamp,
}

/// Identifies a version of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Stamp {
    length: u64,
    written: Option<SystemTime>,
    number: (u64, u64),
}

impl Stamp {
    fn of(found: &fs::Metadata) -> Self {
        Self { length: found.len(), written: found.modified().ok(), number: number(found) }
    }

    fn mark(self) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.hash(&mut hasher);
        hasher.finish()
    }
}

/// The [`Text::mark`] of the file currently at a path.
#[must_use]
pub(crate) fn mark_of(path: &Path) -> Option<u64> {
    fs::metadata(path).ok().map(|found| Stamp::of(&found).mark())
}

#[cfg(unix)]
fn number(found: &fs::Metadata) -> (u64, u64) {
    use std::os::unix::fs::MetadataExt as _;
    (found.dev(), found.ino())
}

#[cfg(not(unix))]
fn number(_found: &fs::Metadata) -> (u64, u64) {
    (0, 0)
}

impl LongText {
    /// # Errors
    /// If its metadata cannot be read.
    pub(crate) fn new(file: File) -> io::Result<Self> {
        let stamp = Stamp::of(&file.metadata()?);
        Ok(Self { file: Mutex::new(file), stamp })
    }

    /// The bytes of a part, which may not be UTF-8.
    ///
    /// # Errors
    /// If the file changed.
    pub(crate) fn bytes(&self, span: Span) -> Result<Vec<u8>, ReadError> {
        let unreadable = |error: io::Error| ReadError::Unreadable(error.to_string());
        let mut bytes = Vec::with_capacity(span.len());
        let Ok(mut file) = self.file.lock() else { return Err(ReadError::Changed) };
        file.seek(SeekFrom::Start(span.start as u64)).map_err(unreadable)?;
        Read::by_ref(&mut *file).take(span.len() as u64).read_to_end(&mut bytes).map_err(unreadable)?;
        // Being replaced changes neither size nor time, only the name.
        let is_same = file.metadata().is_ok_and(|found| Stamp::of(&found) == self.stamp);
        if bytes.len() == span.len() && is_same { Ok(bytes) } else { Err(ReadError::Changed) }
    }
}

impl Text for LongText {
    fn len(&self) -> usize {
        usize::try_from(self.stamp.length).unwrap_or(usize::MAX)
    }

    fn is_kept(&self) -> bool {
        false
    }

    fn mark(&self) -> u64 {
        self.stamp.mark()
    }

    fn read(&self, span: Span) -> Result<Cow<'_, str>, ReadError> {
        let span = Span::new(span.start.min(self.len()), span.end.min(self.len()));
        match String::from_utf8(self.bytes(span)?) {
            Ok(text) => Ok(Cow::Owned(text)),
            Err(error) => {
                let good = error.utf8_error().valid_up_to();
                let is_cut = error.utf8_error().error_len().is_none() && span.end < self.len();
                let mut bytes = error.into_bytes();
                bytes.truncate(good);
                let text = String::from_utf8(bytes).ok().filter(|_| is_cut);
                text.map(Cow::Owned).ok_or(ReadError::NotUtf8(span.start + good))
            }
        }
    }
}

/// A text up to a byte.
#[derive(Debug)]
pub(crate) struct Prefix<'t>(pub &'t LongText, pub usize);

impl Text for Prefix<'_> {
    fn len(&self) -> usize {
        self.1
    }

    fn is_kept(&self) -> bool {
        false
    }

    fn read(&self, span: Span) -> Result<Cow<'_, str>, ReadError> {
        self.0.read(Span::new(span.start, span.end.min(self.1)))
    }
}

/// The most bytes of a line that are kept.
const MAX_LINE: usize = 400;
/// The most places whose lines are kept; of the others, only the number is known.
const MAX_LINES: usize = 10_000;
/// How much is read at a time, in bytes.
const CHUNK: usize = 1 << 20;

/// The lines of a long text that diagnostics refer to; it is read once more only if there are any.
///
/// # Errors
/// If the file can no longer be read.
pub(crate) fn lines_of(
    name: String,
    text: &dyn Text,
    diagnostics: &[Diagnostic],
) -> Result<Document, ReadError> {
    let mut places: Vec<Span> = diagnostics
        .iter()
        .flat_map(|found| std::iter::once(&found.primary).chain(&found.related).map(|label| label.span))
        .collect();
    places.sort_unstable();
    let mut windows: Vec<Window> = Vec::new();
    let (mut at, mut line, mut shown) = (0, 1, 0);
    let mut places = places.into_iter().peekable();
    while places.peek().is_some() && at < text.len() {
        let end = text.len().min(at + CHUNK);
        let part = text.read(Span::new(at, end))?;
        // Up to the last complete line; a line longer than a chunk is cut.
        let is_last = at + part.len() >= text.len();
        let whole = if is_last { None } else { memchr::memrchr(b'\n', part.as_bytes()) };
        let part = &part[..whole.map_or(part.len(), |newline| newline + 1)];
        let (mut counted, mut begun) = (0, 0);
        while let Some(place) = places.next_if(|place| place.start < at + part.len() || is_last) {
            let within = (place.start - at).min(part.len());
            if within < begun {
                continue;
            }
            let start = memchr::memrchr(b'\n', &part.as_bytes()[..within]).map_or(0, |newline| newline + 1);
            line += memchr::memchr_iter(b'\n', &part.as_bytes()[counted..start]).count();
            counted = start;
            let to = (place.end - at).clamp(within, part.len()).min(within + MAX_LINE);
            let end =
                memchr::memchr(b'\n', &part.as_bytes()[to..]).map_or(part.len(), |newline| to + newline + 1);
            let end = end.min(start.max(within) + MAX_LINE);
            let end = (0..=end).rev().find(|end| part.is_char_boundary(*end)).unwrap_or(start);
            shown += 1;
            let lines = part.get(start..end.max(start)).filter(|_| shown <= MAX_LINES).unwrap_or_default();
            if start >= begun {
                windows.push(Window::new(at + start, line, lines));
            }
            begun = end.max(start + 1);
        }
        line += memchr::memchr_iter(b'\n', &part.as_bytes()[counted..]).count();
        at += part.len().max(1);
    }
    Ok(Document::of_windows(name, windows))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{LongText, lines_of};
    use crate::load::{Memory, ReadError, Text};
    use crate::text::{Code, Diagnostic, Document, Span};

    #[test]
    fn a_changed_file_is_not_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        fs::write(&path, "abñde").unwrap();
        let open = || LongText::new(fs::File::open(&path).unwrap()).unwrap();
        let text = open();
        assert_eq!(text.read(Span::new(1, 4)).unwrap(), "bñ");
        assert_eq!(text.read(Span::new(1, 3)).unwrap(), "b");
        // Replaced by renaming: the open file still has the old content.
        fs::write(folder.path().join("b"), "other").unwrap();
        fs::rename(folder.path().join("b"), &path).unwrap();
        assert_eq!(text.read(Span::new(0, 2)).unwrap(), "ab");
        for changed in ["oth", "others", ""] {
            let text = open();
            fs::write(&path, changed).unwrap();
            assert_eq!(text.read(Span::new(0, 2)), Err(ReadError::Changed), "{changed}");
            fs::write(&path, "other").unwrap();
        }
        fs::write(&path, b"ab\xffd").unwrap();
        assert_eq!(open().read(Span::new(0, 4)), Err(ReadError::NotUtf8(2)));
    }

    #[test]
    fn windows_agree_with_the_whole_text() {
        let text: String = (0..5000).map(|line| format!("line {line} ñ\n")).collect();
        let whole = Document::new("x", text.as_str());
        let at =
            |start: usize| Diagnostic::new(Code::NotToml, Span::new(start, start + 1).clamped(&text), "x");
        let found: Vec<Diagnostic> = [0, 7, 9, 30, 600, 601, 40_000, text.len() - 4].map(at).into();
        let document = lines_of("x".into(), &Memory(&text), &found).unwrap();
        for one in &found {
            let span = one.primary.span;
            assert_eq!(document.position(span.start), whole.position(span.start));
            let line = document.line_of(span.start);
            assert_eq!(document.line(line), whole.line(line));
            assert_eq!(document.slice(span), whole.slice(span));
        }
        assert!(lines_of("x".into(), &Memory(&text), &[]).is_ok());
    }
}
