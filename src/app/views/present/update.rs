//! How the present view responds to cues, keys, the mouse and reloads.
//!
//! To answer a question, the speaker can use the whole program: `/`, `o` and the map leave the step, and Esc returns
//! and restores everything.

use ratatui::layout::{Position, Rect, Size};

use crate::app::core::briefing::Cue;
use crate::app::core::effect::Effect;
use crate::app::core::loaded::Loaded;
use crate::app::core::msg::{Click, Motion, View};
use crate::app::core::subject::Subject;
use crate::app::shared::{BUILT_IN, Shared};
use crate::app::views::present::layout::Line;
use crate::app::views::present::progress::step_at;
use crate::app::views::present::state::{Overview, Present, rehearsal_text};
use crate::app::views::present::{Presentation, Script, ScriptStep, StartOptions};
use crate::app::views::view_state::{Request, ViewState};
use crate::model::{RecordNo, Table};

/// The maximum digits of a step number.
const DIGITS: usize = 7;

impl ViewState for Present {
    /// The record that the step shows.
    fn reading(&self, shared: &Shared) -> Subject {
        let Some(presentation) = &self.presentation else { return shared.subject };
        if let Some(no) = presentation.asked {
            return Subject::Record(no);
        }
        let shows = presentation.script.shows(shared.timeline(), &shared.visible, presentation.step);
        shows
            .or(match presentation.script {
                Script::Briefing(no) => Some(no),
                Script::Events => None,
            })
            .map_or(Subject::Timeline, Subject::Record)
    }

    fn go(&mut self, shared: &mut Shared, motion: Motion) -> Request {
        if self.presentation.as_ref().is_some_and(|presentation| presentation.overview.is_some()) {
            self.go_in_overview(shared, motion);
            return Request::Nothing;
        }
        let cue = match motion {
            Motion::Lines(by) | Motion::HalfPages(by) | Motion::Pages(by) if by > 0 => Cue::Next,
            Motion::Lines(_) | Motion::HalfPages(_) | Motion::Pages(_) => Cue::Back,
            Motion::First => Cue::To(0),
            Motion::Last => Cue::To(self.steps(shared)),
        };
        Request::Effects(self.cue(shared, cue))
    }

    fn open(&mut self, _: &mut Shared) -> Request {
        Request::Nothing
    }

    /// A click on the axis goes to the step there; any other and the wheel go to the next point; the wheel also goes back.
    fn click(&mut self, shared: &mut Shared, click: Click, _: Rect, at: Position) -> Request {
        let clicked = self.presentation.as_ref().filter(|presentation| {
            click == Click::Press && presentation.overview.is_none() && !presentation.is_blank
        });
        if let Some(step) = clicked.and_then(|presentation| step_at(shared, presentation, shared.area, at)) {
            return Request::Effects(self.cue(shared, Cue::To(step)));
        }
        self.go(
            shared,
            match click {
                Click::Press | Click::Wheel { down: true } => Motion::Lines(1),
                Click::Wheel { down: false } => Motion::Lines(-1),
            },
        )
    }

    fn end(&mut self, shared: &mut Shared, quits: bool) -> Option<Vec<Effect>> {
        let Some(presentation) = &mut self.presentation else { return Some(Vec::new()) };
        let covers = presentation.is_blank || presentation.overview.is_some() || presentation.is_map;
        if covers || !presentation.number.is_empty() {
            presentation.number.clear();
            presentation.is_map = false;
            presentation.is_blank = false;
            presentation.overview = None;
            return Some(Vec::new());
        }
        if std::mem::take(&mut presentation.is_apart) {
            return Some(Vec::new());
        }
        if presentation.asked.take().is_some() {
            presentation.part = 0;
            return Some(Vec::new());
        }
        if presentation.go_back(&shared.visible) {
            return Some(Vec::new());
        }
        if !quits && presentation.is_all() {
            shared.say(if presentation.is_mirror {
                "q leaves; the briefing goes on."
            } else {
                "q ends the briefing."
            });
            return Some(Vec::new());
        }
        Some(self.finish(shared))
    }

    fn links<'a>(&'a self, _: &'a Shared) -> &'a [RecordNo] {
        // What mirrors a briefing leads nowhere else.
        let own = self.presentation.as_ref().filter(|presentation| !presentation.is_mirror);
        own.map_or(&[], |presentation| &presentation.content.links)
    }

    /// The space on the slide; `None` if the screen is blank or all steps are listed.
    fn picture_room(&self, _: &Shared) -> Option<Size> {
        let presentation = self
            .presentation
            .as_ref()
            .filter(|presentation| !presentation.is_blank && presentation.overview.is_none())?;
        presentation.slide.frame.as_ref().map(|frame| frame.room.as_size())
    }

    /// Lays out the current step.
    fn refresh(&mut self, shared: &mut Shared) {
        let page = usize::from(shared.layout().body.height.max(1));
        if let Some(presentation) = self.presentation.as_mut().filter(|_| shared.detour.is_none()) {
            presentation.follow(&shared.visible);
        }
        let steps = self.steps_with_backup(shared);
        if let Some(presentation) = &mut self.presentation {
            presentation.step = presentation.step.min(steps);
        }
        self.lay_out_slide(shared);
        let Some(presentation) = &mut self.presentation else { return };
        presentation.points = presentation.points.min(presentation.all_points());
        if std::mem::take(&mut presentation.is_late) {
            presentation.part = presentation.slide.part_of(presentation.points);
        }
        presentation.part = presentation.part.min(presentation.slide.parts.len().saturating_sub(1));
        if let Some(overview) = &mut presentation.overview {
            overview.at = overview.at.min(steps);
            overview.top = overview.top.min(overview.at).max((overview.at + 1).saturating_sub(page));
        }
    }

    fn carry(&mut self, shared: &mut Shared, old: &Loaded) -> Vec<Effect> {
        if let Some(presentation) = &mut self.presentation {
            presentation.carry(&old.timeline, shared.timeline());
        }
        Vec::new()
    }
}

impl Present {
    /// Whether the speaker has made the screen blank.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.presentation
            .as_ref()
            .is_some_and(|presentation| presentation.is_blank && !presentation.is_mirror)
    }

    /// The number of steps, without the card and what is held back for questions.
    #[must_use]
    pub fn steps(&self, shared: &Shared) -> usize {
        self.presentation
            .as_ref()
            .map_or(0, |presentation| presentation.script.len(shared.timeline(), &shared.visible))
    }

    /// The number of steps with those held back, which come last.
    #[must_use]
    pub fn steps_with_backup(&self, shared: &Shared) -> usize {
        let Some(presentation) = &self.presentation else { return 0 };
        // What is held back is not for those who read ahead, until it is shown.
        if presentation.is_mirror && presentation.step <= self.steps(shared) {
            return self.steps(shared);
        }
        presentation.script.len_with_backup(shared.timeline(), &shared.visible)
    }

    /// The current step.
    #[must_use]
    pub fn current_step<'a>(&self, shared: &'a Shared) -> Option<ScriptStep<'a>> {
        let presentation = self.presentation.as_ref()?;
        match presentation.asked {
            Some(no) => {
                let timeline = shared.timeline();
                let at = (presentation.script, presentation.step);
                Some(ScriptStep::asked(timeline, &shared.visible, at, no, shared.whole_of(no)))
            }
            None => self.step_at(shared, presentation.step),
        }
    }

    /// A step by number, 0 being the card; `None` past the last.
    #[must_use]
    pub fn step_at<'a>(&self, shared: &'a Shared, number: usize) -> Option<ScriptStep<'a>> {
        let presentation = self.presentation.as_ref().filter(|_| number <= self.steps_with_backup(shared))?;
        let shows = presentation.script.shows(shared.timeline(), &shared.visible, number);
        let whole = shows.and_then(|no| shared.whole_of(no));
        Some(ScriptStep::new(shared.timeline(), &shared.visible, presentation.script, number, whole))
    }

    /// Shows a record that was asked for as a step. Returns whether a briefing is running.
    pub(crate) fn ask(&mut self, no: RecordNo) -> bool {
        let Some(presentation) = &mut self.presentation else { return false };
        (presentation.asked, presentation.part, presentation.is_blank) = (Some(no), 0, false);
        (presentation.overview, presentation.is_map) = (None, false);
        true
    }

    /// The same for the record with an id, if there is one.
    pub(crate) fn answer(&mut self, shared: &Shared, id: &str) {
        if let Some(no) = shared.timeline().find_text(id) {
            self.ask(no);
        }
    }

    /// Starts the program with a briefing, and applies its filter.
    pub(crate) fn begin_with(&mut self, shared: &mut Shared, options: &StartOptions) {
        // An audience need not know.
        shared.message = shared.message.take().filter(|words| words != BUILT_IN);
        let is_filtered = options.filter.is_some() && options.briefing.is_none();
        let script = if is_filtered {
            Script::Events
        } else {
            Script::of(shared.timeline(), options.briefing.as_deref())
        };
        self.presentation = Some(Presentation {
            is_rehearsed: options.rehearse,
            audience: options.audience.clone(),
            ..Presentation::new(script, None)
        });
        shared.view = View::Present;
        if let Some(filter) = &options.filter {
            // A slow filter continues after the first frame.
            let _ = shared.filter_by(filter, shared.row);
        }
    }

    /// Starts a briefing at the open record, if a step shows it, or at the card.
    pub(crate) fn begin(&mut self, shared: &mut Shared) {
        if self.presentation.is_some() {
            return;
        }
        let read = match shared.reading {
            Subject::Record(no) => Some(no),
            Subject::Timeline => None,
        };
        let timeline = shared.timeline();
        let script = match read {
            Some(no) if no.table == Table::Briefing => Script::Briefing(no),
            _ => Script::of(timeline, None),
        };
        let step = read.and_then(|no| script.step_of(timeline, &shared.visible, no));
        // The first step is reached through the card.
        let step = step.filter(|step| *step > 1 || script == Script::Events).unwrap_or(0);
        if let Some(query) = shared.query() {
            let words = match script {
                Script::Briefing(_) => "The filter does not change a briefing's steps.".to_owned(),
                Script::Events => format!("{}.", shared.visible.part_words(query)),
            };
            shared.say(words);
        }
        let mut presentation = Presentation::new(script, Some(shared.return_point()));
        presentation.go_to(&shared.visible, step, 0);
        self.presentation = Some(presentation);
        shared.view = View::Present;
    }

    /// Ends the briefing, and the program if it started with it.
    fn finish(&mut self, shared: &mut Shared) -> Vec<Effect> {
        match self.presentation.as_ref().map(|presentation| presentation.before.clone()) {
            Some(Some(before)) => {
                self.presentation = None;
                shared.restore(before)
            }
            Some(None) => vec![Effect::Quit],
            None => Vec::new(),
        }
    }

    /// Handles a cue. Any detour to answer a question has ended by then.
    #[must_use]
    pub(crate) fn cue(&mut self, shared: &mut Shared, cue: Cue) -> Vec<Effect> {
        let steps = self.steps_with_backup(shared);
        let Some(presentation) = &mut self.presentation else { return Vec::new() };
        let turns = matches!(
            cue,
            Cue::Next | Cue::Back | Cue::Step(_) | Cue::To(_) | Cue::Digit(_) | Cue::Enter | Cue::Overview
        );
        if let Cue::Read(begins) = cue {
            presentation.readers =
                if begins { presentation.readers + 1 } else { presentation.readers.saturating_sub(1) };
            return Vec::new();
        }
        if cue == Cue::Cancel {
            // What would leave the briefing is not for the notes.
            let has_layer = presentation.has_layer();
            return if has_layer { self.end(shared, false).unwrap_or_default() } else { Vec::new() };
        }
        if presentation.is_mirror && presentation.audience.may_turn && turns {
            presentation.is_apart = true;
        } else if presentation.is_mirror {
            // Its own screen may be smaller than that of the briefing: what does not fit is read here.
            let points = presentation.points;
            let is_seen = |part: &Vec<Line>| {
                part.iter().any(|line| line.point <= points && !line.line.spans.is_empty())
            };
            let last = presentation.slide.parts.iter().rposition(is_seen).unwrap_or(0);
            match cue {
                Cue::Next => presentation.part = (presentation.part + 1).min(last),
                Cue::Back => presentation.part = presentation.part.saturating_sub(1),
                _ => shared.say("This screen follows the briefing: q leaves it."),
            }
            return Vec::new();
        }
        let has_number = !presentation.number.is_empty();
        if !matches!(cue, Cue::Digit(_) | Cue::Enter | Cue::Map) {
            presentation.number.clear();
        }
        let was_map = std::mem::take(&mut presentation.is_map);
        if was_map && matches!(cue, Cue::Next | Cue::Back) {
            return Vec::new();
        }
        // The talk goes on where it was left for a question; a long answer is read to its end first.
        if matches!(cue, Cue::Next | Cue::Back | Cue::Step(_)) && presentation.asked.is_some() {
            if cue == Cue::Next && presentation.part + 1 < presentation.slide.parts.len() {
                presentation.part += 1;
            } else {
                (presentation.asked, presentation.part) = (None, 0);
            }
            return Vec::new();
        }
        match cue {
            Cue::Next | Cue::Back if presentation.is_blank => presentation.is_blank = false,
            Cue::Next | Cue::Back | Cue::Step(_) if presentation.overview.is_some() => {
                let by = if matches!(cue, Cue::Next | Cue::Step(true)) { 1 } else { -1 };
                self.go_in_overview(shared, Motion::Lines(by));
            }
            Cue::Next => self.next_point(shared),
            Cue::Back => self.point_before(shared),
            Cue::Step(forward) => {
                let to = if forward { presentation.step + 1 } else { presentation.step.saturating_sub(1) };
                self.go_to_step(shared, to);
            }
            Cue::To(step) => self.go_to_step(shared, step),
            Cue::Digit(digit) if presentation.number.len() < DIGITS => presentation.number.push(digit),
            Cue::Digit(_) => {}
            Cue::Enter => match (presentation.number.parse(), presentation.overview) {
                (Ok(step), _) => self.go_to_step(shared, step),
                (Err(_), Some(overview)) => self.go_to_step(shared, overview.at),
                (Err(_), None) => return self.cue(shared, Cue::Next),
            },
            Cue::Blank => presentation.is_blank = !presentation.is_blank,
            Cue::Overview => {
                presentation.is_blank = false;
                let list = Overview { at: presentation.step.min(steps), top: 0 };
                presentation.overview = if presentation.overview.is_some() { None } else { Some(list) };
            }
            Cue::Clock => presentation.clock.is_shown = !presentation.clock.is_shown,
            Cue::Restart => presentation.clock.restart(),
            // The map's key is a digit: after another digit it continues the number.
            Cue::Map if has_number => presentation.number.push('3'),
            Cue::Map if was_map => {}
            Cue::Map => {
                presentation.number.push('3');
                (presentation.is_map, presentation.is_blank, presentation.part) = (true, false, 0);
                presentation.overview = None;
            }
            Cue::Read(_) | Cue::Cancel => {}
            Cue::End => return self.finish(shared),
        }
        Vec::new()
    }

    fn go_to_step(&mut self, shared: &mut Shared, step: usize) {
        let (count, all) = (self.steps(shared), self.steps_with_backup(shared));
        let Some(presentation) = &mut self.presentation else { return };
        let steps = if presentation.is_mirror { count } else { all };
        let from = (presentation.step, presentation.points);
        if step <= count {
            presentation.left = None;
        } else if from.0 <= count {
            presentation.left = Some(from);
        }
        presentation.number.clear();
        presentation.overview = None;
        presentation.is_blank = false;
        if step > steps {
            shared.say(match steps {
                0 => "This briefing has no steps.".to_owned(),
                _ => format!("The last step is {steps}."),
            });
        }
        presentation.go_to(&shared.visible, step.min(steps), 0);
    }

    /// Shows the next point; then the next part of the slide; then the next step. It does not go on to what is held back
    /// for questions, so that a clicker cannot.
    fn next_point(&mut self, shared: &mut Shared) {
        let (steps, all) = (self.steps(shared), self.steps_with_backup(shared));
        let Some(presentation) = &mut self.presentation else { return };
        let next = presentation.points + 1;
        if next <= presentation.all_points() {
            // If the point is on a later part, that part is shown first.
            let part = presentation.slide.part_of(next);
            let turns = part > presentation.part;
            presentation.part += usize::from(turns);
            presentation.points +=
                usize::from(presentation.part >= part && !(turns && presentation.shows_something()));
        } else if presentation.part + 1 < presentation.slide.parts.len() {
            presentation.part += 1;
        } else if presentation.left.is_some_and(|(step, _)| step < steps) {
            // The talk goes on where it was left for what is held back.
            presentation.go_back(&shared.visible);
        } else if presentation.step < all && presentation.step != steps {
            presentation.go_to(&shared.visible, presentation.step + 1, 0);
        } else if presentation.step < all {
            shared.say("This is the end.");
        } else {
            shared.say("This is the end: Home goes back to the start.");
        }
    }

    fn point_before(&mut self, shared: &mut Shared) {
        let Some(presentation) = &mut self.presentation else { return };
        if presentation.points > 0 && presentation.part <= presentation.slide.part_of(presentation.points) {
            presentation.points -= 1;
            presentation.part -= usize::from(!presentation.shows_something() && presentation.part > 0);
        } else if presentation.part > 0 {
            presentation.part -= 1;
        } else if let Some(before) = presentation.step.checked_sub(1) {
            // The previous step was fully shown, and is again.
            presentation.go_to(&shared.visible, before, usize::MAX);
            presentation.part = usize::MAX;
        } else {
            shared.say("This is the beginning.");
        }
    }

    fn go_in_overview(&mut self, shared: &Shared, motion: Motion) {
        let (steps, page) = (self.steps_with_backup(shared), usize::from(shared.layout().body.height));
        if let Some(overview) =
            self.presentation.as_mut().and_then(|presentation| presentation.overview.as_mut())
        {
            overview.at = motion.target(overview.at, page, steps + 1);
        }
    }

    /// The report of a rehearsal; `None` if this is not one.
    #[must_use]
    pub fn rehearsal(&self, shared: &Shared) -> Option<String> {
        let presentation = self.presentation.as_ref().filter(|presentation| presentation.is_rehearsed)?;
        Some(rehearsal_text(shared.timeline(), &shared.visible, presentation))
    }
}
