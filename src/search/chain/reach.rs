//! How far records are from either end: Dijkstra's search from both, a step of the nearer one at a time, until they meet.
//!
//! What is not reached when they have met is at least as far as the furthest that was; that is all the search for the
//! paths has to know of it.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::model::{RecordNo, Table, Timeline};
use crate::search::chain::cost;
use crate::text::span::u32_index;

/// How far the search goes on behind the meeting, so that other paths are near when they are asked for.
const BEYOND: u32 = 12;

/// The distances from both ends.
#[derive(Debug, Clone)]
pub(super) struct Reach {
    sides: [Side; 2],
    /// The shortest path through anything that both have reached.
    shortest: Option<u32>,
}

/// The distances from one end.
#[derive(Debug, Clone)]
struct Side {
    /// One more than the distance of each record; 0 for those not reached.
    far: Vec<u32>,
    heap: BinaryHeap<Reverse<(u32, u32)>>,
    /// Everything nearer than this is known for good.
    known: u32,
}

impl Side {
    fn new(count: usize, end: u32) -> Self {
        let mut side = Self { far: vec![0; count], heap: BinaryHeap::new(), known: 0 };
        side.far[end as usize] = 1;
        side.heap.push(Reverse((0, end)));
        side
    }

    fn next(&self) -> Option<u32> {
        self.heap.peek().map(|Reverse((far, _))| *far)
    }

    fn far(&self, number: u32) -> Option<u32> {
        self.far.get(number as usize).and_then(|far| far.checked_sub(1))
    }
}

impl Reach {
    /// A search between two different numbers below a count.
    #[must_use]
    pub(super) fn new(count: usize, start: u32, end: u32) -> Self {
        Self { sides: [Side::new(count, start), Side::new(count, end)], shortest: None }
    }

    /// The length of the shortest path, turns not counted.
    #[must_use]
    pub(super) fn shortest(&self) -> Option<u32> {
        self.shortest
    }

    /// How far a record is from the end at least.
    #[must_use]
    pub(super) fn to_end(&self, number: u32) -> u32 {
        let side = &self.sides[1];
        side.far(number).map_or(side.known, |far| far.min(side.known))
    }

    /// Looks at the steps from one more record; how many there were. `None` once all is known that is asked for.
    pub(super) fn step(&mut self, timeline: &Timeline, numbers: &Numbers) -> Option<usize> {
        let [start, end] = &self.sides;
        // The side with fewer records waiting goes on: a hub is then met, not looked through.
        let at = match (start.next(), end.next()) {
            (Some(one), Some(other)) => {
                if self.shortest.is_some_and(|shortest| one + other > shortest + BEYOND) {
                    return None;
                }
                usize::from(end.heap.len() < start.heap.len())
            }
            // One end is walled in: what it has not met, it never will.
            _ => {
                for side in &mut self.sides {
                    side.known = if side.heap.is_empty() { u32::MAX / 4 } else { side.known };
                }
                return None;
            }
        };
        let [start, end] = &mut self.sides;
        let (side, other) = if at == 0 { (start, end) } else { (end, start) };
        let Reverse((far, number)) = side.heap.pop()?;
        side.known = far;
        if side.far(number) != Some(far) {
            return Some(1);
        }
        let mut looked = 1;
        cost::steps(timeline, numbers.record(number), |step, price| {
            looked += 1;
            let Some(next) = numbers.of(step.no) else { return };
            let there = far + price;
            if side.far(next).is_none_or(|known| there < known) {
                side.far[next as usize] = there + 1;
                side.heap.push(Reverse((there, next)));
                if let Some(rest) = other.far(next) {
                    let whole = there + rest;
                    self.shortest = Some(self.shortest.map_or(whole, |shortest| shortest.min(whole)));
                }
            }
        });
        Some(looked)
    }
}

/// The tables that chains go through.
const TABLES: [Table; 4] = [Table::Event, Table::Actor, Table::Concern, Table::Place];

/// Where each table begins.
#[derive(Debug, Clone, Copy)]
pub(super) struct Numbers {
    starts: [u32; TABLES.len() + 1],
}

impl Numbers {
    /// The numbers of a timeline's records.
    #[must_use]
    pub(super) fn new(timeline: &Timeline) -> Self {
        let mut starts = [0_u32; TABLES.len() + 1];
        for (at, table) in TABLES.into_iter().enumerate() {
            let count = u32_index(timeline.records().count(table));
            starts[at + 1] = starts[at].saturating_add(count);
        }
        Self { starts }
    }

    /// How many there are.
    #[must_use]
    pub(super) fn count(&self) -> usize {
        self.starts[TABLES.len()] as usize
    }

    /// The number of a record; `None` if no chain goes through its table.
    #[must_use]
    pub(super) fn of(&self, no: RecordNo) -> Option<u32> {
        let at = TABLES.iter().position(|table| *table == no.table)?;
        Some(self.starts[at].saturating_add(no.number)).filter(|number| *number < self.starts[at + 1])
    }

    /// The record of a number.
    #[must_use]
    pub(super) fn record(&self, number: u32) -> RecordNo {
        let at = self.starts[1..TABLES.len()].partition_point(|start| *start <= number);
        RecordNo::new(TABLES[at], number - self.starts[at])
    }
}
