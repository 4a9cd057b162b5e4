//! Ids: short names that records are called by, kept once and passed around as a number.
//!
//! A reference may stand before its record, or name one that does not exist; both are just an [`Id`] here. What
//! an id belongs to is asked of the timeline.

use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::model::names::Names;
use crate::text::span::u32_index;

/// An id of one timeline. It means nothing in another one: between snapshots, selections travel as text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(u32);

impl Id {
    /// The position of this id in the order in which ids were first met, from 0.
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }

    /// The position as it is packed.
    pub(crate) fn number(self) -> u32 {
        self.0
    }

    /// The id at a packed position.
    pub(crate) fn numbered(number: u32) -> Self {
        Self(number)
    }
}

/// Every id that a timeline's records have or refer to.
#[derive(Debug, Default, Clone)]
pub struct Ids {
    names: Names,
}

impl Ids {
    /// The id of a text, which is compared in Unicode's normalization form C (UAX 15).
    pub fn intern(&mut self, text: &str) -> Id {
        if is_normal(text) {
            Id(self.names.number(text))
        } else {
            Id(self.names.number(&text.nfc().collect::<String>()))
        }
    }

    /// Makes room for so many.
    pub fn reserve(&mut self, count: usize) {
        self.names.reserve(count);
    }

    /// The id of a text that is known already.
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

    /// How many different ids there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.names.len() == 0
    }

    /// The ids at some positions with their texts, in the order in which they were met.
    pub fn range(&self, positions: std::ops::Range<usize>) -> impl Iterator<Item = (Id, &str)> {
        let number = |at: usize| Id(u32_index(at));
        positions.map(move |at| (number(at), self.names.text(at)))
    }

    /// Every id with its text, in the order in which they were met.
    pub fn iter(&self) -> impl Iterator<Item = (Id, &str)> {
        self.range(0..self.names.len())
    }
}

/// The form in which an id is compared: Unicode's normalization form C.
#[must_use]
pub fn normal(text: &str) -> String {
    if is_normal(text) { text.to_owned() } else { text.nfc().collect() }
}

/// Whether a text is in normalization form C. It is known at once where all characters are below U+0300, the first that
/// can be joined to the one before it: their bytes are below 0xCC.
#[must_use]
pub fn is_normal(text: &str) -> bool {
    text.is_ascii() || text.bytes().all(|byte| byte < 0xcc) || is_nfc(text)
}

/// Whether a text may be an id: letters of any script without capitals, digits and hyphens, and not empty.
/// Combining marks are let through, because some scripts write vowels with them.
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
    fn one_text_in_two_forms_is_one_id() {
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
