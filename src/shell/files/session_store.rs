//! Stores where the user left each timeline: one small file per timeline, in the state folder.
//!
//! It is named after the timeline and a hash of its path, and readable only by its owner. If it cannot be written, the
//! next start begins at the beginning.

use std::path::{Path, PathBuf};

use crate::app::Session;
use crate::app::core::session::SessionError;
use crate::shell::files::{config, read, write};

/// The largest file that is read, in bytes; the program writes a few hundred.
const LARGEST: u64 = 1 << 20;

/// `None` if there is no session for the timeline.
///
/// # Errors
/// If the session cannot be used.
pub(crate) fn load(timeline: &Path) -> Result<Option<Session>, SessionError> {
    let Some(path) = place(timeline) else { return Ok(None) };
    let Ok((bytes, size)) = read::read_first(&path, LARGEST) else { return Ok(None) };
    let text = String::from_utf8(bytes).ok().filter(|_| size <= LARGEST).ok_or(SessionError::Unreadable)?;
    Session::read(&text).map(Some)
}

pub(crate) fn save(timeline: &Path, session: &Session) {
    let Some(path) = place(timeline) else { return };
    let text = format!("# Where you left {:?}\n{}", timeline.display().to_string(), session.text());
    // The program is ending; nobody could do anything about an error.
    let _ = write::write_private(&path, text.as_bytes());
}

fn place(timeline: &Path) -> Option<PathBuf> {
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
            .join(format!("{stem}-{:016x}.toml", hash(whole.as_os_str().as_encoded_bytes()))),
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
