//! A file as a revision of git has it, by the `git` program where there is one.
//!
//! It is started with its arguments apart, never through a shell, and asked for the bytes alone. A timeline may come with
//! the repository of a stranger, whose settings can name programs; none of them runs (see [`command`]).

#![expect(clippy::disallowed_methods, reason = "a program is started here, with its arguments apart")]

use std::env;
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::text::sanitize::one_line;

/// Why git has no such file.
#[derive(Debug, thiserror::Error)]
pub enum GitError {
    /// There is no `git`.
    #[error("the program `git` is not installed")]
    NoGit,
    /// It cannot be started.
    #[error("the program `git` cannot be started: {0}")]
    Start(io::Error),
    /// The revision is none that git would take for one.
    #[error("`{0}` is not a revision")]
    NoRevision(String),
    /// A path that names no file.
    #[error("`{}` does not name a file", .0.display())]
    NoFile(PathBuf),
    /// It says why.
    #[error("git has no `{}` in `{revision}`: {reason}", .path.display())]
    Missing {
        /// The revision.
        revision: String,
        /// The file.
        path: PathBuf,
        /// What git says.
        reason: String,
    },
}

/// The bytes of a file as a revision has it. The path is one of this file system, whether the file is still there or not.
///
/// # Errors
/// Any obstacle, worded for the user.
pub fn read(revision: &str, path: &Path) -> Result<Vec<u8>, GitError> {
    // What begins with a hyphen is an option to git, and a colon would name another file.
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
    let said = String::from_utf8_lossy(&output.stderr);
    // Warnings may stand before it.
    let fatal = said.lines().find_map(|line| line.strip_prefix("fatal: "));
    let reason = one_line(fatal.or(said.lines().next()).unwrap_or("no reason given")).into_owned();
    Err(GitError::Missing { revision: revision.to_owned(), path: path.to_owned(), reason })
}

/// Settings that outrank those of the repository.
///
/// `cat-file blob` reads neither the index nor attributes, so file system monitors, hooks, filters and `textconv` have no
/// part in it. What is left is a pager, and the fetching of objects that a partial clone has not got.
const SETTINGS: &[&str] = &[
    // What looks like a bare repository inside a clone has settings that came with the clone.
    "safe.bareRepository=explicit",
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    // These are asked before the protocol is, by a git that does not know GIT_NO_LAZY_FETCH.
    "fetch.bundleURI=",
    "credential.helper=",
];

/// Variables that outrank the settings of the repository.
const VARIABLES: &[(&str, &str)] = &[
    // A missing object is not fetched: the repository names the program at the other end, and how to get there.
    ("GIT_NO_LAZY_FETCH", "1"),
    // For a git older than 2.45, which fetches all the same: there is no protocol to do it by.
    ("GIT_ALLOW_PROTOCOL", "none"),
    ("GIT_ASKPASS", ""),
    ("GIT_TERMINAL_PROMPT", "0"),
    ("GIT_OPTIONAL_LOCKS", "0"),
];

/// Variables of the user that stay: where the user's own settings are, and how far up a repository is looked for.
const KEPT: &[&str] =
    &["GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM", "GIT_CEILING_DIRECTORIES"];

/// `git` in a folder, running no program but itself. Other variables of its own than those above do not reach it: a hook
/// that calls annals has some that name another repository, and some name programs. Whether the repository's owner is
/// trusted (`safe.directory`) stays git's to decide.
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
