//! Pins with their numbers and names, and the names of the states that the timeline speaks of.
//!
//! No name stands on another one. What matters most is placed first: the place under the cursor, the places of the
//! selection, the others by their numbers, then the states. Where there is no room for a name, the number stands alone;
//! where there is none for that, the pin.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::App;
use crate::app::map::chart::Chart;
use crate::model::{Position, RecordNo};
use crate::text::width::width;

use super::super::canvas::Canvas;
use super::super::theme::Theme;
use super::atlas::Atlas;
use super::dots::Dots;
use super::ground;

/// The most pins that get a number.
const LABELLED: usize = 400;
/// The widest that a name may be.
const NAME: usize = 26;

/// A place on the map.
struct Pin {
    /// Its number.
    number: usize,
    place: RecordNo,
    /// Its cell.
    x: u16,
    y: u16,
    is_line: bool,
    importance: Importance,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Importance {
    Cursor,
    Selection,
    Other,
}

/// The cells of the map, and which are taken.
struct Taken {
    area: Rect,
    cells: Vec<bool>,
}

impl Taken {
    fn new(area: Rect) -> Self {
        Self { area, cells: vec![false; usize::from(area.width) * usize::from(area.height)] }
    }

    fn index(&self, x: u16, y: u16) -> usize {
        usize::from(y - self.area.y) * usize::from(self.area.width) + usize::from(x - self.area.x)
    }

    /// Whether cells are within the map and free.
    fn is_free(&self, x: u16, y: u16, wide: u16) -> bool {
        let is_within = self.area.contains((x, y).into()) && wide <= self.area.right() - x;
        is_within && self.cells[self.index(x, y)..][..usize::from(wide)].iter().all(|taken| !taken)
    }

    fn take(&mut self, x: u16, y: u16, wide: u16) {
        let area = self.area;
        let from = x.max(area.x);
        let until = x.saturating_add(wide).min(area.right());
        if y >= area.y && y < area.bottom() {
            for x in from..until {
                let at = self.index(x, y);
                self.cells[at] = true;
            }
        }
    }
}

/// Paints everything that is written on the map.
pub fn draw(app: &App, chart: &Chart, dots: &Dots, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let mut taken = Taken::new(area);
    let mut pins = pins(app, chart, area);
    pins.sort_by_key(|pin| (pin.importance, pin.number));
    // A pin that would stand in the cell of a more important one is behind it.
    pins.retain(|pin| {
        let is_free = pin.is_line || taken.is_free(pin.x, pin.y, 1);
        if is_free && !pin.is_line {
            taken.take(pin.x, pin.y, 1);
        }
        is_free
    });
    for pin in pins.iter().filter(|pin| !pin.is_line) {
        let mark = if pin.importance == Importance::Other { '•' } else { '●' };
        canvas.glyph(pin.x, pin.y, mark, styles(pin.importance, theme).0);
    }
    for pin in pins.iter().take(LABELLED) {
        label(app, pin, &mut taken, canvas, theme);
    }
    states(app, chart, dots, &mut taken, canvas, theme);
    measure(chart, &mut taken, canvas, theme);
}

/// The styles of a number and of a name.
fn styles(importance: Importance, theme: &Theme) -> (Style, Style) {
    match importance {
        Importance::Cursor => (theme.selected, theme.selected),
        Importance::Selection => (theme.accent, theme.accent),
        Importance::Other => (theme.ink, theme.quiet),
    }
}

fn pins(app: &App, chart: &Chart, area: Rect) -> Vec<Pin> {
    let (cursor, bound) = (app.place_on_map(), app.map().bound());
    let places = &app.timeline().records().places;
    let pin = |(at, no): (usize, RecordNo)| {
        let path = ground::path_of(app, no);
        let dot = match places.get(no.index())?.position {
            Some(position) if path.is_empty() => chart.dot(position),
            _ => middle_of(chart, path)?,
        };
        let (x, y) = cell(dot, area)?;
        let importance = match () {
            () if cursor == Some(no) => Importance::Cursor,
            () if bound.contains(&no) => Importance::Selection,
            () => Importance::Other,
        };
        Some(Pin { number: at + 1, place: no, x, y, is_line: !path.is_empty(), importance })
    };
    app.map().gazetteer().placed().enumerate().filter_map(pin).collect()
}

/// The middle of what is shown of a line.
fn middle_of(chart: &Chart, path: &[Position]) -> Option<(f64, f64)> {
    let points: Vec<(f64, f64)> = ground::unrolled(chart, path).collect();
    let halves = points.windows(2).map(|pair| {
        let middle = (f64::midpoint(pair[0].0, pair[1].0), f64::midpoint(pair[0].1, pair[1].1));
        [pair[0], middle]
    });
    let dots = halves.flatten().chain(points.last().copied()).map(|(east, lat)| chart.dot_from(east, lat));
    let is_shown = |(x, y): &(f64, f64)| {
        (0.0..f64::from(chart.dots.0)).contains(x) && (0.0..f64::from(chart.dots.1)).contains(y)
    };
    let shown: Vec<_> = dots.filter(is_shown).collect();
    shown.get(shown.len() / 2).copied()
}

/// The cell of a dot, if it is on the map. What lies on the very edge, as a pole does, is.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a cell on the screen is a small number"
)]
fn cell(dot: (f64, f64), area: Rect) -> Option<(u16, u16)> {
    let (across, down) = ((dot.0 / 2.0).floor(), (dot.1 / 4.0).floor());
    let inside = |at: f64, cells: u16| at >= 0.0 && at < f64::from(cells);
    (inside(across, area.width) && inside(down, area.height))
        .then(|| (area.x + across as u16, area.y + down as u16))
}

/// Writes a pin's number and name where there is room: at its right, at its left, below or above.
fn label(app: &App, pin: &Pin, taken: &mut Taken, canvas: &mut Canvas<'_>, theme: &Theme) {
    let number = pin.number.to_string();
    let record = app.timeline().record(pin.place);
    let name = record.map_or("", |record| app.timeline().title(record.id));
    let name = crate::text::width::fit(name, NAME);
    let (of_number, of_name) = styles(pin.importance, theme);
    for text in [format!("{number} {name}"), number.clone()] {
        let wide = u16::try_from(width(&text)).unwrap_or(u16::MAX);
        let Some((x, y)) = room(pin, wide, taken) else { continue };
        let end = canvas.text(x, y, wide, &number, of_number);
        if text.len() > number.len() {
            canvas.glyph(end, y, ' ', of_name);
            canvas.text(end + 1, y, wide, &name, of_name);
        }
        // A blank cell on either side keeps names apart.
        taken.take(x.saturating_sub(1), y, wide.saturating_add(2));
        return;
    }
}

fn room(pin: &Pin, wide: u16, taken: &Taken) -> Option<(u16, u16)> {
    let Pin { x, y, .. } = *pin;
    let right = x.checked_add(1);
    let left = x.checked_sub(wide);
    let centred = x.checked_sub(wide / 2);
    let (above, below) = (y.checked_sub(1), y.checked_add(1));
    let beside = [(right, Some(y)), (left, Some(y))];
    let around = [(right, below), (right, above), (left, below), (left, above)];
    let over = [(centred, below), (centred, above)];
    let places = beside.into_iter().chain(around).chain(over);
    places.filter_map(|(x, y)| Some((x?, y?))).find(|(x, y)| taken.is_free(*x, *y, wide))
}

/// Writes the names of the states that the timeline names, each into its country, where neither a line nor anything
/// written is in the way.
fn states(app: &App, chart: &Chart, dots: &Dots, taken: &mut Taken, canvas: &mut Canvas<'_>, theme: &Theme) {
    let area = taken.area;
    for (code, actor) in app.map().gazetteer().states() {
        let name = app.timeline().title(*actor).to_uppercase();
        let wide = u16::try_from(width(&name)).unwrap_or(u16::MAX);
        let points = Atlas::shipped().country(code).iter();
        let place = points
            .filter_map(|(lon, lat)| {
                cell(chart.dot(Position { lat: (*lat).into(), lon: (*lon).into() }), area)
            })
            .filter_map(|(x, y)| Some((x.checked_sub(wide / 2)?, y)))
            .find(|(x, y)| {
                let from = x.saturating_sub(1);
                let has_room = *x > area.x && taken.is_free(from, *y, wide.saturating_add(2));
                has_room && (from..=x + wide).all(|x| dots.cell(x - area.x, y - area.y).is_none())
            });
        if let Some((x, y)) = place {
            canvas.text(x, y, wide, &name, theme.faint);
            taken.take(x.saturating_sub(1), y, wide.saturating_add(2));
        }
    }
}

/// A degree of latitude in kilometres.
const DEGREE: f64 = 111.2;
/// A map of more degrees than this has no one measure.
const MEASURED: f64 = 60.0;

/// Draws how long so many kilometres are, in the lower left corner.
fn measure(chart: &Chart, taken: &mut Taken, canvas: &mut Canvas<'_>, theme: &Theme) {
    let (south, north) = chart.lats();
    let area = taken.area;
    let cell = chart.scale * DEGREE * 2.0;
    let most = f64::from(area.width) / 5.0 * cell;
    let lengths = (0..5).flat_map(|power| [1.0, 2.0, 5.0].map(|step| step * 10_f64.powi(power)));
    let Some(length) = lengths.filter(|length| *length <= most).last() else { return };
    if north - south > MEASURED {
        return;
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "at most the width of the map"
    )]
    let cells = (length / cell).round() as u16;
    let words = format!(" {length} km");
    let wide = cells + u16::try_from(width(&words)).unwrap_or(0);
    let y = area.bottom() - 1;
    if cells >= 2 && taken.is_free(area.x, y, wide + 1) {
        canvas.run(area.x, area.x + cells - 1, y, '─', theme.faint);
        canvas.glyph(area.x, y, '├', theme.faint);
        canvas.glyph(area.x + cells - 1, y, '┤', theme.faint);
        canvas.text(area.x + cells, y, wide, &words, theme.faint);
        taken.take(area.x, y, wide + 1);
    }
}
