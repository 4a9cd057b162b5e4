//! Where a talk and its notes meet: sockets in a folder that is the user's alone, one for each talk, named by its number.
//!
//! The folder is `annals` in the user's runtime folder (`XDG_RUNTIME_DIR`, which counts if it is the user's own), or else
//! one in the folder for temporary files. It has the mode 0700 and is no symbolic link; one that is somebody else's, or
//! open to others, is not used. That alone keeps others out, on every Unix: nobody else can come to a socket in it, nor
//! put one there. Where the system says whose the other end of a connection is, which Linux does, that is asked as well.

#![expect(clippy::disallowed_methods, reason = "the environment and the file system are seen here")]

use std::fs::{self, DirBuilder, Metadata};
use std::io;
use std::os::unix::fs::{DirBuilderExt as _, FileTypeExt as _, MetadataExt as _};
use std::os::unix::net::{SocketAddr, UnixListener, UnixStream};
use std::path::{Path, PathBuf};

use rustix::process::geteuid;

/// The most talks at a time.
const MOST: u32 = 99;
/// What a socket is called, before its number.
const NAME: &str = "briefing-";

/// Why a talk and its notes cannot meet.
#[derive(Debug, thiserror::Error)]
pub enum NoMeeting {
    /// The folder is not the user's alone.
    #[error("{} {why}", .folder.display())]
    Folder {
        /// The folder.
        folder: PathBuf,
        /// What is the matter with it, and what to do.
        why: String,
    },
    /// A path that no socket can have.
    #[error(
        "the path {} is too long for a socket; set XDG_RUNTIME_DIR to a folder with a shorter one", .0.display()
    )]
    TooLong(PathBuf),
    /// All numbers are taken.
    #[error("{MOST} briefings are already running")]
    Full,
    /// It cannot be done.
    #[error("{0}")]
    Failed(#[from] io::Error),
}

/// The folder for sockets, which is made if it is not there.
///
/// # Errors
/// If it is not the user's alone.
pub fn folder() -> Result<PathBuf, NoMeeting> {
    let own = std::env::var_os("XDG_RUNTIME_DIR")
        .map(PathBuf::from)
        .filter(|path| path.is_absolute())
        .filter(|path| fs::metadata(path).is_ok_and(|found| found.is_dir() && is_own(&found)));
    let folder = match own {
        Some(own) => own.join("annals"),
        None => std::env::temp_dir().join(format!("annals-{}", geteuid().as_raw())),
    };
    match DirBuilder::new().mode(0o700).create(&folder) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
            let why = format!("cannot be made: {error}");
            return Err(NoMeeting::Folder { folder, why });
        }
        _ => {}
    }
    match trouble_with(&fs::symlink_metadata(&folder)?) {
        Some(why) => Err(NoMeeting::Folder { folder, why }),
        None => Ok(folder),
    }
}

/// What is the matter with a folder for sockets.
fn trouble_with(found: &Metadata) -> Option<String> {
    let mode = found.mode() & 0o777;
    if found.is_symlink() {
        Some("is a symbolic link: remove it".to_owned())
    } else if !found.is_dir() {
        Some("is not a folder: remove it".to_owned())
    } else if !is_own(found) {
        Some("belongs to another user: set XDG_RUNTIME_DIR to a folder of yours".to_owned())
    } else if mode & 0o077 != 0 {
        Some(format!("is accessible to others (mode {mode:o}): run chmod 700 on it"))
    } else {
        None
    }
}

fn is_own(found: &Metadata) -> bool {
    found.uid() == geteuid().as_raw()
}

/// A socket of a new talk, and its path; its number is the lowest that is free.
///
/// # Errors
/// If there is no folder for it, or no number left.
pub fn listen() -> Result<(UnixListener, PathBuf), NoMeeting> {
    let folder = folder()?;
    // It gets its name when it listens already: who sees the name can come, and who finds it deaf knows that it is dead.
    let hidden = folder.join(format!(".{}", std::process::id()));
    let longest = folder.join(format!("{NAME}{MOST}"));
    for path in [&hidden, &longest] {
        if SocketAddr::from_pathname(path).is_err() {
            return Err(NoMeeting::TooLong(path.clone()));
        }
    }
    // Left behind by a process that had the same number.
    let _ = fs::remove_file(&hidden);
    let listener = UnixListener::bind(&hidden)?;
    for number in 1..=MOST {
        let path = folder.join(format!("{NAME}{number}"));
        let mut linked = name(&hidden, &path);
        if linked.as_ref().is_err_and(|error| error.kind() == io::ErrorKind::AlreadyExists) && clear(&path) {
            linked = name(&hidden, &path);
        }
        match linked {
            Ok(()) => {
                let _ = fs::remove_file(&hidden);
                return Ok((listener, path));
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => {
                let _ = fs::remove_file(&hidden);
                return Err(error.into());
            }
        }
    }
    let _ = fs::remove_file(&hidden);
    Err(NoMeeting::Full)
}

/// Gives a socket its name, if no file has it. A link fails where a file is; where a socket can have no link it is renamed.
fn name(hidden: &Path, path: &Path) -> io::Result<()> {
    match fs::hard_link(hidden, path) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists && fs::symlink_metadata(path).is_err() => {
            fs::rename(hidden, path)
        }
        linked => linked,
    }
}

/// Takes a socket away that nobody listens on any more; says if it did.
fn clear(path: &Path) -> bool {
    let is_deaf = match UnixStream::connect(path) {
        Err(error) => error.kind() == io::ErrorKind::ConnectionRefused,
        Ok(_) => false,
    };
    is_deaf && is_own_socket(path) && fs::remove_file(path).is_ok()
}

fn is_own_socket(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|found| found.file_type().is_socket() && is_own(&found))
}

/// The sockets of a folder with their numbers, in their order, connected to. Those that are dead are taken away, and
/// those that are not the user's are passed over.
///
/// # Errors
/// If the folder cannot be read.
pub fn talks(folder: &Path) -> io::Result<Vec<(u32, UnixStream)>> {
    let number = |name: &str| name.strip_prefix(NAME)?.parse().ok();
    let mut talks = Vec::new();
    for found in fs::read_dir(folder)?.flatten() {
        let Some(number) = found.file_name().to_str().and_then(number) else { continue };
        let path = found.path();
        if !is_own_socket(&path) {
            continue;
        }
        match UnixStream::connect(&path) {
            Ok(stream) if is_trusted(&stream) => talks.push((number, stream)),
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::ConnectionRefused => {
                let _ = fs::remove_file(&path);
            }
            Err(_) => {}
        }
    }
    talks.sort_by_key(|(number, _)| *number);
    Ok(talks)
}

/// Whether the other end of a connection is the user's, as far as the system says.
#[cfg(any(target_os = "linux", target_os = "android"))]
pub fn is_trusted(stream: &UnixStream) -> bool {
    rustix::net::sockopt::socket_peercred(stream).is_ok_and(|peer| peer.uid == geteuid())
}

/// Whether the other end of a connection is the user's: the folder's mode has seen to that.
#[cfg(not(any(target_os = "linux", target_os = "android")))]
pub fn is_trusted(_stream: &UnixStream) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::PermissionsExt as _;

    use super::trouble_with;

    #[test]
    fn a_folder_is_the_users_alone_or_is_not_used() {
        let scratch = tempfile::tempdir().unwrap();
        let folder = scratch.path().join("annals");
        fs::create_dir(&folder).unwrap();
        let said = |mode| {
            fs::set_permissions(&folder, fs::Permissions::from_mode(mode)).unwrap();
            trouble_with(&fs::symlink_metadata(&folder).unwrap())
        };
        assert_eq!(said(0o700), None);
        assert!(said(0o755).unwrap().contains("mode 755"));
        let link = scratch.path().join("link");
        std::os::unix::fs::symlink(&folder, &link).unwrap();
        assert!(trouble_with(&fs::symlink_metadata(&link).unwrap()).unwrap().contains("symbolic link"));
        let file = scratch.path().join("file");
        fs::write(&file, "").unwrap();
        assert!(trouble_with(&fs::symlink_metadata(&file).unwrap()).unwrap().contains("not a folder"));
        if rustix::process::geteuid().is_root() {
            std::os::unix::fs::chown(&folder, Some(12_345), None).unwrap();
            assert!(said(0o700).unwrap().contains("another user"));
        }
    }
}
