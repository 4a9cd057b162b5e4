//! The operating system commands (OSC) of a terminal: hyperlinks that it can open (8), cell by cell, and its clipboard (52).
//!
//! Hyperlinks are kept apart from the cells, which are compared and copied many times a frame and rarely have an address.
//! Terminals that do not know the sequence ignore it; the few that print it are listed.

#![expect(clippy::disallowed_methods, reason = "the terminal's environment is read here")]

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ratatui::layout::Position;

use crate::text::sanitize;

/// The first release of VTE, the widget in many Linux terminals, with hyperlinks.
const FIRST_VTE: u32 = 5_000;

/// Row by row.
#[derive(Debug, Default)]
pub(crate) struct Links(Vec<(Position, String)>);

#[derive(Debug)]
pub(crate) struct Row<'l>(&'l [(Position, String)]);

impl Links {
    /// From positions in the order of rows, and addresses; those that are not web addresses are ignored.
    pub(crate) fn new(links: &[(Position, &str)]) -> Self {
        let safe = |(at, text): &(Position, &str)| Some((*at, parameters(sanitize::of_the_web(text)?)));
        Self(links.iter().filter_map(safe).collect())
    }

    pub(crate) fn in_row(&self, y: u16) -> Row<'_> {
        let start = self.0.partition_point(|(at, _)| at.y < y);
        let end = self.0.partition_point(|(at, _)| at.y <= y);
        Row(self.0.get(start..end).unwrap_or_default())
    }
}

impl Row<'_> {
    /// The sequence's parameters at a column, if there is a link.
    pub(crate) fn at(&self, x: u16) -> Option<&str> {
        self.0.iter().find(|(at, _)| at.x == x).map(|(_, link)| link.as_str())
    }
}

/// The parameters of the sequence. Cells with the same address have the same id, so that a terminal shows them as one
/// link.
fn parameters(address: &str) -> String {
    let mut hasher = DefaultHasher::new();
    address.hash(&mut hasher);
    let mut text = format!("id={:x};", hasher.finish() & 0xffff);
    for byte in address.bytes() {
        match byte {
            b'!'..=b'~' => text.push(char::from(byte)),
            // The sequence allows only ASCII.
            _ => text.push_str(&format!("%{byte:02X}")),
        }
    }
    text
}

/// Whether the terminal knows hyperlinks or ignores them.
pub(crate) fn are_understood() -> bool {
    judge(|name| std::env::var(name).ok())
}

fn judge(variable: impl Fn(&str) -> Option<String>) -> bool {
    let term = variable("TERM").unwrap_or_default();
    let vte = variable("VTE_VERSION").and_then(|number| number.parse::<u32>().ok());
    !matches!(term.as_str(), "linux" | "dumb") && vte.is_none_or(|number| number >= FIRST_VTE)
}

/// In bytes: terminals silently drop longer texts. There is no reply, so the message does not claim success. tmux handles
/// the sequence itself only if `set-clipboard` is `on`, and passes it on only if `allow-passthrough` is: it is sent both
/// ways, and at worst the terminal gets the text twice.
const LONGEST: usize = 100_000;

/// The bytes that copy a text, and a message; `what` says what the text is, such as "the id".
pub(crate) fn copy(text: &str, what: &str) -> (Vec<u8>, String) {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let is_console = std::env::var_os("TERM").is_some_and(|term| term == "linux");
    if is_console {
        return (Vec::new(), format!("Cannot copy {what}: this terminal has no clipboard (TERM=linux)."));
    }
    ask(text, what, set("TMUX"))
}

fn ask(text: &str, what: &str, in_tmux: bool) -> (Vec<u8>, String) {
    // It may be pasted into a terminal.
    let clean = sanitize::clean(text);
    if clean.len() > LONGEST {
        let size = clean.len() / 1000;
        let most = LONGEST / 1000;
        return (Vec::new(), format!("Cannot copy {what}: it is {size} kB, and the limit is {most} kB."));
    }
    let sequence = format!("\x1b]52;c;{}\x1b\\", STANDARD.encode(clean.as_bytes()));
    if in_tmux {
        let inside = sequence.replace('\x1b', "\x1b\x1b");
        let message = format!("Copied {what} through tmux (OSC 52), which needs set-clipboard on.");
        return (format!("{sequence}\x1bPtmux;{inside}\x1b\\").into_bytes(), message);
    }
    (sequence.into_bytes(), format!("Copied {what} through the terminal (OSC 52)."))
}

#[cfg(test)]
mod tests {
    use super::{Links, Position, judge};

    #[test]
    fn rows_and_columns() {
        let at = Position::new;
        let address = "https://example.org/a";
        let links = Links::new(&[
            (at(5, 1), address),
            (at(7, 1), "https://b"),
            (at(5, 3), address),
            (at(6, 3), "javascript:x"),
        ]);
        let found = |x, y| links.in_row(y).at(x).map(str::to_owned);
        assert!(found(5, 1).unwrap().ends_with(";https://example.org/a"));
        assert_eq!(found(5, 1), found(5, 3));
        assert!(
            Links::new(&[(at(0, 0), "https://a/é")]).in_row(0).at(0).unwrap().ends_with(";https://a/%C3%A9")
        );
        assert_ne!(found(5, 1), found(7, 1));
        assert_eq!([found(6, 1), found(5, 2), found(6, 3), found(0, 9)], [None, None, None, None]);
    }

    #[test]
    fn terminals_that_print_links_are_excluded() {
        let with = |name: &'static str, value: &'static str| {
            judge(move |asked| (asked == name).then(|| value.to_owned()))
        };
        assert!(!with("TERM", "linux") && with("TERM", "xterm-256color") && with("TERM", "tmux"));
        assert!(!with("VTE_VERSION", "4602") && with("VTE_VERSION", "7600") && with("VTE_VERSION", "x"));
    }
}

#[cfg(test)]
mod clipboard_tests {
    use super::{LONGEST, ask};

    #[test]
    fn the_text_is_in_base64() {
        let cases = [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
            ("\u{7ff}~>", "379+Pg=="),
        ];
        for (text, expected) in cases {
            assert_eq!(ask(text, "it", false).0, format!("\x1b]52;c;{expected}\x1b\\").as_bytes());
        }
    }

    #[test]
    fn copying_writes_osc_52() {
        let (bytes, message) = ask("foo", "the id", false);
        assert_eq!(bytes, b"\x1b]52;c;Zm9v\x1b\\");
        assert_eq!(message, "Copied the id through the terminal (OSC 52).");
        let (bytes, message) = ask("foo", "the id", true);
        assert_eq!(bytes, b"\x1b]52;c;Zm9v\x1b\\\x1bPtmux;\x1b\x1b]52;c;Zm9v\x1b\x1b\\\x1b\\");
        assert!(message.contains("tmux"));
    }

    #[test]
    fn too_long_a_text_is_not_sent() {
        assert!(!ask(&"x".repeat(LONGEST), "it", false).0.is_empty());
        let (bytes, message) = ask(&"x".repeat(LONGEST + 1), "the record", false);
        assert!(bytes.is_empty());
        assert_eq!(message, "Cannot copy the record: it is 100 kB, and the limit is 100 kB.");
    }

    #[test]
    fn copied_text_is_sanitized() {
        assert_eq!(ask("a\u{1b}[201~b", "it", false), ask("a\u{fffd}[201~b", "it", false));
    }
}
