//! The views, one folder each, named as on the screen.

pub mod browse;
pub mod compare;
pub mod disputes;
pub mod front;
pub mod lanes;
pub mod links;
pub mod map;
pub mod notes;
pub mod present;
pub mod sources;
pub mod view_state;

use crate::app::core::msg::View;
use crate::app::views::browse::Browse;
use crate::app::views::compare::Compare;
use crate::app::views::disputes::Disputes;
use crate::app::views::front::Front;
use crate::app::views::lanes::Lanes;
use crate::app::views::links::Links;
use crate::app::views::map::MapState;
use crate::app::views::notes::NotesView;
use crate::app::views::present::Present;
use crate::app::views::sources::SourcesState;
use crate::app::views::view_state::ViewState;

/// The state of all views.
#[derive(Debug, Clone, Default)]
pub struct Views {
    /// The front page.
    pub front: Front,
    /// Browse.
    pub browse: Browse,
    /// Lanes.
    pub lanes: Lanes,
    /// The map.
    pub map: MapState,
    /// Links.
    pub links: Links,
    /// Sources.
    pub sources: SourcesState,
    /// Disputes.
    pub disputes: Disputes,
    /// Two records compared.
    pub compare: Compare,
    /// The briefing being presented.
    pub present: Present,
    /// The speaker notes of a briefing in another program.
    pub notes: NotesView,
}

impl Views {
    /// The state of a view. Views are dispatched only here.
    #[must_use]
    pub fn get(&self, view: View) -> &dyn ViewState {
        match view {
            View::Front => &self.front,
            View::Browse => &self.browse,
            View::Lanes => &self.lanes,
            View::Map => &self.map,
            View::Links => &self.links,
            View::Sources => &self.sources,
            View::Disputes => &self.disputes,
            View::Compare => &self.compare,
            View::Present => &self.present,
            View::Notes => &self.notes,
        }
    }

    /// The mutable state of a view.
    pub fn get_mut(&mut self, view: View) -> &mut dyn ViewState {
        match view {
            View::Front => &mut self.front,
            View::Browse => &mut self.browse,
            View::Lanes => &mut self.lanes,
            View::Map => &mut self.map,
            View::Links => &mut self.links,
            View::Sources => &mut self.sources,
            View::Disputes => &mut self.disputes,
            View::Compare => &mut self.compare,
            View::Present => &mut self.present,
            View::Notes => &mut self.notes,
        }
    }

    /// All views.
    pub fn all_mut(&mut self) -> [&mut dyn ViewState; 10] {
        let Self { front, browse, lanes, map, links, sources, disputes, compare, present, notes } = self;
        [front, browse, lanes, map, links, sources, disputes, compare, present, notes]
    }
}
