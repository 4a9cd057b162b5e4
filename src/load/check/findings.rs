//! The findings of the rules, and what rules may look up beyond the timeline itself.

use std::ops::Range;

use crate::load::check::locate::{Locator, Step};
use crate::model::{Id, Record, RecordNo, Table, Timeline};
use crate::text::{Code, Diagnostic, Span};

/// The findings so far, and what rules may look up.
pub struct Findings<'t> {
    locator: Locator<'t>,
    broken: Vec<Span>,
    used: Vec<bool>,
    /// The problems found.
    pub found: Collector,
}

impl<'t> Findings<'t> {
    /// `broken` are the spans, in order, that could not be read completely; `used` tells by id index whether anything
    /// refers to the id; `found` are the problems found so far.
    #[must_use]
    pub fn new(locator: Locator<'t>, broken: Vec<Span>, used: Vec<bool>, found: Collector) -> Self {
        Self { locator, broken, used, found }
    }

    /// Whether a record could be read completely.
    #[must_use]
    pub fn is_whole(&self, record: &Record) -> bool {
        if self.broken.is_empty() {
            return true;
        }
        let next = self.broken.partition_point(|broken| broken.start <= record.span.start);
        let before = next.checked_sub(1).and_then(|index| self.broken.get(index));
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

    /// The span of a value of a record.
    pub fn place(&mut self, record: &Record, path: &[Step]) -> Span {
        self.place_in(record.span.clone(), path)
    }

    /// The span of what stands under a path in a block of the file.
    pub fn place_in(&mut self, block: Range<usize>, path: &[Step]) -> Span {
        self.locator.find(Span::from(block), path).value
    }

    /// The span of `words` in the text of a key; the whole text if it is written with escapes.
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

    /// The span to delete to remove a list entry; `None` if it is the only one, or if a comment would be lost.
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

    /// Whether another finding with this code would be listed; if not, it is counted here, at `place`.
    pub fn lists(&mut self, code: Code, place: Span) -> bool {
        self.found.lists(code, place)
    }

    /// Adds a finding.
    pub fn add(&mut self, diagnostic: Diagnostic) {
        self.found.add(diagnostic);
    }
}

/// The records that are kept with all their text: all but the events of a long file.
pub fn kept_whole(timeline: &Timeline) -> impl Iterator<Item = (RecordNo, &Record)> {
    let keeps_events = timeline.keeps_prose();
    timeline.records().full().filter(move |(no, _)| keeps_events || no.table != Table::Event)
}

/// In a long timeline, the most problems listed per code.
const MOST_LISTED: usize = 10_000;

/// Collects problems, and caps how many of each code are listed.
#[derive(Debug)]
pub struct Collector {
    list: Vec<Diagnostic>,
    most: usize,
    /// How many there are of each code, in the order of [`Code::ALL`], and the span of the first that is not listed.
    counts: Vec<(usize, Option<Span>)>,
}

impl Collector {
    /// An empty collector. `is_long`: whether the list may be capped.
    #[must_use]
    pub fn new(is_long: bool) -> Self {
        Self::up_to(if is_long { MOST_LISTED } else { usize::MAX })
    }

    fn up_to(most: usize) -> Self {
        Self { list: Vec::new(), most, counts: vec![(0, None); Code::ALL.len()] }
    }

    /// Adds a problem.
    pub fn add(&mut self, problem: Diagnostic) {
        let (code, span) = (problem.code, problem.primary.span);
        self.add_with(code, span, || problem);
    }

    /// Adds a problem, which is built only if it is listed.
    pub fn add_with(&mut self, code: Code, span: Span, problem: impl FnOnce() -> Diagnostic) {
        if self.lists(code, span) {
            self.list.push(problem());
            if let Some((count, _)) = self.counts.get_mut(code as usize) {
                *count += 1;
            }
        }
    }

    /// Whether another problem with this code would be listed; if not, it is counted here, at `span`.
    pub fn lists(&mut self, code: Code, span: Span) -> bool {
        let Some((count, first)) = self.counts.get_mut(code as usize) else { return false };
        if *count < self.most {
            return true;
        }
        *count += 1;
        first.get_or_insert(span);
        false
    }

    /// Adds several problems.
    pub fn extend(&mut self, problems: impl IntoIterator<Item = Diagnostic>) {
        problems.into_iter().for_each(|problem| self.add(problem));
    }

    /// The problems, in the order of the text.
    #[must_use]
    pub fn into_list(self) -> Vec<Diagnostic> {
        let Self { mut list, most, counts } = self;
        list.sort_by_key(|one| (one.primary.span, one.severity, one.code));
        list.dedup_by(|a, b| (a.code, a.primary.span, &a.message) == (b.code, b.primary.span, &b.message));
        for (code, (count, first)) in Code::ALL.iter().zip(counts) {
            if let Some(first) = first {
                let others = count - most;
                let plural = if others == 1 { "problem" } else { "problems" };
                let message = format!("{others} more {plural} of this kind, from here on: {}", code.as_str());
                let help = format!("fix the first {most}, then check again");
                list.push(Diagnostic::new(*code, first, message).help(help).times(others));
            }
        }
        list
    }
}

#[cfg(test)]
mod tests {
    use super::Collector;
    use crate::text::{Code, Diagnostic, Span};

    #[test]
    fn problems_beyond_the_limit_are_counted() {
        let mut found = Collector::up_to(3);
        for at in 0..10 {
            found.add(Diagnostic::new(Code::DuplicateId, Span::at(at), format!("{at}")));
            if at < 3 {
                found.add(Diagnostic::new(Code::UnknownActor, Span::at(at), format!("{at}")));
            }
        }
        let list = found.into_list();
        let times: Vec<(Code, usize)> = list.iter().map(|one| (one.code, one.times)).collect();
        let one = |code| (code, 1);
        let (id, actor) = (Code::DuplicateId, Code::UnknownActor);
        let wanted = [one(id), one(actor), one(id), one(actor), one(id), one(actor), (id, 7)];
        assert_eq!(times, wanted);
        assert_eq!(list[6].primary.span, Span::at(3));
        assert_eq!(list[6].message, "7 more problems of this kind, from here on: duplicate-id");
    }
}
