//! Keys, independent of the terminal library.

use std::fmt;
use std::str::FromStr;

/// A key without its modifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum KeyCode {
    /// A character, as typed: `J` is Shift-j.
    Char(char),
    /// Return.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Shift-Tab.
    BackTab,
    /// Deletes the character before the cursor.
    Backspace,
    /// Deletes the character under the cursor.
    Delete,
    /// The up arrow.
    Up,
    /// The down arrow.
    Down,
    /// The left arrow.
    Left,
    /// The right arrow.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
}

/// A key with its modifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key {
    /// The key.
    pub code: KeyCode,
    /// With Control.
    pub ctrl: bool,
    /// With Alt.
    pub alt: bool,
    /// With Shift, unless the character already implies it.
    pub shift: bool,
}

impl Key {
    /// A key without modifiers.
    #[must_use]
    pub const fn new(code: KeyCode) -> Self {
        Self { code, ctrl: false, alt: false, shift: false }
    }

    /// A character without modifiers.
    #[must_use]
    pub const fn char(character: char) -> Self {
        Self::new(KeyCode::Char(character))
    }

    /// A key with Shift; letters use their capital instead.
    #[must_use]
    pub const fn shift(code: KeyCode) -> Self {
        Self { code, ctrl: false, alt: false, shift: true }
    }

    /// A character with Control.
    #[must_use]
    pub const fn ctrl(character: char) -> Self {
        Self { code: KeyCode::Char(character), ctrl: true, alt: false, shift: false }
    }
}

impl fmt::Display for Key {
    /// The notation of help and documentation: `Ctrl-d`, `PgDn`, `j`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.ctrl {
            write!(f, "Ctrl-")?;
        }
        if self.alt {
            write!(f, "Alt-")?;
        }
        if self.shift {
            write!(f, "Shift-")?;
        }
        match self.code {
            KeyCode::Char(' ') => write!(f, "Space"),
            KeyCode::Char(character) => write!(f, "{character}"),
            KeyCode::Enter => write!(f, "Enter"),
            KeyCode::Esc => write!(f, "Esc"),
            KeyCode::Tab => write!(f, "Tab"),
            KeyCode::BackTab => write!(f, "Shift-Tab"),
            KeyCode::Backspace => write!(f, "Backspace"),
            KeyCode::Delete => write!(f, "Del"),
            KeyCode::Up => write!(f, "Up"),
            KeyCode::Down => write!(f, "Down"),
            KeyCode::Left => write!(f, "Left"),
            KeyCode::Right => write!(f, "Right"),
            KeyCode::Home => write!(f, "Home"),
            KeyCode::End => write!(f, "End"),
            KeyCode::PageUp => write!(f, "PgUp"),
            KeyCode::PageDown => write!(f, "PgDn"),
        }
    }
}

/// The names of keys that are not characters.
const NAMES: [(&str, KeyCode); 16] = [
    ("Space", KeyCode::Char(' ')),
    ("Enter", KeyCode::Enter),
    ("Esc", KeyCode::Esc),
    ("Tab", KeyCode::Tab),
    ("Backspace", KeyCode::Backspace),
    ("Del", KeyCode::Delete),
    ("Up", KeyCode::Up),
    ("Down", KeyCode::Down),
    ("Left", KeyCode::Left),
    ("Right", KeyCode::Right),
    ("Home", KeyCode::Home),
    ("End", KeyCode::End),
    ("PgUp", KeyCode::PageUp),
    ("PgDn", KeyCode::PageDown),
    ("PageUp", KeyCode::PageUp),
    ("PageDown", KeyCode::PageDown),
];

impl FromStr for Key {
    type Err = UnknownKey;

    /// Parses what [`Display`](fmt::Display) writes; names are case-insensitive.
    fn from_str(text: &str) -> Result<Self, UnknownKey> {
        let (mut ctrl, mut alt, mut shift) = (false, false, false);
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('-').filter(|(_, after)| !after.is_empty()) {
            match before.to_ascii_lowercase().as_str() {
                "ctrl" | "c" => ctrl = true,
                "alt" => alt = true,
                "shift" => shift = true,
                _ => return Err(UnknownKey),
            }
            rest = after;
        }
        let mut characters = rest.chars();
        let code = match (characters.next(), characters.next()) {
            (Some(character), None) if !character.is_control() => KeyCode::Char(character),
            _ => NAMES.into_iter().find(|(name, _)| name.eq_ignore_ascii_case(rest)).ok_or(UnknownKey)?.1,
        };
        Ok(match code {
            KeyCode::Tab if shift => Self { ctrl, alt, ..Self::new(KeyCode::BackTab) },
            // Terminals report Ctrl and a letter without its case.
            KeyCode::Char(character) if ctrl => Self { alt, ..Self::ctrl(character.to_ascii_lowercase()) },
            // Shift and a letter is its capital.
            KeyCode::Char(character) if shift => {
                Self { alt, ..Self::char(character.to_uppercase().next().unwrap_or(character)) }
            }
            code => Self { code, ctrl, alt, shift },
        })
    }
}

/// The text names no key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnknownKey;

#[cfg(test)]
mod tests {
    use super::{Key, KeyCode, NAMES};

    #[test]
    fn a_key_is_read_as_it_is_written() {
        let mut keys =
            vec![Key::char('j'), Key::char('J'), Key::char('-'), Key::ctrl('d'), Key::new(KeyCode::BackTab)];
        keys.extend(NAMES.map(|(_, code)| Key::new(code)));
        keys.extend(NAMES[6..].iter().map(|(_, code)| Key::shift(*code)));
        keys.push(Key { alt: true, ..Key::char('x') });
        for key in keys {
            assert_eq!(key.to_string().parse(), Ok(key), "{key}");
        }
        assert_eq!("ctrl-D".parse(), Ok(Key::ctrl('d')));
        for text in ["", "jj", "Hyper-x", "Ctrl-", "\u{1b}"] {
            assert!(text.parse::<Key>().is_err(), "{text:?}");
        }
    }
}
