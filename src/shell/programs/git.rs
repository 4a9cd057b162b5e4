//! Reads a file from a git revision, with the `git` program.
//!
//! It is started without a shell. A repository is not trusted: its settings can name programs, and none of them runs (see
//! [`command`]).

#![expect(clippy::disallowed_methods, reason = "a program is started here, with its arguments apart")]

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, io};

use crate::text::sanitize::one_line;

#[derive(Debug, thiserror::Error)]
pub(crate) enum GitError {
    #[error("the program `git` is not installed")]
    NoGit,
    #[error("the program `git` cannot be started: {0}")]
    Start(io::Error),
    /// No revision can have this name.
    #[error("`{0}` is not a revision")]
    NoRevision(String),
    #[error("`{}` does not name a file", .0.display())]
    NoFile(PathBuf),
    #[error("git has no `{}` in `{revision}`: {reason}", .path.display())]
    Missing {
        revision: String,
        /// The file.
        path: PathBuf,
        reason: String,
    },
}

/// The bytes of a file in a revision. The path is one of the file system, whether or not the file still exists.
///
/// # Errors
/// Any obstacle, worded for the user.
pub(crate) fn read(revision: &str, path: &Path) -> Result<Vec<u8>, GitError> {
    // A leading hyphen would make it an option, and a colon would name another file.
    if revision.is_empty() || revision.starts_with('-') || revision.contains(':') {
        return Err(GitError::NoRevision(revision.to_owned()));
    }
    let name =
        path.file_name().and_then(|name| name.to_str()).ok_or_else(|| GitError::NoFile(path.to_owned()))?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let output =
        command(folder).args(["cat-file", "blob"]).arg(format!("{revision}:./{name}")).output().map_err(
            |error| match error.kind() {
                io::ErrorKind::NotFound => GitError::NoGit,
                _ => GitError::Start(error),
            },
        )?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let message = String::from_utf8_lossy(&output.stderr);
    // Warnings may precede it.
    let fatal = message.lines().find_map(|line| line.strip_prefix("fatal: "));
    let reason = one_line(fatal.or(message.lines().next()).unwrap_or("no reason given")).into_owned();
    Err(GitError::Missing { revision: revision.to_owned(), path: path.to_owned(), reason })
}

/// Settings that outrank those of the repository.
///
/// `cat-file blob` reads neither the index nor attributes, so file system monitors, hooks, filters and `textconv` never
/// run. What remains is a pager, and fetching the objects that a partial clone lacks.
const SETTINGS: &[&str] = &[
    // A bare repository inside a clone has settings that came with the clone.
    "safe.bareRepository=explicit",
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    // A git that does not know GIT_NO_LAZY_FETCH reads these before the protocol.
    "fetch.bundleURI=",
    "credential.helper=",
];

/// Variables that outrank the settings of the repository.
const VARIABLES: &[(&str, &str)] = &[
    // A missing object is not fetched: the repository names the program at the other end, and how to get there.
    ("GIT_NO_LAZY_FETCH", "1"),
    // A git older than 2.45 fetches nevertheless: no protocol is left for it.
    ("GIT_ALLOW_PROTOCOL", "none"),
    ("GIT_ASKPASS", ""),
    ("GIT_TERMINAL_PROMPT", "0"),
    ("GIT_OPTIONAL_LOCKS", "0"),
];

/// Variables of the user that are kept: where the user's settings are, and how far up to look for a repository.
const KEPT: &[&str] =
    &["GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM", "GIT_CEILING_DIRECTORIES"];

/// `git` in a folder, running no other program. Its other variables are removed: they may name programs, or, if a hook
/// calls annals, another repository. Whether to trust the repository's owner (`safe.directory`) is up to git.
fn command(folder: &Path) -> Command {
    let mut git = Command::new("git");
    let is_of_git = |name: &OsString| name.to_string_lossy().to_ascii_uppercase().starts_with("GIT_");
    for (name, _) in env::vars_os().filter(|(name, _)| is_of_git(name)) {
        if !KEPT.iter().any(|kept| name == *kept) {
            git.env_remove(name);
        }
    }
    git.envs(VARIABLES.iter().copied()).stdin(Stdio::null());
    git.arg("-C").arg(folder).arg("--no-pager");
    for setting in SETTINGS {
        git.args(["-c", setting]);
    }
    git
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{GitError, read};

    #[test]
    fn no_revision_is_an_option() {
        for revision in ["", "--textconv", "HEAD:secret"] {
            let refused = read(revision, Path::new("timeline.toml"));
            assert!(matches!(refused, Err(GitError::NoRevision(_))), "{revision}");
        }
        assert!(matches!(read("HEAD", Path::new("..")), Err(GitError::NoFile(_))));
    }
}
