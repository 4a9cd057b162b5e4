//! Copies text to the clipboard by asking the terminal (OSC 52), which also works over SSH and needs no program.
//!
//! There is no reply, so the message does not claim success. tmux handles the sequence itself only if `set-clipboard` is `on`,
//! and passes it on only if `allow-passthrough` is: it is sent both ways, and at worst the terminal gets the text twice.

#![expect(clippy::disallowed_methods, reason = "the terminal's environment is read here")]

use crate::text::sanitize;

/// In bytes: terminals silently drop longer texts.
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
    let sequence = format!("\x1b]52;c;{}\x1b\\", base64(clean.as_bytes()));
    if in_tmux {
        let inside = sequence.replace('\x1b', "\x1b\x1b");
        let said = format!("Copied {what} through tmux (OSC 52), which needs set-clipboard on.");
        return (format!("{sequence}\x1bPtmux;{inside}\x1b\\").into_bytes(), said);
    }
    (sequence.into_bytes(), format!("Copied {what} through the terminal (OSC 52)."))
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let byte = |at: usize| u32::from(group.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for at in 0..4 {
            let digit = DIGITS.get((bits >> (18 - 6 * at)) as usize & 63).copied().unwrap_or(b'=');
            text.push(char::from(if at > group.len() { b'=' } else { digit }));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, ask, base64};

    #[test]
    fn base64_as_the_standard_has_it() {
        let cases = [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ];
        for (text, expected) in cases {
            assert_eq!(base64(text.as_bytes()), expected);
        }
        assert_eq!(base64(&[0xfb, 0xff, 0xfe]), "+//+");
    }

    #[test]
    fn the_terminal_is_asked_and_the_way_named() {
        let (bytes, said) = ask("foo", "the id", false);
        assert_eq!(bytes, b"\x1b]52;c;Zm9v\x1b\\");
        assert_eq!(said, "Copied the id through the terminal (OSC 52).");
        let (bytes, said) = ask("foo", "the id", true);
        assert_eq!(bytes, b"\x1b]52;c;Zm9v\x1b\\\x1bPtmux;\x1b\x1b]52;c;Zm9v\x1b\x1b\\\x1b\\");
        assert!(said.contains("tmux"));
    }

    #[test]
    fn what_would_be_dropped_is_not_sent() {
        assert!(!ask(&"x".repeat(LONGEST), "it", false).0.is_empty());
        let (bytes, said) = ask(&"x".repeat(LONGEST + 1), "the record", false);
        assert!(bytes.is_empty());
        assert_eq!(said, "Cannot copy the record: it is 100 kB, and the limit is 100 kB.");
    }

    #[test]
    fn what_is_copied_gives_no_orders_where_it_is_pasted() {
        assert_eq!(ask("a\u{1b}[201~b", "it", false), ask("a\u{fffd}[201~b", "it", false));
    }
}
