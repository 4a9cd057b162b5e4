//! What filters ask of events, in columns by row: the one place where they read events.
//!
//! The index of a timeline knows who takes part in what; kind, standing, tags, origins, dates and who says so are read
//! here once, a slice at a time, when a query first asks for them. Asking is then a pass over a column, not over events.

use std::collections::HashMap;

use crate::model::postings::Postings;
use crate::model::{Edge, EventKind, EventRef, Id, Status, Timeline, When};
use crate::search::filter::name_index::NameIndexes;
use crate::search::filter::tree::{Compare, Key, TimeTest};
use crate::search::fold::fold;
use crate::search::hits::Hits;
use crate::text::span::u32_index;

/// How many rows are read before the next key is looked at.
const SLICE: usize = 1 << 13;

/// The facts of one timeline's events, and the names of its records.
#[derive(Debug, Clone, Default)]
pub struct FilterColumns {
    /// The names of actors, concerns, places and sources.
    pub names: NameIndexes,
    kinds: Vec<Option<EventKind>>,
    statuses: Vec<Status>,
    origins: Vec<u32>,
    dates: Vec<DayRange>,
    tags: Tags,
    by: Vec<(u32, u32)>,
    by_rows: Option<Postings<u32>>,
}

/// The days of an event: open and unknown ends lie beyond all days; undated ones end before they begin.
#[derive(Debug, Clone, Copy)]
struct DayRange {
    from: i64,
    to: i64,
    doubt: bool,
}

#[derive(Debug, Clone, Default)]
struct Tags {
    numbers: HashMap<Box<str>, u32>,
    /// Each tag as it was first met.
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
}

impl FilterColumns {
    /// Reads on. Whether all is read.
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

    /// Whether everything is read.
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
        event.tags().for_each(|tag| self.tags.read(tag, row));
        // Nobody says so of an event that is not kept as it is.
        let Some(record) = event.full().map(|event| &event.record) else { return };
        let accounts = record.accounts.iter().flat_map(|account| &account.by);
        for id in record.standing.by.iter().chain(accounts) {
            self.by.push((u32_index(id.index()), row));
        }
    }

    /// The events of a kind.
    #[must_use]
    pub fn of_kind(&self, kind: EventKind) -> Hits {
        rows(&self.kinds, |of| *of == Some(kind))
    }

    /// The events of a standing.
    #[must_use]
    pub fn of_status(&self, status: Status) -> Hits {
        rows(&self.statuses, |of| *of == status)
    }

    /// The events with so many independent origins.
    #[must_use]
    pub fn with_origins(&self, compare: Compare, asked: u32) -> Hits {
        rows(&self.origins, |number| compare.holds(*number, asked))
    }

    /// The events of which an actor says so, or has an account.
    #[must_use]
    pub fn claimed_by(&self, actor: Id) -> Hits {
        let said = self.by_rows.as_ref().map_or(&[][..], |rows| rows.of(actor.index()));
        said.iter().map(|row| *row as usize).collect()
    }

    /// The events with a tag; `None` if no event has it.
    #[must_use]
    pub fn tagged(&self, tag: &str) -> Option<Hits> {
        let number = *self.tags.numbers.get(&*fold(tag))?;
        let tagged = self.tags.rows.as_ref().map_or(&[][..], |rows| rows.of(number as usize));
        Some(tagged.iter().map(|row| *row as usize).collect())
    }

    /// The tags, each with how many events have it.
    pub fn tags(&self) -> impl Iterator<Item = (&str, usize)> {
        let count = |at: usize| self.tags.rows.as_ref().map_or(0, |rows| rows.of(at).len());
        self.tags.words.iter().enumerate().map(move |(at, tag)| (&**tag, count(at)))
    }

    /// The events of a time.
    #[must_use]
    pub fn at(&self, asked: &TimeTest) -> Hits {
        let DayRange { from, to, .. } = DayRange::of(Some(&asked.date));
        let fits = |of: &DayRange| match (asked.key, asked.possibly) {
            (Key::Before, false) => of.to < from && !of.doubt,
            (Key::Before, true) => of.from < from,
            (Key::After, false) => of.from > to && !of.doubt,
            (Key::After, true) => of.to > to,
            (_, false) => from <= of.from && of.to <= to && !of.doubt,
            (_, true) => of.from <= to && from <= of.to,
        };
        rows(&self.dates, |of| of.from <= of.to && fits(of))
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

/// The rows of a column that fit.
fn rows<T>(column: &[T], fits: impl Fn(&T) -> bool) -> Hits {
    column.iter().enumerate().filter(|(_, value)| fits(value)).map(|(row, _)| row).collect()
}
