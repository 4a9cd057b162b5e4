//! Best-first search for paths between two records (A*): partial paths are ordered by their cost plus a lower bound of
//! the rest.
//!
//! A record may be on several paths, but only once on each. A path is dropped if it costs more than the shortest plus
//! some slack; if turns make all paths dearer, the slack is widened.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

use crate::model::{RecordNo, Timeline};
use crate::search::relation::Neighbour;

use crate::search::chain::cost::{self, Chain, Heading, MOST};
use crate::search::chain::reach::{Numbers, Reach};

/// How much more than the shortest a path may cost.
const SLACK: u32 = 60;
/// The most partial paths that are kept.
const MOST_KEPT: usize = 400_000;

/// A partial path: its last step, and the index of the partial path before it.
#[derive(Debug, Clone, Copy)]
struct PartialPath {
    step: Neighbour,
    before: u32,
    cost: u32,
    heading: Heading,
}

/// Marks a partial path without steps.
const NOTHING: u32 = u32::MAX;

/// A search for the paths.
#[derive(Debug, Clone)]
pub(super) struct PathSearch {
    start: RecordNo,
    end: RecordNo,
    partial: Vec<PartialPath>,
    /// By lower bound; among equals, the latest first, since it is nearest to the end.
    heap: BinaryHeap<Reverse<(u32, Reverse<u32>)>>,
    /// How often a record was passed, by heading.
    passed: HashMap<(RecordNo, u8), usize>,
    dearest: u32,
}

impl PathSearch {
    /// A search between two records, given the length of the shortest path without turns.
    #[must_use]
    pub(super) fn new(start: RecordNo, end: RecordNo, shortest: u32) -> Self {
        Self::up_to(start, end, shortest.saturating_add(SLACK))
    }

    fn up_to(start: RecordNo, end: RecordNo, dearest: u32) -> Self {
        let step = Neighbour { no: start, relation: crate::search::Relation::Shows, forward: true };
        let first = PartialPath { step, before: NOTHING, cost: 0, heading: Heading::None };
        let heap = BinaryHeap::from([Reverse((0, Reverse(0)))]);
        Self { start, end, partial: vec![first], heap, passed: HashMap::new(), dearest }
    }

    /// The same search with more slack; `None` if that cannot find more.
    #[must_use]
    pub(super) fn widened(&self) -> Option<Self> {
        let wider = self.dearest.saturating_mul(3);
        (self.dearest < u32::MAX / 16 && self.partial.len() < MOST_KEPT)
            .then(|| Self::up_to(self.start, self.end, wider))
    }

    /// Extends the best partial path by one record. Returns the number of steps examined; `None` when there is nothing
    /// left.
    pub(super) fn step(
        &mut self,
        timeline: &Timeline,
        numbers: &Numbers,
        reach: &Reach,
        found: &mut Vec<Chain>,
    ) -> Option<usize> {
        if found.len() >= MOST || self.partial.len() >= MOST_KEPT {
            return None;
        }
        let Reverse((_, Reverse(at))) = self.heap.pop()?;
        let here = *self.partial.get(at as usize)?;
        let no = here.step.no;
        if no == self.end {
            let chain = self.chain(at, here.cost);
            if !found.iter().any(|other| other.records().eq(chain.records())) {
                found.push(chain);
            }
            return Some(1);
        }
        let passed = self.passed.entry((no, here.heading as u8)).or_default();
        *passed += 1;
        if *passed > MOST {
            return Some(1);
        }
        let visited: Vec<RecordNo> = self.back(at).map(|partial| partial.step.no).collect();
        let mut examined = visited.len();
        cost::steps(timeline, no, |step, price| {
            examined += 1;
            let Some(number) = numbers.of(step.no) else { return };
            let heading = Heading::after(&step);
            let cost = here.cost + price + here.heading.turn(heading);
            let whole = cost.saturating_add(reach.to_end(number));
            if whole > self.dearest || visited.contains(&step.no) {
                return;
            }
            if let Ok(place) = u32::try_from(self.partial.len()) {
                self.partial.push(PartialPath { step, before: at, cost, heading });
                self.heap.push(Reverse((whole, Reverse(place))));
            }
        });
        Some(examined)
    }

    /// The steps of a partial path, back to the start.
    fn back(&self, at: u32) -> impl Iterator<Item = &PartialPath> {
        let mut at = at;
        std::iter::from_fn(move || {
            let partial = self.partial.get(at as usize)?;
            at = partial.before;
            Some(partial)
        })
    }

    fn chain(&self, at: u32, cost: u32) -> Chain {
        let mut steps: Vec<Neighbour> = self.back(at).map(|partial| partial.step).collect();
        // The last one is the start, which has no step.
        steps.pop();
        steps.reverse();
        Chain { start: self.start, steps, cost }
    }
}
