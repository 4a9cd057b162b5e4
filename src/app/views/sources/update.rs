//! How the sources view responds to keys, the mouse and reloads, and how it is entered and left.

use ratatui::layout::{Position, Rect};

use crate::app::core::effect::Effect;
use crate::app::core::explanations::Explanations;
use crate::app::core::loaded::Loaded;
use crate::app::core::msg::{Click, Motion, View};
use crate::app::core::subject::Subject;
use crate::app::shared::Shared;
use crate::app::views::sources::groups::Section;
use crate::app::views::sources::list::Line;
use crate::app::views::sources::{SourcesState, groups, state};
use crate::app::views::view_state::{Request, ViewState};
use crate::describe::{signs, wording};
use crate::model::{RecordNo, Table};

impl ViewState for SourcesState {
    fn reading(&self, shared: &Shared) -> Subject {
        let chosen = self.list.chosen().and_then(|item| item.no(shared.timeline()));
        chosen.map_or(shared.subject, Subject::Record)
    }

    /// Selects the first source of the open record, unless the view was last entered for the same record.
    fn enter(&mut self, shared: &mut Shared, from: View) {
        if from == View::Sources {
            self.next_cited(shared);
            return;
        }
        let reading = shared.reading;
        self.follow_rows(shared);
        self.entered_from = from;
        if self.entered_for == Some(reading) {
            return;
        }
        self.entered_for = Some(reading);
        let cited = self.mark_cited_by(shared.timeline(), reading);
        let (first, count) = (cited.first().copied(), cited.len());
        if let Some(source) = first {
            (self.back, self.forward) = (Vec::new(), Vec::new());
            self.choose_source(shared.timeline(), source, shows(shared));
            if count > 1 {
                shared.say(format!("Source 1 of {count} for this record: 5 shows the next."));
            }
        } else if let Subject::Record(_) = reading {
            shared.say("This record cites no source.");
        }
    }

    fn go(&mut self, shared: &mut Shared, motion: Motion) -> Request {
        self.move_cursor(shared, motion);
        Request::Nothing
    }

    /// Unfolds the copies of the source under the cursor, or folds them.
    fn go_sideways(&mut self, shared: &mut Shared, unfold: bool) {
        if !self.fold(shared.timeline(), unfold) {
            shared.say(if unfold {
                "This source has no copies to unfold."
            } else {
                "No copies are unfolded here."
            });
        }
    }

    /// Lists what cites a source; opens any other record, and the source at the head of such a list.
    fn open(&mut self, shared: &mut Shared) -> Request {
        let Some(no) = self.list.chosen().and_then(|item| item.no(shared.timeline())) else {
            shared.say("There is nothing to open here.");
            return Request::Nothing;
        };
        if no.table == Table::Source && self.citing != Some(no) {
            self.list_citing(shared.timeline(), no);
            return Request::Nothing;
        }
        self.note_opened(shared, Subject::Record(no));
        shared.view = View::Browse;
        Request::Open(Subject::Record(no))
    }

    /// Sources are selected here; other records open in the browse view.
    fn shows_opened(&mut self, shared: &mut Shared, subject: Subject) -> bool {
        match subject {
            Subject::Record(no) if no.table == Table::Source => {
                self.leave(shared.timeline());
                self.choose_source(shared.timeline(), no, shows(shared));
                true
            }
            _ => {
                self.note_opened(shared, subject);
                false
            }
        }
    }

    fn click(&mut self, shared: &mut Shared, click: Click, stage: Rect, at: Position) -> Request {
        let list = state::list(stage);
        match click {
            Click::Wheel { down } => {
                self.move_cursor(shared, Motion::Lines(if down { 3 } else { -3 }));
                shared.message = None;
            }
            Click::Press if at.y == stage.y && self.citing.is_none() => {
                let sources = shared.timeline().records().count(Table::Source);
                let tabs = state::tabs(self, stage, sources);
                let tab = tabs.iter().find(|tab| (tab.x..tab.x + tab.width).contains(&at.x));
                if let Some(section) = tab.map(|tab| tab.section) {
                    self.show_section(shared.timeline(), section);
                }
            }
            Click::Press if at.y >= list.y => {
                let line = usize::from(at.y - list.y);
                let position = match self.list.visible(list.height.into()).nth(line) {
                    Some(Line::Item(position, _)) => Some(position),
                    _ => None,
                };
                let is_again = position.is_some_and(|position| !self.list.go(position));
                let grade = self.columns(list).2;
                if position.is_some() && self.citing.is_none() && (grade..grade + 2).contains(&at.x) {
                    return self.graded(shared).map_or(Request::Nothing, |grade| Request::Explain(grade, at));
                }
                if is_again {
                    // A second click opens it, as Enter does.
                    return self.open(shared);
                }
            }
            Click::Press => {}
        }
        Request::Nothing
    }

    /// What the numbers beside a source count.
    fn explain(&self, shared: &Shared, all: &mut Explanations) {
        let chosen = self.list.chosen().filter(|_| self.citing.is_none() && self.section == Section::Sources);
        let Some((item, no)) = chosen.and_then(|item| Some((item, item.no(shared.timeline())?))) else {
            return;
        };
        let Some(groups) = self.groups().filter(|groups| groups.head_of(no) == Some(no)) else { return };
        all.add((signs::PAGES, "cited"), "cited", wording::counted(item.weight as usize, "record"));
        let alone = self.tally().answer().zip(groups.number_of(no));
        let alone = alone.map_or(0, |(answer, group)| answer.alone_on(group));
        if alone > 0 {
            all.add((signs::PAGES, "alone"), "alone", wording::counted(alone, "record"));
        }
        if let Some(words) = groups.group_of(no).and_then(|group| group.words()) {
            all.add((signs::PAGES, "▸ 2 sources"), if self.is_unfolded(no) { "▾" } else { "▸" }, words);
        }
    }

    /// Closes the list of what cites a source.
    fn close(&mut self, shared: &mut Shared) -> bool {
        if self.citing.is_none() {
            return false;
        }
        self.walk(shared, false);
        true
    }

    fn next_hit(&mut self, shared: &mut Shared, forward: bool) {
        let timeline = shared.timeline();
        let list = &self.list;
        let count = list.len();
        let places =
            (1..=count).map(|step| (list.at + if forward { step } else { count - step % count }) % count);
        let is_hit = |at: &usize| {
            let no = list.item(*at).and_then(|item| item.no(timeline));
            no.is_some_and(|no| shared.is_found(Subject::Record(no)))
        };
        match { places }.find(is_hit) {
            Some(at) => drop(self.list.go(at)),
            None => shared.say("No hit in this list."),
        }
    }

    /// Goes back within this view, then to the view from which it was entered; and forward again.
    fn walk(&mut self, shared: &mut Shared, forward: bool) {
        if self.step(shared.timeline(), forward) {
            return;
        }
        if forward {
            shared.say("There is no later page.");
        } else {
            shared.view = self.entered_from;
        }
    }

    fn refresh(&mut self, shared: &mut Shared) {
        self.follow_rows(shared);
        self.rebuild_list(shared.timeline(), shows(shared));
        let height = shared.layout().stage.map_or(1, |stage| usize::from(state::list(stage).height.max(1)));
        self.list.scroll_into_view(height);
    }

    fn carry(&mut self, shared: &mut Shared, old: &Loaded) -> Vec<Effect> {
        self.carry_over(&old.timeline, shared.timeline());
        Vec::new()
    }
}

impl SourcesState {
    /// The grade in the row of the cursor.
    fn graded(&self, shared: &Shared) -> Option<String> {
        let timeline = shared.timeline();
        let no = self.list.chosen()?.no(timeline)?;
        let record = timeline.record(no)?;
        let source = if no.table == Table::Source { record.id } else { *timeline.origins(record).first()? };
        Some(timeline.source(source)?.grade(None).unwrap_or_else(|| "–".to_owned()))
    }

    /// Moves to the next source of the record from which the view was entered.
    fn next_cited(&mut self, shared: &mut Shared) {
        let timeline = shared.timeline();
        let cited = self.cited();
        let here = self.place(timeline);
        let at = cited.iter().position(|no| Some(*no) == here.chosen.filter(|_| here.citing.is_none()));
        let next = at.map_or(0, |at| (at + 1) % cited.len());
        let count = cited.len();
        match cited.get(next).copied() {
            Some(source) if count > 1 || at.is_none() => {
                self.choose_source(timeline, source, shows(shared));
                shared.say(format!("Source {} of {count} for the record you came from.", next + 1));
            }
            _ => shared.say("Already in the sources view."),
        }
    }

    fn move_cursor(&mut self, shared: &mut Shared, motion: Motion) {
        let page = shared.layout().stage.map_or(1, |stage| usize::from(state::list(stage).height.max(1)));
        let list = &mut self.list;
        let to = motion.target(list.at, page, list.len());
        if !list.go(to) {
            shared.say(match (list.len(), to) {
                (0, _) => "This list is empty.",
                (_, 0) => "This is the first in the list.",
                _ => "This is the last in the list.",
            });
        }
    }

    /// Switches to the next order of the list.
    pub(crate) fn reorder(&mut self, shared: &mut Shared) {
        if self.citing.is_some() {
            shared.say("This list is in order of time: H goes back to the sources.");
            return;
        }
        self.next_order(shared.timeline());
        shared.say(format!("Sorted: {}.", self.order().words(self.section)));
    }

    fn note_opened(&mut self, shared: &Shared, subject: Subject) {
        self.opened = Some((subject, subject != shared.subject));
        self.entered_for = Some(subject);
    }

    /// Returns to this view from a page opened here. Returns whether that page was open.
    pub(crate) fn walk_back(&mut self, shared: &mut Shared) -> bool {
        let Some((_, is_behind)) = self.opened.filter(|(subject, _)| *subject == shared.subject) else {
            return false;
        };
        self.opened = None;
        if is_behind && let Some(before) = shared.trail.step_back(shared.subject) {
            shared.set_subject(before);
        }
        shared.view = View::Sources;
        true
    }

    /// Counts the next slice of single-source records while the view is shown. Returns whether to request another call;
    /// `is_due` marks that call.
    #[must_use]
    pub(crate) fn count_on(&mut self, shared: &Shared, is_due: bool) -> bool {
        if shared.view != View::Sources {
            if is_due {
                self.defer();
            }
            return false;
        }
        self.follow_rows(shared);
        self.count_slice(shared.timeline(), shows(shared), is_due)
    }

    /// Counts again if the filter changed; the cursor stays on its record.
    fn follow_rows(&mut self, shared: &Shared) {
        if self.counted_for != shared.rows_revision {
            (self.counted_for, self.horizon) = (shared.rows_revision, shared.visible.horizon);
            self.recount(shared.timeline());
        }
    }

    /// The number of records that cite a source, which may be a copy.
    #[must_use]
    pub fn count_citing(shared: &Shared, source: RecordNo) -> usize {
        groups::cited(shared.timeline(), source, |row| shared.shows(row as usize))
    }
}

/// Whether a row is listed and counted: it passes the filter.
fn shows(shared: &Shared) -> impl Fn(u32) -> bool + use<> {
    let visible = shared.visible.clone();
    move |row| visible.contains(row as usize)
}
