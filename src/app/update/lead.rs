//! Where the front page leads.

use crate::app::core::effect::Effect;
use crate::app::core::lead::Lead;
use crate::app::core::msg::{Msg, Pane, Prompt, View};
use crate::app::core::subject::Subject;
use crate::app::state::App;

impl App {
    /// Follows an entry of the front page.
    pub(super) fn lead(&mut self, lead: Lead) -> Vec<Effect> {
        match lead {
            Lead::Page(subject) => self.open(subject),
            Lead::View(view) => self.show(view),
            Lead::List(table) => return self.shared.open_prompt(Prompt::List(table)),
            Lead::Present => return self.take(Msg::Present),
            Lead::Changes => return self.take(Msg::WalkChanges(true)),
            Lead::Filter(filter) => {
                self.show(View::Browse);
                self.shared.focus = Pane::Events;
                let effects = self.shared.filter_by(&filter, 0);
                self.shared.choose_row(0);
                return effects;
            }
            Lead::Links(no) => {
                self.open(Subject::Record(no));
                self.show(View::Links);
            }
        }
        Vec::new()
    }

    /// Leaves the front page for the events if a message is about them, so that its effect is seen.
    pub(super) fn leave_front_for(&mut self, msg: &Msg) {
        let is_of_events = matches!(
            msg,
            Msg::Ask(Prompt::Find | Prompt::Filter) | Msg::NextHit(_) | Msg::StepTime(_) | Msg::ToggleZoom
        );
        if self.shared.view == View::Front && is_of_events {
            self.show(View::Browse);
        }
    }
}
