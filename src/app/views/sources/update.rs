//! The view of sources: what keys and the mouse mean in it, how one comes there and how one goes back.

use std::sync::Arc;

use ratatui::layout::{Position, Rect};

use crate::model::{RecordNo, Table};

use crate::app::core::msg::{Click, Motion, View};
use crate::app::core::subject::Subject;
use crate::app::state::App;
use crate::app::views::sources::list::Line;
use crate::app::views::sources::{SourcesState, groups, tabs};

impl App {
    /// The state of the view of sources.
    #[must_use]
    pub fn register(&self) -> &SourcesState {
        &self.register
    }

    pub(crate) fn reading_in_sources(&self) -> Subject {
        let chosen = self.register.roll.chosen().and_then(|item| item.no(self.timeline()));
        chosen.map_or(self.subject, Subject::Record)
    }

    /// Comes to this view from another one, or asks for it again. The first source of what was read is chosen, unless
    /// one has been here for it: then the view is as it was left.
    pub(crate) fn come_to_sources(&mut self, from: View, reading: Subject) {
        let (timeline, shows) = (Arc::clone(&self.shown.timeline), self.rows_shown());
        let register = &mut self.register;
        if from == View::Sources {
            self.next_cited();
            return;
        }
        register.came_from = from;
        if register.came_for == Some(reading) {
            return;
        }
        register.came_for = Some(reading);
        let cited = register.mark_cited_by(&timeline, reading);
        let (first, count) = (cited.first().copied(), cited.len());
        if let Some(source) = first {
            (register.behind, register.ahead) = (Vec::new(), Vec::new());
            register.choose_source(&timeline, source, shows);
            if count > 1 {
                self.message = Some(format!("The first of its {count} sources: 5 goes to the next."));
            }
        } else if let Subject::Record(_) = reading {
            self.message = Some("Nothing is cited for this.".to_owned());
        }
    }

    /// To the next source of the record from which one came.
    fn next_cited(&mut self) {
        let (timeline, shows) = (Arc::clone(&self.shown.timeline), self.rows_shown());
        let cited = self.register.cited();
        let here = self.register.place(&timeline);
        let at = cited.iter().position(|no| Some(*no) == here.chosen.filter(|_| here.resting_on.is_none()));
        let next = at.map_or(0, |at| (at + 1) % cited.len());
        match cited.get(next).copied() {
            Some(source) if cited.len() > 1 || at.is_none() => {
                self.message =
                    Some(format!("Source {} of {} of where you came from.", next + 1, cited.len()));
                self.register.choose_source(&timeline, source, shows);
            }
            _ => self.message = Some("This is the view of sources.".to_owned()),
        }
    }

    pub(crate) fn go_in_sources(&mut self, motion: Motion) {
        let page = self.layout().stage.map_or(1, |stage| usize::from(tabs::list(stage).height.max(1)));
        let roll = &mut self.register.roll;
        let to = motion.target(roll.at, page, roll.len());
        if !roll.go(to) {
            let words = match (roll.len(), to) {
                (0, _) => "There is nothing in this list.",
                (_, 0) => "This is the first of the list.",
                _ => "This is the last of the list.",
            };
            self.message = Some(words.to_owned());
        }
    }

    /// The copies of the source under the cursor are listed below it, or no more.
    pub(crate) fn sideways_in_sources(&mut self, unfold: bool) {
        let timeline = Arc::clone(&self.shown.timeline);
        if !self.register.fold(&timeline, unfold) {
            let words =
                if unfold { "There are no copies to unfold here." } else { "Nothing is unfolded here." };
            self.message = Some(words.to_owned());
        }
    }

    /// The next list, or the one before.
    pub(crate) fn turn_section(&mut self, forward: bool) {
        let timeline = Arc::clone(&self.shown.timeline);
        let section = self.register.section.next(forward);
        self.register.turn_to(&timeline, section);
    }

    /// The next order of the list.
    pub(crate) fn reorder(&mut self) {
        if self.register.resting_on.is_some() {
            self.message =
                Some("What rests on a source stands in time: H goes back to the sources.".to_owned());
            return;
        }
        let timeline = Arc::clone(&self.shown.timeline);
        self.register.reorder(&timeline);
        let order = self.register.order().words(self.register.section);
        self.message = Some(format!("The order: {order}."));
    }

    /// Enter: what rests on a source is listed; another record, or the source of such a list, is read.
    pub(crate) fn open_in_sources(&mut self) {
        let timeline = Arc::clone(&self.shown.timeline);
        let Some(no) = self.register.roll.chosen().and_then(|item| item.no(&timeline)) else {
            self.message = Some("There is nothing here that could be opened.".to_owned());
            return;
        };
        if no.table == Table::Source && self.register.resting_on != Some(no) {
            self.register.list_resting_on(&timeline, no);
            return;
        }
        let subject = Subject::Record(no);
        self.note_opened(subject);
        self.view = View::Browse;
        self.open(subject);
    }

    /// A page is opened from this view. Whether it stays here: a source is chosen, what else there is is read in panes.
    pub(crate) fn open_from_sources(&mut self, subject: Subject) -> bool {
        if self.view != View::Sources {
            return false;
        }
        match subject {
            Subject::Record(no) if no.table == Table::Source => {
                let (timeline, shows) = (Arc::clone(&self.shown.timeline), self.rows_shown());
                self.register.leave(&timeline);
                self.register.choose_source(&timeline, no, shows);
                true
            }
            _ => {
                self.note_opened(subject);
                false
            }
        }
    }

    fn note_opened(&mut self, subject: Subject) {
        self.register.opened = Some((subject, subject != self.subject));
        self.register.came_for = Some(subject);
    }

    /// Back along the places of this view, then to the view from which one came; forward again.
    pub(crate) fn walk_in_sources(&mut self, forward: bool) {
        let timeline = Arc::clone(&self.shown.timeline);
        if self.register.step(&timeline, forward) {
            return;
        }
        if forward {
            self.message = Some("The trail does not go further forward.".to_owned());
        } else {
            self.view = self.register.came_from;
        }
    }

    /// Back to this view from what was opened here. Whether that is where one is.
    pub(crate) fn walk_back_to_sources(&mut self) -> bool {
        let Some((_, is_behind)) = self.register.opened.filter(|(subject, _)| *subject == self.subject)
        else {
            return false;
        };
        self.register.opened = None;
        if is_behind && let Some(before) = self.trail.step_back(self.subject) {
            self.turn_to(before);
        }
        self.view = View::Sources;
        true
    }

    /// Closes the list of what rests on a source. Whether it was open.
    pub(crate) fn close_in_sources(&mut self) -> bool {
        if self.view != View::Sources || self.register.resting_on.is_none() {
            return false;
        }
        self.walk_in_sources(false);
        true
    }

    /// The next hit of the find in the list, or the one before.
    pub(crate) fn next_hit_in_sources(&mut self, forward: bool) {
        let timeline = self.timeline();
        let roll = &self.register.roll;
        let count = roll.len();
        let places =
            (1..=count).map(|step| (roll.at + if forward { step } else { count - step % count }) % count);
        let is_hit = |at: &usize| {
            let no = roll.item(*at).and_then(|item| item.no(timeline));
            no.is_some_and(|no| self.is_found(Subject::Record(no)))
        };
        match { places }.find(is_hit) {
            Some(at) => drop(self.register.roll.go(at)),
            None => self.message = Some("No hit in this list.".to_owned()),
        }
    }

    pub(crate) fn point_in_sources(&mut self, click: Click, stage: Rect, at: Position) {
        let list = tabs::list(stage);
        match click {
            Click::Wheel { down } => {
                self.go_in_sources(Motion::Lines(if down { 3 } else { -3 }));
                self.message = None;
            }
            Click::Press if at.y == stage.y && self.register.resting_on.is_none() => {
                let sources = self.timeline().records().count(Table::Source);
                let tabs = tabs::tabs(&self.register, stage, sources);
                let tab = tabs.iter().find(|tab| (tab.x..tab.x + tab.width).contains(&at.x));
                if let Some(section) = tab.map(|tab| tab.section) {
                    let timeline = Arc::clone(&self.shown.timeline);
                    self.register.turn_to(&timeline, section);
                }
            }
            Click::Press if at.y >= list.y => {
                let line = usize::from(at.y - list.y);
                let Some(Line::Item(position, _)) = self.register.roll.visible(list.height.into()).nth(line)
                else {
                    return;
                };
                // A second press opens it, as Enter does.
                if !self.register.roll.go(position) {
                    self.open_in_sources();
                }
            }
            Click::Press => {}
        }
    }

    /// Goes on counting what rests on one origin alone, while the view is shown. Whether there is more to count. `is_due`
    /// says that it is called for this.
    pub(crate) fn reckon(&mut self, is_due: bool) -> bool {
        if self.view != View::Sources {
            if is_due {
                self.register.put_off();
            }
            return false;
        }
        let (timeline, shows) = (Arc::clone(&self.shown.timeline), self.rows_shown());
        self.register.reckon(&timeline, shows, is_due)
    }

    /// A program that opens on this view has counted a slice; the rest comes with what happens next.
    pub(crate) fn begin_reckoning(&mut self) {
        if self.reckon(false) {
            self.register.put_off();
        }
    }

    pub(crate) fn settle_sources(&mut self) {
        let (timeline, shows) = (Arc::clone(&self.shown.timeline), self.rows_shown());
        self.register.refresh(&timeline, shows);
        let height = self.layout().stage.map_or(1, |stage| usize::from(tabs::list(stage).height.max(1)));
        self.register.roll.scroll_into_view(height);
    }

    /// How many records cite one source, which may be a copy.
    #[must_use]
    pub fn cited(&self, source: RecordNo) -> usize {
        groups::cited(self.timeline(), source, |row| self.shows(row as usize))
    }

    /// Which rows are to be listed and counted: those that the filter lets through.
    fn rows_shown(&self) -> impl Fn(u32) -> bool + use<> {
        let visible = self.visible.clone();
        move |row| visible.contains(row as usize)
    }
}
