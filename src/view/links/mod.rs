//! Links: a record, what it builds on, what builds on it, and the chain between two records.

mod columns;
mod route;

use ratatui::layout::{Position, Rect};

use crate::app::App;

use crate::view::canvas::Canvas;
use crate::view::theme::Theme;

pub(crate) fn draw(app: &App, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let places = app.views().links.places(app.shared(), area);
    // The strip first, so that its hairline is joined to those of the columns.
    if let Some(area) = places.strip {
        route::draw_strip(app, area, canvas, theme);
    }
    match app.views().links.route.as_ref() {
        Some(route) => route::draw(app, route, places.upper(area), canvas, theme),
        None => columns::draw(app, &places, area, canvas, theme),
    }
}

pub(crate) fn cursor(app: &App, area: Rect) -> Option<Position> {
    let places = app.views().links.places(app.shared(), area);
    match app.views().links.route.as_ref() {
        Some(route) => route::cursor(app, route, places.upper(area)),
        None => columns::cursor(app, &places),
    }
}
