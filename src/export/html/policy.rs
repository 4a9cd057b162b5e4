//! What the page may do, said in the page itself (Content Security Policy, level 3): use its own style and run its own
//! script, both known by their SHA-256, show pictures that it carries, and nothing else. It may load nothing, send
//! nothing, and be given no other base. Even a text that got past the escaping could not run.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

const STYLE: &str = include_str!("../../../assets/page/page.css");
const SCRIPT: &str = include_str!("../../../assets/page/page.js");

/// What stands in the page beside its text.
pub(crate) struct Policy {
    /// The page's style.
    pub style: String,
    /// The page's script.
    pub script: String,
    /// What it may do.
    pub policy: String,
}

impl Policy {
    /// Style and script as they are sent, and the policy that knows them.
    #[must_use]
    pub(crate) fn new() -> Self {
        // In a style these blanks say nothing.
        let style = sent(STYLE).replace(": ", ":").replace(", ", ",").replace(" {", "{");
        let script = sent(SCRIPT);
        let policy = format!(
            "default-src 'none'; style-src '{}'; script-src '{}'; img-src data:; base-uri 'none'; form-action 'none'",
            hash(&style),
            hash(&script)
        );
        Self { style, script, policy }
    }
}

/// A source without what is there for who works on it: indentation, empty lines, and lines that are remarks alone.
fn sent(source: &str) -> String {
    let is_remark = |line: &&str| line.starts_with("//") || (line.starts_with("/*") && line.ends_with("*/"));
    let lines = source.lines().map(str::trim).filter(|line| !line.is_empty() && !is_remark(line));
    lines.fold(String::with_capacity(source.len()), |sent, line| sent + line + "\n")
}

fn hash(text: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(text.as_bytes())))
}

#[cfg(test)]
mod tests {
    use super::{Policy, SCRIPT, STYLE, hash, sent};

    #[test]
    fn the_hash_is_sha_256_in_base_64() {
        assert_eq!(hash("abc"), "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
        assert!(Policy::new().policy.starts_with("default-src 'none'; style-src 'sha256-"));
    }

    /// A browser hashes what stands between the tags after it has made every line end one character.
    #[test]
    fn style_and_script_stand_in_their_elements_as_they_are() {
        for (text, end) in [(sent(STYLE), "</style"), (sent(SCRIPT), "</script")] {
            assert!(!text.contains('\r') && !text.to_lowercase().contains(end) && !text.contains("<!--"));
        }
    }
}
