//! The search itself: for each word the records that have it, found in slices; a record is hit if it has all.
//!
//! Words are searched apart, because one may stand in a record's title and another in its text. It also makes typing
//! cheap: a word that did not change keeps what it has found, and one that grew is looked for in what it had found.

use std::sync::Arc;

use memchr::memmem::Finder;

use crate::model::{RecordNo, Table, Timeline};
use crate::search::fields::names_events;
use crate::search::haystack::{Haystack, Layer, ORDER, Part, ProseFound, ProseSearch, record_at};
use crate::search::hits::Hits;
use crate::search::query::Query;

/// A set for every table.
type Sets = [Hits; Table::ALL.len()];

/// How many times fewer than all records a word must have hit, that the next is looked for in those alone. Below this,
/// one sweep over everything is faster than a look at each.
const SPARSE: usize = 10;

/// What a look at one record costs, in bytes of a sweep.
const LOOK: usize = 64;

/// A search under way, or at its end.
#[derive(Debug, Clone, Default)]
pub struct Search {
    query: Query,
    words: Vec<Sweep>,
    hits: Sets,
    /// How many records the timeline has.
    records: usize,
}

/// The search for one word.
#[derive(Debug, Clone)]
struct Sweep {
    word: Finder<'static>,
    /// What has it, as far as it was looked for.
    found: Sets,
    /// Where it is looked for; everywhere if not given.
    within: Option<Arc<Sets>>,
    /// The layer that is being searched, and the first of its rows that is not.
    stage: usize,
    row: usize,
    /// How many events' prose has been looked through, in the order of the file, and how many there are. Where prose is
    /// kept, there are none.
    prose: (usize, usize),
}

impl Search {
    /// A search that has yet to begin.
    #[must_use]
    pub fn new(query: Query) -> Self {
        Self::default().refined(query)
    }

    /// The search for another query of the same timeline. It keeps what it can of this one, whether the query grew,
    /// shrank or changed in one word.
    #[must_use]
    pub fn refined(&self, query: Query) -> Self {
        let words: Vec<Sweep> = query.words().iter().map(|word| self.sweep_for(word)).collect();
        let mut next = Self { query, words, hits: Sets::default(), records: self.records };
        next.join();
        next
    }

    /// What is looked for.
    #[must_use]
    pub fn query(&self) -> &Query {
        &self.query
    }

    /// Searches on, through about `bytes` of the haystack, which has to be the one of this timeline. Whether it is done;
    /// it is not before the haystack is whole.
    pub fn advance(&mut self, timeline: &Timeline, haystack: &Haystack, bytes: usize) -> bool {
        let unkept = if timeline.keeps_prose() { 0 } else { timeline.row_count() };
        self.words.iter_mut().for_each(|word| word.prose.1 = unkept);
        self.records = Table::ALL.into_iter().map(|table| timeline.records().count(table)).sum();
        let mut left = bytes;
        for sweep in &mut self.words {
            sweep.advance(timeline, haystack, &mut left);
        }
        self.join();
        self.is_done()
    }

    /// Whether everything has been searched.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.words.iter().all(Sweep::is_done)
    }

    /// Whether all that is in memory has been searched.
    #[must_use]
    pub fn is_swept(&self) -> bool {
        self.words.iter().all(|word| word.stage == ORDER.len())
    }

    /// What is to be looked for in prose that is not kept, and where next: the words that are furthest behind.
    #[must_use]
    pub fn prose_wanted(&self) -> Option<ProseSearch> {
        let behind = self.words.iter().filter(|word| word.prose.0 < word.prose.1);
        let from = behind.clone().map(|word| word.prose.0).min()?;
        let behind: Vec<&Sweep> = behind.filter(|word| word.prose.0 == from).collect();
        let text = |word: &&Sweep| String::from_utf8_lossy(word.word.needle()).into();
        let within = match behind.as_slice() {
            [one] => one.within.as_ref().map(|sets| Arc::new(sets[Table::Event as usize].clone())),
            _ => None,
        };
        Some(ProseSearch { words: behind.iter().map(text).collect(), from, within })
    }

    /// Takes what was found in prose.
    pub fn take_prose(&mut self, found: &ProseFound) {
        for (word, rows) in found.asked.words.iter().zip(&found.rows) {
            let is_it = |sweep: &&mut Sweep| {
                sweep.word.needle() == word.as_bytes() && sweep.prose.0 == found.asked.from
            };
            if let Some(sweep) = self.words.iter_mut().find(is_it) {
                rows.iter().for_each(|row| sweep.found[Table::Event as usize].insert(*row as usize));
                sweep.prose.0 = found.until.max(found.asked.from + 1);
            }
        }
        self.join();
    }

    /// The rows of the events that were found so far.
    #[must_use]
    pub fn rows(&self) -> &Hits {
        self.hits(Table::Event)
    }

    /// The rows of the events that have one of the words, whether or not they have the others; `None` if it is not
    /// looked for.
    #[must_use]
    pub fn rows_with(&self, folded: &str) -> Option<&Hits> {
        let sweep = self.words.iter().find(|sweep| sweep.word.needle() == folded.as_bytes())?;
        Some(&sweep.found[Table::Event as usize])
    }

    /// What was found so far of a table: rows of events, numbers of other records.
    #[must_use]
    pub fn hits(&self, table: Table) -> &Hits {
        &self.hits[table as usize]
    }

    /// Whether a record was found.
    #[must_use]
    pub fn has(&self, timeline: &Timeline, no: RecordNo) -> bool {
        match no.table {
            Table::Event => timeline.row_of(no).is_some_and(|row| self.rows().contains(row)),
            table => self.hits(table).contains(no.index()),
        }
    }

    /// How many records were found so far.
    #[must_use]
    pub fn count(&self) -> usize {
        self.hits.iter().map(Hits::count).sum()
    }

    /// What of an earlier search helps to look for a word.
    fn sweep_for(&self, word: &Finder<'static>) -> Sweep {
        if let Some(same) = self.words.iter().find(|sweep| sweep.word.needle() == word.needle()) {
            return same.clone();
        }
        let parts = self.words.iter().filter(|sweep| {
            let is_sparse = sweep.count() * SPARSE < self.records;
            sweep.is_done() && is_sparse && Finder::new(sweep.word.needle()).find(word.needle()).is_some()
        });
        let within = parts.min_by_key(|sweep| sweep.count()).map(|sweep| Arc::new(sweep.found.clone()));
        Sweep {
            word: word.clone(),
            found: Sets::default(),
            within,
            stage: 0,
            row: 0,
            prose: (0, self.words.first().map_or(0, |word| word.prose.1)),
        }
    }

    fn join(&mut self) {
        let mut words = self.words.iter();
        self.hits = words.next().map(|word| word.found.clone()).unwrap_or_default();
        for word in words {
            for (hits, found) in self.hits.iter_mut().zip(&word.found) {
                hits.keep(found);
            }
        }
    }
}

impl Sweep {
    fn is_done(&self) -> bool {
        self.stage == ORDER.len() && self.prose.0 >= self.prose.1
    }

    fn count(&self) -> usize {
        self.found.iter().map(Hits::count).sum()
    }

    fn advance(&mut self, timeline: &Timeline, haystack: &Haystack, left: &mut usize) {
        while let (Some((layer, is_whole)), Some(&(part, table))) =
            (haystack.layer(self.stage), ORDER.get(self.stage))
        {
            if *left == 0 {
                return;
            }
            if (part, table) == (Part::Names, Table::Event) && self.row == 0 {
                self.add_named(timeline, left);
            }
            match self.within.clone() {
                Some(within) => self.look(layer, table, &within[table as usize], left),
                None => self.sweep(layer, table, left),
            }
            if self.row < layer.len() || !is_whole {
                return;
            }
            self.stage += 1;
            self.row = 0;
        }
    }

    /// Adds the events whose actors, places or sources have the word in their names.
    fn add_named(&mut self, timeline: &Timeline, left: &mut usize) {
        for table in Table::ALL.into_iter().filter(|table| names_events(*table)) {
            let numbers: Vec<usize> = self.found[table as usize].iter().collect();
            for no in numbers.into_iter().filter_map(|number| record_at(timeline, table, number)) {
                // Where two records have one id, the events are those of the first.
                let id = timeline.id_of(no);
                let Some(id) = id.filter(|id| timeline.find(*id) == Some(no)) else { continue };
                let rows = timeline.rows_of(id);
                *left = left.saturating_sub(rows.len());
                rows.iter().for_each(|row| self.found[Table::Event as usize].insert(*row as usize));
            }
        }
    }

    /// Looks for the word in one sweep over the records from `row` on.
    fn sweep(&mut self, layer: &Layer, table: Table, left: &mut usize) {
        let found = &mut self.found[table as usize];
        let bytes = layer.text().as_bytes();
        let mut at = layer.start(self.row);
        let target = at.saturating_add(*left);
        let end_row = if target < bytes.len() { layer.row_of(target, self.row) + 1 } else { layer.len() };
        let end = layer.start(end_row);
        *left = left.saturating_sub(end - at);
        let mut row = self.row;
        while let Some(hit) = bytes.get(at..end).and_then(|rest| self.word.find(rest)) {
            row = layer.row_of(at + hit, row);
            found.insert(row);
            row += 1;
            at = layer.start(row);
        }
        self.row = end_row;
    }

    /// Looks for the word in the records where it can be.
    fn look(&mut self, layer: &Layer, table: Table, within: &Hits, left: &mut usize) {
        let found = &mut self.found[table as usize];
        while let Some(row) = within.first_from(self.row).filter(|row| *row < layer.len()) {
            self.row = row;
            if *left == 0 {
                return;
            }
            if !found.contains(row) {
                let text = layer.of(row);
                *left = left.saturating_sub(text.len() + LOOK);
                if self.word.find(text.as_bytes()).is_some() {
                    found.insert(row);
                }
            }
            self.row = row + 1;
        }
        self.row = self.row.max(layer.len());
    }
}
