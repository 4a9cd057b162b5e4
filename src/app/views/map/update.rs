//! How the map view responds to keys, the mouse and the selection.
//!
//! The list and the map follow the selection: its places are highlighted, and the map fits itself to them. Picking a
//! place opens it without changing the selection; moving sideways steps through the events in time.

use std::sync::Arc;

use ratatui::layout::{Position, Rect};

use crate::app::core::effect::Effect;
use crate::app::core::explanations::Explanations;
use crate::app::core::loaded::Loaded;
use crate::app::core::msg::{Click, Motion};
use crate::app::core::subject::Subject;
use crate::app::shared::Shared;
use crate::app::views::map::chart::{Chart, DOTS};
use crate::app::views::map::gazetteer::{Entry, Gazetteer, Line, is_approximate, points_of};
use crate::app::views::map::layout::parts;
use crate::app::views::map::state::{MapState, ZOOM};
use crate::app::views::view_state::{Request, ViewState};
use crate::describe::{signs, wording};
use crate::model::{RecordNo, Table, Timeline};

/// Lines per turn of the wheel.
const WHEEL: i32 = 3;
/// How close to a pin a click must be, in dots.
const NEAR: f64 = 8.0;

impl ViewState for MapState {
    /// The place picked in the list, or else the selection.
    fn reading(&self, shared: &Shared) -> Subject {
        self.picked.map_or(shared.subject, Subject::Record)
    }

    fn explain(&self, shared: &Shared, all: &mut Explanations) {
        let timeline = shared.timeline();
        let Subject::Record(no) = shared.reading else { return all.add_topic(signs::MAP) };
        if let Some(row) = timeline.row_of(no) {
            shared.explain_crowd(row, all);
        }
        let place = timeline.records().places.get(no.index()).filter(|_| no.table == Table::Place);
        if let Some(place) = place {
            let here = wording::counted(self.gazetteer.count(no) as usize, "event");
            all.add((signs::MAP, "∙ • ●"), "∙ • ●", here);
            if is_approximate(place) {
                all.add((signs::MAP, "~"), "~", timeline.title(place.record.id));
            }
        }
        all.add_topic(signs::MAP);
    }

    fn go(&mut self, shared: &mut Shared, motion: Motion) -> Request {
        self.move_cursor(shared, motion);
        Request::Nothing
    }

    /// Selects the next event, or the previous one.
    fn go_sideways(&mut self, shared: &mut Shared, right: bool) {
        let count = shared.timeline().row_count();
        // If no event is open, the first step returns to the last selected event.
        let is_event = shared.subject == shared.event_in_row() && self.picked.is_none();
        let row = match (is_event, right) {
            (false, _) => Some(shared.row),
            (true, true) => shared.row.checked_add(1).filter(|row| *row < count),
            (true, false) => shared.row.checked_sub(1),
        };
        match row.filter(|_| count > 0) {
            Some(row) => self.choose_event(shared, row),
            None if count == 0 => shared.say("There are no events yet."),
            None => {
                let end = if right { "last" } else { "first" };
                shared.say(format!("This is the {end} event."));
            }
        }
    }

    /// Opens what is read, or lists what is not on the map.
    fn open(&mut self, shared: &mut Shared) -> Request {
        match self.gazetteer.entry(self.at) {
            Some(Entry::Elsewhere) => {
                self.toggle_elsewhere();
                Request::Nothing
            }
            _ => Request::Open(shared.reading),
        }
    }

    fn click(&mut self, shared: &mut Shared, click: Click, stage: Rect, at: Position) -> Request {
        let parts = parts(stage);
        let map = parts.map.filter(|map| map.contains(at));
        match (click, map, self.chart) {
            (Click::Wheel { down }, Some(map), Some(chart)) => {
                self.is_by_hand = true;
                let times = if down { 1.0 / ZOOM } else { ZOOM };
                self.chart = Some(chart.zoomed(times, dot_under(map, at)));
            }
            (Click::Press, Some(map), Some(chart)) => {
                if let Some(near) = self.pin_near(shared.timeline(), &chart, dot_under(map, at)) {
                    self.choose(shared, near);
                }
            }
            (Click::Wheel { down }, ..) => {
                self.move_cursor(shared, Motion::Lines(if down { WHEEL } else { -WHEEL }));
                shared.message = None;
            }
            (Click::Press, ..) => {
                let line = at.y.checked_sub(parts.list.y + 1).filter(|_| parts.list.contains(at));
                let lines = self.gazetteer.visible(self.top, list_height(shared).into());
                match line.and_then(|line| lines.get(usize::from(line))) {
                    Some(Line::Entry(at, Entry::Elsewhere)) if *at == self.at => self.toggle_elsewhere(),
                    Some(Line::Entry(at, _)) => self.choose(shared, *at),
                    _ => {}
                }
            }
        }
        Request::Nothing
    }

    fn refresh(&mut self, shared: &mut Shared) {
        // A map that was restored, or moved by hand before a reload, stays where it is.
        let stays = self.is_by_hand && self.listed_for.is_none();
        if self.listed_for != Some(shared.rows_revision) {
            // The filter changed: move to the selection again.
            if self.listed_for.is_some() {
                self.followed = None;
            }
            let is_open = self.gazetteer.is_open;
            let mut listed = Gazetteer::new(shared.timeline(), |row| shared.shows(row));
            listed.is_open = is_open;
            self.gazetteer = Arc::new(listed);
            self.listed_for = Some(shared.rows_revision);
        }
        if self.followed != Some(shared.subject) {
            let is_reloaded = self.picked.is_some() && self.followed.is_none();
            self.followed = Some(shared.subject);
            self.mark_related(related_places(shared.timeline(), shared.subject));
            if !is_reloaded {
                self.picked = None;
                self.is_all = false;
            }
            self.at = self.place_of_cursor(shared.row).unwrap_or(self.at);
            if !stays {
                self.show_selection(shared.timeline());
            }
        }
        self.at = self.at.min(self.gazetteer.len().saturating_sub(1));
        self.resize(shared);
        let height = usize::from(list_height(shared));
        let line = self.gazetteer.line_of(self.at);
        let furthest = self.gazetteer.line_count().saturating_sub(height);
        let context = if height >= 8 { 2 } else { 0 };
        let top = self.top.min(line.saturating_sub(context));
        self.top = top.max((line + 1 + context).saturating_sub(height)).min(furthest);
    }

    /// The picked place stays, by id.
    fn carry(&mut self, shared: &mut Shared, old: &Loaded) -> Vec<Effect> {
        let place = |no| match Subject::Record(no).carried(&old.timeline, shared.timeline()) {
            Some(Subject::Record(no)) => Some(no),
            _ => None,
        };
        self.picked = self.picked.and_then(place);
        self.listed_for = None;
        self.followed = None;
        Vec::new()
    }
}

impl MapState {
    /// The place under the cursor.
    #[must_use]
    pub fn place(&self) -> Option<RecordNo> {
        match self.gazetteer.entry(self.at) {
            Some(Entry::Place(place)) => Some(place),
            _ => None,
        }
    }

    fn toggle_elsewhere(&mut self) {
        let gazetteer = Arc::make_mut(&mut self.gazetteer);
        gazetteer.is_open = !gazetteer.is_open;
    }

    fn move_cursor(&mut self, shared: &mut Shared, motion: Motion) {
        let page = usize::from(list_height(shared));
        let count = self.gazetteer.len();
        let to = motion.target(self.at, page, count);
        if to == self.at {
            shared.message = match (count, to) {
                (0, _) => Some("There are no places and no events yet."),
                (_, 0) => Some("This is the first in the list."),
                (_, to) if to + 1 == count => Some("This is the last in the list."),
                _ => None,
            }
            .map(str::to_owned);
        }
        self.choose(shared, to);
    }

    /// Picks an entry of the list: a place is opened and shown, an event is selected in all views.
    fn choose(&mut self, shared: &mut Shared, at: usize) {
        match self.gazetteer.entry(at) {
            Some(Entry::Place(place)) => {
                self.at = at;
                self.picked = Some(place);
                self.is_all = false;
                self.show_selection(shared.timeline());
            }
            Some(Entry::Event(row)) => self.choose_event(shared, row),
            Some(Entry::Elsewhere) => {
                self.at = at;
                self.picked = None;
            }
            None => {}
        }
    }

    /// Selects an event in all views; the map follows even if it was already selected.
    fn choose_event(&mut self, shared: &mut Shared, row: usize) {
        self.followed = None;
        self.picked = None;
        shared.choose_row(row);
    }

    /// The index of the place whose pin is nearest to a dot.
    fn pin_near(&self, timeline: &Timeline, chart: &Chart, dot: (f64, f64)) -> Option<usize> {
        let pins = self.gazetteer.placed().enumerate().flat_map(|(at, no)| {
            let points = points_of(timeline, no).into_iter();
            points.map(move |point| (chart.dot(point), at))
        });
        let far = pins.map(|((x, y), at)| ((x - dot.0).hypot(y - dot.1), at));
        far.filter(|(far, _)| *far <= NEAR).min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, at)| at)
    }

    /// The index for the cursor: the picked place, the first place of the selection on the map, any of its places, or
    /// the row's event among those without a place.
    fn place_of_cursor(&self, row: usize) -> Option<usize> {
        let gazetteer = &self.gazetteer;
        if let Some(picked) = self.picked {
            return gazetteer.position_of(picked);
        }
        let places = || self.related.iter().filter_map(|place| gazetteer.position_of(*place));
        let on_map = places().find(|at| gazetteer.number(*at).is_some());
        on_map.or_else(|| places().next()).or_else(|| gazetteer.position_of_row(row))
    }
}

/// The height of the list below its heading.
fn list_height(shared: &Shared) -> u16 {
    let stage = shared.layout().stage.unwrap_or_default();
    parts(stage).list.height.saturating_sub(1).max(1)
}

/// The dot at the centre of a cell.
fn dot_under(map: Rect, at: Position) -> (f64, f64) {
    let dot = |at: u16, dots: u16| (f64::from(at) + 0.5) * f64::from(dots);
    (dot(at.x - map.x, DOTS.0), dot(at.y - map.y, DOTS.1))
}

/// The most events of a record whose places are collected.
const EVENTS: usize = 400;

/// The places of a subject, without duplicates: those of an event in order, a place itself, and for other records those
/// of its events and those it refers to.
#[must_use]
fn related_places(timeline: &Timeline, subject: Subject) -> Vec<RecordNo> {
    let Subject::Record(no) = subject else { return Vec::new() };
    let mut places = Vec::new();
    let mut add = |place: Option<RecordNo>| {
        if let Some(place) = place.filter(|place| place.table == Table::Place && !places.contains(place)) {
            places.push(place);
        }
    };
    let of_event = |no: RecordNo, add: &mut dyn FnMut(Option<RecordNo>)| {
        let parts = timeline.event(no).map(|event| &event.places).into_iter().flatten();
        parts.for_each(|part| add(timeline.find(part.place)));
    };
    if no.table == Table::Event {
        of_event(no, &mut add);
        return places;
    }
    if no.table == Table::Place {
        return vec![no];
    }
    let Some(record) = timeline.record(no) else { return places };
    if let Some(concern) = timeline.concern(record.id) {
        concern.about.iter().for_each(|about| add(timeline.find(*about)));
    }
    record.links.iter().for_each(|link| add(timeline.find(link.to)));
    for row in timeline.rows_of(record.id).iter().take(EVENTS) {
        if let Some(event) = timeline.number_at(*row as usize) {
            of_event(event, &mut add);
        }
    }
    places
}
