//! The state of the program: what all views share, and the views.
//!
//! What can be worked out is not kept, but for what would cost too much on every frame: the page of the reader, and what
//! the views have made. Both are brought up to date after each message.

use std::time::Duration;

use crate::app::config::Config;
use crate::app::core::effect::Effect;
use crate::app::core::msg::View;
use crate::app::core::session::Session;
use crate::app::core::subject::Subject;
use crate::app::input::prompt_line::OpenPrompt;
use crate::app::shared::{Opened, Shared};
use crate::app::views::Views;
use crate::app::views::notes::FollowOptions;
use crate::app::views::present::StartOptions;
use crate::app::views::view_state::ViewState;

/// What the application starts with.
#[derive(Debug, Clone)]
pub struct Start {
    /// What was read, and where it is shown. Theme and characters are settled there.
    pub opened: Opened,
    /// What is wanted otherwise.
    pub config: Config,
    /// Where somebody was the last time.
    pub session: Option<Session>,
    /// A briefing to begin with.
    pub presentation: Option<StartOptions>,
    /// The notes of another program's briefing, if those are to be shown.
    pub notes: Option<FollowOptions>,
}

/// The state of the program.
#[derive(Debug, Clone)]
pub struct App {
    pub(crate) shared: Shared,
    pub(crate) views: Views,
}

impl App {
    /// The application as it opens.
    #[must_use]
    pub fn new(start: Start) -> Self {
        let Start { opened, config, session, presentation, notes } = start;
        let mut app = Self { shared: Shared::new(opened, config), views: Views::default() };
        if let Some(session) = session.filter(|_| !app.shared.shown.is_broken()) {
            app.resume(&session);
        }
        if let Some(options) = presentation {
            app.views.present.begin_with(&mut app.shared, &options);
        }
        if let Some(options) = notes {
            app.views.notes.begin(&mut app.shared, options);
        }
        // A program that opens on the view of sources has counted a slice; the rest comes with what happens next.
        if app.views.sources.count_on(&app.shared, false) {
            app.views.sources.put_off();
        }
        app.refresh();
        app
    }

    /// What all views share.
    #[must_use]
    pub fn shared(&self) -> &Shared {
        &self.shared
    }

    /// The views.
    #[must_use]
    pub fn views(&self) -> &Views {
        &self.views
    }

    /// What the screen needs and is not there: an event's prose, a picture. Each is asked for once.
    #[must_use]
    pub fn wanted(&mut self) -> Vec<Effect> {
        self.shared.event_wanted().into_iter().chain(self.shared.picture_wanted()).collect()
    }

    /// Brings everything that follows from the rest up to date: what is in view, and the page of what is read.
    pub(crate) fn refresh(&mut self) {
        let Self { shared, views } = self;
        shared.keep_row();
        shared.follow_with_ribbon();
        // Other views change the selection: browsing follows it at once, and is come back to as it is left.
        views.browse.refresh(shared);
        if shared.view != View::Browse {
            views.get_mut(shared.view).refresh(shared);
        }
        let jumping = shared.asking.as_ref().and_then(OpenPrompt::record);
        shared.reading = jumping.map_or_else(|| views.get(shared.view).reading(shared), Subject::Record);
        shared.refresh_change();
        shared.refresh_picture(views.get(shared.view).picture_room(shared));
        shared.refresh_page();
        shared.refresh_overlays();
    }

    /// Whether a clock runs, seen or not, which needs the time before each message.
    #[must_use]
    pub fn has_clock(&self) -> bool {
        self.views.present.presentation.is_some() || self.views.notes.notes.is_some()
    }

    /// Whether a clock is to be seen, which needs the time every second.
    #[must_use]
    pub fn shows_clock(&self) -> bool {
        let Self { shared, views } = self;
        views.notes.shows_clock(shared.view) || views.present.shows_clock(shared.view)
    }

    /// At which part of a second, counted from the program's start, a second of the clock that is to be seen is full.
    #[must_use]
    pub fn beat(&self) -> Duration {
        self.views.notes.notes.as_ref().map_or_else(|| self.views.present.beat(), |notes| notes.beat())
    }

    /// The title for the terminal's window.
    #[must_use]
    pub fn window_title(&self) -> String {
        let title = &self.shared.timeline().head().title;
        match (title.is_empty(), self.views.notes.notes.as_ref()) {
            (true, _) => "annals".to_owned(),
            (false, None) => format!("{title} – annals"),
            (false, Some(_)) => format!("Notes: {title} – annals"),
        }
    }
}
