//! A briefing and the terminals that follow it: cues, what notes ask for, and what is mirrored.

use crate::app::core::briefing::Cue;
use crate::app::core::effect::{Effect, once};
use crate::app::core::msg::View;
use crate::app::core::subject::Subject;
use crate::app::state::App;
use crate::app::views::notes::Library;

impl App {
    /// Asks the briefing that the notes follow to show the record that was found here.
    pub(super) fn show_in_briefing(&mut self) -> Vec<Effect> {
        let Self { shared, views } = self;
        let found = if shared.is_away() { shared.reading } else { Subject::Timeline };
        let id = match found {
            Subject::Record(no) => shared.timeline().id_of(no).map(|id| shared.timeline().ids().text(id)),
            Subject::Timeline => None,
        };
        match (id.map(str::to_owned), views.notes.notes.as_ref().is_some_and(|notes| notes.is_followed)) {
            (Some(id), true) => {
                let mut effects = self.end_detour();
                effects.push(Effect::SendAnswer(id));
                effects
            }
            (None, true) => {
                shared.say("Find a record first: / finds it, and p shows it to the audience.");
                Vec::new()
            }
            (_, false) => {
                shared.say("No briefing is being followed, so there is nothing to control.");
                Vec::new()
            }
        }
    }

    /// Shows what the briefing shows that is followed, if that is what the program was started for.
    pub(super) fn mirror(&mut self) {
        let Self { shared, views } = self;
        let Some(notes) = views.notes.notes.as_ref().filter(|notes| notes.options.is_mirror) else { return };
        let is_shown = notes.is_followed && notes.library == Library::Loaded && !notes.is_choosing();
        // A file that cannot be read as it is now has no such briefing.
        let has = |id: &str| shared.timeline().find_text(id).is_some();
        let running = notes.presentation.as_ref().filter(|_| is_shown);
        let running = running.filter(|running| running.hello.briefing.as_deref().is_none_or(has));
        match running.zip(notes.scene.as_ref()) {
            Some((running, scene)) => {
                views.present.mirror(shared, &running.hello, scene);
                shared.view = View::Present;
            }
            None => shared.view = View::Notes,
        }
    }

    /// Passes a cue to the briefing, here or in another terminal.
    pub(super) fn cue(&mut self, cue: Cue) -> Vec<Effect> {
        let is_mirror = self.shared.view == View::Present;
        if self.views.notes.notes.is_some() && !is_mirror {
            return self.views.notes.send_cue(&mut self.shared, cue);
        }
        let leads_back = self.shared.is_away() && !matches!(cue, Cue::Clock | Cue::Restart | Cue::Read(_));
        let mut effects = if leads_back { self.end_detour() } else { Vec::new() };
        effects.extend(self.views.present.cue(&mut self.shared, cue));
        once(effects)
    }
}
