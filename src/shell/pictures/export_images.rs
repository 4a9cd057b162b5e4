//! The pictures that an export embeds: files below the timeline's folder, of limited size, in formats that every browser
//! shows. The format is recognized by the first bytes, not by the name.

use std::cell::Cell;
use std::path::PathBuf;

use crate::export::{Picture, PictureError, Pictures};
use crate::shell::pictures::picture_file::{self, PictureFileError};

/// In bytes.
const MAX_FILE: u64 = 4 << 20;
/// In bytes, for all pictures together: a page has to open quickly and be sent by mail.
const MAX_TOTAL: u64 = 32 << 20;

/// The pictures in and below a timeline's folder.
#[derive(Debug)]
pub(crate) struct FolderPictures {
    timeline: Option<PathBuf>,
    remaining: Cell<u64>,
}

impl FolderPictures {
    /// None are found if there is no file.
    #[must_use]
    pub(crate) fn new(timeline: Option<PathBuf>) -> Self {
        Self { timeline, remaining: Cell::new(MAX_TOTAL) }
    }
}

impl Pictures for FolderPictures {
    fn picture(&self, path: &str) -> Result<Picture, PictureError> {
        let timeline = self.timeline.as_deref().ok_or(PictureError::Missing)?;
        let why = |lack: PictureFileError| match lack {
            PictureFileError::Missing(_) => PictureError::Missing,
            PictureFileError::Outside(_) => PictureError::Elsewhere,
            PictureFileError::Special(_) => PictureError::Unknown,
            PictureFileError::Large(_) => PictureError::TooLarge,
        };
        let found = picture_file::find(timeline, path).map_err(why)?;
        if found.length() > MAX_FILE.min(self.remaining.get()) {
            return Err(PictureError::TooLarge);
        }
        let bytes = found.read(path).map_err(why)?;
        let media = media(&bytes).ok_or(PictureError::Unknown)?;
        self.remaining.set(self.remaining.get().saturating_sub(bytes.len() as u64));
        Ok(Picture { media, bytes })
    }
}

/// The media type of a picture, by its first bytes.
fn media(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some("image/png"),
        [0xff, 0xd8, 0xff, ..] => Some("image/jpeg"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some("image/webp"),
        _ => None,
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "a test writes its files")]
mod tests {
    use std::fs;

    use super::{FolderPictures, MAX_FILE};
    use crate::export::{PictureError, Pictures as _};

    const PNG: &[u8] = b"\x89PNG\r\n\x1a\nrest";

    #[test]
    fn pictures_are_recognized_by_their_bytes() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("images")).unwrap();
        let jpeg: &[u8] = b"\xff\xd8\xff\xe0";
        for (name, bytes) in [
            ("a.png", PNG),
            ("images/b.txt", jpeg),
            ("c", b"RIFF\0\0\0\0WEBPVP8 "),
            ("d.png", b"<svg onload=\"alert(1)\">"),
            ("e.png", b""),
        ] {
            fs::write(folder.path().join(name), bytes).unwrap();
        }
        let pictures = FolderPictures::new(Some(folder.path().join("t.toml")));
        let media = |path| pictures.picture(path).map(|picture| picture.media);
        assert_eq!(media("a.png"), Ok("image/png"));
        assert_eq!(media("./images/b.txt"), Ok("image/jpeg"));
        assert_eq!(media("c"), Ok("image/webp"));
        assert_eq!(media("d.png"), Err(PictureError::Unknown));
        assert_eq!(media("e.png"), Err(PictureError::Unknown));
        assert_eq!(media("images"), Err(PictureError::Unknown));
        assert_eq!(media("no.png"), Err(PictureError::Missing));
        assert_eq!(media("../a.png"), Err(PictureError::Elsewhere));
        assert_eq!(FolderPictures::new(None).picture("a.png"), Err(PictureError::Missing));
    }

    #[test]
    fn too_large_a_picture_is_rejected() {
        let folder = tempfile::tempdir().unwrap();
        let file = fs::File::create(folder.path().join("a.png")).unwrap();
        file.set_len(MAX_FILE + 1).unwrap();
        let pictures = FolderPictures::new(Some(folder.path().join("t.toml")));
        assert_eq!(pictures.picture("a.png"), Err(PictureError::TooLarge));
    }
}
