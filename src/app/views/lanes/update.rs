//! How the lanes view responds to keys, the mouse and reloads.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::ops::Range;
use std::sync::Arc;

use ratatui::layout::{Position, Rect};

use crate::describe::signs;
use crate::model::{Table, Timeline};

use crate::app::core::effect::Effect;
use crate::app::core::explanations::Explanations;
use crate::app::core::loaded::Loaded;
use crate::app::core::msg::{Arrange, Click, Motion};
use crate::app::core::session::SavedLanes;
use crate::app::core::subject::Subject;
use crate::app::shared::Shared;
use crate::app::time::axis::compact;
use crate::app::views::lanes::{self, Cluster, Facet, Kinds, LaneAxis, Lanes, Lineup, Places};
use crate::app::views::view_state::{Request, ViewState};

impl ViewState for Lanes {
    fn go(&mut self, shared: &mut Shared, motion: Motion) -> Request {
        self.move_cursor(shared, motion);
        Request::Nothing
    }

    fn go_sideways(&mut self, shared: &mut Shared, right: bool) {
        if self.cluster.is_some() {
            if right {
                shared.say("Enter opens it, Esc returns to the lanes.");
            } else {
                self.cluster = None;
            }
            return;
        }
        let Some(lane) = self.chosen_lane() else { return self.say_no_lanes(shared) };
        let rows = self.rows_of(shared, lane);
        let next = if right {
            rows.get(lanes::first_from(&rows, shared.row + 1))
        } else {
            lanes::first_from(&rows, shared.row).checked_sub(1).and_then(|before| rows.get(before))
        };
        match next.map(|row| *row as usize) {
            Some(row) => shared.choose_row(row),
            None => {
                let direction = if right { "later" } else { "earlier" };
                let name = self.facet.title(shared.timeline(), lane);
                shared.say(format!("There is no {direction} event in the lane of {name}."));
            }
        }
    }

    /// Opens the selected event, or expands its count. In a lane without the selected event, opens the lane's own
    /// record.
    fn open(&mut self, shared: &mut Shared) -> Request {
        let Some(lane) = self.chosen_lane().filter(|_| self.cluster.is_none()) else {
            return Request::Open(shared.event_in_row());
        };
        if lanes::has(&self.rows_of(shared, lane), shared.row) {
            match self.count_at(shared, lane, shared.row) {
                Some(places) => self.cluster = Some(Cluster { lane, places, top: 0 }),
                None => return Request::Open(shared.event_in_row()),
            }
        } else if let Some(no) = self.facet.record(lane) {
            return Request::Open(Subject::Record(no));
        } else {
            shared.say("The chosen event is not in this lane: h and l go to those that are.");
        }
        Request::Nothing
    }

    fn click(&mut self, shared: &mut Shared, click: Click, stage: Rect, at: Position) -> Request {
        match click {
            Click::Wheel { down } => {
                self.move_cursor(shared, Motion::Lines(if down { 1 } else { -1 }));
                shared.message = None;
            }
            Click::Press => self.press(shared, stage, at),
        }
        Request::Nothing
    }

    fn close(&mut self, _: &mut Shared) -> bool {
        self.cluster.take().is_some()
    }

    fn explain(&self, shared: &Shared, all: &mut Explanations) {
        let count = self.chosen_lane().and_then(|lane| self.count_at(shared, lane, shared.row));
        if let Some(count) = count.map(|places| places.len()) {
            let here = format!("{count} events share a place in the lane");
            all.add((signs::AXIS, "◆2"), &format!("◆{}", compact(count)), here);
        }
        for sign in ["◆", "●", "2", "├──┤", "╌╌", "▶", "~ ?", "╎", "╱", "‹3 ›3", "│ ┼", "·"]
        {
            all.add((signs::AXIS, sign), sign, "");
        }
    }

    fn refresh(&mut self, shared: &mut Shared) {
        if self.made_for != Some(shared.revision) {
            self.made_for = Some(shared.revision);
            self.follow(shared);
        }
        self.make_lineup(shared, self.facet);
        self.filter(shared);
        let height = Self::height(shared);
        if let Some(lineup) = self.lineup_mut() {
            lineup.scroll_into_view(height);
        }
        let Some(cluster) = &self.cluster else { return };
        let rows = self.rows_of(shared, cluster.lane);
        let position = lanes::first_from(&rows, shared.row);
        if !cluster.places.contains(&position) || !lanes::has(&rows, shared.row) {
            // A search or jump selected another event.
            self.cluster = None;
            return;
        }
        let at = position - cluster.places.start;
        let furthest = cluster.places.len().saturating_sub(height);
        let top = cluster.top.max((at + 1).saturating_sub(height)).min(at).min(furthest);
        if let Some(cluster) = &mut self.cluster {
            cluster.top = top;
        }
    }

    /// Lanes are matched by id. Lanes of a partially loaded file that the user did not arrange are rebuilt.
    fn carry(&mut self, shared: &mut Shared, old: &Loaded) -> Vec<Effect> {
        self.cluster = None;
        self.filtered_for = [None; 4];
        let new = shared.timeline();
        let with_parts = std::mem::take(&mut self.with_parts).into_keys();
        let with_parts = with_parts.filter_map(|lane| carried(Facet::Actors, lane, &old.timeline, new));
        self.with_parts =
            with_parts.filter_map(|lane| Some((lane, lanes::rows_with_parts(new, lane)?))).collect();
        let kinds = self.lineups[Facet::Kinds.index()].is_some();
        self.kinds = Arc::new(if kinds { Kinds::new(new) } else { Kinds::default() });
        for facet in Facet::ALL {
            let Some(lineup) = self.lineups[facet.index()].take() else { continue };
            if !old.is_beginning || lineup.is_arranged {
                let order = self.natural_order(shared, facet);
                let to = |lane| carried(facet, lane, &old.timeline, new);
                self.lineups[facet.index()] = Some(lineup.carried(to, order));
            }
        }
        Vec::new()
    }
}

impl Lanes {
    /// The rows of a lane's events that pass the filter, ascending. Everything that draws, counts or steps through a
    /// lane uses this.
    #[must_use]
    pub fn rows_of<'a>(&'a self, shared: &'a Shared, lane: u32) -> Cow<'a, [u32]> {
        let rows = self.unfiltered(shared.timeline(), lane);
        if shared.visible.is_all() {
            return rows.into();
        }
        rows.iter().copied().filter(|row| shared.shows(*row as usize)).collect()
    }

    /// The rows of a lane's events, with those of its parts if it includes them.
    fn unfiltered<'a>(&'a self, timeline: &'a Timeline, lane: u32) -> &'a [u32] {
        let with_parts = self.with_parts.get(&lane).filter(|_| self.facet == Facet::Actors);
        with_parts.map_or_else(|| self.facet.rows(timeline, &self.kinds, lane), Vec::as_slice)
    }

    /// The layout of the view.
    #[must_use]
    pub fn places(shared: &Shared, stage: Rect) -> Places {
        let timeline = shared.timeline();
        let has_undated = timeline.dated_count() < timeline.row_count();
        Places::new(stage, shared.layout().reader.is_none(), has_undated)
    }

    /// The window's axis for the view; `None` without dated events or without room.
    #[must_use]
    pub fn lane_axis(shared: &Shared, places: &Places) -> Option<LaneAxis> {
        let window = shared.window.filter(|_| places.axis.width > 0)?;
        Some(LaneAxis::new(shared.timeline(), shared.axis(window, places.axis.width)))
    }

    /// Leaves out the lanes without an event that the filter shows.
    fn filter(&mut self, shared: &Shared) {
        let index = self.facet.index();
        if self.filtered_for[index] == Some(shared.rows_revision) {
            return;
        }
        self.filtered_for[index] = Some(shared.rows_revision);
        let Some(mut lineup) = self.lineups[index].take() else { return };
        // The two lists are stepped through in turn, each by a search.
        lineup.leave_out(|lane| {
            let mut rest = self.unfiltered(shared.timeline(), lane);
            while let Some(row) = rest.first().map(|row| *row as usize) {
                match shared.visible.first_from(row) {
                    Some(shown) if shown == row => return false,
                    Some(shown) => rest = &rest[lanes::first_from(rest, shown)..],
                    None => return true,
                }
            }
            true
        });
        self.lineups[index] = Some(lineup);
    }

    /// Includes the parts of the actor under the cursor in its lane, or leaves them out again.
    fn toggle_parts(&mut self, shared: &mut Shared) {
        let Some(lane) = self.chosen_lane() else { return self.say_no_lanes(shared) };
        let name = self.facet.title(shared.timeline(), lane);
        self.filtered_for[self.facet.index()] = None;
        if self.facet != Facet::Actors {
            shared.say("Only actors have lanes with their parts.");
        } else if self.with_parts.remove(&lane).is_some() {
            shared.say(format!("The lane of {name} is its own again."));
        } else if let Some(rows) = lanes::rows_with_parts(shared.timeline(), lane) {
            self.with_parts.insert(lane, rows);
            shared.say(format!("The lane of {name} includes its parts."));
        } else {
            shared.say(format!("No part of {name} has events of its own."));
        }
    }

    /// Picks a lane, and shows two alone.
    fn pick(&mut self, shared: &mut Shared) {
        let facet = self.facet;
        let Some(lineup) = self.lineup_mut().filter(|lineup| lineup.chosen().is_some()) else {
            return self.say_no_lanes(shared);
        };
        lineup.pick();
        let (picked, all) = (lineup.picked(), facet.words().1);
        let key = shared.key_of("pick-lane");
        let words = match picked
            .iter()
            .map(|lane| facet.title(shared.timeline(), *lane))
            .collect::<Vec<_>>()
            .as_slice()
        {
            [] => format!("All {all} are shown again."),
            [one] => format!("{one} is picked: {key} on another lane shows both alone."),
            both => format!("{} alone: {key} shows all again.", both.join(" and ")),
        };
        shared.say(words);
    }

    fn move_cursor(&mut self, shared: &mut Shared, motion: Motion) {
        let page = Self::height(shared);
        if let Some(cluster) = &self.cluster {
            let rows = &self.rows_of(shared, cluster.lane)[cluster.places.clone()];
            let at = lanes::first_from(rows, shared.row);
            let to = motion.target(at, page, rows.len());
            let Some(row) = rows.get(to).map(|row| *row as usize) else { return };
            if to == at {
                let end = if to == 0 { "first" } else { "last" };
                shared.say(format!("This is the {end} of them."));
            }
            shared.choose_row(row);
            return;
        }
        let Some(lineup) = self.lineup_mut().filter(|lineup| !lineup.shown().is_empty()) else {
            return self.say_no_lanes(shared);
        };
        let to = motion.target(lineup.at, page, lineup.shown().len());
        if to == lineup.at {
            let end = if to == 0 { "first" } else { "last" };
            shared.say(format!("This is the {end} lane."));
        } else {
            lineup.at = to;
        }
    }

    /// The events of the count that includes a row in a lane; `None` if the row has a mark of its own, or none.
    fn count_at(&self, shared: &Shared, lane: u32, row: usize) -> Option<Range<usize>> {
        let places = shared.layout().stage.map(|stage| Self::places(shared, stage))?;
        let rows = self.rows_of(shared, lane);
        let position = lanes::first_from(&rows, row);
        let marks = Self::lane_axis(shared, &places)?.marks(&rows);
        marks.into_iter().map(|mark| mark.rows).find(|places| places.len() > 1 && places.contains(&position))
    }

    /// The lane under the cursor.
    fn chosen_lane(&self) -> Option<u32> {
        self.lineup().and_then(Lineup::chosen)
    }

    fn say_no_lanes(&self, shared: &mut Shared) {
        shared.say(match self.lineup() {
            Some(lineup) if lineup.is_filtered() => "The filter leaves no lane.",
            Some(lineup) if lineup.hidden_count() > 0 => "All lanes are hidden: D shows them again.",
            _ => "There are no lanes.",
        });
    }

    /// Rearranges the lanes.
    pub(crate) fn arrange(&mut self, shared: &mut Shared, arrange: Arrange) {
        self.cluster = None;
        match arrange {
            Arrange::Parts => self.toggle_parts(shared),
            Arrange::Pick => self.pick(shared),
            Arrange::Facet(forward) => self.facet = self.facet.next(forward),
            Arrange::Gather => {
                let order = self.natural_order(shared, self.facet);
                if let Some(lineup) = self.lineup_mut() {
                    lineup.reorder(order);
                }
                shared.say("The lanes of the chosen event come first, then those with most events here.");
            }
            Arrange::Hide => match self.lineup_mut().and_then(Lineup::hide) {
                Some(lane) => {
                    let name = self.facet.title(shared.timeline(), lane);
                    shared.say(format!("The lane of {name} is hidden: D shows all again."));
                }
                None => self.say_no_lanes(shared),
            },
            Arrange::ShowAll => {
                let Some(lineup) = self.lineup_mut() else { return };
                shared.say(match lineup.show_all() {
                    0 => "No lane is hidden.".to_owned(),
                    1 => "1 lane is shown again.".to_owned(),
                    count => format!("{count} lanes are shown again."),
                });
            }
            Arrange::Shift(down) => {
                if self.lineup_mut().is_some_and(|lineup| !lineup.shift(down)) {
                    let end = if down { "last" } else { "first" };
                    shared.say(format!("This is the {end} lane."));
                }
            }
        }
    }

    /// The default order of the lanes with events: those of the selected event, then by events in the window, then by
    /// all events. It costs one search per lane, when lanes are first shown or regrouped.
    fn natural_order(&self, shared: &Shared, facet: Facet) -> Vec<u32> {
        let (timeline, kinds) = (shared.timeline(), &self.kinds);
        let own =
            shared.chosen_event().map(|event| lanes::lanes_of(facet, timeline, event)).unwrap_or_default();
        let window = shared.window.map_or(0..0, |window| {
            timeline.first_row_from(window.from)..timeline.first_row_from(window.until)
        });
        let count = u32::try_from(facet.count(timeline)).unwrap_or(u32::MAX);
        let mut keyed: Vec<_> = (0..count)
            .filter_map(|lane| {
                let rows = facet.rows(timeline, kinds, lane);
                let here = lanes::first_from(rows, window.end) - lanes::first_from(rows, window.start);
                let place = own.iter().position(|(other, _)| *other == lane).unwrap_or(usize::MAX);
                (!rows.is_empty()).then_some((place, Reverse(here), Reverse(rows.len()), lane))
            })
            .collect();
        keyed.sort_unstable();
        keyed.into_iter().map(|(.., lane)| lane).collect()
    }

    /// The number of visible lanes, or events of an expanded count.
    fn height(shared: &Shared) -> usize {
        let stage = shared.layout().stage;
        stage.map_or(1, |stage| usize::from(Self::places(shared, stage).lanes.height.max(1)))
    }

    /// Moves the cursor to the lane of the actor, concern or place whose page is open.
    fn follow(&mut self, shared: &Shared) {
        let Subject::Record(no) = shared.subject else { return };
        let Some(facet) = Facet::of(no.table).filter(|_| no.table != Table::Event) else { return };
        self.make_lineup(shared, facet);
        let has_lane = self.lineups[facet.index()].as_mut().is_some_and(|lineup| lineup.choose(no.number));
        if has_lane {
            self.facet = facet;
            self.cluster = None;
        }
    }

    fn make_lineup(&mut self, shared: &Shared, facet: Facet) {
        if self.lineups[facet.index()].is_some() {
            return;
        }
        if facet == Facet::Kinds {
            self.kinds = Arc::new(Kinds::new(shared.timeline()));
        }
        let mut lineup = Lineup::new(self.natural_order(shared, facet));
        let kept = self.kept.iter().find(|kept| kept.of == facet.name());
        if let Some(kept) = kept.filter(|_| !shared.shown.is_beginning) {
            lineup = kept.arrange(facet, &lineup, shared.timeline());
        }
        self.lineups[facet.index()] = Some(lineup);
    }

    /// The arrangement to save in the session.
    pub(crate) fn arrangement(&self, timeline: &Timeline) -> Vec<SavedLanes> {
        let kept = |facet: Facet| match &self.lineups[facet.index()] {
            Some(lineup) => SavedLanes::of(facet, lineup, timeline),
            None => self.kept.iter().find(|kept| kept.of == facet.name()).cloned(),
        };
        Facet::ALL.into_iter().filter_map(kept).collect()
    }

    fn press(&mut self, shared: &mut Shared, stage: Rect, at: Position) {
        let places = Self::places(shared, stage);
        let Some(line) = at.y.checked_sub(places.lanes.y).filter(|line| *line < places.lanes.height) else {
            return;
        };
        let line = usize::from(line);
        if let Some(cluster) = &self.cluster {
            let rows = self.rows_of(shared, cluster.lane);
            let row = rows[cluster.places.clone()].get(cluster.top + line).copied();
            drop(rows);
            row.into_iter().for_each(|row| shared.choose_row(row as usize));
            return;
        }
        let Some(lineup) = self.lineup_mut() else { return };
        let Some(lane) = lineup.shown().get(lineup.top + line).copied() else { return };
        lineup.at = lineup.top + line;
        if at.x < places.axis.x || at.x >= places.axis.right() {
            return;
        }
        let Some(lane_axis) = Self::lane_axis(shared, &places) else { return };
        let rows = self.rows_of(shared, lane);
        let column = at.x - places.axis.x;
        let marks = lane_axis.marks(&rows);
        let Some(mark) = marks.iter().min_by_key(|mark| mark.column.abs_diff(column)) else { return };
        // In a count, repeated clicks step through its events.
        let next = lanes::first_from(&rows, shared.row + 1);
        let in_count = next > mark.rows.start && mark.rows.contains(&next);
        let row = rows.get(if in_count { next } else { mark.rows.start }).map(|row| *row as usize);
        drop(rows);
        row.into_iter().for_each(|row| shared.choose_row(row));
    }
}

/// The number of a lane in another snapshot.
fn carried(facet: Facet, lane: u32, from: &Timeline, to: &Timeline) -> Option<u32> {
    let Some(no) = facet.record(lane) else { return Some(lane) };
    match Subject::Record(no).carried(from, to)? {
        Subject::Record(same) if same.table == no.table => Some(same.number),
        _ => None,
    }
}
