//! Stores where the user left each timeline: one small file per timeline, in the state folder.
//!
//! It is named after the timeline and a hash of its path, and readable only by its owner. If it cannot be written, the
//! next start begins at the beginning.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use crate::app::core::reload_changes::{Changes, compare};
use crate::app::core::session::SessionError;
use crate::app::{Loaded, Session};
use crate::load;
use crate::shell::files::{config, read, write};
use crate::text::Document;

/// The largest file that is read, in bytes; the program writes a few hundred.
const LARGEST: u64 = 1 << 20;
/// The longest text that is kept to say at the next visit what has changed, in bytes.
const LARGEST_SEEN: u64 = 1 << 21;

/// `None` if there is no session for the timeline.
///
/// # Errors
/// If the session cannot be used.
pub(crate) fn load(timeline: &Path) -> Result<Option<Session>, SessionError> {
    let Some(path) = place(timeline, "") else { return Ok(None) };
    let Ok((bytes, size)) = read::read_first(&path, LARGEST) else { return Ok(None) };
    let text = String::from_utf8(bytes).ok().filter(|_| size <= LARGEST).ok_or(SessionError::Unreadable)?;
    Session::read(&text).map(Some)
}

pub(crate) fn save(timeline: &Path, session: &Session) {
    let Some(path) = place(timeline, "") else { return };
    let text = format!("# Where you left {:?}\n{}", timeline.display().to_string(), session.text());
    // The program is ending; nobody could do anything about an error.
    let _ = write::write_private(&path, text.as_bytes());
}

/// Keeps a valid text that was shown, if it is not too long.
pub(crate) fn save_seen(timeline: &Path, shown: &Loaded) {
    let text = shown.document.text();
    let is_short = shown.source.is_none() && text.len() as u64 <= LARGEST_SEEN;
    if let Some(path) =
        place(timeline, ".seen").filter(|_| is_short && !shown.is_broken() && !shown.is_beginning)
    {
        let _ = write::write_private(&path, text.as_bytes());
    }
}

/// What has changed since the text that was shown last, and when that was; `None` if nothing.
pub(crate) fn changes_since(timeline: &Path, shown: &Loaded) -> Option<(Changes, SystemTime)> {
    let path = place(timeline, ".seen")?;
    let (bytes, size) = read::read_first(&path, LARGEST_SEEN).ok()?;
    if bytes == shown.document.text().as_bytes() || size > LARGEST_SEEN {
        return None;
    }
    let at = path.metadata().and_then(|data| data.modified()).ok()?;
    let document = Document::new("", String::from_utf8(bytes).ok()?);
    let (before, found) = load::load(&document);
    let changes = compare(&Loaded::new(document, false, before, found), shown);
    (changes.count() > 0).then_some((changes, at))
}

/// `kind` is empty for the session itself.
fn place(timeline: &Path, kind: &str) -> Option<PathBuf> {
    let whole = timeline.canonicalize().ok()?;
    let stem: String = whole
        .file_stem()?
        .to_string_lossy()
        .chars()
        .map(|c| if c.is_alphanumeric() || c == '-' || c == '_' { c } else { '_' })
        .take(40)
        .collect();
    Some(
        config::state_folder()?
            .join(format!("{stem}-{:016x}{kind}.toml", hash(whole.as_os_str().as_encoded_bytes()))),
    )
}

/// FNV-1a, 64 bits, which is stable across versions of the program.
fn hash(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    #[test]
    fn hashes_match_the_fnv_test_vectors() {
        // The test vectors of the function's authors.
        assert_eq!(super::hash(b""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(super::hash(b"foobar"), 0x8594_4171_f739_67e8);
    }
}
