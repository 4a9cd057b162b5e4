//! The events of a long file, packed: what lists, marks and indexes need of an event, in a tenth of the memory.
//!
//! An everyday event becomes a row of numbers, with its title in one shared string; its prose is not kept, and read
//! again when shown. Any other event (with links, accounts, roles, a standing of its own …) is stored as it is, without
//! its prose. An [`Event`] requested from a row is unpacked and cached, because it is probably on screen.

use std::ops::Range;
use std::sync::OnceLock;

use crate::model::date::When;
use crate::model::event::{ActorUse, Event, EventKind, Kind, PlaceUse};
use crate::model::id::Id;
use crate::model::names::Names;
use crate::model::record::Record;
use crate::model::renumber::Renumber;
use crate::model::standing::Citation;
use crate::text::span::u32_index;

/// An everyday event.
#[derive(Debug, Clone)]
struct Row {
    date: Option<When>,
    id: Id,
    start: u32,
    length: u32,
    hash: u32,
    /// The ends of its title and its references; they begin where those of the previous event end.
    title: u32,
    refs: u32,
    kind: Option<EventKind>,
    /// The place of its own kind in [`Packed::kinds`], from 1; 0 if it has none.
    own_kind: u8,
    actors: u8,
    concerns: u8,
    places: u8,
    tags: u8,
    /// Whether it is stored as it is.
    is_full: bool,
}

/// A cache of unpacked events, allocated when the first of them is requested.
type Group = OnceLock<Box<[OnceLock<Box<Event>>]>>;

/// The number of events per group.
const GROUP: usize = 32;

/// The events of one piece of a long file.
#[derive(Debug, Default)]
pub struct Packed {
    rows: Vec<Row>,
    titles: String,
    /// The actors, concerns, places, sources and tags of each event in turn.
    refs: Vec<u32>,
    /// The words of all tags.
    words: Names,
    /// The own kinds of events.
    kinds: Vec<Id>,
    /// Events stored as they are, by number, ascending.
    full: Vec<(u32, Event)>,
    /// The cached events.
    made: Vec<Group>,
}

/// The fields of a row, apart from references and tags.
#[derive(Debug)]
pub struct Everyday<'e> {
    /// Its id.
    pub id: Id,
    /// Its byte range in the file, from its header to the next.
    pub span: Range<usize>,
    /// The fingerprint of its text.
    pub hash: u32,
    /// Its title.
    pub title: &'e str,
    /// Its date.
    pub date: Option<When>,
    /// Its kind.
    pub kind: Option<Kind>,
}

impl Packed {
    /// Packs an everyday event: one whose fields, prose aside, fit a row, and that no rule could report. `counts` are
    /// the numbers of actors, concerns, places, sources and tags among the references just added. Returns false, and
    /// drops these, if it is no such event.
    pub fn push(&mut self, event: Everyday<'_>, counts: [usize; 5]) -> bool {
        let [actors, .., sources, _] = counts;
        let [few_actors, few_concerns, few_places, _, few_tags] = counts.map(|some| u8::try_from(some).ok());
        let start = self.rows.last().map_or(0, |row| row.refs as usize);
        let refs = self.refs.get(start..start + actors).unwrap_or_default();
        let is_alone = |(at, actor): (usize, &u32)| !refs[..at].contains(actor);
        if sources > 0
            && actors <= MOST_COMPARED
            && refs.iter().enumerate().all(is_alone)
            && let (Some(actors), Some(concerns), Some(places), Some(tags)) =
                (few_actors, few_concerns, few_places, few_tags)
            && let Some(own_kind) = self.own_kind(event.kind)
        {
            self.titles.push_str(event.title);
            self.push_row(event, [own_kind, actors, concerns, places, tags], false);
            return true;
        }
        self.refs.truncate(start);
        false
    }

    /// Adds an event as it is, converted without its prose. `hash` is the fingerprint of its text.
    pub fn push_full(&mut self, event: Event, hash: u32) {
        let Record { id, span, .. } = &event.record;
        let row = Everyday { id: *id, span: span.clone(), hash, title: "", date: None, kind: None };
        self.push_row(row, [0; 5], true);
        self.full.push((u32_index(self.rows.len() - 1), event));
    }

    fn push_row(
        &mut self,
        event: Everyday<'_>,
        [own_kind, actors, concerns, places, tags]: [u8; 5],
        is_full: bool,
    ) {
        let Everyday { id, span, hash, title: _, date, kind } = event;
        self.rows.push(Row {
            date,
            id,
            start: u32_index(span.start),
            length: u32_index(span.len()),
            hash,
            title: u32_index(self.titles.len()),
            refs: u32_index(self.refs.len()),
            kind: if let Some(Kind::Known(kind)) = kind { Some(kind) } else { None },
            own_kind,
            actors,
            concerns,
            places,
            tags,
            is_full,
        });
    }

    /// The place of an own kind in the list of them, from 1; 0 for any other. `None` if there are too many.
    fn own_kind(&mut self, kind: Option<Kind>) -> Option<u8> {
        let Some(Kind::Own(own)) = kind else { return Some(0) };
        let at = self.kinds.iter().position(|kind| *kind == own).unwrap_or(self.kinds.len());
        let place = u8::try_from(at + 1).ok()?;
        if at == self.kinds.len() {
            self.kinds.push(own);
        }
        Some(place)
    }

    /// Adds references of the next event, and returns their number.
    pub fn refer(&mut self, ids: impl Iterator<Item = Id>) -> usize {
        let before = self.refs.len();
        self.refs.extend(ids.map(Id::number));
        self.refs.len() - before
    }

    /// Adds tags of the next event, and returns their number.
    pub fn tag(&mut self, tags: impl Iterator<Item: AsRef<str>>) -> usize {
        let before = self.refs.len();
        self.refs.extend(tags.map(|tag| self.words.number(tag.as_ref().trim())));
        self.refs.len() - before
    }

    /// Releases spare capacity, and prepares the cache.
    pub fn close(&mut self) {
        self.rows.shrink_to_fit();
        self.titles.shrink_to_fit();
        self.refs.shrink_to_fit();
        self.full.shrink_to_fit();
        self.made.resize_with(self.rows.len().div_ceil(GROUP), OnceLock::new);
    }

    /// The number of events.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// An event in full, except for its prose.
    #[must_use]
    pub fn get(&self, at: usize) -> Option<&Event> {
        if self.rows.get(at)?.is_full {
            return self.full(at);
        }
        let group = self.made.get(at / GROUP)?;
        let group = group.get_or_init(|| (0..GROUP).map(|_| OnceLock::new()).collect());
        Some(group.get(at % GROUP)?.get_or_init(|| Box::new(self.make(at))))
    }

    /// An event that is stored as it is; `None` for a row.
    #[must_use]
    pub fn full(&self, at: usize) -> Option<&Event> {
        self.rows.get(at).filter(|row| row.is_full)?;
        let at = u32::try_from(at).ok()?;
        let place = self.full.binary_search_by_key(&at, |(number, _)| *number).ok()?;
        self.full.get(place).map(|(_, event)| event)
    }

    /// The events stored as they are, with their positions.
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

    /// The byte range of an event in the file.
    #[must_use]
    pub fn span(&self, at: usize) -> Range<usize> {
        self.rows.get(at).map_or(0..0, |row| row.start as usize..(row.start as usize + row.length as usize))
    }

    /// The title of an everyday event.
    #[must_use]
    pub fn title(&self, at: usize) -> &str {
        let end = |at: usize| self.rows.get(at).map_or(0, |row| row.title as usize);
        let start = at.checked_sub(1).map_or(0, end);
        self.titles.get(start..end(at)).unwrap_or_default()
    }

    /// The date of an everyday event.
    #[must_use]
    pub fn date(&self, at: usize) -> Option<&When> {
        self.rows.get(at)?.date.as_ref()
    }

    /// Dates an event of which none was made yet.
    pub(super) fn set_date(&mut self, at: usize, date: When) {
        let place = self.full.binary_search_by_key(&u32_index(at), |(number, _)| *number);
        match (place, self.rows.get_mut(at)) {
            (Ok(place), _) => self.full[place].1.date = Some(date),
            (Err(_), Some(row)) => row.date = Some(date),
            _ => {}
        }
    }

    /// The kind of an everyday event.
    #[must_use]
    pub fn kind(&self, at: usize) -> Option<Kind> {
        let row = self.rows.get(at)?;
        let own = || self.kinds.get(usize::from(row.own_kind).checked_sub(1)?).copied().map(Kind::Own);
        row.kind.map(Kind::Known).or_else(own)
    }

    /// The actors, concerns, places and sources of an everyday event.
    #[must_use]
    pub fn used(&self, at: usize) -> [&[u32]; 4] {
        self.parts(at).map_or([&[]; 4], |(used, _)| used)
    }

    /// The tags of an everyday event.
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
        self.kinds.renumber(whole);
        self.full.iter_mut().for_each(|(_, event)| event.renumber(whole));
    }
}

/// The most actors that are compared pairwise.
const MOST_COMPARED: usize = 16;
