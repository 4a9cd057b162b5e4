//! A file as a revision of git has it, by the `git` program where there is one.
//!
//! It is started with its arguments apart, never through a shell, and asked for the bytes alone: no pager, no filter and no
//! program that a repository names comes into it.

#![expect(clippy::disallowed_methods, reason = "a program is started here, with its arguments apart")]

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
    #[error("`{0}` is no revision")]
    NoRevision(String),
    /// A path that names no file.
    #[error("`{}` names no file", .0.display())]
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
/// Whatever is in the way, in words for the user.
pub fn read(revision: &str, path: &Path) -> Result<Vec<u8>, GitError> {
    // What begins with a hyphen is an option to git, and a colon would name another file.
    if revision.is_empty() || revision.starts_with('-') || revision.contains(':') {
        return Err(GitError::NoRevision(revision.to_owned()));
    }
    let name =
        path.file_name().and_then(|name| name.to_str()).ok_or_else(|| GitError::NoFile(path.to_owned()))?;
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let output = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(["cat-file", "blob"])
        .arg(format!("{revision}:./{name}"))
        .stdin(Stdio::null())
        .output()
        .map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => GitError::NoGit,
            _ => GitError::Start(error),
        })?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let said = String::from_utf8_lossy(&output.stderr);
    let reason = said.lines().next().unwrap_or("it does not say why").trim_start_matches("fatal: ");
    let reason = one_line(reason).into_owned();
    Err(GitError::Missing { revision: revision.to_owned(), path: path.to_owned(), reason })
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
