//! Where one was before a talk, or before a question led away from it: to go back there.

use crate::app::core::screens::{Pane, View};
use crate::app::core::subject::Subject;
use crate::model::Timeline;
use crate::search::RowSet;
use crate::search::filter::Filter;

/// Where one was.
#[derive(Debug, Clone)]
pub struct ReturnPoint {
    /// The view.
    pub view: View,
    /// The focused pane, and whether it had the screen for itself.
    pub focus: Pane,
    /// Whether it had the screen for itself.
    pub zoomed: bool,
    /// The page that was open.
    pub subject: Subject,
    /// The chosen event.
    pub event: Subject,
    /// What was looked for.
    pub found: Option<String>,
    /// Which events were shown, by which filter.
    pub filter: Option<Filter>,
    /// The rows; nothing once the timeline is another one.
    pub visible: Option<RowSet>,
}

impl ReturnPoint {
    /// The same in another snapshot.
    pub fn carry(&mut self, from: &Timeline, to: &Timeline) {
        self.event = self.event.carried(from, to).unwrap_or(Subject::Timeline);
        self.subject = self.subject.carried(from, to).unwrap_or(self.event);
        self.visible = None;
    }
}
