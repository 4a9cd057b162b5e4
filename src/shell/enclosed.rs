//! A timeline's pictures: ordinary files below its folder, of a kind that every browser shows, and not too large.
//!
//! A file that somebody sent can name any path. So a path leads down alone, also by way of links, and what it leads to
//! is taken by its first bytes, not by its name.

#![expect(clippy::disallowed_methods, reason = "this is the storey that reads files")]

use std::cell::Cell;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use crate::export::{Picture, PictureError, Pictures};

/// The largest picture that is taken along, in bytes.
const LARGEST: u64 = 4 << 20;
/// How much all pictures together may have, in bytes: a page is opened by a browser and sent by mail.
const ALL: u64 = 32 << 20;

/// The pictures below a folder.
#[derive(Debug)]
pub struct Below {
    folder: Option<PathBuf>,
    left: Cell<u64>,
}

impl Below {
    /// Those below a folder, which is given whole; none where there is no folder.
    #[must_use]
    pub fn new(folder: Option<PathBuf>) -> Self {
        Self { folder, left: Cell::new(ALL) }
    }
}

impl Pictures for Below {
    fn picture(&self, path: &str) -> Result<Picture, PictureError> {
        let folder = self.folder.as_deref().ok_or(PictureError::Missing)?;
        let leads_down = |part: Component<'_>| matches!(part, Component::Normal(_) | Component::CurDir);
        if path.is_empty() || !Path::new(path).components().all(leads_down) {
            return Err(PictureError::Elsewhere);
        }
        let missing = |_: io::Error| PictureError::Missing;
        let file = fs::canonicalize(folder.join(path)).map_err(missing)?;
        if !file.starts_with(folder) {
            return Err(PictureError::Elsewhere);
        }
        let found = fs::metadata(&file).map_err(missing)?;
        if !found.is_file() {
            return Err(PictureError::Unknown);
        }
        if found.len() > LARGEST.min(self.left.get()) {
            return Err(PictureError::TooLarge);
        }
        let bytes = fs::read(&file).map_err(missing)?;
        let media = media(&bytes).ok_or(PictureError::Unknown)?;
        self.left.set(self.left.get().saturating_sub(bytes.len() as u64));
        Ok(Picture { media, bytes })
    }
}

/// The type of a picture by its first bytes.
fn media(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some("image/png"),
        [0xff, 0xd8, 0xff, ..] => Some("image/jpeg"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some("image/webp"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{Below, LARGEST};
    use crate::export::{PictureError, Pictures as _};

    const PNG: &[u8] = b"\x89PNG\r\n\x1a\nrest";

    #[test]
    fn pictures_are_known_by_their_bytes() {
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
        let below = Below::new(Some(folder.path().canonicalize().unwrap()));
        let media = |path| below.picture(path).map(|picture| picture.media);
        assert_eq!(media("a.png"), Ok("image/png"));
        assert_eq!(media("./images/b.txt"), Ok("image/jpeg"));
        assert_eq!(media("c"), Ok("image/webp"));
        assert_eq!(media("d.png"), Err(PictureError::Unknown));
        assert_eq!(media("e.png"), Err(PictureError::Unknown));
        assert_eq!(media("images"), Err(PictureError::Unknown));
        assert_eq!(media("no.png"), Err(PictureError::Missing));
        assert_eq!(Below::new(None).picture("a.png"), Err(PictureError::Missing));
    }

    #[test]
    fn no_path_leads_out() {
        let around = tempfile::tempdir().unwrap();
        let folder = around.path().join("own");
        fs::create_dir(&folder).unwrap();
        fs::write(around.path().join("secret.png"), PNG).unwrap();
        #[cfg(unix)]
        for (to, link) in [("../secret.png", "link.png"), ("..", "up")] {
            std::os::unix::fs::symlink(to, folder.join(link)).unwrap();
        }
        let below = Below::new(Some(folder.canonicalize().unwrap()));
        let whole = around.path().join("secret.png").to_string_lossy().into_owned();
        for path in ["", "../secret.png", "x/../../secret.png", &whole, "/etc/passwd"] {
            assert_eq!(below.picture(path), Err(PictureError::Elsewhere), "{path}");
        }
        #[cfg(unix)]
        for path in ["link.png", "up/secret.png"] {
            assert_eq!(below.picture(path), Err(PictureError::Elsewhere), "{path}");
        }
    }

    #[test]
    fn a_picture_too_large_is_left_out() {
        let folder = tempfile::tempdir().unwrap();
        let file = fs::File::create(folder.path().join("a.png")).unwrap();
        file.set_len(LARGEST + 1).unwrap();
        let below = Below::new(Some(folder.path().canonicalize().unwrap()));
        assert_eq!(below.picture("a.png"), Err(PictureError::TooLarge));
    }
}
