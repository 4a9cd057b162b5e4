//! The map projection: plate carrée, with the length of a degree of longitude correct at the centre (equirectangular).
//!
//! Distances and directions are true near the centre, which is all that a map of a few hundred dots can promise.
//! Longitudes are always relative to the centre and wrapped, so that the date line needs no special case; the map ends
//! 180° from its centre.

use ratatui::layout::Rect;

use crate::model::Position;

/// Braille dots per cell, across and down.
pub const DOTS: (u16, u16) = (2, 4);
/// The minimum extent of a square map fitted to places, in degrees, so that their surroundings are recognizable.
const LEAST_FIT: f64 = 13.0;
/// The minimum extent when zooming by hand, in degrees: the coastlines have no finer detail.
const LEAST: f64 = 0.6;
/// The share of the map that fitted places take, across and down: their labels need room at the sides.
const FILLED: (f64, f64) = (0.62, 0.76);
/// The maximum iterations to fit a map.
const STEPS: usize = 16;
/// The minimum length of a degree of longitude, relative to one at the equator.
const SHORTEST: f64 = 0.15;

/// A view of the map: its centre, scale and size in dots.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Chart {
    /// The centre.
    pub middle: Position,
    /// Degrees of latitude per dot.
    pub scale: f64,
    /// The size in dots, across and down.
    pub dots: (u16, u16),
    /// The length of a degree of longitude relative to one of latitude.
    shrink: f64,
}

/// The dots in an area of cells.
#[must_use]
pub fn dots_of(area: Rect) -> (u16, u16) {
    (area.width.saturating_mul(DOTS.0).max(1), area.height.saturating_mul(DOTS.1).max(1))
}

/// A longitude wrapped to -180..180.
#[must_use]
pub fn wrapped(lon: f64) -> f64 {
    (lon + 180.0).rem_euclid(360.0) - 180.0
}

impl Chart {
    /// The whole earth.
    #[must_use]
    pub fn world(dots: (u16, u16)) -> Self {
        Self { middle: Position { lat: 12.0, lon: 10.0 }, scale: f64::MAX, dots, shrink: 1.0 }.within()
    }

    /// The chart fitted to points with a margin; `None` without points.
    #[must_use]
    pub fn fitted(points: &[Position], dots: (u16, u16)) -> Option<Self> {
        let (west, east) = span(points)?;
        let lats = points.iter().map(|point| point.lat);
        let (south, north) = lats.fold((90.0_f64, -90.0_f64), |(s, n), lat| (s.min(lat), n.max(lat)));
        let middle = Position { lat: f64::midpoint(south, north), lon: wrapped(f64::midpoint(west, east)) };
        let (wide, high) = (f64::from(dots.0), f64::from(dots.1));
        let down = (north - south) / (high * FILLED.1);
        let least = LEAST_FIT / (wide * high).sqrt();
        let mut chart = Self { middle, scale: down.max(least), dots, shrink: 1.0 }.within();
        // Zooming out clamps the centre towards the equator, which lengthens degrees of longitude.
        for _ in 0..STEPS {
            let across = (east - west) * chart.shrink / (wide * FILLED.0);
            if across <= chart.scale {
                break;
            }
            chart = Self { middle, scale: across, ..chart }.within();
        }
        Some(chart)
    }

    /// The position of a point in dots from the top left corner, which may be outside.
    #[must_use]
    pub fn dot(&self, point: Position) -> (f64, f64) {
        self.dot_from(wrapped(point.lon - self.middle.lon), point.lat)
    }

    /// The position of a point that is so many degrees east of the centre.
    #[must_use]
    pub fn dot_from(&self, east: f64, lat: f64) -> (f64, f64) {
        let (wide, high) = (f64::from(self.dots.0), f64::from(self.dots.1));
        (wide / 2.0 + east * self.shrink / self.scale, high / 2.0 - (lat - self.middle.lat) / self.scale)
    }

    /// The degrees shown east and west of the centre, at most 180.
    #[must_use]
    pub fn reach(&self) -> f64 {
        (f64::from(self.dots.0) / 2.0 * self.scale / self.shrink).min(180.0)
    }

    /// The southernmost and northernmost latitude shown.
    #[must_use]
    pub fn lats(&self) -> (f64, f64) {
        let half = f64::from(self.dots.1) / 2.0 * self.scale;
        (self.middle.lat - half, self.middle.lat + half)
    }

    /// Whether a point is shown, at least `margin` (as a share of the map's size) from its edges.
    #[must_use]
    pub fn shows(&self, point: Position, margin: f64) -> bool {
        let (x, y) = self.dot(point);
        let inside = |at: f64, dots: u16| {
            let dots = f64::from(dots);
            (dots * margin..=dots * (1.0 - margin)).contains(&at)
        };
        inside(x, self.dots.0) && inside(y, self.dots.1)
    }

    /// Zoomed by a factor, with the dot `about` fixed.
    #[must_use]
    pub fn zoomed(&self, times: f64, about: (f64, f64)) -> Self {
        let from_middle = (about.0 - f64::from(self.dots.0) / 2.0, about.1 - f64::from(self.dots.1) / 2.0);
        let scale = Self { scale: self.scale / times, ..*self }.within().scale;
        let step = self.scale - scale;
        self.moved(from_middle.0 * step, -from_middle.1 * step, scale)
    }

    /// Panned by shares of its size, east and north.
    #[must_use]
    pub fn panned(&self, east: f64, north: f64) -> Self {
        let (wide, high) = (f64::from(self.dots.0), f64::from(self.dots.1));
        self.moved(wide * east * self.scale, high * north * self.scale, self.scale)
    }

    /// The latitude and longitude of the centre, and the degrees of latitude per dot: a chart independent of the screen
    /// size.
    #[must_use]
    pub fn place(&self) -> [f64; 3] {
        [self.middle.lat, self.middle.lon, self.scale]
    }

    /// The inverse of [`Self::place`], for a screen of unknown size; `None` if the numbers are out of range.
    #[must_use]
    pub fn at([lat, lon, scale]: [f64; 3]) -> Option<Self> {
        let is_place = lat.abs() <= 90.0 && lon.abs() <= 180.0 && scale > 0.0 && scale.is_finite();
        is_place.then(|| Self { middle: Position { lat, lon }, scale, dots: (1, 1), shrink: shrink(lat) })
    }

    /// Resized to a number of dots.
    #[must_use]
    pub fn with_dots(&self, dots: (u16, u16)) -> Self {
        Self { dots, ..*self }.within()
    }

    /// Centred on another point.
    #[must_use]
    pub fn centred(&self, middle: Position) -> Self {
        Self { middle, ..*self }.within()
    }

    /// Moved by degrees of latitude in both directions, at a new scale.
    fn moved(&self, across: f64, up: f64, scale: f64) -> Self {
        let lon = wrapped(self.middle.lon + across / self.shrink);
        let middle = Position { lat: self.middle.lat + up, lon };
        Self { middle, scale, ..*self }.within()
    }

    /// Clamps the scale to the whole earth, and the centre so that the map ends only slightly beyond the poles.
    fn within(self) -> Self {
        let (wide, high) = (f64::from(self.dots.0), f64::from(self.dots.1));
        let most = (360.0 / wide).max(180.0 / high);
        let scale = self.scale.clamp((LEAST / wide.min(high)).min(most), most);
        let furthest = (90.0 - high * scale * 0.42).max(0.0);
        let lat = self.middle.lat.clamp(-furthest, furthest);
        let middle = Position { lat, lon: wrapped(self.middle.lon) };
        Self { middle, scale, dots: self.dots, shrink: shrink(lat) }
    }
}

fn shrink(lat: f64) -> f64 {
    lat.to_radians().cos().max(SHORTEST)
}

/// The westernmost and easternmost longitudes of points across the narrowest span, which may cross the date line. The
/// second may exceed 180.
fn span(points: &[Position]) -> Option<(f64, f64)> {
    let mut lons: Vec<f64> = points.iter().map(|point| point.lon).collect();
    lons.sort_unstable_by(f64::total_cmp);
    let (first, last) = (*lons.first()?, *lons.last()?);
    // The span leaves out the widest gap between points.
    let mut widest = (first + 360.0 - last, first, last);
    for pair in lons.windows(2) {
        if pair[1] - pair[0] > widest.0 {
            widest = (pair[1] - pair[0], pair[1], pair[0] + 360.0);
        }
    }
    Some((widest.1, widest.2))
}

#[cfg(test)]
mod tests {
    use super::{Chart, Position, span};

    const DOTS: (u16, u16) = (100, 100);

    fn at(lat: f64, lon: f64) -> Position {
        Position { lat, lon }
    }

    #[test]
    fn the_date_line_is_nowhere_in_particular() {
        assert_eq!(span(&[at(0.0, 179.0), at(0.0, -179.0)]), Some((179.0, 181.0)));
        assert_eq!(span(&[at(0.0, -10.0), at(0.0, 30.0)]), Some((-10.0, 30.0)));
        let chart = Chart::fitted(&[at(-17.0, 179.0), at(-14.0, -172.0)], DOTS).unwrap();
        assert!(chart.reach() < 20.0, "{chart:?}");
        let (fiji, samoa) = (chart.dot(at(-17.0, 179.0)), chart.dot(at(-14.0, -172.0)));
        assert!(fiji.0 < samoa.0, "east is at the right");
    }

    proptest::proptest! {
        #[test]
        fn what_it_is_fitted_to_is_shown(
            places in proptest::collection::vec((-90.0..=90.0, -180.0..=180.0), 1..6), wide in 2_u16..400, high in 4_u16..300
        ) {
            let points: Vec<Position> = places.into_iter().map(|(lat, lon)| at(lat, lon)).collect();
            let chart = Chart::fitted(&points, (wide, high)).unwrap();
            for point in &points {
                proptest::prop_assert!(chart.shows(*point, -0.05), "{point:?} on {chart:?}: {:?}", chart.dot(*point));
            }
        }

        #[test]
        fn no_move_leaves_the_earth(
            moves in proptest::collection::vec((0.2_f64..5.0, -2.0_f64..2.0, -2.0_f64..2.0), 0..20), wide in 1_u16..400, high in 1_u16..300
        ) {
            let mut chart = Chart::world((wide, high));
            for (times, east, north) in moves {
                chart = chart.zoomed(times, (f64::from(wide), 0.0)).panned(east, north);
                proptest::prop_assert!(chart.scale.is_finite() && chart.scale > 0.0);
                proptest::prop_assert!(chart.middle.lat.abs() <= 90.0 && chart.middle.lon.abs() <= 180.0);
                proptest::prop_assert!(chart.reach() <= 180.0);
            }
        }
    }
}
