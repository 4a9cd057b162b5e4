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

impl Renumber for Kind {
    fn renumber(&mut self, whole: &[Id]) {
        match self {
            Self::Own(word) => word.renumber(whole),
            Self::Known(_) => {}
        }
    }
}

impl Renumber for Answer {
    fn renumber(&mut self, whole: &[Id]) {
        match self {
            Self::Show(id) => id.renumber(whole),
            Self::Filter(_) | Self::View(_) => {}
        }
    }
}

/// Renumbers some fields of a record; the others, which hold no ids, are named behind `not`.
macro_rules! renumber {
    ($($name:ident { $($field:ident),+ } not { $($other:ident),* })+) => {
        $(impl Renumber for $name {
            fn renumber(&mut self, whole: &[Id]) {
                let Self { $($field,)+ $($other: _),* } = self;
                $($field.renumber(whole);)+
            }
        })+
    };
}

renumber! {
    Standing { by, against } not { status }
    Citation { source } not { credibility, at, quote, date, as_stated }
    Account { by, sources } not { on, says, status, quote }
    Link { to, standing, sources } not { kind, date, says }
    Record { id, standing, sources, accounts, links }
        not { span, title, summary, tags, notes, likelihood, confidence }
    ActorUse { actor } not { role }
    PlaceUse { place } not { role }
    Event { record, part_of, kind, actors, concerns, places } not { date, date_note, so_what, image }
    Membership { of, sources } not { date, status }
    Role { of } not { title, date }
    Actor { record, part_of, roles } not { kind, aliases, native_name, country }
    Concern { record, held_by, about, part_of, depends_on } not { if_, then, state, since }
    Place { record } not { position, path, countries }
    Source { record, origin } not { publisher, author, date, url, kind, reliability, credibility }
    Judgment { rests_on } not { says, likelihood, confidence }
    Question { answer } not { at, ask }
    Head { judgments, questions } not { span, title, summary, as_of, kinds, language, offset }
    StepPoint { from, sources, cites } not { says }
    Step { show, by, sources, of, points } not { kind, title, text, quote, notes, minutes, is_backup }
    Briefing { record, judgments, steps } not { bottom_line, minutes }
}
