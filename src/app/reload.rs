//! What happens when the file was read again.

use std::sync::Arc;

use crate::model::RecordNo;
use crate::search::RowSet;

use super::effect::Effect;
use super::keymap::Mode;
use super::loaded::Loaded;
use super::msg::{Prompt, View};
use super::problems;
use super::state::App;
use super::subject::Subject;

impl App {
    /// Shows what was read, if it is good; the selection, the lists and the trail stay on their records.
    pub(super) fn reload(&mut self, loaded: Arc<Loaded>, changed: usize) -> Vec<Effect> {
        let was_broken = self.latest.is_broken();
        let was_beginning = self.shown.is_beginning;
        self.progress = None;
        self.latest = Arc::clone(&loaded);
        if loaded.is_broken() {
            self.message = problems::first_in_words(&loaded);
            // A file that never was good is read as far as it goes; a good one stays until the next good one.
            if !self.shown.is_broken() && !was_beginning {
                return Vec::new();
            }
        }
        let old = std::mem::replace(&mut self.shown, loaded);
        self.visible = RowSet::all(self.shown.timeline.row_count());
        self.carry_lanes(&old);
        if let Some(talk) = &mut self.talk {
            talk.carry(&old.timeline, &self.shown.timeline);
        }
        let carry = |subject: Subject| subject.carried(&old.timeline, &self.shown.timeline);
        let event = old.timeline.number_at(self.row).and_then(|no| carry(Subject::Record(no)));
        let selected = |no: Option<RecordNo>| no.and_then(|no| carry(Subject::Record(no)));
        let (actor, concern) = (selected(self.actors.selected()), selected(self.concerns.selected()));
        let place = |place| match carry(Subject::Record(place)) {
            Some(Subject::Record(place)) => Some(place),
            _ => None,
        };
        self.map.carry(place);
        let subject = carry(self.subject).or(event);
        if let Some(Subject::Record(no)) = event {
            self.row = self.timeline().row_of(no).unwrap_or(self.row);
        }
        self.row = self.row.min(self.timeline().row_count().saturating_sub(1));
        self.trail.carry(&old.timeline, &self.shown.timeline);
        self.register.carry(&old.timeline, &self.shown.timeline);
        self.turn_to(subject.unwrap_or_else(|| self.event_in_row()));
        if let Some(Subject::Record(no)) = actor {
            self.actors.select(no);
        }
        if let Some(Subject::Record(no)) = concern {
            self.concerns.select(no);
        }
        self.forget_page();
        self.asked = None;
        if !self.latest.is_broken() && !was_beginning {
            let warnings = self.latest.warnings();
            let mended = if was_broken { "The file reads well again. " } else { "" };
            let changed = if changed == 1 {
                "1 event changed.".to_owned()
            } else {
                format!("{changed} events changed.")
            };
            let more =
                if warnings == 0 { String::new() } else { format!(" {warnings} warnings: ! lists them.") };
            // A room that looks on does not need to know.
            let is_told = self.view == View::Present;
            self.message = Some(format!("{mended}{changed}{more}")).filter(|_| !is_told);
            if self.mode == Mode::Problems && self.latest.diagnostics.is_empty() {
                self.mode = Mode::Browse;
            }
        }
        if let Some(session) = self.resuming.take() {
            self.find_place(&session);
        }
        let mut effects = self.find_again();
        effects.extend(self.filter_again());
        effects.extend(self.carry_links(&old.timeline));
        if matches!(self.mode, Mode::Typing(Prompt::Jump | Prompt::Filter)) {
            effects.extend(self.typed());
        }
        effects.truncate(1);
        effects
    }
}
