//! A list with headings and a cursor. Items are record numbers; what is drawn is looked up when needed.

use std::collections::BTreeSet;

use crate::app::views::sources::groups::{self, Groups, Order, heading, rank, source_at};
use crate::model::{RecordNo, Table, Timeline};

/// The record of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemKind {
    /// The event in a row.
    Row(u32),
    /// Another record.
    Record(RecordNo),
}

/// An item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Item {
    /// Its record.
    pub what: ItemKind,
    /// The number beside it: how many records cite it, or are linked to it.
    pub weight: u32,
}

impl Item {
    /// The event in a row.
    #[must_use]
    pub fn row(row: u32, weight: u32) -> Self {
        Self { what: ItemKind::Row(row), weight }
    }

    /// A record other than an event.
    #[must_use]
    pub fn record(no: RecordNo, weight: u32) -> Self {
        Self { what: ItemKind::Record(no), weight }
    }

    /// Its record number.
    #[must_use]
    pub fn no(self, timeline: &Timeline) -> Option<RecordNo> {
        match self.what {
            ItemKind::Row(row) => timeline.number_at(row as usize),
            ItemKind::Record(no) => Some(no),
        }
    }
}

/// Items below a heading, which may be empty.
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
    /// An item and its index.
    Item(usize, Item),
}

/// A list with a cursor.
#[derive(Debug, Clone, Default)]
pub struct SourceList {
    parts: Vec<Part>,
    /// The index under the cursor.
    pub at: usize,
    /// The first visible line.
    pub top: usize,
}

impl SourceList {
    /// A list of parts; empty ones are dropped.
    #[must_use]
    pub fn new(parts: Vec<Part>) -> Self {
        Self { parts: parts.into_iter().filter(|part| !part.items.is_empty()).collect(), at: 0, top: 0 }
    }

    /// The number of items.
    #[must_use]
    pub fn len(&self) -> usize {
        self.parts.iter().map(|part| part.items.len()).sum()
    }

    /// Whether the list is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// The items, in order.
    pub fn items(&self) -> impl Iterator<Item = Item> {
        self.parts.iter().flat_map(|part| &part.items).copied()
    }

    /// The item at an index.
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

    /// Moves the cursor to a record. Returns whether it is in the list.
    pub fn choose(&mut self, timeline: &Timeline, no: RecordNo) -> bool {
        let what = match timeline.row_of(no) {
            Some(row) if no.table == Table::Event => ItemKind::Row(u32::try_from(row).unwrap_or(u32::MAX)),
            _ => ItemKind::Record(no),
        };
        let found = self.items().position(|item| item.what == what);
        self.at = found.unwrap_or(self.at).min(self.len().saturating_sub(1));
        found.is_some()
    }

    /// The total number of lines.
    #[must_use]
    pub fn line_count(&self) -> usize {
        self.parts.iter().map(Part::lines).sum()
    }

    /// The line of an index, and the first line to show with it: the heading, for the first item of a part.
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

    /// Scrolls no more than needed to bring the cursor into view.
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

    /// Moves the cursor to an index. Returns whether it moved.
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

/// Records in a given order, events and concerns before the others; empty if `None`.
#[must_use]
pub fn records(items: Option<Vec<Item>>) -> Vec<Part> {
    let is_statement = |item: &Item| match item.what {
        ItemKind::Row(_) => true,
        ItemKind::Record(no) => no.table == Table::Concern,
    };
    let (statements, others): (Vec<Item>, Vec<Item>) =
        items.unwrap_or_default().into_iter().partition(is_statement);
    let part =
        |heading: &str, items: Vec<Item>| Part { heading: format!("{heading} {}", items.len()), items };
    vec![part("Events and concerns", statements), part("Actors and places", others)]
}

/// The list of sources, with the copies of unfolded origins below them.
#[must_use]
pub fn sources(
    timeline: &Timeline,
    groups: &Groups,
    unfolded: &BTreeSet<RecordNo>,
    order: Order,
) -> Vec<Part> {
    let name = |no: RecordNo| source_at(timeline, no).map_or("", |source| source.name());
    let title = |no: RecordNo| source_at(timeline, no).map_or("", |source| &*source.record.title);
    let grade = |no: RecordNo| source_at(timeline, no).map_or(usize::MAX, rank);
    let heads = groups.all().iter().filter_map(|group| Some((group.head()?, group)));
    let mut heads: Vec<(RecordNo, &groups::Group)> = heads.collect();
    match order {
        Order::Grade => heads.sort_by_key(|(no, group)| (grade(*no), std::cmp::Reverse(group.cited))),
        Order::Name | Order::Time => heads
            .sort_by_cached_key(|(no, _)| (name(*no).to_lowercase(), title(*no).to_lowercase(), no.number)),
        Order::Weight => heads.sort_by_key(|(no, group)| (std::cmp::Reverse(group.cited), grade(*no))),
    }
    let mut parts: Vec<Part> = vec![Part::default()];
    for (head, group) in heads {
        let above = match source_at(timeline, head) {
            Some(source) if order == Order::Grade => heading(source),
            _ => String::new(),
        };
        if parts.last().is_some_and(|part| part.heading != above) {
            parts.push(Part { heading: above, items: Vec::new() });
        }
        let weight = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let copies: &[u32] =
            if unfolded.contains(&head) { group.members.get(1..).unwrap_or(&[]) } else { &[] };
        let copies = copies.iter().map(|number| Item::record(RecordNo::new(Table::Source, *number), 0));
        if let Some(part) = parts.last_mut() {
            part.items.push(Item::record(head, weight(group.cited)));
            part.items.extend(copies);
        }
    }
    parts
}

/// A source and what cites it, or for an origin, what cites any of its copies.
#[must_use]
pub fn citing(
    timeline: &Timeline,
    groups: &Groups,
    source: RecordNo,
    shows: impl Fn(u32) -> bool,
) -> Vec<Part> {
    let members = represented_by(groups, source);
    let rows = groups::rows_citing(timeline, &members, shows);
    let others = groups::others_citing(timeline, &members);
    let part =
        |heading: &str, items: Vec<Item>| Part { heading: format!("{heading} {}", items.len()), items };
    let mut parts = vec![Part { heading: String::new(), items: vec![Item::record(source, 0)] }];
    parts.push(part("Events", rows.into_iter().map(|row| Item::row(row, 0)).collect()));
    for (table, heading) in [
        (Table::Concern, "Concerns"),
        (Table::Actor, "Actors"),
        (Table::Place, "Places"),
        (Table::Source, "Sources"),
        (Table::Briefing, "Briefings"),
    ] {
        let of_table = others.iter().filter(|no| no.table == table);
        parts.push(part(heading, of_table.map(|no| Item::record(*no, 0)).collect()));
    }
    parts
}

/// The sources that a source represents: itself, and its copies if it is an origin.
fn represented_by(groups: &Groups, source: RecordNo) -> Vec<u32> {
    match groups.group_of(source) {
        Some(group) if group.head() == Some(source) => group.members.clone(),
        _ => vec![source.number],
    }
}
