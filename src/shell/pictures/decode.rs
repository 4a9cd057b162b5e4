//! Decodes pictures, within limits: the size that a picture claims is checked before it is unpacked.

use std::fs::File;
use std::io;
use std::io::{Cursor, Read as _};
use std::path::{Component, Path, PathBuf};
use std::time::SystemTime;

use image::{DynamicImage, ImageDecoder as _, ImageError, ImageFormat, ImageReader, Limits};

const MOST_PIXELS: u64 = 8192 * 8192;
/// In bytes, while unpacking.
const MOST_BYTES: u64 = 320 << 20;

/// Decodes a picture, whatever its file is called.
///
/// # Errors
/// The obstacle, as a sentence without its full stop.
pub(crate) fn decode(path: &str, bytes: &[u8]) -> Result<DynamicImage, String> {
    let format = match image::guess_format(bytes) {
        Ok(format @ (ImageFormat::Png | ImageFormat::Jpeg | ImageFormat::WebP)) => format,
        _ => return Err(format!("`{path}` is not a PNG, JPEG or WebP picture")),
    };
    let name = match format {
        ImageFormat::Png => "PNG",
        ImageFormat::Jpeg => "JPEG",
        _ => "WebP",
    };
    let said = |error: ImageError| match error {
        ImageError::Limits(_) => too_large(path),
        ImageError::IoError(_) => format!("`{path}` is cut off in the middle"),
        _ => format!("`{path}` is not a valid {name} picture"),
    };
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_BYTES);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(said)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_PIXELS || decoder.total_bytes() > MOST_BYTES {
        return Err(too_large(path));
    }
    // Cameras store the orientation instead of turning the picture.
    let orientation = decoder.orientation();
    let mut image = DynamicImage::from_decoder(decoder).map_err(said)?;
    if let Ok(orientation) = orientation {
        image.apply_orientation(orientation);
    }
    Ok(image)
}

fn too_large(path: &str) -> String {
    format!("`{path}` is larger than 8,192 by 8,192 pixels")
}

/// In bytes.
const LARGEST: u64 = 32 << 20;

/// Tells whether a file has changed.
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
    let stays = |step| matches!(step, Component::Normal(_) | Component::CurDir);
    if !relative.components().all(stays) {
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
    // Of the open file: the name may lead elsewhere by now.
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
    fn a_picture_below_the_folder_is_read() {
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
    fn a_link_leads_nowhere_else() {
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
    fn a_pipe_is_not_waited_for() {
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

#[cfg(test)]
mod file_tests {
    use std::io::Cursor;

    use image::{DynamicImage, ImageFormat, RgbImage};

    use super::decode;

    const FORMATS: [ImageFormat; 3] = [ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP];

    fn encoded(format: ImageFormat) -> Vec<u8> {
        let shade = |number: u32| u8::try_from(number).unwrap();
        let mut bytes = Vec::new();
        let image = RgbImage::from_fn(40, 30, |x, y| image::Rgb([shade(x * 6), shade(y * 8), 99]));
        DynamicImage::from(image).write_to(&mut Cursor::new(&mut bytes), format).unwrap();
        bytes
    }

    /// A PNG that says of itself that it is so large, with hardly anything in it.
    fn bomb(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = encoded(ImageFormat::Png);
        bytes[16..20].copy_from_slice(&width.to_be_bytes());
        bytes[20..24].copy_from_slice(&height.to_be_bytes());
        let mut sum = u32::MAX;
        for byte in &bytes[12..29] {
            sum ^= u32::from(*byte);
            for _ in 0..8 {
                sum = if sum & 1 == 1 { (sum >> 1) ^ 0xedb8_8320 } else { sum >> 1 };
            }
        }
        bytes[29..33].copy_from_slice(&(!sum).to_be_bytes());
        bytes
    }

    #[test]
    fn three_formats_are_read_whatever_the_file_is_called() {
        for format in FORMATS {
            for path in ["a.png", "a.jpg", "a"] {
                let image = decode(path, &encoded(format)).unwrap();
                assert_eq!((image.width(), image.height()), (40, 30), "{format:?}");
            }
        }
    }

    #[test]
    fn what_claims_to_be_huge_is_not_unpacked() {
        for (width, height) in [(100_000, 100_000), (8193, 8192), (u32::MAX >> 1, 1), (1, u32::MAX >> 1)] {
            let error = decode("bomb.png", &bomb(width, height)).unwrap_err();
            assert!(error.contains("larger than"), "{width}x{height}: {error}");
        }
        // What is within the limits is refused for what it lacks.
        assert!(!decode("a.png", &bomb(41, 30)).unwrap_err().contains("pixels"));
    }

    #[test]
    fn what_is_broken_is_said_to_be() {
        for format in FORMATS {
            let whole = encoded(format);
            for length in [12, 16, 30, whole.len() / 2] {
                // JPEG may be cut: what is there is shown.
                if let Err(error) = decode("cut", &whole[..length.min(whole.len())]) {
                    assert!(error.starts_with("`cut` "), "{error}");
                } else {
                    assert_eq!(format, ImageFormat::Jpeg);
                }
            }
        }
        for other in [&b"GIF89a\x01\0\x01\0"[..], b"", b"<svg/>", b"\x89PN", b"BM\0\0\0\0"] {
            let error = decode("x", other).unwrap_err();
            assert_eq!(error, "`x` is not a PNG, JPEG or WebP picture");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_bytes_break_it(format in 0_usize..3, at: proptest::sample::Index, byte: u8, length: proptest::sample::Index) {
            let mut bytes = encoded(FORMATS[format]);
            let at = at.index(bytes.len());
            bytes[at] = byte;
            bytes.truncate(length.index(bytes.len()) + 1);
            let _ = decode("x", &bytes);
        }
    }
}
