//! How the front page responds to keys and the mouse.

use ratatui::layout::{Position, Rect};

use crate::app::core::effect::Effect;
use crate::app::core::explanations::Explanations;
use crate::app::core::loaded::Loaded;
use crate::app::core::msg::{Click, Motion};
use crate::app::core::subject::Subject;
use crate::app::shared::Shared;
use crate::app::views::front::Front;
use crate::app::views::front::questions::meaning;
use crate::app::views::view_state::{Request, ViewState};
use crate::describe::signs::Sign;
use crate::model::RecordNo;

/// Entries moved by a page or half of one.
const PAGE: usize = 8;

impl ViewState for Front {
    fn reading(&self, _shared: &Shared) -> Subject {
        Subject::Timeline
    }

    fn links<'a>(&'a self, _shared: &'a Shared) -> &'a [RecordNo] {
        &[]
    }

    fn explain(&self, _shared: &Shared, all: &mut Explanations) {
        if let Some(entry) = self.page.entries.get(self.at).filter(|entry| !entry.ask.is_empty()) {
            let meaning = meaning(&entry.lead).to_owned();
            all.add_sign(Sign { sign: entry.ask.clone(), twin: "", meaning }, String::new());
        }
    }

    fn go(&mut self, _shared: &mut Shared, motion: Motion) -> Request {
        self.at = motion.target(self.at, PAGE, self.page.entries.len());
        self.is_moved = true;
        Request::Nothing
    }

    fn scroll(&mut self, shared: &mut Shared, motion: Motion) {
        let _ = self.go(shared, motion);
    }

    /// To the question beside.
    fn go_sideways(&mut self, _shared: &mut Shared, right: bool) {
        let Some(here) = self.page.entries.get(self.at).map(|entry| entry.place) else { return };
        let beside =
            |place: Rect| place.y == here.y && if right { place.x > here.x } else { place.x < here.x };
        self.at = self.page.entries.iter().position(|entry| beside(entry.place)).unwrap_or(self.at);
        self.is_moved = true;
    }

    fn open(&mut self, _shared: &mut Shared) -> Request {
        self.page.entries.get(self.at).map_or(Request::Nothing, |entry| Request::Lead(entry.lead.clone()))
    }

    fn click(&mut self, shared: &mut Shared, click: Click, stage: Rect, at: Position) -> Request {
        if let Click::Wheel { down } = click {
            return self.go(shared, Motion::Lines(if down { 1 } else { -1 }));
        }
        let is_hit = |place: Option<Rect>| place.is_some_and(|place| place.contains(at));
        let Some(hit) = self.page.entries.iter().position(|entry| is_hit(self.place(entry, stage))) else {
            return Request::Nothing;
        };
        (self.at, self.is_moved) = (hit, true);
        self.open(shared)
    }

    fn refresh(&mut self, shared: &mut Shared) {
        self.lay_out(shared);
    }

    fn carry(&mut self, _shared: &mut Shared, _old: &Loaded) -> Vec<Effect> {
        Vec::new()
    }
}
