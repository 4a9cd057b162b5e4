//! Finds the long events that reach a day but began before it, without a pass over all.

use crate::model::date::{Day, Edge, When};
use crate::model::events::{EventRef, Events};
use crate::model::order::Order;

/// The rows of events longer than a day, in order of their beginning.
#[derive(Debug, Clone, Default)]
pub struct Spans {
    rows: Vec<u32>,
    begins: Vec<Day>,
    /// The latest end up to and including each one, so that a backward search knows when to stop.
    latest: Vec<Day>,
    /// The same, of those with an end.
    ended: Vec<Day>,
}

/// The most events that a search looks at.
const MOST_SEARCHED: usize = 512;

impl Spans {
    /// Collects the long events of an order.
    #[must_use]
    pub fn new(events: &Events, order: &Order) -> Self {
        let mut long: Vec<(Day, u32, Day)> = Vec::new();
        for (row, number) in (0_u32..).zip(&order.events) {
            let date = events.event_ref(*number as usize).and_then(EventRef::date);
            if date.is_some_and(When::is_one_day) {
                continue;
            }
            let Some(Edge::On(from)) = date.map(|date| date.from()) else { continue };
            match date.map(|date| date.to()) {
                Some(Edge::On(to)) if to > from => long.push((from, row, to)),
                Some(Edge::Open) => long.push((from, row, Day(i64::MAX))),
                _ => {}
            }
        }
        long.sort_unstable();
        let mut spans = Self::default();
        let (mut latest, mut ended) = (Day(i64::MIN), Day(i64::MIN));
        for (from, row, to) in long {
            latest = latest.max(to);
            ended = if to == Day(i64::MAX) { ended } else { ended.max(to) };
            spans.rows.push(row);
            spans.begins.push(from);
            spans.latest.push(latest);
            spans.ended.push(ended);
        }
        spans
    }

    /// The last day of those that begin before a day and have an end.
    #[must_use]
    pub fn latest_end(&self, before: Day) -> Option<Day> {
        let begun = self.begins.partition_point(|begin| *begin < before);
        self.ended.get(begun.checked_sub(1)?).copied()
    }

    /// The rows of events that began before a day and may reach it, latest first; capped at about what a screen can
    /// show.
    pub fn reaching(&self, day: Day) -> impl Iterator<Item = usize> {
        let before = self.begins.partition_point(|begin| *begin < day);
        let candidates = (0..before).rev().take(MOST_SEARCHED).take_while(move |at| self.latest[*at] >= day);
        candidates.map(|at| self.rows[at] as usize)
    }
}
