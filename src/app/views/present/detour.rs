//! Questions from the floor: they lead away from the step of a talk into the whole program, and Esc comes back.

use crate::app::core::briefing::Cue;
use crate::app::core::effect::Effect;
use crate::app::core::key::{Key, KeyCode};
use crate::app::core::msg::{Msg, Pane, View};
use crate::app::core::subject::Subject;
use crate::app::input::keymap::Mode;
use crate::app::state::App;
use crate::app::views::present::Talk;
use crate::app::views::present::return_point::ReturnPoint;

impl App {
    /// Where one is.
    pub(crate) fn seat(&self) -> ReturnPoint {
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
    pub(crate) fn sit(&mut self, seat: ReturnPoint) -> Vec<Effect> {
        self.mode = Mode::Browse;
        self.asking = None;
        self.finding = None;
        let is_other = seat.filter.as_ref().map(|filter| filter.text().to_owned())
            != self.filter.as_ref().map(|filter| filter.text().to_owned());
        let mut effects =
            if is_other { self.filter_as_before(seat.filter, seat.visible) } else { Vec::new() };
        if let Subject::Record(no) = seat.event {
            self.row = self.timeline().row_of(no).unwrap_or(self.row);
        }
        self.turn_to(seat.subject);
        (self.view, self.focus, self.zoomed) = (seat.view, seat.focus, seat.zoomed);
        if let Some(found) = seat.found {
            effects.extend(self.look_for(&found, self.row));
            effects.truncate(1);
        }
        effects
    }

    /// A question leads away from the step, into a view.
    pub(crate) fn step_aside(&mut self, view: View) {
        let home = if self.notes.is_some() { View::Notes } else { View::Present };
        let seat = ReturnPoint { view: home, ..self.seat() };
        let shown = self.reading_in_talk();
        let Some(talk) = &mut self.talk else { return };
        talk.away.get_or_insert(seat);
        self.view = view;
        self.focus = Pane::Events;
        self.zoomed = false;
        self.turn_to(shown);
    }

    /// Whether a question has led away from the step.
    pub(crate) fn is_away(&self) -> bool {
        !self.view.is_told() && self.talk.as_ref().is_some_and(Talk::is_away)
    }

    /// Back to the step.
    pub(crate) fn come_back(&mut self) -> Vec<Effect> {
        let Some(seat) = self.talk.as_mut().and_then(|talk| talk.away.take()) else { return Vec::new() };
        self.close_chain();
        self.sit(seat)
    }

    /// A line is opened to be typed into: in a talk, for a question from the floor.
    pub(crate) fn ask_from_talk(&mut self) {
        if self.view.is_told() {
            self.step_aside(View::Browse);
            if let Some(talk) = &mut self.talk {
                talk.asked_here = true;
            }
        }
    }

    /// Whether the line that is closed was opened from the step.
    pub(crate) fn was_asked_in_talk(&mut self) -> bool {
        self.talk.as_mut().is_some_and(|talk| std::mem::take(&mut talk.asked_here))
    }

    /// What was typed is taken: one stays with what it leads to.
    pub(crate) fn stay_away(&mut self) {
        self.was_asked_in_talk();
    }

    /// The digit or the Enter that ends a number begun with the key of the map, which is a digit as well.
    pub(crate) fn ends_number(&mut self, key: Key) -> Option<Msg> {
        if !self.is_away() || self.mode != Mode::Browse {
            return None;
        }
        let talk = self.talk.as_mut().filter(|talk| !talk.number.is_empty())?;
        match key.code {
            KeyCode::Char(digit) if digit.is_ascii_digit() => Some(Msg::Cue(Cue::Digit(digit))),
            KeyCode::Enter => Some(Msg::Cue(Cue::Enter)),
            _ => {
                talk.number.clear();
                None
            }
        }
    }
}
