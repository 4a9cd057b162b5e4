//! Where a timeline comes from, and how it is opened.

#![expect(clippy::disallowed_methods, reason = "a timeline is read on a thread of its own")]

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread;

use crate::app::Loaded;
use crate::app::core::reload_changes::{Changes, compare};
use crate::load::{self, ReadError, Text as _, Workers};
use crate::model::Timeline;
use crate::shell::error::ShellError;
use crate::shell::files::long_file::{self, LongText, Prefix};
use crate::shell::files::read::{self, FileError};
use crate::shell::threads::event::Event;
use crate::shell::threads::thread_pool::{Threads, WithProgress};
use crate::text::Span;

/// Opened if the command line names no file.
const DEFAULT_FILE: &str = "timeline.toml";
/// The timeline of the repository, compiled in.
pub const BUILT_IN: &str = include_str!("../../../timeline.toml");

/// Where a timeline comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// [`BUILT_IN`].
    BuiltIn,
    /// Standard input, which can be read only once.
    Stdin,
    /// A path, which may not exist.
    File(PathBuf),
}

impl Source {
    /// From the command line: a path, `-` for standard input, or neither for the default file, if there
    /// is one.
    #[must_use]
    pub fn named(argument: Option<&Path>) -> Self {
        match argument {
            Some(path) if path.as_os_str() == "-" => Self::Stdin,
            Some(path) => Self::File(path.to_owned()),
            None if Path::new(DEFAULT_FILE).is_file() => Self::File(DEFAULT_FILE.into()),
            None => Self::BuiltIn,
        }
    }

    /// The name for messages.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::BuiltIn => "built-in timeline".into(),
            Self::Stdin => "<stdin>".into(),
            Self::File(path) => path.display().to_string(),
        }
    }

    /// # Errors
    /// Any obstacle, worded for the user.
    pub fn read(&self) -> Result<Vec<u8>, FileError> {
        match self {
            Self::BuiltIn => Ok(BUILT_IN.into()),
            Self::Stdin => read::read_stdin(),
            Self::File(path) => read::read(path),
        }
    }

    /// Opens it and keeps all of it in memory, however long it is.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn open(&self) -> Result<Loaded, FileError> {
        self.read().map(|bytes| self.load(bytes, &Threads))
    }

    /// Opens it for the screen: the prose of a long file is not kept.
    ///
    /// # Errors
    /// If it cannot be read, or changes meanwhile.
    pub fn open_lean(&self) -> Result<Loaded, FileError> {
        self.open_lean_by(&Threads, long_file::MAX_IN_MEMORY)
    }

    /// Whether its text is too long to be kept in memory.
    #[must_use]
    pub fn is_long(&self) -> bool {
        self.file()
            .is_some_and(|path| read::open(path).is_ok_and(|(_, length)| length > long_file::MAX_IN_MEMORY))
    }

    /// Like [`Self::open_lean`], with other workers, for files longer than `kept` bytes.
    ///
    /// # Errors
    /// As for [`Self::open_lean`].
    pub fn open_lean_by(&self, workers: &impl Workers, kept: u64) -> Result<Loaded, FileError> {
        let long = match self {
            Self::BuiltIn => return self.open(),
            Self::Stdin => match read::spool_stdin(kept)? {
                Ok(bytes) => return Ok(self.load(bytes, workers)),
                Err(file) => file,
            },
            Self::File(path) => match read::open(path)? {
                (_, length) if length <= kept => {
                    return self.read().map(|bytes| self.load(bytes, workers));
                }
                (file, _) => file,
            },
        };
        let text = Arc::new(LongText::new(long).map_err(FileError::Input)?);
        self.load_long(text, workers).map_err(|lost| match lost {
            ReadError::Unreadable(why) => FileError::Input(std::io::Error::other(why)),
            ReadError::Changed | ReadError::NotUtf8(_) => FileError::Changed(self.name()),
        })
    }

    fn load_long(&self, text: Arc<LongText>, workers: &impl Workers) -> Result<Loaded, ReadError> {
        let (timeline, diagnostics, until) = match load::load_text(&*text, workers) {
            Err(ReadError::NotUtf8(at)) => {
                let byte = text.bytes(Span::new(at, at + 1))?.first().copied().unwrap_or_default();
                let first = text.bytes(Span::new(0, 2))?;
                let found = load::not_utf8(Span::new(at, at + 1), byte, &first);
                (Timeline::empty(), vec![found], at)
            }
            read => {
                let (timeline, diagnostics) = read?;
                (timeline, diagnostics, text.len())
            }
        };
        let document = long_file::lines_of(self.name(), &Prefix(&text, until), &diagnostics)?;
        Ok(Loaded::new(document, false, timeline, diagnostics).of(text))
    }

    /// Opens only the beginning of a long file, so that there is something to see at once.
    ///
    /// # Errors
    /// If it cannot be read.
    pub fn open_first(&self) -> Result<Loaded, FileError> {
        let Self::File(path) = self else { return self.open_lean() };
        let (bytes, all) = read::read_first(path, FIRST_CHUNK)?;
        if all <= FIRST_CHUNK {
            return Ok(self.load(bytes, &Threads));
        }
        Ok(self.load(whole_records(bytes), &Threads).beginning())
    }

    /// Whether a path leads to it, so that an export would overwrite it.
    #[must_use]
    pub fn is_at(&self, path: &Path) -> bool {
        let whole = |path: &Path| path.canonicalize().ok();
        self.file().is_some_and(|own| whole(own).is_some_and(|own| whole(path) == Some(own)))
    }

    /// `None` if it is not a file.
    #[must_use]
    pub fn file(&self) -> Option<&Path> {
        if let Self::File(path) = self { Some(path) } else { None }
    }

    /// Reloads it on a thread and reports the result, which is `None` if it is what `before` was loaded from.
    /// Changes are computed against `shown`, the last valid version.
    ///
    /// # Errors
    /// If no thread can be started.
    pub(crate) fn reload(
        &self,
        before: Arc<Loaded>,
        shown: Arc<Loaded>,
        events: Sender<Event>,
    ) -> Result<(), ShellError> {
        let source = self.clone();
        let read = move || {
            if before.is_beginning {
                // If this fails, the program is ending.
                let workers = WithProgress::new(|percent| drop(events.send(Event::Progress(percent))));
                let read = source
                    .open_lean_by(&workers, long_file::MAX_IN_MEMORY)
                    .map(|loaded| Some((Arc::new(loaded), Arc::default())));
                let _ = events.send(Event::Read(read.map_err(|error| error.to_string())));
                return;
            }
            let read = match source.is_as_before(&before) {
                Ok(true) => Ok(None),
                Ok(false) => source.open_lean().map(|loaded| {
                    let changes: Arc<Changes> = Arc::new(compare(&shown, &loaded));
                    Some((Arc::new(loaded), changes))
                }),
                Err(error) => Err(error),
            };
            let _ = events.send(Event::Read(read.map_err(|error| error.to_string())));
        };
        thread::Builder::new().name("read".into()).spawn(read).map(drop).map_err(ShellError::Thread)
    }

    /// Whether it still is what a timeline was loaded from.
    fn is_as_before(&self, before: &Loaded) -> Result<bool, FileError> {
        let Self::File(path) = self else { return Ok(true) };
        let (_, length) = read::open(path)?;
        match &before.source {
            Some(text) => Ok(long_file::mark_of(path) == Some(text.mark())),
            None if length == before.document.text().len() as u64 => {
                Ok(self.read()? == before.document.text().as_bytes())
            }
            None => Ok(false),
        }
    }

    fn load(&self, bytes: Vec<u8>, workers: &impl Workers) -> Loaded {
        let (document, timeline, diagnostics) = match load::decode(self.name(), bytes) {
            Ok(document) => {
                let (timeline, diagnostics) = load::load_by(&document, workers);
                (document, timeline, diagnostics)
            }
            Err(undecodable) => (undecodable.document, Timeline::empty(), vec![undecodable.diagnostic]),
        };
        Loaded::new(document, *self == Self::BuiltIn, timeline, diagnostics)
    }
}

/// Drops a timeline on a thread: freeing a million events would delay a key.
pub(crate) fn drop_later(loaded: Arc<Loaded>) {
    // If no thread can be started, it is dropped here.
    let _ = thread::Builder::new().name("let go".into()).spawn(move || drop(loaded));
}

/// How much of a long file is read for the first screen, in bytes.
const FIRST_CHUNK: u64 = 1 << 20;

/// Cuts off the last record, which may be incomplete.
fn whole_records(mut bytes: Vec<u8>) -> Vec<u8> {
    if let Some(last) = memchr::memmem::rfind(&bytes, b"\n[[") {
        bytes.truncate(last + 1);
    }
    bytes
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::Source;

    #[test]
    fn the_command_line_names_a_source() {
        assert_eq!(Source::named(Some(Path::new("-"))), Source::Stdin);
        assert_eq!(Source::named(Some(Path::new("./-"))), Source::File("./-".into()));
    }

    #[test]
    fn the_built_in_timeline_is_valid() {
        let loaded = Source::BuiltIn.open().unwrap();
        assert!(loaded.built_in);
        assert!(loaded.timeline.row_count() > 0);
        assert!(loaded.diagnostics.is_empty(), "{:?}", loaded.diagnostics);
    }
}
