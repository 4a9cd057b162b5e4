//! The kinds of record that all references of a piece allow for each id: a set in one byte.
//!
//! If the record with an id is of a kind that every reference to it allows, none of them needs to be checked
//! individually.

use crate::model::{Id, Table};

/// By id index, the kinds of record that the references to it allow.
#[derive(Debug, Default)]
pub struct AllowedKinds(Vec<u8>);

/// A set of kinds of record.
#[derive(Debug, Clone, Copy)]
pub struct Kinds(u8);

impl Kinds {
    /// Whether the id is a kind of event that the format does not have.
    #[must_use]
    pub fn is_own_kind(self) -> bool {
        self.0 & OWN_KIND != 0
    }

    /// Whether a kind is in it.
    #[must_use]
    pub fn has(self, kind: Table) -> bool {
        self.0 & bit(kind) != 0
    }
}

/// Not referred to.
const UNUSED: u8 = 0xff;
/// Any kind of record.
const ANY: u8 = 0x3f;
/// No record, but a kind of event of the timeline's own.
const OWN_KIND: u8 = 0x40;

impl AllowedKinds {
    /// Adds a reference that allows these kinds, or any if `kinds` is empty.
    pub fn allow(&mut self, id: Id, kinds: &[Table]) {
        self.add(id, if kinds.is_empty() { ANY } else { kinds.iter().fold(0, |set, kind| set | bit(*kind)) });
    }

    /// Adds the kind of an event that is not one of the format's.
    pub fn allow_own_kind(&mut self, id: Id) {
        self.add(id, OWN_KIND);
    }

    fn add(&mut self, id: Id, allowed: u8) {
        if self.0.len() <= id.index() {
            self.0.resize(id.index() + 1, UNUSED);
        }
        if let Some(known) = self.0.get_mut(id.index()) {
            *known &= allowed;
        }
    }

    /// The indices of the ids that are referred to, each with the kinds that all references allow.
    pub fn each(&self) -> impl Iterator<Item = (usize, Kinds)> {
        let allowed = self.0.iter().copied().enumerate().filter(|(_, allowed)| *allowed != UNUSED);
        allowed.map(|(at, allowed)| (at, Kinds(allowed)))
    }
}

fn bit(kind: Table) -> u8 {
    1 << (kind as u8)
}

#[cfg(test)]
mod tests {
    use super::AllowedKinds;
    use crate::model::{Ids, Table};

    #[test]
    fn a_record_must_suit_every_reference() {
        let mut ids = Ids::default();
        let [a, b, c] = ["a", "b", "c"].map(|id| ids.intern(id));
        let mut allowed = AllowedKinds::default();
        allowed.allow(c, &[Table::Actor, Table::Place]);
        allowed.allow(c, &[Table::Actor]);
        allowed.allow(a, &[]);
        let suits = |id: crate::model::Id, kind| {
            allowed.each().find(|(at, _)| *at == id.index()).map(|(_, suits)| suits.has(kind))
        };
        assert_eq!(suits(c, Table::Actor), Some(true));
        assert_eq!(suits(c, Table::Place), Some(false));
        assert_eq!(suits(a, Table::Briefing), Some(true));
        assert_eq!(suits(b, Table::Event), None);
    }
}
