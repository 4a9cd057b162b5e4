//! The filter: which events are shown, in every view.
//!
//! Row numbers do not change: they index the time order of all events, and the filter only selects among them. So a
//! selection, a mark or a time window means the same with or without a filter.

use std::sync::Arc;

use tui_input::Input;

use crate::describe::wording::counted;
use crate::model::Vocabulary as _;
use crate::search::filter::{Filter, FilterColumns, Key, Node, Problem, complete, parse};
use crate::search::{Haystack, RowSet};

use crate::app::core::effect::{Effect, once};
use crate::app::core::msg::{Pane, Prompt};
use crate::app::input::keymap::Mode;
use crate::app::input::prompt_line::OpenPrompt;
use crate::app::shared::Shared;
use crate::app::shared::find::SLICE;
use crate::text::number::grouped;
use crate::text::width::width;

impl Shared {
    /// Whether the event in a row is shown.
    #[must_use]
    pub fn shows(&self, row: usize) -> bool {
        self.visible.contains(row)
    }

    /// The number of events that the filter hides; `None` if it hides none.
    #[must_use]
    pub fn hidden(&self) -> Option<usize> {
        (!self.visible.is_all()).then(|| self.visible.hidden())
    }

    /// What there is to say of the filter's count: how many events fit certainly, and how many possibly; and how many
    /// the parts of an actor would add. The last of it is left out if that is too long.
    #[must_use]
    pub fn filter_note(&self, columns: usize) -> Option<String> {
        let parts = self.filter.as_ref().and_then(Filter::parts_note);
        let known = self.filter.as_ref().and_then(Filter::known_note);
        // What they say may have been known later than it seems.
        let undated =
            || self.timeline().records().sources.iter().filter(|source| source.date.is_none()).count();
        let undated = known.as_ref().map(|_| undated()).filter(|count| *count > 0);
        let undated = undated.map(|count| format!("{} without a date", counted(count, "source")));
        let notes = known.into_iter().chain(self.visible.fit_words()).chain(parts).chain(undated);
        let notes: Vec<String> = notes.collect();
        let first = |count: usize| notes[..count].join("; ");
        (1..=notes.len()).rev().map(first).find(|note| width(note) <= columns)
    }

    /// The shown row nearest in time; the row itself if none is shown.
    #[must_use]
    pub fn nearest_shown(&self, row: usize) -> usize {
        if self.shows(row) {
            return row;
        }
        let day = |row: usize| self.timeline().day_of_row(row);
        let distance = |other: usize| match (day(row), day(other)) {
            (Some(day), Some(other)) => day.0.abs_diff(other.0),
            (None, None) => 0,
            _ => u64::MAX,
        };
        let near = [self.visible.first_from(row), self.visible.last_before(row)].into_iter().flatten();
        near.min_by_key(|other| (distance(*other), other.abs_diff(row))).unwrap_or(row)
    }

    /// Whether the filter is still being evaluated; until then the previous rows are shown.
    #[must_use]
    pub fn is_filtering(&self) -> bool {
        self.filter.as_ref().is_some_and(|filter| filter.rows().is_none())
    }

    /// The filter that chose the rows shown; `None` without one, and until a slow one has been evaluated.
    #[must_use]
    pub fn query(&self) -> Option<&str> {
        self.filter.as_ref().filter(|filter| filter.rows().is_some()).map(Filter::text)
    }

    /// Applies a query, or shows everything if it is empty, and selects the shown event nearest to a row.
    pub(crate) fn filter_by(&mut self, typed: &str, from: usize) -> Vec<Effect> {
        if typed.trim().is_empty() {
            self.filter = None;
            self.show_rows(RowSet::all(self.timeline().row_count()), from);
            return Vec::new();
        }
        let filter = match &self.filter {
            Some(before) => before.refined(typed, &self.filters),
            None => Filter::new(typed, &self.filters),
        };
        self.filter = Some(filter);
        self.filter_on()
    }

    /// Evaluates the next slice; returns [`Effect::Continue`] if there is more.
    pub(crate) fn filter_on(&mut self) -> Vec<Effect> {
        let typing = self.prompt.as_ref().filter(|prompt| prompt.kind == Prompt::Filter);
        let from = typing.map_or(self.row, |prompt| prompt.before.row);
        let is_typing = typing.is_some();
        let timeline = Arc::clone(&self.shown.timeline);
        let (mut is_done, mut waits) = (true, false);
        if let Some(filter) = self.filter.as_mut().filter(|filter| filter.rows().is_none()) {
            let haystack = self.haystack.get_or_insert_with(Haystack::default);
            is_done = filter.advance(&timeline, haystack, &mut self.columns, SLICE);
            waits = filter.prose_wanted().is_some();
            if let Some(rows) = filter.rows().cloned() {
                self.show_rows(rows, from);
            }
        }
        // Suggestions have counts, and tags are known, once all events have been scanned.
        let mut has_more = !is_done && !waits;
        if is_typing && !has_more && !self.columns.is_whole() {
            has_more = !self.columns.grow(&timeline);
            if !has_more {
                self.list_choices();
            }
        }
        let mut effects = if waits { self.request_prose() } else { Vec::new() };
        if has_more {
            effects.push(Effect::Continue);
        }
        effects
    }

    /// Evaluates the query again after a reload.
    pub(crate) fn filter_again(&mut self) -> Vec<Effect> {
        self.columns = FilterColumns::default();
        if let Some(prompt) = &mut self.prompt {
            prompt.before.visible = None;
        }
        let Some(filter) = self.filter.take() else { return Vec::new() };
        self.filter = Some(Filter::new(filter.text(), &self.filters));
        let effects = self.filter_on();
        if let (Some(problem), Mode::Browse) = (self.filter_problem(), self.mode) {
            let prefix = self.message.take().map(|message| format!("{message} ")).unwrap_or_default();
            self.message = Some(format!("{prefix}{problem}"));
        }
        effects
    }

    /// Restores the filter from before it was edited.
    pub(crate) fn filter_as_before(
        &mut self,
        filter: Option<Filter>,
        visible: Option<RowSet>,
    ) -> Vec<Effect> {
        self.filter = filter;
        match (visible, &self.filter) {
            (Some(visible), _) => {
                self.visible = visible;
                self.rows_revision += 1;
                self.filter_on()
            }
            (None, Some(_)) => self.filter_again(),
            (None, None) => self.filter_by("", self.row),
        }
    }

    /// Shows all events again.
    pub(crate) fn drop_filter(&mut self) -> Vec<Effect> {
        let effects = self.filter_by("", self.row);
        let words = match self.visible.count() {
            1 => "The event is shown again.".to_owned(),
            count => format!("All {} events are shown again.", grouped(count)),
        };
        self.message = Some(words);
        effects
    }

    /// The first error in the filter, in words.
    #[must_use]
    pub fn filter_problem(&self) -> Option<String> {
        Some(self.filter.as_ref()?.problems().first()?.sentence())
    }

    /// The first error in it, ignoring a term still being typed.
    #[must_use]
    pub fn filter_error(&self) -> Option<&Problem> {
        let end = self.prompt.as_ref().map(OpenPrompt::cursor_byte);
        let problems = self.filter.as_ref()?.problems();
        problems
            .into_iter()
            .find(|problem| !problem.is_unfinished || end.is_none_or(|end| end < problem.span.end))
    }

    /// The query to edit: the current one, with the record selected in a list added.
    pub(crate) fn filter_to_edit(&self) -> String {
        let mut text = self.filter.as_ref().map(|filter| filter.text().trim().to_owned()).unwrap_or_default();
        let chosen = self.marking().filter(|_| self.focus != Pane::Events);
        let term = chosen.and_then(|no| {
            let id = self.timeline().ids().text(self.timeline().record(no)?.id);
            Some(format!("{}:{id}", Key::of(no.table)?.word()))
        });
        if let Some(term) = term.filter(|term| !text.split(' ').any(|other| other == term)) {
            // The new term must apply to both sides of an `or`.
            if parse(&text, &self.filters).node.parts().iter().any(|part| matches!(part, Node::Any(_))) {
                text = format!("({text})");
            }
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(&term);
        }
        if !text.is_empty() {
            text.push(' ');
        }
        text
    }

    /// Lists the suggestions for the cursor position.
    pub(crate) fn list_choices(&mut self) -> Vec<Effect> {
        let timeline = Arc::clone(&self.shown.timeline);
        let Some(prompt) = self.prompt.as_mut().filter(|prompt| prompt.kind == Prompt::Filter) else {
            return Vec::new();
        };
        let at = prompt.cursor_byte();
        prompt.choices = complete(prompt.typed(), at, &timeline, &mut self.columns, &self.filters);
        prompt.typed_by_hand = prompt.input.clone();
        (prompt.at, prompt.top, prompt.chosen) = (0, 0, None);
        if self.columns.is_whole() { Vec::new() } else { vec![Effect::Continue] }
    }

    /// Inserts the next suggestion, or the previous one; after the last comes the text as typed.
    pub(crate) fn put_choice(&mut self, forward: bool) -> Vec<Effect> {
        let Some(prompt) = &mut self.prompt else { return Vec::new() };
        let count = prompt.choices.choices.len();
        let next = match (prompt.chosen, forward) {
            (None, true) => Some(0),
            (None, false) => count.checked_sub(1),
            (Some(at), true) => Some(at + 1).filter(|at| *at < count),
            (Some(at), false) => at.checked_sub(1),
        };
        prompt.chosen = next;
        prompt.at = next.unwrap_or(0);
        prompt.input = prompt.typed_by_hand.clone();
        if let Some(choice) = next.and_then(|at| prompt.choices.choices.get(at)) {
            let mut text = prompt.input.value().to_owned();
            let replaced = prompt.choices.replaced.clone();
            let before = text.get(..replaced.start).unwrap_or("").chars().count();
            text.replace_range(replaced, &choice.text);
            let cursor = before + choice.text.chars().count();
            prompt.input = Input::new(text).with_cursor(cursor);
        }
        let (typed, from, is_only) = (prompt.typed().to_owned(), prompt.before.row, count == 1);
        let mut effects = self.filter_by(&typed, from);
        if is_only {
            effects.extend(self.list_choices());
        }
        once(effects)
    }

    /// Whether the prompt can close: not if a key without a value was inserted, or if there is an error, which is
    /// reported.
    pub(crate) fn confirm_filter(&mut self) -> bool {
        let chosen =
            |prompt: &OpenPrompt| prompt.choices.choices.get(prompt.chosen?).map(|choice| choice.is_open);
        if self.prompt.as_ref().and_then(chosen) == Some(true) {
            self.list_choices();
            return false;
        }
        if let Some(problem) = self.filter_problem() {
            self.message = Some(problem);
            return false;
        }
        let was_filtered = self.prompt.as_ref().is_some_and(|prompt| prompt.before.filter.is_some());
        match &self.filter {
            None if was_filtered => drop(self.drop_filter()),
            Some(_) if self.visible.is_empty() => {
                self.message = Some("No event matches the filter: Esc removes it.".to_owned());
            }
            _ => {}
        }
        true
    }

    /// Changes the rows shown, and selects the shown event nearest to a row.
    pub(crate) fn show_rows(&mut self, rows: RowSet, from: usize) {
        let follows = self.subject == self.event_in_row();
        self.visible = rows;
        self.rows_revision += 1;
        let near = self.nearest_shown(from);
        if near != self.row && self.shows(near) {
            self.row = near;
            if follows {
                self.set_subject(self.event_in_row());
            }
        }
    }
}
