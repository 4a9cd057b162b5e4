//! Distances of records from either end: bidirectional Dijkstra until both searches meet.
//!
//! A record that has not been reached by then is at least as far as the furthest that has, which is all that the path
//! search needs to know.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::model::{RecordNo, Table, Timeline};
use crate::search::chain::cost;
use crate::text::span::u32_index;

/// How far the search continues after the meeting, so that alternative paths are covered too.
const BEYOND: u32 = 12;

/// The distances from both ends.
#[derive(Debug, Clone)]
pub(super) struct Reach {
    sides: [Side; 2],
    /// The shortest path through any record that both sides have reached.
    shortest: Option<u32>,
}

/// The distances from one end.
#[derive(Debug, Clone)]
struct Side {
    /// One more than the distance of each record; 0 if not reached.
    far: Vec<u32>,
    heap: BinaryHeap<Reverse<(u32, u32)>>,
    /// Distances up to this one are final.
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
    /// A search between two different numbers below `count`.
    #[must_use]
    pub(super) fn new(count: usize, start: u32, end: u32) -> Self {
        Self { sides: [Side::new(count, start), Side::new(count, end)], shortest: None }
    }

    /// The length of the shortest path, ignoring turns.
    #[must_use]
    pub(super) fn shortest(&self) -> Option<u32> {
        self.shortest
    }

    /// A lower bound of a record's distance to the end.
    #[must_use]
    pub(super) fn to_end(&self, number: u32) -> u32 {
        let side = &self.sides[1];
        side.far(number).map_or(side.known, |far| far.min(side.known))
    }

    /// Expands the nearest record of one side. Returns the number of steps examined; `None` when the search is done.
    pub(super) fn step(&mut self, timeline: &Timeline, numbers: &Numbers) -> Option<usize> {
        let [start, end] = &self.sides;
        // The side with the smaller queue continues, so that a hub is met rather than expanded.
        let at = match (start.next(), end.next()) {
            (Some(one), Some(other)) => {
                if self.shortest.is_some_and(|shortest| one + other > shortest + BEYOND) {
                    return None;
                }
                usize::from(end.heap.len() < start.heap.len())
            }
            // One side is exhausted: what it has not reached, it cannot reach.
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
        let mut examined = 1;
        cost::steps(timeline, numbers.record(number), |step, price| {
            examined += 1;
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
        Some(examined)
    }
}

/// The tables that chains pass through.
const TABLES: [Table; 4] = [Table::Event, Table::Actor, Table::Concern, Table::Place];

/// Numbers the records of these tables consecutively; holds the first number of each table.
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

    /// The number of records.
    #[must_use]
    pub(super) fn count(&self) -> usize {
        self.starts[TABLES.len()] as usize
    }

    /// The number of a record; `None` if chains do not pass through its table.
    #[must_use]
    pub(super) fn of(&self, no: RecordNo) -> Option<u32> {
        let at = TABLES.iter().position(|table| *table == no.table)?;
        Some(self.starts[at].saturating_add(no.number)).filter(|number| *number < self.starts[at + 1])
    }

    /// The record with a number.
    #[must_use]
    pub(super) fn record(&self, number: u32) -> RecordNo {
        let at = self.starts[1..TABLES.len()].partition_point(|start| *start <= number);
        RecordNo::new(TABLES[at], number - self.starts[at])
    }
}
