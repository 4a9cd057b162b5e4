//! What fits between the pins: the names of the countries in the timeline, and a scale bar.

use crate::app::App;
use crate::app::views::map::chart::Chart;
use crate::model::Position;
use crate::text::width::width;

use crate::view::canvas::Canvas;
use crate::view::map::atlas::Atlas;
use crate::view::map::page::{Page, cell};
use crate::view::theme::Theme;

/// Writes the names of countries where they cover neither lines nor labels.
pub(crate) fn states(app: &App, chart: &Chart, page: &mut Page<'_>, canvas: &mut Canvas<'_>, theme: &Theme) {
    for (code, actor) in app.views().map.gazetteer.states() {
        let name = app.shared().timeline().title(*actor).to_uppercase();
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
/// A map of more degrees than this has no single scale.
const MEASURED: f64 = 60.0;

/// Draws a scale bar in the lower left corner.
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
