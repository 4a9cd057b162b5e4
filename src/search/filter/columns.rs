//! The fields of events that filters test, in columns by row: the only place where filters read events.
//!
//! The timeline's index knows which events use a record; kinds, statuses, tags, origins, dates and claimants are read
//! here once, in slices, when a query first needs them. A test is then a pass over a column instead of over events.

use std::borrow::Cow;
use std::collections::HashMap;

use crate::model::date::{Clock, DAY};
use crate::model::known::Known;
use crate::model::postings::Postings;
use crate::model::{Day, Edge, EventRef, Id, Kind, Status, Timeline, When};
use crate::search::filter::name_index::NameIndexes;
use crate::search::filter::tree::{Compare, Evidence, Key, TimeTest};
use crate::search::fold::fold;
use crate::search::hits::Hits;
use crate::text::span::u32_index;

/// Rows read per slice, between two keys.
const SLICE: usize = 1 << 13;

/// The columns of one timeline's events, and the names of its records.
#[derive(Debug, Clone, Default)]
pub struct FilterColumns {
    /// The names of actors, concerns, places and sources.
    pub names: NameIndexes,
    kinds: Vec<Option<Kind>>,
    statuses: Vec<Status>,
    origins: Vec<u32>,
    dates: Vec<DayRange>,
    /// From when on each event was known; read only when that is asked for.
    known: Vec<Known>,
    /// The dates of events with a time of day, by row, in seconds.
    times: Vec<(u32, DayRange)>,
    tags: Tags,
    by: Vec<(u32, u32)>,
    by_rows: Option<Postings<u32>>,
}

/// The first and last day of an event: open and unknown ends are beyond all days; an undated event has an empty range.
#[derive(Debug, Clone, Copy)]
struct DayRange {
    from: i64,
    to: i64,
    doubt: bool,
}

#[derive(Debug, Clone, Default)]
struct Tags {
    numbers: HashMap<Box<str>, u32>,
    /// Each tag as first written.
    words: Vec<Box<str>>,
    pairs: Vec<(u32, u32)>,
    rows: Option<Postings<u32>>,
}

impl DayRange {
    fn of(date: Option<&When>) -> Self {
        let Some(date) = date else { return Self { from: i64::MAX, to: i64::MIN, doubt: false } };
        let day = |edge: Edge, beyond: i64| edge.day().map_or(beyond, |day| day.0);
        Self { from: day(date.from(), i64::MIN), to: day(date.to(), i64::MAX), doubt: date.has_doubt() }
    }

    /// The same in seconds.
    fn in_seconds(date: &When, offset: i16) -> Self {
        let whole = Self::of(Some(date)).seconds(offset);
        let [first, last] = date.clocks();
        let at = |edge: Edge, clock: Option<Clock>| Some(clock?.instant(edge.day()?, offset));
        Self {
            from: at(date.from(), first).unwrap_or(whole.from),
            to: at(date.to(), last).unwrap_or(whole.to),
            ..whole
        }
    }

    /// Its first and last second, if it is of days in an offset from UTC, in minutes.
    fn seconds(self, offset: i16) -> Self {
        let start = |day: i64| day.saturating_mul(DAY).saturating_sub(i64::from(offset) * 60);
        let is_open = |end: i64| end == i64::MIN || end == i64::MAX;
        let to = if is_open(self.to) { self.to } else { start(self.to) + DAY - 1 };
        let from = if is_open(self.from) { self.from } else { start(self.from) };
        Self { from, to, ..self }
    }
}

impl FilterColumns {
    /// Reads the next slice. Returns whether all is read.
    pub fn grow(&mut self, timeline: &Timeline) -> bool {
        let total = timeline.row_count();
        let end = total.min(self.kinds.len() + SLICE);
        for row in self.kinds.len()..end {
            if let Some(event) = timeline.event_ref_at(row) {
                self.read(timeline, row, event);
            }
        }
        if self.kinds.len() < total {
            return false;
        }
        if self.by_rows.is_none() {
            self.by_rows = Some(Postings::new(timeline.ids().len(), &std::mem::take(&mut self.by)));
            self.tags.rows =
                Some(Postings::new(self.tags.words.len(), &std::mem::take(&mut self.tags.pairs)));
        }
        true
    }

    /// Reads the next slice of what was known when. Returns whether all is read.
    pub fn grow_known(&mut self, timeline: &Timeline) -> bool {
        let total = timeline.row_count();
        let events = (self.known.len()..total.min(self.known.len() + SLICE))
            .filter_map(|row| timeline.event_ref_at(row));
        self.known.extend(events.map(|event| timeline.event_known(event)));
        self.known.len() >= total
    }

    /// Whether all events are read.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.by_rows.is_some()
    }

    fn read(&mut self, timeline: &Timeline, row: usize, event: EventRef<'_>) {
        let row = u32_index(row);
        self.kinds.push(event.kind());
        self.statuses.push(event.status());
        let origins = timeline.origins_of(event.sources()).len();
        self.origins.push(u32_index(origins));
        self.dates.push(DayRange::of(event.date()));
        if let Some(date) = event.date().filter(|date| date.clocks() != [None; 2]) {
            self.times.push((row, DayRange::in_seconds(date, timeline.head().offset)));
        }
        event.tags().for_each(|tag| self.tags.read(tag, row));
        // A packed event has no claimant.
        let Some(record) = event.full().map(|event| &event.record) else { return };
        let accounts = record.accounts.iter().flat_map(|account| &account.by);
        for id in record.standing.by.iter().chain(accounts) {
            self.by.push((u32_index(id.index()), row));
        }
    }

    /// The events of a kind.
    #[must_use]
    pub fn of_kind(&self, kind: Kind) -> Hits {
        rows(&self.kinds, |of| *of == Some(kind))
    }

    /// The events with a status.
    #[must_use]
    pub fn of_status(&self, status: Status) -> Hits {
        rows(&self.statuses, |of| *of == status)
    }

    /// The events whose number of independent origins passes the comparison.
    #[must_use]
    pub fn with_origins(&self, compare: Compare, asked: u32) -> Hits {
        rows(&self.origins, |number| compare.holds(*number, asked))
    }

    /// The events of which the evidence is such.
    #[must_use]
    pub fn with_evidence(&self, evidence: Evidence, timeline: &Timeline) -> Hits {
        match evidence {
            Evidence::Disputed => timeline.overview().disputed.iter().map(|row| *row as usize).collect(),
            Evidence::SingleSource => self.with_origins(Compare::Equal, 1),
            Evidence::Unsourced => self.with_origins(Compare::Equal, 0),
        }
    }

    /// The rows, ascending, of the events that an actor claims, or has an account of. It may be in there twice.
    #[must_use]
    pub fn claimed_by(&self, actor: Id) -> &[u32] {
        self.by_rows.as_ref().map_or(&[][..], |rows| rows.of(actor.index()))
    }

    /// The events with a tag; `None` if the timeline does not have it.
    #[must_use]
    pub fn tagged(&self, tag: &str) -> Option<Hits> {
        let number = *self.tags.numbers.get(&*fold(tag))?;
        let tagged = self.tags.rows.as_ref().map_or(&[][..], |rows| rows.of(number as usize));
        Some(tagged.iter().map(|row| *row as usize).collect())
    }

    /// The tags, each with its number of events.
    pub fn tags(&self) -> impl Iterator<Item = (&str, usize)> {
        let count = |at: usize| self.tags.rows.as_ref().map_or(0, |rows| rows.of(at).len());
        self.tags.words.iter().enumerate().map(move |(at, tag)| (&**tag, count(at)))
    }

    /// The events that pass a test of their date: those that fit or may, and those that certainly do. An event certainly
    /// fits as a whole; one may fit whose date is in doubt, or of which only a part fits.
    #[must_use]
    pub fn at(&self, asked: &TimeTest, offset: i16) -> [Hits; 2] {
        if asked.key == Key::Known {
            let last = asked.date.to().day().unwrap_or(Day(i64::MAX));
            let certain = rows(&self.known, |known| known.by(last) == Some(true));
            let possible = rows(&self.known, |known| known.by(last) != Some(false));
            return [if asked.only_certain { certain.clone() } else { possible }, certain];
        }
        let (dates, DayRange { from, to, doubt }) = self.dates_beside(&asked.date, offset);
        let fits = |of: &DayRange| match asked.key {
            Key::Before => of.to < from,
            Key::After => of.from > to,
            _ => from <= of.from && of.to <= to,
        };
        let may_fit = |of: &DayRange| match asked.key {
            Key::Before => of.from < from,
            Key::After => of.to > to,
            _ => of.from <= to && from <= of.to,
        };
        let certain = rows(&dates, |of| of.from <= of.to && !doubt && !of.doubt && fits(of));
        if asked.only_certain {
            return [certain.clone(), certain];
        }
        [rows(&dates, |of| of.from <= of.to && may_fit(of)), certain]
    }

    /// The dates of the events, and another that they are compared with: by their days as written, or in seconds if
    /// that one has a time of day.
    fn dates_beside(&self, other: &When, offset: i16) -> (Cow<'_, [DayRange]>, DayRange) {
        if other.clocks() == [None; 2] {
            return (Cow::Borrowed(&self.dates), DayRange::of(Some(other)));
        }
        let mut dates: Vec<DayRange> = self.dates.iter().map(|of| of.seconds(offset)).collect();
        for (row, times) in &self.times {
            dates[*row as usize] = *times;
        }
        (Cow::Owned(dates), DayRange::in_seconds(other, offset))
    }
}

impl Tags {
    fn read(&mut self, tag: &str, row: u32) {
        let folded = fold(tag);
        let number = match self.numbers.get(&*folded) {
            Some(number) => *number,
            None => {
                let number = u32_index(self.words.len());
                self.numbers.insert(folded.into(), number);
                self.words.push(tag.into());
                number
            }
        };
        self.pairs.push((number, row));
    }
}

/// The rows of a column whose values pass.
fn rows<T>(column: &[T], fits: impl Fn(&T) -> bool) -> Hits {
    column.iter().enumerate().filter(|(_, value)| fits(value)).map(|(row, _)| row).collect()
}
