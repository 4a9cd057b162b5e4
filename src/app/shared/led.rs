//! Whether what the front page led to is still shown, so that Esc goes back to it.

use crate::app::core::lead::Lead;
use crate::app::core::msg::{Pane, View};
use crate::app::shared::Shared;
use crate::search::filter::Filter;

impl Shared {
    /// Whether the filter is that of a question.
    pub(crate) fn is_led_filter(&self) -> bool {
        let Some(Lead::Filter(filter)) = &self.led else { return false };
        self.filter.as_ref().map_or("", Filter::text) == filter
    }

    /// Whether what the front page led to is still what is shown.
    pub(crate) fn is_where_led(&self) -> bool {
        // Whatever it was, the events of the whole file lead back.
        let is_plain = self.view == View::Browse && !self.zoomed;
        let is_at_events = is_plain && self.focus == Pane::Events && self.reading == self.event_in_row();
        if self.led.is_some() && is_at_events && self.filter.is_none() {
            return true;
        }
        match &self.led {
            Some(Lead::Filter(_)) => is_at_events && self.is_led_filter(),
            Some(Lead::Page(subject)) => is_plain && self.reading == *subject,
            Some(Lead::View(view)) => self.view == *view && *view != View::Browse,
            Some(Lead::Links(_)) => self.view == View::Links,
            _ => false,
        }
    }
}
