#![expect(clippy::disallowed_methods, reason = "it is here that a timeline is found and read")]
//! Where the timeline comes from, and what it is when it has been read.

use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::thread;

use super::error::ShellError;
use super::event::Event;
use crate::app::Loaded;
use crate::model::Timeline;
use crate::text::Document;

/// The timeline that is opened where the command line names none.
const USUAL: &str = "timeline.toml";
/// The timeline that is built in.
const BUILT_IN: &str = include_str!("../../timeline.toml");

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

/// A source that cannot be read at all.
#[derive(Debug, thiserror::Error)]
#[error("{name}: {problem}")]
pub struct OpenError {
    /// What was to be opened.
    pub name: String,
    /// Why it could not be.
    pub problem: String,
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

    /// Reads it and makes of it what can be made.
    ///
    /// # Errors
    /// If there is nothing to read.
    pub fn open(&self) -> Result<Loaded, OpenError> {
        let (name, text) = self.read()?;
        Ok(load(name, text, *self == Self::BuiltIn))
    }

    /// Reads it on a thread, and reports what it is now; nothing new if the text is the one that `before` was made
    /// from.
    ///
    /// # Errors
    /// If no thread can be started.
    pub(super) fn reload(&self, before: Arc<Loaded>, events: Sender<Event>) -> Result<(), ShellError> {
        let source = self.clone();
        let read = move || {
            let read = source.read().map(|(name, text)| {
                (text != before.document.text()).then(|| Arc::new(load(name, text, false)))
            });
            // Nobody is left to hear it if this fails.
            let _ = events.send(Event::Read(read.map_err(|error| error.to_string())));
        };
        thread::Builder::new().name("read".into()).spawn(read).map(drop).map_err(ShellError::Thread)
    }

    /// The file that can be watched, if it is one.
    #[must_use]
    pub fn file(&self) -> Option<&Path> {
        if let Self::File(path) = self { Some(path) } else { None }
    }

    fn read(&self) -> Result<(String, String), OpenError> {
        let (name, bytes) = match self {
            Self::BuiltIn => return Ok(("built-in timeline".into(), BUILT_IN.into())),
            Self::Stdin => {
                let mut bytes = Vec::new();
                ("<stdin>".to_owned(), std::io::stdin().read_to_end(&mut bytes).map(|_| bytes))
            }
            Self::File(path) => (path.display().to_string(), std::fs::read(path)),
        };
        match bytes {
            Ok(bytes) => Ok((name, String::from_utf8_lossy(&bytes).into_owned())),
            Err(error) => Err(OpenError { name, problem: error.to_string() }),
        }
    }
}

fn load(name: String, text: String, built_in: bool) -> Loaded {
    let document = Document::new(name, text);
    Loaded { document, built_in, timeline: Arc::new(Timeline::empty()), diagnostics: Arc::new([]) }
}
