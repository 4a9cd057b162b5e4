//! Events of a long file, packed: what lists, marks and indexes ask of an event, in a tenth of the memory.
//!
//! An event of the everyday shape is a row of numbers here, its title a part of one long string; its prose is not kept
//! and is read again when it is shown. Any other event (with links, accounts, roles, a standing of its own …) is kept as
//! it is, without its prose. One that is asked for as an [`Event`] is made from its row and stays, because whoever asks
//! has it on the screen.

use std::ops::Range;
use std::sync::OnceLock;

use crate::model::date::When;
use crate::model::event::{ActorUse, Event, EventKind, PlaceUse};
use crate::model::id::Id;
use crate::model::names::Names;
use crate::model::record::Record;
use crate::model::renumber::Renumber;
use crate::model::standing::{Citation, Standing, Status};
use crate::text::span::u32_index;

/// An event of the everyday shape.
#[derive(Debug, Clone)]
struct Row {
    date: Option<When>,
    id: Id,
    start: u32,
    length: u32,
    hash: u32,
    /// Where its title ends, and its references; they begin where those of the event before end.
    title: u32,
    refs: u32,
    kind: Option<EventKind>,
    actors: u8,
    concerns: u8,
    places: u8,
    tags: u8,
    /// Whether it is kept as it is.
    is_full: bool,
}

/// Room for events that are asked for, made when the first of them is.
type Group = OnceLock<Box<[OnceLock<Box<Event>>]>>;

/// How many events have a group together.
const GROUP: usize = 32;

/// The events of one piece of a long file.
#[derive(Debug, Default)]
pub struct Packed {
    rows: Vec<Row>,
    titles: String,
    /// Actors, concerns, places, sources and then tags of each event.
    refs: Vec<u32>,
    /// The words of all tags.
    words: Names,
    /// Events that are kept as they are, by number, ascending.
    full: Vec<(u32, Event)>,
    /// Events that were asked for.
    made: Vec<Group>,
}

impl Packed {
    /// Packs an event, converted without its prose, behind the others. `hash` is the fingerprint of its text.
    pub fn push(&mut self, event: Event, hash: u32) {
        let is_full = !self.takes(&event);
        let count = |some: usize| if is_full { 0 } else { u8::try_from(some).unwrap_or(0) };
        let record = &event.record;
        self.rows.push(Row {
            date: if is_full { None } else { event.date.clone() },
            id: record.id,
            start: u32_index(record.span.start),
            length: u32_index(record.span.len()),
            hash,
            title: u32_index(self.titles.len()),
            refs: u32_index(self.refs.len()),
            kind: event.kind,
            actors: count(event.actors.len()),
            concerns: count(event.concerns.len()),
            places: count(event.places.len()),
            tags: count(record.tags.len()),
            is_full,
        });
        if is_full {
            self.full.push((u32_index(self.rows.len() - 1), event));
        }
    }

    /// Takes over the title, references and tags of an event of the everyday shape: one of which a row of numbers can hold
    /// all but the prose, and of which by itself no rule between records has anything to say. Returns whether it is one.
    ///
    /// Every field is named, so that a new one is either held by the row, or prose, or keeps an event from being packed.
    fn takes(&mut self, event: &Event) -> bool {
        let Event { record, date: _, date_note: _, kind: _, so_what: _, actors, concerns, places, image } =
            event;
        let Record {
            id: _,
            span: _,
            title,
            summary: _,
            tags,
            notes: _,
            standing,
            likelihood,
            confidence,
            sources,
            accounts,
            links,
        } = record;
        let is_bare =
            |Citation { source: _, credibility, at: _, quote: _, date, as_stated: _ }: &Citation| {
                credibility.is_none() && date.is_none()
            };
        let few = |some: usize| u8::try_from(some).is_ok();
        let is_alone = |(at, ActorUse { actor, role }): (usize, &ActorUse)| {
            role.is_empty() && !actors[..at].iter().any(|other| other.actor == *actor)
        };
        let is_everyday = *standing == Standing { status: Status::Reported, ..Standing::default() }
            && likelihood.is_none()
            && confidence.is_none()
            && accounts.is_empty()
            && links.is_empty()
            && image.is_none()
            && !sources.is_empty()
            && sources.iter().all(is_bare)
            && actors.len() <= A_HANDFUL
            && actors.iter().enumerate().all(is_alone)
            && places.iter().all(|PlaceUse { place: _, role }| role.is_empty())
            && [concerns.len(), places.len(), tags.len()].into_iter().all(few);
        if is_everyday {
            self.titles.push_str(title);
            self.refs.extend(actors.iter().map(|part| part.actor.number()));
            self.refs.extend(concerns.iter().map(|id| id.number()));
            self.refs.extend(places.iter().map(|part| part.place.number()));
            self.refs.extend(sources.iter().map(|citation| citation.source.number()));
            self.refs.extend(tags.iter().map(|tag| self.words.number(tag)));
        }
        is_everyday
    }

    /// Gives back the room that was made for more.
    pub fn close(&mut self) {
        self.rows.shrink_to_fit();
        self.titles.shrink_to_fit();
        self.refs.shrink_to_fit();
        self.full.shrink_to_fit();
        self.made.resize_with(self.rows.len().div_ceil(GROUP), OnceLock::new);
    }

    /// How many events there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// An event in full, but for its prose.
    #[must_use]
    pub fn get(&self, at: usize) -> Option<&Event> {
        if self.rows.get(at)?.is_full {
            return self.full(at);
        }
        let group = self.made.get(at / GROUP)?;
        let group = group.get_or_init(|| (0..GROUP).map(|_| OnceLock::new()).collect());
        Some(group.get(at % GROUP)?.get_or_init(|| Box::new(self.make(at))))
    }

    /// An event that is kept as it is.
    #[must_use]
    pub fn full(&self, at: usize) -> Option<&Event> {
        self.rows.get(at).filter(|row| row.is_full)?;
        let at = u32::try_from(at).ok()?;
        let place = self.full.binary_search_by_key(&at, |(number, _)| *number).ok()?;
        self.full.get(place).map(|(_, event)| event)
    }

    /// The events that are kept as they are, with their positions.
    pub fn all_full(&self) -> impl Iterator<Item = (usize, &Event)> {
        self.full.iter().map(|(number, event)| (*number as usize, event))
    }

    /// The id of an event.
    #[must_use]
    pub fn id(&self, at: usize) -> Option<Id> {
        self.rows.get(at).map(|row| row.id)
    }

    /// The fingerprint of an event's text.
    #[must_use]
    pub fn hash(&self, at: usize) -> Option<u32> {
        self.rows.get(at).map(|row| row.hash)
    }

    /// Where an event stands in the file.
    #[must_use]
    pub fn span(&self, at: usize) -> Range<usize> {
        self.rows.get(at).map_or(0..0, |row| row.start as usize..(row.start as usize + row.length as usize))
    }

    /// The title of an event of the everyday shape.
    #[must_use]
    pub fn title(&self, at: usize) -> &str {
        let end = |at: usize| self.rows.get(at).map_or(0, |row| row.title as usize);
        let start = at.checked_sub(1).map_or(0, end);
        self.titles.get(start..end(at)).unwrap_or_default()
    }

    /// The date of an event of the everyday shape.
    #[must_use]
    pub fn date(&self, at: usize) -> Option<&When> {
        self.rows.get(at)?.date.as_ref()
    }

    /// The kind of an event.
    #[must_use]
    pub fn kind(&self, at: usize) -> Option<EventKind> {
        self.rows.get(at)?.kind
    }

    /// The actors, concerns, places and sources of an event of the everyday shape.
    #[must_use]
    pub fn used(&self, at: usize) -> [&[u32]; 4] {
        self.parts(at).map_or([&[]; 4], |(used, _)| used)
    }

    /// The tags of an event of the everyday shape.
    pub fn tags(&self, at: usize) -> impl Iterator<Item = &str> {
        let tags = self.parts(at).map_or(&[][..], |(_, tags)| tags);
        tags.iter().map(|word| self.words.text(*word as usize))
    }

    fn parts(&self, at: usize) -> Option<([&[u32]; 4], &[u32])> {
        let row = self.rows.get(at)?;
        let start = at.checked_sub(1).and_then(|at| self.rows.get(at)).map_or(0, |row| row.refs as usize);
        let all = self.refs.get(start..row.refs as usize)?;
        let (actors, rest) = all.split_at_checked(row.actors.into())?;
        let (concerns, rest) = rest.split_at_checked(row.concerns.into())?;
        let (places, rest) = rest.split_at_checked(row.places.into())?;
        let (sources, tags) = rest.split_at_checked(rest.len().checked_sub(row.tags.into())?)?;
        Some(([actors, concerns, places, sources], tags))
    }

    fn make(&self, at: usize) -> Event {
        let id = |number: &u32| Id::numbered(*number);
        let [actors, concerns, places, sources] = self.used(at);
        let own = self.id(at).unwrap_or(Id::numbered(0));
        let mut record = Record::new(own, self.title(at));
        record.span = self.span(at);
        record.tags = self.tags(at).map(Into::into).collect();
        record.sources = sources.iter().map(|source| Citation::of(id(source))).collect();
        let mut event = Event::new(record);
        event.date = self.date(at).cloned();
        event.kind = self.kind(at);
        event.actors = actors.iter().map(|actor| ActorUse { actor: id(actor), role: "".into() }).collect();
        event.concerns = concerns.iter().map(id).collect();
        event.places = places.iter().map(|place| PlaceUse { place: id(place), role: "".into() }).collect();
        event
    }
}

impl Renumber for Packed {
    fn renumber(&mut self, whole: &[Id]) {
        let mut start = 0;
        for row in &mut self.rows {
            row.id.renumber(whole);
            let end = row.refs as usize;
            let ids = start..end - usize::from(row.tags);
            for number in self.refs.get_mut(ids).unwrap_or_default() {
                if let Some(id) = whole.get(*number as usize) {
                    *number = id.number();
                }
            }
            start = end;
        }
        self.full.iter_mut().for_each(|(_, event)| event.renumber(whole));
    }
}

/// How many actors are held against each other.
const A_HANDFUL: usize = 16;
