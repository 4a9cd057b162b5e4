//! To the editor, and back: the place in the file of what is read.

use crate::app::core::effect::Effect;
use crate::app::core::loaded::Loaded;
use crate::app::core::msg::Prompt;
use crate::app::core::subject::Subject;
use crate::app::input::keymap::Mode;
use crate::app::shared::Shared;

/// What a copy of the built-in timeline is called, if nobody says otherwise.
pub(crate) const USUAL_COPY: &str = "timeline.toml";

impl Shared {
    /// Opens the editor where the record that is read begins, or where the chosen problem lies. The built-in timeline has
    /// no file: it is saved as one first.
    pub(crate) fn edit(&mut self) -> Vec<Effect> {
        if self.shown.built_in {
            return self.ask(Prompt::SaveCopy);
        }
        let (line, column) = self.place();
        vec![Effect::Edit { line, column }]
    }

    /// Saves a copy of the built-in timeline, to go on with that.
    pub(crate) fn save_copy(&mut self, path: &str) -> Vec<Effect> {
        let path = path.trim();
        if path.is_empty() {
            self.message = Some("Nothing was saved: a copy needs a name.".to_owned());
            return Vec::new();
        }
        let (line, column) = self.place();
        vec![Effect::SaveCopy { path: path.to_owned(), line, column }]
    }

    /// Line and column in the file as it was last read, from 1.
    fn place(&self) -> (usize, usize) {
        let position = |loaded: &Loaded, at: usize| {
            let position = loaded.document.position(at);
            (position.line, position.column)
        };
        if self.mode == Mode::Problems
            && let Some(problem) = self.latest.diagnostics.get(self.problem)
        {
            return position(&self.latest, problem.primary.span.start);
        }
        let Subject::Record(no) = self.reading else { return (1, 1) };
        let carried = Subject::Record(no).carried(&self.shown.timeline, &self.latest.timeline);
        // A broken file may have lost the record: the place it had is as good as any.
        let (loaded, no) = match carried {
            Some(Subject::Record(no)) => (&self.latest, no),
            _ => (&self.shown, no),
        };
        loaded.timeline.record(no).map_or((1, 1), |record| position(loaded, record.span.start))
    }
}
