//! Chains: how to get from one record to another, cheapest paths first.
//!
//! ```text
//! cost   the cost of a step, so that consequences rank above merely shared actors
//! reach  distances from either end, searched from both until they meet
//! paths  the paths themselves, best first, guided by `reach`
//! ```
//!
//! The search runs in slices, measured in steps examined, so that no key waits for it. A hub that thousands of events
//! use costs more to pass the more events use it, and is scanned at most once from either end.

mod cost;
mod paths;
mod reach;

use crate::model::{RecordNo, Table, Timeline};

pub use crate::search::chain::cost::{Chain, MOST};

use crate::search::chain::paths::PathSearch;
use crate::search::chain::reach::{Numbers, Reach};

/// The most steps examined in all before the search gives up.
const LIMIT: usize = 4_000_000;

/// A search for chains, running or finished.
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
    /// A search for the paths between two different records; `None` if either is a source or a briefing, which chains
    /// do not use, or if they are the same.
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

    /// Whether chains pass through records of a table.
    #[must_use]
    pub fn goes_through(table: Table) -> bool {
        !matches!(table, Table::Source | Table::Briefing)
    }

    /// The two ends.
    #[must_use]
    pub fn ends(&self) -> (RecordNo, RecordNo) {
        (self.from, self.to)
    }

    /// Continues the search for about `steps` steps. Returns whether it is done.
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

    /// Whether the search is finished.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.is_done
    }

    /// Whether the search gave up before its end.
    #[must_use]
    pub fn was_cut_short(&self) -> bool {
        self.work > LIMIT
    }

    /// The chains found so far, cheapest first.
    #[must_use]
    pub fn found(&self) -> &[Chain] {
        &self.found
    }
}
