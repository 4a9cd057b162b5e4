//! The two lines above the list, and where the list begins: for drawing, and for the mouse.

use ratatui::layout::Rect;

use crate::text::width::width;

use crate::app::views::sources::order::Section;
use crate::app::views::sources::state::SourcesState;

/// The blank columns between two names.
const BETWEEN: u16 = 2;

/// A name above the list, and its columns.
pub struct Tab {
    /// The list.
    pub section: Section,
    /// The first column.
    pub x: u16,
    /// How many columns it takes.
    pub width: u16,
    /// Its name and how many stand in it.
    pub label: String,
}

/// The names of the lists with their counts; only that of the one that is shown where there is no room for all.
#[must_use]
pub fn tabs(register: &SourcesState, stage: Rect, sources: usize) -> Vec<Tab> {
    let tally = register.tally();
    let label = |section: Section| {
        let count = match (section, tally.answer()) {
            (Section::Sources, _) => sources.to_string(),
            (Section::OneOrigin, Some(_)) => tally.alone().to_string(),
            (Section::OneOrigin, None) => format!("{} …", tally.alone()),
            (Section::Nothing, Some(answer)) => answer.nothing_count().to_string(),
            (Section::Nothing, None) => "…".to_owned(),
        };
        format!("{} {count}", section.name())
    };
    let mut x = stage.x + 2;
    let mut tabs = Vec::new();
    for section in Section::ALL {
        let label = label(section);
        let wide = u16::try_from(width(&label)).unwrap_or(u16::MAX);
        tabs.push(Tab { section, x, width: wide, label });
        x = x.saturating_add(wide).saturating_add(BETWEEN);
    }
    if x.saturating_sub(BETWEEN) > stage.right() {
        tabs.retain(|tab| tab.section == register.section);
        tabs.iter_mut().for_each(|tab| tab.x = stage.x + 2);
    }
    tabs
}

/// The lines of the list.
#[must_use]
pub fn list(stage: Rect) -> Rect {
    let above = if stage.height >= 8 { 2 } else { 1 }.min(stage.height);
    Rect { y: stage.y + above, height: stage.height - above, ..stage }
}
