//! When a slide is laid out anew, and with what the screen can display.

use ratatui::layout::Rect;

use crate::app::core::screens::GlyphSet;
use crate::app::shared::Shared;
use crate::app::views::present::slide::{Capabilities, Slide};
use crate::app::views::present::titles::size_for;
use crate::app::views::present::{Present, content};

/// The most titles that are looked at for the size of all.
const MOST_TITLES: usize = 300;

impl Present {
    /// What an area of the screen can display.
    #[must_use]
    pub fn capabilities(&self, shared: &Shared, area: Rect) -> Capabilities {
        let is_ascii = shared.glyphs == GlyphSet::Ascii;
        let letters = match self.presentation.as_ref().and_then(|presentation| presentation.letters) {
            Some((of, letters)) if of == (area, shared.rows_revision, is_ascii) => letters,
            _ => {
                let steps = (0..=self.steps_with_backup(shared)).take(MOST_TITLES);
                let steps = steps.filter_map(|step| self.step_at(shared, step));
                let titles: Vec<&str> = steps.map(|step| step.title).collect();
                size_for(&titles, area, is_ascii)
            }
        };
        Capabilities { is_ascii, has_pictures: shared.shows_pictures(), letters, doubling: shared.doubling }
    }

    /// Lays out the current step if it or the screen has changed.
    pub(super) fn lay_out_slide(&mut self, shared: &Shared) {
        let Some((entry, presentation)) = self.current_step(shared).zip(self.presentation.as_ref()) else {
            return;
        };
        let timeline = shared.timeline();
        let whole = entry.shows.and_then(|no| shared.whole_of(no));
        let capabilities = self.capabilities(shared, shared.area);
        let revision = shared.rows_revision;
        let of = (presentation.step, presentation.row, presentation.asked, presentation.is_map);
        let wanted = (of, shared.area, whole.is_some(), capabilities, revision);
        if presentation.slide_of == Some(wanted) {
            return;
        }
        let content = if presentation.is_map {
            content::map(timeline, presentation.script, &entry)
        } else if entry.number == 0 {
            content::card(shared.timeline(), &shared.visible, presentation.script, shared.query())
        } else {
            content::step(shared.timeline(), &entry, whole)
        };
        let slide = Slide::new(&content, shared.area, capabilities);
        if let Some(presentation) = &mut self.presentation {
            let of = (shared.area, shared.rows_revision, capabilities.is_ascii);
            presentation.letters = Some((of, capabilities.letters));
            (presentation.content, presentation.slide, presentation.slide_of) =
                (content, slide, Some(wanted));
        }
    }
}
