//! The sockets between briefings and their notes, in a private folder: one per briefing, named by its number.
//!
//! The folder is `annals` in `XDG_RUNTIME_DIR`, if that belongs to the user, or else one in the folder for temporary
//! files. It has mode 0700 and is not a symbolic link; one that belongs to another user or is open to others is
//! rejected. That alone keeps other users out, on every Unix: they can neither reach a socket in it nor put one there.
//! Linux also reports who is at the other end of a connection, which is checked as well.

#![expect(clippy::disallowed_methods, reason = "the environment and the file system are seen here")]

use std::fs::{self, DirBuilder, Metadata, Permissions};
use std::io::{self, BufRead, BufReader, Read as _};
use std::net::Shutdown;
use std::os::unix::fs::{DirBuilderExt as _, FileTypeExt as _, MetadataExt as _, PermissionsExt as _, chown};
use std::os::unix::net::{SocketAddr, UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustix::process::geteuid;

use crate::text::sanitize::quoted;

const MAX_BRIEFINGS: u32 = 99;
const PREFIX: &str = "briefing-";

/// Why there can be no socket.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SocketError {
    /// The folder is not private.
    #[error("{} {why}", .folder.display())]
    Folder {
        /// The folder.
        folder: PathBuf,
        /// What is wrong with it, and what to do.
        why: String,
    },
    #[error(
        "the path {} is too long for a socket; set XDG_RUNTIME_DIR to a folder with a shorter one", .0.display()
    )]
    TooLong(PathBuf),
    #[error("{MAX_BRIEFINGS} briefings are already running")]
    Full,
    #[error("{0}")]
    Failed(#[from] io::Error),
}

/// The folder for sockets, created if necessary.
///
/// # Errors
/// If it is not private.
pub(crate) fn folder() -> Result<PathBuf, SocketError> {
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
            return Err(SocketError::Folder { folder, why });
        }
        _ => {}
    }
    match problem_with(&fs::symlink_metadata(&folder)?) {
        Some(why) => Err(SocketError::Folder { folder, why }),
        None => Ok(folder),
    }
}

/// The folder for the sockets of what a user shares with a group. Who may enter it may follow: the folder has mode 0750
/// and is the group's.
fn shared_by(user: u32, group: u32, number: u32) -> PathBuf {
    Path::new(SHARED).join(format!("{SHARED_PREFIX}{user}-{group}-{number}"))
}

/// How many names a folder may have: somebody else may have taken one.
const NAMES: u32 = 9;

/// Where folders that are shared with a group stand: everybody finds this one.
pub(crate) const SHARED: &str = "/tmp";
pub(crate) const SHARED_PREFIX: &str = "annals-of-";
const SHARED_MODE: u32 = 0o750;

/// The number of a group that the user belongs to.
///
/// # Errors
/// Why nothing can be shared with it, as a sentence without its full stop.
pub(crate) fn group(name: &str) -> Result<u32, String> {
    let found = nix::unistd::Group::from_name(name).ok().flatten();
    let Some(found) = found.map(|group| group.gid) else {
        return Err(format!("there is no group {}", quoted(name)));
    };
    let own = nix::unistd::getgroups().unwrap_or_default();
    if !own.contains(&found) && nix::unistd::getegid() != found && !geteuid().is_root() {
        return Err(format!("you do not belong to the group {}", quoted(name)));
    }
    Ok(found.as_raw())
}

/// The folder to share with a group, created if necessary.
///
/// # Errors
/// If it is not as it must be.
pub(crate) fn folder_of(group: u32) -> Result<PathBuf, SocketError> {
    let user = geteuid().as_raw();
    for folder in (1..=NAMES).map(|number| shared_by(user, group, number)) {
        let _ = DirBuilder::new().mode(0o700).create(&folder);
        let found = fs::symlink_metadata(&folder)?;
        // What belongs to somebody else is left to him.
        if found.is_dir() && found.uid() == user {
            chown(&folder, None, Some(group))?;
            fs::set_permissions(&folder, Permissions::from_mode(SHARED_MODE))?;
            if shared_problem(&fs::symlink_metadata(&folder)?, user, group).is_none() {
                return Ok(folder);
            }
        }
    }
    let folder = shared_by(user, group, NAMES);
    Err(SocketError::Folder { folder, why: "and the names before it are taken by others".to_owned() })
}

/// What is wrong with a folder that a user shares with a group.
fn shared_problem(found: &Metadata, user: u32, group: u32) -> Option<&'static str> {
    let is_right = found.is_dir() && found.mode() & 0o777 == SHARED_MODE;
    (!is_right || found.uid() != user || found.gid() != group).then_some("is not what is shared with a group")
}

/// Lets the group in that a folder is shared with, and tells those who wait.
///
/// # Errors
/// If the socket cannot be given to the group.
pub(crate) fn let_in(folder: &Path, socket: &Path, group: u32) -> Result<(), SocketError> {
    chown(socket, None, Some(group))?;
    fs::set_permissions(socket, Permissions::from_mode(0o660))?;
    // Who waits watches the folder that this one stands in.
    Ok(fs::set_permissions(folder, Permissions::from_mode(SHARED_MODE))?)
}

/// The folders that other users share with a group of this one, and whose they are.
pub(crate) fn shared_folders() -> Vec<(PathBuf, u32)> {
    let own: Vec<u32> =
        nix::unistd::getgroups().unwrap_or_default().iter().map(|group| group.as_raw()).collect();
    let whose = |name: &str| -> Option<(u32, u32)> {
        let mut numbers = name.strip_prefix(SHARED_PREFIX)?.split('-').map(str::parse);
        Some((numbers.next()?.ok()?, numbers.next()?.ok()?))
    };
    let found = fs::read_dir(SHARED).into_iter().flatten().flatten();
    let named = found.filter_map(|entry| Some((entry.path(), whose(entry.file_name().to_str()?)?)));
    let mut folders: Vec<(PathBuf, u32)> = named
        .filter(|(_, (user, group))| own.contains(group) && *user != geteuid().as_raw())
        .filter(|(path, (user, group))| {
            fs::symlink_metadata(path).is_ok_and(|found| shared_problem(&found, *user, *group).is_none())
        })
        .map(|(path, (user, _))| (path, user))
        .collect();
    folders.sort_unstable();
    folders
}

/// What is wrong with a folder for sockets.
fn problem_with(found: &Metadata) -> Option<String> {
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

/// A socket for a new briefing, and its path; it gets the lowest free number.
///
/// # Errors
/// If there is no folder for it, or no number left.
pub(crate) fn listen(folder: &Path) -> Result<(UnixListener, PathBuf), SocketError> {
    // It gets its name only once it is listening: a named socket that refuses connections is dead.
    let hidden = folder.join(format!(".{}", std::process::id()));
    let longest = folder.join(format!("{PREFIX}{MAX_BRIEFINGS}"));
    for path in [&hidden, &longest] {
        if SocketAddr::from_pathname(path).is_err() {
            return Err(SocketError::TooLong(path.clone()));
        }
    }
    // Left behind by a process that had the same id.
    let _ = fs::remove_file(&hidden);
    let listener = UnixListener::bind(&hidden)?;
    for number in 1..=MAX_BRIEFINGS {
        let path = folder.join(format!("{PREFIX}{number}"));
        let mut linked = name(&hidden, &path);
        if linked.as_ref().is_err_and(|error| error.kind() == io::ErrorKind::AlreadyExists)
            && remove_if_dead(&path)
        {
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
    Err(SocketError::Full)
}

/// Gives a socket its name, if that is free. Linking fails if it is taken; sockets that cannot be linked are renamed.
fn name(hidden: &Path, path: &Path) -> io::Result<()> {
    match fs::hard_link(hidden, path) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists && fs::symlink_metadata(path).is_err() => {
            fs::rename(hidden, path)
        }
        linked => linked,
    }
}

/// Removes a socket if nobody listens on it. Returns whether it did.
fn remove_if_dead(path: &Path) -> bool {
    let is_dead = match UnixStream::connect(path) {
        Err(error) => error.kind() == io::ErrorKind::ConnectionRefused,
        Ok(_) => false,
    };
    is_dead && is_own_socket(path) && fs::remove_file(path).is_ok()
}

fn is_own_socket(path: &Path) -> bool {
    is_socket_of(path, geteuid().as_raw())
}

fn is_socket_of(path: &Path, user: u32) -> bool {
    fs::symlink_metadata(path).is_ok_and(|found| found.file_type().is_socket() && found.uid() == user)
}

/// Connects to all sockets of a user in a folder, by number. Dead ones of one's own are removed, and those of other
/// users are skipped.
///
/// # Errors
/// If the folder cannot be read.
pub(crate) fn connect_all(folder: &Path, user: u32) -> io::Result<Vec<(u32, UnixStream)>> {
    let number = |name: &str| name.strip_prefix(PREFIX)?.parse().ok();
    let mut streams = Vec::new();
    for found in fs::read_dir(folder)?.flatten() {
        let Some(number) = found.file_name().to_str().and_then(number) else { continue };
        let path = found.path();
        if !is_socket_of(&path, user) {
            continue;
        }
        match UnixStream::connect(&path) {
            Ok(stream) if is_trusted(&stream, user) => streams.push((number, stream)),
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::ConnectionRefused && is_own_socket(&path) => {
                let _ = fs::remove_file(&path);
            }
            Err(_) => {}
        }
    }
    streams.sort_by_key(|(number, _)| *number);
    Ok(streams)
}

/// Whether a user is at the other end of a connection.
#[cfg(any(target_os = "linux", target_os = "android"))]
pub(crate) fn is_trusted(stream: &UnixStream, user: u32) -> bool {
    rustix::net::sockopt::socket_peercred(stream).is_ok_and(|peer| peer.uid.as_raw() == user)
}

/// Always true: the mode of the folder keeps other users out.
#[cfg(not(any(target_os = "linux", target_os = "android")))]
pub fn is_trusted(_stream: &UnixStream, _user: u32) -> bool {
    true
}

/// A connection that several threads use, with one descriptor.
#[derive(Debug, Clone)]
pub(crate) struct Connection(Arc<UnixStream>);

impl Connection {
    pub(crate) fn new(stream: UnixStream) -> Self {
        Self(Arc::new(stream))
    }

    pub(crate) fn stream(&self) -> &UnixStream {
        &self.0
    }

    /// Ends it, for all who use it.
    pub(crate) fn end(&self) {
        let _ = self.0.shutdown(Shutdown::Both);
    }
}

impl io::Read for Connection {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        (&*self.0).read(to)
    }
}

#[derive(Debug)]
pub(crate) struct Lines {
    stream: BufReader<Connection>,
    longest: usize,
    line: Vec<u8>,
}

impl Lines {
    /// `longest` is in bytes, without the newline.
    pub(crate) fn new(stream: Connection, longest: usize) -> Self {
        Self { stream: BufReader::new(stream), longest, line: Vec::new() }
    }

    pub(crate) fn connection(&self) -> &Connection {
        self.stream.get_ref()
    }

    /// The next line without its newline; `None` at the end.
    ///
    /// # Errors
    /// If a line is too long or incomplete, or the connection fails.
    pub(crate) fn next(&mut self) -> io::Result<Option<&[u8]>> {
        self.line.clear();
        let most = u64::try_from(self.longest + 1).unwrap_or(u64::MAX);
        self.stream.by_ref().take(most).read_until(b'\n', &mut self.line)?;
        match self.line.pop() {
            None => Ok(None),
            Some(b'\n') => Ok(Some(&self.line)),
            Some(_) => Err(io::ErrorKind::InvalidData.into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::PermissionsExt as _;

    use super::{group, problem_with, shared_problem};

    #[test]
    fn a_group_is_one_of_the_users() {
        assert!(group("no-such-group-here").unwrap_err().contains("there is no group"));
        let own = rustix::process::getegid().as_raw();
        let name = nix::unistd::Group::from_gid(own.into()).unwrap().unwrap().name;
        assert_eq!(group(&name), Ok(own));
    }

    #[test]
    fn only_a_folder_of_user_and_group_is_shared() {
        let scratch = tempfile::tempdir().unwrap();
        let (user, of) = (rustix::process::geteuid().as_raw(), rustix::process::getegid().as_raw());
        let problem = |mode, user, of| {
            fs::set_permissions(scratch.path(), fs::Permissions::from_mode(mode)).unwrap();
            shared_problem(&fs::symlink_metadata(scratch.path()).unwrap(), user, of)
        };
        assert_eq!(problem(0o750, user, of), None);
        assert!(problem(0o755, user, of).is_some() && problem(0o770, user, of).is_some());
        assert!(problem(0o750, user + 1, of).is_some() && problem(0o750, user, of + 1).is_some());
    }

    #[test]
    fn only_a_private_folder_is_used() {
        let scratch = tempfile::tempdir().unwrap();
        let folder = scratch.path().join("annals");
        fs::create_dir(&folder).unwrap();
        let problem = |mode| {
            fs::set_permissions(&folder, fs::Permissions::from_mode(mode)).unwrap();
            problem_with(&fs::symlink_metadata(&folder).unwrap())
        };
        assert_eq!(problem(0o700), None);
        assert!(problem(0o755).unwrap().contains("mode 755"));
        let link = scratch.path().join("link");
        std::os::unix::fs::symlink(&folder, &link).unwrap();
        assert!(problem_with(&fs::symlink_metadata(&link).unwrap()).unwrap().contains("symbolic link"));
        let file = scratch.path().join("file");
        fs::write(&file, "").unwrap();
        assert!(problem_with(&fs::symlink_metadata(&file).unwrap()).unwrap().contains("not a folder"));
        if rustix::process::geteuid().is_root() {
            std::os::unix::fs::chown(&folder, Some(12_345), None).unwrap();
            assert!(problem(0o700).unwrap().contains("another user"));
        }
    }
}
