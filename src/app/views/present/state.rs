//! The state of a running briefing.

use std::fmt::Write as _;
use std::time::Duration;

use ratatui::layout::Rect;

use crate::app::core::briefing::pace::Clock;
use crate::app::shared::ReturnPoint;
use crate::app::views::present::content::Content;
use crate::app::views::present::layout::Line;
use crate::app::views::present::script::{Script, ScriptStep};
use crate::app::views::present::slide::{Capabilities, Slide};
use crate::describe::steps;
use crate::model::{RecordNo, Step, Table, Timeline, Vocabulary as _};
use crate::search::RowSet;
use crate::text::letters::Size;
use crate::text::sanitize::one_line;

/// The options for starting the program with a briefing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StartOptions {
    /// The id of the briefing; `None` for the first one.
    pub briefing: Option<String>,
    /// The filter for a briefing of events.
    pub filter: Option<String>,
    /// Whether to time each step and report at the end.
    pub rehearse: bool,
    /// Who may follow it.
    pub audience: Audience,
}

/// Who may follow a briefing, beside its own user.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Audience {
    /// The name of a group of the system.
    pub group: Option<Box<str>>,
    /// Whether those who follow may read back and ahead.
    pub may_turn: bool,
}

/// The list of all steps.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Overview {
    /// The step under the cursor.
    pub at: usize,
    /// The first visible step.
    pub top: usize,
}

/// The present view.
#[derive(Debug, Clone, Default)]
pub struct Present {
    /// The running briefing; kept while the speaker answers a question elsewhere.
    pub presentation: Option<Presentation>,
}

impl Present {
    /// The view to restore in the next session: the one before the briefing.
    #[must_use]
    pub(crate) fn view_before(&self) -> Option<crate::app::core::msg::View> {
        self.presentation.as_ref()?.before.as_ref().map(|point| point.view)
    }

    /// Sets the current time, measured from start-up.
    pub(crate) fn set_time(&mut self, now: Duration) {
        if let Some(presentation) = &mut self.presentation {
            presentation.clock.set_now(now);
        }
    }
}

/// What a slide shows: step, row, what was asked for, and whether it is the map.
type SlideOf = (usize, usize, Option<RecordNo>, bool);

/// A running briefing.
#[derive(Debug, Clone)]
pub struct Presentation {
    /// Its script.
    pub script: Script,
    /// The current step, from 1; 0 is the card.
    pub step: usize,
    /// In a briefing of events, the current row, which determines the step.
    pub row: usize,
    /// How many points of the step are shown.
    pub points: usize,
    /// The part of the slide on screen, if it does not fit on one.
    pub part: usize,
    /// Whether the screen is blank.
    pub is_blank: bool,
    /// A record that was asked for, shown as a step until the talk goes on.
    pub asked: Option<RecordNo>,
    /// Whether the map of the step is shown in its place.
    pub is_map: bool,
    /// The id of a briefing that a change of the file has taken away, with its step and points: it may come back.
    pub(super) lost: Option<(Box<str>, usize, usize)>,
    /// Where the talk was left for a step that is held back: step and points.
    pub(super) left: Option<(usize, usize)>,
    /// The list of all steps, if open.
    pub overview: Option<Overview>,
    /// A step number, as typed so far.
    pub number: String,
    /// The slide on screen.
    pub slide: Slide,
    /// Its inputs: step, row and what was asked for, area, whether the prose has been read, capabilities, and the
    /// [`Shared::rows_revision`](crate::app::Shared::rows_revision).
    pub slide_of: Option<(SlideOf, Rect, bool, Capabilities, u32)>,
    /// The size of all titles, and for which area, rows and glyphs.
    pub(super) letters: Option<((Rect, u32, bool), Option<Size>)>,
    /// The content of the slide.
    pub content: Content,
    /// The clock.
    pub clock: Clock,
    /// Whether it mirrors a briefing in another terminal.
    pub is_mirror: bool,
    /// Whether the one who reads a mirror has turned away from what the briefing shows.
    pub is_apart: bool,
    /// Who may follow it; of a mirror, whether it may be turned.
    pub audience: Audience,
    /// How many speaker notes follow it: what is for the speaker alone is shown there.
    pub readers: usize,
    /// Whether it has just gone to points that may be on a later part of the slide.
    pub(super) is_late: bool,
    /// Whether it is a rehearsal.
    pub is_rehearsed: bool,
    /// The position to restore at the end; `None` if the program started with the briefing.
    pub before: Option<ReturnPoint>,
}

impl Presentation {
    /// A briefing at its start.
    #[must_use]
    pub fn new(script: Script, before: Option<ReturnPoint>) -> Self {
        Self {
            script,
            step: 0,
            row: 0,
            points: 0,
            part: 0,
            is_blank: false,
            asked: None,
            is_map: false,
            lost: None,
            left: None,
            overview: None,
            number: String::new(),
            slide: Slide::default(),
            slide_of: None,
            letters: None,
            content: Content::default(),
            clock: Clock::default(),
            is_mirror: false,
            is_apart: false,
            audience: Audience::default(),
            readers: 0,
            is_late: false,
            is_rehearsed: false,
            before,
        }
    }

    /// Whether the program started with it, and so ends with it.
    #[must_use]
    pub fn is_all(&self) -> bool {
        self.before.is_none()
    }

    /// The number of points to show one by one.
    #[must_use]
    pub fn all_points(&self) -> usize {
        if self.asked.is_some() || self.is_map {
            return self.points;
        }
        self.content.reveals()
    }

    /// Whether there is anything to come back from.
    #[must_use]
    pub fn has_layer(&self) -> bool {
        let covers = self.is_blank || self.overview.is_some() || self.is_map || !self.number.is_empty();
        covers || self.is_apart || self.asked.is_some() || self.left.is_some()
    }

    /// How many points are shown: all, of what was asked for.
    #[must_use]
    pub fn shown_points(&self) -> usize {
        if self.asked.is_some() || self.is_map { usize::MAX } else { self.points }
    }

    /// The visible lines below the title.
    pub fn lines(&self) -> impl Iterator<Item = &Line> {
        let shown = self.shown_points();
        self.slide.parts.get(self.part).into_iter().flatten().filter(move |line| line.point <= shown)
    }

    /// Goes back to where the talk was left for a step that is held back. Returns whether it was.
    pub(crate) fn go_back(&mut self, rows: &RowSet) -> bool {
        let Some((step, points)) = self.left.take() else { return false };
        self.go_to(rows, step, points);
        self.is_late = true;
        true
    }

    /// Whether any line below the title is visible.
    #[must_use]
    pub fn shows_something(&self) -> bool {
        self.lines().any(|line| !line.line.spans.is_empty())
    }

    /// Goes to a step, with a number of points shown.
    pub(crate) fn go_to(&mut self, rows: &RowSet, step: usize, points: usize) {
        if step != self.step {
            self.clock.leave(self.step);
        }
        (self.step, self.points, self.part, self.asked, self.is_map) = (step, points, 0, None, false);
        if let Some(row) = step.checked_sub(1).and_then(|place| rows.nth(place)) {
            self.row = row;
        }
    }

    /// Follows the filter in a briefing of events: stays on its event, or moves to the nearest one shown.
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

    /// Carries the briefing over to another snapshot: to the step that shows the same record, else the one with the
    /// same number.
    pub(crate) fn carry(&mut self, from: &Timeline, to: &Timeline) {
        if let Some(before) = &mut self.before {
            before.carry(from, to);
        }
        let old = self.script;
        self.script = old.carried(from, to);
        let id = old.record(from).map(|record| from.ids().text(record.id));
        let is_there = |id: &str| to.find_text(id).filter(|no| no.table == Table::Briefing);
        if let Some(id) = id.filter(|id| is_there(id).is_none()) {
            self.lost = Some((id.into(), self.step, self.points));
        }
        if let Some((no, (_, step, points))) =
            self.lost.clone().and_then(|lost| Some((is_there(&lost.0)?, lost)))
        {
            self.lost = None;
            self.script = Script::Briefing(no);
            self.step = step.min(self.script.briefing(to).map_or(0, |briefing| briefing.steps.len()));
            (self.points, self.part, self.slide_of, self.is_late) = (points, 0, None, true);
            return;
        }
        match (old.briefing(from), self.script.briefing(to)) {
            (Some(was), Some(is)) => {
                // A step without a record is known by its kind and its title.
                let show = |timeline: &'_ Timeline, step: &Step| {
                    let id = step.show.map(|id| timeline.ids().text(id).to_owned());
                    id.ok_or_else(|| (step.kind, step.title.clone()))
                };
                let wanted =
                    self.step.checked_sub(1).and_then(|at| was.steps.get(at)).map(|step| show(from, step));
                let same = |at: usize| is.steps.get(at).map(|step| show(to, step)) == wanted;
                if self.step > 0 {
                    let here = self.step - 1;
                    let found = (0..is.steps.len()).filter(|at| same(*at)).min_by_key(|at| at.abs_diff(here));
                    self.step = found.unwrap_or(here).min(is.steps.len().saturating_sub(1)) + 1;
                    self.step = self.step.min(is.steps.len());
                    let points = self.script.step(to, self.step).map_or(0, |step| step.points.len() + 1);
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
        (self.part, self.left) = (0, None);
        let asked = self.asked.and_then(|no| from.id_of(no)).map(|id| from.ids().text(id));
        self.asked = asked.and_then(|id| to.find_text(id));
        self.slide_of = None;
    }
}

/// The times of a rehearsal; as TOML if there is a briefing to copy them into.
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
        let count = presentation.script.len(timeline, rows);
        if number > &count {
            let _ = writeln!(
                text,
                "\n# {}, {}: {}",
                steps::number(*number, count),
                one_line(entry.title),
                Clock::words(*time)
            );
        } else if is_briefing {
            let kind = entry.step.and_then(|(_, step)| step.kind).filter(|_| id.is_empty());
            let key = match kind {
                Some(kind) => format!("as = \"{}\" # {}", kind.word(), one_line(entry.title)),
                None => format!("show = \"{id}\""),
            };
            let _ = write!(text, "\n[[briefing.step]] # {number}\n{key}\nminutes = {}\n", minutes(*time));
        } else {
            let _ = writeln!(text, "# {number} {id}: {}", Clock::words(*time));
        }
    }
    text
}

/// A duration in minutes, rounded to a tenth.
fn minutes(time: Duration) -> f64 {
    (time.as_secs_f64() / 6.0).round() / 10.0
}
