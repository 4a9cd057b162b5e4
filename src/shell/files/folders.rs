//! The program's own folders, from the XDG Base Directory Specification 0.8 with its
//! defaults, or from the user's profile on Windows.

#![expect(clippy::disallowed_methods, reason = "the environment is read here")]

use std::path::PathBuf;

#[must_use]
pub(crate) fn config() -> Option<PathBuf> {
    folder("XDG_CONFIG_HOME", ".config", "APPDATA")
}

/// Where sessions are kept.
#[must_use]
pub(crate) fn state() -> Option<PathBuf> {
    folder("XDG_STATE_HOME", ".local/state", "LOCALAPPDATA")
}

/// A folder of the program, by its variable, its default below the home folder, and its variable on Windows. Relative
/// paths are ignored, as the specification says.
fn folder(variable: &str, default: &str, windows: &str) -> Option<PathBuf> {
    let absolute = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let usual = || if cfg!(windows) { absolute(windows) } else { Some(absolute("HOME")?.join(default)) };
    Some(absolute(variable).or_else(usual)?.join("annals"))
}
