//! The order of events in time: by earliest day, then narrower dates first, then in file order; undated ones last.
//!
//! If the dates allow either order, an event comes after what it builds on, follows, is driven by or responds to: it is
//! moved to that event's day, and after it. A circle of links ends after a limited number of rounds.

use std::cmp::Ordering;
use std::num::NonZeroU32;

use crate::model::date::{Day, Edge, When};
use crate::model::events::{EventRef, Events};
use crate::model::id::Id;
use crate::model::record::{RecordNo, Table};
use crate::text::span::u32_index;

/// The order in time, and its inverse.
#[derive(Debug, Clone, Default)]
pub struct Order {
    /// The event's number by row.
    pub events: Vec<u32>,
    /// The sort day of each dated row; ascending.
    pub days: Vec<Day>,
    /// The row by event number.
    pub rows: Vec<u32>,
    /// The typical number of days between events: the median of the gaps between different days.
    pub rhythm: i64,
}

/// The sort position of an event: its day, and how many events of that day must precede it.
#[derive(Clone, Copy)]
struct SortKey {
    day: Day,
    /// One more than that: non-zero, so that an `Option` of this still takes 16 bytes.
    depth: NonZeroU32,
}

/// An event with its sort key.
struct Placed {
    day: Day,
    /// Its depth in the high bits, its width in days in the low ones.
    rank: u32,
    number: u32,
}

/// The bits for a width, and the widest that fits: 45,000 years.
const WIDTH_BITS: u32 = 24;
const WIDEST: u32 = (1 << WIDTH_BITS) - 1;

impl Order {
    /// Sorts events. `record_of` resolves an id.
    #[must_use]
    pub fn new(events: &Events, record_of: impl Fn(Id) -> Option<RecordNo>) -> Self {
        let width =
            |number: usize| events.event_ref(number).and_then(EventRef::date).map_or(i64::MAX, When::width);
        // Undated events sort after the last day. Depth and width share a number to save memory.
        let placed = |(number, key): (usize, Option<SortKey>)| Placed {
            day: key.map_or(Day(i64::MAX), |key| key.day),
            rank: key.map_or(u32::MAX, |key| {
                let width = u32::try_from(width(number)).unwrap_or(WIDEST).min(WIDEST);
                (key.depth.get().min(MAX_ROUNDS + 1) << WIDTH_BITS) | width
            }),
            number: u32_index(number),
        };
        let mut placed: Vec<Placed> = keys(events, record_of).into_iter().enumerate().map(placed).collect();
        placed.sort_unstable_by(|a, b| {
            let by_place = (a.day, a.rank).cmp(&(b.day, b.rank));
            // The widest may still differ.
            let widest = || match a.rank & WIDEST {
                WIDEST => width(a.number as usize).cmp(&width(b.number as usize)),
                _ => Ordering::Equal,
            };
            by_place.then_with(widest).then(a.number.cmp(&b.number))
        });
        let order: Vec<u32> = placed.iter().map(|placed| placed.number).collect();
        let is_dated = |placed: &&Placed| placed.rank < u32::MAX;
        let days: Vec<Day> = placed.iter().take_while(is_dated).map(|placed| placed.day).collect();
        drop(placed);
        let mut rows = vec![0; order.len()];
        for (row, number) in (0_u32..).zip(&order) {
            rows[*number as usize] = row;
        }
        let rhythm = rhythm(&days);
        Self { events: order, days, rows, rhythm }
    }
}

fn rhythm(days: &[Day]) -> i64 {
    let mut gaps: Vec<i64> =
        days.windows(2).map(|pair| pair[1].0.saturating_sub(pair[0].0)).filter(|gap| *gap > 0).collect();
    let middle = gaps.len() / 2;
    if gaps.is_empty() { 0 } else { *gaps.select_nth_unstable(middle).1 }
}

fn keys(events: &Events, record_of: impl Fn(Id) -> Option<RecordNo>) -> Vec<Option<SortKey>> {
    let mut keys: Vec<Option<SortKey>> = events
        .event_refs()
        .map(|event| event.date()?.order_day().map(|day| SortKey { day, depth: NonZeroU32::MIN }))
        .collect();
    let earlier: Vec<(usize, Vec<usize>)> = events
        .full()
        .filter_map(|(number, event)| {
            let links = event.record.links.iter().filter(|link| link.kind.comes_after());
            let to = links.filter_map(|link| record_of(link.to)).filter(|to| to.table == Table::Event);
            let to: Vec<usize> = to.map(RecordNo::index).collect();
            (!to.is_empty() && keys[number].is_some()).then_some((number, to))
        })
        .collect();
    // A chain of n links settles in at most n rounds.
    for _ in 0..=earlier.len().min(MAX_ROUNDS as usize) {
        let mut changed = false;
        for (number, before) in &earlier {
            for other in before {
                changed |= other != number && move_after(&mut keys, events, *number, *other);
            }
        }
        if !changed {
            break;
        }
    }
    keys
}

/// The longest chain of events on one day that is followed.
const MAX_ROUNDS: u32 = 64;

/// Moves an event after another if its date allows it. Returns whether it moved.
fn move_after(keys: &mut [Option<SortKey>], events: &Events, number: usize, other: usize) -> bool {
    let (Some(mine), Some(Some(theirs))) = (keys[number], keys.get(other).copied()) else { return false };
    let is_after = (mine.day, mine.depth) > (theirs.day, theirs.depth);
    let Some(date) = events.event_ref(number).and_then(EventRef::date) else { return false };
    let allowed = match date.to() {
        Edge::On(last) => theirs.day <= last,
        Edge::Open | Edge::Unknown => true,
    };
    if is_after || !allowed || theirs.depth.get() > MAX_ROUNDS {
        return false;
    }
    keys[number] = Some(SortKey { day: theirs.day, depth: theirs.depth.saturating_add(1) });
    true
}

#[cfg(test)]
mod tests {
    use super::Order;
    use crate::model::date::When;
    use crate::model::event::Event;
    use crate::model::events::Events;
    use crate::model::id::Ids;
    use crate::model::link::{Link, LinkKind};
    use crate::model::record::{Record, RecordNo, Table};
    use crate::model::standing::Standing;

    /// Events as (date, number of the event it follows), in file order; returns the order in time.
    fn order(events: &[(&str, Option<usize>)]) -> Vec<u32> {
        let mut ids = Ids::default();
        let names: Vec<_> = (0..events.len()).map(|number| ids.intern(&number.to_string())).collect();
        let make = |(number, (date, follows)): (usize, &(&str, Option<usize>))| {
            let mut event = Event::new(Record::new(names[number], "an event"));
            event.date = When::parse(date).ok();
            event.record.links = follows
                .iter()
                .map(|other| Link {
                    to: names[*other],
                    kind: LinkKind::Follows,
                    date: None,
                    standing: Standing::default(),
                    says: "".into(),
                    sources: Vec::new(),
                })
                .collect();
            event
        };
        let events: Vec<Event> = events.iter().enumerate().map(make).collect();
        let number = |id: crate::model::Id| RecordNo::new(Table::Event, u32::try_from(id.index()).unwrap());
        Order::new(&Events::from(events), |id| Some(number(id))).events
    }

    #[test]
    fn events_sort_by_day_width_and_file_order() {
        let dates =
            [("", None), ("2022-09", None), ("2022-09-01", None), ("2022-09-01", None), ("-0043", None)];
        assert_eq!(order(&dates), [4, 2, 3, 1, 0]);
    }

    #[test]
    fn an_event_comes_after_what_it_follows_if_dates_allow() {
        assert_eq!(order(&[("2022-09/", Some(1)), ("2022-09-16", None)]), [1, 0]);
        assert_eq!(order(&[("2022-09", Some(1)), ("2022-09-16", None), ("2022-09-16", None)]), [1, 2, 0]);
        let chain = [("2022", Some(1)), ("2022", Some(2)), ("2022-05-01", None), ("2022-05-02", None)];
        assert_eq!(order(&chain), [2, 1, 0, 3]);
    }

    #[test]
    fn an_event_that_is_over_before_the_other_is_not_moved() {
        assert_eq!(order(&[("2022-08", Some(1)), ("2022-09-16", None)]), [0, 1]);
    }

    #[test]
    fn a_circle_of_links_terminates() {
        assert_eq!(order(&[("2022", Some(1)), ("2022", Some(0))]).len(), 2);
    }
}
