//! What keys, the mouse and a changed file mean in the view of lanes.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::ops::Range;
use std::sync::Arc;

use ratatui::layout::{Position, Rect};

use crate::model::{Event, Table, Timeline};

use crate::app::core::loaded::Loaded;
use crate::app::core::msg::{Arrange, Click, Motion, View};
use crate::app::core::subject::Subject;
use crate::app::state::App;
use crate::app::update::moved;
use crate::app::views::browse::axis::Axis;
use crate::app::views::lanes::{self, Crowd, Facet, KeptLanes, Kinds, Lanes, Lineup, Places, Stretch};

impl App {
    /// What the view of lanes keeps.
    #[must_use]
    pub fn lanes(&self) -> &Lanes {
        &self.lanes
    }

    /// The rows of a lane's events, ascending: those that the filter lets through. Everything that shows, counts or walks a
    /// lane asks here.
    #[must_use]
    pub fn rows_of_lane(&self, lane: u32) -> Cow<'_, [u32]> {
        let rows = self.lanes.facet.rows(self.timeline(), &self.lanes.kinds, lane);
        if self.visible_rows().is_all() {
            return rows.into();
        }
        rows.iter().copied().filter(|row| self.shows(*row as usize)).collect()
    }

    /// The chosen event.
    #[must_use]
    pub fn chosen_event(&self) -> Option<&Event> {
        self.timeline().event_at(self.row).map(|(_, event)| event)
    }

    /// Where the parts of the view stand in its area.
    #[must_use]
    pub fn places_of_lanes(&self, stage: Rect) -> Places {
        let timeline = self.timeline();
        let has_undated = timeline.dated_count() < timeline.row_count();
        Places::new(stage, self.layout().reader.is_none(), has_undated)
    }

    /// The window's time over the columns of the view; nothing without dated events or without room.
    #[must_use]
    pub fn stretch_of_lanes(&self, places: &Places) -> Option<Stretch> {
        let window = self.window.filter(|_| places.axis.width > 0)?;
        Some(Stretch::new(self.timeline(), Axis::of(window, places.axis.width)))
    }

    pub(crate) fn reading_in_lanes(&self) -> Subject {
        self.subject
    }

    pub(crate) fn go_in_lanes(&mut self, motion: Motion) {
        if let Some(crowd) = &self.lanes.crowd {
            let rows = &self.rows_of_lane(crowd.lane)[crowd.places.clone()];
            let at = lanes::first_from(rows, self.row);
            let to = moved(at, motion, self.lines_of_lanes(), rows.len());
            let Some(row) = rows.get(to).map(|row| *row as usize) else { return };
            if to == at {
                let end = if to == 0 { "first" } else { "last" };
                self.message = Some(format!("This is the {end} of them."));
            }
            self.choose_row(row);
            return;
        }
        let page = self.lines_of_lanes();
        let Some(lineup) = self.lanes.lineup_mut().filter(|lineup| !lineup.shown().is_empty()) else {
            return self.say_no_lanes();
        };
        let to = moved(lineup.at, motion, page, lineup.shown().len());
        if to == lineup.at {
            let end = if to == 0 { "first" } else { "last" };
            self.message = Some(format!("This is the {end} lane."));
        } else {
            lineup.at = to;
        }
    }

    pub(crate) fn sideways_in_lanes(&mut self, right: bool) {
        if self.lanes.crowd.is_some() {
            if right {
                self.message = Some("Enter reads it, Esc leads back to the lanes.".to_owned());
            } else {
                self.lanes.crowd = None;
            }
            return;
        }
        let Some(lane) = self.chosen_lane() else { return self.say_no_lanes() };
        let rows = self.rows_of_lane(lane);
        let next = if right {
            rows.get(lanes::first_from(&rows, self.row + 1))
        } else {
            lanes::first_from(&rows, self.row).checked_sub(1).and_then(|before| rows.get(before))
        };
        match next.map(|row| *row as usize) {
            Some(row) => self.choose_row(row),
            None => {
                let way = if right { "later" } else { "earlier" };
                let name = self.lanes.facet.title(self.timeline(), lane);
                self.message = Some(format!("There is no {way} event in the lane of {name}."));
            }
        }
    }

    /// Enter: the chosen event is read, or what a count holds is listed. In a lane that the chosen event is not in, the
    /// lane's own record is read.
    pub(crate) fn open_in_lanes(&mut self) {
        let Some(lane) = self.chosen_lane().filter(|_| self.lanes.crowd.is_none()) else {
            return self.open(self.event_in_row());
        };
        let rows = self.rows_of_lane(lane);
        if lanes::has(&rows, self.row) {
            match self.count_at(lane, self.row) {
                Some(places) => self.lanes.crowd = Some(Crowd { lane, places, top: 0 }),
                None => self.open(self.event_in_row()),
            }
        } else if let Some(no) = self.lanes.facet.record(lane) {
            self.open(Subject::Record(no));
        } else {
            self.message =
                Some("The chosen event is not in this lane: h and l go to those that are.".to_owned());
        }
    }

    /// The events of the count in which a lane shows a row; nothing where it shows it by itself, or not at all.
    fn count_at(&self, lane: u32, row: usize) -> Option<Range<usize>> {
        let places = self.layout().stage.map(|stage| self.places_of_lanes(stage))?;
        let rows = self.rows_of_lane(lane);
        let position = lanes::first_from(&rows, row);
        let marks = self.stretch_of_lanes(&places)?.marks(&rows);
        marks.into_iter().map(|mark| mark.rows).find(|places| places.len() > 1 && places.contains(&position))
    }

    /// Esc: an opened count is closed. Whether one was.
    pub(crate) fn close_in_lanes(&mut self) -> bool {
        self.lanes.crowd.take().is_some()
    }

    /// The lane under the cursor.
    fn chosen_lane(&self) -> Option<u32> {
        self.lanes.lineup().and_then(Lineup::chosen)
    }

    fn say_no_lanes(&mut self) {
        let hidden = self.lanes.lineup().is_some_and(|lineup| lineup.hidden_count() > 0);
        let words = if hidden { "All lanes are hidden: D shows them again." } else { "There are no lanes." };
        self.message = Some(words.to_owned());
    }

    /// The lanes are arranged by key.
    pub(crate) fn arrange(&mut self, arrange: Arrange) {
        if self.view != View::Lanes {
            // Run by name from elsewhere: nobody sees yet what it would do.
            self.show(View::Lanes);
            self.message = Some("Here are the lanes: do it again.".to_owned());
            return;
        }
        self.lanes.crowd = None;
        if let Arrange::Facet(forward) = arrange {
            self.lanes.facet = self.lanes.facet.next(forward);
            return;
        }
        if arrange == Arrange::Gather {
            let order = self.order_of_lanes(self.lanes.facet);
            if let Some(lineup) = self.lanes.lineup_mut() {
                lineup.reorder(order);
            }
            self.message = Some(
                "The lanes of the chosen event come first, then those with most events here.".to_owned(),
            );
            return;
        }
        let Some(lineup) = self.lanes.lineup_mut() else { return };
        let said = match arrange {
            Arrange::Hide => lineup.hide(),
            Arrange::ShowAll => {
                let count = lineup.show_all();
                let words = match count {
                    0 => "No lane is hidden.".to_owned(),
                    1 => "1 lane is shown again.".to_owned(),
                    _ => format!("{count} lanes are shown again."),
                };
                self.message = Some(words);
                return;
            }
            Arrange::Shift(down) => {
                if !lineup.shift(down) {
                    let end = if down { "last" } else { "first" };
                    self.message = Some(format!("This is the {end} lane."));
                }
                return;
            }
            Arrange::Facet(_) | Arrange::Gather => None,
        };
        match said {
            Some(lane) => {
                let name = self.lanes.facet.title(self.timeline(), lane);
                self.message = Some(format!("The lane of {name} is hidden: D shows all again."));
            }
            None => self.say_no_lanes(),
        }
    }

    /// The lanes with events as they stand by themselves: those of the chosen event, then those with most events in the
    /// window, then those with most events at all. One search a lane, when lanes are first shown or gathered.
    fn order_of_lanes(&self, facet: Facet) -> Vec<u32> {
        let timeline = self.timeline();
        let kinds = &self.lanes.kinds;
        let own =
            self.chosen_event().map(|event| lanes::lanes_of(facet, timeline, event)).unwrap_or_default();
        let window = self.window.map_or(0..0, |window| {
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

    /// How many lanes, or events of an opened count, are in view.
    fn lines_of_lanes(&self) -> usize {
        let stage = self.layout().stage;
        stage.map_or(1, |stage| usize::from(self.places_of_lanes(stage).lanes.height.max(1)))
    }

    pub(crate) fn settle_lanes(&mut self) {
        if !std::mem::replace(&mut self.lanes.follows, true) {
            self.turn_lanes_to(self.subject);
        }
        self.make_lineup(self.lanes.facet);
        let height = self.lines_of_lanes();
        if let Some(lineup) = self.lanes.lineup_mut() {
            lineup.scroll_into_view(height);
        }
        let Some(crowd) = &self.lanes.crowd else { return };
        let rows = self.rows_of_lane(crowd.lane);
        let position = lanes::first_from(&rows, self.row);
        if !crowd.places.contains(&position) || !lanes::has(&rows, self.row) {
            // Another event was chosen by a find or a jump.
            self.lanes.crowd = None;
            return;
        }
        let at = position - crowd.places.start;
        let furthest = crowd.places.len().saturating_sub(height);
        let top = crowd.top.max((at + 1).saturating_sub(height)).min(at).min(furthest);
        if let Some(crowd) = &mut self.lanes.crowd {
            crowd.top = top;
        }
    }

    /// The page of an actor, a concern or a place puts the cursor on its lane.
    fn turn_lanes_to(&mut self, subject: Subject) {
        let Subject::Record(no) = subject else { return };
        let Some(facet) = Facet::of(no.table).filter(|_| no.table != Table::Event) else { return };
        self.make_lineup(facet);
        let has_lane =
            self.lanes.lineups[facet.index()].as_mut().is_some_and(|lineup| lineup.choose(no.number));
        if has_lane {
            self.lanes.facet = facet;
            self.lanes.crowd = None;
        }
    }

    fn make_lineup(&mut self, facet: Facet) {
        if self.lanes.lineups[facet.index()].is_some() {
            return;
        }
        if facet == Facet::Kinds {
            self.lanes.kinds = Arc::new(Kinds::new(self.timeline()));
        }
        let mut lineup = Lineup::new(self.order_of_lanes(facet));
        let kept = self.lanes.kept.iter().find(|kept| kept.of == facet.name());
        if let Some(kept) = kept.filter(|_| !self.shown.is_beginning) {
            lineup = kept.arrange(facet, &lineup, self.timeline());
        }
        self.lanes.lineups[facet.index()] = Some(lineup);
    }

    /// How the lanes are arranged, for the next time.
    pub(crate) fn kept_lanes(&self) -> Vec<KeptLanes> {
        let kept = |facet: Facet| match &self.lanes.lineups[facet.index()] {
            Some(lineup) => KeptLanes::of(facet, lineup, self.timeline()),
            None => self.lanes.kept.iter().find(|kept| kept.of == facet.name()).cloned(),
        };
        Facet::ALL.into_iter().filter_map(kept).collect()
    }

    /// The same lanes in the timeline that is shown now, found by their ids. Lanes of the mere beginning of a file, which
    /// nobody arranged, are made anew.
    pub(crate) fn carry_lanes(&mut self, old: &Loaded) {
        self.lanes.crowd = None;
        let new = Arc::clone(&self.shown.timeline);
        let kinds = self.lanes.lineups[Facet::Kinds.index()].is_some();
        self.lanes.kinds = Arc::new(if kinds { Kinds::new(&new) } else { Kinds::default() });
        for facet in Facet::ALL {
            let Some(lineup) = self.lanes.lineups[facet.index()].take() else { continue };
            if !old.is_beginning || lineup.is_arranged {
                let order = self.order_of_lanes(facet);
                let to = |lane| carried(facet, lane, &old.timeline, &new);
                self.lanes.lineups[facet.index()] = Some(lineup.carried(to, order));
            }
        }
    }

    pub(crate) fn point_in_lanes(&mut self, click: Click, stage: Rect, at: Position) {
        if let Click::Wheel { down } = click {
            self.go_in_lanes(Motion::Lines(if down { 1 } else { -1 }));
            self.message = None;
            return;
        }
        let places = self.places_of_lanes(stage);
        let Some(line) = at.y.checked_sub(places.lanes.y).filter(|line| *line < places.lanes.height) else {
            return;
        };
        let line = usize::from(line);
        if let Some(crowd) = &self.lanes.crowd {
            let row = self.rows_of_lane(crowd.lane)[crowd.places.clone()].get(crowd.top + line).copied();
            row.into_iter().for_each(|row| self.choose_row(row as usize));
            return;
        }
        let Some(lineup) = self.lanes.lineup_mut() else { return };
        let Some(lane) = lineup.shown().get(lineup.top + line).copied() else { return };
        lineup.at = lineup.top + line;
        if at.x < places.axis.x || at.x >= places.axis.right() {
            return;
        }
        let Some(stretch) = self.stretch_of_lanes(&places) else { return };
        let rows = self.rows_of_lane(lane);
        let column = at.x - places.axis.x;
        let marks = stretch.marks(&rows);
        let Some(mark) = marks.iter().min_by_key(|mark| mark.column.abs_diff(column)) else { return };
        // In a count, the next one after the chosen one.
        let next = lanes::first_from(&rows, self.row + 1);
        let in_count = next > mark.rows.start && mark.rows.contains(&next);
        let place = if in_count { next } else { mark.rows.start };
        rows.get(place).map(|row| *row as usize).into_iter().for_each(|row| self.choose_row(row));
    }
}

/// What a lane is in another snapshot.
fn carried(facet: Facet, lane: u32, from: &Timeline, to: &Timeline) -> Option<u32> {
    let Some(no) = facet.record(lane) else { return Some(lane) };
    match Subject::Record(no).carried(from, to)? {
        Subject::Record(same) if same.table == no.table => Some(same.number),
        _ => None,
    }
}
