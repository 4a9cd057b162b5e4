//! The actors or the concerns related to the page, each with its relation: a list with a cursor.

use std::collections::BTreeSet;

use crate::model::{RecordNo, Table};
use crate::text::width::{width, wrap};

/// The indent of the lines below a name, in columns.
pub const INDENT: usize = 2;

/// A record related to the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The record.
    pub no: RecordNo,
    /// The heading above it, if it differs from the previous entry's.
    pub heading: Option<String>,
    /// Its relation in a word or two: "signs".
    pub note: String,
    /// Lines below the name, such as an office or a status.
    pub details: Vec<String>,
}

impl Entry {
    /// An entry with a note, and one detail line unless it is empty.
    #[must_use]
    pub fn new(no: RecordNo, note: impl Into<String>, detail: impl Into<String>) -> Self {
        let details = Some(detail.into()).filter(|detail: &String| !detail.is_empty()).into_iter().collect();
        Self { no, heading: None, note: note.into(), details }
    }

    /// Fits the entry to `room` columns: a note too wide for the name's line moves below it, and details are wrapped.
    #[must_use]
    pub fn folded(mut self, name: &str, room: usize) -> Self {
        let mut below = std::mem::take(&mut self.details);
        if !self.note.is_empty() && width(name) + 2 + width(&self.note) > room {
            below.insert(0, std::mem::take(&mut self.note));
        }
        let text = below.join(" · ");
        if !text.is_empty() {
            let room = room.saturating_sub(INDENT);
            self.details = wrap(&text, room, room).into_iter().map(|line| text[line].to_owned()).collect();
        }
        self
    }

    fn lines(&self) -> usize {
        1 + usize::from(self.heading.is_some()) + self.details.len()
    }
}

/// One line of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ListingLine<'a> {
    /// A heading above an entry.
    Heading(&'a str),
    /// A record and its index in the list.
    Record(usize, &'a Entry),
    /// A line below a record.
    Detail(&'a str),
}

/// A list with a cursor.
#[derive(Debug, Clone, Default)]
pub struct Listing {
    /// The records related to the page.
    pub entries: Vec<Entry>,
    /// The first line of each entry, and one past the last.
    starts: Vec<usize>,
    /// The index under the cursor.
    pub at: usize,
    /// The first visible line.
    pub top: usize,
}

impl Listing {
    /// A list of the records of one table; duplicates are dropped.
    #[must_use]
    pub fn new(table: Table, mut entries: Vec<Entry>) -> Self {
        let mut seen = BTreeSet::new();
        entries.retain(|entry| entry.no.table == table && seen.insert(entry.no));
        let mut starts = vec![0];
        let mut line = 0;
        for entry in &entries {
            line += entry.lines();
            starts.push(line);
        }
        Self { entries, starts, at: 0, top: 0 }
    }

    /// The number of records listed.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether the list is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Whether a record is listed.
    #[must_use]
    pub fn has(&self, no: RecordNo) -> bool {
        self.entries.iter().any(|entry| entry.no == no)
    }

    /// The record at an index.
    #[must_use]
    pub fn record(&self, at: usize) -> Option<RecordNo> {
        self.entries.get(at).map(|entry| entry.no)
    }

    /// The record under the cursor.
    #[must_use]
    pub fn selected(&self) -> Option<RecordNo> {
        self.record(self.at)
    }

    /// Moves the cursor to a record, if it is listed.
    pub fn select(&mut self, no: RecordNo) {
        self.at = self.entries.iter().position(|entry| entry.no == no).unwrap_or(self.at);
    }

    /// The total number of lines.
    #[must_use]
    pub fn line_count(&self) -> usize {
        self.starts.last().copied().unwrap_or(0)
    }

    /// Scrolls no more than needed to bring the cursor into view.
    pub fn scroll_into_view(&mut self, height: usize) {
        self.at = self.at.min(self.len().saturating_sub(1));
        let line = |at| self.starts.get(at).copied().unwrap_or(0);
        let (start, end) = (line(self.at), line(self.at + 1));
        let furthest = self.line_count().saturating_sub(height);
        self.top = self.top.max(end.saturating_sub(height)).min(start).min(furthest);
    }

    /// The visible lines.
    pub fn visible(&self, height: usize) -> impl Iterator<Item = ListingLine<'_>> {
        let first = self.starts.partition_point(|start| *start <= self.top).saturating_sub(1);
        let skipped = self.top - self.starts.get(first).copied().unwrap_or(self.top);
        let lines = self.entries.iter().enumerate().skip(first).flat_map(|(at, entry)| {
            let heading = entry.heading.as_deref().map(ListingLine::Heading);
            let details = entry.details.iter().map(|detail| ListingLine::Detail(detail));
            heading.into_iter().chain([ListingLine::Record(at, entry)]).chain(details)
        });
        lines.skip(skipped).take(height)
    }
}

#[cfg(test)]
mod tests {
    use super::{Entry, Listing, ListingLine, RecordNo, Table};

    fn listing(numbers: &[u32]) -> Listing {
        let entry = |number: &u32| Entry::new(RecordNo::new(Table::Concern, *number), "", "a standing");
        Listing::new(Table::Concern, numbers.iter().map(entry).collect())
    }

    proptest::proptest! {
        #[test]
        fn every_record_is_listed_once_and_found_again(picks in proptest::collection::vec(0_u32..40, 0..10)) {
            let mut listing = listing(&picks);
            let mut seen: Vec<u32> =
                (0..listing.len()).filter_map(|at| listing.record(at)).map(|no| no.number).collect();
            for (at, number) in seen.clone().into_iter().enumerate() {
                listing.select(RecordNo::new(Table::Concern, number));
                proptest::prop_assert_eq!(listing.at, at);
            }
            seen.sort_unstable();
            let mut picks = picks;
            picks.sort_unstable();
            picks.dedup();
            proptest::prop_assert_eq!(seen, picks);
        }

        #[test]
        fn the_cursor_is_always_in_view(
            related in 1_u32..60, moves in proptest::collection::vec(0_usize..60, 1..20), height in 2_usize..15
        ) {
            let mut listing = listing(&(0..related).collect::<Vec<_>>());
            for at in moves {
                listing.at = at.min(related as usize - 1);
                listing.scroll_into_view(height);
                let is_chosen =
                    |line| matches!(line, ListingLine::Record(shown, _) if shown == listing.at);
                proptest::prop_assert!(listing.visible(height).any(is_chosen), "{listing:?}");
            }
        }
    }
}
