//! How the notes view responds to messages, keys and searches.
//!
//! It is a view like the others: a search leaves it and Esc returns, as in a briefing.

use ratatui::layout::{Position, Rect};

use crate::app::core::briefing::{Cue, NotesMessage, Origin};
use crate::app::core::effect::Effect;
use crate::app::core::loaded::Loaded;
use crate::app::core::msg::{Click, Motion, View};
use crate::app::core::subject::Subject;
use crate::app::shared::Shared;
use crate::app::views::notes::state::{Library, NotesView};
use crate::app::views::notes::{FollowOptions, Notes, Sheet};
use crate::app::views::view_state::{Request, ViewState};
use crate::model::Timeline;

impl ViewState for NotesView {
    /// The record that the step shows.
    fn reading(&self, shared: &Shared) -> Subject {
        self.notes.as_ref().map_or(shared.subject, |notes| notes.subject(shared.timeline()))
    }

    /// Movement keys drive the briefing, or move in the list of briefings.
    fn go(&mut self, shared: &mut Shared, motion: Motion) -> Request {
        let last = self.notes.as_ref().and_then(|notes| notes.scene.as_ref()).map_or(0, |scene| scene.steps);
        let cue = match motion {
            Motion::Lines(by) | Motion::HalfPages(by) | Motion::Pages(by) if by > 0 => Cue::Next,
            Motion::Lines(_) | Motion::HalfPages(_) | Motion::Pages(_) => Cue::Back,
            Motion::First => Cue::To(0),
            Motion::Last => Cue::To(usize::try_from(last).unwrap_or(usize::MAX)),
        };
        Request::Effects(self.send_cue(shared, cue))
    }

    /// Scrolls the notes.
    fn scroll(&mut self, shared: &mut Shared, motion: Motion) {
        let furthest = self.sheet(shared.timeline(), shared.area).map_or(0, |sheet| sheet.furthest);
        let page = usize::from(shared.area.height / 2).max(1);
        if let Some(notes) = &mut self.notes {
            let to = motion.target(notes.top.min(furthest), page, furthest + 1);
            if to == notes.top && !notes.is_choosing() {
                shared.say(match (furthest, to) {
                    (0, _) => "All of the notes are in view.",
                    (_, 0) => "This is the beginning of the notes.",
                    _ => "This is the end of the notes.",
                });
            }
            notes.top = to;
        }
    }

    fn open(&mut self, _: &mut Shared) -> Request {
        Request::Nothing
    }

    /// The wheel scrolls. Clicks are ignored, so that none advances the briefing by accident.
    fn click(&mut self, shared: &mut Shared, click: Click, _: Rect, _: Position) -> Request {
        if let Click::Wheel { down } = click {
            self.scroll(shared, Motion::Lines(if down { 3 } else { -3 }));
        }
        Request::Nothing
    }

    fn end(&mut self, shared: &mut Shared, quits: bool) -> Option<Vec<Effect>> {
        if self
            .notes
            .as_ref()
            .is_some_and(|notes| notes.is_followed && !notes.options.is_mirror && notes.has_layer())
        {
            return Some(vec![Effect::SendCue(Cue::Cancel)]);
        }
        if quits {
            return Some(vec![Effect::Quit]);
        }
        let is_mirror = self.notes.as_ref().is_some_and(|notes| notes.options.is_mirror);
        shared.say(if is_mirror { "q leaves." } else { "q leaves the notes; the briefing goes on." });
        Some(Vec::new())
    }

    fn carry(&mut self, _: &mut Shared, _: &Loaded) -> Vec<Effect> {
        Vec::new()
    }
}

impl NotesView {
    /// The notes laid out on a screen.
    #[must_use]
    pub fn sheet(&self, timeline: &Timeline, area: Rect) -> Option<Sheet> {
        // The last line is for keys and messages.
        let area = Rect { height: area.height.saturating_sub(1), ..area };
        self.notes.as_ref().map(|notes| Sheet::new(notes, timeline, area))
    }

    /// Opens the program with the notes.
    pub(crate) fn begin(&mut self, shared: &mut Shared, options: FollowOptions) {
        self.notes = Some(Notes::new(options));
        shared.view = View::Notes;
        shared.progress = None;
    }

    /// Handles a message from the briefings.
    #[must_use]
    pub(crate) fn receive(&mut self, message: NotesMessage) -> Vec<Effect> {
        let Some(notes) = &mut self.notes else { return Vec::new() };
        let wanted = match &message {
            NotesMessage::Follows(offer) if !notes.is_of(&offer.hello.origin) => {
                Some(offer.hello.origin.clone())
            }
            _ => None,
        };
        notes.receive(message);
        match wanted {
            Some(origin @ (Origin::File(_) | Origin::BuiltIn)) => vec![Effect::OpenBriefing(origin)],
            Some(Origin::Nowhere) | None => Vec::new(),
        }
    }

    /// Records that the briefing's timeline has loaded, or why it cannot be loaded.
    pub(crate) fn set_library(&mut self, missing: Option<&str>) {
        if let Some(notes) = &mut self.notes {
            match (missing, &notes.library) {
                (None, _) => notes.library = Library::Loaded,
                (Some(why), Library::Loading) => notes.library = Library::Unavailable(why.to_owned()),
                // A timeline that has loaded remains searchable.
                (Some(_), _) => {}
            }
        }
    }

    /// Why nothing can be searched now; `None` if it can.
    #[must_use]
    pub(crate) fn why_no_find(&self) -> Option<String> {
        let notes = self.notes.as_ref()?;
        if notes.options.is_mirror {
            return Some("This screen follows the briefing: q leaves it.".to_owned());
        }
        match &notes.library {
            Library::Loaded => None,
            _ if notes.presentation.is_none() => {
                Some("No briefing is being followed, so there is nothing to search.".to_owned())
            }
            Library::Loading => Some("The briefing's timeline is still being read.".to_owned()),
            Library::Unavailable(why) => Some(format!(
                "Find is not available here: {}. It works in the briefing itself.",
                why.trim_end_matches('.')
            )),
        }
    }

    /// Handles a cue: sends it to the briefing, or moves in the list of briefings.
    #[must_use]
    pub(crate) fn send_cue(&mut self, shared: &mut Shared, cue: Cue) -> Vec<Effect> {
        let Some(notes) = &mut self.notes else { return Vec::new() };
        if notes.is_choosing() {
            let last = notes.offers.len().saturating_sub(1);
            match cue {
                Cue::Next | Cue::Step(true) => notes.at = (notes.at + 1).min(last),
                Cue::Back | Cue::Step(false) => notes.at = notes.at.saturating_sub(1),
                Cue::To(to) => notes.at = if to == 0 { 0 } else { last },
                Cue::Enter => return self.follow(shared, None),
                Cue::Digit(digit) => return self.follow(shared, digit.to_digit(10)),
                // Its key is a digit.
                Cue::Map => return self.follow(shared, Some(3)),
                _ => {}
            }
            return Vec::new();
        }
        if notes.options.is_mirror {
            shared.say("This screen follows the briefing: q leaves it.");
            return Vec::new();
        }
        if !notes.is_followed {
            shared.say("No briefing is being followed, so there is nothing to control.");
            return Vec::new();
        }
        vec![Effect::SendCue(cue)]
    }

    /// Follows one of several briefings: the one with a number, or the one under the cursor.
    fn follow(&mut self, shared: &mut Shared, number: Option<u32>) -> Vec<Effect> {
        let Some(notes) = &self.notes else { return Vec::new() };
        let number = number.or_else(|| notes.offers.get(notes.at).map(|offer| offer.number));
        match number.filter(|number| notes.offers.iter().any(|offer| offer.number == *number)) {
            Some(number) => vec![Effect::FollowBriefing(number)],
            None => {
                shared.say("There is no briefing with that number.");
                Vec::new()
            }
        }
    }

    /// Whether the clock is shown, so that the time must be sent every second.
    #[must_use]
    pub fn shows_clock(&self, view: View) -> bool {
        let is_seen = |notes: &Notes| notes.is_followed && notes.scene.is_some();
        view == View::Notes && self.notes.as_ref().is_some_and(is_seen)
    }
}
