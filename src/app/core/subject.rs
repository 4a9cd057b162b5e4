//! The subject of a page, and the trail of opened pages.

use crate::app::core::screens::{Pane, View};
use crate::model::{RecordNo, Timeline};
use crate::search::RowSet;
use crate::search::filter::Filter;

/// The subject of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// The timeline itself.
    Timeline,
    /// A record.
    Record(RecordNo),
}

impl Subject {
    /// The first event in time, or the timeline if it has none.
    #[must_use]
    pub fn first_of(timeline: &Timeline) -> Self {
        timeline.number_at(0).map_or(Self::Timeline, Self::Record)
    }

    /// The same subject in another snapshot, found by id; `None` if it was removed.
    #[must_use]
    pub fn carried(self, from: &Timeline, to: &Timeline) -> Option<Self> {
        match self {
            Self::Timeline => Some(Self::Timeline),
            Self::Record(no) => {
                let id = from.id_of(no)?;
                to.find_text(from.ids().text(id)).map(Self::Record)
            }
        }
    }

    /// Its title.
    #[must_use]
    pub fn title(self, timeline: &Timeline) -> &str {
        match self {
            Self::Timeline => &timeline.head().title,
            Self::Record(no) => timeline.id_of(no).map_or("", |id| timeline.title(id)),
        }
    }
}

/// The pages opened, like a browser's history.
#[derive(Debug, Clone, Default)]
pub struct Trail {
    back: Vec<Subject>,
    forward: Vec<Subject>,
}

/// The most pages a trail remembers.
const LONGEST: usize = 200;

impl Trail {
    /// Records the page left when another one is opened.
    pub fn leave(&mut self, subject: Subject) {
        if self.back.last() != Some(&subject) {
            self.back.push(subject);
        }
        if self.back.len() > LONGEST {
            self.back.remove(0);
        }
        self.forward.clear();
    }

    /// Goes back to the previous page.
    pub fn step_back(&mut self, from: Subject) -> Option<Subject> {
        let to = self.back.pop()?;
        self.forward.push(from);
        Some(to)
    }

    /// Goes forward to the page left by going back.
    pub fn step_forward(&mut self, from: Subject) -> Option<Subject> {
        let to = self.forward.pop()?;
        self.back.push(from);
        Some(to)
    }

    /// The earlier pages, oldest first.
    #[must_use]
    pub fn earlier(&self) -> &[Subject] {
        &self.back
    }

    /// Carries the trail over to another snapshot, without removed pages.
    pub fn carry(&mut self, from: &Timeline, to: &Timeline) {
        for subjects in [&mut self.back, &mut self.forward] {
            *subjects = subjects.iter().filter_map(|subject| subject.carried(from, to)).collect();
        }
    }
}

/// The position to return to.
#[derive(Debug, Clone)]
pub struct ReturnPoint {
    /// The view.
    pub view: View,
    /// The focused pane.
    pub focus: Pane,
    /// Whether it was zoomed.
    pub zoomed: bool,
    /// The page that was open.
    pub subject: Subject,
    /// The selected event.
    pub event: Subject,
    /// The search.
    pub found: Option<String>,
    /// The filter.
    pub filter: Option<Filter>,
    /// The rows the filter shows; `None` after a reload.
    pub visible: Option<RowSet>,
}

impl ReturnPoint {
    /// Carries it over to another snapshot.
    pub fn carry(&mut self, from: &Timeline, to: &Timeline) {
        self.event = self.event.carried(from, to).unwrap_or(Subject::Timeline);
        self.subject = self.subject.carried(from, to).unwrap_or(self.event);
        self.visible = None;
    }
}

#[cfg(test)]
mod tests {
    use super::{RecordNo, Subject, Trail};
    use crate::model::Table;

    fn page(number: u32) -> Subject {
        Subject::Record(RecordNo::new(Table::Event, number))
    }

    #[test]
    fn back_and_forward_undo_each_other_and_opening_forgets_forward() {
        let mut trail = Trail::default();
        trail.leave(page(0));
        trail.leave(page(1));
        assert_eq!(trail.step_back(page(2)), Some(page(1)));
        assert_eq!(trail.step_forward(page(1)), Some(page(2)));
        assert_eq!(trail.step_back(page(2)), Some(page(1)));
        trail.leave(page(1));
        assert_eq!(trail.step_forward(page(5)), None);
    }
}
