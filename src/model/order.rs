//! The order of events in time: by their first instant in UTC, then narrower dates first, then in file order; undated
//! ones last. A day counts as its first instant, and what is coarser than a day as the last one of its first day.
//!
//! If the dates allow either order, an event comes after what it builds on, follows, is driven by or responds to: it is
//! moved to that event's instant, and after it. A circle of links ends after a limited number of rounds. Likewise a whole
//! is moved before its first part, and a part after its whole.

use std::cmp::Ordering;
use std::num::NonZeroU32;

use crate::model::date::{DAY, Day, Precision, When};
use crate::model::events::{EventRef, Events};
use crate::model::id::Id;
use crate::model::parts::Parts;
use crate::model::record::{RecordNo, Table};
use crate::text::span::u32_index;

/// The order in time, and its inverse.
#[derive(Debug, Clone, Default)]
pub struct Order {
    /// The event's number by row.
    pub events: Vec<u32>,
    /// The sort day of each dated row, in the timeline's offset; ascending.
    pub days: Vec<Day>,
    /// The row by event number.
    pub rows: Vec<u32>,
}

/// The sort position of an event.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct SortKey {
    /// In seconds since 2000-01-01T00:00Z.
    instant: i64,
    /// Its precision in the high bits, and in the low ones [`DEPTH`] and the number of events of that instant and
    /// precision that must precede it, less that of its parts: non-zero, so that an `Option` of this still takes 16 bytes.
    rank: NonZeroU32,
}

impl SortKey {
    fn of(date: &When, offset: i16) -> Option<Self> {
        date.order_instant(offset).map(|(instant, precision)| Self::new(instant, precision as u32, DEPTH))
    }

    fn new(instant: i64, precision: u32, depth: u32) -> Self {
        let rank = NonZeroU32::new(precision << DEPTH_BITS | depth).unwrap_or(NonZeroU32::MIN);
        Self { instant, rank }
    }

    fn precision(self) -> u32 {
        self.rank.get() >> DEPTH_BITS
    }

    fn depth(self) -> u32 {
        self.rank.get() & ((1 << DEPTH_BITS) - 1)
    }
}

/// An event with its sort key.
struct Placed {
    instant: i64,
    /// The rank of its key in the high bits, its extent in the low ones.
    rank: u32,
    number: u32,
}

/// The bits for a depth, and that of an event without links and parts: up to [`MAX_ROUNDS`] are added, and fewer taken.
const DEPTH_BITS: u32 = 7;
const DEPTH: u32 = 32;
/// The bits for an extent, and the widest that fits: 11,000 years.
const EXTENT_BITS: u32 = 22;
const WIDEST: u32 = (1 << EXTENT_BITS) - 1;

impl Order {
    /// Sorts events. `record_of` resolves an id; a day or a time without an offset from UTC is taken as in `offset`, in
    /// minutes.
    #[must_use]
    pub fn new(
        events: &Events,
        offset: i16,
        parts: &Parts,
        record_of: impl Fn(Id) -> Option<RecordNo>,
    ) -> Self {
        let extent = |number: usize| {
            events.event_ref(number).and_then(EventRef::date).map_or(i64::MAX, |date| date.extent(offset))
        };
        // Undated events sort after the last day. Depth and extent share a number to save memory.
        let placed = |(number, key): (usize, Option<SortKey>)| Placed {
            instant: key.map_or(i64::MAX, |key| key.instant),
            rank: key.map_or(u32::MAX, |key| {
                let extent = u32::try_from(extent(number)).unwrap_or(WIDEST).min(WIDEST);
                (key.rank.get() << EXTENT_BITS) | extent
            }),
            number: u32_index(number),
        };
        let keys = keys(events, offset, parts, record_of);
        let mut placed: Vec<Placed> = keys.into_iter().enumerate().map(placed).collect();
        placed.sort_unstable_by(|a, b| {
            let by_place = (a.instant, a.rank).cmp(&(b.instant, b.rank));
            // The widest may still differ.
            let widest = || match a.rank & WIDEST {
                WIDEST => extent(a.number as usize).cmp(&extent(b.number as usize)),
                _ => Ordering::Equal,
            };
            by_place.then_with(widest).then(a.number.cmp(&b.number))
        });
        let order: Vec<u32> = placed.iter().map(|placed| placed.number).collect();
        let is_dated = |placed: &&Placed| placed.rank < u32::MAX;
        let day = |placed: &Placed| day_of(placed.instant, offset);
        let days: Vec<Day> = placed.iter().take_while(is_dated).map(day).collect();
        drop(placed);
        let mut rows = vec![0; order.len()];
        for (row, number) in (0_u32..).zip(&order) {
            rows[*number as usize] = row;
        }
        Self { events: order, days, rows }
    }
}

fn day_of(instant: i64, offset: i16) -> Day {
    Day((instant + i64::from(offset) * 60).div_euclid(DAY))
}

fn keys(
    events: &Events,
    offset: i16,
    parts: &Parts,
    record_of: impl Fn(Id) -> Option<RecordNo>,
) -> Vec<Option<SortKey>> {
    let mut keys: Vec<Option<SortKey>> =
        events.event_refs().map(|event| SortKey::of(event.date()?, offset)).collect();
    before_parts(&mut keys, events, offset, parts);
    let earlier: Vec<(usize, Vec<usize>)> = events
        .full()
        .filter_map(|(number, event)| {
            let links = event.record.links.iter().filter(|link| link.kind.comes_after());
            let to = links.filter_map(|link| record_of(link.to)).filter(|to| to.table == Table::Event);
            let to: Vec<usize> = to.map(RecordNo::index).chain(parts.wholes(number).take(1)).collect();
            (!to.is_empty() && keys[number].is_some()).then_some((number, to))
        })
        .collect();
    // A chain of n links settles in at most n rounds.
    for _ in 0..=earlier.len().min(MAX_ROUNDS as usize) {
        let mut changed = false;
        for (number, before) in &earlier {
            for other in before {
                changed |= other != number && move_after(&mut keys, events, offset, *number, *other);
            }
        }
        if !changed {
            break;
        }
    }
    keys
}

/// Moves each whole before its first part if its date allows it, after those that are its parts.
fn before_parts(keys: &mut [Option<SortKey>], events: &Events, offset: i16, parts: &Parts) {
    for of in parts.by_whole() {
        let whole = of[0].0 as usize;
        let Some(first) = of.iter().filter_map(|(_, part)| keys[*part as usize]).min() else { continue };
        let Some(date) = events.event_ref(whole).and_then(EventRef::date) else { continue };
        // A span of parts goes by their days.
        let may_begin = date.is_from_parts()
            || date.first_instant(offset).is_none_or(|earliest| earliest <= first.instant);
        if may_begin && keys[whole].is_some_and(|own| own >= first) {
            let depth = first.depth().saturating_sub(1).max(1);
            keys[whole] = Some(SortKey::new(first.instant, first.precision(), depth));
        }
    }
}

/// The longest chain of events at one instant that is followed.
const MAX_ROUNDS: u32 = 64;
/// An event whose day is meant anywhere may stand this long after that day's end in the timeline's own offset, if its
/// link says so and the other's day is not later.
const ELSEWHERE: i64 = 14 * 3600;

/// Moves an event after another if its date allows it. Returns whether it moved.
fn move_after(
    keys: &mut [Option<SortKey>],
    events: &Events,
    offset: i16,
    number: usize,
    other: usize,
) -> bool {
    let (Some(mine), Some(Some(theirs))) = (keys[number], keys.get(other).copied()) else { return false };
    if mine > theirs || theirs.depth() > DEPTH + MAX_ROUNDS {
        return false;
    }
    let date = |number| events.event_ref(number).and_then(EventRef::date);
    let (Some(own), Some(other)) = (date(number), date(other)) else { return false };
    let may_be_elsewhere =
        own.clocks()[1].is_none() && other.order_clock().is_some() && other.from().day() <= own.to().day();
    let grace = if may_be_elsewhere { ELSEWHERE } else { 0 };
    if own.last_instant(offset).is_some_and(|last| last + grace < theirs.instant) {
        return false;
    }
    let precision = mine.precision().max(theirs.precision());
    let instant = if mine.precision() == Precision::Coarse as u32 {
        (day_of(theirs.instant, offset).0 + 1) * DAY - 1 - i64::from(offset) * 60
    } else {
        theirs.instant
    };
    keys[number] = Some(SortKey::new(instant, precision, theirs.depth() + 1));
    true
}

#[cfg(test)]
mod tests {
    use super::Order;
    use crate::model::date::{Day, When};
    use crate::model::event::Event;
    use crate::model::events::Events;
    use crate::model::id::Ids;
    use crate::model::link::{Link, LinkKind};
    use crate::model::parts::Parts;
    use crate::model::record::{Record, RecordNo, Table};
    use crate::model::standing::Standing;

    /// Events as (date, number of the event it follows), in file order; returns the order in time.
    fn order(events: &[(&str, Option<usize>)]) -> Vec<u32> {
        order_in(0, events).events
    }

    /// The same for a timeline with an offset from UTC, in minutes.
    fn order_in(offset: i16, events: &[(&str, Option<usize>)]) -> Order {
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
        Order::new(&Events::from(events), offset, &Parts::default(), |id| Some(number(id)))
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
    fn times_sort_by_their_instant_in_utc() {
        let dates = [
            "2021-06-01T23:00Z",
            "2021-06-01T10:30:00Z",
            "2021-06-01T12:45+04:30",
            "2021-06-01 09:00Z",
            "2021-06-01",
            "2021-06-01T01:00+09:00",
            "2021-06-01/2021-06-04",
            "2021-06",
            "2021-06-01T09:00Z/2021-06-01T09:30Z",
            "2021-06-02T00:00Z",
            "2021-06-02",
        ];
        let dates = dates.map(|date| (date, None));
        assert_eq!(order(&dates), [5, 4, 2, 3, 8, 1, 0, 6, 7, 10, 9]);
    }

    #[test]
    fn what_has_no_offset_has_that_of_the_timeline() {
        let dates = [
            ("1962-10-27T04:00Z", None),
            ("1962-10-27T03:59Z", None),
            ("1962-10-27", None),
            ("1962-10-27T00:01", None),
            ("1962-10-26", None),
        ];
        let washington = order_in(-240, &dates);
        assert_eq!(washington.events, [4, 1, 2, 0, 3]);
        let day = |day| Day::of(1962, 10, day);
        assert_eq!(washington.days, [day(26), day(26), day(27), day(27), day(27)]);
        assert_eq!(order(&dates), [4, 2, 3, 1, 0]);
    }

    #[test]
    fn a_day_stands_behind_the_time_that_it_follows() {
        let answered = [("1962-10-27", Some(1)), ("1962-10-27T10:00Z", None), ("1962-10-27T12:00Z", None)];
        assert_eq!(order(&answered), [1, 0, 2]);
        // 03:00 of the next day in UTC.
        let far = [("1962-10-27", Some(1)), ("1962-10-27T23:00-04:00", None), ("1962-10-28T01:00Z", None)];
        assert_eq!(order(&far), [2, 1, 0]);
        // A month still stands behind all of the day.
        let month = [("1962-10", Some(1)), ("1962-10-27", None), ("1962-10-27T12:00Z", None)];
        assert_eq!(order(&month), [1, 2, 0]);
        // A time stays where it is.
        assert_eq!(order(&[("1962-10-27T09:00Z", Some(1)), ("1962-10-27T10:00Z", None)]), [0, 1]);
    }

    proptest::proptest! {
        #[test]
        fn the_order_is_total_and_that_of_the_file_where_nothing_differs(
            dates in proptest::collection::vec(0_usize..12, 1..40),
            offset in -840_i16..=840,
        ) {
            let kinds = [
                "2021-06-01", "2021-06-01T00:00", "2021-06-01T00:00Z", "2021-06-01T23:59:59", "2021-06",
                "2021-06-01T05:00+05:00", "2021-06-02", "2021-05-31/2021-06-02", "/2021-06-01", "2021-06-01/..",
                "2021-06-01T10:00-14:00", "2021-06-01T10:00+14:00",
            ];
            let events: Vec<(&str, Option<usize>)> = dates.iter().map(|kind| (kinds[*kind], None)).collect();
            let order = order_in(offset, &events);
            let mut sorted = order.events.clone();
            sorted.sort_unstable();
            proptest::prop_assert!(sorted.iter().copied().eq(0..u32::try_from(dates.len()).unwrap()));
            proptest::prop_assert!(order.days.is_sorted());
            for pair in order.events.windows(2) {
                let (a, b) = (dates[pair[0] as usize], dates[pair[1] as usize]);
                proptest::prop_assert!(a != b || pair[0] < pair[1]);
                let instant = |kind: usize| When::parse(kinds[kind]).unwrap().order_instant(offset);
                proptest::prop_assert!(instant(a) <= instant(b));
            }
        }
    }

    #[test]
    fn a_circle_of_links_terminates() {
        assert_eq!(order(&[("2022", Some(1)), ("2022", Some(0))]).len(), 2);
    }
}
