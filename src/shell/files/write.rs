//! Atomic writes: to a temporary file, which is then renamed.
//!
//! A user's file keeps its permissions, attributes and symbolic link, and is not written if it
//! changed since it was read. The temporary file has a fixed name and is locked: writers wait for
//! each other, and remove what a killed one left behind.

#![expect(clippy::disallowed_methods, reason = "this is the layer that writes files")]

use std::fs::{self, DirBuilder, File, OpenOptions, Permissions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::shell::files::lock;
use crate::shell::files::read::{self, FileError};

/// Why a user's file was not written. It is unchanged.
#[derive(Debug, thiserror::Error)]
pub(crate) enum WriteError {
    #[error("`{}` changed in the meantime; nothing was written, so try again", .0.display())]
    Changed(PathBuf),
    #[error("`{}` is read-only; nothing was written", .0.display())]
    ReadOnly(PathBuf),
    /// An atomic write needs permission to create files in the folder.
    #[error("no permission to write in the folder of `{}`; nothing was written", .0.display())]
    Folder(PathBuf),
    /// Other hard links would keep the old content.
    #[error(
        "`{}` is one of {names} names of the same file (hard links), and the others would keep the old content; nothing was \
         written, so write to a copy",
        .path.display()
    )]
    Linked {
        /// The file.
        path: PathBuf,
        names: u64,
    },
    #[error("there is no space left for `{}`; nothing was written", .0.display())]
    Full(PathBuf),
    #[error(transparent)]
    Unread(FileError),
    #[error("`{}` cannot be written: {error}; it is unchanged", .path.display())]
    Other {
        /// The file.
        path: PathBuf,
        error: io::Error,
    },
}

/// Writes a file that only its owner can read, and creates the folders above it.
///
/// # Errors
/// Any obstacle. The file is then unchanged.
pub(crate) fn write_private(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder(path))?;
    write_and_rename(path, bytes, None, || Ok(()))
}

/// Replaces a user's file if it still contains `before`.
///
/// # Errors
/// Any obstacle, worded for the user. The file is then unchanged.
pub(crate) fn replace(path: &Path, before: &[u8], after: &[u8]) -> Result<(), WriteError> {
    // The target of symbolic links.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let has_changed = || match read::read(&target) {
        Ok(now) if now == before => Ok(()),
        Ok(_) => Err(WriteError::Changed(path.to_owned())),
        Err(error) => Err(WriteError::Unread(error)),
    };
    has_changed()?;
    let other = |error| WriteError::Other { path: path.to_owned(), error };
    let found = fs::metadata(&target).map_err(other)?;
    // Renaming would succeed even on a file that may not be written, so permission is checked first.
    if found.permissions().readonly() || OpenOptions::new().append(true).open(&target).is_err() {
        return Err(WriteError::ReadOnly(path.to_owned()));
    }
    let names = names(&found);
    if names > 1 {
        return Err(WriteError::Linked { path: path.to_owned(), names });
    }
    let mut refusal = None;
    let unchanged = || {
        has_changed().map_err(|error| {
            refusal = Some(error);
            io::Error::other("it changed")
        })
    };
    let done = write_and_rename(&target, after, Some(&found), unchanged);
    if let Some(error) = refusal {
        return Err(error);
    }
    done.map_err(|error| match error.kind() {
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            WriteError::Folder(path.to_owned())
        }
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
            WriteError::Full(path.to_owned())
        }
        _ => other(error),
    })
}

/// Writes a temporary file and renames it, if `is_allowed` still agrees.
fn write_and_rename(
    path: &Path,
    bytes: &[u8],
    like: Option<&fs::Metadata>,
    is_allowed: impl FnOnce() -> io::Result<()>,
) -> io::Result<()> {
    let temporary_path = temporary_path(path);
    let mut file = lock::create(&temporary_path)?;
    let written = file.write_all(bytes).and_then(|()| {
        if let Some(like) = like {
            copy_metadata(&file, path, like)?;
        }
        file.sync_all()?;
        is_allowed()?;
        fs::rename(&temporary_path, path)
    });
    if written.is_err() {
        let _ = fs::remove_file(&temporary_path);
    } else {
        // Makes the new name durable, where the system supports it.
        let _ = File::open(folder(path)).and_then(|folder| folder.sync_all());
    }
    written
}

/// Copies permissions, owner and group (where allowed) and extended attributes, including
/// access control lists, from the file at a path.
pub(crate) fn copy_metadata(file: &File, path: &Path, like: &fs::Metadata) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::{MetadataExt as _, fchown};
        let current = file.metadata()?;
        if current.uid() != like.uid() || current.gid() != like.gid() {
            let _ = fchown(file, Some(like.uid()), Some(like.gid()))
                .or_else(|_| fchown(file, None, Some(like.gid())));
        }
    }
    copy_attributes(&File::open(path)?, file)?;
    let permissions: Permissions = like.permissions();
    file.set_permissions(permissions)
}

/// How many hard links a file has.
#[cfg(unix)]
fn names(found: &fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::nlink(found)
}

#[cfg(not(unix))]
fn names(_found: &fs::Metadata) -> u64 {
    1
}

/// Where the new version of a file is written first.
pub(crate) fn temporary_path(path: &Path) -> PathBuf {
    let mut name = std::ffi::OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(".annals-new");
    folder(path).join(name)
}

pub(crate) fn folder(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Copies the attributes of a file to another one.
///
/// # Errors
/// If the access control list cannot be copied. Other attributes are copied if possible.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
pub(crate) fn copy_attributes(from: &File, to: &File) -> io::Result<()> {
    use rustix::fs::{XattrFlags, fgetxattr, flistxattr, fsetxattr};
    /// No system allows more for all names of a file, or for a value.
    const LONGEST: usize = 1 << 16;
    /// The access control list.
    const ACCESS: &[u8] = b"system.posix_acl_access";
    let mut names = vec![0; LONGEST];
    let Ok(length) = flistxattr(from, names.as_mut_slice()) else { return Ok(()) };
    let mut value = vec![0; LONGEST];
    let names = names.get(..length).unwrap_or_default();
    for name in names.split(|byte| *byte == 0).filter(|name| !name.is_empty()) {
        let done = fgetxattr(from, name, value.as_mut_slice()).and_then(|length| {
            fsetxattr(to, name, value.get(..length).unwrap_or_default(), XattrFlags::empty())
        });
        match done {
            Err(error) if name == ACCESS => return Err(error.into()),
            _ => {}
        }
    }
    Ok(())
}

/// There are no attributes here.
///
/// # Errors
/// None.
#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
pub(crate) fn copy_attributes(_from: &File, _to: &File) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::{WriteError, replace, write_private};

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<_> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_is_replaced_without_leftovers() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a/b/state.toml");
        for text in ["one", "two"] {
            write_private(&path, text.as_bytes()).unwrap();
            assert_eq!(fs::read_to_string(&path).unwrap(), text);
        }
        assert_eq!(names(path.parent().unwrap()), ["state.toml"]);
        // A folder is in place of the file.
        assert!(write_private(path.parent().unwrap(), b"x").is_err());
        assert_eq!(names(&folder.path().join("a")), ["b"]);
    }

    #[test]
    fn a_changed_file_is_not_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("t.toml");
        fs::write(&path, "theirs").unwrap();
        let refusal = replace(&path, b"before", b"after").unwrap_err();
        assert!(matches!(refusal, WriteError::Changed(_)), "{refusal}");
        assert_eq!(fs::read_to_string(&path).unwrap(), "theirs");
        fs::remove_file(&path).unwrap();
        fs::create_dir(&path).unwrap();
        assert!(matches!(replace(&path, b"theirs", b"after"), Err(WriteError::Unread(_))));
        assert_eq!(names(folder.path()), ["t.toml"]);
    }

    #[test]
    fn leftovers_of_a_killed_writer_are_removed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("t.toml");
        fs::write(&path, "before").unwrap();
        fs::write(super::temporary_path(&path), "half of").unwrap();
        replace(&path, b"before", b"after").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "after");
        assert_eq!(names(folder.path()), ["t.toml"]);
    }

    #[cfg(unix)]
    #[test]
    fn permissions_and_links_are_kept() {
        use std::os::unix::fs::{PermissionsExt as _, symlink};
        let folder = tempfile::tempdir().unwrap();
        let (path, link) = (folder.path().join("t.toml"), folder.path().join("link.toml"));
        fs::write(&path, "before").unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        symlink("t.toml", &link).unwrap();
        replace(&link, b"before", b"after").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(&path).unwrap(), "after");
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
        fs::set_permissions(&path, fs::Permissions::from_mode(0o440)).unwrap();
        let refusal = replace(&link, b"after", b"more").unwrap_err();
        assert!(matches!(refusal, WriteError::ReadOnly(_)), "{refusal}");
        assert_eq!(names(folder.path()), ["link.toml", "t.toml"]);
    }

    /// The other names would silently keep the old content.
    #[cfg(unix)]
    #[test]
    fn a_file_with_hard_links_is_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let (path, other) = (folder.path().join("t.toml"), folder.path().join("other.toml"));
        fs::write(&path, "before").unwrap();
        fs::hard_link(&path, &other).unwrap();
        let refusal = replace(&path, b"before", b"after").unwrap_err();
        assert!(matches!(refusal, WriteError::Linked { names: 2, .. }), "{refusal}");
        assert_eq!(fs::read_to_string(&other).unwrap(), "before");
        fs::remove_file(&other).unwrap();
        replace(&path, b"before", b"after").unwrap();
        assert_eq!(names(folder.path()), ["t.toml"]);
    }

    /// A dangling link at the path of the temporary file must not be followed.
    #[cfg(unix)]
    #[test]
    fn a_link_at_the_temporary_path_is_not_followed() {
        let folder = tempfile::tempdir().unwrap();
        let (path, victim) = (folder.path().join("t.toml"), folder.path().join("victim"));
        fs::write(&path, "before").unwrap();
        fs::write(&victim, "mine").unwrap();
        std::os::unix::fs::symlink(&victim, super::temporary_path(&path)).unwrap();
        replace(&path, b"before", b"after").unwrap();
        assert_eq!(fs::read_to_string(&victim).unwrap(), "mine");
        assert_eq!(fs::read_to_string(&path).unwrap(), "after");
    }

    /// Of several writers that read the same version, one succeeds and the others get an error.
    #[test]
    #[expect(clippy::disallowed_methods, reason = "the test needs several writers at once")]
    fn of_several_writers_only_one_succeeds() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("t.toml");
        fs::write(&path, "before").unwrap();
        let writers: Vec<_> = (0..8)
            .map(|number| {
                let path = path.clone();
                std::thread::spawn(move || replace(&path, b"before", format!("{number}").as_bytes()))
            })
            .collect();
        let ended: Vec<_> = writers.into_iter().map(|writer| writer.join().unwrap()).collect();
        assert_eq!(ended.iter().filter(|one| one.is_ok()).count(), 1, "{ended:?}");
        assert!(
            ended.iter().all(|one| one.is_ok() || matches!(one, Err(WriteError::Changed(_)))),
            "{ended:?}"
        );
        assert_eq!(names(folder.path()), ["t.toml"]);
    }
}

#[cfg(all(test, target_os = "linux"))]
mod attribute_tests {
    use rustix::fs::{XattrFlags, fgetxattr, fsetxattr};

    use super::{File, copy_attributes};

    #[test]
    #[expect(clippy::disallowed_methods, reason = "a test makes files")]
    fn extended_attributes_are_copied() {
        let folder = tempfile::tempdir().unwrap();
        let make = |name: &str| File::create(folder.path().join(name)).unwrap();
        let (from, to) = (make("from"), make("to"));
        if fsetxattr(&from, "user.note", b"kept", XattrFlags::empty()).is_err() {
            eprintln!("skipped: this disk has no attributes");
            return;
        }
        copy_attributes(&from, &to).unwrap();
        let mut value = [0; 16];
        let length = fgetxattr(&to, "user.note", value.as_mut_slice()).unwrap();
        assert_eq!(&value[..length], b"kept");
    }
}
