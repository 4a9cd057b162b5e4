//! Opens an editor on the file, and rereads the file when it changes: one read at a time, and a file that is saved in two
//! steps is one change.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::app::Msg;
use crate::shell::error::ShellError;
use crate::shell::files::create::create;
use crate::shell::files::open::{self, Source};
use crate::shell::files::watch;
use crate::shell::programs::editor;
use crate::shell::run::event_loop::{Ended, Reading, Shell};
use crate::shell::terminal::guard;
use crate::shell::threads::event::Reread;
use crate::shell::threads::signals;

impl Shell {
    /// Opens the editor at a place in the file, and rereads the file afterwards.
    pub(crate) fn edit(&mut self, line: usize, column: usize) -> Result<(), ShellError> {
        let Some(file) = self.source.file() else {
            self.say("This timeline came from a pipe: there is no file to edit.");
            return Ok(());
        };
        // A path that begins with a hyphen would be an option.
        let file = file.canonicalize().unwrap_or_else(|_| Path::new(".").join(file));
        let call = editor::command(self.editor.as_deref())
            .and_then(|command| editor::call(&command, &file, line, column));
        let call = match call {
            Ok(call) => call,
            Err(why) => {
                self.say(&why);
                return Ok(());
            }
        };
        if call.has_window {
            if let Some(words) = call.run() {
                self.say(&words);
            }
            return Ok(());
        }
        let Some(keyboard_handle) =
            self.keyboard_handle.as_ref().filter(|keyboard_handle| keyboard_handle.pause())
        else {
            self.say("The editor cannot use this terminal; annals reloads the file when it is saved.");
            return Ok(());
        };
        guard::restore();
        signals::set_away(true);
        let words = call.run();
        signals::set_away(false);
        keyboard_handle.resume();
        self.reenter()?;
        if let Some(words) = words {
            self.say(&words);
        }
        self.reload()
    }

    /// Saves the built-in timeline as a new file, shows that, and opens the editor.
    pub(crate) fn save_copy(&mut self, path: &str, line: usize, column: usize) -> Result<(), ShellError> {
        let copy = Source::File(path.into());
        let saved = create(Path::new(path), self.loaded.document.text().as_bytes());
        let opened = saved
            .map_err(|error| error.to_string())
            .and_then(|()| copy.open().map_err(|error| error.to_string()));
        match opened {
            Err(why) => self.say(&format!("Could not save {path}: {why}.")),
            Ok(loaded) => {
                self.loaded = Arc::new(loaded);
                watch::listen(Path::new(path), self.sender.clone())?;
                self.source = copy;
                self.report(Msg::Reloaded { loaded: Arc::clone(&self.loaded), changes: Arc::default() });
                self.say(&format!("Saved as {path}."));
                self.edit(line, column)?;
            }
        }
        Ok(())
    }

    fn say(&mut self, words: &str) {
        self.report(Msg::Notify(words.to_owned()));
    }
}

/// An editor that saves in two steps takes less than this.
const SAVE_TIME: Duration = Duration::from_secs(5);

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
            self.partial.take().filter(|(_, at)| at.elapsed() < SAVE_TIME).map(|(complete, _)| complete);
        let good = complete.unwrap_or_else(|| Arc::clone(&self.app.shared().shown));
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
                let shown = Arc::clone(&self.app.shared().shown);
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
