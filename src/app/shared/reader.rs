//! The reader: its page, scroll offset, links and picture.

use std::sync::Arc;

use ratatui::layout::Size;

use crate::app::core::effect::Effect;
use crate::app::core::msg::{Motion, Pane, View};
use crate::app::core::picture::{Picture, PictureRequest, PlacedPicture, Shown};
use crate::app::core::screens::{GlyphSet, Look};
use crate::app::core::subject::Subject;
use crate::app::page::{Given, Page, RequestedEvent};
use crate::app::shared::Shared;
use crate::app::shared::state::PageOf;
use crate::model::{Event, Image, RecordNo, Table};

impl Shared {
    /// The record whose events are marked in the list and on the ribbon; `None` if an event is open.
    #[must_use]
    pub fn marking(&self) -> Option<RecordNo> {
        match self.reading {
            Subject::Record(no) if no.table != Table::Event => Some(no),
            _ => None,
        }
    }

    /// Lays out the page again if needed, and clamps the scroll offset.
    pub(crate) fn refresh_page(&mut self) {
        let layout = self.layout();
        let horizon = self.visible.horizon;
        let wanted =
            (self.reading, layout.page_columns(), !layout.has_side_panes(), self.picture_no, horizon);
        let is_old = self.page_is_old || self.page_of != Some(wanted);
        if !self.view.is_presented() && is_old {
            self.lay_out_page(wanted);
        }
        self.refresh_hits(is_old);
        self.scroll = self.scroll.min(self.page.lines.len().saturating_sub(self.pane_height(Pane::Reader)));
    }

    /// Lays out a page. The text keeps its position when a picture appears above it.
    fn lay_out_page(&mut self, wanted: PageOf) {
        let (subject, columns, with_lists, _, horizon) = wanted;
        let with_parts = self.with_parts;
        let given = Given { whole: self.whole_event(), picture: self.picture(), horizon, with_parts };
        let page = self
            .page_of_change(columns, with_lists)
            .unwrap_or_else(|| Page::new(self.timeline(), subject, given, columns, with_lists));
        let returning = self.returning.take();
        match self.page_of {
            Some((before, ..)) if before != subject => self.scroll = returning.unwrap_or(0),
            None => self.scroll = 0,
            // Only the picture has changed: compensate if it is above the first visible line.
            Some((_, before, ..)) if before == columns => {
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

    /// Lays out the page again at the next refresh, at the same scroll offset.
    pub(crate) fn invalidate_page(&mut self) {
        self.page_is_old = true;
    }

    /// The same after a reload, where the subject may have another number.
    pub(crate) fn carry_page(&mut self, carry: impl Fn(Subject) -> Option<Subject>) {
        let of = self.page_of.and_then(|(subject, width, lists, picture, day)| {
            Some((carry(subject)?, width, lists, picture, day))
        });
        self.page_of = of;
        self.invalidate_page();
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

    /// The links of the page from the first visible one on, which have letters.
    pub(crate) fn links_in_view(&self) -> &[RecordNo] {
        self.page.links.get(self.first_link()..).unwrap_or_default()
    }

    /// The index of the first visible link, which gets the first letter.
    #[must_use]
    pub fn first_link(&self) -> usize {
        let in_view = self.page.lines.iter().skip(self.scroll);
        in_view.flat_map(crate::app::page::PageLine::links).min().unwrap_or(self.page.links.len())
    }

    /// Whether the reader must be shown before its letters can be seen.
    pub(crate) fn hides_reader(&self) -> bool {
        self.layout().reader.is_none() && self.view != View::Present
    }
}

impl Shared {
    /// The selected event.
    #[must_use]
    pub fn chosen_event(&self) -> Option<&Event> {
        self.timeline().event_at(self.row).map(|(_, event)| event)
    }

    /// The event on the page with its prose; `None` until that has been read, or if the page is of another record.
    #[must_use]
    pub fn whole_event(&self) -> Option<&Event> {
        let Subject::Record(no) = self.reading else { return None };
        self.whole_of(no)
    }

    /// An event with its prose, if that is in memory.
    pub(crate) fn whole_of(&self, no: RecordNo) -> Option<&Event> {
        if no.table == Table::Event && self.timeline().unkept(no).is_none() {
            return self.timeline().event(no);
        }
        self.requested.as_ref().filter(|requested| requested.no == no)?.event.as_deref()
    }

    /// Requests the prose of the event shown, unless it is in memory or already requested.
    pub(crate) fn request_event(&mut self) -> Option<Effect> {
        let Subject::Record(no) = self.reading else { return None };
        self.timeline().unkept(no)?;
        if self.requested.as_ref().is_some_and(|requested| requested.no == no) {
            return None;
        }
        self.requested = Some(RequestedEvent { no, event: None });
        Some(Effect::ReadEvent(no))
    }

    /// Takes an event that was read; `None` if the file has changed since.
    pub(crate) fn take_event(&mut self, no: RecordNo, event: Option<Arc<Event>>) -> Vec<Effect> {
        let is_gone = event.is_none();
        // A date that is that of the event's parts is not written with it.
        let date = self.timeline().event(no).and_then(|event| event.date.clone());
        let event = event.map(|mut event| {
            if event.date != date {
                Arc::make_mut(&mut event).date = date;
            }
            event
        });
        match &mut self.requested {
            Some(requested) if requested.no == no => requested.event = event,
            _ => return Vec::new(),
        }
        if is_gone {
            self.message = Some("The file has changed and is being read again.".to_owned());
            return vec![Effect::Reload];
        }
        self.invalidate_page();
        Vec::new()
    }
}

/// The minimum size of a picture; below it, the description tells more.
const LEAST: Size = Size { width: 24, height: 4 };
/// The maximum share of the page's height for a picture, in percent.
const SHARE: usize = 40;

impl Shared {
    /// The state of the open record's picture; `None` if there is none, too little room, or no support for pictures.
    #[must_use]
    pub fn picture(&self) -> Option<&Shown> {
        self.placed_picture.as_ref().map(|placed| &placed.shown)
    }

    /// The picture, if it has loaded.
    #[must_use]
    pub fn ready_picture(&self) -> Option<&Arc<Picture>> {
        match self.picture()? {
            Shown::Ready(picture) => Some(picture),
            Shown::Waiting | Shown::Failed(_) => None,
        }
    }

    /// Requests the picture of the open record at a size, if that differs from the last request.
    pub(crate) fn refresh_picture(&mut self, room: Option<Size>) {
        let wanted = room.and_then(|room| self.picture_request(room));
        if self.placed_picture.as_ref().map(|placed| &placed.request) == wanted.as_ref() {
            return;
        }
        let before = self.placed_picture.take();
        self.placed_picture = wanted.map(|request| {
            // The old size stays until the new one arrives, if it fits.
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
            PlacedPicture { request, shown: stays.unwrap_or(Shown::Waiting), is_sent: false }
        });
        self.picture_no = self.picture_no.wrapping_add(1);
    }

    fn picture_request(&self, room: Size) -> Option<PictureRequest> {
        if !self.shows_pictures() {
            return None;
        }
        let Subject::Record(no) = self.reading else { return None };
        let path = self.image_of(no)?.path.clone();
        Some(PictureRequest { path, room, revision: self.picture_revision })
    }

    /// The space for a picture in the reader; `None` if there is too little.
    pub(crate) fn picture_room(&self) -> Option<Size> {
        let layout = self.layout();
        let content = layout.content(Pane::Reader).filter(|_| layout.title.is_some())?;
        let share = u16::try_from(usize::from(content.height) * SHARE / 100).unwrap_or(u16::MAX);
        let room = Size { width: layout.page_columns().text, height: share };
        (room.width >= LEAST.width && room.height >= LEAST.height).then_some(room)
    }

    /// Whether pictures are drawn: only in true colour and with Unicode. Elsewhere their descriptions are shown.
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

    /// The effect for the requested picture, unless it was already sent.
    pub(crate) fn request_picture(&mut self) -> Option<Effect> {
        let placed = self.placed_picture.as_mut().filter(|placed| !placed.is_sent)?;
        placed.is_sent = true;
        Some(Effect::ShowPicture(placed.request.clone()))
    }

    /// Invalidates pictures after a reload or when the terminal's graphics protocol is known.
    pub(crate) fn renew_picture(&mut self) {
        self.picture_revision = self.picture_revision.wrapping_add(1);
    }

    /// Takes a picture or the reason it failed; outdated answers are dropped.
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
