//! The state of the front page.

use ratatui::layout::{Rect, Size};

use crate::app::shared::Shared;
use crate::app::views::front::page::{Entry, FrontPage};
use crate::app::views::front::questions::FrontContent;
use crate::text::width::width;

/// The front page.
#[derive(Debug, Clone, Default)]
pub struct Front {
    /// The page, as laid out last.
    pub page: FrontPage,
    /// The entry under the cursor.
    pub at: usize,
    /// The first visible line.
    pub top: usize,
    /// What has changed since the last visit; empty if nothing.
    pub news: String,
    /// Whether the cursor was moved, so that it does not go back to the first question.
    pub(super) is_moved: bool,
    /// What the page was laid out for: the turn of the rows, its size, and the news.
    made_for: Option<(u32, Size, String)>,
}

impl Front {
    /// Lays the page out, if something it depends on has changed.
    pub(super) fn lay_out(&mut self, shared: &Shared) {
        let stage = shared.layout().stage.unwrap_or_default();
        let size = Size::new(stage.width, stage.height);
        let made_for = (shared.rows_revision, size, self.news.clone());
        if self.made_for.as_ref() != Some(&made_for) {
            let timeline = shared.timeline();
            // The tabs of the views stand beside the title.
            let tabs = if stage.width < 70 { 4 } else { 30 };
            let has_title = width(&timeline.head().title) + tabs > usize::from(stage.width);
            let is_beginning = shared.shown.is_beginning;
            let key = shared.key_of("next-change");
            let news = if self.news.is_empty() { "" } else { &format!("{}: {key}", self.news) };
            let saved = &shared.filters;
            let content = FrontContent { timeline, is_beginning, news, saved, has_title };
            let before = self.page.entries.get(self.at).map(|entry| entry.lead.clone());
            self.page = FrontPage::new(content, size);
            let again = self.page.entries.iter().position(|entry| Some(&entry.lead) == before.as_ref());
            self.at = again.filter(|_| self.is_moved).unwrap_or(self.page.first);
            self.made_for = Some(made_for);
        }
        self.at = self.at.min(self.page.entries.len().saturating_sub(1));
        self.scroll(usize::from(size.height));
    }

    /// Keeps the cursor in view, and what stands above the first entry with it.
    fn scroll(&mut self, height: usize) {
        let Some(entry) = self.page.entries.get(self.at) else { return };
        let (first, end) = (usize::from(entry.place.y), usize::from(entry.place.bottom()));
        let is_all = self.page.lines.len() <= height;
        self.top = if self.at == 0 || is_all { 0 } else { self.top.min(first) };
        self.top = self.top.max(end.saturating_sub(height)).min(first);
    }

    /// The place on the screen of the entry under the cursor, or of any other.
    #[must_use]
    pub fn place(&self, entry: &Entry, stage: Rect) -> Option<Rect> {
        let top = u16::try_from(self.top).unwrap_or(u16::MAX);
        let y = (stage.y + entry.place.y).checked_sub(top)?;
        let placed = Rect { x: stage.x + 2 + entry.place.x, y, ..entry.place };
        (y >= stage.y && y < stage.bottom()).then(|| placed.intersection(stage))
    }
}
