//! The configuration file, and the program's own folders: those of the XDG Base Directory Specification 0.8, or of the user's
//! profile on Windows.

#![expect(clippy::disallowed_methods, reason = "the environment is read here")]

use std::path::PathBuf;

use crate::app::config::{self, Config};
use crate::load::decode;
use crate::shell::files::read::{self, FileError};
use crate::text::{Diagnostic, Document};

#[derive(Debug, Default)]
pub(crate) struct FoundConfig {
    /// Where it is, or would be; `None` if the environment names no folder.
    pub path: Option<PathBuf>,
    /// `None` if there is no file.
    pub document: Option<Document>,
    /// The defaults where the file sets nothing, or something invalid.
    pub config: Config,
    /// What is wrong with it.
    pub diagnostics: Vec<Diagnostic>,
    /// Why the file could not be read.
    pub unread: Option<FileError>,
}

/// Reads the configuration. Without a file, the defaults apply.
#[must_use]
pub(crate) fn find() -> FoundConfig {
    let path = config_folder().map(|folder| folder.join("config.toml"));
    let mut found = FoundConfig { path, ..FoundConfig::default() };
    let Some(path) = &found.path else { return found };
    match read::read(path) {
        Ok(bytes) => {
            let document = match decode(path.display().to_string(), bytes) {
                Ok(document) => {
                    (found.config, found.diagnostics) = config::read(&document);
                    document
                }
                Err(undecodable) => {
                    found.diagnostics = vec![undecodable.diagnostic];
                    undecodable.document
                }
            };
            found.document = Some(document);
        }
        Err(FileError::Missing(_)) => {}
        Err(error) => found.unread = Some(error),
    }
    found
}

impl FoundConfig {
    /// One line for the status line if something is wrong.
    #[must_use]
    pub(crate) fn note(&self) -> Option<String> {
        match (&self.unread, self.diagnostics.as_slice()) {
            (Some(error), _) => Some(format!("The configuration was ignored: {error}.")),
            (None, []) => None,
            (None, [one]) => {
                Some(format!("The configuration has a problem: {}. `annals config` shows it.", one.message))
            }
            (None, all) => {
                Some(format!("The configuration has {} problems: `annals config` lists them.", all.len()))
            }
        }
    }
}

#[must_use]
pub(crate) fn config_folder() -> Option<PathBuf> {
    folder("XDG_CONFIG_HOME", ".config", "APPDATA")
}

/// Where sessions are kept.
#[must_use]
pub(crate) fn state_folder() -> Option<PathBuf> {
    folder("XDG_STATE_HOME", ".local/state", "LOCALAPPDATA")
}

/// A folder of the program, by its variable, its default below the home folder, and its variable on Windows. Relative
/// paths are ignored, as the specification says.
fn folder(variable: &str, default: &str, windows: &str) -> Option<PathBuf> {
    let absolute = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let usual = || if cfg!(windows) { absolute(windows) } else { Some(absolute("HOME")?.join(default)) };
    Some(absolute(variable).or_else(usual)?.join("annals"))
}
