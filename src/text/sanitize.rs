//! Keeps hazardous characters off the screen: those that control the terminal, and those that reorder text; and decides
//! which addresses may be opened.
//!
//! A timeline is made by one person and opened by another. A control character in it could move the cursor, change the
//! window's title or write to the clipboard; a reordering control could make a sentence read differently from how it is
//! written. They are reported in the file, and removed from everything that is shown, whether they are raw or escaped.
//! The joiners ZWJ and ZWNJ stay: Persian needs them.

use std::borrow::Cow;

use crate::text::Span;

/// Why a character is hazardous.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hazard {
    /// C0 except tab and newline, DEL, C1: they control the terminal.
    Control,
    /// U+202A–E and U+2066–9: they reorder the text around them.
    Reordering,
    /// LRM, RLM and ALM: harmless to the terminal, but they shift punctuation invisibly.
    DirectionMark,
}

/// Replaces a hazardous character.
const REPLACEMENT: char = '\u{fffd}';

/// U+2068 and U+2069, which isolate the direction of a text from its surroundings: inserted by the program after
/// sanitizing, and never taken from a file.
pub const FENCES: [char; 2] = ['\u{2068}', '\u{2069}'];

/// The hazard of a character, if any. Carriage returns count: in TOML they are only valid in line endings, which the
/// reader handles.
#[must_use]
pub fn hazard(character: char) -> Option<Hazard> {
    match character {
        '\t' | '\n' => None,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}' => Some(Hazard::Control),
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => Some(Hazard::Reordering),
        '\u{200e}' | '\u{200f}' | '\u{61c}' => Some(Hazard::DirectionMark),
        _ => None,
    }
}

/// Whether a character is invisible, or a blank that TOML does not accept as one: a string may contain it, but outside
/// strings and comments nobody can see why the line is invalid.
#[must_use]
pub fn is_invisible(character: char) -> bool {
    is_blank(character)
        || matches!(
            character,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2065}' | '\u{feff}'
        )
}

/// Whether a character is a blank other than TOML's.
#[must_use]
pub fn is_blank(character: char) -> bool {
    !character.is_ascii() && character.is_whitespace() && !character.is_control()
}

/// Whether a byte can start a hazardous character.
fn is_suspect(byte: u8) -> bool {
    matches!(byte, 0..=8 | 11..=31 | 0x7f | 0xc2 | 0xd8 | 0xe2)
}

/// The hazardous characters of a raw text, with their spans. A carriage return before a newline is a line ending.
pub fn find(text: &str) -> impl Iterator<Item = (Span, char, Hazard)> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while let Some(byte) = bytes.get(at) {
            let here = at;
            at += 1;
            // Skips ordinary text byte by byte.
            if !is_suspect(*byte) || (*byte == b'\r' && bytes.get(at) == Some(&b'\n')) {
                continue;
            }
            let Some(character) = text.get(here..).and_then(|rest| rest.chars().next()) else { continue };
            if let Some(hazard) = hazard(character) {
                at = here + character.len_utf8();
                return Some((Span::new(here, at), character, hazard));
            }
        }
        None
    })
}

/// Every escape in the raw text of a TOML basic string, with the character it stands for.
pub fn escapes(raw: &str) -> impl Iterator<Item = (Span, char)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + raw.get(at..)?.find('\\')?;
            let letter = raw.get(start + 1..)?.chars().next()?;
            at = start + 1 + letter.len_utf8();
            let character = match letter {
                'b' => '\u{8}',
                'e' => '\u{1b}',
                'f' => '\u{c}',
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                'x' | 'u' | 'U' => {
                    let digits = match letter {
                        'x' => 2,
                        'u' => 4,
                        _ => 8,
                    };
                    let Some(number) =
                        raw.get(at..at + digits).and_then(|hex| u32::from_str_radix(hex, 16).ok())
                    else {
                        continue;
                    };
                    at += digits;
                    let Some(character) = char::from_u32(number) else { continue };
                    character
                }
                _ => continue,
            };
            return Some((Span::new(start, at), character));
        }
    })
}

/// The text with hazardous characters replaced by `�`. Tabs and newlines stay; for a single line, see [`one_line`].
#[must_use]
pub fn clean(text: &str) -> Cow<'_, str> {
    // Nearly every text has no such byte, which a branch-free pass finds out quickly.
    if !text.bytes().fold(false, |found, byte| found | is_suspect(byte)) {
        return Cow::Borrowed(text);
    }
    let blocked = |c: char| matches!(hazard(c), Some(Hazard::Control | Hazard::Reordering));
    if find(text).all(|(_, character, _)| !blocked(character)) && !text.contains('\r') {
        return Cow::Borrowed(text);
    }
    let unified = text.replace("\r\n", "\n");
    Cow::Owned(unified.chars().map(|c| if blocked(c) { REPLACEMENT } else { c }).collect())
}

/// Like [`clean`], on one line: tabs and line breaks become spaces.
#[must_use]
pub fn one_line(text: &str) -> Cow<'_, str> {
    match clean(text) {
        shown if shown.contains(['\t', '\n']) => Cow::Owned(shown.replace(['\t', '\n'], " ")),
        shown => shown,
    }
}

/// A word of the user's for a message: in backticks, with hazards escaped, and truncated if it is long.
#[must_use]
pub fn quoted(word: &str) -> String {
    const LONGEST: usize = 60;
    let mut shown = String::from("`");
    for (index, character) in word.chars().enumerate() {
        if index == LONGEST {
            shown.push('…');
            break;
        }
        match character {
            '\n' => shown.push_str("\\n"),
            '\t' => shown.push_str("\\t"),
            c if hazard(c).is_some() => shown.push_str(&format!("\\u{{{:04x}}}", u32::from(c))),
            c => shown.push(c),
        }
    }
    shown.push('`');
    shown
}

/// The address, if it is a web address that is safe to pass to other programs and the terminal.
pub fn of_the_web(text: &str) -> Option<&str> {
    let (scheme, rest) = text.split_once("://")?;
    let is_web = scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http");
    let is_safe = |c: char| !c.is_control() && !c.is_whitespace() && !is_foreign(c);
    let has_host = rest.chars().next().is_some_and(|first| first != '/');
    (is_web && has_host && text.len() <= LONGEST && text.chars().all(is_safe)).then_some(text)
}

/// The longest address, in bytes; terminals support links of about this length.
const LONGEST: usize = 2_000;

/// Characters not allowed in an address: those that RFC 3986 excludes, and hazardous ones.
fn is_foreign(character: char) -> bool {
    matches!(character, '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}') || hazard(character).is_some()
}

#[cfg(test)]
mod tests {
    use super::{Hazard, Span, clean, escapes, find, hazard, one_line, quoted};

    #[test]
    fn raw_hazards_are_found_with_their_spans() {
        let found: Vec<_> = find("a\u{1b}[31mé\u{202e}b\u{200f}\r\n\u{9b}\r").collect();
        let kinds: Vec<_> = found.iter().map(|(span, _, hazard)| (span.start, *hazard)).collect();
        assert_eq!(
            kinds,
            [
                (1, Hazard::Control),
                (8, Hazard::Reordering),
                (12, Hazard::DirectionMark),
                (17, Hazard::Control),
                (19, Hazard::Control),
            ]
        );
    }

    #[test]
    fn persian_joiners_are_allowed() {
        assert_eq!(find("می\u{200c}خواهم\u{200d} — “x” Âé").count(), 0);
    }

    #[test]
    fn escapes_are_decoded() {
        let raw = r#""a\u001b \\u001b \e \x9b \U0000202E \n \t \" \u12"#;
        let found: Vec<_> = escapes(raw).filter(|(_, character)| hazard(*character).is_some()).collect();
        assert_eq!(found.len(), 4);
        assert_eq!(found[0].0.of(raw), r"\u001b");
        assert_eq!(found[3], (Span::new(25, 35), '\u{202e}'));
    }

    #[test]
    fn clean_replaces_hazards() {
        assert_eq!(clean("plain\ttext\n"), "plain\ttext\n");
        assert_eq!(clean("a\u{1b}]0;x\u{7}b\u{2066}\r\nc"), "a\u{fffd}]0;x\u{fffd}b\u{fffd}\nc");
        assert_eq!(one_line("a\tb\r\nc\u{7}"), "a b c\u{fffd}");
        assert!(clean("\u{0}\u{80}\u{202a}\r").chars().all(|c| hazard(c).is_none()));
    }

    #[test]
    fn a_quoted_word_is_safe_and_short() {
        assert_eq!(quoted("a\u{1b}b"), "`a\\u{001b}b`");
        assert_eq!(quoted(&"x".repeat(99)).chars().count(), 63);
    }
}

#[cfg(test)]
mod address_tests {
    use super::of_the_web;

    #[test]
    fn the_web_alone() {
        for good in
            ["https://example.org", "http://a.b/c?d=e&f=(g)#h", "HTTPS://x", "https://example.org/بغداد"]
        {
            assert_eq!(of_the_web(good), Some(good));
        }
        let long = format!("https://{}", "x".repeat(2_000));
        let hostile = [
            "",
            "https",
            "https:example.org",
            "https://",
            "https:///etc/passwd",
            "file:///etc/passwd",
            "javascript://x",
            "-https://x",
            " https://x",
            "--help",
            "ftp://x",
            "https://x y",
            "https://x\ny",
            "https://x\u{1b}\\y",
            "https://x\u{7}",
            "https://x\u{9c}",
            "https://x\u{202e}y",
            "https://x`id`",
            "https://x\"y",
            "https://x|y",
            long.as_str(),
        ];
        for address in hostile {
            assert_eq!(of_the_web(address), None, "{address:?}");
        }
    }
}
