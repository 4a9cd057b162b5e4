//! A list of actors or concerns: those related to the page first, with their relation, then all the others.
//!
//! Only the related records are stored; the others are computed from the order of the file, so that a list of a hundred
//! thousand costs no more than its visible lines.

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
    /// A related record and its index in the list.
    Related(usize, &'a Entry),
    /// A line below a related record.
    Detail(&'a str),
    /// A blank line between the related records and the others.
    Blank,
    /// Another record and its index in the list.
    Other(usize, RecordNo),
    /// The line below another record.
    OtherDetail(RecordNo),
}

/// A list with a cursor.
#[derive(Debug, Clone)]
pub struct Listing {
    table: Table,
    total: usize,
    /// The records related to the page.
    pub related: Vec<Entry>,
    /// The numbers of the related records, ascending.
    taken: Vec<u32>,
    /// The first line of each related entry, and one past the last.
    starts: Vec<usize>,
    /// Lines per other record: concerns have their status below the name.
    other_lines: usize,
    /// The index under the cursor.
    pub at: usize,
    /// The first visible line.
    pub top: usize,
}

impl Listing {
    /// A list of all records of a table, `related` first; duplicates in `related` are dropped.
    #[must_use]
    pub fn new(table: Table, total: usize, related: Vec<Entry>) -> Self {
        let mut kept: Vec<Entry> = Vec::with_capacity(related.len());
        for entry in related {
            if entry.no.table == table && !kept.iter().any(|other| other.no == entry.no) {
                kept.push(entry);
            }
        }
        let mut taken: Vec<u32> = kept.iter().map(|entry| entry.no.number).collect();
        taken.sort_unstable();
        let mut starts = vec![0];
        let mut line = 0;
        for entry in &kept {
            line += entry.lines();
            starts.push(line);
        }
        let other_lines = if table == Table::Concern { 2 } else { 1 };
        Self { table, total, related: kept, taken, starts, other_lines, at: 0, top: 0 }
    }

    /// The number of records listed.
    #[must_use]
    pub fn len(&self) -> usize {
        self.total
    }

    /// Whether the list is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.total == 0
    }

    /// The record at an index.
    #[must_use]
    pub fn record(&self, at: usize) -> Option<RecordNo> {
        if let Some(entry) = self.related.get(at) {
            return Some(entry.no);
        }
        if at >= self.total {
            return None;
        }
        let mut number = u32::try_from(at - self.related.len()).ok()?;
        for taken in &self.taken {
            if *taken <= number {
                number += 1;
            }
        }
        Some(RecordNo::new(self.table, number))
    }

    /// The record under the cursor.
    #[must_use]
    pub fn selected(&self) -> Option<RecordNo> {
        self.record(self.at)
    }

    /// Moves the cursor to a record.
    pub fn select(&mut self, no: RecordNo) {
        let place = self.related.iter().position(|entry| entry.no == no);
        self.at = place.unwrap_or_else(|| {
            let before = self.taken.partition_point(|taken| *taken < no.number);
            self.related.len() + no.index() - before
        });
        self.at = self.at.min(self.total.saturating_sub(1));
    }

    /// The total number of lines.
    #[must_use]
    pub fn line_count(&self) -> usize {
        self.related_lines() + self.blank() + self.other_lines * self.total.saturating_sub(self.related.len())
    }

    fn related_lines(&self) -> usize {
        self.starts.last().copied().unwrap_or(0)
    }

    fn blank(&self) -> usize {
        usize::from(!self.related.is_empty() && self.related.len() < self.total)
    }

    /// The lines of an index: its first, and one past its last.
    #[must_use]
    pub fn lines_at(&self, at: usize) -> (usize, usize) {
        match (self.starts.get(at), self.starts.get(at + 1)) {
            (Some(start), Some(end)) => (*start, *end),
            _ => {
                let others = at.saturating_sub(self.related.len());
                let line = self.related_lines() + self.blank() + self.other_lines * others;
                (line, line + self.other_lines)
            }
        }
    }

    /// Scrolls no more than needed to bring the cursor into view.
    pub fn scroll_into_view(&mut self, height: usize) {
        self.at = self.at.min(self.total.saturating_sub(1));
        let (start, end) = self.lines_at(self.at);
        let furthest = self.line_count().saturating_sub(height);
        self.top = self.top.max(end.saturating_sub(height)).min(start).min(furthest);
    }

    /// The visible lines.
    #[must_use]
    pub fn visible(&self, height: usize) -> Vec<ListingLine<'_>> {
        let mut lines = Vec::new();
        if self.top < self.related_lines() {
            let first = self.starts.partition_point(|start| *start <= self.top).saturating_sub(1);
            let mut skip = self.top - self.starts[first];
            for (at, entry) in self.related.iter().enumerate().skip(first) {
                if lines.len() >= height + skip {
                    break;
                }
                lines.extend(entry.heading.as_deref().map(ListingLine::Heading));
                lines.push(ListingLine::Related(at, entry));
                lines.extend(entry.details.iter().map(|detail| ListingLine::Detail(detail)));
            }
            skip = skip.min(lines.len());
            lines.drain(..skip);
        }
        let mut line = self.top + lines.len();
        while lines.len() < height && line < self.line_count() {
            let rest = line - self.related_lines();
            match rest.checked_sub(self.blank()) {
                None => lines.push(ListingLine::Blank),
                Some(rest) => {
                    let at = self.related.len() + rest / self.other_lines;
                    let is_name = rest.is_multiple_of(self.other_lines);
                    lines.extend(self.record(at).map(|no| {
                        if is_name { ListingLine::Other(at, no) } else { ListingLine::OtherDetail(no) }
                    }));
                }
            }
            line += 1;
        }
        lines.truncate(height);
        lines
    }
}

#[cfg(test)]
mod tests {
    use super::{Entry, Listing, ListingLine, RecordNo, Table};

    fn listing(total: u32, related: &[u32]) -> Listing {
        let entry = |number: &u32| Entry::new(RecordNo::new(Table::Concern, *number), "", "a standing");
        Listing::new(Table::Concern, total as usize, related.iter().map(entry).collect())
    }

    proptest::proptest! {
        #[test]
        fn every_record_is_listed_once_and_found_again(
            total in 1_u32..40, picks in proptest::collection::vec(0_u32..40, 0..10)
        ) {
            let picks: Vec<u32> = picks.into_iter().filter(|pick| *pick < total).collect();
            let mut listing = listing(total, &picks);
            let mut seen: Vec<u32> =
                (0..listing.len()).filter_map(|at| listing.record(at)).map(|no| no.number).collect();
            for (at, number) in seen.clone().into_iter().enumerate() {
                listing.select(RecordNo::new(Table::Concern, number));
                proptest::prop_assert_eq!(listing.at, at);
            }
            seen.sort_unstable();
            proptest::prop_assert_eq!(seen, (0..total).collect::<Vec<_>>());
        }

        #[test]
        fn the_cursor_is_always_in_view(
            total in 1_u32..60, related in 0_u32..8, moves in proptest::collection::vec(0_usize..60, 1..20), height in 2_usize..15
        ) {
            let mut listing = listing(total, &(0..related.min(total)).collect::<Vec<_>>());
            for at in moves {
                listing.at = at.min(total as usize - 1);
                listing.scroll_into_view(height);
                let shown = listing.visible(height).iter().any(|line| match line {
                    ListingLine::Related(shown, _) | ListingLine::Other(shown, _) => *shown == listing.at,
                    _ => false,
                });
                proptest::prop_assert!(shown, "{listing:?}");
            }
        }
    }
}
