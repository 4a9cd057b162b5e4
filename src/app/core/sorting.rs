//! The order of the table of events: the column that it is sorted by, and the permutation of the listed rows that this
//! makes. It is made once, when asked for or when the rows change: a key only looks places up. The order of time needs none.

use std::borrow::Cow;

use crate::model::{EventRef, Timeline};
use crate::search::RowSet;

/// The most rows that are sorted at once, so that nobody waits: 200,000 by title took 155 ms.
pub const MOST: usize = 50_000;

/// A column of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Column {
    /// When: the order of the rows.
    #[default]
    Date,
    /// The title.
    Title,
    /// The kind.
    Kind,
    /// Where it happened.
    Place,
    /// Its actors.
    Who,
    /// Its status.
    Standing,
    /// The number of its independent sources.
    Sources,
}

impl Column {
    /// Its heading.
    #[must_use]
    pub fn heading(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::Title => "title",
            Self::Kind => "kind",
            Self::Place => "place",
            Self::Who => "who",
            Self::Standing => "standing",
            Self::Sources => "sources",
        }
    }

    /// What an event has in a column of text; events without it come last.
    fn label<'t>(self, timeline: &'t Timeline, event: EventRef<'t>) -> Option<&'t str> {
        match self {
            Self::Title => Some(timeline.title(event.id()?)),
            Self::Kind => Some(event.kind()?.word(timeline.ids())),
            Self::Place => Some(timeline.title(event.place()?)),
            Self::Who => Some(timeline.title(*event.actors().first()?)),
            Self::Date | Self::Standing | Self::Sources => None,
        }
    }
}

/// The order of the table.
#[derive(Debug, Clone, Default)]
pub struct Sorting {
    /// The column.
    pub by: Column,
    /// Whether the last comes first.
    pub reversed: bool,
    /// The first visible place.
    pub top: usize,
    /// Whether the permutation is that of the listed rows.
    pub is_made: bool,
    /// The row in each place, and the place of each listed row; empty in the order of time.
    rows: Vec<u32>,
    places: Vec<u32>,
    /// How many rows at the end have nothing in the column; they stay there in the opposite order.
    blank: usize,
}

impl Sorting {
    /// The row in a place.
    #[must_use]
    pub fn row_at(&self, listed: &RowSet, place: usize) -> Option<usize> {
        let place = self.turned(listed, place)?;
        if self.by == Column::Date {
            return listed.nth(place);
        }
        self.rows.get(place).map(|row| *row as usize)
    }

    /// The place of a row; of one that is not listed, that of the next.
    #[must_use]
    pub fn place_of(&self, listed: &RowSet, row: usize) -> usize {
        let rank = listed.count_before(row).min(listed.count().saturating_sub(1));
        let place = self.places.get(rank).map_or(rank, |place| *place as usize);
        self.turned(listed, place).unwrap_or(0)
    }

    fn turned(&self, listed: &RowSet, place: usize) -> Option<usize> {
        let filled = listed.count().saturating_sub(self.blank);
        if self.reversed && place < filled { Some(filled - 1 - place) } else { Some(place) }
    }

    /// Makes the permutation of the listed rows. Equal ones stay in the order of time.
    pub(crate) fn make(&mut self, timeline: &Timeline, listed: &RowSet) {
        self.is_made = true;
        (self.rows, self.places) = (Vec::new(), Vec::new());
        if self.by == Column::Date {
            self.blank = listed.count() - listed.count_before(timeline.dated_count());
            return;
        }
        let rows: Vec<u32> = listed.iter_from(0).filter_map(|row| u32::try_from(row).ok()).collect();
        let event = |row: &u32| timeline.event_ref_at(*row as usize);
        self.rows = match self.by {
            Column::Standing => sorted(&rows, |row| event(row).map(|event| event.status() as usize)),
            Column::Sources => {
                sorted(&rows, |row| event(row).map(|event| timeline.origins_of(event.sources()).len()))
            }
            by => sorted(&rows, |row| {
                let event = event(row);
                let label = event.and_then(|event| by.label(timeline, event));
                let who = event.filter(|_| by == Column::Who).map(EventRef::actors).unwrap_or_default();
                let others =
                    who.get(1..).unwrap_or_default().iter().map(|actor| lower(timeline.title(*actor)));
                (label.is_none(), label.map(lower), others.collect::<Vec<_>>())
            }),
        };
        let is_blank = |row: &u32| event(row).is_none_or(|event| self.by.label(timeline, event).is_none());
        let is_text = !matches!(self.by, Column::Standing | Column::Sources);
        self.blank = if is_text { self.rows.iter().rev().take_while(|row| is_blank(row)).count() } else { 0 };
        self.places = vec![0; rows.len()];
        for (row, place) in self.rows.iter().zip(0..) {
            self.places[listed.count_before(*row as usize)] = place;
        }
    }
}

/// Rows by a key; those with equal keys stay as they are, since rows ascend.
fn sorted<K: Ord>(rows: &[u32], key: impl Fn(&u32) -> K) -> Vec<u32> {
    let mut keyed: Vec<(K, u32)> = rows.iter().map(|row| (key(row), *row)).collect();
    keyed.sort_unstable();
    keyed.into_iter().map(|(_, row)| row).collect()
}

fn lower(label: &str) -> Cow<'_, str> {
    if label.chars().any(char::is_uppercase) { label.to_lowercase().into() } else { label.into() }
}
