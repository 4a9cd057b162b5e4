//! Creates files for the user atomically, without overwriting others unasked.

#![expect(clippy::disallowed_methods, reason = "this is the layer that writes files")]

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::shell::files::lock;
use crate::shell::files::write::{copy_metadata, folder, temporary_path};

/// Why a file could not be created.
#[derive(Debug, thiserror::Error)]
pub enum CreateError {
    /// The name is taken by a file, a folder or a dangling link.
    #[error("`{}` already exists and was not overwritten: name another file", .0.display())]
    Taken(PathBuf),
    /// The name is that of a folder, a device or a pipe, which is never replaced.
    #[error("`{}` is not a regular file and was not overwritten: name another file", .0.display())]
    Special(PathBuf),
    /// Its folder does not exist.
    #[error("the folder of `{}` does not exist", .0.display())]
    NoFolder(PathBuf),
    #[error("no permission to write `{}`", .0.display())]
    Forbidden(PathBuf),
    /// Any other error, such as a full disk.
    #[error("`{}` cannot be written: {error}", .path.display())]
    Other {
        /// The file.
        path: PathBuf,
        error: io::Error,
    },
}

/// Creates a file that does not exist yet.
///
/// # Errors
/// Any obstacle, worded for the user. A file that could not be completed is removed.
pub(crate) fn create(path: &Path, bytes: &[u8]) -> Result<(), CreateError> {
    // `create_new` checks and creates in one step, so there is no race.
    let mut file =
        OpenOptions::new().write(true).create_new(true).open(path).map_err(|error| explain(path, error))?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    written.map_err(|error| {
        let _ = fs::remove_file(path);
        explain(path, error)
    })
}

/// Creates a file atomically: it is streamed to a temporary file and then renamed. `over` allows it to replace another
/// file, whose permissions and symbolic link are kept.
///
/// # Errors
/// Any obstacle, worded for the user. An existing file is then unchanged.
pub(crate) fn create_by(
    path: &Path,
    over: bool,
    write: impl FnOnce(&mut dyn io::Write) -> io::Result<()>,
) -> Result<(), CreateError> {
    let because = |error| explain(path, error);
    let found = fs::symlink_metadata(path).is_ok();
    if found && !over {
        return Err(CreateError::Taken(path.to_owned()));
    }
    if path.file_name().is_none() {
        return Err(CreateError::Special(path.to_owned()));
    }
    let target = if found { fs::canonicalize(path).map_err(because)? } else { path.to_owned() };
    if found && !fs::metadata(&target).map_err(because)?.is_file() {
        return Err(CreateError::Special(path.to_owned()));
    }
    let temporary_path = temporary_path(&target);
    let mut file = lock::create(&temporary_path).map_err(because)?;
    let placed = write(&mut file).and_then(|()| {
        if !found {
            // Another file may have appeared meanwhile; this checks and takes the name in one step.
            OpenOptions::new().write(true).create_new(true).open(&target)?;
        }
        let put = fs::metadata(&target).and_then(|like| {
            copy_metadata(&file, &target, &like)?;
            file.sync_all()?;
            fs::rename(&temporary_path, &target)
        });
        if put.is_err() && !found {
            let _ = fs::remove_file(&target);
        }
        put
    });
    if placed.is_err() {
        let _ = fs::remove_file(&temporary_path);
    } else {
        let _ = File::open(folder(&target)).and_then(|folder| folder.sync_all());
    }
    placed.map_err(because)
}

fn explain(path: &Path, error: io::Error) -> CreateError {
    let path = path.to_owned();
    match error.kind() {
        // A path that ends in a slash names a folder.
        io::ErrorKind::AlreadyExists | io::ErrorKind::IsADirectory => CreateError::Taken(path),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => CreateError::NoFolder(path),
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => CreateError::Forbidden(path),
        _ => CreateError::Other { path, error },
    }
}

#[cfg(test)]
mod tests {
    use super::{CreateError, create, create_by};

    #[test]
    fn existing_files_are_not_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.toml");
        create(&path, b"one").unwrap();
        assert!(matches!(create(&path, b"two"), Err(CreateError::Taken(_))));
        assert_eq!(std::fs::read(&path).unwrap(), b"one");
        assert!(matches!(create(folder.path(), b"x"), Err(CreateError::Taken(_))));
        assert!(matches!(create(&folder.path().join("no/a.toml"), b"x"), Err(CreateError::NoFolder(_))));
        assert!(matches!(create(&path.join("b"), b"x"), Err(CreateError::NoFolder(_))));
    }

    fn names(folder: &std::path::Path) -> Vec<String> {
        let entries = std::fs::read_dir(folder).unwrap();
        let mut names: Vec<_> =
            entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_streamed_file_is_written_atomically() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.html");
        create_by(&path, false, |out| out.write_all(b"one")).unwrap();
        assert!(matches!(create_by(&path, false, |out| out.write_all(b"two")), Err(CreateError::Taken(_))));
        let broken = create_by(&path, true, |out| {
            out.write_all(b"half of")?;
            Err(std::io::Error::other("it broke off"))
        });
        assert!(matches!(broken, Err(CreateError::Other { .. })));
        assert_eq!(std::fs::read(&path).unwrap(), b"one");
        create_by(&path, true, |out| out.write_all(b"three")).unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"three");
        let new = folder.path().join("b.html");
        assert!(create_by(&new, false, |_| Err(std::io::Error::other("it broke off"))).is_err());
        assert!(matches!(create_by(folder.path(), true, |_| Ok(())), Err(CreateError::Special(_))));
        assert!(matches!(create_by(&path.join("b"), true, |_| Ok(())), Err(CreateError::NoFolder(_))));
        assert_eq!(names(folder.path()), ["a.html"]);
    }

    /// Another program takes the name while the file is being written.
    #[test]
    fn a_file_created_meanwhile_is_not_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.html");
        let late = create_by(&path, false, |_| std::fs::write(&path, "theirs"));
        assert!(matches!(late, Err(CreateError::Taken(_))));
        assert_eq!(std::fs::read(&path).unwrap(), b"theirs");
        assert_eq!(names(folder.path()), ["a.html"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_dangling_link_is_not_followed() {
        let folder = tempfile::tempdir().unwrap();
        let (link, target) = (folder.path().join("link.toml"), folder.path().join("target.toml"));
        std::os::unix::fs::symlink(&target, &link).unwrap();
        assert!(matches!(create(&link, b"x"), Err(CreateError::Taken(_))));
        assert!(!target.exists());
    }
}
