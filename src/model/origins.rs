//! What each source goes back to, worked out once for all: who repeats a repetition repeats its origin.
//!
//! A circle of sources that repeat each other is an error of the file. It has one origin all the same, the member that
//! stands first in the file, so that the copies in it never corroborate each other.

use crate::model::id::Id;
use crate::model::record::{RecordNo, Source, Table};

/// The origin of every source, by its number.
#[derive(Debug, Clone, Default)]
pub(super) struct Origins {
    of: Vec<Id>,
}

/// Where a source's walk to its origin stands.
#[derive(Clone, Copy)]
enum Walk {
    /// Not begun.
    Ahead,
    /// Under way.
    Here,
    /// At its end.
    Done(Id),
}

impl Origins {
    /// Follows every chain of origins to its end. `find` says what an id belongs to.
    #[must_use]
    pub(super) fn new(sources: &[Source], find: impl Fn(Id) -> Option<RecordNo>) -> Self {
        let repeated = |at: usize| sources.get(at).and_then(|source| source.origin);
        let source_at = |id: Id| find(id).filter(|no| no.table == Table::Source).map(RecordNo::index);
        let mut walks = vec![Walk::Ahead; sources.len()];
        let mut path: Vec<usize> = Vec::new();
        for start in 0..sources.len() {
            let mut at = start;
            let end = loop {
                match walks.get(at).copied() {
                    Some(Walk::Ahead) => {}
                    Some(Walk::Done(end)) => break end,
                    Some(Walk::Here) | None => {
                        let since = path.iter().position(|other| *other == at).unwrap_or(0);
                        let first = path[since..].iter().min().copied().unwrap_or(at);
                        break sources[first].record.id;
                    }
                }
                walks[at] = Walk::Here;
                path.push(at);
                match repeated(at) {
                    None => break sources[at].record.id,
                    Some(next) => match source_at(next) {
                        Some(next) => at = next,
                        None => break next,
                    },
                }
            };
            path.drain(..).for_each(|at| walks[at] = Walk::Done(end));
        }
        let end = |(at, walk): (usize, &Walk)| match walk {
            Walk::Done(end) => *end,
            Walk::Ahead | Walk::Here => sources[at].record.id,
        };
        Self { of: walks.iter().enumerate().map(end).collect() }
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

    /// The numbers of the origins of sources, given by the numbers of what they repeat.
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
    fn copies_of_copies_go_back_to_the_first() {
        assert_eq!(origins(&[None, Some(0), Some(1), None]), [0, 0, 0, 3]);
        assert_eq!(origins(&[Some(1), Some(2), None]), [2, 2, 2]);
    }

    #[test]
    fn a_circle_has_one_origin_and_so_has_what_leads_into_it() {
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
