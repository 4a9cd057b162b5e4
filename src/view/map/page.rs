//! The cells of the map during label placement: which are taken, and the lines below them.

use ratatui::layout::Rect;

use crate::app::App;
use crate::app::views::map::atlas::{Atlas, Kind, TURN};
use crate::app::views::map::chart::{Chart, wrapped};
use crate::app::views::map::gazetteer::states as states_of;
use crate::model::{Position, RecordNo};
use crate::text::width::width;
use crate::view::canvas::Canvas;
use crate::view::map::dots::{Dots, Layer};
use crate::view::theme::Theme;

pub(crate) struct Page<'a> {
    pub area: Rect,
    dots: &'a Dots,
    taken: Vec<bool>,
}

impl<'a> Page<'a> {
    /// A map without labels.
    pub(crate) fn new(area: Rect, dots: &'a Dots) -> Self {
        Self { area, dots, taken: vec![false; usize::from(area.width) * usize::from(area.height)] }
    }

    fn index(&self, x: u16, y: u16) -> usize {
        usize::from(y - self.area.y) * usize::from(self.area.width) + usize::from(x - self.area.x)
    }

    /// Whether cells are on the map and free.
    pub(crate) fn is_free(&self, x: u16, y: u16, wide: u16) -> bool {
        let is_within = self.area.contains((x, y).into()) && wide <= self.area.right() - x;
        is_within && self.taken[self.index(x, y)..][..usize::from(wide)].iter().all(|taken| !taken)
    }

    /// Marks cells as taken; those off the map are ignored.
    pub(crate) fn take(&mut self, x: u16, y: u16, wide: u16) {
        let area = self.area;
        let until = x.saturating_add(wide).min(area.right());
        if y >= area.y && y < area.bottom() {
            for x in x.max(area.x)..until {
                let at = self.index(x, y);
                self.taken[at] = true;
            }
        }
    }

    /// The top layer of a cell.
    pub(crate) fn layer(&self, x: u16, y: u16) -> Option<Layer> {
        let (x, y) = (x.checked_sub(self.area.x)?, y.checked_sub(self.area.y)?);
        self.dots.cell(x, y).map(|(_, layer)| layer)
    }

    /// Whether the line of a place crosses some cells.
    pub(crate) fn has_path(&self, x: u16, y: u16, wide: u16) -> bool {
        (x..x.saturating_add(wide)).any(|x| self.layer(x, y).is_some_and(|layer| layer >= Layer::Path))
    }

    /// Whether any line crosses some cells.
    pub(crate) fn has_lines(&self, x: u16, y: u16, wide: u16) -> bool {
        (x..x.saturating_add(wide)).any(|x| self.layer(x, y).is_some())
    }
}

/// The cell of a dot; `None` if it is off the map.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a cell on the screen is a small number"
)]
pub(crate) fn cell(dot: (f64, f64), area: Rect) -> Option<(u16, u16)> {
    let (across, down) = ((dot.0 / 2.0).floor(), (dot.1 / 4.0).floor());
    let inside = |at: f64, cells: u16| at >= 0.0 && at < f64::from(cells);
    (inside(across, area.width) && inside(down, area.height))
        .then(|| (area.x + across as u16, area.y + down as u16))
}

/// Draws the names of countries where they overlap neither lines nor labels.
pub(crate) fn states(app: &App, chart: &Chart, page: &mut Page<'_>, canvas: &mut Canvas<'_>, theme: &Theme) {
    for (code, actor) in states_of(app.shared().timeline()) {
        let name = app.shared().timeline().title(actor).to_uppercase();
        let wide = u16::try_from(width(&name)).unwrap_or(u16::MAX);
        let place = Atlas::shipped().country(code).iter().find_map(|(lon, lat)| {
            let point = Position { lat: (*lat).into(), lon: (*lon).into() };
            let (x, y) = cell(chart.dot(point), page.area)?;
            // With a blank on either side.
            let (from, wide) = (x.checked_sub(wide / 2 + 1)?, wide.checked_add(2)?);
            (page.is_free(from, y, wide) && !page.has_lines(from, y, wide)).then_some((from, y))
        });
        if let Some((x, y)) = place {
            canvas.text(x + 1, y, wide, &name, theme.faint);
            page.take(x, y, wide + 2);
        }
    }
}

/// Kilometres in a degree of latitude.
const DEGREE: f64 = 111.2;
/// A map of more degrees than this has no uniform scale.
const MEASURED: f64 = 60.0;

/// Draws a scale bar in the bottom left corner.
pub(crate) fn measure(chart: &Chart, page: &mut Page<'_>, canvas: &mut Canvas<'_>, theme: &Theme) {
    let (south, north) = chart.lats();
    let area = page.area;
    let cell = chart.scale * DEGREE * 2.0;
    let most = f64::from(area.width) / 5.0 * cell;
    let mut lengths = (0..5).flat_map(|power| [1.0, 2.0, 5.0].map(|step| step * 10_f64.powi(power)));
    let Some(length) = lengths.rfind(|length| *length <= most) else { return };
    if north - south > MEASURED || area.height < 6 {
        return;
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "at most the width of the map"
    )]
    let cells = (length / cell).round() as u16;
    let words = format!(" {length} km");
    let wide = cells + u16::try_from(width(&words)).unwrap_or(0) + 1;
    let y = area.bottom() - 1;
    if cells >= 2 && page.is_free(area.x, y, wide) {
        canvas.run(area.x, area.x + cells - 1, y, '─', theme.faint);
        canvas.glyph(area.x, y, '├', theme.faint);
        canvas.glyph(area.x + cells - 1, y, '┤', theme.faint);
        canvas.text(area.x + cells, y, wide, &words, theme.faint);
        page.take(area.x, y, wide);
    }
}

/// Islands smaller than this many dots are skipped: thousands of them would be noise.
const LEAST_ISLAND: f64 = 1.5;

/// Draws coastlines and borders, then the lines of places.
#[must_use]
pub(crate) fn draw(app: &App, chart: &Chart, area: Rect) -> Dots {
    let map = &app.views().map;
    let is_chosen = |place: &RecordNo| map.place() == Some(*place) || map.is_related(*place);
    let (chosen, others): (Vec<_>, Vec<_>) = map.gazetteer.placed().partition(is_chosen);
    lines(app, chart, area, [(Layer::Path, &others), (Layer::Chosen, &chosen)])
}

/// Draws coastlines and borders, then the lines of some places.
#[must_use]
pub(crate) fn lines<const N: usize>(
    app: &App,
    chart: &Chart,
    area: Rect,
    places: [(Layer, &[RecordNo]); N],
) -> Dots {
    let mut dots = Dots::new(area.width, area.height);
    let (west, _) = chart.dot_from(-180.0, 0.0);
    let (east, _) = chart.dot_from(180.0, 0.0);
    dots.fence(west, east - 0.01);
    for (kind, line) in Atlas::shipped().lines(chart, LEAST_ISLAND) {
        let layer = if kind == Kind::Border { Layer::Border } else { Layer::Coast };
        dots.line(layer, line.into_iter());
    }
    for (layer, places) in places {
        for place in places {
            path(chart, path_of(app, *place), layer, &mut dots);
        }
    }
    dots
}

/// The line of a place; empty if it is a point.
#[must_use]
pub(crate) fn path_of(app: &App, place: RecordNo) -> &[Position] {
    let path =
        app.shared().timeline().records().places.get(place.index()).map_or(&[][..], |place| &place.path);
    if path.len() > 1 { path } else { &[] }
}

/// The points of a line in degrees east of the map's centre, each unwrapped relative to the previous one.
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
