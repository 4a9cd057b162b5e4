//! The chain: how one gets from one record to another, the shortest paths first.
//!
//! ```text
//! cost      what a step costs, so that what came of what wins over what merely shares an actor
//! reach     how far everything is from either end, from both ends at once until they meet
//! path       a path that was found
//! paths      the paths themselves, best first, led by what `reach` knows
//! ```
//!
//! Work is done in slices and counted in steps that were looked at, so that no key waits for it; a hub that thousands of
//! events use costs more to pass the more use it, and is looked through once from either end.

mod cost;
mod paths;
mod reach;

use crate::model::{RecordNo, Table, Timeline};

pub use crate::search::chain::cost::{Chain, MOST};

use crate::search::chain::paths::PathSearch;
use crate::search::chain::reach::{Numbers, Reach};

/// How many steps are looked at in all before the search is given up.
const LIMIT: usize = 4_000_000;

/// A search for chains, under way or at its end.
#[derive(Debug, Clone)]
pub struct ChainSearch {
    from: RecordNo,
    to: RecordNo,
    numbers: Numbers,
    reach: Reach,
    paths: Option<PathSearch>,
    work: usize,
    is_done: bool,
    found: Vec<Chain>,
}

impl ChainSearch {
    /// A search for the paths between two records; `None` for sources and briefings, through which no chain goes, and none
    /// from a record to itself.
    #[must_use]
    pub fn new(timeline: &Timeline, from: RecordNo, to: RecordNo) -> Option<Self> {
        let numbers = Numbers::new(timeline);
        let (start, end) = (numbers.of(from)?, numbers.of(to)?);
        if start == end {
            return None;
        }
        let reach = Reach::new(numbers.count(), start, end);
        Some(Self { from, to, numbers, reach, paths: None, work: 0, is_done: false, found: Vec::new() })
    }

    /// Whether chains go through records of a table.
    #[must_use]
    pub fn goes_through(table: Table) -> bool {
        !matches!(table, Table::Source | Table::Briefing)
    }

    /// The two ends.
    #[must_use]
    pub fn ends(&self) -> (RecordNo, RecordNo) {
        (self.from, self.to)
    }

    /// Searches on, looking at about so many steps. Whether it is done.
    pub fn advance(&mut self, timeline: &Timeline, steps: usize) -> bool {
        let mut left = steps;
        while !self.is_done && left > 0 {
            let spent = match &mut self.paths {
                None => self.reach.step(timeline, &self.numbers),
                Some(paths) => paths.step(timeline, &self.numbers, &self.reach, &mut self.found),
            };
            match (spent, &self.paths) {
                (Some(spent), _) => {
                    left = left.saturating_sub(spent);
                    self.work += spent;
                    self.is_done = self.work > LIMIT;
                }
                (None, None) => match self.reach.shortest() {
                    Some(shortest) => self.paths = Some(PathSearch::new(self.from, self.to, shortest)),
                    None => self.is_done = true,
                },
                (None, Some(paths)) => match paths.widened() {
                    Some(wider) if self.found.is_empty() => self.paths = Some(wider),
                    _ => self.is_done = true,
                },
            }
        }
        self.is_done
    }

    /// Whether everything has been looked at.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.is_done
    }

    /// Whether the search was given up before its end.
    #[must_use]
    pub fn was_cut_short(&self) -> bool {
        self.work > LIMIT
    }

    /// What was found so far, the shortest first.
    #[must_use]
    pub fn found(&self) -> &[Chain] {
        &self.found
    }
}
