//! Whether what the front page led to is still shown, so that Esc goes back to it.

use crate::app::core::lead::Lead;
use crate::app::core::msg::{Pane, View};
use crate::app::core::subject::Subject;
use crate::app::shared::Shared;
use crate::search::filter::Filter;

impl Shared {
    /// Whether what the front page led to is still what is shown.
    pub(crate) fn is_where_led(&self) -> bool {
        let is_plain = self.view == View::Browse && !self.zoomed;
        match &self.led {
            Some(Lead::Filter(filter)) => {
                let is_shown = self.filter.as_ref().map_or("", Filter::text) == filter;
                is_plain && self.focus == Pane::Events && is_shown && self.reading == self.event_in_row()
            }
            Some(Lead::Page(subject)) => is_plain && self.reading == *subject,
            Some(Lead::View(view)) => self.view == *view,
            Some(Lead::Links(no)) => self.view == View::Links && self.subject == Subject::Record(*no),
            _ => false,
        }
    }
}
