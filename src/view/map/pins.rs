//! Draws pins with their numbers and names.
//!
//! Labels never overlap. They are placed by importance: the place under the cursor, the places of the selection, then
//! the others by number. Without room for its name, a pin has only its number; without room for that, no label.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::App;
use crate::app::views::map::chart::Chart;
use crate::app::views::map::gazetteer::is_approximate;
use crate::model::{Position, RecordNo};
use crate::text::width::{fit, width};
use crate::view::canvas::Canvas;
use crate::view::map::dots::Dots;
use crate::view::map::page::{self, Page, cell};
use crate::view::theme::Theme;

const LABELLED: usize = 400;
/// The maximum width of a name.
const NAME: usize = 26;

struct Pin {
    number: usize,
    place: RecordNo,
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

/// Draws all pins and labels.
pub(crate) fn draw(
    app: &App,
    chart: &Chart,
    dots: &Dots,
    area: Rect,
    canvas: &mut Canvas<'_>,
    theme: &Theme,
) {
    let mut page = Page::new(area, dots);
    let mut pins = pins(app, chart, area);
    pins.sort_by_key(|pin| (pin.importance, pin.number));
    // A pin in the cell of a more important one is hidden.
    pins.retain(|pin| {
        let is_free = pin.is_line || page.is_free(pin.x, pin.y, 1);
        if is_free && !pin.is_line {
            page.take(pin.x, pin.y, 1);
        }
        is_free
    });
    for pin in pins.iter().filter(|pin| !pin.is_line) {
        let mark = if pin.importance == Importance::Other { '•' } else { '●' };
        canvas.clear(Rect { x: pin.x, y: pin.y, width: 1, height: 1 });
        canvas.glyph(pin.x, pin.y, mark, styles(pin.importance, theme).0);
    }
    for pin in pins.iter().take(LABELLED) {
        label(app, pin, &mut page, canvas, theme);
    }
    page::states(app, chart, &mut page, canvas, theme);
    page::measure(chart, &mut page, canvas, theme);
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
    let cursor = app.views().map.place();
    let places = &app.shared().timeline().records().places;
    let pin = |(at, no): (usize, RecordNo)| {
        let path = page::path_of(app, no);
        let dot = match places.get(no.index())?.position {
            Some(position) if path.is_empty() => chart.dot(position),
            _ => middle_of(chart, path)?,
        };
        let (x, y) = cell(dot, area)?;
        let importance = match () {
            () if cursor == Some(no) => Importance::Cursor,
            () if app.views().map.is_related(no) => Importance::Selection,
            () => Importance::Other,
        };
        Some(Pin { number: at + 1, place: no, x, y, is_line: !path.is_empty(), importance })
    };
    app.views().map.gazetteer.placed().enumerate().filter_map(pin).collect()
}

/// The middle of the visible part of a line.
fn middle_of(chart: &Chart, path: &[Position]) -> Option<(f64, f64)> {
    let points: Vec<(f64, f64)> = page::unrolled(chart, path).collect();
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

/// Draws a pin's number and name where there is room, crossing the line of a place only as a last resort.
fn label(app: &App, pin: &Pin, page: &mut Page<'_>, canvas: &mut Canvas<'_>, theme: &Theme) {
    let number = pin.number.to_string();
    let record = app.shared().timeline().record(pin.place);
    let name = record.map_or("", |record| app.shared().timeline().title(record.id));
    let about = app.shared().timeline().records().places.get(pin.place.index()).is_some_and(is_approximate);
    let name = format!("{}{}", if about { "~" } else { "" }, fit(name, NAME));
    let (of_number, of_name) = styles(pin.importance, theme);
    let whole = format!("{number} {name}");
    for (text, may_cover) in [(&whole, false), (&whole, true), (&number, true)] {
        let is_name = text.len() > number.len();
        if may_cover && is_name && pin.importance == Importance::Other {
            continue;
        }
        let wide = u16::try_from(width(text)).unwrap_or(u16::MAX);
        let is_open = |x: u16, y: u16| page.is_free(x, y, wide) && (may_cover || !page.has_path(x, y, wide));
        let Some((x, y)) = candidates(pin, wide, is_name).find(|(x, y)| is_open(*x, *y)) else { continue };
        canvas.clear(Rect { x, y, width: wide, height: 1 });
        let end = canvas.text(x, y, wide, &number, of_number);
        if is_name {
            canvas.text(end + 1, y, wide, &name, of_name);
        }
        // A blank cell on either side separates names.
        page.take(x.saturating_sub(1), y, wide.saturating_add(2));
        return;
    }
}

/// The candidate positions for a pin's label, best first. A name above or below its pin might seem to belong to another
/// one, so only the selection uses these.
fn candidates(pin: &Pin, wide: u16, is_name: bool) -> impl Iterator<Item = (u16, u16)> {
    let Pin { x, y, .. } = *pin;
    // A blank between the pin and its label.
    let right = x.checked_add(2);
    let left = x.checked_sub(wide.saturating_add(1));
    let centred = x.checked_sub(wide / 2);
    let (above, below) = (y.checked_sub(1), y.checked_add(1));
    let candidates = [
        (right, Some(y)),
        (left, Some(y)),
        (centred, above),
        (centred, below),
        (right, above),
        (right, below),
        (left, above),
        (left, below),
    ];
    let kept = if is_name && pin.importance == Importance::Other { 2 } else { candidates.len() };
    candidates.into_iter().take(kept).filter_map(|(x, y)| Some((x?, y?)))
}
