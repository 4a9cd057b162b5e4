//! Renumbers ids of one piece of a file for the whole timeline.
//!
//! Pieces are read in parallel, and each numbers its ids from 0. When they are joined, every id in every record is
//! replaced by its number in the whole timeline. Every field is named here, so that a new one that holds ids cannot be
//! forgotten: it would not compile.

use crate::model::actor::{Actor, Membership, Role};
use crate::model::event::{ActorUse, Event, Kind, PlaceUse};
use crate::model::head::{Answer, Head, Judgment, Question};
use crate::model::id::Id;
use crate::model::link::Link;
use crate::model::record::{Briefing, Concern, Place, Record, Source, Step, StepPoint};
use crate::model::standing::{Account, Citation, Standing};

/// Contains ids.
pub trait Renumber {
    /// Replaces every id by the entry of `whole` at its index.
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
        let Self { status: _, by, against } = self;
        by.renumber(whole);
        against.renumber(whole);
    }
}

impl Renumber for Citation {
    fn renumber(&mut self, whole: &[Id]) {
        let Self { source, credibility: _, at: _, quote: _, date: _, as_stated: _ } = self;
        source.renumber(whole);
    }
}

impl Renumber for Account {
    fn renumber(&mut self, whole: &[Id]) {
        let Self { on: _, says: _, by, status: _, quote: _, sources } = self;
        by.renumber(whole);
        sources.renumber(whole);
    }
}

impl Renumber for Link {
    fn renumber(&mut self, whole: &[Id]) {
        let Self { to, kind: _, date: _, standing, says: _, sources } = self;
        to.renumber(whole);
        standing.renumber(whole);
        sources.renumber(whole);
    }
}

impl Renumber for Record {
    fn renumber(&mut self, whole: &[Id]) {
        let Self {
            id,
            span: _,
            title: _,
            summary: _,
            tags: _,
            notes: _,
            standing,
            likelihood: _,
            confidence: _,
            sources,
            accounts,
            links,
        } = self;
        id.renumber(whole);
        standing.renumber(whole);
        sources.renumber(whole);
        accounts.renumber(whole);
        links.renumber(whole);
    }
}

impl Renumber for Event {
    fn renumber(&mut self, whole: &[Id]) {
        let Self {
            record,
            date: _,
            date_note: _,
            part_of,
            kind,
            so_what: _,
            actors,
            concerns,
            places,
            image: _,
        } = self;
        record.renumber(whole);
        part_of.renumber(whole);
        if let Some(Kind::Own(word)) = kind {
            word.renumber(whole);
        }
        actors.iter_mut().for_each(|ActorUse { actor, role: _ }| actor.renumber(whole));
        concerns.renumber(whole);
        places.iter_mut().for_each(|PlaceUse { place, role: _ }| place.renumber(whole));
    }
}

impl Renumber for Actor {
    fn renumber(&mut self, whole: &[Id]) {
        let Self { record, kind: _, aliases: _, native_name: _, country: _, part_of, roles } = self;
        record.renumber(whole);
        for Membership { of, date: _, status: _, sources } in part_of {
            of.renumber(whole);
            sources.renumber(whole);
        }
        roles.iter_mut().for_each(|Role { title: _, of, date: _ }| of.renumber(whole));
    }
}

impl Renumber for Concern {
    fn renumber(&mut self, whole: &[Id]) {
        let Self { record, held_by, about, part_of, if_: _, then: _, depends_on, state: _, since: _ } = self;
        record.renumber(whole);
        held_by.renumber(whole);
        about.renumber(whole);
        part_of.renumber(whole);
        depends_on.renumber(whole);
    }
}

impl Renumber for Place {
    fn renumber(&mut self, whole: &[Id]) {
        let Self { record, position: _, path: _, countries: _ } = self;
        record.renumber(whole);
    }
}

impl Renumber for Source {
    fn renumber(&mut self, whole: &[Id]) {
        let Self {
            record,
            publisher: _,
            author: _,
            date: _,
            url: _,
            kind: _,
            reliability: _,
            credibility: _,
            origin,
        } = self;
        record.renumber(whole);
        origin.renumber(whole);
    }
}

impl Renumber for Judgment {
    fn renumber(&mut self, whole: &[Id]) {
        let Self { says: _, likelihood: _, confidence: _, rests_on } = self;
        rests_on.renumber(whole);
    }
}

impl Renumber for Head {
    fn renumber(&mut self, whole: &[Id]) {
        let Self {
            span: _,
            title: _,
            summary: _,
            judgments,
            questions,
            as_of: _,
            kinds: _,
            language: _,
            offset: _,
        } = self;
        judgments.renumber(whole);
        for Question { at: _, ask: _, answer } in questions {
            match answer {
                Answer::Show(id) => id.renumber(whole),
                Answer::Filter(_) | Answer::View(_) => {}
            }
        }
    }
}

impl Renumber for StepPoint {
    fn renumber(&mut self, whole: &[Id]) {
        let Self { says: _, from, sources, cites } = self;
        from.renumber(whole);
        sources.renumber(whole);
        cites.renumber(whole);
    }
}

impl Renumber for Step {
    fn renumber(&mut self, whole: &[Id]) {
        let Self {
            show,
            kind: _,
            title: _,
            text: _,
            quote: _,
            by,
            sources,
            of,
            points,
            notes: _,
            minutes: _,
            is_backup: _,
        } = self;
        show.renumber(whole);
        by.renumber(whole);
        sources.renumber(whole);
        of.renumber(whole);
        points.renumber(whole);
    }
}

impl Renumber for Briefing {
    fn renumber(&mut self, whole: &[Id]) {
        let Self { record, bottom_line: _, judgments, minutes: _, steps } = self;
        record.renumber(whole);
        judgments.renumber(whole);
        steps.renumber(whole);
    }
}
