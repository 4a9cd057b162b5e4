//! A lock file that doubles as the temporary file: all writers use the same name.
//!
//! A writer holds an exclusive lock until it is done, and the system releases it when a program is killed. So a file
//! of this name without a lock was abandoned and is removed.

#![expect(clippy::disallowed_methods, reason = "this is the layer that writes files")]

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::Path;

const MAX_ATTEMPTS: usize = 1000;

/// Creates a file that nobody else writes, and waits for another writer to finish.
///
/// # Errors
/// If it cannot be created.
pub(crate) fn create(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    for _ in 0..MAX_ATTEMPTS {
        match options.open(path) {
            Ok(file) => {
                lock(&file)?;
                if is_at(&file, path) {
                    return Ok(file);
                }
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => remove_abandoned(path)?,
            Err(error) => return Err(error),
        }
    }
    Err(io::Error::new(io::ErrorKind::ResourceBusy, "another program is writing it"))
}

/// Waits for the writer of a file, and removes what it left behind.
fn remove_abandoned(path: &Path) -> io::Result<()> {
    let is_plain = fs::symlink_metadata(path).is_ok_and(|found| found.is_file());
    let found = if is_plain { OpenOptions::new().write(true).open(path).ok() } else { None };
    if let Some(file) = &found {
        lock(file)?;
        if !is_at(file, path) {
            return Ok(());
        }
    }
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

#[cfg(unix)]
fn lock(file: &File) -> io::Result<()> {
    use rustix::fs::{FlockOperation, flock};
    match flock(file, FlockOperation::LockExclusive) {
        // On a file system without locks, only the name keeps writers apart.
        Err(error) if error != rustix::io::Errno::NOLCK && error != rustix::io::Errno::NOTSUP => {
            Err(error.into())
        }
        _ => Ok(()),
    }
}

/// Whether the path still refers to the open file.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let place = |found: fs::Metadata| (found.dev(), found.ino());
    match (file.metadata(), fs::symlink_metadata(path)) {
        (Ok(file), Ok(named)) => place(file) == place(named),
        _ => false,
    }
}

#[cfg(not(unix))]
fn lock(_file: &File) -> io::Result<()> {
    Ok(())
}

#[cfg(not(unix))]
fn is_at(_file: &File, _path: &Path) -> bool {
    true
}
