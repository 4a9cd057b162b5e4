//! Presenting: a talk begins, takes its cues, is left for a question from the floor, and ends where one was before.
//!
//! A question is answered by the whole program: `/`, `o` and the map lead away from the step into it, and Esc comes back
//! and puts everything as it was.

use std::time::Duration;

use crate::app::core::effect::Effect;
use crate::app::core::look::GlyphSet;
use crate::app::core::msg::{Click, Motion, View};
use crate::app::core::subject::Subject;
use crate::app::input::keymap::Mode;
use crate::app::state::App;
use crate::app::update::moved;
use crate::app::views::present::content;
use crate::app::views::present::rehearsal;
use crate::app::views::present::slide::{Means, Slide};
use crate::app::views::present::state::Overview;
use crate::app::views::present::{Cue, Script, Talk, Told, Wish};
use crate::model::RecordNo;

/// The longest number of a step that is typed: no talk has more steps.
const DIGITS: usize = 7;

impl App {
    /// The talk, also while a question leads away from it; nothing while none is given.
    #[must_use]
    pub fn talk(&self) -> Option<&Talk> {
        self.talk.as_ref()
    }

    /// How many steps the talk has, the card not counted.
    #[must_use]
    pub fn steps(&self) -> usize {
        self.talk.as_ref().map_or(0, |talk| talk.script.len(self.timeline(), &self.visible))
    }

    /// The step that is shown.
    #[must_use]
    pub fn told(&self) -> Option<Told<'_>> {
        self.told_at(self.talk.as_ref()?.step)
    }

    /// A step of the talk by its number, 0 being the card; nothing behind the last one.
    #[must_use]
    pub fn told_at(&self, number: usize) -> Option<Told<'_>> {
        let talk = self.talk.as_ref().filter(|_| number <= self.steps())?;
        let shows = talk.script.shows(self.timeline(), &self.visible, number);
        let whole = shows.and_then(|no| self.whole_of(no));
        Some(Told::new(self.timeline(), &self.visible, talk.script, number, whole))
    }

    /// Whether a clock is to be seen, which must be told the time every second.
    #[must_use]
    pub fn shows_clock(&self) -> bool {
        if let Some(notes) = &self.notes {
            return notes.is_followed && notes.scene.is_some() && self.view == View::Notes;
        }
        let is_seen = |talk: &Talk| talk.clock.is_shown && !talk.is_blank;
        self.view == View::Present && self.talk.as_ref().is_some_and(is_seen)
    }

    /// At which part of a second, as the program counts it, a second of the clock that is to be seen is full.
    #[must_use]
    pub fn beat(&self) -> Duration {
        match (&self.notes, &self.talk) {
            (Some(notes), _) => notes.beat(),
            (None, Some(talk)) => Duration::from_nanos(talk.clock.began().subsec_nanos().into()),
            (None, None) => Duration::ZERO,
        }
    }

    /// What is shown by the step, for all that speaks of the record that is read.
    pub(crate) fn reading_in_talk(&self) -> Subject {
        if let Some(notes) = &self.notes {
            return notes.subject(self.timeline());
        }
        let Some(talk) = &self.talk else { return self.subject };
        let shows = talk.script.shows(self.timeline(), &self.visible, talk.step);
        shows
            .or(match talk.script {
                Script::Briefing(no) => Some(no),
                Script::Events => None,
            })
            .map_or(Subject::Timeline, Subject::Record)
    }

    /// The program begins with a talk.
    pub(crate) fn begin_with(&mut self, wish: &Wish) {
        let is_filtered = wish.filter.is_some() && wish.briefing.is_none();
        let script =
            if is_filtered { Script::Events } else { Script::of(self.timeline(), wish.briefing.as_deref()) };
        self.talk = Some(Talk { is_rehearsed: wish.rehearse, ..Talk::new(script, None) });
        self.view = View::Present;
        if let Some(filter) = &wish.filter {
            // What takes long goes on once the first screen is there.
            let _ = self.filter_by(filter, self.row);
        }
    }

    /// The talk begins at what is read, if a step shows that, or at the card.
    pub(crate) fn present(&mut self) {
        if self.talk.is_some() {
            return;
        }
        let read = match self.reading() {
            Subject::Record(no) => Some(no),
            Subject::Timeline => None,
        };
        let timeline = &self.shown.timeline;
        let script = match read {
            Some(no) if no.table == crate::model::Table::Briefing => Script::Briefing(no),
            _ => Script::of(timeline, None),
        };
        let step = read.and_then(|no| script.step_of(timeline, &self.visible, no));
        // The first step is come to by way of the card.
        let step = step.filter(|step| *step > 1 || script == Script::Events).unwrap_or(0);
        let mut talk = Talk::new(script, Some(self.seat()));
        talk.turn_to(&self.visible, step, 0);
        self.talk = Some(talk);
        self.view = View::Present;
    }

    /// The talk ends, and the program with it if it began with it.
    fn end_talk(&mut self) -> Vec<Effect> {
        match self.talk.as_ref().map(|talk| talk.before.clone()) {
            Some(Some(before)) => {
                let effects = self.sit(before);
                self.talk = None;
                effects
            }
            Some(None) => vec![Effect::Quit],
            None => Vec::new(),
        }
    }

    /// Whether Esc and q speak to a talk, or lead back to it.
    pub(crate) fn is_in_talk(&self) -> bool {
        self.mode == Mode::Browse && (self.view.is_told() || self.is_away())
    }

    /// Esc or q in a talk, or away from it.
    pub(crate) fn close_in_talk(&mut self, quits: bool) -> Vec<Effect> {
        if self.is_away() {
            return self.come_back();
        }
        if self.notes.is_some() {
            return self.close_notes(quits);
        }
        let Some(talk) = &mut self.talk else { return Vec::new() };
        if talk.is_blank || talk.overview.is_some() || !talk.number.is_empty() {
            talk.number.clear();
            talk.is_blank = false;
            talk.overview = None;
            return Vec::new();
        }
        if !quits && talk.is_all() {
            self.message = Some("q ends the talk.".to_owned());
            return Vec::new();
        }
        self.end_talk()
    }

    /// The view to come back to another day.
    pub(crate) fn view_to_resume(&self) -> View {
        let before = self.talk.as_ref().and_then(|talk| talk.before.as_ref());
        before.map_or(self.view, |seat| seat.view)
    }

    /// What the letters behind `o` follow on a step.
    #[must_use]
    pub fn links_of_step(&self) -> &[RecordNo] {
        self.talk.as_ref().map_or(&[], |talk| &talk.content.links)
    }

    /// The mouse did something: a press goes on, as the wheel does, which goes back too.
    pub(crate) fn point_in_talk(&mut self, click: Click) {
        self.go_in_talk(match click {
            Click::Press | Click::Wheel { down: true } => Motion::Lines(1),
            Click::Wheel { down: false } => Motion::Lines(-1),
        });
    }

    /// It is so late now.
    pub(crate) fn tell_time(&mut self, now: Duration) {
        if let Some(notes) = &mut self.notes {
            notes.tell(now);
        }
        if let Some(talk) = &mut self.talk {
            talk.clock.tell(now);
        }
    }

    /// Takes a cue.
    pub(crate) fn cue(&mut self, cue: Cue) -> Vec<Effect> {
        if self.notes.is_some() {
            return self.pass_on(cue);
        }
        let has_number = self.talk.as_ref().is_some_and(|talk| !talk.number.is_empty());
        let mut effects = match cue {
            Cue::Clock | Cue::Restart => Vec::new(),
            _ if self.is_away() => self.come_back(),
            _ => Vec::new(),
        };
        let steps = self.steps();
        let Some(talk) = &mut self.talk else { return effects };
        if !matches!(cue, Cue::Digit(_) | Cue::Enter | Cue::Map) {
            talk.number.clear();
        }
        match cue {
            Cue::Next | Cue::Back if talk.is_blank => talk.is_blank = false,
            Cue::Next | Cue::Back | Cue::Step(_) if talk.overview.is_some() => {
                let by = if matches!(cue, Cue::Next | Cue::Step(true)) { 1 } else { -1 };
                self.go_in_overview(Motion::Lines(by));
            }
            Cue::Next => self.next_in_talk(),
            Cue::Back => self.back_in_talk(),
            Cue::Step(forward) => {
                let to = if forward { talk.step + 1 } else { talk.step.saturating_sub(1) };
                self.go_to_step(to);
            }
            Cue::To(step) => self.go_to_step(step),
            Cue::Digit(digit) if talk.number.len() < DIGITS => talk.number.push(digit),
            Cue::Digit(_) => {}
            Cue::Enter => match (talk.number.parse(), talk.overview) {
                (Ok(step), _) => self.go_to_step(step),
                (Err(_), Some(overview)) => self.go_to_step(overview.at),
                (Err(_), None) => return self.cue(Cue::Next),
            },
            Cue::Blank => talk.is_blank = !talk.is_blank,
            Cue::Overview => {
                talk.is_blank = false;
                let list = Overview { at: talk.step.min(steps), top: 0 };
                talk.overview = if talk.overview.is_some() { None } else { Some(list) };
            }
            Cue::Clock => talk.clock.is_shown = !talk.clock.is_shown,
            Cue::Restart => talk.clock.restart(),
            // Its key is a digit: behind another one it is meant as such.
            Cue::Map if has_number => talk.number.push('3'),
            Cue::Map => {
                talk.number.push('3');
                talk.asked_here = false;
                self.step_aside(View::Map);
            }
            Cue::End => effects.extend(self.end_talk()),
        }
        effects
    }

    fn go_to_step(&mut self, step: usize) {
        let steps = self.steps();
        let Some(talk) = &mut self.talk else { return };
        talk.number.clear();
        talk.overview = None;
        talk.is_blank = false;
        if step > steps {
            self.message = Some(match steps {
                0 => "There is no step: this is all.".to_owned(),
                _ => format!("The last step is {steps}."),
            });
        }
        talk.turn_to(&self.visible, step.min(steps), 0);
    }

    /// The next point; then what does not fit on the screen yet; then the next step.
    fn next_in_talk(&mut self) {
        let steps = self.steps();
        let Some(talk) = &mut self.talk else { return };
        let next = talk.points + 1;
        if next <= talk.all_points() {
            // What stands between two points comes before the second.
            let part = talk.slide.part_of(next);
            let turns = part > talk.part;
            talk.part += usize::from(turns);
            talk.points += usize::from(talk.part >= part && !(turns && talk.shows_something()));
        } else if talk.part + 1 < talk.slide.parts.len() {
            talk.part += 1;
        } else if talk.step < steps {
            talk.turn_to(&self.visible, talk.step + 1, 0);
        } else {
            self.message = Some("This is the end: Home shows the beginning again.".to_owned());
        }
    }

    fn back_in_talk(&mut self) {
        let Some(talk) = &mut self.talk else { return };
        if talk.points > 0 && talk.part <= talk.slide.part_of(talk.points) {
            talk.points -= 1;
            talk.part -= usize::from(!talk.shows_something() && talk.part > 0);
        } else if talk.part > 0 {
            talk.part -= 1;
        } else if let Some(before) = talk.step.checked_sub(1) {
            // All of it was shown: so it is found again.
            talk.turn_to(&self.visible, before, usize::MAX);
            talk.part = usize::MAX;
        } else {
            self.message = Some("This is the beginning.".to_owned());
        }
    }

    /// The keys that move everywhere.
    pub(crate) fn go_in_talk(&mut self, motion: Motion) {
        if self.talk.as_ref().is_some_and(|talk| talk.overview.is_some()) {
            self.go_in_overview(motion);
            return;
        }
        let cue = match motion {
            Motion::Lines(by) | Motion::HalfPages(by) | Motion::Pages(by) if by > 0 => Cue::Next,
            Motion::Lines(_) | Motion::HalfPages(_) | Motion::Pages(_) => Cue::Back,
            Motion::First => Cue::To(0),
            Motion::Last => Cue::To(self.steps()),
        };
        self.cue(cue);
    }

    fn go_in_overview(&mut self, motion: Motion) {
        let (steps, page) = (self.steps(), usize::from(self.layout().body.height));
        if let Some(overview) = self.talk.as_mut().and_then(|talk| talk.overview.as_mut()) {
            overview.at = moved(overview.at, motion, page, steps + 1);
        }
    }

    /// What a rehearsal has come to, to be put into the file; nothing, if there was none.
    #[must_use]
    pub fn rehearsal(&self) -> Option<String> {
        let talk = self.talk.as_ref().filter(|talk| talk.is_rehearsed)?;
        Some(rehearsal::text(self.timeline(), &self.visible, talk))
    }

    /// Brings the talk up to date: the step on the screen, and how much of it is shown.
    pub(crate) fn settle_talk(&mut self) {
        let page = usize::from(self.layout().body.height.max(1));
        if let Some(talk) = self.talk.as_mut().filter(|talk| talk.away.is_none()) {
            talk.follow(&self.visible);
        }
        let steps = self.steps();
        if let Some(talk) = &mut self.talk {
            talk.step = talk.step.min(steps);
        }
        self.set_slide();
        let Some(talk) = &mut self.talk else { return };
        talk.points = talk.points.min(talk.all_points());
        talk.part = talk.part.min(talk.slide.parts.len().saturating_sub(1));
        if let Some(overview) = &mut talk.overview {
            overview.at = overview.at.min(steps);
            overview.top = overview.top.min(overview.at).max((overview.at + 1).saturating_sub(page));
        }
    }

    /// What a step can be shown by.
    #[must_use]
    pub fn means_of_talk(&self) -> Means {
        Means { is_ascii: self.glyphs == GlyphSet::Ascii, has_pictures: self.shows_pictures() }
    }

    /// Sets the step to the screen, if another one is shown, or on another screen.
    fn set_slide(&mut self) {
        let Some((told, talk)) = self.told().zip(self.talk.as_ref()) else { return };
        let whole = told.shows.and_then(|no| self.whole_of(no));
        let means = self.means_of_talk();
        let wanted = (talk.step, talk.row, self.area, whole.is_some(), means);
        if talk.slide_of == Some(wanted) {
            return;
        }
        let content = if told.number == 0 {
            content::card(self.timeline(), talk.script)
        } else {
            content::step(self.timeline(), &told, whole)
        };
        let slide = Slide::new(&content, self.area, means);
        if let Some(talk) = &mut self.talk {
            (talk.content, talk.slide, talk.slide_of) = (content, slide, Some(wanted));
        }
    }
}
