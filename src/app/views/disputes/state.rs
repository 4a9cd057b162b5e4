//! The list of the disputes view: its cursor, and what is visible of it. A scroll position is an item, not a line, so that
//! only the items on the screen are laid out.

use ratatui::layout::Rect;

use crate::app::page::{PageLine, Span, Tone};
use crate::app::shared::Shared;
use crate::app::views::disputes::items::{Item, Part, items};
use crate::app::views::disputes::rows;
use crate::model::{Day, Timeline};

/// The widest list.
const WIDEST: u16 = 150;

/// The disputes view.
#[derive(Debug, Clone, Default)]
pub struct Disputes {
    /// What is listed.
    pub(crate) items: Vec<Item>,
    /// Its parts.
    pub parts: Vec<Part>,
    /// The item under the cursor.
    pub at: usize,
    /// The first visible item.
    pub top: usize,
    /// The [`Shared::rows_revision`](crate::app::Shared::rows_revision) that it was made for.
    pub(super) made_for: Option<u32>,
    /// The day as of which it is shown.
    horizon: Option<Day>,
}

/// A line of the list.
#[derive(Debug, Clone)]
pub struct Placed {
    /// The item that it belongs to: a heading belongs to the first item of its part.
    pub item: usize,
    /// Whether it is a heading, or the blank line above one.
    pub is_heading: bool,
    /// The line.
    pub line: PageLine,
}

impl Disputes {
    /// The columns of the list on a stage.
    #[must_use]
    pub fn columns(stage: Rect) -> usize {
        stage.width.saturating_sub(4).min(WIDEST).into()
    }

    /// Makes the list, unless it is the current one.
    pub(super) fn make(&mut self, shared: &Shared) {
        if self.made_for == Some(shared.rows_revision) {
            return;
        }
        let before = self.items.get(self.at).cloned();
        (self.items, self.parts) = items(shared.timeline(), &shared.visible);
        let again = |item: &Item| {
            before.as_ref().is_some_and(|before| before.no().is_some() && before.no() == item.no())
        };
        let same = self.items.iter().position(|item| Some(item) == before.as_ref());
        self.at = same.or_else(|| self.items.iter().position(again)).unwrap_or(0);
        (self.made_for, self.horizon) = (Some(shared.rows_revision), shared.visible.horizon);
    }

    /// The lines of an item, below the heading of its part if it is the first.
    fn lines_of(&self, timeline: &Timeline, at: usize, columns: usize) -> Vec<Placed> {
        let mut lines = Vec::new();
        if let Some(part) = self.parts.iter().find(|part| part.first == at) {
            // A point ends with a blank line.
            if at > 0 && !matches!(self.items.get(at - 1), Some(Item::Point(_))) {
                lines.push(PageLine::default());
            }
            let spans = vec![Span::new(Tone::Faint, &*part.heading)];
            lines.push(PageLine { spans, ..PageLine::default() });
        }
        let headings = lines.len();
        let item = self.items.get(at);
        lines.extend(item.map(|item| rows::lines(timeline, item, self.horizon, columns)).unwrap_or_default());
        let place = |(number, line)| Placed { item: at, is_heading: number < headings, line };
        lines.into_iter().enumerate().map(place).collect()
    }

    /// The visible lines.
    #[must_use]
    pub fn visible(&self, timeline: &Timeline, stage: Rect) -> Vec<Placed> {
        let (columns, height) = (Self::columns(stage), usize::from(stage.height.saturating_sub(1)));
        let mut lines: Vec<Placed> = Vec::new();
        for at in self.top..self.items.len() {
            if lines.len() >= height {
                break;
            }
            let mut own = self.lines_of(timeline, at, columns);
            // At the top there is nothing to be apart from.
            if lines.is_empty() && own.first().is_some_and(|first| first.line.spans.is_empty()) {
                own.remove(0);
            }
            lines.extend(own);
        }
        lines.truncate(height);
        lines
    }

    /// Brings the cursor into view, moving as little as possible.
    pub(super) fn scroll(&mut self, timeline: &Timeline, stage: Rect) {
        self.at = self.at.min(self.items.len().saturating_sub(1));
        let (columns, height) = (Self::columns(stage), usize::from(stage.height.saturating_sub(1)));
        self.top = self.top.min(self.at);
        let (mut first, mut used) = (self.at, 0);
        loop {
            let own = self.lines_of(timeline, first, columns);
            // A point may end below the screen with its blank line.
            let is_open = first == self.at && own.last().is_some_and(|last| last.line.spans.is_empty());
            used += own.len() - usize::from(is_open);
            if used > height || first < self.top {
                first = (first + 1).min(self.at);
                break;
            }
            if first == 0 || first == self.top {
                break;
            }
            first -= 1;
        }
        self.top = self.top.max(first);
    }
}
