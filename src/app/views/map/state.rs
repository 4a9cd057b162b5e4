//! The state of the map view: its list, the cursor, and the chart.

use std::sync::Arc;

use crate::model::{Position, RecordNo, Timeline};

use crate::app::core::msg::MapMove;
use crate::app::core::subject::Subject;
use crate::app::shared::Shared;
use crate::app::views::map::chart::{Chart, dots_of};
use crate::app::views::map::gazetteer::{Gazetteer, points_of};
use crate::app::views::map::layout::parts;

/// The state of the view. It is empty until the map is first shown.
#[derive(Debug, Clone, Default)]
pub struct MapState {
    /// The list; rebuilt after a reload.
    pub gazetteer: Arc<Gazetteer>,
    /// The [`Shared::rows_revision`] it was built for; `None` if it must be rebuilt.
    pub listed_for: Option<u32>,
    /// The index under the cursor.
    pub at: usize,
    /// The first visible line.
    pub top: usize,
    /// The place picked in the list since the selection last changed.
    pub picked: Option<RecordNo>,
    /// The places of the selection.
    pub related: Vec<RecordNo>,
    /// The numbers of those, ascending.
    pub related_sorted: Vec<u32>,
    /// The selection that they belong to.
    pub followed: Option<Subject>,
    /// The chart; `None` without room for one.
    pub chart: Option<Chart>,
    /// Whether its zoom was set by hand and must be kept.
    pub is_by_hand: bool,
    /// Whether all places are shown.
    pub is_all: bool,
}

impl MapState {
    /// Whether a place belongs to the selection.
    #[must_use]
    pub fn is_related(&self, place: RecordNo) -> bool {
        self.related_sorted.binary_search(&place.number).is_ok()
    }

    pub(crate) fn mark_related(&mut self, places: Vec<RecordNo>) {
        self.related_sorted = places.iter().map(|place| place.number).collect();
        self.related_sorted.sort_unstable();
        self.related = places;
    }
}

/// The zoom factor of a step.
pub const ZOOM: f64 = 1.6;
/// The share of the map that a step pans by.
const PAN: f64 = 0.25;
/// The map refits itself if it could show the selection at this many times the size.
const FAR: f64 = 3.0;
/// How close to the edge a pin may be before the map moves, as a share of its size.
const EDGE: f64 = 0.08;

impl MapState {
    /// Zooms or pans the map.
    pub(crate) fn movement(&mut self, shared: &mut Shared, movement: MapMove) {
        let Some(chart) = self.chart else {
            shared.message = Some("There is not enough room for a map.".to_owned());
            return;
        };
        let next = match movement {
            MapMove::ZoomIn => chart.zoomed(ZOOM, self.fixed_dot(shared.timeline(), &chart)),
            MapMove::ZoomOut => chart.zoomed(1.0 / ZOOM, self.fixed_dot(shared.timeline(), &chart)),
            MapMove::Pan { east, north } => chart.panned(PAN * f64::from(east), PAN * f64::from(north)),
            MapMove::All => {
                self.is_by_hand = false;
                self.is_all = !self.is_all;
                let all = if self.is_all { "all places" } else { "the selection" };
                shared.message = Some(format!("The map shows {all}: 0 switches."));
                let selected = if self.is_all { Vec::new() } else { self.selected_points(shared.timeline()) };
                let fit = Chart::fitted(&selected, chart.dots);
                self.chart = fit.or_else(|| Some(self.whole(shared.timeline(), chart.dots)));
                return;
            }
        };
        if next == chart {
            let words = match movement {
                MapMove::ZoomIn => "The map cannot be enlarged further.",
                MapMove::ZoomOut => "This is the whole world.",
                _ => "This is the edge of the map.",
            };
            shared.message = Some(words.to_owned());
        }
        self.is_by_hand = true;
        self.chart = Some(next);
    }

    /// The dot that stays fixed when zooming: the selected pin if it is visible, or else the centre.
    fn fixed_dot(&self, timeline: &Timeline, chart: &Chart) -> (f64, f64) {
        let shown = self.selected_points(timeline).into_iter().filter(|point| chart.shows(*point, 0.0));
        match shown.collect::<Vec<_>>().as_slice() {
            [only] => chart.dot(*only),
            _ => (f64::from(chart.dots.0) / 2.0, f64::from(chart.dots.1) / 2.0),
        }
    }

    /// The points of the picked place, or else those of the selection.
    fn selected_points(&self, timeline: &Timeline) -> Vec<Position> {
        match self.picked {
            Some(place) => points_of(timeline, place),
            None => self.related.iter().flat_map(|place| points_of(timeline, *place)).collect(),
        }
    }

    /// The chart of the theatre, or of the selection if that is elsewhere; of all places if `is_all`.
    fn fitted(&self, timeline: &Timeline, dots: (u16, u16)) -> Chart {
        let theatre = Chart::fitted(&self.gazetteer.theatre(timeline), dots).filter(|_| !self.is_all);
        let selected = self.selected_points(timeline);
        match theatre {
            Some(theatre) if selected.iter().all(|point| theatre.shows(*point, EDGE)) => theatre,
            Some(theatre) => Chart::fitted(&selected, dots).unwrap_or(theatre),
            None => self.whole(timeline, dots),
        }
    }

    /// The chart of all places; the whole earth if there are none.
    fn whole(&self, timeline: &Timeline, dots: (u16, u16)) -> Chart {
        Chart::fitted(&self.all_points(timeline), dots).unwrap_or_else(|| Chart::world(dots))
    }

    fn all_points(&self, timeline: &Timeline) -> Vec<Position> {
        self.gazetteer.placed().flat_map(|place| points_of(timeline, place)).collect()
    }

    /// Moves the map unless it shows the selection well.
    pub(crate) fn show_selection(&mut self, timeline: &Timeline) {
        let Some(chart) = self.chart else { return };
        let points = self.selected_points(timeline);
        let Some(fit) = Chart::fitted(&points, chart.dots) else { return };
        let is_shown = points.iter().all(|point| chart.shows(*point, EDGE));
        if self.is_by_hand && !is_shown {
            let is_large = fit.scale > chart.scale;
            self.chart = Some(if is_large { fit } else { chart.centred(fit.middle) });
        } else if !self.is_by_hand && (!is_shown || chart.scale > fit.scale * FAR) {
            self.chart = Some(fit);
        }
    }

    /// Fits the map to the available dots.
    pub(crate) fn resize(&mut self, shared: &Shared) {
        let Some(map) = shared.layout().stage.and_then(|stage| parts(stage).map) else {
            self.chart = None;
            return;
        };
        let dots = dots_of(map);
        self.chart = match self.chart {
            Some(chart) if chart.dots == dots => Some(chart),
            Some(chart) if self.is_by_hand => Some(chart.with_dots(dots)),
            Some(_) => Some(self.fitted(shared.timeline(), dots)),
            // At first, it shows where the story is.
            None => Chart::fitted(&self.gazetteer.theatre(shared.timeline()), dots)
                .or_else(|| Some(self.whole(shared.timeline(), dots))),
        };
    }
}
