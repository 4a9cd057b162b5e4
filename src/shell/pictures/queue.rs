//! The event loop's part of pictures: what the terminal supports, and the request that has not been sent to the thread.

use std::sync::Arc;
use std::sync::mpsc::Sender;

use crate::app::core::screens::Doubling;
use crate::app::{Picture, PictureRequest};
use crate::shell::files::open::Source;
#[cfg(feature = "pictures")]
use crate::shell::pictures::{self, RenderJob};
use crate::shell::terminal::graphics::Graphics;
use crate::shell::terminal::terminal_replies::GraphicsReply;
use crate::shell::threads::event::Event;

pub(crate) type Answer = (PictureRequest, Result<Arc<Picture>, String>);

#[derive(Debug)]
pub(crate) struct PictureQueue {
    graphics: Graphics,
    request: Option<PictureRequest>,
    #[cfg(feature = "pictures")]
    thread: Option<Sender<RenderJob>>,
}

impl PictureQueue {
    /// `asked` tells whether the terminal was queried for graphics support.
    pub(crate) fn new(asked: bool) -> Self {
        Self {
            graphics: Graphics::new(asked),
            request: None,
            #[cfg(feature = "pictures")]
            thread: None,
        }
    }

    pub(crate) fn receive(&mut self, reply: GraphicsReply) {
        self.graphics.receive(reply);
    }

    /// The last reply has come. Returns whether pictures must be rendered again.
    pub(crate) fn finish(&mut self) -> bool {
        self.graphics.finish()
    }

    /// What the terminal shows at twice its size.
    pub(crate) fn doubling(&self) -> Doubling {
        self.graphics.doubling()
    }

    /// Adapts to the window's size. Returns whether pictures must be rendered again.
    pub(crate) fn fit(&mut self) -> bool {
        self.graphics.fit()
    }

    /// Requests a picture, in place of an earlier request that has not been sent yet.
    pub(crate) fn request(&mut self, request: PictureRequest) {
        self.request = Some(request);
    }

    /// Sends the request. Returns the answer at once if there can be no picture.
    pub(crate) fn ask(&mut self, source: &Source, events: &Sender<Event>) -> Option<Answer> {
        let request = self.request.take()?;
        let why = match source {
            Source::File(path) => return self.send(request, path, events),
            Source::Stdin => {
                "The picture cannot be shown: a timeline from standard input has no folder to find it in."
            }
            Source::BuiltIn => {
                "The picture cannot be shown: the built-in timeline has no folder to find it in."
            }
        };
        Some((request, Err(why.to_owned())))
    }

    #[cfg(feature = "pictures")]
    fn send(
        &mut self,
        request: PictureRequest,
        path: &std::path::Path,
        events: &Sender<Event>,
    ) -> Option<Answer> {
        let ground = pictures::ground(self.graphics.ground());
        let thread = self.thread.take().or_else(|| pictures::start(events.clone()).ok());
        let no_thread = "The picture cannot be shown: no thread could be started to read it.";
        let Some(thread) = thread else { return Some((request, Err(no_thread.to_owned()))) };
        let wanted = RenderJob { request, timeline: path.to_owned(), ground };
        self.thread = thread.send(wanted).is_ok().then_some(thread);
        None
    }

    /// A build without pictures requests none.
    #[cfg(not(feature = "pictures"))]
    #[expect(clippy::unused_self, reason = "with pictures there is a thread")]
    fn send(&self, _: PictureRequest, _: &std::path::Path, _: &Sender<Event>) -> Option<Answer> {
        None
    }
}
