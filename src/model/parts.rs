//! Events within events: which are the parts of which, and the date of a whole that has none of its own.
//!
//! What is in a circle, or too deep inside others, is no part, so that everything that follows parts or wholes comes to an
//! end.

use crate::model::date::When;
use crate::model::events::Events;
use crate::model::id::Id;
use crate::model::record::{RecordNo, Table};
use crate::text::span::u32_index;

/// The parts of a timeline, by row.
#[derive(Debug, Clone, Default)]
pub struct Parts {
    /// Each whole and its part, ascending.
    by_whole: Vec<(u32, u32)>,
    /// Each part and its whole, ascending.
    by_part: Vec<(u32, u32)>,
}

/// The most wholes around a part.
const MOST_WHOLES: usize = 64;

impl Parts {
    /// The parts among events, by number until [`Self::number_by_row`].
    pub(super) fn new(events: &Events, record_of: impl Fn(Id) -> Option<RecordNo>) -> Self {
        let whole = |event: &crate::model::Event| {
            record_of(event.part_of?).filter(|no| no.table == Table::Event).map(|no| u32_index(no.index()))
        };
        let by_part: Vec<(u32, u32)> =
            events.full().filter_map(|(part, event)| Some((u32_index(part), whole(event)?))).collect();
        let mut parts = Self { by_whole: Vec::new(), by_part };
        let has_end = |part: u32| parts.wholes(part as usize).nth(MOST_WHOLES).is_none();
        parts.by_part = parts.by_part.iter().copied().filter(|(part, _)| has_end(*part)).collect();
        parts.order();
        parts
    }

    fn order(&mut self) {
        self.by_part.sort_unstable();
        self.by_whole = self.by_part.iter().map(|(part, whole)| (*whole, *part)).collect();
        self.by_whole.sort_unstable();
    }

    /// Each whole with its parts, the innermost wholes first.
    pub(super) fn by_whole(&self) -> Vec<&[(u32, u32)]> {
        let mut wholes: Vec<_> = self.by_whole.chunk_by(|a, b| a.0 == b.0).collect();
        wholes.sort_by_cached_key(|of| std::cmp::Reverse(self.wholes(of[0].0 as usize).count()));
        wholes
    }

    /// Gives each whole without a date of its own that of its parts, whose parts come first.
    pub(super) fn date_wholes(&self, events: &mut Events) {
        for of in self.by_whole() {
            let whole = of[0].0 as usize;
            let dates = of.iter().filter_map(|(_, part)| events.event_ref(*part as usize)?.date());
            if events.event_ref(whole).is_some_and(|event| event.date().is_none())
                && let Some(date) = When::spanning(dates)
            {
                events.set_date(whole, &date);
            }
        }
    }

    /// Changes numbers to rows.
    pub(super) fn number_by_row(&mut self, rows: &[u32]) {
        let row = |number: u32| rows.get(number as usize).copied().unwrap_or(number);
        self.by_part.iter_mut().for_each(|pair| *pair = (row(pair.0), row(pair.1)));
        self.order();
    }

    /// The rows of all wholes, ascending.
    pub fn all_wholes(&self) -> impl Iterator<Item = usize> {
        self.by_whole.chunk_by(|a, b| a.0 == b.0).map(|of| of[0].0 as usize)
    }

    /// The row of a whole with the row of each of its parts, in the order of time.
    #[must_use]
    pub fn of(&self, whole: usize) -> &[(u32, u32)] {
        let start = self.by_whole.partition_point(|pair| (pair.0 as usize) < whole);
        let end = self.by_whole.partition_point(|pair| pair.0 as usize <= whole);
        &self.by_whole[start..end]
    }

    /// The rows of all parts of a whole, and of their parts.
    #[must_use]
    pub fn all_of(&self, whole: usize) -> Vec<usize> {
        let mut all: Vec<usize> = Vec::new();
        let mut next = Some(whole);
        let mut at = 0;
        while let Some(whole) = next {
            all.extend(self.of(whole).iter().map(|(_, part)| *part as usize));
            next = all.get(at).copied();
            at += 1;
        }
        all
    }

    /// The wholes around a row, the narrowest first.
    pub fn wholes(&self, row: usize) -> impl Iterator<Item = usize> {
        let whole = |part: &u32| self.whole(*part);
        std::iter::successors(u32::try_from(row).ok().and_then(|row| self.whole(row)), whole)
            .map(|whole| whole as usize)
    }

    fn whole(&self, part: u32) -> Option<u32> {
        let at = self.by_part.binary_search_by_key(&part, |pair| pair.0).ok()?;
        Some(self.by_part[at].1)
    }
}
