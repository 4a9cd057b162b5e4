//! What happens when the file was read again.

use std::sync::Arc;

use crate::model::RecordNo;
use crate::search::RowSet;

use crate::app::core::changes::{Changes, Walk, said};
use crate::app::core::effect::{Effect, once};
use crate::app::core::loaded::Loaded;
use crate::app::core::msg::{Prompt, View};
use crate::app::core::problems;
use crate::app::core::subject::Subject;
use crate::app::input::keymap::Mode;
use crate::app::state::App;

impl App {
    /// What is shown stays, because the file could not be read; of a long one that may be the beginning alone.
    pub(crate) fn stay_with(&mut self, why: String) {
        self.progress = None;
        self.message = Some(if self.shown.is_beginning {
            format!("{}. Only the beginning of the file is shown.", why.trim_end_matches('.'))
        } else {
            why
        });
    }

    /// Whether the beginning of a long file is shown, and the rest of it could not be read.
    #[must_use]
    pub fn lacks_the_rest(&self) -> bool {
        self.shown.is_beginning && self.progress.is_none()
    }

    /// Shows what was read, if it is good; the selection, the lists and the trail stay on their records.
    pub(crate) fn reload(&mut self, loaded: Arc<Loaded>, changes: Arc<Changes>) -> Vec<Effect> {
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
        let was_here = self.session();
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
        let top = old.timeline.number_at(self.top).and_then(|no| carry(Subject::Record(no)));
        let tops = (self.actors.top, self.concerns.top);
        let subject_is_gone = carry(self.subject).is_none();
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
        (self.actors.top, self.concerns.top) = tops;
        if let Some(Subject::Record(no)) = top {
            self.top = self.timeline().row_of(no).unwrap_or(self.top);
        }
        let (from, to) = (Arc::clone(&old.timeline), Arc::clone(&self.shown.timeline));
        self.carry_page(|subject| subject.carried(&from, &to));
        self.asked = None;
        self.renew_picture();
        if !self.latest.is_broken() && !was_beginning {
            let warnings = self.latest.warnings();
            let mended = if was_broken { "The file reads well again. " } else { "" };
            let changed = match said::counted(&changes) {
                Some(words) => format!("{words} · {} to go.", self.key_of("next-change")),
                None => "Read again: no record changed.".to_owned(),
            };
            let more = match warnings {
                0 => String::new(),
                1 => " 1 warning: ! shows it.".to_owned(),
                many => format!(" {many} warnings: ! lists them."),
            };
            // A room that looks on does not need to know.
            let is_told = self.view == View::Present;
            self.message = Some(format!("{mended}{changed}{more}")).filter(|_| !is_told);
            if self.mode == Mode::Problems && self.latest.diagnostics.is_empty() {
                self.mode = Mode::Browse;
            }
        }
        if changes.count() > 0 {
            self.walk = Walk::new(changes);
        }
        if !was_beginning && (event.is_none() || subject_is_gone) {
            // It may come back, if this was half of what is being saved.
            self.resuming.get_or_insert(was_here);
        }
        if let Some(session) = self.resuming.take() {
            self.find_place(&session);
        }
        let mut effects = self.find_again();
        effects.extend(self.filter_again());
        effects.extend(self.carry_links(&old.timeline));
        if let Some(asking) = &mut self.asking {
            // What it had found are numbers of the timeline before.
            asking.jumping = None;
        }
        if matches!(self.mode, Mode::Typing(Prompt::Jump | Prompt::Filter)) {
            effects.extend(self.typed());
        }
        once(effects)
    }
}
