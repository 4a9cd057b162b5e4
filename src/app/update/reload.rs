//! What happens when the file was read again.

use std::sync::Arc;

use crate::app::core::changes::{Changes, Walk, said};
use crate::app::core::effect::{Effect, once};
use crate::app::core::loaded::Loaded;
use crate::app::core::msg::{Prompt, View};
use crate::app::core::problems;
use crate::app::input::keymap::Mode;
use crate::app::state::App;

impl App {
    /// What is shown stays, because the file could not be read; of a long one that may be the beginning alone.
    pub(crate) fn stay_with(&mut self, why: String) {
        let shared = &mut self.shared;
        shared.progress = None;
        shared.message = Some(if shared.shown.is_beginning {
            format!("{}. Only the beginning of the file is shown.", why.trim_end_matches('.'))
        } else {
            why
        });
    }

    /// Shows what was read, if it is good; the selection, the lists and the trail stay on their records.
    #[must_use]
    pub(crate) fn reload(&mut self, loaded: Arc<Loaded>, changes: Arc<Changes>) -> Vec<Effect> {
        let was_here = self.session();
        let Self { shared, views } = self;
        let was_broken = shared.latest.is_broken();
        let was_beginning = shared.shown.is_beginning;
        shared.progress = None;
        shared.latest = Arc::clone(&loaded);
        if loaded.is_broken() {
            shared.message = problems::first_in_words(&loaded);
            // A file that never was good is read as far as it goes; a good one stays until the next good one.
            if !shared.shown.is_broken() && !was_beginning {
                return Vec::new();
            }
        }
        let old = std::mem::replace(&mut shared.shown, loaded);
        let is_followed = shared.carry(&old);
        let mut effects = Vec::new();
        for view in views.all_mut() {
            effects.extend(view.carry(shared, &old));
        }
        if !shared.latest.is_broken() && !was_beginning {
            self.report(was_broken, &changes);
        }
        let shared = &mut self.shared;
        if changes.count() > 0 {
            shared.walk = Walk::new(changes);
        }
        if !was_beginning && !is_followed {
            // It may come back, if this was half of what is being saved.
            shared.resuming.get_or_insert(was_here);
        }
        if let Some(session) = shared.resuming.take() {
            shared.find_place(&session);
        }
        effects.extend(shared.find_again());
        effects.extend(shared.filter_again());
        if let Some(asking) = &mut shared.asking {
            // What it had found are numbers of the timeline before.
            asking.jumping = None;
        }
        if matches!(shared.mode, Mode::Typing(Prompt::Jump | Prompt::Filter)) {
            effects.extend(shared.typed());
        }
        once(effects)
    }

    /// Says what has changed. An audience does not need to know.
    fn report(&mut self, was_broken: bool, changes: &Changes) {
        let shared = &mut self.shared;
        let valid = if was_broken { "The file is valid again. " } else { "" };
        let changed = match said::counted(changes) {
            Some(words) => format!("{words} · {} to go.", shared.key_of("next-change")),
            None => "Read again: no record changed.".to_owned(),
        };
        let more = match shared.latest.warnings() {
            0 => String::new(),
            1 => " 1 warning: ! shows it.".to_owned(),
            many => format!(" {many} warnings: ! lists them."),
        };
        let is_presented = shared.view == View::Present;
        shared.message = Some(format!("{valid}{changed}{more}")).filter(|_| !is_presented);
        if shared.mode == Mode::Problems && shared.latest.diagnostics.is_empty() {
            shared.mode = Mode::Browse;
        }
    }
}
