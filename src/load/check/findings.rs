//! What the rules have found, and what they may ask beyond the timeline itself.

use crate::load::check::collected::Collector;
use crate::load::check::locate::{Locator, Step};
use crate::model::{Id, Record, RecordNo, Table, Timeline};
use crate::text::{Code, Diagnostic, Span};

/// The findings of the rules.
pub struct Findings<'t> {
    locator: Locator<'t>,
    broken: Vec<Span>,
    used: Vec<bool>,
    /// What does not hold.
    pub found: Collector,
}

impl<'t> Findings<'t> {
    /// No findings yet, beside what was found before. `broken` are the stretches, in order, in which something could not be read; `used` says of
    /// each id, by its position, whether something refers to it.
    #[must_use]
    pub fn new(locator: Locator<'t>, broken: Vec<Span>, used: Vec<bool>, found: Collector) -> Self {
        Self { locator, broken, used, found }
    }

    /// Whether a record could be read whole.
    #[must_use]
    pub fn is_whole(&self, record: &Record) -> bool {
        if self.broken.is_empty() {
            return true;
        }
        let behind = self.broken.partition_point(|broken| broken.start <= record.span.start);
        let before = behind.checked_sub(1).and_then(|index| self.broken.get(index));
        !before.is_some_and(|broken| broken.contains(record.span.start))
    }

    /// Whether the whole file could be read.
    #[must_use]
    pub fn all_was_read(&self) -> bool {
        self.broken.is_empty()
    }

    /// Whether anything refers to an id.
    #[must_use]
    pub fn is_used(&self, id: Id) -> bool {
        self.used.get(id.index()).is_some_and(|used| *used)
    }

    /// Where a value of a record stands.
    pub fn place(&mut self, record: &Record, path: &[Step]) -> Span {
        self.locator.find(Span::from(record.span.clone()), path).value
    }

    /// Where some words stand in the text that a key of a record holds; the text itself where they are written with
    /// escapes.
    pub fn place_of(&mut self, record: &Record, key: &'static str, words: &str) -> Span {
        let text = self.place(record, &[Step::Key(key)]);
        match self.locator.part(text).find(words) {
            Some(at) => Span::new(text.start + at, text.start + at + words.len()),
            None => text,
        }
    }

    /// Whether a key is written in the file, even if its value could not be read.
    pub fn is_written(&mut self, record: &Record, path: &[Step]) -> bool {
        self.locator.find(Span::from(record.span.clone()), path).whole
    }

    /// What to take out of a list, so that an entry is gone; nothing, if it is the only one, or if a comment would go too.
    pub fn without_entry(&mut self, record: &Record, key: &'static str, index: usize) -> Option<Span> {
        let mut entry = |at| {
            let found = self.locator.find(Span::from(record.span.clone()), &[Step::Key(key), Step::At(at)]);
            found.whole.then_some(found.value)
        };
        let own = entry(index)?;
        let span = match index.checked_sub(1) {
            Some(before) => Span::new(entry(before)?.end, own.end),
            None => Span::new(own.start, entry(1)?.start),
        };
        let gap = match index {
            0 => Span::new(own.end, span.end),
            _ => Span::new(span.start, own.start),
        };
        (!self.locator.part(gap).contains('#')).then_some(span)
    }

    /// Whether one more finding of a kind would be listed; if not, it is counted now, at a place.
    pub fn lists(&mut self, code: Code, place: Span) -> bool {
        self.found.lists(code, place)
    }

    /// Adds a finding.
    pub fn add(&mut self, diagnostic: Diagnostic) {
        self.found.add(diagnostic);
    }
}

/// The records of which all that is written is kept: all but the events of a long file.
pub fn kept_whole(timeline: &Timeline) -> impl Iterator<Item = (RecordNo, &Record)> {
    let keeps_events = timeline.keeps_prose();
    timeline.records().full().filter(move |(no, _)| keeps_events || no.table != Table::Event)
}
