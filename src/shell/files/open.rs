//! Where the timeline comes from, and what it is when it has been read.

#![expect(clippy::disallowed_methods, reason = "a timeline is read on a thread of its own")]

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread;

use crate::app::Loaded;
use crate::app::core::changes::{Changes, compare};
use crate::load::{self, ReadError, Text as _, Workers};
use crate::model::Timeline;
use crate::shell::error::ShellError;
use crate::shell::files::long_file::{self, Beginning, LongText};
use crate::shell::files::read::{self, FileError};
use crate::shell::threads::event::Event;
use crate::shell::threads::thread_pool::{Counted, Threads};
use crate::text::Span;

/// The timeline that is opened where the command line names none.
const USUAL: &str = "timeline.toml";
/// The timeline that is built in.
pub const BUILT_IN: &str = include_str!("../../../timeline.toml");

/// Where a timeline comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Source {
    /// The program itself.
    BuiltIn,
    /// The standard input.
    Stdin,
    /// A file.
    File(PathBuf),
}

impl Source {
    /// What the command line means: a path, `-` for the standard input, and without either the usual file, if there
    /// is one.
    #[must_use]
    pub fn named(argument: Option<&Path>) -> Self {
        match argument {
            Some(path) if path.as_os_str() == "-" => Self::Stdin,
            Some(path) => Self::File(path.to_owned()),
            None if Path::new(USUAL).is_file() => Self::File(USUAL.into()),
            None => Self::BuiltIn,
        }
    }

    /// The name that it is shown under.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::BuiltIn => "built-in timeline".into(),
            Self::Stdin => "<stdin>".into(),
            Self::File(path) => path.display().to_string(),
        }
    }

    /// Its bytes, whole.
    ///
    /// # Errors
    /// Whatever is in the way, in words for the user.
    pub fn read(&self) -> Result<Vec<u8>, FileError> {
        match self {
            Self::BuiltIn => Ok(BUILT_IN.into()),
            Self::Stdin => read::read_stdin(),
            Self::File(path) => read::read(path),
        }
    }

    /// Reads it, and makes of it what can be made. All of it is kept, however long it is.
    ///
    /// # Errors
    /// If there is nothing to read.
    pub fn open(&self) -> Result<Loaded, FileError> {
        self.read().map(|bytes| self.load(bytes, &Threads))
    }

    /// Reads it as it is shown: of a long one, prose is not kept.
    ///
    /// # Errors
    /// If there is nothing to read, or it changes meanwhile.
    pub fn open_lean(&self) -> Result<Loaded, FileError> {
        self.open_lean_by(&Threads, long_file::KEPT)
    }

    /// As [`Self::open_lean`], where what is longer than `kept` bytes is long.
    ///
    /// # Errors
    /// As there.
    pub fn open_lean_above(&self, kept: u64) -> Result<Loaded, FileError> {
        self.open_lean_by(&Threads, kept)
    }

    /// Whether it is a file of which the text is not kept in memory.
    #[must_use]
    pub fn is_long(&self) -> bool {
        self.file().is_some_and(|path| read::open(path).is_ok_and(|(_, length)| length > long_file::KEPT))
    }

    fn open_lean_by(&self, crew: &impl Workers, kept: u64) -> Result<Loaded, FileError> {
        let long = match self {
            Self::BuiltIn => return self.open(),
            Self::Stdin => match read::spool_stdin(kept)? {
                Ok(bytes) => return Ok(self.load(bytes, crew)),
                Err(file) => file,
            },
            Self::File(path) => match read::open(path)? {
                (_, length) if length <= kept => {
                    return self.read().map(|bytes| self.load(bytes, crew));
                }
                (file, _) => file,
            },
        };
        let text = Arc::new(LongText::new(long).map_err(FileError::Input)?);
        self.load_long(text, crew).map_err(|lost| match lost {
            ReadError::Unreadable(why) => FileError::Input(std::io::Error::other(why)),
            ReadError::Changed | ReadError::NotUtf8(_) => FileError::Changed(self.name()),
        })
    }

    fn load_long(&self, text: Arc<LongText>, crew: &impl Workers) -> Result<Loaded, ReadError> {
        let (timeline, diagnostics, until) = match load::load_text(&*text, crew) {
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
        let document = long_file::lines_of(self.name(), &Beginning(&text, until), &diagnostics)?;
        Ok(Loaded::new(document, false, timeline, diagnostics).of(text))
    }

    /// Reads it, but of a long file its beginning alone, so that there is something to see at once.
    ///
    /// # Errors
    /// If there is nothing to read.
    pub fn open_first(&self) -> Result<Loaded, FileError> {
        let Self::File(path) = self else { return self.open_lean() };
        let (bytes, all) = read::read_first(path, FIRST)?;
        if all <= FIRST {
            return Ok(self.load(bytes, &Threads));
        }
        Ok(self.load(whole_records(bytes), &Threads).beginning())
    }

    /// Whether a path leads to it, so that what is made of it would be written over it.
    #[must_use]
    pub fn is_at(&self, path: &Path) -> bool {
        let whole = |path: &Path| path.canonicalize().ok();
        self.file().is_some_and(|own| whole(own).is_some_and(|own| whole(path) == Some(own)))
    }

    /// The file that can be watched, if it is one.
    #[must_use]
    pub fn file(&self) -> Option<&Path> {
        if let Self::File(path) = self { Some(path) } else { None }
    }

    /// Reads it on a thread, and reports what it is now; nothing new if it says what `before` was made from.
    /// What changed is told from what is `shown`, which is the last good reading.
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
                // Nobody is left to hear it if this fails.
                let crew = Counted::new(|percent| drop(events.send(Event::Progress(percent))));
                let read = source
                    .open_lean_by(&crew, long_file::KEPT)
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

    /// Whether it is what a timeline was made from.
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

    fn load(&self, bytes: Vec<u8>, crew: &impl Workers) -> Loaded {
        let (document, timeline, diagnostics) = match load::decode(self.name(), bytes) {
            Ok(document) => {
                let (timeline, diagnostics) = load::load_by(&document, crew);
                (document, timeline, diagnostics)
            }
            Err(undecodable) => (undecodable.document, Timeline::empty(), vec![undecodable.diagnostic]),
        };
        Loaded::new(document, *self == Self::BuiltIn, timeline, diagnostics)
    }
}

/// Lets go of what is no longer shown, on a thread: taking a million events apart would keep a key waiting.
pub(crate) fn let_go(loaded: Arc<Loaded>) {
    // Where no thread can be started it is let go here.
    let _ = thread::Builder::new().name("let go".into()).spawn(move || drop(loaded));
}

/// How much of a long file is read for the first screen, in bytes.
const FIRST: u64 = 1 << 20;

/// The beginning of a file up to the last record that may not be whole.
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
    fn the_built_in_timeline_is_whole() {
        let loaded = Source::BuiltIn.open().unwrap();
        assert!(loaded.built_in);
        assert!(loaded.timeline.row_count() > 0);
        assert!(loaded.diagnostics.is_empty(), "{:?}", loaded.diagnostics);
    }
}
