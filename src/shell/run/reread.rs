//! Rereads the file while it is shown, one read at a time; a file that is saved in two steps is one change.

use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::app::Msg;
use crate::shell::error::ShellError;
use crate::shell::files::open;
use crate::shell::run::event_loop::{Ended, Reading, Shell};
use crate::shell::threads::event::Reread;

/// An editor that saves in two steps takes less than this.
const HALVES: Duration = Duration::from_secs(5);

impl Shell {
    /// Rereads the file on a thread; if it changes meanwhile, once more.
    pub(crate) fn reload(&mut self) -> Result<(), ShellError> {
        if self.source.file().is_none() && !self.loaded.is_beginning {
            return Ok(());
        }
        if self.reading != Reading::Idle {
            self.reading = Reading::AndAgain;
            return Ok(());
        }
        self.reading = Reading::Now;
        // The second half of a save is compared with what was shown before the first.
        let complete =
            self.partial.take().filter(|(_, at)| at.elapsed() < HALVES).map(|(complete, _)| complete);
        let good = complete.unwrap_or_else(|| self.app.shown());
        self.source.reload(Arc::clone(&self.loaded), good, self.sender.clone())
    }

    /// Returns how the program ends, if it does.
    #[expect(clippy::disallowed_methods, reason = "the clock says whether two halves are of one file")]
    pub(crate) fn handle_reread(
        &mut self,
        read: Result<Option<Reread>, String>,
    ) -> Result<Option<Ended>, ShellError> {
        if std::mem::replace(&mut self.reading, Reading::Idle) == Reading::AndAgain {
            self.reload()?;
        }
        let effects = match read {
            Ok(None) if !self.missing => return Ok(None),
            Ok(read) => {
                self.missing = false;
                let (loaded, changes) = read.unwrap_or_else(|| (Arc::clone(&self.loaded), Arc::default()));
                let before = std::mem::replace(&mut self.loaded, Arc::clone(&loaded));
                let shown = self.app.shown();
                let is_half = loaded.source.is_none()
                    && loaded.document.text().len() < shown.document.text().len() / 4 * 3;
                self.partial = is_half.then(|| (shown, Instant::now()));
                let effects = self.app.update(Msg::Reloaded { loaded, changes });
                open::drop_later(before);
                effects
            }
            Err(problem) => {
                self.missing = true;
                self.app.update(Msg::ReloadFailed(problem))
            }
        };
        self.run_effects(effects)
    }
}
