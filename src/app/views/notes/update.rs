//! The speaker's notes in a terminal of their own: what is heard of a talk, keys that drive it, and a find beside it.
//! And the other way round, what a talk has its notes told.
//!
//! The notes are a view as others are. A find leads away from it and Esc comes back, as in a talk.

use crate::app::core::effect::Effect;
use crate::app::core::msg::{Click, Motion, View};
use crate::app::input::keymap::Mode;
use crate::app::state::App;
use crate::app::update::moved;
use crate::app::views::notes::state::Library;
use crate::app::views::notes::{Heard, Next, Notes, Origin, Scene, Sheet, Wish};
use crate::app::views::present::{Cue, Plan, Script, Talk};

impl App {
    /// The notes, if the program shows those of a talk that another one gives.
    #[must_use]
    pub fn notes(&self) -> Option<&Notes> {
        self.notes.as_ref()
    }

    /// The notes set to the screen.
    #[must_use]
    pub fn notes_sheet(&self, area: ratatui::layout::Rect) -> Option<Sheet> {
        // The last line is for keys and messages.
        let area = ratatui::layout::Rect { height: area.height.saturating_sub(1), ..area };
        self.notes.as_ref().map(|notes| Sheet::new(notes, area))
    }

    /// Whether keys speak to the notes.
    pub(crate) fn is_on_notes(&self) -> bool {
        self.view == View::Notes && self.mode == Mode::Browse
    }

    /// The program begins with notes.
    pub(crate) fn begin_notes(&mut self, wish: Wish) {
        self.notes = Some(Notes::new(wish));
        // What a question leads back to is kept as in a talk.
        self.talk = Some(Talk::new(Script::Events, None));
        self.view = View::Notes;
        self.progress = None;
    }

    /// Something is heard of a talk.
    pub(crate) fn hear(&mut self, heard: Heard) -> Vec<Effect> {
        let Some(notes) = &mut self.notes else { return Vec::new() };
        let wanted = match &heard {
            Heard::Follows(offer) if !notes.is_of(&offer.hello.origin) => Some(offer.hello.origin.clone()),
            _ => None,
        };
        notes.hear(heard);
        match wanted {
            Some(origin @ (Origin::File(_) | Origin::BuiltIn)) => vec![Effect::OpenTalk(origin)],
            Some(Origin::Nowhere) | None => Vec::new(),
        }
    }

    /// The talk's timeline was read, or why it could not be.
    pub(crate) fn settle_library(&mut self, missing: Option<&str>) {
        if let Some(notes) = &mut self.notes {
            match (missing, &notes.library) {
                (None, _) => notes.library = Library::Here,
                (Some(why), Library::Coming) => notes.library = Library::Missing(why.to_owned()),
                // What was read once is good enough for a find.
                (Some(_), _) => {}
            }
        }
    }

    /// Why nothing can be looked up now, in the notes.
    pub(crate) fn why_no_find(&self) -> Option<String> {
        let notes = self.notes.as_ref()?;
        match &notes.library {
            Library::Here => None,
            _ if notes.talk.is_none() => Some("No talk is followed: there is nothing to find in.".to_owned()),
            Library::Coming => Some("The talk's timeline is still being read.".to_owned()),
            Library::Missing(why) => {
                Some(format!("Find is not to be had here: {}. It is in the talk.", why.trim_end_matches('.')))
            }
        }
    }

    /// A cue that is given in the notes: the talk gets it, or the list of talks.
    pub(crate) fn pass_on(&mut self, cue: Cue) -> Vec<Effect> {
        let Some(notes) = &mut self.notes else { return Vec::new() };
        if notes.is_choosing() {
            let last = notes.offers.len().saturating_sub(1);
            match cue {
                Cue::Next | Cue::Step(true) => notes.at = (notes.at + 1).min(last),
                Cue::Back | Cue::Step(false) => notes.at = notes.at.saturating_sub(1),
                Cue::To(to) => notes.at = if to == 0 { 0 } else { last },
                Cue::Enter => return self.follow_talk(None),
                Cue::Digit(digit) => return self.follow_talk(digit.to_digit(10)),
                // Its key is a digit.
                Cue::Map => return self.follow_talk(Some(3)),
                _ => {}
            }
            return Vec::new();
        }
        if !notes.is_followed {
            self.message = Some("No talk is followed now: there is nothing to drive.".to_owned());
            return Vec::new();
        }
        vec![Effect::PassOn(cue)]
    }

    /// One of several talks is followed: the one with a number, or the one under the cursor.
    fn follow_talk(&mut self, number: Option<u32>) -> Vec<Effect> {
        let Some(notes) = &self.notes else { return Vec::new() };
        let number = number.or_else(|| notes.offers.get(notes.at).map(|offer| offer.number));
        match number.filter(|number| notes.offers.iter().any(|offer| offer.number == *number)) {
            Some(number) => vec![Effect::FollowTalk(number)],
            None => {
                self.message = Some("There is no talk with that number.".to_owned());
                Vec::new()
            }
        }
    }

    /// The keys that move everywhere: they move in the talk, or in the list of talks.
    pub(crate) fn go_in_notes(&mut self, motion: Motion) -> Vec<Effect> {
        let last = self.notes.as_ref().and_then(|notes| notes.scene.as_ref()).map_or(0, |scene| scene.steps);
        self.pass_on(match motion {
            Motion::Lines(by) | Motion::HalfPages(by) | Motion::Pages(by) if by > 0 => Cue::Next,
            Motion::Lines(_) | Motion::HalfPages(_) | Motion::Pages(_) => Cue::Back,
            Motion::First => Cue::To(0),
            Motion::Last => Cue::To(usize::try_from(last).unwrap_or(usize::MAX)),
        })
    }

    /// The notes scroll, where they are longer than the screen.
    pub(crate) fn scroll_notes(&mut self, motion: Motion) {
        let furthest = self.notes_sheet(self.area).map_or(0, |sheet| sheet.furthest);
        let page = usize::from(self.area.height / 2).max(1);
        if let Some(notes) = &mut self.notes {
            let to = moved(notes.top.min(furthest), motion, page, furthest + 1);
            if to == notes.top && !notes.is_choosing() {
                self.message = Some(match (furthest, to) {
                    (0, _) => "All of the notes are in view.".to_owned(),
                    (_, 0) => "This is the beginning of the notes.".to_owned(),
                    _ => "This is the end of the notes.".to_owned(),
                });
            }
            notes.top = to;
        }
    }

    /// The mouse did something on the notes: the wheel scrolls. A press does nothing, so that none goes on by mistake.
    pub(crate) fn point_in_notes(&mut self, click: Click) {
        if let Click::Wheel { down } = click {
            self.scroll_notes(Motion::Lines(if down { 3 } else { -3 }));
        }
    }

    /// Esc or q in the notes.
    pub(crate) fn close_notes(&mut self, quits: bool) -> Vec<Effect> {
        if quits {
            return vec![Effect::Quit];
        }
        self.message = Some("q leaves the notes; the talk goes on.".to_owned());
        Vec::new()
    }

    /// The present moment of the talk that is given here, for its notes elsewhere.
    #[must_use]
    pub fn scene(&self) -> Option<Scene> {
        let talk = self.talk.as_ref().filter(|_| self.notes.is_none())?;
        let (told, timeline) = (self.told()?, self.timeline());
        let number = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let id = told.shows.and_then(|no| timeline.id_of(no)).map(|id| timeline.ids().text(id));
        let next = self.told_at(talk.step + 1).map(|next| Next { title: next.title.to_owned() });
        let plan = talk.script().briefing(timeline).and_then(|briefing| Plan::of(briefing, talk.step));
        Some(Scene {
            step: number(talk.step),
            steps: number(self.steps()),
            title: told.title.to_owned(),
            shows: id.map(str::to_owned),
            points: told.points.iter().map(|point| point.to_string()).collect(),
            on: number(talk.points),
            notes: told.notes.into_owned(),
            next,
            plan,
            is_blank: talk.is_blank,
            is_away: talk.is_away(),
            listed: talk.overview.map(|overview| number(overview.at)),
            number: talk.number.clone(),
            has_clock: talk.clock.is_shown,
        })
    }

    /// What the talk that is given here is called.
    #[must_use]
    pub fn talk_title(&self) -> &str {
        let timeline = self.timeline();
        let record = self.talk.as_ref().and_then(|talk| talk.script().record(timeline));
        record.map_or(&timeline.head().title, |record| timeline.title(record.id))
    }
}
