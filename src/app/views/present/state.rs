//! Where a briefing is.

use std::fmt::Write as _;
use std::time::Duration;

use ratatui::layout::Rect;

use crate::app::core::briefing::pace::Clock;
use crate::app::shared::ReturnPoint;
use crate::app::views::present::content::Content;
use crate::app::views::present::script::{Script, ScriptStep};
use crate::app::views::present::slide::{Capabilities, Line, Slide};
use crate::model::Timeline;
use crate::search::RowSet;

/// What is asked for when the program starts with a briefing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StartOptions {
    /// The id of the briefing; the first one, if none is asked for.
    pub briefing: Option<String>,
    /// Which events are shown, where there is no briefing.
    pub filter: Option<String>,
    /// Whether each step is timed, to be reported at the end.
    pub rehearse: bool,
}

/// The list of all steps.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Overview {
    /// The step under the cursor, and the first one in view.
    pub at: usize,
    /// The first one in view.
    pub top: usize,
}

/// The view: the briefing that is presented, if one is, also while a question leads away from it.
#[derive(Debug, Clone, Default)]
pub struct Present {
    /// The briefing; it stays while a question leads away from it.
    pub presentation: Option<Presentation>,
}

impl Present {
    /// The view from which somebody came, to come back to another day.
    #[must_use]
    pub(crate) fn view_before(&self) -> Option<crate::app::core::msg::View> {
        self.presentation.as_ref()?.before.as_ref().map(|point| point.view)
    }

    /// The time now, counted from start-up.
    pub(crate) fn tell_time(&mut self, now: Duration) {
        if let Some(presentation) = &mut self.presentation {
            presentation.clock.tell(now);
        }
    }
}

/// A briefing that is running.
#[derive(Debug, Clone)]
pub struct Presentation {
    /// What is presented.
    pub script: Script,
    /// The step that is shown, from 1; 0 is the card.
    pub step: usize,
    /// Of a briefing of events, the row that is shown: the step's number follows from it.
    pub row: usize,
    /// How many points of the step are on.
    pub points: usize,
    /// Which part of the step is shown, where it does not fit on the screen.
    pub part: usize,
    /// Whether the screen is blank.
    pub is_blank: bool,
    /// All steps, while they are listed.
    pub overview: Option<Overview>,
    /// The number of a step, as far as it is typed.
    pub number: String,
    /// The step as it stands on the screen.
    pub slide: Slide,
    /// What it was made for: step, row, screen, whether the prose is there, means.
    pub slide_of: Option<(usize, usize, Rect, bool, Capabilities)>,
    /// What it says.
    pub content: Content,
    /// The clock.
    pub clock: Clock,
    /// Whether it is a rehearsal.
    pub is_rehearsed: bool,
    /// Where one was before the briefing; `None` if the program began with it.
    pub before: Option<ReturnPoint>,
}

impl Presentation {
    /// A briefing at its beginning.
    #[must_use]
    pub fn new(script: Script, before: Option<ReturnPoint>) -> Self {
        Self {
            script,
            step: 0,
            row: 0,
            points: 0,
            part: 0,
            is_blank: false,
            overview: None,
            number: String::new(),
            slide: Slide::default(),
            slide_of: None,
            content: Content::default(),
            clock: Clock::default(),
            is_rehearsed: false,
            before,
        }
    }

    /// Whether the program began with it, and ends with it.
    #[must_use]
    pub fn is_all(&self) -> bool {
        self.before.is_none()
    }

    /// How many points the step has that are shown one by one.
    #[must_use]
    pub fn all_points(&self) -> usize {
        if self.content.at_once { 0 } else { self.content.points.len() }
    }

    /// The lines below the title that are to be seen.
    pub fn lines(&self) -> impl Iterator<Item = &Line> {
        self.slide.parts.get(self.part).into_iter().flatten().filter(|line| line.point <= self.points)
    }

    /// Whether anything is to be seen below the title.
    #[must_use]
    pub fn shows_something(&self) -> bool {
        self.lines().any(|line| !line.line.spans.is_empty())
    }

    /// A step is come to, with so many points on.
    pub(crate) fn turn_to(&mut self, rows: &RowSet, step: usize, points: usize) {
        if step != self.step {
            self.clock.leave(self.step);
        }
        (self.step, self.points, self.part) = (step, points, 0);
        if let Some(row) = step.checked_sub(1).and_then(|place| rows.nth(place)) {
            self.row = row;
        }
    }

    /// Of a briefing of events, other ones are shown: the step is the one of its row, or of the nearest that is shown.
    pub(crate) fn follow(&mut self, rows: &RowSet) {
        if self.script != Script::Events || self.step == 0 {
            return;
        }
        match rows.nearest(self.row) {
            Some(row) => {
                self.row = row;
                self.step = rows.count_before(row) + 1;
            }
            None => self.step = 0,
        }
    }

    /// The same briefing in another snapshot: on the step that shows what was shown, else on the one with the same number.
    pub(crate) fn carry(&mut self, from: &Timeline, to: &Timeline) {
        if let Some(before) = &mut self.before {
            before.carry(from, to);
        }
        let old = self.script;
        self.script = old.carried(from, to);
        match (old.briefing(from), self.script.briefing(to)) {
            (Some(was), Some(is)) => {
                let show = |at: usize| was.steps.get(at).map(|step| from.ids().text(step.show));
                let same = |at: usize| {
                    is.steps.get(at).is_some_and(|step| Some(to.ids().text(step.show)) == show(self.step - 1))
                };
                if self.step > 0 {
                    let here = self.step - 1;
                    let found = (0..is.steps.len()).filter(|at| same(*at)).min_by_key(|at| at.abs_diff(here));
                    self.step = found.unwrap_or(here).min(is.steps.len().saturating_sub(1)) + 1;
                    self.step = self.step.min(is.steps.len());
                    let points = self.script.step(to, self.step).map_or(0, |step| step.points.len());
                    self.points = if found.is_some() { self.points.min(points) } else { 0 };
                }
            }
            (None, None) => {
                let no = from.number_at(self.row).and_then(|no| from.id_of(no));
                let row = no.and_then(|id| to.find_text(from.ids().text(id))).and_then(|no| to.row_of(no));
                self.row = row.unwrap_or(self.row).min(to.row_count().saturating_sub(1));
            }
            _ => (self.step, self.points) = (0, 0),
        }
        self.part = 0;
        self.slide_of = None;
    }
}

/// The times, as TOML where there is a briefing to put them into.
#[must_use]
pub(super) fn rehearsal_text(timeline: &Timeline, rows: &RowSet, presentation: &Presentation) -> String {
    let spent = presentation.clock.spent(presentation.step);
    let all = presentation.clock.elapsed();
    let planned = presentation.script.briefing(timeline).and_then(|briefing| briefing.minutes);
    let planned = planned.map_or_else(String::new, |planned| format!(", planned {planned} minutes"));
    let mut text = format!("# The briefing took {}{planned}.\n", Clock::words(all));
    if let Some(card) = spent.get(&0) {
        let _ = writeln!(text, "# The bottom line: {}.", Clock::words(*card));
    }
    let is_briefing = matches!(presentation.script, Script::Briefing(_));
    for (number, time) in spent.iter().filter(|(number, _)| **number > 0) {
        let entry = ScriptStep::new(timeline, rows, presentation.script, *number, None);
        let id = entry.shows.and_then(|no| timeline.id_of(no)).map(|id| timeline.ids().text(id));
        let id = id.or(entry.gone).unwrap_or_default();
        if is_briefing {
            let _ = write!(
                text,
                "\n[[briefing.step]] # {number}\nshow = \"{id}\"\nminutes = {}\n",
                minutes(*time)
            );
        } else {
            let _ = writeln!(text, "# {number} {id}: {}", Clock::words(*time));
        }
    }
    text
}

/// A time in minutes, to a tenth, which is as much as a plan needs.
fn minutes(time: Duration) -> f64 {
    (time.as_secs_f64() / 6.0).round() / 10.0
}
