//! Draws pins with their numbers and names.
//!
//! Labels never overlap. They are placed by importance: the place under the cursor, the places of the selection, then
//! the others by number. Names come before numbers: a pin without room for its name has a number, if there is room when
//! all names are placed. Places beyond the map are named at its edge, with an arrow. A pin's size is that of its events.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::views::map::chart::Chart;
use crate::app::views::map::gazetteer::is_approximate;
use crate::app::{App, GlyphSet};
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
    /// Its number in the list; 0 without one.
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

impl Importance {
    fn of(app: &App, place: RecordNo) -> Self {
        match () {
            () if app.views().map.place() == Some(place) => Self::Cursor,
            () if app.views().map.is_related(place) => Self::Selection,
            () => Self::Other,
        }
    }
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
    let gazetteer = &app.views().map.gazetteer;
    let most = gazetteer.placed().map(|place| gazetteer.count(place)).max().unwrap_or(0);
    for pin in pins.iter().filter(|pin| !pin.is_line) {
        let mark = size(app, pin.place, most);
        canvas.clear(Rect { x: pin.x, y: pin.y, width: 1, height: 1 });
        canvas.glyph(pin.x, pin.y, mark, styles(pin.importance, theme).0);
    }
    let labelled: Vec<&Pin> = pins.iter().take(LABELLED).collect();
    let is_bare = |pin: &&&Pin| !label(app, pin, &mut page, canvas, theme);
    let bare: Vec<&&Pin> = labelled.iter().filter(is_bare).collect();
    for pin in bare {
        number(pin, &mut page, canvas, theme);
    }
    far(app, chart, &mut page, canvas, theme);
    page::states(app, chart, &mut page, canvas, theme);
    page::measure(chart, &mut page, canvas, theme);
}

/// Draws the pins of a few places, all of the same size and with their names alone.
pub(crate) fn locator(
    app: &App,
    chart: &Chart,
    (places, dots): (&[RecordNo], &Dots),
    area: Rect,
    canvas: &mut Canvas<'_>,
    theme: &Theme,
) {
    let mut page = Page::new(area, dots);
    let all = places.iter().filter_map(|no| pin(app, chart, area, (0, *no)));
    let pins: Vec<Pin> = all.map(|pin| Pin { importance: Importance::Selection, ..pin }).collect();
    for pin in pins.iter().filter(|pin| !pin.is_line) {
        canvas.clear(Rect { x: pin.x, y: pin.y, width: 1, height: 1 });
        canvas.glyph(pin.x, pin.y, '●', theme.accent);
        page.take(pin.x, pin.y, 1);
    }
    for pin in &pins {
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
    let placed = app.views().map.gazetteer.placed().enumerate();
    placed.filter_map(|(at, no)| pin(app, chart, area, (at + 1, no))).collect()
}

fn pin(app: &App, chart: &Chart, area: Rect, (number, no): (usize, RecordNo)) -> Option<Pin> {
    let path = page::path_of(app, no);
    let dot = match app.shared().timeline().records().places.get(no.index())?.position {
        Some(position) if path.is_empty() => chart.dot(position),
        _ => middle_of(chart, path)?,
    };
    let (x, y) = cell(dot, area)?;
    Some(Pin { number, place: no, x, y, is_line: !path.is_empty(), importance: Importance::of(app, no) })
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

/// The mark of a place: small, of a third of the most events, or of two thirds.
fn size(app: &App, place: RecordNo, most: u32) -> char {
    let count = app.views().map.gazetteer.count(place);
    let sizes = if app.shared().glyphs == GlyphSet::Ascii { ['.', 'o', 'O'] } else { ['∙', '•', '●'] };
    match () {
        () if count * 3 >= most * 2 => sizes[2],
        () if count * 3 >= most => sizes[1],
        () => sizes[0],
    }
}

fn name_of(app: &App, place: RecordNo) -> String {
    let record = app.shared().timeline().record(place);
    let name = record.map_or("", |record| app.shared().timeline().title(record.id));
    let about = app.shared().timeline().records().places.get(place.index()).is_some_and(is_approximate);
    format!("{}{}", if about { "~" } else { "" }, fit(name, NAME))
}

/// Draws a pin's name, with its number if there is room, crossing the line of a place only as a last resort. Returns
/// whether there was room.
fn label(app: &App, pin: &Pin, page: &mut Page<'_>, canvas: &mut Canvas<'_>, theme: &Theme) -> bool {
    let (of_number, of_name) = styles(pin.importance, theme);
    let number = if pin.number == 0 { String::new() } else { pin.number.to_string() };
    let name = name_of(app, pin.place);
    for (number, may_cover) in [(&*number, false), ("", false), (&number, true)] {
        if may_cover && pin.importance == Importance::Other {
            continue;
        }
        let before = if number.is_empty() { 0 } else { number.len() + 1 };
        let wide = u16::try_from(before + width(&name)).unwrap_or(u16::MAX);
        if let Some((x, y)) = room(pin, wide, true, may_cover, page) {
            canvas.clear(Rect { x, y, width: wide, height: 1 });
            let end = canvas.text(x, y, wide, number, of_number);
            canvas.text(end + u16::from(before > 0), y, wide, &name, of_name);
            // A blank cell on either side separates names.
            page.take(x.saturating_sub(1), y, wide.saturating_add(2));
            return true;
        }
    }
    false
}

/// Draws the number of a pin that has no name, if there is room.
fn number(pin: &Pin, page: &mut Page<'_>, canvas: &mut Canvas<'_>, theme: &Theme) {
    let number = pin.number.to_string();
    let wide = u16::try_from(number.len()).unwrap_or(u16::MAX);
    if let Some((x, y)) = room(pin, wide, false, true, page) {
        canvas.text(x, y, wide, &number, styles(pin.importance, theme).0);
        page.take(x.saturating_sub(1), y, wide.saturating_add(2));
    }
}

/// Where a label of some width goes.
fn room(pin: &Pin, wide: u16, is_name: bool, may_cover: bool, page: &Page<'_>) -> Option<(u16, u16)> {
    let is_open = |x: u16, y: u16| page.is_free(x, y, wide) && (may_cover || !page.has_path(x, y, wide));
    candidates(pin, wide, is_name).find(|(x, y)| is_open(*x, *y))
}

/// The most places beyond the map that are named at its edge.
const FAR: usize = 6;

/// Names places beyond the map at its edge, with an arrow that points to them: those of the selection, then those with
/// most events.
fn far(app: &App, chart: &Chart, page: &mut Page<'_>, canvas: &mut Canvas<'_>, theme: &Theme) {
    let area = page.area;
    let places = &app.shared().timeline().records().places;
    let beyond = app.views().map.gazetteer.placed().filter_map(|no| {
        let position = places.get(no.index())?.position.filter(|_| page::path_of(app, no).is_empty())?;
        let dot = chart.dot(position);
        cell(dot, area).is_none().then_some((Importance::of(app, no), no, dot))
    });
    let mut beyond: Vec<_> = beyond.collect();
    beyond.sort_by_key(|(importance, ..)| *importance);
    for (importance, no, (across, down)) in beyond.into_iter().take(FAR) {
        let (wide, high) = (f64::from(chart.dots.0), f64::from(chart.dots.1));
        let name = name_of(app, no);
        let (text, is_right) = match () {
            () if across >= wide => (format!("{name} →"), true),
            () if across < 0.0 => (format!("← {name}"), false),
            () if down < 0.0 => (format!("↑ {name}"), across * 2.0 > wide),
            () => (format!("↓ {name}"), across * 2.0 > wide),
        };
        let columns = u16::try_from(width(&text)).unwrap_or(u16::MAX);
        let Some(x) = (if is_right { area.right().checked_sub(columns) } else { Some(area.x) }) else {
            continue;
        };
        // The line towards it crosses the edge at about this height.
        let slope = (down - high / 2.0) / (across - wide / 2.0).abs().max(1.0);
        let height = (high / 2.0 + slope * wide / 2.0).clamp(0.0, high - 1.0) / high;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a row of the map")]
        let row = area.y + (height * f64::from(area.height)) as u16;
        let rows = (0..area.height).flat_map(|off| [row.checked_add(off), row.checked_sub(off)]).flatten();
        let Some(y) = rows.take(8).find(|y| page.is_free(x, *y, columns)) else { continue };
        canvas.clear(Rect { x, y, width: columns, height: 1 });
        canvas.text(x, y, columns, &text, styles(importance, theme).1);
        page.take(x.saturating_sub(1), y, columns.saturating_add(2));
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
