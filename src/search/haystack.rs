//! The texts of a timeline, folded once and concatenated, so that a word is found in one sweep; and, for prose that is
//! not kept, a search of the file's own text, record by record.
//!
//! Names and texts are separate, and events are in the order of time, so that matches come out by row. The layers are
//! built one after the other in the order of [`ORDER`], in slices, and searched in the same order: what is built can be
//! searched while the rest is still to come.

use std::sync::Arc;

use memchr::memmem::Finder;

use crate::model::{Event, RecordNo, Table, Timeline};
use crate::search::fields;
use crate::search::fold::fold_into;
use crate::search::hits::Hits;
use crate::search::word::Word;

/// Separates the fields of a record, and records. No folded text contains it: white space folds to spaces.
const END: char = '\n';

/// The part of each record that a layer holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Titles, aliases, native names.
    Names,
    /// Everything else.
    Texts,
}

/// The layers in the order in which they are built and searched: names before texts, and names of the smaller tables
/// before those of events, whose matches depend on them.
pub const ORDER: [(Part, Table); 12] = [
    (Part::Names, Table::Actor),
    (Part::Names, Table::Place),
    (Part::Names, Table::Source),
    (Part::Names, Table::Concern),
    (Part::Names, Table::Briefing),
    (Part::Names, Table::Event),
    (Part::Texts, Table::Actor),
    (Part::Texts, Table::Concern),
    (Part::Texts, Table::Event),
    (Part::Texts, Table::Place),
    (Part::Texts, Table::Source),
    (Part::Texts, Table::Briefing),
];

/// One part of all records of one table.
#[derive(Debug, Clone, Default)]
pub struct Layer {
    text: String,
    /// The end of each record's text.
    ends: Vec<usize>,
}

impl Layer {
    /// The text of all records.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The number of records added.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The start of a record's text.
    #[must_use]
    pub fn start(&self, row: usize) -> usize {
        row.checked_sub(1).map_or(0, |before| self.end(before))
    }

    /// The end of a record's text.
    #[must_use]
    pub fn end(&self, row: usize) -> usize {
        self.ends.get(row).copied().unwrap_or(self.text.len())
    }

    /// A record's text.
    #[must_use]
    pub fn of(&self, row: usize) -> &str {
        self.text.get(self.start(row)..self.end(row)).unwrap_or("")
    }

    /// A record's fields, in the order of `fields`; empty names are included.
    pub fn fields(&self, row: usize) -> impl Iterator<Item = &str> {
        self.of(row).split_terminator(END)
    }

    /// The record that a byte belongs to, which must not be before `from`.
    #[must_use]
    pub fn row_of(&self, byte: usize, from: usize) -> usize {
        // The next match is usually near.
        let near = from + 8;
        match (from..near).find(|row| self.end(*row) > byte) {
            Some(row) => row,
            None => near + self.ends.get(near..).map_or(0, |ends| ends.partition_point(|end| *end <= byte)),
        }
    }
}

/// The folded texts of one timeline.
#[derive(Debug, Clone, Default)]
pub struct Haystack {
    layers: [Layer; ORDER.len()],
    /// The layer being built; the number of layers if all are complete.
    stage: usize,
}

impl Haystack {
    /// Builds all layers at once.
    #[must_use]
    pub fn new(timeline: &Timeline) -> Self {
        let mut haystack = Self::default();
        haystack.grow(timeline, usize::MAX);
        haystack
    }

    /// Extends the layers by about `bytes`. Returns whether they are complete. Must always be called with the same
    /// timeline.
    pub fn grow(&mut self, timeline: &Timeline, bytes: usize) -> bool {
        let mut left = bytes;
        while let Some(&(part, table)) = ORDER.get(self.stage) {
            let layer = &mut self.layers[self.stage];
            // Prose that is not kept is searched in the file.
            let is_kept = (part, table) != (Part::Texts, Table::Event) || timeline.keeps_prose();
            let count = if is_kept { timeline.records().count(table) } else { 0 };
            while layer.ends.len() < count {
                if left == 0 {
                    return false;
                }
                let before = layer.text.len();
                layer.add(timeline, part, table);
                left = left.saturating_sub(layer.text.len() - before);
            }
            self.stage += 1;
        }
        true
    }

    /// Whether all layers are complete.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.stage == ORDER.len()
    }

    /// The layer at an index of [`ORDER`], and whether it is complete.
    #[must_use]
    pub fn layer(&self, stage: usize) -> Option<(&Layer, bool)> {
        Some((self.layers.get(stage)?, stage < self.stage))
    }

    /// The names of a table's records, and whether they are complete.
    #[must_use]
    pub fn names(&self, table: Table) -> Option<(&Layer, bool)> {
        let stage = ORDER.iter().position(|layer| *layer == (Part::Names, table))?;
        self.layer(stage)
    }

    /// Its size in bytes.
    #[must_use]
    pub fn size(&self) -> usize {
        let sizes = self.layers.iter().map(|layer| layer.text.len() + size_of_val(layer.ends.as_slice()));
        sizes.sum()
    }
}

impl Layer {
    /// Adds the next record.
    fn add(&mut self, timeline: &Timeline, part: Part, table: Table) {
        let text = &mut self.text;
        let mut each = |field: &str| {
            // Names are identified by position, so empty ones count.
            if !field.is_empty() || part == Part::Names {
                fold_into(field, text);
                text.push(END);
            }
        };
        if let Some(no) = record_at(timeline, table, self.ends.len()) {
            match part {
                Part::Names => fields::names(timeline, no, &mut each),
                Part::Texts => fields::texts(timeline, no, &mut each),
            }
        }
        self.ends.push(text.len());
    }
}

/// The record at a row of its table: events by time, others by number.
#[must_use]
pub fn record_at(timeline: &Timeline, table: Table, row: usize) -> Option<RecordNo> {
    match table {
        Table::Event => timeline.number_at(row),
        _ => Some(RecordNo::new(table, u32::try_from(row).ok()?)),
    }
}

/// Words to search for in events from a number on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProseSearch {
    /// The words.
    pub words: Vec<Word>,
    /// The number of the first event to search, in file order.
    pub from: usize,
    /// The rows that may match; all if `None`.
    pub within: Option<Arc<Hits>>,
}

/// The result for part of a search.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProseFound {
    /// The search.
    pub asked: ProseSearch,
    /// The matching rows for each word.
    pub rows: Vec<Vec<u32>>,
    /// The number of the first event that was not searched.
    pub until: usize,
}

/// Searches records one by one.
#[derive(Debug)]
pub struct ProseMatcher {
    words: Vec<Word>,
    quotes: Finder<'static>,
    folded: String,
    has: Vec<bool>,
}

impl ProseMatcher {
    /// A matcher for words.
    #[must_use]
    pub fn new(words: Vec<Word>) -> Self {
        let has = vec![false; words.len()];
        Self { words, quotes: Finder::new("\"\"\""), folded: String::new(), has }
    }

    /// Whether a record, as written, may contain one of the words in its texts.
    pub fn may_have(&mut self, written: &str) -> bool {
        let bytes = written.as_bytes();
        // Branch-free, so that it vectorizes.
        let odd = bytes.iter().fold(0, |odd, byte| {
            odd | u8::from(*byte >= 0x80) | u8::from(*byte == b'\'') | u8::from(*byte == b'`')
        });
        if memchr::memchr(b'\\', bytes).is_some() {
            return true;
        }
        let has_blanks = self.words.iter().any(|word| memchr::memchr(b' ', word.bytes()).is_some());
        self.folded.clear();
        if odd != 0 || has_blanks || self.quotes.find(bytes).is_some() {
            fold_into(written, &mut self.folded);
        } else {
            self.folded.push_str(written);
            self.folded.make_ascii_lowercase();
        }
        self.words.iter().any(|word| word.is_anywhere_in(&self.folded))
    }

    /// Which of the words are in an event's texts.
    pub fn finds(&mut self, event: &Event, id: &str) -> &[bool] {
        let Self { words, folded, has, .. } = self;
        has.fill(false);
        fields::texts_of_event(event, id, &mut |text| {
            folded.clear();
            fold_into(text, folded);
            for (has, word) in has.iter_mut().zip(&*words).filter(|(has, _)| !**has) {
                *has = word.is_in(folded);
            }
        });
        has
    }
}
