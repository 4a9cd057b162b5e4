//! The briefing that is followed, and what is known of it. The seconds between two moments are counted here.

use std::time::Duration;

use crate::app::core::briefing::{Clock, NotesMessage, Origin, Pace, Plan, RunningBriefing, Scene};
use crate::app::core::subject::Subject;
use crate::model::Timeline;

/// Which briefing is to be followed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct FollowOptions {
    /// Its number; without one, the only one there is, or the one that is chosen.
    pub presentation: Option<u32>,
}

/// Whether things can be looked up in the briefing's timeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Library {
    /// It is being read.
    Coming,
    /// It is here.
    Here,
    /// Why it is not to be had.
    Missing(String),
}

/// The view: the notes, if the program shows those of a briefing that another one presents.
#[derive(Debug, Clone, Default)]
pub struct NotesView {
    /// The notes.
    pub notes: Option<Notes>,
}

impl NotesView {
    /// The time now, counted from start-up.
    pub(crate) fn tell_time(&mut self, now: Duration) {
        if let Some(notes) = &mut self.notes {
            notes.tell(now);
        }
    }
}

/// The notes.
#[derive(Debug, Clone)]
pub struct Notes {
    /// Which briefing was asked for.
    pub options: FollowOptions,
    /// The briefing that is followed; when it is gone, the one that was.
    pub presentation: Option<RunningBriefing>,
    /// Whether it is there.
    pub is_followed: bool,
    /// Where several could be followed, those, and the one under the cursor.
    pub offers: Vec<RunningBriefing>,
    /// The one under the cursor.
    pub at: usize,
    /// The last moment of the briefing.
    pub scene: Option<Box<Scene>>,
    /// The first line of the notes that is shown.
    pub top: usize,
    /// Whether things can be looked up.
    pub library: Library,
    /// How long the briefing had taken at the last moment, and when that was.
    elapsed: Duration,
    message: Duration,
    /// How late it is.
    now: Duration,
}

impl Notes {
    /// Notes that wait for a briefing.
    #[must_use]
    pub fn new(options: FollowOptions) -> Self {
        Self {
            options,
            presentation: None,
            is_followed: false,
            offers: Vec::new(),
            at: 0,
            scene: None,
            top: 0,
            library: Library::Coming,
            elapsed: Duration::ZERO,
            message: Duration::ZERO,
            now: Duration::ZERO,
        }
    }

    /// The time now, counted from start-up.
    pub fn tell(&mut self, now: Duration) {
        self.now = now;
    }

    /// Takes what is received.
    pub fn receive(&mut self, message: NotesMessage) {
        match message {
            NotesMessage::Running(offers) => {
                // The newest first stands under the cursor, then the one that was.
                let chosen = self.offers.get(self.at).map(|offer| offer.number);
                let newest = offers.iter().enumerate().min_by_key(|(_, offer)| offer.elapsed);
                let same = offers.iter().position(|offer| Some(offer.number) == chosen);
                self.at = same.or(newest.map(|(at, _)| at)).unwrap_or(0);
                self.offers = offers;
            }
            NotesMessage::Follows(offer) => {
                self.offers.clear();
                self.library = match &offer.hello.origin {
                    Origin::File(_) | Origin::BuiltIn if self.is_of(&offer.hello.origin) => {
                        self.library.clone()
                    }
                    Origin::File(_) | Origin::BuiltIn => Library::Coming,
                    Origin::Nowhere => Library::Missing(
                        "the briefing's timeline came by a pipe, and cannot be read a second time".to_owned(),
                    ),
                };
                self.presentation = Some(offer);
                self.is_followed = true;
            }
            NotesMessage::Scene(scene, elapsed) => {
                let step = self.scene.as_ref().map(|scene| (scene.step, scene.notes.clone()));
                if step != Some((scene.step, scene.notes.clone())) {
                    self.top = 0;
                }
                (self.elapsed, self.message) = (elapsed, self.now);
                self.scene = Some(scene);
            }
            NotesMessage::Gone => {
                self.elapsed = self.elapsed();
                self.message = self.now;
                self.is_followed = false;
            }
        }
    }

    /// Whether what could be looked up so far is of an origin.
    #[must_use]
    pub fn is_of(&self, origin: &Origin) -> bool {
        self.presentation.as_ref().is_some_and(|presentation| presentation.hello.origin == *origin)
            && !matches!(self.library, Library::Missing(_))
    }

    /// Whether one of several briefings is to be chosen.
    #[must_use]
    pub fn is_choosing(&self) -> bool {
        !self.is_followed && self.offers.len() > 1 && self.options.presentation.is_none()
    }

    /// How long the briefing has taken. Of one that is gone, how long it had.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        let since = if self.is_followed { self.now.saturating_sub(self.message) } else { Duration::ZERO };
        self.elapsed + since
    }

    /// At which part of a second, as the program counts it, a second of the briefing is full.
    #[must_use]
    pub fn beat(&self) -> Duration {
        let second = Duration::from_secs(1);
        let part = |time: Duration| Duration::from_nanos(time.subsec_nanos().into());
        part(part(self.message) + second - part(self.elapsed))
    }

    /// The plan for the step.
    #[must_use]
    pub fn plan(&self) -> Option<Plan> {
        self.scene.as_ref()?.plan
    }

    /// How the briefing stands with its plan.
    #[must_use]
    pub fn pace(&self) -> Option<Pace> {
        Some(self.plan()?.pace(self.elapsed()))
    }

    /// The time in words: "4:10".
    #[must_use]
    pub fn clock(&self) -> String {
        Clock::words(self.elapsed())
    }

    /// What the step shows, if the timeline that was read has it.
    #[must_use]
    pub fn subject(&self, timeline: &Timeline) -> Subject {
        let shows = self.scene.as_ref().and_then(|scene| scene.shows.as_deref());
        shows.and_then(|id| timeline.find_text(id)).map_or(Subject::Timeline, Subject::Record)
    }
}
