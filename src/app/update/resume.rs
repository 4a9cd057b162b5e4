//! Saving and restoring the session, and reloading the file.

use std::sync::Arc;

use crate::app::core::effect::{Effect, once};
use crate::app::core::lead::Lead;
use crate::app::core::loaded::Loaded;
use crate::app::core::msg::{Pane, Prompt, View};
use crate::app::core::reload_changes::{Changes, Walk, counted, counted_by_kind};
use crate::app::core::session::{Session, VERSION};
use crate::app::core::subject::Subject;
use crate::app::input::keymap::Mode;
use crate::app::shared::Shared;
use crate::app::state::App;
use crate::app::time::scale::Scale;
use crate::app::views::lanes::Facet;
use crate::app::views::map::chart::Chart;
use crate::describe::wording::month as month_name;
use crate::model::{Date, Day, Table};
use crate::search::RowSet;

impl App {
    /// The session to save.
    #[must_use]
    pub fn session(&self) -> Session {
        let Self { shared, views } = self;
        // What is still waited for is where the user was.
        if let Some(waited_for) = &shared.resuming {
            return waited_for.clone();
        }
        let timeline = shared.timeline();
        let id = |subject: Subject| match subject {
            Subject::Record(no) => {
                timeline.record(no).map(|record| timeline.ids().text(record.id).to_owned())
            }
            Subject::Timeline => None,
        };
        let event = id(shared.event_in_row());
        let reading = id(shared.subject).filter(|id| Some(id) != event.as_ref());
        Session {
            version: VERSION,
            view: views.present.view_before().unwrap_or(shared.view).name().to_owned(),
            pane: shared.focus.name().to_owned(),
            zoomed: shared.zoomed,
            split: shared.split,
            scale: shared.scale.name().to_owned(),
            event,
            reading,
            filter: shared.filter.as_ref().map(|filter| filter.text().trim().to_owned()),
            map: views.map.chart.filter(|_| views.map.is_by_hand).map(|chart| chart.place()),
            facet: Some(views.lanes.facet.name().to_owned()),
            lanes: views.lanes.arrangement(timeline),
            folded: shared.folds.folded.keys().map(ToString::to_string).collect(),
            searches: shared.searches.clone(),
            marks: shared.marks.iter().map(|(letter, id)| (letter.to_string(), id.to_string())).collect(),
        }
    }

    /// Restores a session, ignoring what no longer exists.
    pub(crate) fn resume(&mut self, session: &Session) {
        let Self { shared, views } = self;
        let named = |name: &str| View::TABS.into_iter().find(|view| view.name() == name);
        shared.view = named(&session.view).unwrap_or(shared.view);
        shared.focus = Pane::ALL.into_iter().find(|pane| pane.name() == session.pane).unwrap_or(shared.focus);
        shared.zoomed = session.zoomed;
        shared.split = session.split.clamp(-60, 60);
        views.lanes.kept.clone_from(&session.lanes);
        let named = |name: &String| Facet::ALL.into_iter().find(|facet| facet.name() == name);
        views.lanes.facet = session.facet.as_ref().and_then(named).unwrap_or_default();
        if let Some(chart) = session.map.and_then(Chart::at) {
            views.map.chart = Some(chart);
            views.map.is_by_hand = true;
        }
        let letter = |text: &str| text.chars().next().filter(|c| c.is_alphanumeric());
        shared.marks =
            session.marks.iter().filter_map(|(key, id)| Some((letter(key)?, id.as_str().into()))).collect();
        shared.searches.clone_from(&session.searches);
        shared.folds.set(session.folded.iter().map(|id| id.as_str().into()));
        if let Some(filter) = &session.filter {
            // A slow filter continues after the first frame.
            let _ = shared.filter_by(filter, shared.row);
        }
        shared.find_place(session);
        // There is no window yet; the first one uses this scale.
        shared.scale = Scale::named(&session.scale).unwrap_or(shared.scale);
    }
}

impl App {
    /// Keeps what is shown when the file cannot be loaded; of a long file, that may be only its beginning.
    pub(crate) fn keep_shown(&mut self, why: &str) {
        let shared = &mut self.shared;
        shared.progress = None;
        shared.message = None;
        shared.unread = Some(why.trim_end_matches('.').to_owned());
    }

    /// Shows a new load if it is valid; selection, lists and trail stay on their records.
    #[must_use]
    pub(crate) fn reload(&mut self, loaded: Arc<Loaded>, changes: Arc<Changes>) -> Vec<Effect> {
        let was_here = self.session();
        let Self { shared, views } = self;
        let was_broken = shared.latest.is_broken();
        let was_beginning = shared.shown.is_beginning;
        (shared.progress, shared.unread) = (None, None);
        shared.latest = Arc::clone(&loaded);
        if loaded.is_broken() {
            // What stands at the bottom says so. A broken load is shown only if there has been no valid one.
            shared.message = None;
            if !shared.shown.is_broken() && !was_beginning {
                return Vec::new();
            }
        }
        let old = std::mem::replace(&mut shared.shown, loaded);
        let is_followed = shared.carry(&old);
        let mut effects = Vec::new();
        for view in views.all_mut() {
            effects.extend(view.carry(shared, &old));
        }
        if !shared.latest.is_broken() && !was_beginning {
            self.report(was_broken, &changes);
        }
        let shared = &mut self.shared;
        if changes.count() > 0 {
            self.views.front.news.clear();
            shared.walk = Walk::new(changes);
        }
        if was_beginning && self.shared.view == View::Front {
            self.begin_at_outcome();
        }
        let shared = &mut self.shared;
        if !was_beginning && !is_followed {
            // The record may come back, if the file was read in the middle of a save.
            shared.resuming.get_or_insert(was_here);
        }
        if let Some(session) = shared.resuming.take() {
            shared.find_place(&session);
        }
        effects.extend(shared.find_again());
        effects.extend(shared.filter_again());
        if let Some(prompt) = &mut shared.prompt {
            // Its matches are record numbers of the old snapshot.
            prompt.jumping = None;
        }
        if matches!(shared.mode, Mode::Typing(Prompt::Jump | Prompt::List(_) | Prompt::Filter)) {
            effects.extend(shared.typed());
        }
        once(effects)
    }

    /// Says in one line what has changed since the last visit.
    pub(super) fn report_since(&mut self, changes: Arc<Changes>, day: Day) {
        let Self { shared, views } = self;
        let Date { year, month, day } = day.date();
        views.front.news = format!("{} since {day} {} {year}", counted_by_kind(&changes), month_name(month));
        shared.has_unread_news = true;
        // The front page says it itself.
        if shared.view != View::Front {
            // In a narrow window the end goes, not the key.
            let words = format!("{}: {}", shared.key_of("next-change"), views.front.news);
            shared.message.get_or_insert(words);
        }
        shared.walk = Walk::new(changes);
    }

    /// Reports the changes, unless an audience is watching.
    fn report(&mut self, was_broken: bool, changes: &Changes) {
        let shared = &mut self.shared;
        let valid = if was_broken { "The file is valid again. " } else { "" };
        let changed = match counted(changes) {
            Some(words) => format!("{words} · {} to go.", shared.key_of("next-change")),
            None => "Reloaded: no records changed.".to_owned(),
        };
        let more = match shared.latest.warnings() {
            0 => String::new(),
            1 => " 1 warning: ! shows it.".to_owned(),
            many => format!(" {many} warnings: ! lists them."),
        };
        let is_presented = shared.view == View::Present;
        shared.message = Some(format!("{valid}{changed}{more}")).filter(|_| !is_presented);
        if shared.mode == Mode::Problems && shared.latest.diagnostics.is_empty() {
            shared.mode = Mode::Browse;
        }
    }
}

impl Shared {
    /// Carries the selection, the page and the trail over to the new snapshot. Returns whether the selected event and
    /// the open page still exist.
    pub(crate) fn carry(&mut self, old: &Loaded) -> bool {
        let (from, to) = (Arc::clone(&old.timeline), Arc::clone(&self.shown.timeline));
        let carried = |subject: Subject| subject.carried(&from, &to);
        let in_row = |row| from.number_at(row).and_then(|no| carried(Subject::Record(no)));
        let row_of = |subject| match subject {
            Some(Subject::Record(no)) => to.row_of(no),
            _ => None,
        };
        self.visible = RowSet::all(to.row_count());
        self.rows_revision += 1;
        // Of a long file's beginning, the first event was the first in time only as far as was known.
        let is_unmoved = old.is_beginning && self.row == 0 && self.subject == Subject::first_of(&from);
        let (event, top) = if is_unmoved {
            let first = Some(Subject::first_of(&to));
            (first, first)
        } else {
            (in_row(self.row), in_row(self.top))
        };
        let subject = if is_unmoved { event } else { carried(self.subject) };
        self.row = row_of(event).unwrap_or(self.row).min(to.row_count().saturating_sub(1));
        self.trail.carry(&from, &to);
        self.jumped_from = self.jumped_from.and_then(carried);
        let carry = |lead| match lead {
            Lead::Page(page) => carried(page).map(Lead::Page),
            Lead::Links(no) => match carried(Subject::Record(no))? {
                Subject::Record(no) => Some(Lead::Links(no)),
                Subject::Timeline => None,
            },
            lead => Some(lead),
        };
        self.led = self.led.take().and_then(carry);
        self.led_before = self.led_before.take().and_then(|(lead, from)| Some((carry(lead)?, from)));
        if let Some(point) = &mut self.detour {
            point.carry(&from, &to);
        }
        let revision = self.revision;
        self.set_subject(subject.or(event).unwrap_or_else(|| self.event_in_row()));
        // A page that still exists is the same page, whatever its number.
        self.revision = revision + u32::from(subject.is_none());
        self.top = row_of(top).unwrap_or(self.top);
        self.carry_page(carried);
        self.requested = None;
        self.renew_picture();
        event.is_some() && subject.is_some()
    }

    /// Selects the records of a session as far as they exist, and the others when they appear, unless the user moves
    /// first.
    pub(crate) fn find_place(&mut self, session: &Session) {
        let find = |id: &Option<String>| id.as_deref().and_then(|id| self.timeline().find_text(id));
        let (event, reading) = (find(&session.event), find(&session.reading));
        let is_here = |id: &Option<String>, found: Option<_>| id.is_none() || found.is_some();
        let is_whole = is_here(&session.event, event) && is_here(&session.reading, reading);
        for no in [event.filter(|no| no.table == Table::Event), reading].into_iter().flatten() {
            self.set_subject(Subject::Record(no));
            // With some of what comes before it.
            self.top = self.row.saturating_sub(3);
        }
        // They may appear with the rest of a long file, or once a file that was read in the middle of a save is
        // complete.
        self.resuming = (!is_whole).then(|| session.clone());
    }

    /// Whether only the beginning of a long file is shown because the rest could not be loaded.
    #[must_use]
    pub fn is_incomplete(&self) -> bool {
        self.shown.is_beginning && self.progress.is_none()
    }
}
