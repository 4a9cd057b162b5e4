//! The application state: what all views share, and the state of each view.
//!
//! Derived values are computed on demand, except those too expensive to compute on every frame: the reader's page and
//! the views' cached layouts. Both are refreshed after each message.

use std::time::Duration;

use crate::app::config::Config;
use crate::app::core::effect::Effect;
use crate::app::core::msg::View;
use crate::app::core::session::Session;
use crate::app::core::subject::Subject;
use crate::app::input::prompt_line::OpenPrompt;
use crate::app::shared::{Opened, Shared};
use crate::app::views::Views;
use crate::app::views::front;
use crate::app::views::notes::FollowOptions;
use crate::app::views::present::StartOptions;
use crate::app::views::view_state::ViewState;

/// What the application starts with.
#[derive(Debug, Clone)]
pub struct Start {
    /// The loaded file and the screen settings, with theme and glyphs already resolved.
    pub opened: Opened,
    /// The configuration.
    pub config: Config,
    /// The position restored from the last session.
    pub session: Option<Session>,
    /// The filter to start with.
    pub filter: Option<String>,
    /// The briefing to start with.
    pub presentation: Option<StartOptions>,
    /// The options for following another program's briefing, if its notes are to be shown.
    pub notes: Option<FollowOptions>,
}

/// The application state.
#[derive(Debug, Clone)]
pub struct App {
    pub(crate) shared: Shared,
    pub(crate) views: Views,
}

impl App {
    /// The application as it opens.
    #[must_use]
    pub fn new(start: Start) -> Self {
        let Start { opened, config, session, filter, presentation, notes } = start;
        let is_first = session.is_none() && config.view.is_none();
        let mut app = Self { shared: Shared::new(opened, config), views: Views::default() };
        if is_first {
            app.shared.view = View::Front;
            app.begin_at_outcome();
        }
        if let Some(session) = session {
            app.resume(&session);
        }
        if let Some(filter) = filter {
            app.shared.view = View::Browse;
            // The shell continues with what takes longer.
            let _ = app.shared.filter_by(&filter, app.shared.row);
        }
        if let Some(options) = presentation {
            app.views.present.begin_with(&mut app.shared, &options);
        }
        if let Some(options) = notes {
            app.views.notes.begin(&mut app.shared, options);
        }
        // If the sources view opens first, it has counted one slice; later messages count the rest.
        if app.views.sources.count_on(&app.shared, false) {
            app.views.sources.defer();
        }
        app.refresh();
        app
    }

    /// Lets the views beside the front page begin where the story ends, not with its prehistory; of a long file, once it
    /// is known.
    pub(crate) fn begin_at_outcome(&mut self) {
        let outcome = front::outcome(self.shared.timeline()).filter(|_| !self.shared.shown.is_beginning);
        if let Some(row) = outcome.and_then(|no| self.shared.timeline().row_of(no)) {
            self.shared.choose_row(row);
        }
    }

    /// The state shared by all views.
    #[must_use]
    pub fn shared(&self) -> &Shared {
        &self.shared
    }

    /// The state of each view.
    #[must_use]
    pub fn views(&self) -> &Views {
        &self.views
    }

    /// What the screen needs but has not been loaded: an event's prose, a picture. Each is requested once.
    #[must_use]
    pub fn requests(&mut self) -> Vec<Effect> {
        self.shared.request_event().into_iter().chain(self.shared.request_picture()).collect()
    }

    /// Refreshes all derived state: the rows in view, the overlays and the reader's page.
    pub(crate) fn refresh(&mut self) {
        let Self { shared, views } = self;
        shared.clamp_row();
        shared.follow_with_ribbon();
        // Other views change the selection: the browse view follows at once, since leaving them returns to it.
        views.browse.refresh(shared);
        if shared.view != View::Browse {
            views.get_mut(shared.view).refresh(shared);
        }
        let jumping = shared.prompt.as_ref().and_then(OpenPrompt::record);
        shared.reading = jumping.map_or_else(|| views.get(shared.view).reading(shared), Subject::Record);
        shared.refresh_change();
        shared.refresh_picture(views.get(shared.view).picture_room(shared));
        shared.refresh_page();
        shared.refresh_overlays();
    }

    /// Whether a clock is running, shown or not; if so, the time is sent before each message.
    #[must_use]
    pub fn has_clock(&self) -> bool {
        self.views.present.presentation.is_some() || self.views.notes.notes.is_some()
    }

    /// Whether a clock is shown; if so, the time is sent every second.
    #[must_use]
    pub fn shows_clock(&self) -> bool {
        let Self { shared, views } = self;
        views.notes.shows_clock(shared.view) || views.present.shows_clock(shared.view)
    }

    /// The phase within a second, measured from start-up, at which the clock shown ticks over.
    #[must_use]
    pub fn phase(&self) -> Duration {
        self.views.notes.notes.as_ref().map_or_else(|| self.views.present.phase(), |notes| notes.phase())
    }

    /// The terminal's window title.
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
