//! The file of a picture: a regular file of limited size, inside the folder of the timeline even after following links.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Component, Path, PathBuf};
use std::time::SystemTime;

/// In bytes.
const LARGEST: u64 = 32 << 20;

/// Detects whether a file has changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FileState {
    pub path: PathBuf,
    length: u64,
    changed: Option<SystemTime>,
}

/// An open picture file.
#[derive(Debug)]
pub(crate) struct PictureFile {
    file: File,
    pub state: FileState,
}

/// Why there is no picture, as a sentence without its full stop.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum PictureFileError {
    /// There is no file, or it cannot be read.
    Missing(String),
    /// It is not below the timeline's folder.
    Outside(String),
    /// It is not a regular file.
    Special(String),
    Large(String),
}

impl PictureFileError {
    #[must_use]
    pub(crate) fn words(self) -> String {
        match self {
            Self::Missing(words) | Self::Outside(words) | Self::Special(words) | Self::Large(words) => words,
        }
    }
}

/// Why a picture of a timeline cannot be found and opened, as a sentence without its full stop; `None` if it can.
#[must_use]
pub(crate) fn picture_problem(timeline: &Path, path: &str) -> Option<String> {
    find(timeline, path).err().map(PictureFileError::words)
}

/// Finds and opens a picture's file.
///
/// # Errors
/// The obstacle, as a sentence without its full stop.
pub(crate) fn find(timeline: &Path, path: &str) -> Result<PictureFile, PictureFileError> {
    let relative = Path::new(path);
    let is_inside = |step| matches!(step, Component::Normal(_) | Component::CurDir);
    if !relative.components().all(is_inside) {
        return Err(PictureFileError::Outside(format!("`{path}` is not in the timeline's folder")));
    }
    let folder = match timeline.parent() {
        Some(folder) if folder.as_os_str() != "" => folder,
        _ => Path::new("."),
    };
    let folder = folder
        .canonicalize()
        .map_err(|_| PictureFileError::Missing("the timeline's folder cannot be found".to_owned()))?;
    let whole = folder.join(relative).canonicalize().map_err(|error| explain(path, &error))?;
    if !whole.starts_with(&folder) {
        return Err(PictureFileError::Outside(format!(
            "`{path}` is a link that leads out of the timeline's folder"
        )));
    }
    let file = open(&whole).map_err(|error| explain(path, &error))?;
    // From the open file: the name may lead elsewhere by now.
    let found = file.metadata().map_err(|error| explain(path, &error))?;
    if !found.is_file() {
        return Err(PictureFileError::Special(format!("`{path}` is not a regular file")));
    }
    if found.len() > LARGEST {
        return Err(PictureFileError::Large(format!(
            "`{path}` is {} MB; {} MB is the limit",
            found.len() >> 20,
            LARGEST >> 20
        )));
    }
    Ok(PictureFile {
        file,
        state: FileState { path: whole, length: found.len(), changed: found.modified().ok() },
    })
}

impl PictureFile {
    #[must_use]
    pub(crate) fn length(&self) -> u64 {
        self.state.length
    }

    /// All bytes.
    ///
    /// # Errors
    /// The obstacle, as a sentence without its full stop.
    pub(crate) fn read(self, path: &str) -> Result<Vec<u8>, PictureFileError> {
        let mut bytes = Vec::new();
        self.file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(|error| explain(path, &error))?;
        if bytes.len() as u64 > LARGEST {
            return Err(PictureFileError::Large(format!("`{path}` grew while it was being read")));
        }
        Ok(bytes)
    }
}

/// Opens a file without blocking: opening a pipe would wait for a writer.
#[cfg(unix)]
fn open(path: &Path) -> io::Result<File> {
    use rustix::fs::{Mode, OFlags};
    let flags = OFlags::RDONLY | OFlags::NONBLOCK | OFlags::NOFOLLOW | OFlags::CLOEXEC | OFlags::NOCTTY;
    Ok(rustix::fs::open(path, flags, Mode::empty())?.into())
}

#[cfg(not(unix))]
#[expect(clippy::disallowed_methods, reason = "this is the layer that reads files")]
fn open(path: &Path) -> io::Result<File> {
    File::open(path)
}

fn explain(path: &str, error: &io::Error) -> PictureFileError {
    let words = match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => format!("there is no file `{path}`"),
        io::ErrorKind::PermissionDenied => format!("no permission to read `{path}`"),
        io::ErrorKind::IsADirectory => {
            return PictureFileError::Special(format!("`{path}` is not a regular file"));
        }
        _ => format!("`{path}` cannot be read: {error}"),
    };
    PictureFileError::Missing(words)
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "a test writes its files")]
mod tests {
    use std::fs;
    use std::path::Path;

    use super::{LARGEST, find};

    /// A folder `in` with a timeline and a picture, and a file outside it.
    fn folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir_all(folder.path().join("in/images")).unwrap();
        fs::write(folder.path().join("in/images/a.png"), "picture").unwrap();
        fs::write(folder.path().join("secret"), "no").unwrap();
        fs::create_dir(folder.path().join("in-beside")).unwrap();
        fs::write(folder.path().join("in-beside/b.png"), "no").unwrap();
        folder
    }

    #[track_caller]
    fn is_refused(folder: &Path, path: &str, why: &str) {
        let error = find(&folder.join("in/t.toml"), path).unwrap_err().words();
        assert!(error.contains(why), "{path}: {error}");
    }

    #[test]
    fn a_picture_in_a_subfolder_is_read() {
        let folder = folder();
        for path in ["images/a.png", "./images/a.png", "images/./a.png"] {
            let found = find(&folder.path().join("in/t.toml"), path).unwrap();
            assert_eq!(found.read(path).unwrap(), b"picture");
        }
    }

    #[test]
    fn nothing_outside_the_folder_is_read() {
        let folder = folder();
        let secret = folder.path().join("secret");
        for path in ["../secret", "images/../../secret", "..", secret.to_str().unwrap(), "/"] {
            is_refused(folder.path(), path, "is not in the timeline's folder");
        }
        is_refused(folder.path(), "images/no.png", "there is no file");
        is_refused(folder.path(), "images/a.png/b", "there is no file");
        is_refused(folder.path(), "images", "is not a regular file");
        is_refused(folder.path(), "", "is not a regular file");
        let missing = find(&folder.path().join("gone/t.toml"), "a.png").unwrap_err().words();
        assert_eq!(missing, "the timeline's folder cannot be found");
    }

    #[cfg(unix)]
    #[test]
    fn links_out_of_the_folder_are_rejected() {
        use std::os::unix::fs::symlink;
        let folder = folder();
        let inside = folder.path().join("in");
        symlink("../secret", inside.join("out.png")).unwrap();
        symlink("../in-beside", inside.join("out")).unwrap();
        symlink("images/a.png", inside.join("within.png")).unwrap();
        symlink("round.png", inside.join("round.png")).unwrap();
        symlink("/dev/zero", inside.join("endless.png")).unwrap();
        is_refused(folder.path(), "out.png", "is a link that leads out");
        is_refused(folder.path(), "out/b.png", "is a link that leads out");
        is_refused(folder.path(), "endless.png", "is a link that leads out");
        is_refused(folder.path(), "round.png", "cannot be read");
        assert!(find(&inside.join("t.toml"), "within.png").is_ok());
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_does_not_block() {
        let folder = folder();
        let pipe = folder.path().join("in/pipe.png");
        let mode = rustix::fs::Mode::RUSR | rustix::fs::Mode::WUSR;
        rustix::fs::mknodat(rustix::fs::CWD, &pipe, rustix::fs::FileType::Fifo, mode, 0).unwrap();
        is_refused(folder.path(), "pipe.png", "is not a regular file");
    }

    #[test]
    fn a_huge_file_is_not_read() {
        let folder = folder();
        let file = fs::File::create(folder.path().join("in/huge.png")).unwrap();
        file.set_len(LARGEST + 1).unwrap();
        is_refused(folder.path(), "huge.png", "32 MB is the limit");
    }
}
