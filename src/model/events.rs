//! The events of a timeline in file order, in pieces: in full, or packed if the file is long.

use std::ops::Range;
use std::sync::Arc;

use crate::model::date::When;
use crate::model::event::{Event, Kind};
use crate::model::id::Id;
use crate::model::link::Link;
use crate::model::packed::Packed;
use crate::model::standing::Status;

/// The events of one piece of a file.
#[derive(Debug, Clone)]
pub enum Piece {
    /// As they were read.
    Whole(Arc<[Event]>),
    /// Without their prose.
    Packed(Arc<Packed>),
}

/// Every event, by number.
#[derive(Debug, Clone, Default)]
pub struct Events {
    pieces: Vec<Piece>,
    starts: Vec<usize>,
    len: usize,
}

/// A cheap view of an event for passes over many, however the event is stored.
#[derive(Debug, Clone, Copy)]
pub enum EventRef<'e> {
    /// An event stored in full.
    Full(&'e Event),
    /// A packed row.
    Row(&'e Packed, usize),
}

impl Events {
    /// Joins pieces in order.
    #[must_use]
    pub fn new(pieces: Vec<Piece>) -> Self {
        let mut events = Self::default();
        pieces.into_iter().for_each(|piece| events.push(piece));
        events
    }

    /// Appends a piece.
    pub fn push(&mut self, piece: Piece) {
        self.starts.push(self.len);
        self.len += piece.len();
        self.pieces.push(piece);
    }

    /// The number of events.
    #[must_use]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The event with a number in full; without its prose if it is packed. Unpacked events are cached for good, so a
    /// pass over many uses [`Self::event_ref`].
    #[must_use]
    pub fn get(&self, number: usize) -> Option<&Event> {
        match self.find(number)? {
            (Piece::Whole(events), at) => events.get(at),
            (Piece::Packed(packed), at) => packed.get(at),
        }
    }

    /// A cheap view of the event with a number.
    #[must_use]
    pub fn event_ref(&self, number: usize) -> Option<EventRef<'_>> {
        let (piece, at) = self.find(number)?;
        piece.event_ref(at)
    }

    /// Dates an event, unless its piece is shared already.
    pub(super) fn set_date(&mut self, number: usize, date: &When) {
        let Some(piece) = self.starts.partition_point(|start| *start <= number).checked_sub(1) else {
            return;
        };
        let at = number - self.starts[piece];
        match &mut self.pieces[piece] {
            Piece::Whole(events) => {
                let event = Arc::get_mut(events).and_then(|events| events.get_mut(at));
                event.into_iter().for_each(|event| event.date = Some(date.clone()));
            }
            Piece::Packed(packed) => {
                Arc::get_mut(packed).into_iter().for_each(|packed| packed.set_date(at, date.clone()));
            }
        }
    }

    /// The fingerprint of the text of an event whose prose is not kept; `None` if it is kept.
    #[must_use]
    pub fn hash(&self, number: usize) -> Option<u32> {
        match self.find(number)? {
            (Piece::Whole(_), _) => None,
            (Piece::Packed(packed), at) => packed.hash(at),
        }
    }

    /// Cheap views of all events, in order.
    pub fn event_refs(&self) -> impl Iterator<Item = EventRef<'_>> {
        self.pieces.iter().flat_map(|piece| (0..piece.len()).filter_map(|at| piece.event_ref(at)))
    }

    /// The events stored in full, with their numbers: at least all that have links, accounts, roles or a standing of
    /// their own.
    pub fn full(&self) -> impl Iterator<Item = (usize, &Event)> {
        self.pieces.iter().zip(&self.starts).flat_map(|(piece, start)| {
            let (whole, packed) = match piece {
                Piece::Whole(events) => (Some(events.iter().enumerate()), None),
                Piece::Packed(packed) => (None, Some(packed.all_full())),
            };
            let full = whole.into_iter().flatten().chain(packed.into_iter().flatten());
            full.map(move |(at, event)| (start + at, event))
        })
    }

    /// Every event in order and in full. Unpacks all packed ones.
    pub fn iter(&self) -> impl Iterator<Item = &Event> {
        (0..self.len).filter_map(|number| self.get(number))
    }

    fn find(&self, number: usize) -> Option<(&Piece, usize)> {
        let piece = self.starts.partition_point(|start| *start <= number).checked_sub(1)?;
        Some((self.pieces.get(piece)?, number - self.starts.get(piece)?))
    }
}

impl From<Vec<Event>> for Events {
    fn from(events: Vec<Event>) -> Self {
        Self::new(vec![Piece::Whole(events.into())])
    }
}

impl Piece {
    /// The number of events.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Self::Whole(events) => events.len(),
            Self::Packed(packed) => packed.len(),
        }
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn event_ref(&self, at: usize) -> Option<EventRef<'_>> {
        match self {
            Self::Whole(events) => events.get(at).map(EventRef::Full),
            Self::Packed(packed) => match packed.full(at) {
                Some(event) => Some(EventRef::Full(event)),
                None => (at < packed.len()).then_some(EventRef::Row(packed, at)),
            },
        }
    }
}

impl<'e> EventRef<'e> {
    /// What the event is called by.
    #[must_use]
    pub fn id(self) -> Option<Id> {
        match self {
            Self::Full(event) => Some(event.record.id),
            Self::Row(packed, at) => packed.id(at),
        }
    }

    /// Its title.
    #[must_use]
    pub fn title(self) -> &'e str {
        match self {
            Self::Full(event) => &event.record.title,
            Self::Row(packed, at) => packed.title(at),
        }
    }

    /// Its date.
    #[must_use]
    pub fn date(self) -> Option<&'e When> {
        match self {
            Self::Full(event) => event.date.as_ref(),
            Self::Row(packed, at) => packed.date(at),
        }
    }

    /// Its kind.
    #[must_use]
    pub fn kind(self) -> Option<Kind> {
        match self {
            Self::Full(event) => event.kind,
            Self::Row(packed, at) => packed.kind(at),
        }
    }

    /// Its status.
    #[must_use]
    pub fn status(self) -> Status {
        match self {
            Self::Full(event) => event.record.standing.status,
            Self::Row(..) => Status::Reported,
        }
    }

    /// Where it happened.
    #[must_use]
    pub fn place(self) -> Option<Id> {
        match self {
            Self::Full(event) => event.places.first().map(|used| used.place),
            Self::Row(packed, at) => packed.used(at)[2].first().map(|id| Id::numbered(*id)),
        }
    }

    /// Its actors, the first first.
    #[must_use]
    pub fn actors(self) -> Vec<Id> {
        match self {
            Self::Full(event) => event.all_actors().iter().map(|(actor, _)| *actor).collect(),
            Self::Row(packed, at) => packed.used(at)[0].iter().map(|id| Id::numbered(*id)).collect(),
        }
    }

    /// Its byte range in the file.
    #[must_use]
    pub fn span(self) -> Range<usize> {
        match self {
            Self::Full(event) => event.record.span.clone(),
            Self::Row(packed, at) => packed.span(at),
        }
    }

    /// The links it carries.
    #[must_use]
    pub fn links(self) -> &'e [Link] {
        match self {
            Self::Full(event) => &event.record.links,
            Self::Row(..) => &[],
        }
    }

    /// The event, if it is stored in full.
    #[must_use]
    pub fn full(self) -> Option<&'e Event> {
        if let Self::Full(event) = self { Some(event) } else { None }
    }

    /// Whether its concerns or places may contain a duplicate.
    #[must_use]
    pub fn may_repeat(self) -> bool {
        let Self::Row(packed, at) = self else { return true };
        let [_, concerns, places, _] = packed.used(at);
        let twice = |list: &[u32]| list.iter().enumerate().any(|(at, one)| list[..at].contains(one));
        twice(concerns) || twice(places)
    }

    /// Its own sources, without those of its accounts and links; may contain duplicates.
    pub fn sources(self) -> impl Iterator<Item = Id> {
        let (full, packed) = match self {
            Self::Full(event) => (Some(event.record.sources.iter().map(|citation| citation.source)), None),
            Self::Row(packed, at) => (None, Some(packed.used(at)[3].iter().map(|id| Id::numbered(*id)))),
        };
        full.into_iter().flatten().chain(packed.into_iter().flatten())
    }

    /// Its tags.
    pub fn tags(self) -> impl Iterator<Item = &'e str> {
        let (full, packed) = match self {
            Self::Full(event) => (Some(event.record.tags.iter().map(|tag| &**tag)), None),
            Self::Row(packed, at) => (None, Some(packed.tags(at))),
        };
        full.into_iter().flatten().chain(packed.into_iter().flatten())
    }
}
