//! What the rules have found, and what they may ask beyond the timeline itself.

use crate::load::locate::{Locator, Step};
use crate::model::{Id, Record};
use crate::text::{Diagnostic, Span};

/// The findings of the rules.
pub struct Findings<'t> {
    locator: Locator<'t>,
    broken: Vec<Span>,
    used: Vec<bool>,
    /// What does not hold.
    pub found: Vec<Diagnostic>,
}

impl<'t> Findings<'t> {
    /// No findings yet. `broken` are the stretches, in order, in which something could not be read; `used` says of
    /// each id, by its position, whether something refers to it.
    #[must_use]
    pub fn new(locator: Locator<'t>, broken: Vec<Span>, used: Vec<bool>) -> Self {
        Self { locator, broken, used, found: Vec::new() }
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
    pub fn place(&mut self, record: &Record, way: &[Step]) -> Span {
        self.locator.find(Span::from(record.span.clone()), way).value
    }

    /// Whether a key is written in the file, even if its value could not be read.
    pub fn is_written(&mut self, record: &Record, way: &[Step]) -> bool {
        self.locator.find(Span::from(record.span.clone()), way).whole
    }

    /// Adds a finding.
    pub fn add(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }
}
