//! The titles of slides: large letters of one size for a whole briefing, or the terminal's font in bold.

use ratatui::layout::Rect;

use crate::app::views::present::layout::Places;
use crate::text::letters::{self, Size};
use crate::text::width::{fit, wrap};

/// A laid-out title.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Title {
    /// The size of its letters; `None` for the terminal's font, in bold.
    pub size: Option<Size>,
    /// Its lines.
    pub lines: Vec<String>,
}

impl Title {
    /// Its height in rows.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.size.map_or(self.lines.len(), |size| size.height(self.lines.len()))
    }
}

/// The title in the terminal's font, truncated to a third of the height.
pub(super) fn plain_title(title: &str, measure: usize, height: usize) -> Title {
    let most = (height / 3).max(1);
    let ranges = wrap(title, measure, measure);
    let is_cut = ranges.len() > most;
    let mut lines: Vec<String> = ranges.into_iter().take(most).map(|range| title[range].to_owned()).collect();
    if let Some(last) = lines.last_mut().filter(|_| is_cut) {
        *last = fit(&format!("{last} …"), measure).into_owned();
    }
    Title { size: None, lines }
}

/// The most rows of a title, of ten of the block.
const OF_TEN: usize = 3;

/// The title in a size, if it fits.
pub(super) fn large_title(title: &str, size: Option<Size>, places: &Places) -> Option<Title> {
    let size = size?;
    let most = usize::from(places.block.height) * OF_TEN / 10;
    let lines = letters::lines(title, size, places.block.width.into(), (most + 1) / (size.rows() + 1))?;
    Some(Title { size: Some(size), lines })
}

/// The size for all titles of a briefing: the largest in which each fits that fits at all. `None` if most do not, or have
/// characters without large forms.
#[must_use]
pub fn size_for<'t>(titles: &[&'t str], area: Rect, is_ascii: bool) -> Option<Size> {
    let places = Places::new(area);
    let fits = |title: &&'t str, size: Size| large_title(title, Some(size), &places).is_some();
    let sizes = || Size::ALL.into_iter().filter(|size| !is_ascii || *size == Size::Whole);
    let smallest = sizes().next_back()?;
    let fitting: Vec<&'t str> = titles.iter().copied().filter(|title| fits(title, smallest)).collect();
    if fitting.len() * 2 <= titles.len() {
        return None;
    }
    sizes().find(|size| fitting.iter().all(|title| fits(title, *size)))
}
