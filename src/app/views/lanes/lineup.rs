//! The order of the lanes, which are hidden, and the cursor. The order is computed once and then changes only by key,
//! so that no lane moves unexpectedly.

use crate::app::core::session::SavedLanes;
use crate::app::views::lanes::facet::Facet;
use crate::model::{RecordNo, Timeline};

/// The lanes of one facet, by number.
#[derive(Debug, Clone, Default)]
pub struct Lineup {
    /// All lanes with events, in display order.
    order: Vec<u32>,
    /// The hidden lanes, ascending.
    hidden: Vec<u32>,
    /// The lanes without an event that the filter shows, ascending.
    silent: Vec<u32>,
    /// The picked lanes; two are shown alone.
    picked: Vec<u32>,
    /// The order without the hidden and the silent ones, or two picked ones.
    shown: Vec<u32>,
    /// By lane number, the index in `shown`.
    positions: Vec<u32>,
    /// The index of the cursor in `shown`.
    pub at: usize,
    /// The first visible lane.
    pub top: usize,
    /// Whether the user changed the order or hid a lane.
    pub is_arranged: bool,
}

impl Lineup {
    /// Lanes in a given order.
    #[must_use]
    pub fn new(order: Vec<u32>) -> Self {
        let mut lineup = Self { order, ..Self::default() };
        lineup.refresh();
        lineup
    }

    fn refresh(&mut self) {
        let is_in = |lanes: &[u32], lane: &u32| lanes.binary_search(lane).is_ok();
        let is_shown = |lane: &u32| match self.picked.as_slice() {
            [one, other] => one == lane || other == lane,
            _ => !is_in(&self.hidden, lane) && !is_in(&self.silent, lane),
        };
        self.shown = self.order.iter().copied().filter(is_shown).collect();
        let last = self.shown.iter().max().map_or(0, |lane| *lane as usize + 1);
        self.positions.clear();
        self.positions.resize(last, u32::MAX);
        for (position, lane) in (0_u32..).zip(&self.shown) {
            self.positions[*lane as usize] = position;
        }
        self.at = self.at.min(self.shown.len().saturating_sub(1));
    }

    /// The visible lanes.
    #[must_use]
    pub fn shown(&self) -> &[u32] {
        &self.shown
    }

    /// The number of hidden lanes.
    #[must_use]
    pub fn hidden_count(&self) -> usize {
        self.hidden.len()
    }

    /// Leaves out the lanes that the filter leaves empty; the cursor stays on its lane.
    pub fn leave_out(&mut self, is_silent: impl Fn(u32) -> bool) {
        let mut silent: Vec<u32> = self.order.iter().copied().filter(|lane| is_silent(*lane)).collect();
        silent.sort_unstable();
        let lane = self.chosen();
        self.silent = silent;
        self.refresh();
        self.at = lane.and_then(|lane| self.position(lane)).unwrap_or(self.at);
    }

    /// Whether the filter leaves out lanes.
    #[must_use]
    pub fn is_filtered(&self) -> bool {
        !self.silent.is_empty()
    }

    /// The picked lanes; two are shown alone.
    #[must_use]
    pub fn picked(&self) -> &[u32] {
        &self.picked
    }

    /// Picks the lane under the cursor, or gives it back; a third one begins anew with all lanes.
    pub fn pick(&mut self) {
        let lane = self.chosen();
        match lane {
            _ if self.picked.len() >= 2 => self.picked.clear(),
            Some(lane) if self.picked.contains(&lane) => self.picked.clear(),
            lane => self.picked.extend(lane),
        }
        self.refresh();
        self.at = lane.and_then(|lane| self.position(lane)).unwrap_or(self.at);
    }

    /// The number of lanes, including hidden ones.
    #[must_use]
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// Whether there are no lanes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// The lane under the cursor.
    #[must_use]
    pub fn chosen(&self) -> Option<u32> {
        self.shown.get(self.at).copied()
    }

    /// The index of a lane in `shown`.
    #[must_use]
    pub fn position(&self, lane: u32) -> Option<usize> {
        self.positions.get(lane as usize).filter(|at| **at != u32::MAX).map(|at| *at as usize)
    }

    /// Moves the cursor to a lane, unhiding it if need be. Returns whether the lane exists.
    pub fn choose(&mut self, lane: u32) -> bool {
        if self.picked.len() >= 2 && !self.picked.contains(&lane) {
            self.picked.clear();
            self.refresh();
        }
        if let Ok(hidden) = self.hidden.binary_search(&lane) {
            self.hidden.remove(hidden);
            self.refresh();
        }
        let position = self.position(lane);
        self.at = position.unwrap_or(self.at);
        position.is_some()
    }

    /// Hides the lane under the cursor and returns it.
    pub fn hide(&mut self) -> Option<u32> {
        let lane = self.chosen()?;
        self.hidden.insert(self.hidden.partition_point(|other| *other < lane), lane);
        self.is_arranged = true;
        self.refresh();
        Some(lane)
    }

    /// Unhides all lanes; the cursor stays on its lane. Returns how many were hidden.
    pub fn show_all(&mut self) -> usize {
        let (lane, count) = (self.chosen(), self.hidden_count());
        self.hidden.clear();
        self.picked.clear();
        self.refresh();
        if let Some(lane) = lane {
            self.choose(lane);
        }
        count
    }

    /// Moves the lane under the cursor by one position. Returns whether it moved.
    pub fn shift(&mut self, down: bool) -> bool {
        let to = if down { Some(self.at + 1) } else { self.at.checked_sub(1) };
        let Some((to, lane)) = to.and_then(|to| Some((to, *self.shown.get(to)?))) else { return false };
        let place = |lane| self.order.iter().position(|other| Some(*other) == lane);
        if let (Some(one), Some(other)) = (place(self.chosen()), place(Some(lane))) {
            // Hidden lanes in between keep their neighbours.
            let moved = self.order.remove(one);
            self.order.insert(other, moved);
        }
        self.is_arranged = true;
        self.refresh();
        self.at = to;
        true
    }

    /// Sets another order and moves the cursor to the top.
    pub fn reorder(&mut self, order: Vec<u32>) {
        self.order = order;
        self.is_arranged = true;
        self.refresh();
        (self.at, self.top) = (0, 0);
    }

    /// Carries the lanes over to another snapshot: `to` maps lane numbers, `order` lists all its lanes with events. New
    /// lanes go to the end.
    #[must_use]
    pub fn carried(&self, to: impl Fn(u32) -> Option<u32>, order: Vec<u32>) -> Self {
        let mut present = vec![false; order.iter().max().map_or(0, |lane| *lane as usize + 1)];
        order.iter().for_each(|lane| present[*lane as usize] = true);
        let mut kept = Vec::with_capacity(order.len());
        for lane in self.order.iter().filter_map(|lane| to(*lane)) {
            if present.get(lane as usize).copied().unwrap_or(false) {
                present[lane as usize] = false;
                kept.push(lane);
            }
        }
        kept.extend(order.into_iter().filter(|lane| present[*lane as usize]));
        let mut hidden: Vec<u32> = self.hidden.iter().filter_map(|lane| to(*lane)).collect();
        hidden.sort_unstable();
        hidden.dedup();
        let mut picked: Vec<u32> = self.picked.iter().filter_map(|lane| to(*lane)).collect();
        picked.retain(|lane| kept.contains(lane));
        let mut lineup = Self {
            order: kept,
            hidden,
            picked,
            at: self.at,
            top: self.top,
            is_arranged: self.is_arranged,
            ..Self::default()
        };
        lineup.refresh();
        if let Some(at) = self.chosen().and_then(to).and_then(|lane| lineup.position(lane)) {
            lineup.at = at;
        }
        lineup
    }

    /// All lanes in order, and the hidden ones.
    #[must_use]
    pub fn arrangement(&self) -> (&[u32], &[u32]) {
        (&self.order, &self.hidden)
    }

    /// The same lanes with some of them first and some hidden.
    #[must_use]
    pub fn arranged(&self, first: Vec<u32>, hidden: Vec<u32>) -> Self {
        Self { order: first, hidden, is_arranged: true, ..Self::default() }.carried(Some, self.order.clone())
    }

    /// Scrolls no more than needed to bring the cursor into view.
    pub fn scroll_into_view(&mut self, height: usize) {
        let height = height.max(1);
        let furthest = self.shown.len().saturating_sub(height);
        self.top = self.top.max((self.at + 1).saturating_sub(height)).min(self.at).min(furthest);
    }
}

/// The most lanes whose order is saved.
const MOST: usize = 500;

impl SavedLanes {
    /// What to save of the lanes; `None` if the user did not arrange them.
    #[must_use]
    pub fn of(facet: Facet, lineup: &Lineup, timeline: &Timeline) -> Option<Self> {
        if !lineup.is_arranged {
            return None;
        }
        let named =
            |lanes: &[u32]| lanes.iter().take(MOST).map(|lane| name(facet, *lane, timeline)).collect();
        let (order, hidden) = lineup.arrangement();
        Some(Self { of: facet.name().to_owned(), order: named(order), hidden: named(hidden) })
    }

    /// Applies a saved arrangement to lanes, as far as they exist.
    #[must_use]
    pub fn arrange(&self, facet: Facet, lineup: &Lineup, timeline: &Timeline) -> Lineup {
        let numbered =
            |names: &[String]| names.iter().filter_map(|name| number(facet, name, timeline)).collect();
        lineup.arranged(numbered(&self.order), numbered(&self.hidden))
    }
}

/// The name of a lane in a session: the id of its record, or the number of its kind.
fn name(facet: Facet, lane: u32, timeline: &Timeline) -> String {
    let id = facet.record(lane).and_then(|no| timeline.id_of(no));
    id.map_or_else(|| lane.to_string(), |id| timeline.ids().text(id).to_owned())
}

fn number(facet: Facet, name: &str, timeline: &Timeline) -> Option<u32> {
    match facet.table() {
        Some(table) => timeline.find_text(name).filter(|no: &RecordNo| no.table == table).map(|no| no.number),
        None => name.parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::Lineup;

    #[test]
    fn lanes_are_moved_hidden_and_shown_again() {
        let mut lineup = Lineup::new(vec![4, 2, 7]);
        assert_eq!(lineup.position(7), Some(2));
        assert!(!lineup.shift(false) && lineup.shift(true));
        assert_eq!((lineup.shown(), lineup.at), ([2, 4, 7].as_slice(), 1));
        assert_eq!(lineup.hide(), Some(4));
        assert_eq!((lineup.shown(), lineup.position(4)), ([2, 7].as_slice(), None));
        assert!(lineup.shift(false));
        assert_eq!(lineup.shown(), [7, 2]);
        assert_eq!(lineup.show_all(), 1);
        assert_eq!((lineup.len(), lineup.chosen()), (3, Some(7)));
        lineup.hide();
        assert!(lineup.choose(7), "a hidden lane that is asked for is shown");
    }

    #[test]
    fn lanes_stay_where_they_are_when_the_file_changes() {
        let mut lineup = Lineup::new(vec![4, 2, 7]);
        lineup.at = 1;
        lineup.hide();
        // Lane 4 becomes 0, 2 becomes 5, 7 is removed, and 6 is new.
        let to = |lane| match lane {
            4 => Some(0),
            2 => Some(5),
            _ => None,
        };
        let carried = lineup.carried(to, vec![6, 5, 0]);
        assert_eq!((carried.shown(), carried.hidden_count()), ([0, 6].as_slice(), 1));
        assert!(Lineup::default().carried(Some, Vec::new()).is_empty());
    }

    proptest::proptest! {
        #[test]
        fn the_cursor_is_always_in_view(
            count in 1_u32..400, moves in proptest::collection::vec(0_usize..400, 1..20), height in 1_usize..40
        ) {
            let mut lineup = Lineup::new((0..count).collect());
            for at in moves {
                lineup.at = at % count as usize;
                lineup.scroll_into_view(height);
                proptest::prop_assert!((lineup.top..lineup.top + height).contains(&lineup.at));
                proptest::prop_assert!(lineup.top + height <= (count as usize).max(height));
            }
        }
    }
}
