//! The mouse: what lies under the pointer is chosen, followed or scrolled.

use ratatui::layout::{Position, Rect};

use crate::model::{Day, RecordNo};
use crate::text::width::width;

use crate::app::core::effect::Effect;
use crate::app::core::layout::{RibbonSize, ribbon_inner};
use crate::app::core::listing::ListingLine;
use crate::app::core::msg::{Click, Motion, Pane, Prompt};
use crate::app::core::subject::Subject;
use crate::app::input::keymap::Mode;
use crate::app::page::PageLine;
use crate::app::state::App;
use crate::app::time::axis::Axis;
use crate::app::time::axis_marks;
use crate::app::time::scale::Window;
use crate::app::views::browse::rows::{self, ListLine};

/// How many lines a turn of the wheel is.
const WHEEL: i32 = 3;
const PANES: [Pane; 4] = [Pane::Events, Pane::Reader, Pane::Actors, Pane::Concerns];

impl App {
    /// The mouse did something at a cell. What lies outside of everything, or is no longer there, does nothing.
    pub(crate) fn point(&mut self, click: Click, column: u16, row: u16) -> Vec<Effect> {
        let at = Position::new(column, row);
        let layout = self.layout();
        if !self.area.contains(at) {
            return Vec::new();
        }
        if self.mode != Mode::Browse {
            if let Click::Wheel { down } = click {
                self.go(Motion::Lines(if down { 1 } else { -1 }));
            }
            return Vec::new();
        }
        if let Some(stage) = layout.stage.filter(|stage| stage.contains(at)) {
            self.point_on_stage(click, stage, at);
            return Vec::new();
        }
        let pane = PANES.into_iter().find(|pane| layout.pane(*pane).is_some_and(|rect| rect.contains(at)));
        match (click, pane) {
            (Click::Wheel { down }, Some(pane)) => self.wheel(pane, if down { WHEEL } else { -WHEEL }),
            (Click::Wheel { down }, None) => self.zoom_time(!down),
            (Click::Press, Some(pane)) => {
                return self.press_in(pane, layout.content(pane).unwrap_or_default(), at);
            }
            (Click::Press, None) => match layout.ribbon {
                Some((rect, size)) if rect.contains(at) => self.press_on_ribbon(rect, size, at),
                _ if layout.title.is_some_and(|title| title.contains(at)) => self.press_on_title(column),
                _ => {}
            },
        }
        Vec::new()
    }

    fn wheel(&mut self, pane: Pane, lines: i32) {
        match pane {
            Pane::Reader => {
                let furthest = self.page.lines.len().saturating_sub(1);
                let by = usize::try_from(lines.unsigned_abs()).unwrap_or(0);
                self.scroll =
                    if lines > 0 { (self.scroll + by).min(furthest) } else { self.scroll.saturating_sub(by) };
            }
            other => {
                let focus = std::mem::replace(&mut self.focus, other);
                self.go(Motion::Lines(lines));
                self.message = None;
                // Lists beside the focused one scroll without taking the focus; what is read stays.
                if other != Pane::Events {
                    self.focus = focus;
                }
            }
        }
    }

    fn press_in(&mut self, pane: Pane, content: Rect, at: Position) -> Vec<Effect> {
        let line = usize::from(at.y.saturating_sub(content.y));
        let was_focused = self.focus == pane;
        if pane != Pane::Reader || !was_focused {
            self.focus = pane;
        }
        if at.y < content.y {
            // The terms of the filter are changed where they stand.
            let is_chips = self.layout().chips.is_some_and(|chips| chips.contains(at));
            return if is_chips { self.ask(Prompt::Filter) } else { Vec::new() };
        }
        match pane {
            Pane::Events => {
                let lines = rows::visible(self.timeline(), &self.visible, self.top, content.height.into());
                if let Some(ListLine::Event(row) | ListLine::Remark(row)) = lines.get(line) {
                    self.choose_row(*row);
                }
            }
            Pane::Reader => {
                let x = usize::from(at.x.saturating_sub(content.x));
                let Some(line) = self.page.lines.get(self.scroll + line) else { return Vec::new() };
                // The sign at the right edge stands for an address outside.
                let layout = self.layout();
                let margin = if layout.title.is_none() { 0 } else { 2 };
                let edge = (content.x + margin + layout.page_width()).min(content.right());
                if let Some(address) = line.right.as_ref().and_then(|span| span.address.as_deref())
                    && at.x + 1 == edge
                {
                    return vec![Effect::Visit(address.to_owned())];
                }
                if let Some(no) = target(line, x) {
                    self.open(Subject::Record(no));
                }
            }
            Pane::Actors | Pane::Concerns => {
                let listing = if pane == Pane::Actors { &mut self.actors } else { &mut self.concerns };
                let lines = listing.visible(content.height.into());
                let hit = lines[..lines.len().min(line + 1)].iter().rev().find_map(|line| match line {
                    ListingLine::Bound(at, _) | ListingLine::Other(at, _) => Some(*at),
                    _ => None,
                });
                if line < lines.len()
                    && let Some(hit) = hit
                {
                    let is_chosen = was_focused && listing.at == hit;
                    listing.at = hit;
                    let no = listing.record(hit);
                    // A second press reads it, as Enter does.
                    if let Some(no) = no.filter(|_| is_chosen) {
                        self.open(Subject::Record(no));
                    }
                }
            }
        }
        Vec::new()
    }

    fn press_on_ribbon(&mut self, rect: Rect, size: RibbonSize, at: Position) {
        let inner = ribbon_inner(rect);
        let (Some(window), Some(whole)) = (self.window, Window::whole(self.timeline())) else { return };
        if inner.width == 0 {
            return;
        }
        let column = at.x.clamp(inner.x, inner.right() - 1) - inner.x;
        let is_above = size == RibbonSize::Full && at.y < rect.y + 2;
        let axis = Axis::of(if is_above { whole } else { window }, inner.width);
        let row = if is_above { self.nearest_row(axis.day(column)) } else { self.row_at(&axis, column) };
        if let Some(row) = row {
            self.focus = Pane::Events;
            self.choose_row(row);
        }
    }

    /// The row nearest to a day.
    fn nearest_row(&self, day: Day) -> Option<usize> {
        let timeline = self.timeline();
        let after = timeline.first_row_from(day);
        let near = [self.visible.last_before(after), self.visible.first_from(after)].into_iter().flatten();
        near.filter_map(|row| Some((timeline.day_of_row(row)?.0.abs_diff(day.0), row)))
            .min()
            .map(|(_, row)| row)
    }

    /// The row of the mark nearest to a column; in a crowd, the next one after the chosen one.
    fn row_at(&self, axis: &Axis, column: u16) -> Option<usize> {
        let marks = axis_marks::fold(self.timeline(), &self.visible, axis);
        let mark = marks.iter().min_by_key(|mark| mark.column.abs_diff(column))?;
        let next = self.visible.first_from(self.row + 1).filter(|next| mark.rows.contains(next));
        Some(next.filter(|_| mark.rows.contains(&self.row)).unwrap_or(mark.rows.start))
    }

    fn press_on_title(&mut self, column: u16) {
        let title = width(&self.timeline().head().title);
        if usize::from(column) < 2 + title {
            self.open(Subject::Timeline);
        }
    }
}

/// What a line leads to at a column, counted with the margin of two.
fn target(line: &PageLine, column: usize) -> Option<RecordNo> {
    let mut end = 2;
    for span in &line.spans {
        end += width(&span.text);
        if column < end {
            return span.target;
        }
    }
    None
}
