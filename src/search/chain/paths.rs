//! Paths between two records, best first: what was walked so far, ordered by its cost and the least cost of the rest (A*).
//!
//! A record may be on several paths, but not twice on one. What would cost more than the shortest path by
//! more than some slack is not followed; if turns make all paths dearer, the slack is widened.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

use crate::model::{RecordNo, Timeline};
use crate::search::relation::Neighbour;

use crate::search::chain::cost::{self, Chain, Heading, MOST};
use crate::search::chain::reach::{Numbers, Reach};

/// How much more than the shortest a path may cost.
const SLACK: u32 = 60;
/// How many partial paths are kept in all.
const KEPT: usize = 400_000;

/// A partial path: its last step, and where in the list the rest of it stands.
#[derive(Debug, Clone, Copy)]
struct PartialPath {
    step: Neighbour,
    before: u32,
    cost: u32,
    heading: Heading,
}

/// The mark of a partial path without steps.
const NOTHING: u32 = u32::MAX;

/// A search for the paths.
#[derive(Debug, Clone)]
pub(super) struct PathSearch {
    start: RecordNo,
    end: RecordNo,
    begun: Vec<PartialPath>,
    /// By the least cost of a path; of equals, the latest goes on, which is nearest to the end.
    heap: BinaryHeap<Reverse<(u32, Reverse<u32>)>>,
    /// How often a record was passed, by the heading.
    passed: HashMap<(RecordNo, u8), usize>,
    dearest: u32,
}

impl PathSearch {
    /// A search between two records of which the shortest path is known, turns not counted.
    #[must_use]
    pub(super) fn new(start: RecordNo, end: RecordNo, shortest: u32) -> Self {
        Self::up_to(start, end, shortest.saturating_add(SLACK))
    }

    fn up_to(start: RecordNo, end: RecordNo, dearest: u32) -> Self {
        let step = Neighbour { no: start, relation: crate::search::Relation::Shows, forward: true };
        let first = PartialPath { step, before: NOTHING, cost: 0, heading: Heading::None };
        let heap = BinaryHeap::from([Reverse((0, Reverse(0)))]);
        Self { start, end, begun: vec![first], heap, passed: HashMap::new(), dearest }
    }

    /// The same search with more slack; `None` if it had all there can be.
    #[must_use]
    pub(super) fn widened(&self) -> Option<Self> {
        let wider = self.dearest.saturating_mul(3);
        (self.dearest < u32::MAX / 16 && self.begun.len() < KEPT)
            .then(|| Self::up_to(self.start, self.end, wider))
    }

    /// Follows the best beginning by one record; how many steps were looked at. `None` once there is no more to find.
    pub(super) fn step(
        &mut self,
        timeline: &Timeline,
        numbers: &Numbers,
        reach: &Reach,
        found: &mut Vec<Chain>,
    ) -> Option<usize> {
        if found.len() >= MOST || self.begun.len() >= KEPT {
            return None;
        }
        let Reverse((_, Reverse(at))) = self.heap.pop()?;
        let here = *self.begun.get(at as usize)?;
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
        let behind: Vec<RecordNo> = self.back(at).map(|begun| begun.step.no).collect();
        let mut looked = behind.len();
        cost::steps(timeline, no, |step, price| {
            looked += 1;
            let Some(number) = numbers.of(step.no) else { return };
            let heading = Heading::after(&step);
            let cost = here.cost + price + here.heading.turn(heading);
            let whole = cost.saturating_add(reach.to_end(number));
            if whole > self.dearest || behind.contains(&step.no) {
                return;
            }
            if let Ok(place) = u32::try_from(self.begun.len()) {
                self.begun.push(PartialPath { step, before: at, cost, heading });
                self.heap.push(Reverse((whole, Reverse(place))));
            }
        });
        Some(looked)
    }

    /// The steps from a beginning back to the start.
    fn back(&self, at: u32) -> impl Iterator<Item = &PartialPath> {
        let mut at = at;
        std::iter::from_fn(move || {
            let begun = self.begun.get(at as usize)?;
            at = begun.before;
            Some(begun)
        })
    }

    fn chain(&self, at: u32, cost: u32) -> Chain {
        let mut steps: Vec<Neighbour> = self.back(at).map(|begun| begun.step).collect();
        // The last one is the start, to which no step leads.
        steps.pop();
        steps.reverse();
        Chain { start: self.start, steps, cost }
    }
}
