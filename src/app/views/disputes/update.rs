//! How the disputes view responds to keys and the mouse.

use ratatui::layout::{Position, Rect};

use crate::app::core::effect::Effect;
use crate::app::core::lead::Lead;
use crate::app::core::loaded::Loaded;
use crate::app::core::msg::{Click, Motion, View};
use crate::app::core::subject::Subject;
use crate::app::shared::Shared;
use crate::app::views::disputes::Disputes;
use crate::app::views::disputes::items::Item;
use crate::app::views::view_state::{Request, ViewState};
use crate::describe::disputes::Dispute;
use crate::model::RecordNo;

/// Items moved by a page or half of one.
const PAGE: usize = 6;

impl ViewState for Disputes {
    fn reading(&self, shared: &Shared) -> Subject {
        let no = self.items.get(self.at).and_then(Item::no);
        no.map_or(shared.subject, Subject::Record)
    }

    /// Selects the first point of the open record; entered again, its next one.
    fn enter(&mut self, shared: &mut Shared, from: View) {
        self.make(shared);
        let (no, after) = match (from, shared.reading) {
            (View::Disputes, _) => (self.items.get(self.at).and_then(Item::no), self.at + 1),
            (_, Subject::Record(no)) => (Some(no), 0),
            (_, Subject::Timeline) => (None, 0),
        };
        let is_point = |item: &Item| matches!(item, Item::Point(point) if Some(point.no) == no);
        let points = || self.items.iter().enumerate().filter(|(_, item)| is_point(item)).map(|(at, _)| at);
        let (first, count) = (points().next(), points().count());
        let Some(at) = points().find(|at| *at >= after).or(first) else { return };
        self.at = at;
        if count > 1 {
            let number = points().filter(|other| *other <= at).count();
            let key = shared.key_of("disputes");
            shared.say(format!("Point {number} of {count} of this record: {key} shows the next."));
        } else if from == View::Disputes {
            shared.say("This record has no other point in dispute.");
        }
    }

    fn links<'a>(&'a self, _shared: &'a Shared) -> &'a [RecordNo] {
        &[]
    }

    fn go(&mut self, _shared: &mut Shared, motion: Motion) -> Request {
        self.at = motion.target(self.at, PAGE, self.items.len());
        Request::Nothing
    }

    fn scroll(&mut self, shared: &mut Shared, motion: Motion) {
        let _ = self.go(shared, motion);
    }

    /// To the next part of the list, or back.
    fn go_sideways(&mut self, shared: &mut Shared, right: bool) {
        let firsts = || self.parts.iter().map(|part| part.first);
        let to = if right {
            firsts().find(|first| *first > self.at)
        } else {
            firsts().rev().find(|first| *first < self.at)
        };
        match to {
            Some(to) => (self.at, self.top) = (to, to),
            None => shared.say(if right { "This is the last part." } else { "This is the first part." }),
        }
    }

    fn open(&mut self, shared: &mut Shared) -> Request {
        match self.items.get(self.at) {
            Some(Item::Rest(_, lead)) => Request::Lead(lead.clone()),
            Some(Item::Point(Dispute { no, .. }) | Item::Weak { no, .. }) => {
                Request::Lead(Lead::Page(Subject::Record(*no)))
            }
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
        let Some(line) = at.y.checked_sub(stage.y + 1) else { return Request::Nothing };
        let hit = self.visible(shared.timeline(), stage).get(usize::from(line)).map(|placed| placed.item);
        let Some(hit) = hit else { return Request::Nothing };
        // A second click does what Enter does.
        if std::mem::replace(&mut self.at, hit) == hit { self.open(shared) } else { Request::Nothing }
    }

    fn refresh(&mut self, shared: &mut Shared) {
        self.make(shared);
        if let Some(stage) = shared.layout().stage {
            self.scroll(shared.timeline(), stage);
        }
    }

    /// The cursor stays on its record.
    fn carry(&mut self, shared: &mut Shared, old: &Loaded) -> Vec<Effect> {
        let carry = |no: RecordNo| match Subject::Record(no).carried(&old.timeline, shared.timeline()) {
            Some(Subject::Record(no)) => Some(no),
            _ => None,
        };
        if let Some(Item::Point(Dispute { no, .. }) | Item::Weak { no, .. }) = self.items.get_mut(self.at) {
            *no = carry(*no).unwrap_or(*no);
        }
        self.made_for = None;
        Vec::new()
    }
}
