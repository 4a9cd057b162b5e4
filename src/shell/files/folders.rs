//! The folders where a program keeps its own things: those of the XDG base directory specification 0.8, with its
//! defaults; on Windows those of the user's profile.

#![expect(clippy::disallowed_methods, reason = "the environment is read here")]

use std::path::PathBuf;

/// Where configurations are.
#[must_use]
pub fn config() -> Option<PathBuf> {
    folder("XDG_CONFIG_HOME", ".config", "APPDATA")
}

/// Where what programs remember between two starts is.
#[must_use]
pub fn state() -> Option<PathBuf> {
    folder("XDG_STATE_HOME", ".local/state", "LOCALAPPDATA")
}

/// A folder of the program, by its variable, its default in the home folder, and its variable on Windows. A path that
/// is not absolute does not count, as the specification says.
fn folder(variable: &str, default: &str, windows: &str) -> Option<PathBuf> {
    let absolute = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let usual = || if cfg!(windows) { absolute(windows) } else { Some(absolute("HOME")?.join(default)) };
    Some(absolute(variable).or_else(usual)?.join("annals"))
}
