//! Going through the map's list and over the map: by keys, by the mouse, and after the selection.
//!
//! The list and the map follow the selection: its places are highlighted, and the map fits itself to them. Choosing a
//! place reads it and leaves the selection as it is; going sideways walks the events in time.

use std::sync::Arc;

use ratatui::layout::{Position, Rect};

use crate::model::{self, RecordNo, Table};

use crate::app::core::msg::{Click, Motion};
use crate::app::core::subject::Subject;
use crate::app::state::App;
use crate::app::update::moved;
use crate::app::views::map::camera;
use crate::app::views::map::chart::{Chart, DOTS};
use crate::app::views::map::gazetteer::{self, Entry, Gazetteer, Line};
use crate::app::views::map::layout::parts;
use crate::app::views::map::related;
use crate::app::views::map::state::MapState;

/// Lines of a turn of the wheel.
const WHEEL: i32 = 3;
/// How far from a pin, in dots, a press still means it.
const NEAR: f64 = 8.0;

impl App {
    /// The map's state.
    #[must_use]
    pub fn map(&self) -> &MapState {
        &self.map
    }

    /// The place that was chosen in the map's list, or else what is selected everywhere.
    pub(crate) fn reading_on_map(&self) -> Subject {
        self.map.picked.map_or(self.subject, Subject::Record)
    }

    /// The place under the map's cursor.
    #[must_use]
    pub fn place_on_map(&self) -> Option<RecordNo> {
        match self.map.gazetteer.entry(self.map.at) {
            Some(Entry::Place(place)) => Some(place),
            _ => None,
        }
    }

    /// Which rows the map counts and lists: those that the filter lets through.
    fn shows_on_map(&self, row: usize) -> bool {
        self.shows(row)
    }

    pub(crate) fn go_on_map(&mut self, motion: Motion) {
        let page = usize::from(self.map_list_height());
        let count = self.map.gazetteer.len();
        let to = moved(self.map.at, motion, page, count);
        if to == self.map.at {
            let words = match (count, to) {
                (0, _) => "There are no places and no events yet.",
                (_, 0) => "This is the first of the list.",
                (_, to) if to + 1 == count => "This is the last of the list.",
                _ => "",
            };
            self.message = Some(words.to_owned()).filter(|words| !words.is_empty());
        }
        self.choose_on_map(to);
    }

    /// Chooses an entry of the list: a place is read and shown, an event is selected everywhere.
    fn choose_on_map(&mut self, at: usize) {
        match self.map.gazetteer.entry(at) {
            Some(Entry::Place(place)) => {
                self.map.at = at;
                self.map.picked = Some(place);
                self.map.is_all = false;
                self.show_on_map();
            }
            Some(Entry::Event(row)) => self.choose_event_on_map(row),
            None => {}
        }
    }

    /// Selects an event everywhere; the map follows even if it is the one that was selected.
    fn choose_event_on_map(&mut self, row: usize) {
        self.map.followed = None;
        self.map.picked = None;
        self.choose_row(row);
    }

    /// The event after the selected one, or before it.
    pub(crate) fn sideways_on_map(&mut self, right: bool) {
        let count = self.timeline().row_count();
        // From what is no event, the first step is to the event that was selected last.
        let is_event = self.subject == self.event_in_row() && self.map.picked.is_none();
        let row = match (is_event, right) {
            (false, _) => Some(self.row),
            (true, true) => self.row.checked_add(1).filter(|row| *row < count),
            (true, false) => self.row.checked_sub(1),
        };
        match row.filter(|_| count > 0) {
            Some(row) => self.choose_event_on_map(row),
            None if count == 0 => self.message = Some("There are no events yet.".to_owned()),
            None => {
                let end = if right { "last" } else { "first" };
                self.message = Some(format!("This is the {end} event."));
            }
        }
    }

    pub(crate) fn point_on_map(&mut self, click: Click, stage: Rect, at: Position) {
        let parts = parts(stage);
        let map = parts.map.filter(|map| map.contains(at));
        match (click, map, self.map.chart) {
            (Click::Wheel { down }, Some(map), Some(chart)) => {
                self.map.is_by_hand = true;
                let times = if down { 1.0 / camera::ZOOM } else { camera::ZOOM };
                self.map.chart = Some(chart.zoomed(times, dot_under(map, at)));
            }
            (Click::Press, Some(map), Some(chart)) => {
                if let Some(near) = self.pin_near(&chart, dot_under(map, at)) {
                    self.choose_on_map(near);
                }
            }
            (Click::Wheel { down }, ..) => {
                self.go_on_map(Motion::Lines(if down { WHEEL } else { -WHEEL }));
                self.message = None;
            }
            (Click::Press, ..) => {
                let line = at.y.checked_sub(parts.list.y + 1).filter(|_| parts.list.contains(at));
                let lines = self.map.gazetteer.visible(self.map.top, self.map_list_height().into());
                if let Some(Line::Entry(at, _)) = line.and_then(|line| lines.get(usize::from(line))) {
                    self.choose_on_map(*at);
                }
            }
        }
    }

    /// The position of the place whose pin is nearest to a dot.
    fn pin_near(&self, chart: &Chart, dot: (f64, f64)) -> Option<usize> {
        let pins = self.map.gazetteer.placed().enumerate().flat_map(|(at, no)| {
            let points = self.points_of(no).into_iter();
            points.map(move |point| (chart.dot(point), at))
        });
        let far = pins.map(|((x, y), at)| ((x - dot.0).hypot(y - dot.1), at));
        far.filter(|(far, _)| *far <= NEAR).min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, at)| at)
    }

    /// The points of a place: one, those of its line, or none.
    pub(crate) fn points_of(&self, place: RecordNo) -> Vec<model::Position> {
        let is_place = place.table == Table::Place;
        let place = is_place.then(|| self.timeline().records().places.get(place.index())).flatten();
        place.map(gazetteer::points).unwrap_or_default()
    }

    /// The lines of the list, without its heading.
    fn map_list_height(&self) -> u16 {
        let stage = self.layout().stage.unwrap_or_default();
        parts(stage).list.height.saturating_sub(1).max(1)
    }

    pub(crate) fn settle_map(&mut self) {
        if !self.map.is_listed {
            let gazetteer = Gazetteer::new(self.timeline(), |row| self.shows_on_map(row));
            self.map.gazetteer = Arc::new(gazetteer);
            self.map.is_listed = true;
        }
        if self.map.followed != Some(self.subject) {
            let is_reloaded = self.map.picked.is_some() && self.map.followed.is_none();
            self.map.followed = Some(self.subject);
            let places = related::places(self.timeline(), self.subject);
            self.map.bind(places);
            if !is_reloaded {
                self.map.picked = None;
                self.map.is_all = false;
            }
            self.map.at = self.place_of_cursor().unwrap_or(self.map.at);
            self.show_on_map();
        }
        self.map.at = self.map.at.min(self.map.gazetteer.len().saturating_sub(1));
        self.resize_map();
        let height = usize::from(self.map_list_height());
        let line = self.map.gazetteer.line_of(self.map.at);
        let furthest = self.map.gazetteer.line_count().saturating_sub(height);
        let context = if height >= 8 { 2 } else { 0 };
        let top = self.map.top.min(line.saturating_sub(context));
        self.map.top = top.max((line + 1 + context).saturating_sub(height)).min(furthest);
    }

    /// Where the cursor belongs: on the place that was chosen, the first place of the selection that is on the map, else
    /// any of its places, else the event itself among those without a place.
    fn place_of_cursor(&self) -> Option<usize> {
        let gazetteer = &self.map.gazetteer;
        if let Some(picked) = self.map.picked {
            return gazetteer.position_of(picked);
        }
        let places = || self.map.bound.iter().filter_map(|place| gazetteer.position_of(*place));
        let on_map = places().find(|at| gazetteer.number(*at).is_some());
        on_map.or_else(|| places().next()).or_else(|| gazetteer.position_of_row(self.row))
    }
}

/// The dot in the middle of a cell of the map.
fn dot_under(map: Rect, at: Position) -> (f64, f64) {
    let dot = |at: u16, dots: u16| (f64::from(at) + 0.5) * f64::from(dots);
    (dot(at.x - map.x, DOTS.0), dot(at.y - map.y, DOTS.1))
}
