//! The reader: its page, how far it is scrolled, and the links in reach.

use std::sync::Arc;

use ratatui::layout::Size;

use crate::app::core::effect::Effect;
use crate::app::core::msg::{Motion, Pane, View};
use crate::app::core::picture::{Picture, PictureRequest, PlacedPicture, Shown};
use crate::app::core::screens::{GlyphSet, Look};
use crate::app::core::subject::Subject;
use crate::app::page::{Page, RequestedEvent};
use crate::app::shared::Shared;
use crate::app::shared::state::PageOf;
use crate::model::{Event, Image, RecordNo, Table};

impl Shared {
    /// The record whose events are marked in the list and on the ribbon; `None` while an event is read.
    #[must_use]
    pub fn marking(&self) -> Option<RecordNo> {
        match self.reading {
            Subject::Record(no) if no.table != Table::Event => Some(no),
            _ => None,
        }
    }

    /// Makes the page of what is read, if it is another one, and keeps within it.
    pub(crate) fn refresh_page(&mut self) {
        let layout = self.layout();
        let wanted = (self.reading, layout.page_width(), !layout.has_side_panes(), self.picture_no);
        let is_old = self.page_is_old || self.page_of != Some(wanted);
        if !self.view.is_presented() && is_old {
            self.turn_page(wanted);
        }
        self.scroll = self.scroll.min(self.page.lines.len().saturating_sub(self.pane_height(Pane::Reader)));
    }

    /// Makes the page that is wanted. What is read stays where it stands when a picture comes above it.
    fn turn_page(&mut self, wanted: PageOf) {
        let (subject, width, with_lists, _) = wanted;
        let whole = self.whole_event();
        let page = self.page_of_change(width, with_lists).unwrap_or_else(|| {
            Page::new(self.timeline(), subject, (whole, self.picture()), width, with_lists)
        });
        match self.page_of {
            Some((before, ..)) if before != subject => self.scroll = 0,
            None => self.scroll = 0,
            // All that has changed is the picture, and what is above the first line in view.
            Some((_, before, ..)) if before == width => {
                if page.picture_line.is_some_and(|line| self.scroll > line) {
                    self.scroll = (self.scroll + page.lines.len()).saturating_sub(self.page.lines.len());
                }
            }
            Some(_) => {}
        }
        self.page = page;
        self.page_of = Some(wanted);
        self.page_is_old = false;
    }

    /// Has the page made anew when the state is next refreshed. It stays where it was scrolled to.
    pub(crate) fn forget_page(&mut self) {
        self.page_is_old = true;
    }

    /// The same after another reading, in which the subject of the page may have another number.
    pub(crate) fn carry_page(&mut self, carry: impl Fn(Subject) -> Option<Subject>) {
        let of = self
            .page_of
            .and_then(|(subject, width, lists, picture)| Some((carry(subject)?, width, lists, picture)));
        self.page_of = of;
        self.forget_page();
    }

    pub(crate) fn scroll_page(&mut self, motion: Motion) {
        let page = self.pane_height(Pane::Reader);
        let furthest = self.page.lines.len().saturating_sub(page);
        let to = motion.target(self.scroll, page, furthest + 1);
        if to == self.scroll {
            let end = if to == 0 && furthest > 0 { "top" } else { "end" };
            self.message = Some(format!("This is the {end} of the page."));
        }
        self.scroll = to;
    }

    /// The links of the page that letters follow: those from the first one in view on.
    pub(crate) fn links_in_view(&self) -> &[RecordNo] {
        self.page.links.get(self.first_link()..).unwrap_or_default()
    }

    /// The first link in view: letters are given from there.
    #[must_use]
    pub fn first_link(&self) -> usize {
        let in_view = self.page.lines.iter().skip(self.scroll);
        in_view.filter_map(|line| line.link).min().unwrap_or(self.page.links.len())
    }

    /// Whether a reader has to be brought to the screen before its letters can be seen.
    pub(crate) fn hides_reader(&self) -> bool {
        self.layout().reader.is_none() && self.view != View::Present
    }
}

impl Shared {
    /// The chosen event.
    #[must_use]
    pub fn chosen_event(&self) -> Option<&Event> {
        self.timeline().event_at(self.row).map(|(_, event)| event)
    }

    /// The event of the page with its prose; `None` while that is on its way, or where the page is not of an event.
    #[must_use]
    pub fn whole_event(&self) -> Option<&Event> {
        let Subject::Record(no) = self.reading else { return None };
        self.whole_of(no)
    }

    /// An event with its prose, if it is kept or was read.
    pub(crate) fn whole_of(&self, no: RecordNo) -> Option<&Event> {
        if no.table == Table::Event && self.timeline().unkept(no).is_none() {
            return self.timeline().event(no);
        }
        self.requested.as_ref().filter(|asked| asked.no == no)?.event.as_deref()
    }

    /// Asks for the prose of the event that is shown, if it is not kept and was not asked for.
    pub(crate) fn event_wanted(&mut self) -> Option<Effect> {
        let Subject::Record(no) = self.reading else { return None };
        self.timeline().unkept(no)?;
        if self.requested.as_ref().is_some_and(|asked| asked.no == no) {
            return None;
        }
        self.requested = Some(RequestedEvent { no, event: None });
        Some(Effect::ReadEvent(no))
    }

    /// An event was read; `None` if the file has changed since.
    pub(crate) fn take_event(&mut self, no: RecordNo, event: Option<Arc<Event>>) -> Vec<Effect> {
        let is_gone = event.is_none();
        match &mut self.requested {
            Some(asked) if asked.no == no => asked.event = event,
            _ => return Vec::new(),
        }
        if is_gone {
            self.message = Some("The file has changed and is being read again.".to_owned());
            return vec![Effect::Reload];
        }
        self.forget_page();
        Vec::new()
    }
}

/// A picture in fewer columns or rows shows nothing: its description says more.
const LEAST: Size = Size { width: 24, height: 4 };
/// The most of a page's height that a picture takes, in percent.
const SHARE: usize = 40;

impl Shared {
    /// The picture of what is read; `None` if there is none, or no room, or a terminal that shows words alone.
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
        if self.placed_picture.as_ref().map(|placed| &placed.request) == wanted.as_ref() {
            return;
        }
        let before = self.placed_picture.take();
        self.placed_picture = wanted.map(|request| {
            // The picture as it is stays until it comes in another size, where it has room.
            let stays =
                before.filter(|before| before.request.path == request.path).map(|before| before.shown);
            let stays = stays.filter(|shown| match shown {
                Shown::Ready(picture) => {
                    let size = picture.size();
                    size.width <= request.room.width && size.height <= request.room.height
                }
                Shown::Waiting => false,
                Shown::Failed(_) => true,
            });
            PlacedPicture { request, shown: stays.unwrap_or(Shown::Waiting), asked: false }
        });
        self.picture_no = self.picture_no.wrapping_add(1);
    }

    fn wanted_picture(&self, room: Size) -> Option<PictureRequest> {
        if !self.shows_pictures() {
            return None;
        }
        let Subject::Record(no) = self.reading else { return None };
        let path = self.image_of(no)?.path.clone();
        Some(PictureRequest { path, room, turn: self.picture_turn })
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
        Some(Effect::ShowPicture(placed.request.clone()))
    }

    /// Pictures are to be asked for again: what they are drawn from, or on, has changed.
    pub(crate) fn renew_picture(&mut self) {
        self.picture_turn = self.picture_turn.wrapping_add(1);
    }

    /// A picture came, or what is in its way; what is not wanted any more is let go.
    pub(crate) fn take_picture(&mut self, request: &PictureRequest, picture: Result<Arc<Picture>, String>) {
        let Some(placed) = self.placed_picture.as_mut().filter(|placed| placed.request == *request) else {
            return;
        };
        placed.shown = match picture {
            Ok(picture) => Shown::Ready(picture),
            Err(why) => Shown::Failed(why),
        };
        self.picture_no = self.picture_no.wrapping_add(1);
    }
}
