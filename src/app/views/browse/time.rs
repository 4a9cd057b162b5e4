//! Moving through time by the ribbon: to the next unit with events, by half a window, and between scales.

use crate::model::Day;

use crate::app::state::App;
use crate::app::views::browse::scale::{Scale, Window};

impl App {
    /// To the first event of the next year, month, week or day that has one, or of the one before.
    pub(crate) fn step_time(&mut self, forward: bool) {
        let timeline = self.timeline();
        let scale = if self.scale == Scale::All { Scale::Year } else { self.scale };
        let Some(whole) = Window::whole(timeline) else {
            self.message = Some("No event has a date.".to_owned());
            return;
        };
        let unit = |row: usize| timeline.day_of_row(row).map(|day| scale.window(day, whole));
        let shown = &self.visible;
        // The first shown row of a window in which one is shown.
        let first_in = |window: Window| shown.first_from(timeline.first_row_from(window.from));
        let here = unit(self.row);
        let target = if forward {
            here.and_then(|window| shown.first_from(timeline.first_row_from(window.until)))
        } else {
            // From the first event of a window to the window before; from within, to its first; from the undated ones, to
            // the last dated window.
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
                let way = if forward { "later" } else { "earlier" };
                self.message = Some(format!("There is no {way} {} with events.", scale.unit()));
            }
        }
    }

    /// Moves the ribbon by half of what it shows. The chosen event comes along when it would leave the ribbon and there
    /// is another one on it.
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
                "All of the file is shown: + shows less.".to_owned()
            };
            self.message = Some(why);
            return;
        }
        let chosen = timeline.day_of_row(self.row);
        let range = timeline.first_row_from(moved.from)..timeline.first_row_from(moved.until);
        if !chosen.is_some_and(|day| moved.contains(day))
            && let Some(range) = self.visible.within(range)
        {
            let row = if forward { range.start } else { range.end - 1 };
            self.choose_row(row);
        }
        self.window = Some(moved);
    }

    /// Shows less time, or more.
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
                self.message =
                    Some(if finer { "A day is the finest." } else { "All of the file is shown." }.to_owned());
            }
        }
    }

    /// The year that the chosen event stands under.
    #[must_use]
    pub fn year(&self) -> Option<i64> {
        self.timeline().day_of_row(self.row).map(Day::year)
    }
}
