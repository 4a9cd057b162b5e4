//! How the links view responds to keys, the mouse and reloads.

use std::sync::Arc;

use ratatui::layout::{Position, Rect};

use crate::app::core::effect::Effect;
use crate::app::core::explanations::Explanations;
use crate::app::core::loaded::Loaded;
use crate::app::core::msg::{Click, Motion, View};
use crate::app::core::subject::Subject;
use crate::app::page::PageLine;
use crate::app::shared::Shared;
use crate::app::views::links::build::Target;
use crate::app::views::links::layout::Places;
use crate::app::views::links::path::{Route, text_width};
use crate::app::views::links::sides::title;
use crate::app::views::links::{Links, sides};
use crate::app::views::view_state::{Request, ViewState};
use crate::describe::signs;
use crate::model::{RecordNo, Status, Table, Timeline, Vocabulary as _};
use crate::search::ChainSearch;
use crate::search::chain::MOST;
use crate::search::relation::Relation;

/// The factor by which a group's limit grows when more is requested.
const MORE: usize = 4;

impl ViewState for Links {
    fn reading(&self, shared: &Shared) -> Subject {
        if let Some(chain) = self.route.as_ref().and_then(|route| Some((route, route.chain()?))) {
            return Subject::Record(chain.1.record(chain.0.at));
        }
        match self.stop().map(|stop| stop.to) {
            Some(Target::Neighbour(_, step)) => Subject::Record(step.no),
            _ => shared.subject,
        }
    }

    /// The link under the cursor.
    fn explain(&self, shared: &Shared, all: &mut Explanations) {
        let Some(Target::Neighbour(from, step)) = self.stop().map(|stop| stop.to) else { return };
        let timeline = shared.timeline();
        if let Relation::Link(kind, _) = step.relation {
            let (one, other) = (title(timeline, from), title(timeline, step.no));
            all.add(
                (signs::LINKS, &kind.shown()),
                step.words(),
                format!("{one} – {} – {other}", step.words()),
            );
        }
        let status = step.status(timeline, from);
        if status != Status::Reported {
            all.add((signs::STANDING, status.word()), status.word(), "the link, not what it links");
        }
    }

    fn go(&mut self, shared: &mut Shared, motion: Motion) -> Request {
        self.move_cursor(shared, motion);
        Request::Nothing
    }

    fn go_sideways(&mut self, shared: &mut Shared, right: bool) {
        if let Some(route) = &mut self.route {
            let last = route.seek.found().len().saturating_sub(1);
            let to = if right { (route.path + 1).min(last) } else { route.path.saturating_sub(1) };
            if to == route.path {
                shared.say(match (right, last + 1 < MOST) {
                    (false, _) => "This is the shortest path.",
                    (true, true) => "There is no other path.",
                    (true, false) => "The search has ended; there are no more paths.",
                });
            } else {
                (route.path, route.at, route.top) = (to, 0, 0);
            }
            return;
        }
        if shared.layout().stage.is_some_and(|stage| self.places(shared, stage).is_list) {
            self.walk_sections(shared, right);
            return;
        }
        let column = self.column;
        let to = if right { (column + 1).min(2) } else { column.saturating_sub(1) };
        if to != 1 {
            // An empty side is shown too: that there are no links is worth knowing.
            self.right = to == 2;
        }
        if to == column {
            shared.say("There is no further column: Enter moves a record to the middle.");
        } else if self.stops(to) == 0 {
            shared.say("Nothing is recorded on this side.");
        } else {
            self.column = to;
        }
    }

    fn open(&mut self, shared: &mut Shared) -> Request {
        if self.route.is_some() {
            if let Subject::Record(no) = self.reading(shared) {
                self.route = None;
                self.walk_to(shared, no);
            }
            return Request::Nothing;
        }
        match self.stop().map(|stop| stop.to) {
            Some(Target::Neighbour(_, step)) => self.walk_to(shared, step.no),
            Some(Target::More) => self.most = self.most.saturating_mul(MORE),
            Some(Target::Centre) | None => return Request::Open(shared.subject),
        }
        Request::Nothing
    }

    fn click(&mut self, shared: &mut Shared, click: Click, stage: Rect, at: Position) -> Request {
        let places = self.places(shared, stage);
        let under = (0..3).find(|column| places.columns[*column].is_some_and(|rect| rect.contains(at)));
        let content = match &self.route {
            Some(_) => places.upper(stage),
            None => under.map(|column| places.content(column)).unwrap_or_default(),
        };
        if let Click::Wheel { down } = click {
            if let (None, Some(column)) = (&self.route, under)
                && self.stops(column) > 0
            {
                self.column = column;
            }
            self.move_cursor(shared, Motion::Lines(if down { 1 } else { -1 }));
            shared.message = None;
            return Request::Nothing;
        }
        if at.y <= content.y.saturating_sub(1) || !content.contains(at) {
            return Request::Nothing;
        }
        let row = usize::from(at.y - content.y);
        if let Some(route) = &mut self.route {
            let (_, stops) = route.lines(shared.timeline(), text_width(stage.width));
            let line = (row + route.top).saturating_sub(1);
            if let Some(hit) = stops.iter().position(|stop| (stop.first..stop.end).contains(&line)) {
                route.at = hit;
            }
            return Request::Nothing;
        }
        let (Some(column), Some(graph)) = (under, &self.graph) else { return Request::Nothing };
        let line = row + self.top[column];
        let stops = &graph.columns[column].stops;
        if let Some(hit) = stops.iter().position(|stop| (stop.first..stop.end).contains(&line)) {
            // A second click does what Enter does.
            let is_chosen = self.column == column && self.at[column] == hit;
            (self.column, self.at[column]) = (column, hit);
            if is_chosen {
                return self.open(shared);
            }
        }
        Request::Nothing
    }

    /// Closes the chain.
    fn close(&mut self, shared: &mut Shared) -> bool {
        let is_closed = self.route.take().is_some();
        if is_closed {
            shared.say("The chain is closed: V opens it again.");
        }
        is_closed
    }

    fn has_layer(&self) -> bool {
        self.route.is_some()
    }

    fn refresh(&mut self, shared: &mut Shared) {
        let Some(stage) = shared.layout().stage else { return };
        let timeline = shared.timeline();
        let centre = match shared.subject {
            Subject::Record(no) => Some(no),
            Subject::Timeline => None,
        };
        let places = self.places(shared, stage);
        let is_walked = self.resume.is_some();
        if self.graph.as_ref().is_some_and(|graph| Some(graph.centre) != centre) && !is_walked {
            self.route = None;
        }
        // The filter applies to events.
        let shows = |no| timeline.row_of(no).is_none_or(|row| shared.shows(row));
        self.make(timeline, centre, &places, shared.rows_revision, &shows);
        let Some(route) = &mut self.route else { return };
        let upper = places.upper(stage);
        let (lines, stops) = route.lines(timeline, text_width(stage.width));
        route.at = route.at.min(stops.len().saturating_sub(1));
        let height = usize::from(upper.height.saturating_sub(1).max(1));
        if let Some(stop) = stops.get(route.at) {
            // The line above a record with its relation belongs to it.
            let first = if route.at == 0 { 0 } else { stop.first.saturating_sub(1) };
            route.top = route.top.max(stop.end.saturating_sub(height)).min(first);
        }
        route.top = route.top.min(lines.len().saturating_sub(height));
    }

    /// The start of the chain, the cursor and the ends of the path stay on their records.
    fn carry(&mut self, shared: &mut Shared, old: &Loaded) -> Vec<Effect> {
        let timeline = shared.timeline();
        let carry = |no: RecordNo| match Subject::Record(no).carried(&old.timeline, timeline) {
            Some(Subject::Record(no)) => Some(no),
            _ => None,
        };
        self.marked = self.marked.and_then(carry);
        let under = match self.stop().map(|stop| stop.to) {
            Some(Target::Neighbour(_, step)) => carry(step.no),
            _ => None,
        };
        self.forget(under);
        if let Some(route) = self.route.take() {
            let (from, to) = route.seek.ends();
            let again =
                carry(from).zip(carry(to)).and_then(|(from, to)| ChainSearch::new(timeline, from, to));
            self.route = again.map(|seek| route.again(seek, carry));
        }
        self.seek_on(timeline)
    }
}

impl Links {
    /// The layout of the view.
    #[must_use]
    pub fn places(&self, shared: &Shared, stage: Rect) -> Places {
        let is_event = matches!(shared.subject, Subject::Record(no) if matches!(no.table, Table::Event | Table::Concern));
        Places::new(stage, self.right, !is_event)
    }

    /// The details of the link under the cursor, as lines of a width.
    #[must_use]
    pub fn link_words(&self, shared: &Shared, width: u16) -> Option<Vec<PageLine>> {
        let (from, step) = self.link()?;
        Some(sides::lines(shared.timeline(), from, step, width))
    }

    fn move_cursor(&mut self, shared: &mut Shared, motion: Motion) {
        let page = shared.layout().stage.map_or(1, |stage| usize::from(stage.height / 3));
        let (at, count) = match &self.route {
            Some(route) => (route.at, route.chain().map_or(0, |chain| chain.steps.len() + 1)),
            None => (self.at[self.column], self.stops(self.column)),
        };
        let to = motion.target(at, page, count);
        if to == at {
            let end = if at == 0 { "first" } else { "last" };
            shared.say(format!("This is the {end} one here."));
        }
        match &mut self.route {
            Some(route) => route.at = to,
            None => self.at[self.column] = to,
        }
    }

    /// In a single list, moves to the next heading or the previous one.
    fn walk_sections(&mut self, shared: &mut Shared, forward: bool) {
        let at = self.at[1];
        let Some(graph) = &self.graph else { return };
        let sections = &graph.columns[1].sections;
        let to = if forward {
            sections.iter().find(|start| **start > at)
        } else {
            sections.iter().rev().find(|start| **start < at)
        };
        match to {
            Some(to) => self.at[1] = *to,
            None if !forward && at > 0 => self.at[1] = 0,
            None => shared.say("There is no further section."),
        }
    }

    /// Moves a record to the centre; the previous one goes onto the trail.
    fn walk_to(&mut self, shared: &mut Shared, no: RecordNo) {
        if shared.subject != Subject::Record(no) {
            shared.trail.leave(shared.subject);
            shared.set_subject(Subject::Record(no));
            // The cursor goes to the centre, not to the previous record, so that the user can walk on.
            self.resume = Some(no);
        }
        (self.column, self.at[1], self.top[1]) = (1, 0, 0);
    }
}

/// How many steps of a chain are searched between two keys.
const SLICE: usize = 20_000;

impl Links {
    /// Marks the open record as the start of a chain, or removes the mark.
    pub(crate) fn mark(&mut self, shared: &mut Shared) {
        let Subject::Record(no) = shared.reading else {
            shared.message = Some("The timeline itself has no links: choose a record.".to_owned());
            return;
        };
        if !ChainSearch::goes_through(no.table) {
            shared.message = Some(format!("A chain does not go through a {}.", no.table.name()));
            return;
        }
        if self.marked == Some(no) {
            self.marked = None;
            shared.message = Some("The start of the chain is cleared.".to_owned());
            return;
        }
        self.marked = Some(no);
        let title = title(shared.timeline(), no);
        shared.message = Some(format!(
            "Press V at another record to see the path there from “{title}”, or | to compare the two."
        ));
    }

    /// Searches for the paths from the marked record to the open one.
    #[must_use]
    pub(crate) fn seek(&mut self, shared: &mut Shared) -> Vec<Effect> {
        let timeline = Arc::clone(&shared.shown.timeline);
        let (from, to) = match (self.marked, shared.reading) {
            (None, _) => {
                shared.message =
                    Some("Press v at the record where the chain begins, then V at another.".to_owned());
                return Vec::new();
            }
            (_, Subject::Timeline) => {
                shared.message = Some("The timeline itself has no links: choose a record.".to_owned());
                return Vec::new();
            }
            (Some(from), Subject::Record(to)) => (from, to),
        };
        let Some(seek) = ChainSearch::new(&timeline, from, to) else {
            let words = match from == to {
                true => "The chain begins at this record: choose another one.".to_owned(),
                false => format!("A chain does not go through a {}.", to.table.name()),
            };
            shared.message = Some(words);
            return Vec::new();
        };
        self.route = Some(Route::new(seek));
        if shared.subject != Subject::Record(to) {
            shared.trail.leave(shared.subject);
            shared.set_subject(Subject::Record(to));
        }
        self.resume = Some(to);
        shared.view = View::Links;
        self.seek_on(&timeline)
    }

    /// Searches the next slice; returns [`Effect::Continue`] if there is more.
    #[must_use]
    pub(crate) fn seek_on(&mut self, timeline: &Timeline) -> Vec<Effect> {
        let Some(route) = self.route.as_mut().filter(|route| !route.seek.is_done()) else {
            return Vec::new();
        };
        if route.advance(timeline, SLICE) { Vec::new() } else { vec![Effect::Continue] }
    }
}
