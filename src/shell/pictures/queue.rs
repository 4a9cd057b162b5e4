//! The loop's side of pictures: what the terminal said of them, and the wish that has not been sent to the thread.

use std::sync::Arc;
use std::sync::mpsc::Sender;

use crate::app::{Picture, PictureWish};
use crate::shell::files::open::Source;
#[cfg(feature = "pictures")]
use crate::shell::pictures::{self, PictureRequest};
use crate::shell::terminal::graphics::Graphics;
use crate::shell::terminal::terminal_replies::GraphicsReply;
use crate::shell::threads::event::Event;

/// A wish with its answer.
pub type Answer = (PictureWish, Result<Arc<Picture>, String>);

/// What the loop keeps for pictures.
#[derive(Debug)]
pub struct PictureQueue {
    graphics: Graphics,
    wish: Option<PictureWish>,
    #[cfg(feature = "pictures")]
    thread: Option<Sender<PictureRequest>>,
}

impl PictureQueue {
    /// Nothing is wanted yet; the terminal was asked how it shows pictures, or not.
    pub fn new(asked: bool) -> Self {
        Self {
            graphics: Graphics::new(asked),
            wish: None,
            #[cfg(feature = "pictures")]
            thread: None,
        }
    }

    /// The terminal says something of how it shows pictures.
    pub fn receive(&mut self, told: GraphicsReply) {
        self.graphics.receive(told);
    }

    /// It has said all. Whether pictures are to be made anew.
    pub fn finish(&mut self) -> bool {
        self.graphics.finish()
    }

    /// The window has another size. Whether pictures are to be made anew.
    pub fn fit(&mut self) -> bool {
        self.graphics.fit()
    }

    /// A picture is wanted; the one that was wanted before is not, if it was not asked for.
    pub fn request(&mut self, wish: PictureWish) {
        self.wish = Some(wish);
    }

    /// Asks for the picture that is wanted. The answer at once, where there can be no picture.
    pub fn ask(&mut self, source: &Source, events: &Sender<Event>) -> Option<Answer> {
        let wish = self.wish.take()?;
        let why = match source {
            Source::File(path) => return self.send(wish, path, events),
            Source::Stdin => {
                "The picture cannot be shown: a timeline from standard input has no folder to find it in."
            }
            Source::BuiltIn => {
                "The picture cannot be shown: the built-in timeline has no folder to find it in."
            }
        };
        Some((wish, Err(why.to_owned())))
    }

    #[cfg(feature = "pictures")]
    fn send(&mut self, wish: PictureWish, path: &std::path::Path, events: &Sender<Event>) -> Option<Answer> {
        let ground = pictures::ground(self.graphics.ground());
        let thread = self.thread.take().or_else(|| pictures::start(events.clone()).ok());
        let no_thread = "The picture cannot be shown: no thread could be started to read it.";
        let Some(thread) = thread else { return Some((wish, Err(no_thread.to_owned()))) };
        let wanted = PictureRequest { wish, timeline: path.to_owned(), ground };
        self.thread = thread.send(wanted).is_ok().then_some(thread);
        None
    }

    /// Built without pictures, the application wishes for none.
    #[cfg(not(feature = "pictures"))]
    #[expect(clippy::unused_self, reason = "with pictures there is a thread")]
    fn send(&self, _: PictureWish, _: &std::path::Path, _: &Sender<Event>) -> Option<Answer> {
        None
    }
}
