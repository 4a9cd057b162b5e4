//! The origin of each source: a source that repeats a repetition has the same origin.
//!
//! Sources that repeat each other in a circle are an error in the file. They still get one origin, the one that comes
//! first in the file, so that the copies never corroborate each other.

use crate::model::id::Id;
use crate::model::record::{RecordNo, Source, Table};

/// The origin of every source, by its number.
#[derive(Debug, Clone, Default)]
pub(super) struct Origins {
    of: Vec<Id>,
}

/// The state of a source in the search.
#[derive(Clone, Copy)]
enum Visit {
    /// Not visited.
    Unvisited,
    /// On the current path.
    OnPath,
    /// Resolved.
    Done(Id),
}

impl Origins {
    /// Follows every chain of origins to its end. `find` resolves an id.
    #[must_use]
    pub(super) fn new(sources: &[Source], find: impl Fn(Id) -> Option<RecordNo>) -> Self {
        let repeated = |at: usize| sources.get(at).and_then(|source| source.origin);
        let source_at = |id: Id| find(id).filter(|no| no.table == Table::Source).map(RecordNo::index);
        let mut visits = vec![Visit::Unvisited; sources.len()];
        let mut path: Vec<usize> = Vec::new();
        for start in 0..sources.len() {
            let mut at = start;
            let end = loop {
                match visits.get(at).copied() {
                    Some(Visit::Unvisited) => {}
                    Some(Visit::Done(end)) => break end,
                    Some(Visit::OnPath) | None => {
                        let since = path.iter().position(|other| *other == at).unwrap_or(0);
                        let first = path[since..].iter().min().copied().unwrap_or(at);
                        break sources[first].record.id;
                    }
                }
                visits[at] = Visit::OnPath;
                path.push(at);
                match repeated(at) {
                    None => break sources[at].record.id,
                    Some(next) => match source_at(next) {
                        Some(next) => at = next,
                        None => break next,
                    },
                }
            };
            path.drain(..).for_each(|at| visits[at] = Visit::Done(end));
        }
        let end = |(at, visit): (usize, &Visit)| match visit {
            Visit::Done(end) => *end,
            Visit::Unvisited | Visit::OnPath => sources[at].record.id,
        };
        Self { of: visits.iter().enumerate().map(end).collect() }
    }

    /// The origin of the source with a number.
    #[must_use]
    pub(super) fn of(&self, number: usize) -> Option<Id> {
        self.of.get(number).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::{Origins, RecordNo, Source, Table};
    use crate::model::id::Ids;
    use crate::model::record::Record;

    /// The numbers of the sources' origins, given the numbers of what they repeat.
    fn origins(repeats: &[Option<usize>]) -> Vec<usize> {
        let mut ids = Ids::default();
        let names: Vec<_> = (0..repeats.len()).map(|at| ids.intern(&at.to_string())).collect();
        let sources: Vec<Source> = (0..repeats.len())
            .map(|at| Source {
                origin: repeats[at].map(|to| names[to]),
                ..Source::new(Record::new(names[at], ""))
            })
            .collect();
        let number = |id: crate::model::Id| RecordNo::new(Table::Source, u32::try_from(id.index()).unwrap());
        let origins = Origins::new(&sources, |id| Some(number(id)));
        (0..repeats.len()).map(|at| origins.of(at).unwrap().index()).collect()
    }

    #[test]
    fn copies_of_copies_have_the_first_as_origin() {
        assert_eq!(origins(&[None, Some(0), Some(1), None]), [0, 0, 0, 3]);
        assert_eq!(origins(&[Some(1), Some(2), None]), [2, 2, 2]);
    }

    #[test]
    fn a_circle_and_what_leads_into_it_have_one_origin() {
        assert_eq!(origins(&[Some(0)]), [0]);
        assert_eq!(origins(&[Some(3), Some(2), Some(3), Some(1)]), [1, 1, 1, 1]);
        assert_eq!(origins(&[Some(1), Some(0), Some(1), None]), [0, 0, 0, 3]);
    }

    #[test]
    fn a_long_chain_is_followed_to_its_end() {
        let chain: Vec<Option<usize>> = (0..5000_usize).map(|at| at.checked_sub(1)).collect();
        assert!(origins(&chain).iter().all(|origin| *origin == 0));
    }
}
