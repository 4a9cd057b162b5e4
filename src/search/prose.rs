//! Words looked for in the prose of events that is not kept: in the file's own text, record by record.
//!
//! The text of a record is looked through as it is written first, because most records have none of the words. What has
//! one may have it in a key or an id that is not searched, so it is read as an event and its fields are asked.

use std::sync::Arc;

use memchr::memmem::Finder;

use crate::model::Event;
use crate::search::fields;
use crate::search::fold::fold_into;
use crate::search::hits::Hits;

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
