//! Where the front page leads.

use crate::app::core::effect::Effect;
use crate::app::core::lead::Lead;
use crate::app::core::msg::{Motion, Msg, Pane, Prompt, View};
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
                self.shared.move_selection(Motion::First);
                return effects;
            }
            Lead::Links(no) => {
                self.open(Subject::Record(no));
                self.show(View::Links);
            }
        }
        Vec::new()
    }
}
