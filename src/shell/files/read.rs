//! Reads files and standard input, with error messages for the user.

#![expect(clippy::disallowed_methods, reason = "this is the layer that reads files")]

use std::fs::{self, FileType};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Why a file could not be read.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    #[error("there is no file `{}`", .0.display())]
    Missing(PathBuf),
    #[error("`{}` is a folder: name the timeline in it", .0.display())]
    Folder(PathBuf),
    /// A pipe could block for ever, and could not be read again.
    #[error("`{}` is a pipe: read it from standard input with `annals - < {}`", .0.display(), .0.display())]
    Pipe(PathBuf),
    /// A socket or a device.
    #[error("`{}` is not a regular file", .0.display())]
    Special(PathBuf),
    #[error("no permission to read `{}`", .0.display())]
    Forbidden(PathBuf),
    #[error("`{}` cannot be read: {error}", .path.display())]
    Other {
        /// The file.
        path: PathBuf,
        error: io::Error,
    },
    /// Spans are 32 bits wide.
    #[error("`{}` is {} GB; a timeline of more than 4 GB cannot be read", .path.display(), .bytes >> 30)]
    TooLarge {
        /// The file.
        path: PathBuf,
        bytes: u64,
    },
    #[error("`{0}` changed while it was being read: try again")]
    Changed(String),
    #[error("standard input cannot be read: {0}")]
    Input(io::Error),
}

/// In bytes.
const LARGEST: u64 = 4 << 30;

/// # Errors
/// Any obstacle, worded for the user.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, FileError> {
    size(path)?;
    fs::read(path).map_err(|error| explain(path, error))
}

/// Opens a file; also returns its length in bytes.
///
/// # Errors
/// Any obstacle, worded for the user.
pub(crate) fn open(path: &Path) -> Result<(fs::File, u64), FileError> {
    let bytes = size(path)?;
    fs::File::open(path).map(|file| (file, bytes)).map_err(|error| explain(path, error))
}

/// Reads up to `most` bytes of a file; also returns its length in bytes.
///
/// # Errors
/// Any obstacle, worded for the user.
pub(crate) fn read_first(path: &Path, most: u64) -> Result<(Vec<u8>, u64), FileError> {
    let mut first = Vec::new();
    let (file, bytes) = open(path)?;
    file.take(most).read_to_end(&mut first).map_err(|error| explain(path, error))?;
    Ok((first, bytes))
}

/// The size of a regular file, in bytes.
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
/// If it breaks off.
pub(crate) fn read_stdin() -> Result<Vec<u8>, FileError> {
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes).map_err(FileError::Input)?;
    Ok(bytes)
}

/// Reads standard input to its end; from `most` bytes on, it is spooled to an unnamed file.
///
/// # Errors
/// If it breaks off, is too long, or there is no space for such a file.
pub(crate) fn spool_stdin(most: u64) -> Result<Result<Vec<u8>, fs::File>, FileError> {
    let mut bytes = Vec::new();
    let mut input = io::stdin().lock();
    Read::by_ref(&mut input).take(most).read_to_end(&mut bytes).map_err(FileError::Input)?;
    if (bytes.len() as u64) < most {
        return Ok(Ok(bytes));
    }
    let Some(mut file) = nameless().map_err(FileError::Input)? else {
        input.read_to_end(&mut bytes).map_err(FileError::Input)?;
        return Ok(Ok(bytes));
    };
    let rest = |error| FileError::Input(error);
    io::Write::write_all(&mut file, &bytes).map_err(rest)?;
    let copied = io::copy(&mut input.take(LARGEST), &mut file).map_err(rest)?;
    match most + copied {
        bytes if bytes > LARGEST => Err(FileError::TooLarge { path: "standard input".into(), bytes }),
        _ => Ok(Err(file)),
    }
}

/// A private temporary file without a name; `None` if the system requires one.
#[cfg(unix)]
fn nameless() -> io::Result<Option<fs::File>> {
    use std::os::unix::fs::OpenOptionsExt as _;
    let mut options = fs::OpenOptions::new();
    options.read(true).write(true).create_new(true).mode(0o600);
    let name = |number: u32| std::env::temp_dir().join(format!("annals-{}-{number}", std::process::id()));
    let mut number = 0;
    loop {
        match options.open(name(number)) {
            Ok(file) => return fs::remove_file(name(number)).map(|()| Some(file)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists && number < 1000 => number += 1,
            Err(error) => return Err(error),
        }
    }
}

#[cfg(not(unix))]
fn nameless() -> io::Result<Option<fs::File>> {
    Ok(None)
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
    fn obstacles_are_reported() {
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
