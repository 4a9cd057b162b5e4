//! Texts by number and numbers by text: what ids are looked up in.
//!
//! A timeline of a million events asks for ten million ids while it is read. So the texts lie in one string, one after
//! the other, and the table of numbers is open: two allocations in all, and no second copy of any text. The hash is
//! begun with a number that differs from run to run, so that no file can be made to collide.

use crate::text::span::u32_index;
use std::hash::{BuildHasher, Hasher, RandomState};

/// Different texts, numbered in the order in which they were put in.
#[derive(Debug, Clone)]
pub(super) struct Names {
    text: String,
    ends: Vec<u32>,
    /// The number of a text and a part of its hash at a place that the hash gives, or at one of the next.
    slots: Vec<Slot>,
    seed: u64,
}

#[derive(Debug, Clone, Copy)]
struct Slot {
    number: u32,
    tag: u32,
}

/// A slot in which nothing stands.
const FREE: Slot = Slot { number: u32::MAX, tag: 0 };

impl Names {
    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The text of a number; empty if there is none.
    pub(super) fn text(&self, number: usize) -> &str {
        let Some(end) = self.ends.get(number) else { return "" };
        let start = number.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.text.get(start as usize..*end as usize).unwrap_or_default()
    }

    /// The number of a text.
    pub(super) fn find(&self, text: &str) -> Option<u32> {
        let (at, tag) = self.place(text)?;
        self.look(at, tag, text).ok()
    }

    /// The number of a text, which is put in if it is new.
    pub(super) fn number(&mut self, text: &str) -> u32 {
        if self.slots.len() * 3 <= self.ends.len() * 4 {
            self.grow((self.slots.len() * 2).max(64));
        }
        let Some((at, tag)) = self.place(text) else { return u32::MAX };
        match self.look(at, tag, text) {
            Ok(number) => number,
            Err(free) => {
                let number = u32_index(self.ends.len());
                self.text.push_str(text);
                self.ends.push(u32_index(self.text.len()));
                self.slots[free] = Slot { number, tag };
                number
            }
        }
    }

    /// The number of a text, or the slot where it would stand.
    fn look(&self, mut at: usize, tag: u32, text: &str) -> Result<u32, usize> {
        loop {
            let slot = self.slots[at];
            if slot.number == FREE.number {
                return Err(at);
            }
            if slot.tag == tag && self.text(slot.number as usize) == text {
                return Ok(slot.number);
            }
            at = (at + 1) & (self.slots.len() - 1);
        }
    }

    /// Where to begin looking for a text, and the part of its hash that is kept; nowhere in an empty table.
    fn place(&self, text: &str) -> Option<(usize, u32)> {
        let hash = hash(text.as_bytes(), self.seed);
        let tag = u32::try_from(hash >> 32).unwrap_or(0);
        let at = usize::try_from(hash & 0xffff_ffff).unwrap_or(0);
        (!self.slots.is_empty()).then(|| (at & (self.slots.len() - 1), tag))
    }

    /// Makes room for so many, so that it need not be made again and again.
    pub(super) fn reserve(&mut self, count: usize) {
        let size = (count * 4 / 3 + 1).next_power_of_two();
        if size > self.slots.len() {
            self.grow(size);
        }
    }

    fn grow(&mut self, size: usize) {
        self.slots.clear();
        self.slots.resize(size, FREE);
        for number in 0..self.ends.len() {
            let Some((mut at, tag)) = self.place(self.text(number)) else { return };
            while self.slots[at].number != FREE.number {
                at = (at + 1) & (size - 1);
            }
            self.slots[at] = Slot { number: u32_index(number), tag };
        }
    }
}

impl Default for Names {
    fn default() -> Self {
        let seed = RandomState::new().build_hasher().finish();
        Self { text: String::new(), ends: Vec::new(), slots: Vec::new(), seed }
    }
}

/// Eight bytes at a time, each time multiplied and folded.
fn hash(bytes: &[u8], seed: u64) -> u64 {
    let fold = |a: u64, b: u64| {
        let product = u128::from(a) * u128::from(b);
        u64::try_from(product & u128::from(u64::MAX)).unwrap_or(0) ^ u64::try_from(product >> 64).unwrap_or(0)
    };
    let mut state = seed ^ bytes.len() as u64;
    let mut chunks = bytes.chunks_exact(8);
    for chunk in &mut chunks {
        let word = chunk.try_into().map_or(0, u64::from_le_bytes);
        state = fold(state ^ word, 0x9e37_79b9_7f4a_7c15);
    }
    let mut last = [0; 8];
    let rest = chunks.remainder();
    last[..rest.len()].copy_from_slice(rest);
    fold(state ^ u64::from_le_bytes(last), 0xbf58_476d_1ce4_e5b9 ^ seed.rotate_left(32))
}

#[cfg(test)]
mod tests {
    use super::Names;

    #[test]
    fn each_text_has_one_number() {
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
    fn the_empty_text_is_one_too() {
        let mut names = Names::default();
        assert_eq!((names.number(""), names.number("a"), names.number("")), (0, 1, 0));
    }
}
