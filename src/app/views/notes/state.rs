//! The state of the notes: the briefing being followed and its last known scene. Time between messages is counted here.

use std::time::Duration;

use crate::app::core::briefing::{Clock, NotesMessage, Origin, Pace, Plan, RunningBriefing, Scene};
use crate::app::core::subject::Subject;
use crate::model::Timeline;

/// Which briefing to follow.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct FollowOptions {
    /// Its number; `None` for the only one running, or the one the user selects.
    pub presentation: Option<u32>,
    /// Whether to show the steps themselves, as the audience sees them.
    pub is_mirror: bool,
}

/// Whether the briefing's timeline can be searched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Library {
    /// It is loading.
    Loading,
    /// It has loaded.
    Loaded,
    /// It cannot be loaded, with the reason.
    Unavailable(String),
}

/// The notes view.
#[derive(Debug, Clone, Default)]
pub struct NotesView {
    /// The notes; `None` unless the program was started to follow a briefing.
    pub notes: Option<Notes>,
}

impl NotesView {
    /// Sets the current time, measured from start-up.
    pub(crate) fn set_time(&mut self, now: Duration) {
        if let Some(notes) = &mut self.notes {
            notes.set_now(now);
        }
    }
}

/// The notes.
#[derive(Debug, Clone)]
pub struct Notes {
    /// Which briefing to follow.
    pub options: FollowOptions,
    /// The briefing being followed, or the last one that was.
    pub presentation: Option<RunningBriefing>,
    /// Whether it is running.
    pub is_followed: bool,
    /// The briefings to select from, if there are several.
    pub offers: Vec<RunningBriefing>,
    /// The one under the cursor.
    pub at: usize,
    /// The last scene received.
    pub scene: Option<Box<Scene>>,
    /// The first visible line of the notes.
    pub top: usize,
    /// Whether the timeline can be searched.
    pub library: Library,
    /// How long the briefing had taken at the last scene, and when that was received.
    elapsed: Duration,
    message: Duration,
    /// The current time.
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
            library: Library::Loading,
            elapsed: Duration::ZERO,
            message: Duration::ZERO,
            now: Duration::ZERO,
        }
    }

    /// Sets the current time, measured from start-up.
    pub fn set_now(&mut self, now: Duration) {
        self.now = now;
    }

    /// Handles a message.
    pub fn receive(&mut self, message: NotesMessage) {
        match message {
            NotesMessage::Running(offers) => {
                // The cursor stays on its briefing, and starts on the newest.
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
                    Origin::File(_) | Origin::BuiltIn => Library::Loading,
                    Origin::Nowhere => Library::Unavailable(
                        "the briefing's timeline was piped in and cannot be read again".to_owned(),
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
            NotesMessage::Ended => {
                self.elapsed = self.elapsed();
                self.message = self.now;
                self.is_followed = false;
            }
        }
    }

    /// Whether the timeline is already loading or loaded from an origin.
    #[must_use]
    pub fn is_of(&self, origin: &Origin) -> bool {
        self.presentation.as_ref().is_some_and(|presentation| presentation.hello.origin == *origin)
            && !matches!(self.library, Library::Unavailable(_))
    }

    /// Whether the user must select one of several briefings.
    #[must_use]
    pub fn is_choosing(&self) -> bool {
        !self.is_followed && self.offers.len() > 1 && self.options.presentation.is_none()
    }

    /// How long the briefing has taken, or had taken when it ended.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        let since = if self.is_followed { self.now.saturating_sub(self.message) } else { Duration::ZERO };
        self.elapsed + since
    }

    /// The phase within a second, measured from start-up, at which the briefing's clock ticks over.
    #[must_use]
    pub fn phase(&self) -> Duration {
        let second = Duration::from_secs(1);
        let part = |time: Duration| Duration::from_nanos(time.subsec_nanos().into());
        part(part(self.message) + second - part(self.elapsed))
    }

    /// The plan for the step.
    #[must_use]
    pub fn plan(&self) -> Option<Plan> {
        self.scene.as_ref()?.plan
    }

    /// The pace since the first step; `None` before that, on the card, or without a plan.
    #[must_use]
    pub fn pace(&self) -> Option<Pace> {
        let scene = self.scene.as_ref().filter(|scene| scene.step > 0)?;
        let waited = Duration::from_millis(scene.waited?);
        Some(self.plan()?.pace(self.elapsed().saturating_sub(waited)))
    }

    /// Whether the briefing shows anything that Esc comes back from.
    #[must_use]
    pub fn has_layer(&self) -> bool {
        self.scene.as_ref().is_some_and(|scene| {
            scene.listed.is_some()
                || scene.is_map
                || scene.is_apart
                || scene.is_blank
                || !scene.number.is_empty()
        })
    }

    /// The elapsed time: "4:10".
    #[must_use]
    pub fn clock(&self) -> String {
        Clock::words(self.elapsed())
    }

    /// The record that the step shows, if the timeline has it.
    #[must_use]
    pub fn subject(&self, timeline: &Timeline) -> Subject {
        let shows = self.scene.as_ref().and_then(|scene| scene.shows.as_deref());
        shows.and_then(|id| timeline.find_text(id)).map_or(Subject::Timeline, Subject::Record)
    }
}
