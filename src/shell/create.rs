//! A new file for the user: whole, or not at all, and never in the place of another.

#![expect(clippy::disallowed_methods, reason = "this is the storey that writes files")]

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

/// Why a file could not be made.
#[derive(Debug, thiserror::Error)]
pub enum CreateError {
    /// Something has its name already: a file, a folder, a link that leads nowhere.
    #[error("`{}` is there already, and stays as it is: name another file", .0.display())]
    Taken(PathBuf),
    /// The folder that it should be in is not there.
    #[error("there is no folder for `{}`", .0.display())]
    NoFolder(PathBuf),
    /// The folder is somebody else's, or may only be read.
    #[error("no permission to write `{}`", .0.display())]
    Forbidden(PathBuf),
    /// Something else, such as a full disk.
    #[error("`{}` cannot be written: {error}", .path.display())]
    Other {
        /// The file.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
}

/// Makes a file that was not there.
///
/// # Errors
/// Whatever is in the way, in words for the user. Nothing is left of a file that could not be written to its end.
pub fn create(path: &Path, bytes: &[u8]) -> Result<(), CreateError> {
    // Whether it is there and making it are one step: nobody can come between.
    let mut file =
        OpenOptions::new().write(true).create_new(true).open(path).map_err(|error| explain(path, error))?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    written.map_err(|error| {
        let _ = fs::remove_file(path);
        explain(path, error)
    })
}

fn explain(path: &Path, error: io::Error) -> CreateError {
    let path = path.to_owned();
    match error.kind() {
        // A path that ends in a slash names a folder, and one that is empty names nothing.
        io::ErrorKind::AlreadyExists | io::ErrorKind::IsADirectory => CreateError::Taken(path),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => CreateError::NoFolder(path),
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => CreateError::Forbidden(path),
        _ => CreateError::Other { path, error },
    }
}

#[cfg(test)]
mod tests {
    use super::{CreateError, create};

    #[test]
    fn what_is_there_stays_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.toml");
        create(&path, b"one").unwrap();
        assert!(matches!(create(&path, b"two"), Err(CreateError::Taken(_))));
        assert_eq!(std::fs::read(&path).unwrap(), b"one");
        assert!(matches!(create(folder.path(), b"x"), Err(CreateError::Taken(_))));
        assert!(matches!(create(&folder.path().join("no/a.toml"), b"x"), Err(CreateError::NoFolder(_))));
        assert!(matches!(create(&path.join("b"), b"x"), Err(CreateError::NoFolder(_))));
    }

    #[cfg(unix)]
    #[test]
    fn a_link_that_leads_nowhere_is_not_followed() {
        let folder = tempfile::tempdir().unwrap();
        let (link, target) = (folder.path().join("link.toml"), folder.path().join("target.toml"));
        std::os::unix::fs::symlink(&target, &link).unwrap();
        assert!(matches!(create(&link, b"x"), Err(CreateError::Taken(_))));
        assert!(!target.exists());
    }
}
