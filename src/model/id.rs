//! Ids: short names of records, interned and passed around as numbers.
//!
//! A reference may precede its record, or name one that does not exist; an [`Id`] does not tell. The timeline resolves
//! it.

use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::model::names::Names;
use crate::text::span::u32_index;

/// An id of one timeline. It means nothing in another one: across snapshots, selections are kept as text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(u32);

impl Id {
    /// Its index, from 0, in order of first occurrence.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }

    /// The index as stored in packed rows.
    pub(crate) fn number(self) -> u32 {
        self.0
    }

    /// The id with a stored index.
    pub(crate) fn numbered(number: u32) -> Self {
        Self(number)
    }
}

/// All ids that a timeline defines or refers to.
#[derive(Debug, Default, Clone)]
pub struct Ids {
    names: Names,
}

impl Ids {
    /// Interns a text, in Unicode's normalization form C (UAX 15).
    pub fn intern(&mut self, text: &str) -> Id {
        if is_normal(text) {
            Id(self.names.number(text))
        } else {
            Id(self.names.number(&text.nfc().collect::<String>()))
        }
    }

    /// Reserves room for `count` ids.
    pub fn reserve(&mut self, count: usize) {
        self.names.reserve(count);
    }

    /// The id of a text, if it is known.
    #[must_use]
    pub fn get(&self, text: &str) -> Option<Id> {
        if is_normal(text) {
            self.names.find(text).map(Id)
        } else {
            self.names.find(&text.nfc().collect::<String>()).map(Id)
        }
    }

    /// The text of an id; empty for an id of another timeline.
    #[must_use]
    pub fn text(&self, id: Id) -> &str {
        self.names.text(id.index())
    }

    /// The number of ids.
    #[must_use]
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.names.len() == 0
    }

    /// The ids at some indices with their texts, in order of first occurrence.
    pub fn range(&self, positions: std::ops::Range<usize>) -> impl Iterator<Item = (Id, &str)> {
        let number = |at: usize| Id(u32_index(at));
        positions.map(move |at| (number(at), self.names.text(at)))
    }

    /// Every id with its text, in order of first occurrence.
    pub fn iter(&self) -> impl Iterator<Item = (Id, &str)> {
        self.range(0..self.names.len())
    }
}

/// An id in normal form for comparison: Unicode's normalization form C.
#[must_use]
pub fn normal(text: &str) -> String {
    if is_normal(text) { text.to_owned() } else { text.nfc().collect() }
}

/// Whether a text is in normalization form C. Any text of characters below U+0300, the first combining one, is: their
/// bytes are below 0xCC.
#[must_use]
pub fn is_normal(text: &str) -> bool {
    text.is_ascii() || text.bytes().all(|byte| byte < 0xcc) || is_nfc(text)
}

/// Whether a text is a valid id: letters of any script without capitals, digits and hyphens, not empty. Combining marks
/// are allowed, because some scripts write vowels with them.
#[must_use]
pub fn is_valid_id(text: &str) -> bool {
    if text.is_ascii() {
        let bytes = text.as_bytes();
        let plain = |byte: &u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
        return bytes.iter().all(|byte| plain(byte) || *byte == b'-') && bytes.iter().any(plain);
    }
    let allowed = |c: char| {
        c == '-'
            || c.is_ascii_digit()
            || c.is_numeric()
            || (c.is_alphabetic() && !c.is_uppercase())
            || unicode_normalization::char::is_combining_mark(c)
            || matches!(c, '\u{200c}' | '\u{200d}')
    };
    !text.is_empty() && text.chars().all(allowed) && text.chars().any(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::{Ids, is_valid_id};

    #[test]
    fn normalization_forms_are_the_same_id() {
        let mut ids = Ids::default();
        let composed = ids.intern("süleymani");
        assert_eq!(ids.intern("su\u{308}leymani"), composed);
        assert_eq!(ids.text(composed), "süleymani");
        assert_eq!(ids.len(), 1);
    }

    #[test]
    fn ids_have_letters_of_any_script_but_no_capitals() {
        for good in ["iran", "e-2", "ایران", "7-october", "são-brás"] {
            assert!(is_valid_id(good), "{good}");
        }
        for bad in ["", "Iran", "a b", "a_b", "a.b", "-", "a/b", "Ñandu"] {
            assert!(!is_valid_id(bad), "{bad}");
        }
    }
}
