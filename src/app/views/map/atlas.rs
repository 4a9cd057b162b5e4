//! Coasts, borders and countries: `assets/map/world.bin`, read when the map is first shown.
//!
//! ```text
//! "annals map 1\n"
//! number of lines, then each:
//!     2 × points (+ 1 for a border), then for each point the steps east and north from the one before
//! number of countries, then each:
//!     its code in two bytes, number of points, then each east and north from zero, the roomiest first
//! ```
//!
//! Numbers are varints of seven bits a byte, the lowest first; steps are in hundredths of a degree, with the sign in the
//! lowest bit. `examples/make_map.rs` writes the file. Lines are split into segments, so that those out of sight cost nothing.

use std::sync::OnceLock;

use crate::app::views::map::chart::Chart;

const BYTES: &[u8] = include_bytes!("../../../../assets/map/world.bin");
const MAGIC: &[u8] = b"annals map 1\n";
/// The longest segment, in points.
const MAX_SEGMENT: usize = 32;
/// Borders are skipped if a dot is more degrees than this.
const MOST_BORDERS: f64 = 1.4;
/// Degrees around the earth.
pub(crate) const TURN: f64 = 360.0;
/// Steps in a degree.
const UNIT: f32 = 100.0;

/// Degrees east and north.
pub(crate) type Point = (f32, f32);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Between land and sea.
    Coast,
    /// Between two countries.
    Border,
}

/// A bounding box, in degrees.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Bounds {
    /// The south-western corner.
    least: Point,
    /// The north-eastern corner.
    most: Point,
}

/// A part of a line.
#[derive(Debug, Clone)]
struct Segment {
    kind: Kind,
    bounds: Bounds,
    /// The longer side of the whole line's bounding box, in degrees.
    extent: f32,
    /// Its range of the atlas's points.
    points: std::ops::Range<usize>,
}

#[derive(Debug, Default)]
pub(crate) struct Atlas {
    points: Vec<Point>,
    segments: Vec<Segment>,
    countries: Vec<([u8; 2], Vec<Point>)>,
}

impl Atlas {
    /// The embedded atlas. A test checks that it parses; otherwise the map would be empty.
    #[must_use]
    pub(crate) fn shipped() -> &'static Self {
        static ATLAS: OnceLock<Atlas> = OnceLock::new();
        ATLAS.get_or_init(|| Self::read(BYTES).unwrap_or_default())
    }

    /// `None` if the file is truncated or malformed.
    fn read(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader { bytes: bytes.strip_prefix(MAGIC)? };
        let mut atlas = Self::default();
        for _ in 0..reader.number()? {
            let head = reader.number()?;
            let kind = if head & 1 == 1 { Kind::Border } else { Kind::Coast };
            atlas.read_line(&mut reader, kind, head >> 1)?;
        }
        for _ in 0..reader.number()? {
            let (code, rest) = reader.bytes.split_first_chunk::<2>()?;
            reader.bytes = rest;
            let mut points = Vec::new();
            for _ in 0..reader.number()? {
                points.push((reader.step()? / UNIT, reader.step()? / UNIT));
            }
            atlas.countries.push((*code, points));
        }
        reader.bytes.is_empty().then_some(atlas)
    }

    fn read_line(&mut self, reader: &mut Reader<'_>, kind: Kind, points: u32) -> Option<()> {
        let first = self.points.len();
        let (mut east, mut north) = (0.0, 0.0);
        for _ in 0..points {
            east += reader.step()?;
            north += reader.step()?;
            self.points.push((east / UNIT, north / UNIT));
        }
        let whole = Bounds::of(&self.points[first..]);
        let extent = (whole.most.0 - whole.least.0).max(whole.most.1 - whole.least.1);
        let mut from = first;
        while from + 1 < self.points.len() {
            let until = (from + MAX_SEGMENT).min(self.points.len());
            let bounds = Bounds::of(&self.points[from..until]);
            self.segments.push(Segment { kind, bounds, extent, points: from..until });
            // The next segment starts at the end of this one.
            from = until - 1;
        }
        Some(())
    }

    /// The points of a segment. Those of a line that crosses the date line continue beyond 180 degrees.
    #[must_use]
    fn points(&self, segment: &Segment) -> &[Point] {
        self.points.get(segment.points.clone()).unwrap_or_default()
    }

    /// The lines on a chart, each in dots from its top left corner, without islands of fewer than `least` dots.
    pub(crate) fn lines<'a>(
        &'a self,
        chart: &'a Chart,
        least: f64,
    ) -> impl Iterator<Item = (Kind, Vec<(f64, f64)>)> + 'a {
        let reach = chart.reach();
        let (south, north) = chart.lats();
        let is_seen = move |segment: &&Segment| {
            let is_small = f64::from(segment.extent) < chart.scale * least;
            let is_far = segment.kind == Kind::Border && chart.scale > MOST_BORDERS;
            let bounds = segment.bounds;
            !is_small && !is_far && f64::from(bounds.most.1) >= south && f64::from(bounds.least.1) <= north
        };
        self.segments.iter().filter(is_seen).flat_map(move |segment| {
            let (least, most) = (segment.bounds.least, segment.bounds.most);
            let middle = f64::midpoint(least.0.into(), most.0.into());
            // The copy nearest to the centre, and its neighbours if the map wraps around.
            let near = ((chart.middle.lon - middle) / TURN).round() * TURN;
            [near - TURN, near, near + TURN].into_iter().filter_map(move |turn| {
                let east = |lon: f32| f64::from(lon) + turn - chart.middle.lon;
                let dot = |(lon, lat): &Point| chart.dot_from(east(*lon), f64::from(*lat));
                (east(most.0) >= -reach && east(least.0) <= reach)
                    .then(|| (segment.kind, self.points(segment).iter().map(dot).collect()))
            })
        })
    }

    /// Points within a country, by its code; the one with the most room around it first.
    #[must_use]
    pub(crate) fn country(&self, code: &str) -> &[Point] {
        let found = self.countries.binary_search_by(|(other, _)| other.as_slice().cmp(code.as_bytes()));
        found.ok().and_then(|at| self.countries.get(at)).map_or(&[], |(_, points)| points)
    }
}

impl Bounds {
    fn of(points: &[Point]) -> Self {
        let empty = Self { least: (f32::MAX, f32::MAX), most: (f32::MIN, f32::MIN) };
        points.iter().fold(empty, |bounds, point| Self {
            least: (bounds.least.0.min(point.0), bounds.least.1.min(point.1)),
            most: (bounds.most.0.max(point.0), bounds.most.1.max(point.1)),
        })
    }
}

/// The unread rest of the file.
struct Reader<'a> {
    bytes: &'a [u8],
}

impl Reader<'_> {
    fn number(&mut self) -> Option<u32> {
        let mut number = 0_u32;
        for shift in (0..28).step_by(7) {
            let (byte, rest) = self.bytes.split_first()?;
            self.bytes = rest;
            number |= u32::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }

    /// A signed number; steps are small enough to be exact in `f32`.
    fn step(&mut self) -> Option<f32> {
        let number = self.number()?;
        let size = f32::from(u16::try_from(number.div_ceil(2)).ok()?);
        Some(if number & 1 == 1 { -size } else { size })
    }
}

#[cfg(test)]
mod tests {
    use super::{Atlas, BYTES, Kind};

    #[test]
    fn all_of_it_reads() {
        let atlas = Atlas::read(BYTES).unwrap();
        assert!(BYTES.len() < 400_000);
        assert!(atlas.points.len() > 80_000 && atlas.countries.len() > 230);
        for (east, north) in &atlas.points {
            assert!(east.abs() <= 540.0 && north.abs() <= 90.0, "{east} {north}");
        }
        let borders = atlas.segments.iter().filter(|segment| segment.kind == Kind::Border);
        assert!(borders.clone().count() > 300);
        let (iraq, lengths) = (atlas.country("IQ"), borders.map(|border| border.extent));
        assert!((iraq[0].0 - 43.0).abs() < 2.0 && (iraq[0].1 - 33.0).abs() < 2.0, "{iraq:?}");
        assert!(lengths.fold(0.0, f32::max) < 120.0, "no border goes around the world");
        assert!(atlas.country("").is_empty() && atlas.country("ZZ").is_empty());
    }

    #[test]
    fn a_step_of_a_line_is_short() {
        let atlas = Atlas::shipped();
        for segment in &atlas.segments {
            for pair in atlas.points(segment).windows(2) {
                assert!((pair[0].0 - pair[1].0).abs() < 30.0, "{pair:?} goes across the map");
            }
        }
    }

    #[test]
    fn a_file_cut_short_or_of_another_form_is_no_atlas() {
        for end in [0, 5, 13, 14, 1000, BYTES.len() - 1] {
            assert!(Atlas::read(&BYTES[..end]).is_none(), "{end}");
        }
        assert!(Atlas::read(b"annals map 2\n\0\0").is_none());
        assert!(Atlas::read(b"annals map 1\n\xff\xff\xff\xff\xff\xff").is_none());
        assert!(Atlas::read(b"annals map 1\n\0\0\0").is_none(), "nothing may follow");
    }
}
