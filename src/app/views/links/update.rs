//! What keys and the mouse do among the links.

use std::sync::Arc;

use ratatui::layout::{Position, Rect};

use crate::app::core::msg::{Click, Motion};
use crate::app::core::subject::Subject;
use crate::app::state::App;
use crate::app::update::moved;
use crate::app::views::links::words;
use crate::model::{RecordNo, Table};
use crate::search::chain::MOST;

use crate::app::views::links::Links;
use crate::app::views::links::layout::Places;
use crate::app::views::links::path::text_width;
use crate::app::views::links::stop::Target;

/// How much more of a hub is listed when more is asked for.
const MORE: usize = 4;

impl App {
    /// The state of the view.
    #[must_use]
    pub fn links(&self) -> &Links {
        &self.links
    }

    /// Where the parts of the view stand on its stage.
    #[must_use]
    pub fn places_of_links(&self, stage: Rect) -> Places {
        let is_event =
            matches!(self.subject, Subject::Record(no) if matches!(no.table, Table::Event | Table::Concern));
        Places::new(stage, self.links.right, !is_event)
    }

    /// What is said of the tie under the cursor, as lines of a width.
    #[must_use]
    pub fn said_of_tie(&self, width: u16) -> Option<Vec<crate::app::page::PageLine>> {
        let (from, step) = self.links.tie()?;
        Some(words::lines(self.timeline(), from, step, width))
    }

    pub(crate) fn reading_in_links(&self) -> Subject {
        if let Some(chain) = self.links.route.as_ref().and_then(|route| Some((route, route.chain()?))) {
            return Subject::Record(chain.1.record(chain.0.at));
        }
        match self.links.stop().map(|stop| stop.to) {
            Some(Target::Neighbour(_, step)) => Subject::Record(step.no),
            _ => self.subject,
        }
    }

    pub(crate) fn go_in_links(&mut self, motion: Motion) {
        let page = self.layout().stage.map_or(1, |stage| usize::from(stage.height / 3));
        let (at, count) = match &self.links.route {
            Some(route) => (route.at, route.chain().map_or(0, |chain| chain.steps.len() + 1)),
            None => (self.links.at[self.links.column], self.links.stops(self.links.column)),
        };
        let to = moved(at, motion, page, count);
        if to == at {
            let end = if at == 0 { "first" } else { "last" };
            self.message = Some(format!("This is the {end} one here."));
        }
        match &mut self.links.route {
            Some(route) => route.at = to,
            None => self.links.at[self.links.column] = to,
        }
    }

    pub(crate) fn sideways_in_links(&mut self, right: bool) {
        if let Some(route) = &mut self.links.route {
            let last = route.seek.found().len().saturating_sub(1);
            let to = if right { (route.way + 1).min(last) } else { route.way.saturating_sub(1) };
            if to == route.way {
                let words = match (right, last + 1 < MOST) {
                    (false, _) => "This is the shortest way.",
                    (true, true) => "There is no other way.",
                    (true, false) => "No further ways are looked for.",
                };
                self.message = Some(words.to_owned());
            } else {
                (route.way, route.at, route.top) = (to, 0, 0);
            }
            return;
        }
        let is_list = self.layout().stage.is_some_and(|stage| self.places_of_links(stage).is_list);
        if is_list {
            self.walk_sections(right);
            return;
        }
        let column = self.links.column;
        let to = if right { (column + 1).min(2) } else { column.saturating_sub(1) };
        if to != 1 {
            // A side without anything is shown all the same: that there is nothing is worth knowing.
            self.links.right = to == 2;
        }
        if to == column {
            self.message =
                Some("There is no further column: Enter puts a record into the middle.".to_owned());
        } else if self.links.stops(to) == 0 {
            self.message = Some("Nothing is recorded at this side.".to_owned());
        } else {
            self.links.column = to;
        }
    }

    /// In one list, to the next heading or the one before.
    fn walk_sections(&mut self, forward: bool) {
        let at = self.links.at[1];
        let Some(web) = &self.links.web else { return };
        let sections = &web.columns[1].sections;
        let to = if forward {
            sections.iter().find(|start| **start > at)
        } else {
            sections.iter().rev().find(|start| **start < at)
        };
        match to {
            Some(to) => self.links.at[1] = *to,
            None if !forward && at > 0 => self.links.at[1] = 0,
            None => self.message = Some("There is no further part.".to_owned()),
        }
    }

    pub(crate) fn open_in_links(&mut self) {
        if self.links.route.is_some() {
            let Subject::Record(no) = self.reading() else { return };
            self.links.route = None;
            self.walk_to(no);
            return;
        }
        match self.links.stop().map(|stop| stop.to) {
            Some(Target::Neighbour(_, step)) => self.walk_to(step.no),
            Some(Target::More) => self.links.most = self.links.most.saturating_mul(MORE),
            Some(Target::Centre) | None => self.open(self.subject),
        }
    }

    /// Puts a record into the middle; the one that was there is on the trail.
    fn walk_to(&mut self, no: RecordNo) {
        if self.subject != Subject::Record(no) {
            self.trail.leave(self.subject);
            self.turn_to(Subject::Record(no));
            // The cursor stands in the middle, and not where one came from: the walk goes on.
            self.links.resume = Some(no);
        }
        (self.links.column, self.links.at[1], self.links.top[1]) = (1, 0, 0);
    }

    pub(crate) fn point_in_links(&mut self, click: Click, stage: Rect, at: Position) {
        let places = self.places_of_links(stage);
        let under = (0..3).find(|column| places.columns[*column].is_some_and(|rect| rect.contains(at)));
        let content = match &self.links.route {
            Some(_) => places.upper(stage),
            None => under.map(|column| places.content(column)).unwrap_or_default(),
        };
        if let Click::Wheel { down } = click {
            if let (None, Some(column)) = (&self.links.route, under)
                && self.links.stops(column) > 0
            {
                self.links.column = column;
            }
            self.go_in_links(Motion::Lines(if down { 1 } else { -1 }));
            self.message = None;
            return;
        }
        if at.y <= content.y.saturating_sub(1) || !content.contains(at) {
            return;
        }
        let row = usize::from(at.y - content.y);
        if let Some(route) = &mut self.links.route {
            let (_, stops) = route.lines(&self.shown.timeline, text_width(stage.width));
            let line = (row + route.top).saturating_sub(1);
            if let Some(hit) = stops.iter().position(|stop| (stop.first..stop.end).contains(&line)) {
                route.at = hit;
            }
            return;
        }
        let (Some(column), Some(web)) = (under, &self.links.web) else { return };
        let line = row + self.links.top[column];
        let stops = &web.columns[column].stops;
        if let Some(hit) = stops.iter().position(|stop| (stop.first..stop.end).contains(&line)) {
            // A second press does what Enter does.
            let is_chosen = self.links.column == column && self.links.at[column] == hit;
            (self.links.column, self.links.at[column]) = (column, hit);
            if is_chosen {
                self.open_in_links();
            }
        }
    }

    /// Which records the view may show: of the events, those that the filter lets through.
    fn shows_in_links(&self, no: RecordNo) -> bool {
        self.timeline().row_of(no).is_none_or(|row| self.shows(row))
    }

    pub(crate) fn settle_links(&mut self) {
        let Some(stage) = self.layout().stage else { return };
        let timeline = Arc::clone(&self.shown.timeline);
        let centre = match self.subject {
            Subject::Record(no) => Some(no),
            Subject::Timeline => None,
        };
        let places = self.places_of_links(stage);
        let mut links = std::mem::take(&mut self.links);
        let is_walked = links.resume.is_some();
        if links.web.as_ref().is_some_and(|web| Some(web.centre) != centre) && !is_walked {
            links.route = None;
        }
        links.settle(&timeline, centre, &places, &|no| self.shows_in_links(no));
        if let Some(route) = &mut links.route {
            let upper = places.upper(stage);
            let (lines, stops) = route.lines(&timeline, text_width(stage.width));
            route.at = route.at.min(stops.len().saturating_sub(1));
            let height = usize::from(upper.height.saturating_sub(1).max(1));
            if let Some(stop) = stops.get(route.at) {
                // The word above a record belongs to it.
                let first = if route.at == 0 { 0 } else { stop.first.saturating_sub(1) };
                route.top = route.top.max(stop.end.saturating_sub(height)).min(first);
            }
            route.top = route.top.min(lines.len().saturating_sub(height));
        }
        self.links = links;
    }
}
