//! The texts of a timeline, folded once and laid end to end, so that a word is looked for in one sweep; and, for
//! prose that is not kept, the file's own text, record by record.
//!
//! Names and texts are apart, and events stand in the order of time, so that hits come out by row. The layers are laid
//! one after the other in the order of [`ORDER`], a slice at a time, and searched in the same order: what is laid can be
//! searched while the rest is still to come.

use std::sync::Arc;

use memchr::memmem::Finder;

use crate::model::{Event, RecordNo, Table, Timeline};
use crate::search::fields;
use crate::search::fold::fold_into;
use crate::search::hits::Hits;

/// Parts the fields of a record, and records from each other. No folded text has it: white space folds to blanks.
const END: char = '\n';

/// What a layer holds of its records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Titles, aliases, native names.
    Names,
    /// Everything else.
    Texts,
}

/// The layers in the order in which they are laid and searched: names before texts, and of names those of the few
/// before the events, whose hits they help to find.
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

/// One part of one table's records.
#[derive(Debug, Clone, Default)]
pub struct Layer {
    text: String,
    /// Where each record ends.
    ends: Vec<usize>,
}

impl Layer {
    /// The text of all records.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How many records are laid.
    #[must_use]
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether none is laid.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Where a record's text begins.
    #[must_use]
    pub fn start(&self, row: usize) -> usize {
        row.checked_sub(1).map_or(0, |before| self.end(before))
    }

    /// Where a record's text ends.
    #[must_use]
    pub fn end(&self, row: usize) -> usize {
        self.ends.get(row).copied().unwrap_or(self.text.len())
    }

    /// A record's text.
    #[must_use]
    pub fn of(&self, row: usize) -> &str {
        self.text.get(self.start(row)..self.end(row)).unwrap_or("")
    }

    /// A record's fields, as `fields` gives them; names that are empty are there too.
    pub fn fields(&self, row: usize) -> impl Iterator<Item = &str> {
        self.of(row).split_terminator(END)
    }

    /// The record that a byte belongs to, if it is not before `from`.
    #[must_use]
    pub fn row_of(&self, byte: usize, from: usize) -> usize {
        // The next hit is mostly near.
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
    /// The layer that is being laid; the number of layers if all are.
    stage: usize,
}

impl Haystack {
    /// Lays everything at once.
    #[must_use]
    pub fn new(timeline: &Timeline) -> Self {
        let mut haystack = Self::default();
        haystack.grow(timeline, usize::MAX);
        haystack
    }

    /// Lays a slice of about `bytes`. Whether it is whole then. It is for one timeline alone, which does not change.
    pub fn grow(&mut self, timeline: &Timeline, bytes: usize) -> bool {
        let mut left = bytes;
        while let Some(&(part, table)) = ORDER.get(self.stage) {
            let layer = &mut self.layers[self.stage];
            // Prose that is not kept is looked for in the file.
            let is_kept = (part, table) != (Part::Texts, Table::Event) || timeline.keeps_prose();
            let count = if is_kept { timeline.records().count(table) } else { 0 };
            while layer.ends.len() < count {
                if left == 0 {
                    return false;
                }
                let before = layer.text.len();
                layer.lay(timeline, part, table);
                left = left.saturating_sub(layer.text.len() - before);
            }
            self.stage += 1;
        }
        true
    }

    /// Whether everything is laid.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.stage == ORDER.len()
    }

    /// The layer at a position of [`ORDER`], and whether it is whole.
    #[must_use]
    pub fn layer(&self, stage: usize) -> Option<(&Layer, bool)> {
        Some((self.layers.get(stage)?, stage < self.stage))
    }

    /// The names of a table's records, and whether all are laid.
    #[must_use]
    pub fn names(&self, table: Table) -> Option<(&Layer, bool)> {
        let stage = ORDER.iter().position(|layer| *layer == (Part::Names, table))?;
        self.layer(stage)
    }

    /// How many bytes it holds.
    #[must_use]
    pub fn size(&self) -> usize {
        let sizes = self.layers.iter().map(|layer| layer.text.len() + size_of_val(layer.ends.as_slice()));
        sizes.sum()
    }
}

impl Layer {
    /// Lays the next record.
    fn lay(&mut self, timeline: &Timeline, part: Part, table: Table) {
        let text = &mut self.text;
        let mut each = |field: &str| {
            // A name is known by its place.
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

/// The record at a row of its table: events by time, others by their number.
#[must_use]
pub fn record_at(timeline: &Timeline, table: Table, row: usize) -> Option<RecordNo> {
    match table {
        Table::Event => timeline.number_at(row),
        _ => Some(RecordNo::new(table, u32::try_from(row).ok()?)),
    }
}

/// Words to look for in events from a number on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProseSearch {
    /// The words, folded.
    pub words: Vec<Box<str>>,
    /// The number of the first event to look at, in the order of the file.
    pub from: usize,
    /// The rows in which the words can be; any, if nothing is given.
    pub within: Option<Arc<Hits>>,
}

/// What came of a part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProseFound {
    /// What was looked for.
    pub asked: ProseSearch,
    /// The rows that have each word.
    pub rows: Vec<Vec<u32>>,
    /// The number of the first event that was not looked at.
    pub until: usize,
}

/// Looks for words in one record after another.
#[derive(Debug)]
pub struct ProseMatcher {
    words: Vec<Finder<'static>>,
    quotes: Finder<'static>,
    folded: String,
    has: Vec<bool>,
}

impl ProseMatcher {
    /// A search for folded words.
    #[must_use]
    pub fn new<'w>(words: impl IntoIterator<Item = &'w str>) -> Self {
        let words: Vec<_> = words.into_iter().map(|word| Finder::new(word).into_owned()).collect();
        let has = vec![false; words.len()];
        Self { words, quotes: Finder::new("\"\"\""), folded: String::new(), has }
    }

    /// Whether a record, as it is written, may have one of the words in its texts.
    pub fn may_have(&mut self, written: &str) -> bool {
        let bytes = written.as_bytes();
        // Looked at without a branch, several bytes at a time.
        let odd = bytes.iter().fold(0, |odd, byte| {
            odd | u8::from(*byte >= 0x80) | u8::from(*byte == b'\'') | u8::from(*byte == b'`')
        });
        if memchr::memchr(b'\\', bytes).is_some() {
            return true;
        }
        let has_blanks = self.words.iter().any(|word| memchr::memchr(b' ', word.needle()).is_some());
        self.folded.clear();
        if odd != 0 || has_blanks || self.quotes.find(bytes).is_some() {
            fold_into(written, &mut self.folded);
        } else {
            self.folded.push_str(written);
            self.folded.make_ascii_lowercase();
        }
        self.words.iter().any(|word| word.find(self.folded.as_bytes()).is_some())
    }

    /// Which of the words an event has in its texts.
    pub fn finds(&mut self, event: &Event, id: &str) -> &[bool] {
        let Self { words, folded, has, .. } = self;
        has.fill(false);
        fields::texts_of_event(event, id, &mut |text| {
            folded.clear();
            fold_into(text, folded);
            for (has, word) in has.iter_mut().zip(&*words).filter(|(has, _)| !**has) {
                *has = word.find(folded.as_bytes()).is_some();
            }
        });
        has
    }
}
