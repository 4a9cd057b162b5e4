//! What a talk and its notes do for each other in the loop: moments go out, cues come in, and the notes open the talk's
//! timeline.

use std::path::{Path, absolute};
use std::sync::Arc;

use crate::app::core::briefing::Cue;
use crate::app::core::briefing::{Hello, Origin};
use crate::app::{Loaded, Msg};
use crate::model::Timeline;
use crate::shell::error::ShellError;
use crate::shell::files::open::Source;
use crate::shell::files::watch;
use crate::shell::notes::server::NotesServer;
use crate::shell::run::event_loop::{Reading, Shell};
use crate::text::Document;

/// A timeline that is still to be read.
pub fn unread() -> Loaded {
    Loaded::new(Document::new("", ""), false, Timeline::empty(), Vec::new()).beginning()
}

impl Shell {
    /// Has the notes of the talk that is given here told what it shows now. Without a talk there is no socket.
    pub(crate) fn tell_notes(&mut self) {
        let clock = match self.app.views().present.talk.as_ref() {
            Some(talk) => &talk.clock,
            None => {
                self.hub = None;
                self.is_told = false;
                return;
            }
        };
        let (elapsed, began) = (clock.elapsed(), clock.began());
        if !std::mem::replace(&mut self.is_told, true) {
            let hello = Hello {
                title: self.app.views().present.title(self.app.shared().timeline()).to_owned(),
                origin: origin(&self.source),
            };
            match NotesServer::open(&hello, self.sender.clone()) {
                Ok(hub) => self.hub = Some(hub),
                // Where there are no sockets nothing is to be said of them.
                Err(why) if why.is_empty() => {}
                Err(why) => self.report(Msg::Said(format!("Notes cannot follow this briefing: {why}."))),
            }
        }
        if let (Some(hub), Some(scene)) = (&mut self.hub, self.app.views().present.scene(self.app.shared())) {
            hub.tell(scene, elapsed, began);
        }
    }

    /// Gives the talk that is followed a cue.
    pub(crate) fn pass_on(&mut self, cue: Cue) {
        if !self.follower.as_ref().is_some_and(|follower| follower.pass_on(cue)) {
            self.report(Msg::Said("The briefing is not responding to the notes.".to_owned()));
        }
    }

    /// Follows the talk with a number.
    pub(crate) fn follow_talk(&mut self, number: u32) {
        if let Some(follower) = &self.follower {
            follower.follow(number);
        }
    }

    /// Reads the timeline of the talk that is followed, and watches it.
    pub(crate) fn open_talk(&mut self, origin: &Origin) -> Result<(), ShellError> {
        self.source = match origin {
            Origin::File(path) => Source::File(path.into()),
            Origin::BuiltIn => Source::BuiltIn,
            Origin::Nowhere => return Ok(()),
        };
        self.loaded = Arc::new(unread());
        if let Some(file) = self.source.file() {
            watch::listen(file, self.sender.clone())?;
        }
        if self.reading == Reading::Idle {
            self.reload()
        } else {
            self.reading = Reading::AndAgain;
            Ok(())
        }
    }
}

/// Where a talk's timeline comes from, for others.
fn origin(source: &Source) -> Origin {
    let named = |path: &Path| absolute(path).ok().and_then(|path| path.to_str().map(str::to_owned));
    match source {
        Source::BuiltIn => Origin::BuiltIn,
        Source::Stdin => Origin::Nowhere,
        Source::File(path) => named(path).map_or(Origin::Nowhere, Origin::File),
    }
}
