//! Draws the map.
//!
//! Coastlines and borders are braille dots; pins have the numbers of the list beside it; places of the selection are in
//! the accent colour. Without braille, dots become ASCII characters of about the same shape.

mod dots;
mod list;
mod page;
mod pins;

use ratatui::layout::{Position, Rect};

use crate::app::views::map::chart::{Chart, dots_of};
use crate::app::views::map::gazetteer::points_of;
use crate::app::views::map::layout::parts;
use crate::app::{App, GlyphSet};

use crate::model::RecordNo;
use crate::view::canvas::Canvas;
use crate::view::map::dots::{Dots, Layer};
use crate::view::theme::Theme;

/// Marks the line of a place without braille, where it could be mistaken for a coastline.
const PLAIN_PATH: char = '#';

pub(crate) fn draw(app: &App, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let parts = parts(area);
    list::draw(app, parts.list, canvas, theme);
    let Some(map) = parts.map else { return };
    rule(app, area, parts.list, canvas, theme);
    let Some(chart) = app.views().map.chart else { return };
    let chart = chart.with_dots(dots_of(map));
    let dots = page::draw(app, &chart, map);
    draw_dots(app, &dots, map, canvas, theme);
    pins::draw(app, &chart, &dots, map, canvas, theme);
}

fn draw_dots(app: &App, dots: &Dots, map: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    for y in 0..map.height {
        for x in 0..map.width {
            let Some((mark, layer)) = dots.cell(x, y) else { continue };
            let style = match layer {
                Layer::Chosen => theme.accent,
                Layer::Path => theme.ink,
                Layer::Coast => theme.quiet,
                Layer::Border => theme.faint,
            };
            let is_plain = app.shared().glyphs == GlyphSet::Ascii && layer >= Layer::Path;
            canvas.glyph(map.x + x, map.y + y, if is_plain { PLAIN_PATH } else { mark }, style);
        }
    }
}

/// Draws a map of a few places for a slide, fitted to them.
pub(crate) fn locator(app: &App, places: &[RecordNo], area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let timeline = app.shared().timeline();
    let points: Vec<_> = places.iter().flat_map(|place| points_of(timeline, *place)).collect();
    let Some(chart) = Chart::fitted(&points, dots_of(area)) else { return };
    let dots = page::lines(app, &chart, area, [(Layer::Chosen, places)]);
    draw_dots(app, &dots, area, canvas, theme);
    pins::locator(app, &chart, (places, &dots), area, canvas, theme);
}

/// A rule between the list and the map.
fn rule(app: &App, area: Rect, list: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    if list.y > area.y {
        canvas.run(area.x, area.right() - 1, list.y - 1, '─', theme.hairline);
        return;
    }
    for y in area.y..area.bottom() {
        canvas.glyph(list.right(), y, '│', theme.hairline);
    }
    if app.shared().layout().ruled {
        canvas.glyph(list.right(), area.y.saturating_sub(1), '┬', theme.hairline);
        canvas.glyph(list.right(), area.bottom(), '┴', theme.hairline);
    }
}

pub(crate) fn cursor(app: &App, area: Rect) -> Option<Position> {
    list::cursor(app, parts(area).list)
}
