//! Walking through the changes of the last reload.

use crate::app::core::layout::PageColumns;
use crate::app::core::msg::{Pane, View};
use crate::app::core::reload_changes::Changed;
use crate::app::core::subject::Subject;
use crate::app::input::keymap::Binding;
use crate::app::page::{Given, Page};
use crate::app::shared::Shared;
use crate::load::changes::ChangeKind;

impl Shared {
    /// Goes to the next changed record, or to the previous one, and compares its old and new versions.
    pub(crate) fn walk_changes(&mut self, forward: bool) {
        let left = self.subject;
        // A removed record has no page to return to.
        let was_gone = self.comparing().is_some_and(|change| change.change.what == ChangeKind::Removed);
        let Some(change) = self.walk.step(forward) else {
            self.message = Some("Nothing has changed since the file was opened.".to_owned());
            return;
        };
        let what = match &change.change.what {
            ChangeKind::Added => "new",
            ChangeKind::Removed => "removed",
            ChangeKind::Renamed { .. } => "renamed",
            ChangeKind::Changed(_) => "changed",
        };
        let subject = self.subject_of_change().unwrap_or(Subject::Timeline);
        if subject != left && !was_gone {
            self.trail.leave(left);
        }
        self.view = View::Browse;
        let is_event = matches!(subject, Subject::Record(no) if self.timeline().row_of(no).is_some());
        if !is_event || self.focus != Pane::Events || self.layout().reader.is_none() {
            self.focus = Pane::Reader;
        }
        self.set_subject(subject);
        self.invalidate_page();
        self.scroll = 0;
        let (at, listed, all) = self.walk.place();
        self.has_unread_news &= at < listed;
        let more = if listed < all { format!(" (of {all} in all)") } else { String::new() };
        let hidden = match subject {
            Subject::Record(no) if self.timeline().row_of(no).is_some_and(|row| !self.shows(row)) => {
                " · hidden by the filter"
            }
            _ => "",
        };
        let next =
            if listed > 1 { format!(" · {} next", self.key_of("next-change")) } else { String::new() };
        self.message = Some(format!("Change {at} of {listed}{more}: {what}{hidden}{next} · Esc leaves."));
    }

    /// The change that the reader shows, if any.
    #[must_use]
    pub fn comparing(&self) -> Option<&Changed> {
        let is_here = self.view == View::Browse && Some(self.reading) == self.subject_of_change();
        self.walk.shown().filter(|_| is_here)
    }

    /// Shows the record itself again. Returns whether a change was shown.
    pub(crate) fn leave_change(&mut self) -> bool {
        let is_left = self.comparing().is_some();
        let was_gone = self.walk.shown().is_some_and(|change| change.change.what == ChangeKind::Removed);
        self.end_comparison();
        if is_left && was_gone {
            self.choose_row(self.row);
        }
        is_left
    }

    /// Ends the comparison when another page is open.
    pub(crate) fn refresh_change(&mut self) {
        if self.comparing().is_none() {
            self.end_comparison();
        }
    }

    fn end_comparison(&mut self) {
        if self.walk.leave() {
            self.invalidate_page();
        }
    }

    /// The page of the change that is shown.
    pub(crate) fn page_of_change(&self, columns: PageColumns, with_lists: bool) -> Option<Page> {
        let change = self.comparing()?;
        let given = Given::from((self.whole_event(), self.picture()));
        Some(Page::of_change(self.timeline(), change, self.reading, given, (columns, with_lists)))
    }

    /// The first key of an action, for a message; its command if the configuration leaves it without a key.
    pub(crate) fn key_of(&self, action: &str) -> String {
        let keys = self.keymap.named(action).map(Binding::keys_shown).unwrap_or_default();
        match keys.split(", ").next() {
            Some(key) if !key.is_empty() => key.to_owned(),
            _ => format!(":{action}"),
        }
    }

    /// The page for the current change: the timeline for its own change and for removed records.
    fn subject_of_change(&self) -> Option<Subject> {
        let change = &self.walk.shown()?.change;
        if change.id.is_empty() || change.what == ChangeKind::Removed {
            return Some(Subject::Timeline);
        }
        self.timeline().find_text(&change.id).map(Subject::Record)
    }
}
