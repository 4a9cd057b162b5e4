//! How the links view responds to keys, the mouse and reloads.

use std::sync::Arc;

use ratatui::layout::{Position, Rect};

use crate::app::core::effect::Effect;
use crate::app::core::explanations::Explanations;
use crate::app::core::lead::Lead;
use crate::app::core::loaded::Loaded;
use crate::app::core::msg::{Click, Motion, View};
use crate::app::core::subject::Subject;
use crate::app::page::PageLine;
use crate::app::shared::Shared;
use crate::app::views::links::Links;
use crate::app::views::links::details;
use crate::app::views::links::path::Route;
use crate::app::views::links::sheet::Target;
use crate::app::views::links::state::places;
use crate::app::views::view_state::{Request, ViewState};
use crate::describe::signs;
use crate::describe::wording::title;
use crate::model::{RecordNo, Status, Timeline, Vocabulary as _};
use crate::search::ChainSearch;
use crate::search::chain::MOST;
use crate::search::relation::Relation;

/// The factor by which the limit of a group grows when more is requested.
const MORE: usize = 4;

impl ViewState for Links {
    fn reading(&self, shared: &Shared) -> Subject {
        self.record().map_or(shared.subject, Subject::Record)
    }

    /// The links under the cursor.
    fn explain(&self, shared: &Shared, all: &mut Explanations) {
        let timeline = shared.timeline();
        for (from, step) in self.links_here() {
            if let Relation::Link(kind, _) = step.relation {
                let (one, other) = (title(timeline, from), title(timeline, step.no));
                let words = format!("{one} – {} – {other}", step.words());
                all.add((signs::LINKS, &kind.shown()), step.words(), words);
            }
            let status = step.status(timeline, from);
            if status != Status::Reported {
                all.add((signs::STANDING, status.word()), status.word(), "the link, not what it links");
            }
        }
    }

    fn go(&mut self, shared: &mut Shared, motion: Motion) -> Request {
        let page = shared.layout().stage.map_or(1, |stage| usize::from(stage.height / 3));
        let count = self.sheet.as_ref().map_or(0, |sheet| sheet.stops.len());
        let to = motion.target(self.at, page, count);
        if to == self.at {
            let end = if self.at == 0 { "first" } else { "last" };
            shared.say(format!("This is the {end} one here."));
        }
        self.at = to;
        Request::Nothing
    }

    /// To another path; in the graph to what led to the record, or what it led to; below it to another heading.
    fn go_sideways(&mut self, shared: &mut Shared, right: bool) {
        if let Some(route) = &mut self.route {
            let last = route.seek.found().len().saturating_sub(1);
            let to = if right { (route.path + 1).min(last) } else { route.path.saturating_sub(1) };
            if to == route.path {
                shared.say(match (right, last + 1 < MOST) {
                    (false, _) => "This is the shortest path.",
                    (true, true) => "There is no other path.",
                    (true, false) => "Only the first paths are shown.",
                });
            } else {
                route.path = to;
            }
            return;
        }
        match self.stop().map(|stop| stop.to) {
            Some(Target::Node(at, said)) => self.walk_along(shared, (at, said), right),
            _ => self.walk_sections(shared, right),
        }
    }

    /// Folds or unfolds a record of the graph; goes to any other; opens what has nothing to fold.
    fn open(&mut self, shared: &mut Shared) -> Request {
        let Some((sheet, stop)) = self.sheet.as_ref().zip(self.stop()) else {
            return Request::Open(shared.subject);
        };
        match stop.to {
            Target::Centre => return Request::Open(shared.subject),
            Target::Neighbour(_, step) => self.walk_to(shared, step.no),
            Target::More => {
                self.most = self.most.saturating_mul(MORE);
                self.folds += 1;
            }
            Target::Node(at, _) => {
                let node = sheet.web.nodes[at];
                if node.folded > 0 {
                    // What is unfolded and still has more has reached the limit.
                    let is_asked = node.no == sheet.centre && self.route.is_none();
                    if self.unfolded.contains(&node.no) || is_asked {
                        self.most = self.most.saturating_mul(MORE);
                    }
                    self.unfolded.insert(node.no);
                    self.folded.remove(&node.no);
                } else if self.unfolded.remove(&node.no) {
                    self.folded.insert(node.no);
                } else {
                    return Request::Lead(Lead::Page(Subject::Record(node.no)));
                }
                self.folds += 1;
            }
        }
        Request::Nothing
    }

    fn click(&mut self, shared: &mut Shared, click: Click, stage: Rect, at: Position) -> Request {
        if let Click::Wheel { down } = click {
            let request = self.go(shared, Motion::Lines(if down { 1 } else { -1 }));
            shared.message = None;
            return request;
        }
        let (content, _) = places(stage);
        let Some(sheet) = self.sheet.as_ref().filter(|_| content.contains(at)) else {
            return Request::Nothing;
        };
        let line = usize::from(at.y - content.y) + self.top;
        if let Some(hit) = sheet.stops.iter().position(|stop| (stop.first..stop.end).contains(&line)) {
            // A second click does what Enter does.
            if self.at == hit {
                return self.open(shared);
            }
            self.at = hit;
        }
        Request::Nothing
    }

    /// Closes the path.
    fn close(&mut self, shared: &mut Shared) -> bool {
        let is_closed = self.route.take().is_some();
        if is_closed {
            shared.say("The path is closed: V shows it again.");
        }
        is_closed
    }

    fn has_layer(&self) -> bool {
        self.route.is_some()
    }

    fn refresh(&mut self, shared: &mut Shared) {
        let Some(stage) = shared.layout().stage else { return };
        let centre = match shared.subject {
            Subject::Record(no) => Some(no),
            Subject::Timeline => None,
        };
        // The paths are those to the open record.
        self.route = self.route.take().filter(|route| Some(route.seek.ends().1) == centre);
        self.make(shared, centre, stage);
    }

    /// The start of the path, the cursor, the folds and the ends of the path stay on their records.
    fn carry(&mut self, shared: &mut Shared, old: &Loaded) -> Vec<Effect> {
        let timeline = shared.timeline();
        let carry = |no: RecordNo| match Subject::Record(no).carried(&old.timeline, timeline) {
            Some(Subject::Record(no)) => Some(no),
            _ => None,
        };
        self.marked = self.marked.and_then(carry);
        for folds in [&mut self.unfolded, &mut self.folded] {
            *folds = folds.iter().copied().filter_map(carry).collect();
        }
        let under = self.record().and_then(carry);
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
    /// The details of the links under the cursor, as lines of a width.
    #[must_use]
    pub(crate) fn link_words(&self, shared: &Shared, width: u16) -> Vec<PageLine> {
        let here = self.links_here().into_iter();
        here.flat_map(|(from, step)| details::lines(shared.timeline(), from, step, width)).collect()
    }

    /// Shows again what was left for a record of the graph.
    pub(crate) fn come_back(&mut self, shared: &mut Shared) {
        if let Some(sheet) = &self.sheet {
            shared.set_subject(Subject::Record(sheet.centre));
        }
    }

    /// Goes along a line of the graph: up to what led to the record, or down to what it led to.
    fn walk_along(&mut self, shared: &mut Shared, (at, said): (usize, Option<usize>), right: bool) {
        let Some(sheet) = &self.sheet else { return };
        let web = &sheet.web;
        let to = match right {
            true => web.edges.iter().find_map(|edge| edge.effect_of(at)),
            false => {
                let said = said.and_then(|said| web.edges[said].cause_of(at));
                said.or_else(|| web.edges.iter().find_map(|edge| edge.cause_of(at)))
            }
        };
        match to.and_then(|to| sheet.place_of(web.nodes[to].no)) {
            Some(to) => self.at = to,
            None if web.nodes[at].folded > 0 => {
                shared.say("What else it is linked to is folded: Enter shows it.");
            }
            None if right => shared.say("Nothing recorded came of it."),
            None => shared.say("Nothing recorded led to it."),
        }
    }

    /// Moves to the next heading or the previous one.
    fn walk_sections(&mut self, shared: &mut Shared, forward: bool) {
        let at = self.at;
        let Some(sheet) = &self.sheet else { return };
        let sections = &sheet.sections;
        let to = if forward {
            sections.iter().find(|start| **start > at)
        } else {
            sections.iter().rev().find(|start| **start < at)
        };
        match to {
            Some(to) => self.at = *to,
            None if !forward && at > 0 => self.at = 0,
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
            self.route = None;
        }
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
            shared.message = Some(format!("A path does not go through a {}.", no.table.name()));
            return;
        }
        if self.marked == Some(no) {
            self.marked = None;
            shared.message = Some("The start of the path is cleared.".to_owned());
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
                    Some("Press v at the record where the path begins, then V at another.".to_owned());
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
                true => "The path begins at this record: choose another one.".to_owned(),
                false => format!("A path does not go through a {}.", to.table.name()),
            };
            shared.message = Some(words);
            return Vec::new();
        };
        self.route = Some(Route::new(seek));
        if shared.subject != Subject::Record(to) {
            shared.trail.leave(shared.subject);
            shared.set_subject(Subject::Record(to));
        }
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
