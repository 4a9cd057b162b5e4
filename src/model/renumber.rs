//! Ids that were counted in one piece of a file, counted anew in the whole.
//!
//! Pieces are read side by side, and each numbers the ids that it meets from 0. When they are joined, every id in every
//! record is replaced by its number in the whole timeline.

use super::actor::Actor;
use super::briefing::Briefing;
use super::citation::Citation;
use super::concern::Concern;
use super::event::Event;
use super::id::Id;
use super::place::Place;
use super::record::Record;
use super::source::Source;
use super::standing::Standing;

/// Something in which ids stand.
pub trait Renumber {
    /// Replaces the id at each position of a piece's ids by the one that `whole` has at that position.
    fn renumber(&mut self, whole: &[Id]);
}

impl Renumber for Id {
    fn renumber(&mut self, whole: &[Id]) {
        if let Some(id) = whole.get(self.index()) {
            *self = *id;
        }
    }
}

impl<T: Renumber> Renumber for [T] {
    fn renumber(&mut self, whole: &[Id]) {
        self.iter_mut().for_each(|one| one.renumber(whole));
    }
}

impl<T: Renumber> Renumber for Option<T> {
    fn renumber(&mut self, whole: &[Id]) {
        self.iter_mut().for_each(|one| one.renumber(whole));
    }
}

impl Renumber for Standing {
    fn renumber(&mut self, whole: &[Id]) {
        self.by.renumber(whole);
        self.against.renumber(whole);
    }
}

impl Renumber for Citation {
    fn renumber(&mut self, whole: &[Id]) {
        self.source.renumber(whole);
    }
}

impl Renumber for Record {
    fn renumber(&mut self, whole: &[Id]) {
        self.id.renumber(whole);
        self.standing.renumber(whole);
        self.sources.renumber(whole);
        for account in &mut self.accounts {
            account.by.renumber(whole);
            account.sources.renumber(whole);
        }
        for link in &mut self.links {
            link.to.renumber(whole);
            link.standing.renumber(whole);
            link.sources.renumber(whole);
        }
    }
}

impl Renumber for Event {
    fn renumber(&mut self, whole: &[Id]) {
        self.record.renumber(whole);
        self.actors.iter_mut().for_each(|part| part.actor.renumber(whole));
        self.concerns.renumber(whole);
        self.places.iter_mut().for_each(|part| part.place.renumber(whole));
    }
}

impl Renumber for Actor {
    fn renumber(&mut self, whole: &[Id]) {
        self.record.renumber(whole);
        for membership in &mut self.part_of {
            membership.of.renumber(whole);
            membership.sources.renumber(whole);
        }
        self.roles.iter_mut().for_each(|role| role.of.renumber(whole));
    }
}

impl Renumber for Concern {
    fn renumber(&mut self, whole: &[Id]) {
        self.record.renumber(whole);
        self.held_by.renumber(whole);
        self.about.renumber(whole);
        self.part_of.renumber(whole);
        self.depends_on.renumber(whole);
    }
}

impl Renumber for Place {
    fn renumber(&mut self, whole: &[Id]) {
        self.record.renumber(whole);
    }
}

impl Renumber for Source {
    fn renumber(&mut self, whole: &[Id]) {
        self.record.renumber(whole);
        self.origin.renumber(whole);
    }
}

impl Renumber for Briefing {
    fn renumber(&mut self, whole: &[Id]) {
        self.record.renumber(whole);
        self.steps.iter_mut().for_each(|step| step.show.renumber(whole));
    }
}
