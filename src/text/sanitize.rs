//! Characters that must not reach a screen: those that steer the terminal, and those that reorder what is read; and
//! which addresses may leave the program.
//!
//! A timeline is made by one person and opened by another. A control character in it could move the cursor, change the
//! window's title or write to the clipboard; a reordering control could make a sentence read otherwise than it is
//! written. They are reported where they stand, and taken out of everything that is shown, whether they were typed raw
//! or as escapes. The joiners ZWJ and ZWNJ stay: Persian needs them.

use std::borrow::Cow;

use crate::text::Span;

/// What is wrong with a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hazard {
    /// C0 other than tab and newline, DEL, C1: they steer the terminal.
    Control,
    /// U+202A–E and U+2066–9: they reorder the text around them.
    Reordering,
    /// LRM, RLM and ALM: harmless to the terminal, but they shift punctuation unseen.
    DirectionMark,
}

/// What stands in place of a character that may not be shown.
const REPLACEMENT: char = '\u{fffd}';

/// U+2068 and U+2069, which keep a text from turning what stands around it: the program's own, put where all is clean,
/// and never a file's.
pub const FENCES: [char; 2] = ['\u{2068}', '\u{2069}'];

/// What is wrong with a character, if anything is. Carriage returns are: TOML has them at the ends of lines only, where
/// the reader takes them out.
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

/// Whether a character shows nothing, or a blank that TOML does not take for one: a text may have it, but outside of texts
/// and comments nobody sees why a line is not read.
#[must_use]
pub fn is_invisible(character: char) -> bool {
    is_blank(character)
        || matches!(
            character,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2065}' | '\u{feff}'
        )
}

/// Whether a character is a blank other than those of TOML.
#[must_use]
pub fn is_blank(character: char) -> bool {
    !character.is_ascii() && character.is_whitespace() && !character.is_control()
}

/// Whether a byte can begin a hazardous character.
fn is_suspect(byte: u8) -> bool {
    matches!(byte, 0..=8 | 11..=31 | 0x7f | 0xc2 | 0xd8 | 0xe2)
}

/// The hazardous characters of a raw text, with their places. A carriage return before a newline is an end of line.
pub fn find(text: &str) -> impl Iterator<Item = (Span, char, Hazard)> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while let Some(byte) = bytes.get(at) {
            let here = at;
            at += 1;
            // Ordinary text is passed over byte by byte.
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

/// Every escape of a TOML basic string's raw text that stands for a character, with that character.
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

/// The text with each character that may not be shown replaced by `�`. Tabs and newlines stay: whoever shows one line
/// takes care of them.
#[must_use]
pub fn clean(text: &str) -> Cow<'_, str> {
    // Nearly every text has no such byte, and that is seen many bytes at a time.
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

/// As [`clean`], on one line: a blank for each tab and line break.
#[must_use]
pub fn one_line(text: &str) -> Cow<'_, str> {
    match clean(text) {
        shown if shown.contains(['\t', '\n']) => Cow::Owned(shown.replace(['\t', '\n'], " ")),
        shown => shown,
    }
}

/// A word of the user's, fit to stand in a message: in backticks, hazards spelt out, and cut where it is long.
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

/// The address, if it is one of the web that says nothing to a shell or a terminal on its way.
pub fn of_the_web(text: &str) -> Option<&str> {
    let (scheme, rest) = text.split_once("://")?;
    let is_web = scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http");
    let is_safe = |c: char| !c.is_control() && !c.is_whitespace() && !is_foreign(c);
    let has_host = rest.chars().next().is_some_and(|first| first != '/');
    (is_web && has_host && text.len() <= LONGEST && text.chars().all(is_safe)).then_some(text)
}

/// The longest address, in bytes; terminals keep about as much of a link.
const LONGEST: usize = 2_000;

/// What stands in no address: signs that RFC 3986 leaves out, and characters that show another order than they have.
fn is_foreign(character: char) -> bool {
    matches!(character, '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}') || hazard(character).is_some()
}

#[cfg(test)]
mod tests {
    use super::{Hazard, Span, clean, escapes, find, hazard, one_line, quoted};

    #[test]
    fn raw_hazards_are_found_where_they_stand() {
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
    fn escapes_are_decoded_before_they_are_judged() {
        let raw = r#""a\u001b \\u001b \e \x9b \U0000202E \n \t \" \u12"#;
        let found: Vec<_> = escapes(raw).filter(|(_, character)| hazard(*character).is_some()).collect();
        assert_eq!(found.len(), 4);
        assert_eq!(found[0].0.of(raw), r"\u001b");
        assert_eq!(found[3], (Span::new(25, 35), '\u{202e}'));
    }

    #[test]
    fn clean_takes_out_what_may_not_be_shown() {
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
