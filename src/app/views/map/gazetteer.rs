//! The map's list: places on the map, places without coordinates, and events without a place.
//!
//! It is built when the map is first shown, from the index of places without visiting events. Places are numbered by
//! their count of events, and the pins have the same numbers.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::app::views::map::chart::wrapped;
use crate::model::{Actor, ActorKind, Id, Place, Position, RecordNo, Table, Timeline};

/// An entry of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Entry {
    /// A place.
    Place(RecordNo),
    /// An event without a place, by row.
    Event(usize),
    /// The line that stands for what is not on the map, or heads it.
    Elsewhere,
}

/// One line of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// A blank line.
    Blank,
    /// The heading of a section, and its size.
    Heading(&'static str, usize),
    /// An entry and its index.
    Entry(usize, Entry),
}

/// The contents of the list.
#[derive(Debug, Default, Clone)]
pub struct Gazetteer {
    /// Whether what is not on the map is listed.
    pub is_open: bool,
    /// The numbers of places with coordinates or a line, most events first.
    placed: Vec<u32>,
    /// The numbers of the other places, in file order.
    others: Vec<u32>,
    /// Rows of the events without a place.
    unplaced: Vec<u32>,
    /// The list index of each place, by its number.
    positions: Vec<u32>,
    /// The number of events at each place, by its number.
    counts: Vec<u32>,
}

/// With fewer events than this, no place is far.
const FEW: u32 = 10;

/// The headings of the second and third sections.
const NO_COORDINATES: &str = "No coordinates";
const NO_PLACE: &str = "No place";

/// The points of a place: one, those of its line, or none.
pub(crate) fn points_of(timeline: &Timeline, place: RecordNo) -> Vec<Position> {
    let is_place = place.table == Table::Place;
    match is_place.then(|| timeline.records().places.get(place.index())).flatten() {
        Some(place) if place.path.len() > 1 => place.path.clone(),
        place => place.and_then(|place| place.position).into_iter().collect(),
    }
}

/// The states in a timeline: country code and id.
pub(crate) fn states(timeline: &Timeline) -> BTreeMap<&str, Id> {
    let is_state = |actor: &&Actor| actor.kind == ActorKind::State && !actor.country.is_empty();
    let states = timeline.records().actors.iter().filter(is_state).rev();
    states.map(|actor| (&*actor.country, actor.record.id)).collect()
}

/// Whether a position is approximate: given to at most a tenth of a degree, about ten kilometres, as for a region.
#[must_use]
pub fn is_approximate(place: &Place) -> bool {
    let is_coarse = |degrees: f64| (degrees * 10.0 - (degrees * 10.0).round()).abs() < 1e-9;
    place.path.len() < 2 && place.position.is_some_and(|at| is_coarse(at.lat) && is_coarse(at.lon))
}

impl Gazetteer {
    /// Lists the places of a timeline and the events without one. `shows` tells which rows count.
    #[must_use]
    pub fn new(timeline: &Timeline, shows: impl Fn(usize) -> bool) -> Self {
        let places = &timeline.records().places;
        let mut has_place = vec![false; timeline.row_count()];
        let mut counts = Vec::with_capacity(places.len());
        for place in places {
            let mut count = 0;
            for row in timeline.rows_of(place.record.id) {
                if let Some(has_place) = has_place.get_mut(*row as usize) {
                    *has_place = true;
                }
                count += u32::from(shows(*row as usize));
            }
            counts.push(count);
        }
        // A place is hidden if all its events are.
        let is_shown = |(no, place): &(u32, &Place)| {
            counts.get(*no as usize) != Some(&0) || timeline.rows_of(place.record.id).is_empty()
        };
        let numbered = (0_u32..).zip(places).filter(is_shown);
        let (mut placed, others): (Vec<u32>, Vec<u32>) = {
            let (placed, others): (Vec<_>, Vec<_>) = numbered.partition(|(_, place)| place.is_placed());
            (placed.into_iter().map(|(no, _)| no).collect(), others.into_iter().map(|(no, _)| no).collect())
        };
        placed.sort_by_key(|no| std::cmp::Reverse(counts.get(*no as usize).copied().unwrap_or(0)));
        let mut positions = vec![u32::MAX; places.len()];
        for (position, no) in (0..).zip(placed.iter().chain(&others)) {
            if let Some(slot) = positions.get_mut(*no as usize) {
                *slot = position;
            }
        }
        let rows = (0_u32..).zip(has_place);
        let unplaced = rows.filter(|(row, has)| !has && shows(*row as usize)).map(|(row, _)| row).collect();
        Self { is_open: false, placed, others, unplaced, positions, counts }
    }

    /// The points of the places where about nine tenths of the events are, without those farthest from their middle.
    pub(crate) fn theatre(&self, timeline: &Timeline) -> Vec<Position> {
        let weigh = |place| Some((*points_of(timeline, place).first()?, self.count(place), place));
        let mut weighed: Vec<(Position, u32, RecordNo)> = self.placed().filter_map(weigh).collect();
        let total: u32 = weighed.iter().map(|(_, count, _)| count).sum();
        // The first is the place with most events: longitudes are counted from there.
        let Some(origin) = weighed.first().map(|(point, ..)| *point) else { return Vec::new() };
        let median = |degrees: &dyn Fn(Position) -> f64| {
            let mut all: Vec<(f64, u32)> =
                weighed.iter().map(|(at, count, _)| (degrees(*at), *count)).collect();
            all.sort_unstable_by(|one, other| one.0.total_cmp(&other.0));
            let mut below = 0;
            let middle = all.iter().find(|(_, count)| {
                below += count;
                below * 2 >= total
            });
            middle.map_or(0.0, |(degrees, _)| *degrees)
        };
        let (lat, east) = (median(&|at| at.lat), median(&|at| wrapped(at.lon - origin.lon)));
        let distance = |at: Position| {
            let across = wrapped(at.lon - origin.lon - east) * lat.to_radians().cos();
            across.hypot(at.lat - lat)
        };
        weighed.sort_by(|one, other| distance(other.0).total_cmp(&distance(one.0)));
        let mut left_out = if total < FEW { 0 } else { total.div_ceil(10) };
        let far = weighed.iter().take_while(|(_, count, _)| {
            let is_out = *count <= left_out && total >= FEW;
            left_out = left_out.saturating_sub(*count);
            is_out
        });
        let far = far.count();
        weighed[far..].iter().flat_map(|(.., place)| points_of(timeline, *place)).collect()
    }

    /// The number of entries.
    #[must_use]
    pub fn len(&self) -> usize {
        let (events, places) = self.elsewhere();
        let rest = if self.is_open { events + places } else { 0 };
        self.placed.len() + usize::from(events + places > 0) + rest
    }

    /// The number of events without a place, and of places without coordinates.
    #[must_use]
    pub fn elsewhere(&self) -> (usize, usize) {
        (self.unplaced.len(), self.others.len())
    }

    /// The number of places among them.
    #[must_use]
    pub fn place_count(&self) -> usize {
        self.placed.len() + self.others.len()
    }

    /// Whether the list is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The places on the map, in the order of their numbers.
    pub fn placed(&self) -> impl ExactSizeIterator<Item = RecordNo> + '_ {
        self.placed.iter().map(|no| RecordNo::new(Table::Place, *no))
    }

    /// The entry at an index.
    #[must_use]
    pub fn entry(&self, at: usize) -> Option<Entry> {
        let place = |no: &u32| Entry::Place(RecordNo::new(Table::Place, *no));
        let Some(beyond) = at.checked_sub(self.placed.len()) else { return self.placed.get(at).map(place) };
        let Some(at) = beyond.checked_sub(1) else { return (self.len() > at).then_some(Entry::Elsewhere) };
        match at.checked_sub(self.others.len()) {
            _ if !self.is_open => None,
            None => self.others.get(at).map(place),
            Some(row) => self.unplaced.get(row).map(|row| Entry::Event(*row as usize)),
        }
    }

    /// The index of what is the `nth` among the others and the events without a place, or of the line for all of them.
    fn beyond(&self, nth: usize) -> usize {
        self.placed.len() + if self.is_open { 1 + nth } else { 0 }
    }

    /// The index of a place; `None` if it is not listed.
    #[must_use]
    pub fn position_of(&self, place: RecordNo) -> Option<usize> {
        let position = *self.positions.get(place.index()).filter(|_| place.table == Table::Place)?;
        let listed = (position != u32::MAX).then_some(position as usize)?;
        Some(listed.checked_sub(self.placed.len()).map_or(listed, |nth| self.beyond(nth)))
    }

    /// The index of an event; `None` if it has a place or is not shown.
    #[must_use]
    pub fn position_of_row(&self, row: usize) -> Option<usize> {
        let row = u32::try_from(row).ok()?;
        let at = self.unplaced.binary_search(&row).ok()?;
        Some(self.beyond(self.others.len() + at))
    }

    /// The number of an entry on the map; `None` if it is not on it.
    #[must_use]
    pub fn number(&self, at: usize) -> Option<usize> {
        (at < self.placed.len()).then_some(at + 1)
    }

    /// The number of events at a place.
    #[must_use]
    pub fn count(&self, place: RecordNo) -> u32 {
        self.counts.get(place.index()).copied().unwrap_or(0)
    }

    /// The sections of the list: their indices, their heading, and the lines above the first of them.
    fn sections(&self) -> Vec<(Range<usize>, Option<&'static str>, usize)> {
        let placed = self.placed.len();
        let others = placed + 1 + self.others.len();
        let blank = usize::from(placed > 0);
        let all = [
            (0..placed, None, 0),
            (placed..self.len().min(placed + 1), None, blank),
            (placed + 1..others.min(self.len()), Some(NO_COORDINATES), 1),
            (others..self.len(), Some(NO_PLACE), 1 + usize::from(others > placed + 1)),
        ];
        all.into_iter().filter(|(positions, ..)| !positions.is_empty()).collect()
    }

    /// The line of an index.
    #[must_use]
    pub fn line_of(&self, at: usize) -> usize {
        let sections = self.sections().into_iter().filter(|(positions, ..)| positions.start <= at);
        at + sections.map(|(.., above)| above).sum::<usize>()
    }

    /// The total number of lines.
    #[must_use]
    pub fn line_count(&self) -> usize {
        self.len().checked_sub(1).map_or(0, |last| self.line_of(last) + 1)
    }

    /// The visible lines from `top` on.
    #[must_use]
    pub fn visible(&self, top: usize, height: usize) -> Vec<Line> {
        let mut lines = Vec::with_capacity(height);
        for (positions, heading, above) in self.sections() {
            let first = self.line_of(positions.start);
            let mut put = |line: usize, what: Line| {
                if line >= top && line < top + height {
                    lines.push(what);
                }
            };
            if above > usize::from(heading.is_some()) {
                put(first - above, Line::Blank);
            }
            if let Some(heading) = heading {
                put(first - 1, Line::Heading(heading, positions.len()));
            }
            let from = positions.start + top.saturating_sub(first);
            let until = positions.end.min(positions.start + (top + height).saturating_sub(first));
            for at in from..until {
                if let Some(entry) = self.entry(at) {
                    put(first + at - positions.start, Line::Entry(at, entry));
                }
            }
        }
        lines
    }
}
