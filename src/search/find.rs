//! The text search: for each word, the records that contain it, found in slices; a record matches if it has all words.
//!
//! Words are searched separately, because one may be in a record's title and another in its text. This also makes
//! typing cheap: an unchanged word keeps its matches, and an extended one is searched only in its former matches.

use std::sync::Arc;

use crate::model::{RecordNo, Table, Timeline};
use crate::search::fields::names_events;
use crate::search::haystack::{Haystack, Layer, ORDER, Part, ProseFound, ProseSearch, record_at};
use crate::search::hits::Hits;
use crate::search::query::Query;
use crate::search::word::Word;

/// A set for each table.
type Sets = [Hits; Table::ALL.len()];

/// How many times fewer than all records a word must match for its extension to be searched in these alone. Above that,
/// one sweep over everything is faster than checking each.
const SPARSE: usize = 10;

/// The cost of checking one record, in bytes of a sweep.
const RECORD_COST: usize = 64;

/// A search, running or finished.
#[derive(Debug, Clone, Default)]
pub struct Search {
    query: Query,
    words: Vec<Sweep>,
    hits: Sets,
    /// The number of records in the timeline.
    records: usize,
}

/// The search for one word.
#[derive(Debug, Clone)]
struct Sweep {
    word: Word,
    /// The matches so far.
    found: Sets,
    /// The records to search; all if `None`.
    within: Option<Arc<Sets>>,
    /// The layer being searched, and its first row that has not been.
    stage: usize,
    row: usize,
    /// How many events have had their prose searched, in file order, and how many must. Both are 0 if prose is kept.
    prose: (usize, usize),
}

impl Search {
    /// A search that has not begun.
    #[must_use]
    pub fn new(query: Query) -> Self {
        Self::default().refined(query)
    }

    /// A search for another query of the same timeline. It reuses what it can of this one, whether the query grew,
    /// shrank or changed in one word.
    #[must_use]
    pub fn refined(&self, query: Query) -> Self {
        let words: Vec<Sweep> = query.words().iter().map(|word| self.sweep_for(word)).collect();
        let mut next = Self { query, words, hits: Sets::default(), records: self.records };
        next.join();
        next
    }

    /// The query.
    #[must_use]
    pub fn query(&self) -> &Query {
        &self.query
    }

    /// Continues through about `bytes` of the haystack, which must belong to this timeline. Returns whether it is done;
    /// it cannot be before the haystack is complete.
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

    /// Whether everything in memory has been searched.
    #[must_use]
    pub fn is_swept(&self) -> bool {
        self.words.iter().all(|word| word.stage == ORDER.len())
    }

    /// The next search in prose that is not kept: for the words that have progressed least.
    #[must_use]
    pub fn prose_wanted(&self) -> Option<ProseSearch> {
        let pending = self.words.iter().filter(|word| word.prose.0 < word.prose.1);
        let from = pending.clone().map(|word| word.prose.0).min()?;
        let pending: Vec<&Sweep> = pending.filter(|word| word.prose.0 == from).collect();
        let within = match pending.as_slice() {
            [one] => one.within.as_ref().map(|sets| Arc::new(sets[Table::Event as usize].clone())),
            _ => None,
        };
        Some(ProseSearch { words: pending.iter().map(|sweep| sweep.word.clone()).collect(), from, within })
    }

    /// Takes the matches found in prose.
    pub fn take_prose(&mut self, found: &ProseFound) {
        for (word, rows) in found.asked.words.iter().zip(&found.rows) {
            let is_it = |sweep: &&mut Sweep| sweep.word == *word && sweep.prose.0 == found.asked.from;
            if let Some(sweep) = self.words.iter_mut().find(is_it) {
                rows.iter().for_each(|row| sweep.found[Table::Event as usize].insert(*row as usize));
                sweep.prose.0 = found.until.max(found.asked.from + 1);
            }
        }
        self.join();
    }

    /// The rows of the events found so far.
    #[must_use]
    pub fn rows(&self) -> &Hits {
        self.hits(Table::Event)
    }

    /// The rows of the events that contain one of the words, with or without the others; `None` if it is not searched
    /// for.
    #[must_use]
    pub fn rows_with(&self, word: &Word) -> Option<&Hits> {
        let sweep = self.words.iter().find(|sweep| sweep.word == *word)?;
        Some(&sweep.found[Table::Event as usize])
    }

    /// The matches so far in a table: rows of events, numbers of other records.
    #[must_use]
    pub fn hits(&self, table: Table) -> &Hits {
        &self.hits[table as usize]
    }

    /// Whether a record matches.
    #[must_use]
    pub fn has(&self, timeline: &Timeline, no: RecordNo) -> bool {
        match no.table {
            Table::Event => timeline.row_of(no).is_some_and(|row| self.rows().contains(row)),
            table => self.hits(table).contains(no.index()),
        }
    }

    /// The number of matches so far.
    #[must_use]
    pub fn count(&self) -> usize {
        self.hits.iter().map(Hits::count).sum()
    }

    /// A sweep for a word that reuses an earlier search.
    fn sweep_for(&self, word: &Word) -> Sweep {
        if let Some(same) = self.words.iter().find(|sweep| sweep.word == *word) {
            return same.clone();
        }
        let parts = self.words.iter().filter(|sweep| {
            let is_sparse = sweep.count() * SPARSE < self.records;
            sweep.is_done() && is_sparse && sweep.word.is_part_of(word)
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
                Some(within) => self.check(layer, table, &within[table as usize], left),
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
                // If two records share an id, the events belong to the first.
                let id = timeline.id_of(no);
                let Some(id) = id.filter(|id| timeline.find(*id) == Some(no)) else { continue };
                let rows = timeline.rows_of(id);
                *left = left.saturating_sub(rows.len());
                rows.iter().for_each(|row| self.found[Table::Event as usize].insert(*row as usize));
            }
        }
    }

    /// Searches for the word in one sweep over the records from `row` on.
    fn sweep(&mut self, layer: &Layer, table: Table, left: &mut usize) {
        let found = &mut self.found[table as usize];
        let text = layer.text();
        let mut at = layer.start(self.row);
        let target = at.saturating_add(*left);
        let end_row = if target < text.len() { layer.row_of(target, self.row) + 1 } else { layer.len() };
        let end = layer.start(end_row);
        *left = left.saturating_sub(end - at);
        let mut row = self.row;
        while let Some(hit) = self.word.find(text, at..end) {
            row = layer.row_of(hit, row);
            found.insert(row);
            row += 1;
            at = layer.start(row);
        }
        self.row = end_row;
    }

    /// Searches for the word only in the records in `within`.
    fn check(&mut self, layer: &Layer, table: Table, within: &Hits, left: &mut usize) {
        let found = &mut self.found[table as usize];
        while let Some(row) = within.first_from(self.row).filter(|row| *row < layer.len()) {
            self.row = row;
            if *left == 0 {
                return;
            }
            if !found.contains(row) {
                let text = layer.of(row);
                *left = left.saturating_sub(text.len() + RECORD_COST);
                if self.word.is_in(text) {
                    found.insert(row);
                }
            }
            self.row = row + 1;
        }
        self.row = self.row.max(layer.len());
    }
}
