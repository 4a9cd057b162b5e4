//! What is wrong with a timeline, gathered: of a long one the first problems of each kind, the others counted.
//!
//! A million records may have a problem each, and nobody reads them all; to keep them would take more memory than the
//! timeline. The list ends, for each kind that was cut short, with one problem that stands for all the others.

use crate::text::{Code, Diagnostic, Span};

/// Of a long timeline, so many problems of a kind are listed.
const LISTED: usize = 10_000;

/// What was found so far.
#[derive(Debug)]
pub struct Collector {
    list: Vec<Diagnostic>,
    most: usize,
    /// How many there are of each code, in the order of [`Code::ALL`], and the first that is not listed.
    counts: Vec<(usize, Option<Span>)>,
}

impl Collector {
    /// Nothing yet. `is_long`: whether the list may be cut short.
    #[must_use]
    pub fn new(is_long: bool) -> Self {
        Self::up_to(if is_long { LISTED } else { usize::MAX })
    }

    fn up_to(most: usize) -> Self {
        Self { list: Vec::new(), most, counts: vec![(0, None); Code::ALL.len()] }
    }

    /// Adds a problem.
    pub fn add(&mut self, problem: Diagnostic) {
        let (code, span) = (problem.code, problem.primary.span);
        self.add_with(code, span, || problem);
    }

    /// Adds a problem, which is put in words only if it is listed.
    pub fn add_with(&mut self, code: Code, span: Span, problem: impl FnOnce() -> Diagnostic) {
        if self.lists(code, span) {
            self.list.push(problem());
            if let Some((count, _)) = self.counts.get_mut(code as usize) {
                *count += 1;
            }
        }
    }

    /// Whether one more problem of a kind would be listed; if not, it is counted now, at a place.
    pub fn lists(&mut self, code: Code, span: Span) -> bool {
        let Some((count, first)) = self.counts.get_mut(code as usize) else { return false };
        if *count < self.most {
            return true;
        }
        *count += 1;
        first.get_or_insert(span);
        false
    }

    /// Adds some problems.
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
                let help = format!("mend the first {most} and check again");
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
    fn the_first_are_listed_and_the_others_counted() {
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
