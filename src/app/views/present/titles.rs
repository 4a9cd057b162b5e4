//! The titles of slides: large letters of one size for a whole briefing, or the terminal's font in bold.

use ratatui::layout::Rect;

use crate::app::core::screens::Doubling;
use crate::app::views::present::layout::Places;
use crate::text::letters::{self, Size};
use crate::text::width::{fit, width, wrap};

/// A laid-out title.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Title {
    /// The size of its letters; `None` for the terminal's font, in bold.
    pub size: Option<Size>,
    /// How the terminal doubles it, if its letters have no size of dots.
    pub doubling: Doubling,
    /// Its lines.
    pub lines: Vec<String>,
}

impl Title {
    /// Its height in rows.
    #[must_use]
    pub fn rows(&self) -> usize {
        let double = if self.doubling == Doubling::None { 1 } else { 2 };
        self.size.map_or(self.lines.len() * double, |size| size.height(self.lines.len()))
    }
}

/// The least height for a title of double size.
const HIGH: usize = 16;

/// The title in the terminal's font, of double size where the terminal has it; truncated to a third of the height.
pub(super) fn plain_title(title: &str, measure: usize, height: usize, doubling: Doubling) -> Title {
    let doubling = match doubling {
        _ if height < HIGH => Doubling::None,
        // Xterm 379 with a scalable font breaks down at a wide character of double height.
        Doubling::Rows if width(title) > title.chars().count() => Doubling::None,
        doubling => doubling,
    };
    let (measure, most) = match doubling {
        Doubling::None => (measure, height / 3),
        Doubling::Rows | Doubling::Text => (measure / 2, height / 6),
    };
    let most = most.max(1);
    let ranges = wrap(title, measure, measure);
    let is_cut = ranges.len() > most;
    let mut lines: Vec<String> = ranges.into_iter().take(most).map(|range| title[range].to_owned()).collect();
    if let Some(last) = lines.last_mut().filter(|_| is_cut) {
        *last = fit(&format!("{last} …"), measure).into_owned();
    }
    Title { size: None, doubling, lines }
}

/// The most rows of a title, of ten of the block.
const OF_TEN: usize = 3;

/// The title in a size, if it fits.
pub(super) fn large_title(title: &str, size: Option<Size>, places: &Places) -> Option<Title> {
    let size = size?;
    let most = usize::from(places.block.height) * OF_TEN / 10;
    let lines = letters::lines(title, size, places.block.width.into(), (most + 1) / (size.rows() + 1))?;
    Some(Title { size: Some(size), doubling: Doubling::None, lines })
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
