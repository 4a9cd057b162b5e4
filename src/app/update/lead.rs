//! Where the front page and the disputes lead, and back.

use crate::app::core::effect::Effect;
use crate::app::core::lead::Lead;
use crate::app::core::msg::{Msg, Pane, Prompt, View};
use crate::app::core::subject::Subject;
use crate::app::state::App;

impl App {
    /// Follows an entry of the front page.
    pub(super) fn lead(&mut self, lead: Lead) -> Vec<Effect> {
        // What lay behind the front page was not seen: back leads to the page itself.
        let trail = self.shared.trail.clone();
        let from = self.shared.view;
        let effects = self.follow_lead(lead.clone());
        if self.shared.view != from && !self.shared.view.is_presented() {
            let before = self.shared.led.take().filter(|_| from != View::Front);
            self.shared.led_before = before.map(|before| (before, self.shared.led_from));
            (self.shared.trail, self.shared.led, self.shared.led_from) = (trail, Some(lead), from);
        }
        effects
    }

    /// Goes back to the view that led here.
    pub(super) fn lead_back(&mut self) -> Vec<Effect> {
        let led = self.shared.led.take();
        let effects = match led {
            Some(Lead::Filter(filter)) if !filter.is_empty() && self.shared.filter.is_some() => {
                self.shared.filter_by("", self.shared.row)
            }
            _ => Vec::new(),
        };
        let view = self.shared.led_from;
        self.shared.view = view;
        if let Some((before, from)) = self.shared.led_before.take() {
            (self.shared.led, self.shared.led_from) = (Some(before), from);
        }
        if view == View::Front {
            self.show(view);
        } else if view == View::Links {
            self.views.links.come_back(&mut self.shared);
        }
        effects
    }

    fn follow_lead(&mut self, lead: Lead) -> Vec<Effect> {
        match lead {
            Lead::Page(subject) => self.open(subject),
            Lead::View(view) => self.show(view),
            Lead::List(table) => return self.shared.open_prompt(Prompt::List(table)),
            Lead::Present => return self.take(Msg::Present),
            Lead::Edit => return self.take(Msg::Edit),
            Lead::Problems => return self.take(Msg::ShowProblems),
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
        let is_of_events = match msg {
            Msg::NextHit(_) => self.shared.finding.is_some(),
            msg => {
                matches!(
                    msg,
                    Msg::Ask(Prompt::Find | Prompt::Filter)
                        | Msg::AskKnown
                        | Msg::StepTime(_)
                        | Msg::ToggleZoom
                )
            }
        };
        if self.shared.view == View::Front && is_of_events {
            self.show(View::Browse);
        }
    }
}
