//! What all references of a piece together ask of each id: a set of kinds of record, in one byte.
//!
//! If the record behind an id is of a kind that every reference to it allows, none of them needs to be looked at one by
//! one.

use crate::model::{Id, Table};

/// What is asked of ids, by their position.
#[derive(Debug, Default)]
pub struct Asked(Vec<u8>);

/// A set of kinds of record.
#[derive(Debug, Clone, Copy)]
pub struct Kinds(u8);

impl Kinds {
    /// Whether a kind is in it.
    #[must_use]
    pub fn has(self, kind: Table) -> bool {
        self.0 & bit(kind) != 0
    }
}

/// Nobody asks for it.
const NOT_AT_ALL: u8 = 0xff;
/// Any kind will do.
const ANY: u8 = 0x3f;

impl Asked {
    /// A reference to an id allows these kinds; any, if there are none.
    pub fn ask(&mut self, id: Id, kinds: &[Table]) {
        if self.0.len() <= id.index() {
            self.0.resize(id.index() + 1, NOT_AT_ALL);
        }
        let allowed = if kinds.is_empty() { ANY } else { kinds.iter().fold(0, |set, kind| set | bit(*kind)) };
        if let Some(asked) = self.0.get_mut(id.index()) {
            *asked &= allowed;
        }
    }

    /// The positions of the ids that are referred to, each with the kinds of record that suit all references.
    pub fn each(&self) -> impl Iterator<Item = (usize, Kinds)> {
        let asked = self.0.iter().copied().enumerate().filter(|(_, asked)| *asked != NOT_AT_ALL);
        asked.map(|(at, asked)| (at, Kinds(asked)))
    }
}

fn bit(kind: Table) -> u8 {
    1 << (kind as u8)
}

#[cfg(test)]
mod tests {
    use super::Asked;
    use crate::model::{Ids, Table};

    #[test]
    fn a_record_must_suit_every_reference() {
        let mut ids = Ids::default();
        let [a, b, c] = ["a", "b", "c"].map(|id| ids.intern(id));
        let mut asked = Asked::default();
        asked.ask(c, &[Table::Actor, Table::Place]);
        asked.ask(c, &[Table::Actor]);
        asked.ask(a, &[]);
        let suits = |id: crate::model::Id, kind| {
            asked.each().find(|(at, _)| *at == id.index()).map(|(_, suits)| suits.has(kind))
        };
        assert_eq!(suits(c, Table::Actor), Some(true));
        assert_eq!(suits(c, Table::Place), Some(false));
        assert_eq!(suits(a, Table::Briefing), Some(true));
        assert_eq!(suits(b, Table::Event), None);
    }
}
