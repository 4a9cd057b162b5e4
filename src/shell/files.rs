//! Files and standard input, read whole, with words for whatever is in the way.

#![expect(clippy::disallowed_methods, reason = "this is the storey that reads files")]

use std::fs::{self, FileType};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Why a file could not be read.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// There is none.
    #[error("there is no file `{}`", .0.display())]
    Missing(PathBuf),
    /// It is a folder.
    #[error("`{}` is a folder: name the timeline in it", .0.display())]
    Folder(PathBuf),
    /// It is a pipe: reading it could wait for ever, and it could not be read again.
    #[error("`{}` is a pipe: read it from standard input, as `annals - < {}`", .0.display(), .0.display())]
    Pipe(PathBuf),
    /// It is a socket or a device.
    #[error("`{}` is not an ordinary file", .0.display())]
    Special(PathBuf),
    /// It is somebody else's.
    #[error("no permission to read `{}`", .0.display())]
    Forbidden(PathBuf),
    /// Something else.
    #[error("`{}` cannot be read: {error}", .path.display())]
    Other {
        /// The file.
        path: PathBuf,
        /// What the system says.
        error: io::Error,
    },
    /// It is larger than anybody's timeline, and than spans of it could be told apart cheaply.
    #[error("`{}` has {} GB: a timeline of more than 4 GB is not read", .path.display(), .bytes >> 30)]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// Its size.
        bytes: u64,
    },
    /// Standard input broke off.
    #[error("standard input cannot be read: {0}")]
    Input(io::Error),
}

/// The largest file that is read, in bytes.
const LARGEST: u64 = 4 << 30;

/// Reads a file whole.
///
/// # Errors
/// Whatever is in the way, in words for the user.
pub fn read(path: &Path) -> Result<Vec<u8>, FileError> {
    size(path)?;
    fs::read(path).map_err(|error| explain(path, error))
}

/// Reads the beginning of a file, and tells how long all of it is, in bytes.
///
/// # Errors
/// Whatever is in the way, in words for the user.
pub fn read_first(path: &Path, most: u64) -> Result<(Vec<u8>, u64), FileError> {
    let bytes = size(path)?;
    let mut first = Vec::new();
    let file = fs::File::open(path).map_err(|error| explain(path, error))?;
    file.take(most).read_to_end(&mut first).map_err(|error| explain(path, error))?;
    Ok((first, bytes))
}

/// The size of what is an ordinary file, in bytes.
fn size(path: &Path) -> Result<u64, FileError> {
    let found = fs::metadata(path).map_err(|error| explain(path, error))?;
    if found.is_dir() {
        return Err(FileError::Folder(path.to_owned()));
    }
    if is_pipe(found.file_type()) {
        return Err(FileError::Pipe(path.to_owned()));
    }
    if !found.is_file() {
        return Err(FileError::Special(path.to_owned()));
    }
    match found.len() {
        bytes if bytes > LARGEST => Err(FileError::TooLarge { path: path.to_owned(), bytes }),
        bytes => Ok(bytes),
    }
}

/// Reads standard input to its end.
///
/// # Errors
/// When it breaks off.
pub fn read_stdin() -> Result<Vec<u8>, FileError> {
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes).map_err(FileError::Input)?;
    Ok(bytes)
}

fn explain(path: &Path, error: io::Error) -> FileError {
    let path = path.to_owned();
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => FileError::Missing(path),
        io::ErrorKind::PermissionDenied => FileError::Forbidden(path),
        io::ErrorKind::IsADirectory => FileError::Folder(path),
        _ => FileError::Other { path, error },
    }
}

#[cfg(unix)]
fn is_pipe(kind: FileType) -> bool {
    use std::os::unix::fs::FileTypeExt;
    kind.is_fifo()
}

#[cfg(not(unix))]
fn is_pipe(_kind: FileType) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use super::{FileError, read};

    #[test]
    fn what_is_in_the_way_is_said() {
        let folder = tempfile::tempdir().unwrap();
        assert!(matches!(read(folder.path()), Err(FileError::Folder(_))));
        let missing = read(&folder.path().join("no.toml")).unwrap_err();
        assert!(missing.to_string().starts_with("there is no file `"));
        let path = folder.path().join("a.toml");
        std::fs::write(&path, "x").unwrap();
        assert_eq!(read(&path).unwrap(), b"x");
    }

    #[cfg(unix)]
    #[test]
    fn a_device_is_not_read() {
        assert!(matches!(read(std::path::Path::new("/dev/null")), Err(FileError::Special(_))));
    }
}
