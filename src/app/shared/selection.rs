//! The selection: the selected event, the open page and the trail, marks, and leaving a briefing and returning.

use crate::app::core::effect::{Effect, once};
use crate::app::core::msg::{Motion, Msg, Pane, View};
use crate::app::core::subject::Subject;
use crate::app::input::keymap::Mode;
use crate::app::shared::{ReturnPoint, Shared};
use crate::model::{RecordNo, Table};

impl Shared {
    /// The event in the selected row.
    pub(crate) fn event_in_row(&self) -> Subject {
        self.timeline().number_at(self.row).map_or(Subject::Timeline, Subject::Record)
    }

    /// Sets the subject that lists and views follow, and moves the cursor of the events to it.
    pub(crate) fn set_subject(&mut self, subject: Subject) {
        self.revision += u32::from(self.subject != subject);
        self.subject = subject;
        if let Subject::Record(no) = subject
            && let Some(row) = self.timeline().row_of(no)
        {
            self.row = self.nearest_shown(row);
        }
    }

    /// Selects a row. The open page, if it was not the selected event, goes onto the trail.
    pub(crate) fn choose_row(&mut self, row: usize) {
        let left = self.subject;
        if left != self.event_in_row() {
            self.trail.leave(left);
        }
        self.row = self.nearest_shown(row.min(self.timeline().row_count().saturating_sub(1)));
        self.set_subject(self.event_in_row());
    }

    /// Moves the selection among the events listed.
    pub(crate) fn move_selection(&mut self, motion: Motion) {
        let (height, shown) = (self.pane_height(Pane::Events), &self.folds.listed);
        let count = shown.count();
        let place = motion.target(self.place_of(self.row), height, count);
        let row = self.listed_at(place).unwrap_or(self.row);
        if row == self.row && self.subject == self.event_in_row() {
            let words = match (shown.total(), count, place) {
                (0, ..) => "There are no events yet.",
                (_, 0, _) => "No event matches the filter: Esc removes it.",
                (_, _, 0) => "This is the first event.",
                _ => "This is the last event.",
            };
            self.message = Some(words.to_owned());
        }
        self.choose_row(row);
    }

    /// Focuses the next pane that has something to show, or the previous one.
    pub(crate) fn focus_next(&mut self, forward: bool) {
        let at = Pane::ALL.iter().position(|pane| *pane == self.focus).unwrap_or(0);
        let step = if forward { 1 } else { Pane::ALL.len() - 1 };
        let panes = (1..=Pane::ALL.len()).map(|steps| Pane::ALL[(at + steps * step) % Pane::ALL.len()]);
        self.focus = panes.into_iter().find(|pane| self.has_pane(*pane)).unwrap_or(self.focus);
    }

    /// Whether a pane has something to show: not the actors or concerns of a page that none are related to.
    #[must_use]
    pub fn has_pane(&self, pane: Pane) -> bool {
        let [actors, concerns] = self.related;
        match pane {
            Pane::Events | Pane::Reader => true,
            Pane::Actors => actors > 0,
            Pane::Concerns => concerns > 0,
        }
    }

    /// Opens a page in the reader, and adds the previous one to the trail.
    pub(crate) fn open(&mut self, subject: Subject) {
        if subject != self.subject {
            self.trail.leave(self.subject);
        }
        self.focus = Pane::Reader;
        self.view = View::Browse;
        self.set_subject(subject);
        if let Subject::Record(no) = subject
            && self.timeline().row_of(no).is_some_and(|row| !self.shows(row))
        {
            self.message = Some("The filter hides this event from the list.".to_owned());
        }
    }

    /// Goes back or forward along the trail.
    pub(crate) fn walk_trail(&mut self, forward: bool) {
        let here = self.subject;
        let to = if forward { self.trail.step_forward(here) } else { self.trail.step_back(here) };
        match to {
            Some(subject) => {
                self.set_subject(subject);
                if !matches!(self.focus, Pane::Events | Pane::Reader) {
                    self.focus = Pane::Reader;
                }
            }
            None => {
                let direction = if forward { "forward" } else { "back" };
                self.message = Some(format!("There is no page further {direction}."));
            }
        }
    }

    /// Where a message jumps from, if it can lead far; what a search goes to as it is typed is part of its jump.
    pub(crate) fn jumping_from(&self, msg: &Msg) -> Option<Subject> {
        match msg {
            Msg::Confirm => self.prompt.as_ref().map(|prompt| prompt.before.subject),
            Msg::Move(Motion::First | Motion::Last) if self.prompt.is_none() => Some(self.subject),
            Msg::JumpBack
            | Msg::GoToMark(_)
            | Msg::FollowHint(_)
            | Msg::OpenSelected
            | Msg::OpenTimeline
            | Msg::NextHit(_)
            | Msg::Walk(_)
            | Msg::WalkChanges(_)
            | Msg::StepTime(_) => Some(self.subject),
            _ => None,
        }
    }

    /// Clamps the selected row to those shown.
    pub(crate) fn clamp_row(&mut self) {
        self.row = self.nearest_shown(self.row.min(self.timeline().row_count().saturating_sub(1)));
    }
}

impl Shared {
    /// Marks the open record with a letter; any other record with the letter loses it.
    pub(crate) fn set_mark(&mut self, letter: char) {
        let reading = self.reading;
        let Subject::Record(no) = reading else {
            self.message = Some("The timeline itself needs no mark: g t goes there.".to_owned());
            return;
        };
        let Some(record) = self.timeline().record(no) else { return };
        let id = self.timeline().ids().text(record.id).into();
        let title = self.timeline().title(record.id).to_owned();
        self.marks.insert(letter, id);
        let back = self
            .keymap
            .named("to-mark")
            .map(crate::app::input::keymap::Binding::keys_shown)
            .unwrap_or_default();
        self.message = Some(format!("Marked {letter}: {title}. {back} {letter} returns here."));
    }

    /// Goes to the record marked with a letter; if it is not an event, returns it to be opened.
    pub(crate) fn go_to_mark(&mut self, letter: char) -> Option<RecordNo> {
        let Some(id) = self.marks.get(&letter) else {
            self.message = Some(format!("No record is marked {letter}."));
            return None;
        };
        let Some(no) = self.timeline().find_text(id) else {
            self.message = Some(format!("The record marked {letter}, {id}, is no longer in the file."));
            return None;
        };
        match self.timeline().row_of(no).filter(|_| no.table == Table::Event) {
            Some(row) => self.choose_row(row),
            None => return Some(no),
        }
        None
    }

    /// The marks, each with the title of its record.
    pub fn bookmarks(&self) -> impl Iterator<Item = (char, &str)> {
        let timeline = self.timeline();
        self.marks.iter().map(move |(letter, id)| {
            let title = timeline.ids().get(id).map_or(&**id, |id| timeline.title(id));
            (*letter, title)
        })
    }
}

impl Shared {
    /// The current position, to return to.
    pub(crate) fn return_point(&self) -> ReturnPoint {
        ReturnPoint {
            view: self.view,
            focus: self.focus,
            zoomed: self.zoomed,
            subject: self.subject,
            event: self.event_in_row(),
            found: self.search_query().map(str::to_owned),
            filter: self.filter.clone(),
            visible: Some(self.visible.clone()),
        }
    }

    /// Restores a saved position.
    #[must_use]
    pub(crate) fn restore(&mut self, point: ReturnPoint) -> Vec<Effect> {
        self.mode = Mode::Browse;
        self.prompt = None;
        self.finding = None;
        let is_other = point.filter.as_ref().map(|filter| filter.text().to_owned())
            != self.filter.as_ref().map(|filter| filter.text().to_owned());
        let mut effects =
            if is_other { self.filter_as_before(point.filter, point.visible) } else { Vec::new() };
        if let Subject::Record(no) = point.event {
            self.row = self.timeline().row_of(no).unwrap_or(self.row);
        }
        self.set_subject(point.subject);
        (self.view, self.focus, self.zoomed) = (point.view, point.focus, point.zoomed);
        if let Some(found) = point.found {
            effects.extend(self.search_for(&found, self.row));
            effects = once(effects);
        }
        effects
    }

    /// Leaves a step or its notes for a view of what the step shows, to answer a question.
    pub(crate) fn start_detour(&mut self, view: View, shown: Subject) {
        let point = self.return_point();
        self.detour.get_or_insert(point);
        self.view = view;
        self.focus = Pane::Events;
        self.zoomed = false;
        self.set_subject(shown);
    }

    /// Whether the speaker has left a step or its notes to answer a question.
    pub(crate) fn is_away(&self) -> bool {
        !self.view.is_presented() && self.detour.is_some()
    }

    /// Leaves the briefing if a prompt is opened in one.
    pub(crate) fn detour_for_prompt(&mut self) {
        if self.view.is_presented() {
            self.start_detour(View::Browse, self.reading);
            self.detour_is_prompt = true;
        }
    }
}
