//! Navigation in time by the ribbon: stepping, panning and zooming.

use ratatui::layout::{Position, Rect};

use crate::describe::signs;
use crate::model::{Day, Gaps};

use crate::app::core::explanations::Explanations;
use crate::app::core::layout::{RibbonSize, ribbon_inner};
use crate::app::core::msg::Pane;
use crate::app::shared::Shared;
use crate::app::time::axis::{self, Axis};
use crate::app::time::scale::{Scale, Window};

impl Shared {
    /// Selects the first event of the next year, month, week or day that has one, or of the previous one.
    pub(crate) fn step_time(&mut self, forward: bool) {
        let timeline = self.timeline();
        let scale = if self.scale == Scale::All { Scale::Year } else { self.scale };
        let Some(whole) = Window::whole(timeline) else {
            self.message = Some("No event has a date.".to_owned());
            return;
        };
        let unit = |row: usize| timeline.day_of_row(row).map(|day| scale.window(day, whole));
        let shown = &self.visible;
        // The first row shown from the start of a window on.
        let first_in = |window: Window| shown.first_from(timeline.first_row_from(window.from));
        let here = unit(self.row);
        let target = if forward {
            here.and_then(|window| shown.first_from(timeline.first_row_from(window.until)))
        } else {
            // From the first event of a window, go to the window before; from within one, to its first event; from the
            // undated events, to the last dated window.
            let before = match here.map(first_in) {
                Some(Some(first)) if first < self.row => Some(first),
                Some(first) => shown.last_before(first.unwrap_or(self.row)),
                None => shown.last_before(timeline.dated_count()),
            };
            before.and_then(unit).and_then(first_in)
        };
        match target {
            Some(row) => self.choose_row(row),
            None => {
                let direction = if forward { "later" } else { "earlier" };
                self.message = Some(format!("No {direction} {} has events.", scale.unit()));
            }
        }
    }

    /// Pans the ribbon by half its window. If the selected event would leave it, the nearest event still on it is
    /// selected.
    pub(crate) fn pan_time(&mut self, forward: bool) {
        let timeline = self.timeline();
        let (Some(window), Some(whole)) = (self.window, Window::whole(timeline)) else {
            self.message = Some("No event has a date.".to_owned());
            return;
        };
        let half = (window.days() / 2).max(1);
        let moved = window.moved(if forward { half } else { -half });
        let is_gone = if forward { moved.from >= whole.until } else { moved.until <= whole.from };
        if is_gone || self.scale == Scale::All {
            let end = if forward { "end" } else { "beginning" };
            let why = if is_gone {
                format!("This is the {end} of the file.")
            } else {
                "The whole file is shown: + zooms in.".to_owned()
            };
            self.message = Some(why);
            return;
        }
        let range = timeline.first_row_from(moved.from)..timeline.first_row_from(moved.until);
        let reaches = timeline.rows_reaching(moved.from).next().is_some();
        let beyond =
            if forward { self.visible.first_from(range.end) } else { self.visible.last_before(range.start) };
        let (within, chosen) = (self.visible.within(range), timeline.day_of_row(self.row));
        // Across a stretch without events it goes on to the next one.
        let moved = match beyond.and_then(|row| timeline.day_of_row(row)) {
            Some(day) if within.is_none() && !reaches => self.scale.window(day, whole),
            _ => moved,
        };
        if !chosen.is_some_and(|day| moved.contains(day))
            && let Some(row) = within.map(|rows| if forward { rows.start } else { rows.end - 1 }).or(beyond)
            && timeline.day_of_row(row).is_some_and(|day| moved.contains(day))
        {
            self.choose_row(row);
        }
        self.window = Some(moved);
    }

    /// The axis of a window: of more than a year, folded. A year and its parts are as on a calendar.
    #[must_use]
    pub fn axis(&self, window: Window, columns: u16) -> Axis {
        let is_calendar = self.scale != Scale::All && window.days() <= 366;
        if is_calendar {
            Axis::of(window, columns)
        } else {
            self.axis_of(window, columns, self.timeline().gaps())
        }
    }

    /// The same with other gaps than those of the file.
    #[must_use]
    pub fn axis_of(&self, window: Window, columns: u16, gaps: &Gaps) -> Axis {
        if self.true_scale { Axis::of(window, columns) } else { Axis::folded(window, columns, gaps) }
    }

    /// Switches all axes between true scale and folded.
    pub(crate) fn toggle_true_scale(&mut self) {
        self.true_scale = !self.true_scale;
        self.say(if self.true_scale {
            "True scale: every stretch of time has its own room."
        } else {
            "Folded: long stretches without events are marked ╱."
        });
    }

    /// Zooms the ribbon in, or out.
    pub(crate) fn zoom_time(&mut self, finer: bool) {
        let Some(whole) = Window::whole(self.timeline()) else {
            self.message = Some("No event has a date.".to_owned());
            return;
        };
        let next = if finer { self.scale.finer(whole) } else { self.scale.coarser(whole) };
        match next {
            Some(scale) => {
                self.rescale(scale);
                self.message = Some(format!("The ribbon shows {}.", scale.name()));
            }
            None => {
                self.message = Some(
                    if finer { "This is the finest scale: a day." } else { "The whole file is shown." }
                        .to_owned(),
                );
            }
        }
    }

    /// The year of the selected event.
    #[must_use]
    pub fn year(&self) -> Option<i64> {
        // The date as it is written: in UTC it may be another year's.
        let written = self.timeline().event_ref_at(self.row).and_then(|event| event.date()?.order_day());
        written.or_else(|| self.timeline().day_of_row(self.row)).map(Day::year)
    }

    /// Scrolls the ribbon to a newly selected event; an undated one leaves it where it is.
    pub(crate) fn follow_with_ribbon(&mut self) {
        let timeline = &self.shown.timeline;
        let Some(whole) = Window::whole(timeline) else {
            self.window = None;
            return;
        };
        let day = timeline.day_of_row(self.row);
        let is_moved = self.window_for != Some(self.row);
        let shown = self.window.unwrap_or(whole);
        if self.window.is_none() || (is_moved && day.is_some_and(|day| !shown.contains(day))) {
            let last = timeline.days().last().copied().unwrap_or(whole.from);
            self.window = Some(self.scale.window(day.unwrap_or(last), whole));
        }
        self.window_for = Some(self.row);
    }

    /// Changes the scale around the selected event, or the middle of the window if the event is not in it.
    pub(crate) fn rescale(&mut self, scale: Scale) {
        let (Some(whole), Some(window)) = (Window::whole(self.timeline()), self.window) else { return };
        let middle = Day(window.from.0 + window.days() / 2);
        let chosen = self.timeline().day_of_row(self.row).filter(|day| window.contains(*day));
        self.scale = scale;
        self.window = Some(scale.window(chosen.unwrap_or(middle), whole));
    }

    /// Selects the event nearest to a click on the ribbon.
    pub(crate) fn press_on_ribbon(&mut self, rect: Rect, size: RibbonSize, at: Position) {
        let inner = ribbon_inner(rect);
        let (Some(window), Some(whole)) = (self.window, Window::whole(self.timeline())) else { return };
        if inner.width == 0 {
            return;
        }
        let column = at.x.clamp(inner.x, inner.right() - 1) - inner.x;
        let is_above = size == RibbonSize::Full && at.y < rect.y + 2;
        let axis = self.axis(if is_above { whole } else { window }, inner.width);
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

    /// Explains the number beside the mark of the selected event on the ribbon.
    pub(crate) fn explain_crowd(&self, row: usize, all: &mut Explanations) {
        let (Some((rect, _)), Some(window)) = (self.layout().ribbon, self.window) else { return };
        let inner = ribbon_inner(rect);
        if row != self.row || inner.width == 0 {
            return;
        }
        let marks = axis::fold(self.timeline(), &self.visible, &self.axis(window, inner.width));
        if let Some(mark) = marks.iter().find(|mark| mark.shown > 1 && mark.rows.contains(&row)) {
            let here = format!("{} events share a place on the ribbon", mark.shown);
            all.add((signs::AXIS, "◆2"), &mark.count(), here);
        }
    }

    /// Explains the other signs of the ribbon.
    pub(crate) fn explain_ribbon(&self, all: &mut Explanations) {
        let (Some((rect, _)), Some(window)) = (self.layout().ribbon, self.window) else { return };
        let has_breaks = self.axis(window, ribbon_inner(rect).width).breaks().next().is_some();
        for sign in ["◆", "●", "▁▂▃▄▅▆▇█", "‹2025›"] {
            all.add((signs::AXIS, sign), sign, "");
        }
        if has_breaks {
            all.add((signs::AXIS, "╱"), "╱", "");
        }
    }

    /// The row of the mark nearest to a column; repeated clicks step through the events of a count.
    fn row_at(&self, axis: &Axis, column: u16) -> Option<usize> {
        let marks = axis::fold(self.timeline(), &self.visible, axis);
        let mark = marks.iter().min_by_key(|mark| mark.column.abs_diff(column))?;
        let next = self.visible.first_from(self.row + 1).filter(|next| mark.rows.contains(next));
        Some(next.filter(|_| mark.rows.contains(&self.row)).unwrap_or(mark.rows.start))
    }
}
