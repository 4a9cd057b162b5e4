//! Going on where somebody was, and noting where they are.

use crate::app::core::msg::{Pane, View};
use crate::app::core::session::{Session, VERSION};
use crate::app::core::subject::Subject;
use crate::app::state::App;
use crate::app::time::scale::Scale;
use crate::app::views::lanes::Facet;
use crate::app::views::map::chart::Chart;
use crate::model::Table;

/// The panes by name.
const PANES: [Pane; 4] = [Pane::Events, Pane::Reader, Pane::Actors, Pane::Concerns];

impl App {
    /// Where somebody is.
    #[must_use]
    pub fn session(&self) -> Session {
        let timeline = self.timeline();
        let id = |subject: Subject| match subject {
            Subject::Record(no) => {
                timeline.record(no).map(|record| timeline.ids().text(record.id).to_owned())
            }
            Subject::Timeline => None,
        };
        let event = id(self.event_in_row());
        let reading = id(self.subject).filter(|id| Some(id) != event.as_ref());
        Session {
            version: VERSION,
            view: self.view_to_resume().name().to_owned(),
            pane: self.focus.name().to_owned(),
            zoomed: self.zoomed,
            split: self.split,
            scale: self.scale.name().to_owned(),
            event,
            reading,
            filter: self.filter().map(|filter| filter.text().trim().to_owned()),
            map: self.map.chart.filter(|_| self.map.is_by_hand).map(|chart| chart.place()),
            facet: Some(self.lanes.facet.name().to_owned()),
            lanes: self.kept_lanes(),
            marks: self.marks.iter().map(|(letter, id)| (letter.to_string(), id.to_string())).collect(),
        }
    }

    /// Goes to where somebody was. What is no longer there is left out.
    pub(crate) fn resume(&mut self, session: &Session) {
        let named = |name: &str| View::ALL.into_iter().find(|view| view.name() == name);
        self.view = named(&session.view).unwrap_or(self.view);
        self.focus = PANES.into_iter().find(|pane| pane.name() == session.pane).unwrap_or(self.focus);
        self.zoomed = session.zoomed;
        self.split = session.split.clamp(-60, 60);
        self.lanes.kept.clone_from(&session.lanes);
        let named = |name: &String| Facet::ALL.into_iter().find(|facet| facet.name() == name);
        self.lanes.facet = session.facet.as_ref().and_then(named).unwrap_or_default();
        if let Some(chart) = session.map.and_then(Chart::at) {
            self.map.chart = Some(chart);
            self.map.is_by_hand = true;
        }
        let letter = |text: &str| text.chars().next().filter(|c| c.is_alphanumeric());
        self.marks =
            session.marks.iter().filter_map(|(key, id)| Some((letter(key)?, id.as_str().into()))).collect();
        if let Some(filter) = &session.filter {
            // What takes long goes on once the first screen is there.
            let _ = self.filter_by(filter, self.row);
        }
        self.find_place(session);
        // There is no window yet; the first one is made by this scale.
        self.scale = Scale::named(&session.scale).unwrap_or(self.scale);
    }

    /// Chooses the records that were chosen, as far as they are there, and once they come if nobody moves before.
    pub(crate) fn find_place(&mut self, session: &Session) {
        let find = |id: &Option<String>| id.as_deref().and_then(|id| self.timeline().find_text(id));
        let (event, reading) = (find(&session.event), find(&session.reading));
        let is_here = |id: &Option<String>, found: Option<_>| id.is_none() || found.is_some();
        let is_whole = is_here(&session.event, event) && is_here(&session.reading, reading);
        for no in [event.filter(|no| no.table == Table::Event), reading].into_iter().flatten() {
            self.turn_to(Subject::Record(no));
        }
        // What is not there may come: with the rest of a long file, or when one is saved whole that was saved in halves.
        self.resuming = (!is_whole).then(|| session.clone());
    }
}
