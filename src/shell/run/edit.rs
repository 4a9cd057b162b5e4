//! Leaves the terminal to an editor, and takes it back.

use std::path::Path;
use std::sync::Arc;

use crate::app::Msg;
use crate::shell::error::ShellError;
use crate::shell::files::create::create;
use crate::shell::files::open::Source;
use crate::shell::run::event_loop::Shell;
use crate::shell::{files::watch, programs::editor, terminal::guard, threads::signals};

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
                self.app.update(Msg::Reloaded { loaded: Arc::clone(&self.loaded), changes: Arc::default() });
                self.say(&format!("Saved as {path}."));
                self.edit(line, column)?;
            }
        }
        Ok(())
    }

    fn say(&mut self, words: &str) {
        self.app.update(Msg::Said(words.to_owned()));
    }
}
