//! String interning: the table behind ids.
//!
//! Reading a timeline of a million events looks up ten million ids. So the texts are stored back to back in one string,
//! and the hash table uses open addressing: no text is stored twice. Most look-ups need only one byte of the hash, so
//! these bytes are stored together: those of a hundred thousand ids fit into a processor's cache. The hash is seeded
//! randomly per run, so that no file can be made to collide.

use crate::text::span::u32_index;
use std::hash::{BuildHasher, Hasher, RandomState};

/// Distinct texts, numbered in order of insertion.
#[derive(Debug, Clone)]
pub(super) struct Names {
    text: String,
    ends: Vec<u32>,
    /// A byte of a text's hash, at the slot given by the hash or one of the next.
    tags: Vec<u8>,
    /// The number of the text whose tag is in the same slot.
    numbers: Vec<u32>,
    seed: u64,
}

/// The tag of an empty slot.
const FREE: u8 = 0;

impl Names {
    /// The number of texts.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The text with a number; empty if there is none.
    pub(super) fn text(&self, number: usize) -> &str {
        let Some(end) = self.ends.get(number) else { return "" };
        let start = number.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.text.get(start as usize..*end as usize).unwrap_or_default()
    }

    /// The number of a text, if it is known.
    pub(super) fn find(&self, text: &str) -> Option<u32> {
        let (at, tag) = self.place(text)?;
        self.look(at, tag, text).ok()
    }

    /// The number of a text, which is added if it is new.
    pub(super) fn number(&mut self, text: &str) -> u32 {
        if self.tags.len() * 3 <= self.ends.len() * 4 {
            self.grow((self.tags.len() * 2).max(64));
        }
        let Some((at, tag)) = self.place(text) else { return u32::MAX };
        match self.look(at, tag, text) {
            Ok(number) => number,
            Err(free) => {
                let number = u32_index(self.ends.len());
                self.text.push_str(text);
                self.ends.push(u32_index(self.text.len()));
                self.tags[free] = tag;
                self.numbers[free] = number;
                number
            }
        }
    }

    /// The number of a text, or the free slot for it.
    fn look(&self, mut at: usize, tag: u8, text: &str) -> Result<u32, usize> {
        while self.tags[at] != FREE {
            if self.tags[at] == tag && self.text(self.numbers[at] as usize) == text {
                return Ok(self.numbers[at]);
            }
            at = (at + 1) & (self.tags.len() - 1);
        }
        Err(at)
    }

    /// The first slot to probe for a text, and its tag; `None` if the table is empty.
    fn place(&self, text: &str) -> Option<(usize, u8)> {
        let hash = hash(text.as_bytes(), self.seed);
        let tag = u8::try_from(hash >> 56).unwrap_or(FREE).max(FREE + 1);
        let at = usize::try_from(hash & 0xffff_ffff).unwrap_or(0);
        (!self.tags.is_empty()).then(|| (at & (self.tags.len() - 1), tag))
    }

    /// Reserves room for `count` texts, to avoid repeated growth. A smaller table could fill up before it grows, and
    /// then a look for a missing text would never end.
    pub(super) fn reserve(&mut self, count: usize) {
        let size = (count * 4 / 3 + 1).next_power_of_two().max(64);
        if size > self.tags.len() {
            self.grow(size);
        }
    }

    fn grow(&mut self, size: usize) {
        self.tags = vec![FREE; size];
        self.numbers = vec![0; size];
        for number in 0..self.ends.len() {
            let Some((mut at, tag)) = self.place(self.text(number)) else { return };
            while self.tags[at] != FREE {
                at = (at + 1) & (size - 1);
            }
            self.tags[at] = tag;
            self.numbers[at] = u32_index(number);
        }
    }
}

impl Default for Names {
    fn default() -> Self {
        let seed = RandomState::new().build_hasher().finish();
        Self { text: String::new(), ends: Vec::new(), tags: Vec::new(), numbers: Vec::new(), seed }
    }
}

/// Multiplies and folds eight bytes at a time; the last eight may overlap those before.
fn hash(bytes: &[u8], seed: u64) -> u64 {
    let fold = |a: u64, b: u64| {
        let product = u128::from(a) * u128::from(b);
        u64::try_from(product & u128::from(u64::MAX)).unwrap_or(0) ^ u64::try_from(product >> 64).unwrap_or(0)
    };
    let (words, rest) = bytes.as_chunks::<8>();
    let mut state = seed ^ bytes.len() as u64;
    for word in words {
        state = fold(state ^ u64::from_le_bytes(*word), 0x9e37_79b9_7f4a_7c15);
    }
    let last = match bytes.last_chunk::<8>() {
        Some(word) => u64::from_le_bytes(*word),
        None => rest.iter().fold(0, |word, byte| word << 8 | u64::from(*byte)),
    };
    fold(state ^ last, 0xbf58_476d_1ce4_e5b9 ^ seed.rotate_left(32))
}

#[cfg(test)]
mod tests {
    use super::Names;

    #[test]
    fn equal_texts_share_a_number() {
        let mut names = Names::default();
        assert_eq!(names.find("a"), None);
        let texts: Vec<String> = (0..5000).map(|n| "x".repeat(n % 23) + &n.to_string()).collect();
        let numbers: Vec<u32> = texts.iter().map(|text| names.number(text)).collect();
        assert_eq!(numbers, (0..5000).collect::<Vec<u32>>());
        for (number, text) in (0..).zip(&texts) {
            assert_eq!(names.number(text), number);
            assert_eq!(names.find(text), Some(number));
            assert_eq!(names.text(number as usize), text);
        }
        assert_eq!(names.len(), 5000);
        assert_eq!(names.text(5000), "");
        assert_eq!(names.find("y"), None);
    }

    #[test]
    fn a_table_keeps_a_free_slot_however_little_was_reserved() {
        for reserved in 0..200 {
            let mut names = Names::default();
            names.reserve(reserved);
            for number in 0..400 {
                names.number(&format!("n{number}"));
                assert!(names.tags.contains(&super::FREE), "{number} of {reserved}");
            }
            assert_eq!(names.find("missing"), None);
        }
    }

    #[test]
    fn the_empty_text_has_a_number() {
        let mut names = Names::default();
        assert_eq!((names.number(""), names.number("a"), names.number("")), (0, 1, 0));
    }
}
