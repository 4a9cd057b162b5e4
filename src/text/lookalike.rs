//! Characters that look like those of a key, and are others: pasted text and another keyboard bring them, and nobody
//! can see what is wrong.

use crate::text::sanitize::is_invisible;

/// A line for each character of a key, with others that look like it.
const LOOKALIKES: &str = include_str!("../../assets/lookalikes.txt");

/// What a character that is not ASCII looks like, in ASCII.
#[must_use]
pub fn ascii_like(character: char) -> Option<String> {
    if let Some(code) = u32::from(character).checked_sub(0xfee0).filter(|code| (0x21..0x7f).contains(code)) {
        return char::from_u32(code).map(String::from);
    }
    let mut lines = LOOKALIKES.lines().filter_map(|line| line.split_once(' '));
    lines
        .find(|(_, others)| !character.is_ascii() && others.contains(character))
        .map(|(ascii, _)| ascii.to_owned())
}

/// A character with its script and code point: "a Cyrillic `а` (U+0430)".
#[must_use]
pub fn described(character: char) -> String {
    let code = u32::from(character);
    let script = match code {
        0x370..=0x3ff => "a Greek ",
        0x400..=0x52f => "a Cyrillic ",
        0x530..=0x58f => "an Armenian ",
        0x2010 | 0x2011 => "a typographic hyphen ",
        0x2012..=0x2015 => "a dash ",
        0x2212 => "a minus sign ",
        0xff01..=0xff5e => "a full-width ",
        _ => "",
    };
    format!("{script}`{character}` (U+{code:04X})")
}

/// A character that cannot be seen, by its name and code point: "no-break space, U+00A0".
#[must_use]
pub fn named(character: char) -> String {
    let name = match character {
        '\0' => "NUL, ",
        '\u{7}' => "BEL, ",
        '\u{8}' => "backspace, ",
        '\u{c}' => "form feed, ",
        '\r' => "carriage return, ",
        '\u{1b}' => "ESC, ",
        '\u{7f}' => "DEL, ",
        '\u{a0}' | '\u{202f}' => "no-break space, ",
        '\u{ad}' => "soft hyphen, ",
        '\u{200b}' => "zero-width space, ",
        '\u{200c}' => "ZWNJ, ",
        '\u{200d}' => "ZWJ, ",
        '\u{200e}' => "LRM, ",
        '\u{200f}' => "RLM, ",
        '\u{61c}' => "ALM, ",
        '\u{2028}' => "line separator, ",
        '\u{2029}' => "paragraph separator, ",
        '\u{2060}' => "word joiner, ",
        '\u{3000}' => "ideographic space, ",
        '\u{feff}' => "byte order mark, ",
        _ => "",
    };
    format!("{name}U+{:04X}", u32::from(character))
}

/// What to add to a suggestion where a word has a character that cannot be seen, or differs from it only in characters
/// that look alike; otherwise nothing.
#[must_use]
pub fn told_apart(word: &str, candidate: &str) -> String {
    if let Some(hidden) = word.chars().find(|c| is_invisible(*c)) {
        return format!(" It has an invisible character ({})", named(hidden));
    }
    let Some(first) = word.chars().find(|c| ascii_like(*c).is_some()) else { return String::new() };
    let plain: String = word.chars().map(|c| ascii_like(c).unwrap_or_else(|| c.into())).collect();
    if plain.to_lowercase() == candidate { format!(" It has {}", described(first)) } else { String::new() }
}

#[cfg(test)]
mod tests {
    use super::{ascii_like, described, told_apart};

    #[test]
    fn what_looks_alike_is_named() {
        assert_eq!(ascii_like('а').as_deref(), Some("a"));
        assert_eq!(ascii_like('＝').as_deref(), Some("="));
        assert_eq!(ascii_like('é'), None);
        assert_eq!(ascii_like('a'), None);
        assert_eq!(described('а'), "a Cyrillic `а` (U+0430)");
        assert_eq!(described('é'), "`é` (U+00E9)");
        assert_eq!(told_apart("nаsser", "nasser"), " It has a Cyrillic `а` (U+0430)");
        assert_eq!(told_apart("naser", "nasser"), "");
        let hidden = " It has an invisible character (zero-width space, U+200B)";
        assert_eq!(told_apart("nasser\u{200b}", "nasser"), hidden);
    }
}
