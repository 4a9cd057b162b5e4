//! How the comparison responds to keys and the mouse.

use ratatui::layout::{Position, Rect};

use crate::app::core::effect::Effect;
use crate::app::core::lead::Lead;
use crate::app::core::loaded::Loaded;
use crate::app::core::msg::{Click, Motion, View};
use crate::app::core::subject::Subject;
use crate::app::shared::Shared;
use crate::app::views::compare::Compare;
use crate::app::views::view_state::{Request, ViewState};
use crate::model::RecordNo;

impl ViewState for Compare {
    fn reading(&self, shared: &Shared) -> Subject {
        self.record(self.at).map_or(shared.subject, Subject::Record)
    }

    fn links<'a>(&'a self, _shared: &'a Shared) -> &'a [RecordNo] {
        &[]
    }

    fn go(&mut self, shared: &mut Shared, motion: Motion) -> Request {
        let height = shared.layout().stage.map_or(1, |stage| self.height(stage));
        let to = motion.target(self.at, height, self.lines.len());
        let forward = to > self.at;
        self.at = self.next(to, forward).or_else(|| self.next(to, !forward)).unwrap_or(to);
        Request::Nothing
    }

    fn scroll(&mut self, shared: &mut Shared, motion: Motion) {
        let _ = self.go(shared, motion);
    }

    fn open(&mut self, shared: &mut Shared) -> Request {
        match self.record(self.at) {
            Some(no) => Request::Lead(Lead::Page(Subject::Record(no))),
            None => {
                shared.say("There is nothing to open here.");
                Request::Nothing
            }
        }
    }

    fn click(&mut self, shared: &mut Shared, click: Click, stage: Rect, at: Position) -> Request {
        if let Click::Wheel { down } = click {
            return self.go(shared, Motion::Lines(if down { 1 } else { -1 }));
        }
        let above = usize::from(at.y.saturating_sub(stage.y));
        let Some(line) = above.checked_sub(self.heads.len() + 2).map(|line| line + self.top) else {
            return Request::Nothing;
        };
        if self.record(line).is_none() {
            return Request::Nothing;
        }
        // A second click does what Enter does.
        if std::mem::replace(&mut self.at, line) == line { self.open(shared) } else { Request::Nothing }
    }

    fn refresh(&mut self, shared: &mut Shared) {
        if let Some(stage) = shared.layout().stage {
            self.make(shared, stage);
            Self::scroll(self, stage);
        }
    }

    /// If one of the two is gone, so is the comparison.
    fn carry(&mut self, shared: &mut Shared, old: &Loaded) -> Vec<Effect> {
        let carry = |no: RecordNo| match Subject::Record(no).carried(&old.timeline, shared.timeline()) {
            Some(Subject::Record(no)) => Some(no),
            _ => None,
        };
        let pair = self.pair.and_then(|[first, second]| Some([carry(first)?, carry(second)?]));
        let resume = self.record(self.at).and_then(carry);
        *self = Self { pair, resume, top: self.top, ..Self::default() };
        if pair.is_none() && shared.view == View::Compare {
            shared.view = View::Browse;
            shared.say("A record that was compared is no longer in the file.");
        }
        Vec::new()
    }
}

impl Compare {
    /// Compares the marked record with the open one.
    pub(crate) fn begin(&mut self, shared: &mut Shared, marked: Option<RecordNo>) {
        let words = match (marked, shared.reading) {
            (None, _) => "Press v at one record, then | at another, to compare the two.",
            (_, Subject::Timeline) => "The timeline itself cannot be compared: choose a record.",
            (Some(first), Subject::Record(second)) if first == second => {
                "This is the record marked with v: press | at another one."
            }
            (Some(first), Subject::Record(second)) => {
                let from = if shared.view == View::Compare { View::Browse } else { shared.view };
                (shared.led, shared.led_from) = (Some(Lead::View(View::Compare)), from);
                *self = Self { pair: Some([first, second]), ..Self::default() };
                shared.view = View::Compare;
                return;
            }
        };
        shared.say(words);
    }
}
