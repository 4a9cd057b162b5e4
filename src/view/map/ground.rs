//! The background of the map: coasts and borders, and the places that are lines.

use crate::app::App;
use crate::app::views::map::chart::{Chart, wrapped};
use crate::model::{Position, RecordNo};

use crate::view::map::atlas::{Atlas, Kind, Point};
use crate::view::map::dots::{Dots, Layer};

/// Islands shorter than this many dots are left out: thousands of them would be noise.
const LEAST_ISLAND: f64 = 1.5;
/// Borders are left out if a dot is more degrees than this.
const MOST_BORDERS: f64 = 1.4;
const TURN: f64 = 360.0;

/// Draws coasts and borders, then the lines of places.
#[must_use]
pub(crate) fn draw(app: &App, chart: &Chart, width: u16, height: u16) -> Dots {
    let mut dots = Dots::new(width, height);
    let (west, _) = chart.dot_from(-180.0, 0.0);
    let (east, _) = chart.dot_from(180.0, 0.0);
    dots.fence(west, east - 0.01);
    earth(chart, &mut dots);
    let is_chosen =
        |place: &RecordNo| app.views().map.place() == Some(*place) || app.views().map.is_related(*place);
    let (chosen, others): (Vec<_>, Vec<_>) = app.views().map.gazetteer.placed().partition(is_chosen);
    for (layer, places) in [(Layer::Path, others), (Layer::Chosen, chosen)] {
        for place in places {
            path(chart, path_of(app, place), layer, &mut dots);
        }
    }
    dots
}

/// Empty if the place is not a line.
#[must_use]
pub(crate) fn path_of(app: &App, place: RecordNo) -> &[Position] {
    let path =
        app.shared().timeline().records().places.get(place.index()).map_or(&[][..], |place| &place.path);
    if path.len() > 1 { path } else { &[] }
}

fn earth(chart: &Chart, dots: &mut Dots) {
    let atlas = Atlas::shipped();
    let reach = chart.reach();
    let (south, north) = chart.lats();
    for segment in atlas.segments() {
        let (least, most) = (segment.bounds.least, segment.bounds.most);
        let is_small = f64::from(segment.extent) < chart.scale * LEAST_ISLAND;
        let is_far = segment.kind == Kind::Border && chart.scale > MOST_BORDERS;
        if is_small || is_far || f64::from(most.1) < south || f64::from(least.1) > north {
            continue;
        }
        let layer = if segment.kind == Kind::Border { Layer::Border } else { Layer::Coast };
        let middle = f64::midpoint(least.0.into(), most.0.into());
        // The copy nearest to the middle, and those beside it if the map wraps around.
        let near = ((chart.middle.lon - middle) / TURN).round() * TURN;
        for turn in [near - TURN, near, near + TURN] {
            let east_of_middle = |lon: f32| f64::from(lon) + turn - chart.middle.lon;
            if east_of_middle(most.0) >= -reach && east_of_middle(least.0) <= reach {
                let dot = |(lon, lat): &Point| chart.dot_from(east_of_middle(*lon), f64::from(*lat));
                dots.line(layer, atlas.points(segment).iter().map(dot));
            }
        }
    }
}

/// The points of a line in degrees east of the map's middle, each the short way from the one before.
pub(crate) fn unrolled(chart: &Chart, path: &[Position]) -> impl Iterator<Item = (f64, f64)> {
    let mut last: Option<f64> = None;
    let middle = chart.middle.lon;
    path.iter().map(move |point| {
        let east = last
            .map_or_else(|| wrapped(point.lon - middle), |last| last + wrapped(point.lon - middle - last));
        last = Some(east);
        (east, point.lat)
    })
}

fn path(chart: &Chart, path: &[Position], layer: Layer, dots: &mut Dots) {
    if path.is_empty() {
        return;
    }
    for turn in [-TURN, 0.0, TURN] {
        dots.line(layer, unrolled(chart, path).map(|(east, lat)| chart.dot_from(east + turn, lat)));
    }
}
