//! A list with headings and a cursor. What stands in it is a number; what the screen shows of it is looked up there.

use crate::model::{RecordNo, Table, Timeline};

/// What an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// The event of a row.
    Row(u32),
    /// Another record.
    Record(RecordNo),
}

/// One item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Item {
    /// What it is.
    pub what: What,
    /// The number beside it: how many records cite it, or are bound to it.
    pub weight: u32,
}

impl Item {
    /// The event of a row.
    #[must_use]
    pub fn row(row: u32, weight: u32) -> Self {
        Self { what: What::Row(row), weight }
    }

    /// A record other than an event.
    #[must_use]
    pub fn record(no: RecordNo, weight: u32) -> Self {
        Self { what: What::Record(no), weight }
    }

    /// The record that it is.
    #[must_use]
    pub fn no(self, timeline: &Timeline) -> Option<RecordNo> {
        match self.what {
            What::Row(row) => timeline.number_at(row as usize),
            What::Record(no) => Some(no),
        }
    }
}

/// Items under a heading, which may be empty.
#[derive(Debug, Clone, Default)]
pub struct Part {
    /// The heading.
    pub heading: String,
    /// The items.
    pub items: Vec<Item>,
}

/// One line of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line<'a> {
    /// A heading.
    Heading(&'a str),
    /// The item at a position.
    Item(usize, Item),
}

/// A list with a cursor.
#[derive(Debug, Clone, Default)]
pub struct Roll {
    parts: Vec<Part>,
    /// The position of the cursor.
    pub at: usize,
    /// The first visible line.
    pub top: usize,
}

impl Roll {
    /// A list of parts; those without items are left out.
    #[must_use]
    pub fn new(parts: Vec<Part>) -> Self {
        Self { parts: parts.into_iter().filter(|part| !part.items.is_empty()).collect(), at: 0, top: 0 }
    }

    /// How many items there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.parts.iter().map(|part| part.items.len()).sum()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// The items in their order.
    pub fn items(&self) -> impl Iterator<Item = Item> {
        self.parts.iter().flat_map(|part| &part.items).copied()
    }

    /// The item at a position.
    #[must_use]
    pub fn item(&self, at: usize) -> Option<Item> {
        let mut left = at;
        for part in &self.parts {
            match part.items.get(left) {
                Some(item) => return Some(*item),
                None => left -= part.items.len(),
            }
        }
        None
    }

    /// The item under the cursor.
    #[must_use]
    pub fn chosen(&self) -> Option<Item> {
        self.item(self.at)
    }

    /// Puts the cursor on a record. Whether it stands in the list.
    pub fn choose(&mut self, timeline: &Timeline, no: RecordNo) -> bool {
        let what = match timeline.row_of(no) {
            Some(row) if no.table == Table::Event => What::Row(u32::try_from(row).unwrap_or(u32::MAX)),
            _ => What::Record(no),
        };
        let found = self.items().position(|item| item.what == what);
        self.at = found.unwrap_or(self.at).min(self.len().saturating_sub(1));
        found.is_some()
    }

    /// How many lines all of it takes.
    #[must_use]
    pub fn line_count(&self) -> usize {
        self.parts.iter().map(Part::lines).sum()
    }

    /// The line of a position, and the first that should be seen with it: the heading above the first of its part.
    fn lines_at(&self, at: usize) -> (usize, usize) {
        let (mut left, mut line) = (at, 0);
        for part in &self.parts {
            let own = line + usize::from(!part.heading.is_empty()) + left;
            if left < part.items.len() {
                return (own, if left == 0 { line } else { own });
            }
            left -= part.items.len();
            line += part.lines();
        }
        (line, line)
    }

    /// Scrolls as little as needed to have the cursor's line in view.
    pub fn scroll_into_view(&mut self, height: usize) {
        self.at = self.at.min(self.len().saturating_sub(1));
        let (line, from) = self.lines_at(self.at);
        let from = if height > 1 { from } else { line };
        let furthest = self.line_count().saturating_sub(height);
        self.top = self.top.max((line + 1).saturating_sub(height)).min(from).min(furthest);
    }

    /// The visible lines.
    pub fn visible(&self, height: usize) -> impl Iterator<Item = Line<'_>> {
        let (mut skip, mut at) = (self.top, 0);
        let mut lines = Vec::with_capacity(height);
        for part in &self.parts {
            if lines.len() >= height {
                break;
            }
            let before = skip;
            skip = skip.saturating_sub(part.lines());
            if before < part.lines() {
                if before == 0 && !part.heading.is_empty() {
                    lines.push(Line::Heading(&part.heading));
                }
                let first = before.saturating_sub(usize::from(!part.heading.is_empty()));
                let items =
                    part.items.iter().enumerate().skip(first).take(height.saturating_sub(lines.len()));
                lines.extend(items.map(|(within, item)| Line::Item(at + within, *item)));
            }
            at += part.items.len();
        }
        lines.into_iter().take(height)
    }

    /// Moves the cursor to a position. Whether it moved.
    pub fn go(&mut self, to: usize) -> bool {
        let to = to.min(self.len().saturating_sub(1));
        let moved = to != self.at;
        self.at = to;
        moved
    }
}

impl Part {
    fn lines(&self) -> usize {
        self.items.len() + usize::from(!self.heading.is_empty())
    }
}
