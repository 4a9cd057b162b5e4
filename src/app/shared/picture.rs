//! The picture of the event that is read or told: which one is wanted, in which room, and where its answer goes.

use std::sync::Arc;

use ratatui::layout::Size;

use crate::model::{Event, Image, RecordNo, Table};

use crate::app::core::effect::Effect;
use crate::app::core::look::{GlyphSet, Look};
use crate::app::core::msg::Pane;
use crate::app::core::picture::{Picture, PictureWish, PlacedPicture, Shown};
use crate::app::core::subject::Subject;
use crate::app::shared::Shared;

/// A picture in fewer columns or rows shows nothing: its description says more.
const LEAST: Size = Size { width: 24, height: 4 };
/// The most of a page's height that a picture takes, in percent.
const SHARE: usize = 40;

impl Shared {
    /// The picture of what is read; nothing where there is none, or no room, or a terminal that shows words alone.
    #[must_use]
    pub fn picture(&self) -> Option<&Shown> {
        self.placed_picture.as_ref().map(|placed| &placed.shown)
    }

    /// The same, if it is there.
    #[must_use]
    pub fn ready_picture(&self) -> Option<&Arc<Picture>> {
        match self.picture()? {
            Shown::Ready(picture) => Some(picture),
            Shown::Waiting | Shown::Failed(_) => None,
        }
    }

    /// Wants the picture of what is read for a room, if it is another one than before.
    pub(crate) fn refresh_picture(&mut self, room: Option<Size>) {
        let wanted = room.and_then(|room| self.wanted_picture(room));
        if self.placed_picture.as_ref().map(|placed| &placed.wish) == wanted.as_ref() {
            return;
        }
        let before = self.placed_picture.take();
        self.placed_picture = wanted.map(|wish| {
            // The picture as it is stays until it comes in another size, where it has room.
            let stays = before.filter(|before| before.wish.path == wish.path).map(|before| before.shown);
            let stays = stays.filter(|shown| match shown {
                Shown::Ready(picture) => {
                    let size = picture.size();
                    size.width <= wish.room.width && size.height <= wish.room.height
                }
                Shown::Waiting => false,
                Shown::Failed(_) => true,
            });
            PlacedPicture { wish, shown: stays.unwrap_or(Shown::Waiting), asked: false }
        });
        self.picture_no = self.picture_no.wrapping_add(1);
    }

    fn wanted_picture(&self, room: Size) -> Option<PictureWish> {
        if !self.shows_pictures() {
            return None;
        }
        let Subject::Record(no) = self.reading else { return None };
        let path = self.image_of(no)?.path.clone();
        Some(PictureWish { path, room, turn: self.picture_turn })
    }

    /// The room for a picture in the reader; `None` if there is too little.
    pub(crate) fn picture_room(&self) -> Option<Size> {
        let layout = self.layout();
        let content = layout.content(Pane::Reader).filter(|_| layout.title.is_some())?;
        let share = u16::try_from(usize::from(content.height) * SHARE / 100).unwrap_or(u16::MAX);
        let room = Size { width: layout.page_width(), height: share };
        (room.width >= LEAST.width && room.height >= LEAST.height).then_some(room)
    }

    /// Whether pictures are drawn: in all colours, with all characters. Elsewhere their descriptions stand for them.
    #[must_use]
    pub fn shows_pictures(&self) -> bool {
        cfg!(feature = "pictures")
            && matches!(self.look, Look::Dark | Look::Light)
            && self.glyphs == GlyphSet::Unicode
    }

    /// The image of an event.
    fn image_of(&self, no: RecordNo) -> Option<&Image> {
        if no.table != Table::Event {
            return None;
        }
        self.whole_of(no).or_else(|| self.timeline().event(no)).and_then(|event: &Event| event.image.as_ref())
    }

    /// Asks for the picture that is wanted, if it was not asked for.
    pub(crate) fn picture_wanted(&mut self) -> Option<Effect> {
        let placed = self.placed_picture.as_mut().filter(|placed| !placed.asked)?;
        placed.asked = true;
        Some(Effect::ShowPicture(placed.wish.clone()))
    }

    /// Pictures are to be asked for again: what they are drawn from, or on, has changed.
    pub(crate) fn renew_picture(&mut self) {
        self.picture_turn = self.picture_turn.wrapping_add(1);
    }

    /// A picture came, or what is in its way; what is not wanted any more is let go.
    pub(crate) fn take_picture(&mut self, wish: &PictureWish, picture: Result<Arc<Picture>, String>) {
        let Some(placed) = self.placed_picture.as_mut().filter(|placed| placed.wish == *wish) else { return };
        placed.shown = match picture {
            Ok(picture) => Shown::Ready(picture),
            Err(why) => Shown::Failed(why),
        };
        self.picture_no = self.picture_no.wrapping_add(1);
    }
}
