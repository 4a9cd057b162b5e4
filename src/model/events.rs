//! The events of a timeline, piece by piece, in the order of the file: whole, or packed if the file is long.

use std::ops::Range;
use std::sync::Arc;

use crate::model::date::When;
use crate::model::event::{Event, EventKind};
use crate::model::id::Id;
use crate::model::link::Link;
use crate::model::packed::Packed;
use crate::model::standing::Status;

/// A piece of a file's events.
#[derive(Debug, Clone)]
pub enum Piece {
    /// As they were read.
    Whole(Arc<[Event]>),
    /// Without their prose.
    Packed(Arc<Packed>),
}

/// Every event, addressed by one running number.
#[derive(Debug, Clone, Default)]
pub struct Events {
    pieces: Vec<Piece>,
    starts: Vec<usize>,
    len: usize,
}

/// What is asked of an event in a pass over many: it costs nothing to have, however the event is kept.
#[derive(Debug, Clone, Copy)]
pub enum EventRef<'e> {
    /// At an event that is kept as it is.
    Full(&'e Event),
    /// At a row of numbers.
    Row(&'e Packed, usize),
}

impl Events {
    /// Joins pieces in their order.
    #[must_use]
    pub fn new(pieces: Vec<Piece>) -> Self {
        let mut events = Self::default();
        pieces.into_iter().for_each(|piece| events.push(piece));
        events
    }

    /// Adds a piece at the end.
    pub fn push(&mut self, piece: Piece) {
        self.starts.push(self.len);
        self.len += piece.len();
        self.pieces.push(piece);
    }

    /// How many events there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The event at a running number, in full; without its prose, if it is packed. A packed one is made for this and
    /// stays: a pass over many looks at [`Self::event_ref`].
    #[must_use]
    pub fn get(&self, number: usize) -> Option<&Event> {
        match self.find(number)? {
            (Piece::Whole(events), at) => events.get(at),
            (Piece::Packed(packed), at) => packed.get(at),
        }
    }

    /// The event at a running number, as far as a pass over many asks.
    #[must_use]
    pub fn event_ref(&self, number: usize) -> Option<EventRef<'_>> {
        let (piece, at) = self.find(number)?;
        piece.event_ref(at)
    }

    /// The fingerprint of the text of an event whose prose is not kept.
    #[must_use]
    pub fn hash(&self, number: usize) -> Option<u32> {
        match self.find(number)? {
            (Piece::Whole(_), _) => None,
            (Piece::Packed(packed), at) => packed.hash(at),
        }
    }

    /// Every event in order, as far as a pass over many asks.
    pub fn event_refs(&self) -> impl Iterator<Item = EventRef<'_>> {
        self.pieces.iter().flat_map(|piece| (0..piece.len()).filter_map(|at| piece.event_ref(at)))
    }

    /// The events of which there may be more to say than rows of numbers hold, with their running numbers: all that have
    /// links, accounts, roles or a standing of their own are among them.
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

    /// Every event in order and in full. All packed ones are made for this.
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
    /// How many events it has.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Self::Whole(events) => events.len(),
            Self::Packed(packed) => packed.len(),
        }
    }

    /// Whether it has none.
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

    /// When it was.
    #[must_use]
    pub fn date(self) -> Option<&'e When> {
        match self {
            Self::Full(event) => event.date.as_ref(),
            Self::Row(packed, at) => packed.date(at),
        }
    }

    /// What sort of happening.
    #[must_use]
    pub fn kind(self) -> Option<EventKind> {
        match self {
            Self::Full(event) => event.kind,
            Self::Row(packed, at) => packed.kind(at),
        }
    }

    /// Its standing in one word.
    #[must_use]
    pub fn status(self) -> Status {
        match self {
            Self::Full(event) => event.record.standing.status,
            Self::Row(..) => Status::Reported,
        }
    }

    /// Where it stands in the file, in bytes.
    #[must_use]
    pub fn span(self) -> Range<usize> {
        match self {
            Self::Full(event) => event.record.span.clone(),
            Self::Row(packed, at) => packed.span(at),
        }
    }

    /// The links that stand on it.
    #[must_use]
    pub fn links(self) -> &'e [Link] {
        match self {
            Self::Full(event) => &event.record.links,
            Self::Row(..) => &[],
        }
    }

    /// The event, if it is kept as it is.
    #[must_use]
    pub fn full(self) -> Option<&'e Event> {
        if let Self::Full(event) = self { Some(event) } else { None }
    }

    /// Whether a short list of its concerns or of its places may have one of them twice.
    #[must_use]
    pub fn may_repeat(self) -> bool {
        let Self::Row(packed, at) = self else { return true };
        let [_, concerns, places, _] = packed.used(at);
        let twice = |list: &[u32]| list.iter().enumerate().any(|(at, one)| list[..at].contains(one));
        twice(concerns) || twice(places)
    }

    /// Its own sources, without those of its accounts and links; one may come several times.
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
