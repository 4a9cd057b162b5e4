//! How a briefing and its notes work together in the loop: steps are sent, commands are received, and the notes open the
//! briefing's timeline.

use std::path::{Path, absolute};
use std::sync::Arc;

use crate::app::core::briefing::{Hello, Origin};
use crate::app::{Loaded, Msg};
use crate::model::Timeline;
use crate::shell::error::ShellError;
use crate::shell::files::open::Source;
use crate::shell::files::watch;
use crate::shell::notes::server::NotesServer;
use crate::shell::run::event_loop::{Reading, Shell};
use crate::text::Document;

/// An empty timeline that stands in for one that is not read yet.
pub(crate) fn unread() -> Loaded {
    Loaded::new(Document::new("", ""), false, Timeline::empty(), Vec::new()).beginning()
}

impl Shell {
    /// Sends the current step to the notes. The socket exists only during a briefing.
    pub(crate) fn update_notes(&mut self) {
        // What mirrors a briefing is none.
        let own = self.app.views().present.presentation.as_ref();
        let (clock, audience) = match own.filter(|presentation| !presentation.is_mirror) {
            Some(presentation) => (&presentation.clock, presentation.audience.clone()),
            None => {
                self.notes_server = None;
                self.has_tried_notes = false;
                return;
            }
        };
        let (elapsed, began) = (clock.elapsed(), clock.began());
        if !std::mem::replace(&mut self.has_tried_notes, true) {
            let hello = Hello {
                title: self.app.views().present.title(self.app.shared().timeline()).to_owned(),
                briefing: self.app.views().present.id(self.app.shared().timeline()).map(str::to_owned),
                origin: origin(&self.source),
                may_turn: audience.may_turn,
            };
            match NotesServer::open(&hello, audience.group.as_deref(), &self.sender) {
                Ok((notes_server, why)) => {
                    self.notes_server = Some(notes_server);
                    if let Some(why) = why {
                        self.report(Msg::Notify(why));
                    }
                }
                // Without sockets there is nothing to report.
                Err(why) if why.is_empty() => {}
                Err(why) => self.report(Msg::Notify(format!("Notes cannot follow this briefing: {why}."))),
            }
        }
        if let (Some(notes_server), Some(scene)) =
            (&mut self.notes_server, self.app.views().present.scene(self.app.shared()))
        {
            notes_server.publish(scene, elapsed, began);
        }
    }

    /// Sends a line to the briefing that is followed.
    pub(crate) fn send_to_briefing(&mut self, line: Option<String>) {
        let line = line.unwrap_or_default();
        if !self.notes_client.as_ref().is_some_and(|notes_client| notes_client.send(&line)) {
            self.report(Msg::Notify("The briefing is not responding to the notes.".to_owned()));
        }
    }

    /// Follows the briefing with a number.
    pub(crate) fn follow_briefing(&mut self, number: u32) {
        if let Some(notes_client) = &self.notes_client {
            notes_client.follow(number);
        }
    }

    /// Reads and watches the timeline of the briefing that is followed.
    pub(crate) fn open_briefing(&mut self, origin: &Origin) -> Result<(), ShellError> {
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

/// Where the timeline comes from, for the notes.
fn origin(source: &Source) -> Origin {
    let named = |path: &Path| absolute(path).ok().and_then(|path| path.to_str().map(str::to_owned));
    match source {
        Source::BuiltIn => Origin::BuiltIn,
        Source::Stdin => Origin::Nowhere,
        Source::File(path) => named(path).map_or(Origin::Nowhere, Origin::File),
    }
}
