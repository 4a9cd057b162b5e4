//! Going on where somebody was, and noting where they are.

use crate::app::core::msg::{Pane, View};
use crate::app::core::session::{Session, VERSION};
use crate::app::core::subject::Subject;
use crate::app::state::App;
use crate::app::time::scale::Scale;
use crate::app::views::lanes::Facet;
use crate::app::views::map::chart::Chart;

/// The panes by name.
const PANES: [Pane; 4] = [Pane::Events, Pane::Reader, Pane::Actors, Pane::Concerns];

impl App {
    /// Where somebody is.
    #[must_use]
    pub fn session(&self) -> Session {
        let Self { shared, views } = self;
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
            marks: shared.marks.iter().map(|(letter, id)| (letter.to_string(), id.to_string())).collect(),
        }
    }

    /// Goes to where somebody was. What is no longer there is left out.
    pub(crate) fn resume(&mut self, session: &Session) {
        let Self { shared, views } = self;
        let named = |name: &str| View::ALL.into_iter().find(|view| view.name() == name);
        shared.view = named(&session.view).unwrap_or(shared.view);
        shared.focus = PANES.into_iter().find(|pane| pane.name() == session.pane).unwrap_or(shared.focus);
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
        if let Some(filter) = &session.filter {
            // What takes long goes on once the first screen is there.
            let _ = shared.filter_by(filter, shared.row);
        }
        shared.find_place(session);
        // There is no window yet; the first one is made by this scale.
        shared.scale = Scale::named(&session.scale).unwrap_or(shared.scale);
    }
}
