//! Questions from the floor: they lead away from a step or its notes into the whole program, and Esc comes back.

use crate::app::core::effect::{Effect, once};
use crate::app::core::msg::{Pane, View};
use crate::app::core::subject::Subject;
use crate::app::input::keymap::Mode;
use crate::app::shared::{ReturnPoint, Shared};

impl Shared {
    /// Where somebody is.
    pub(crate) fn return_point(&self) -> ReturnPoint {
        ReturnPoint {
            view: self.view,
            focus: self.focus,
            zoomed: self.zoomed,
            subject: self.subject,
            event: self.event_in_row(),
            found: self.looked_for().map(str::to_owned),
            filter: self.filter.clone(),
            visible: Some(self.visible.clone()),
        }
    }

    /// Puts everything back as it was.
    #[must_use]
    pub(crate) fn restore(&mut self, point: ReturnPoint) -> Vec<Effect> {
        self.mode = Mode::Browse;
        self.asking = None;
        self.finding = None;
        let is_other = point.filter.as_ref().map(|filter| filter.text().to_owned())
            != self.filter.as_ref().map(|filter| filter.text().to_owned());
        let mut effects =
            if is_other { self.filter_as_before(point.filter, point.visible) } else { Vec::new() };
        if let Subject::Record(no) = point.event {
            self.row = self.timeline().row_of(no).unwrap_or(self.row);
        }
        self.turn_to(point.subject);
        (self.view, self.focus, self.zoomed) = (point.view, point.focus, point.zoomed);
        if let Some(found) = point.found {
            effects.extend(self.look_for(&found, self.row));
            effects = once(effects);
        }
        effects
    }

    /// A question leads away from a step or its notes, into a view, to what the step shows.
    pub(crate) fn step_aside(&mut self, view: View, shown: Subject) {
        let point = self.return_point();
        self.detour.get_or_insert(point);
        self.view = view;
        self.focus = Pane::Events;
        self.zoomed = false;
        self.turn_to(shown);
    }

    /// Whether a question has led away from a step or its notes.
    pub(crate) fn is_away(&self) -> bool {
        !self.view.is_presented() && self.detour.is_some()
    }

    /// A line is opened to be typed into: in a briefing, for a question from the floor.
    pub(crate) fn ask_from_detour(&mut self) {
        if self.view.is_presented() {
            self.step_aside(View::Browse, self.reading);
            self.detour_is_prompt = true;
        }
    }
}
