//! The chain from top to bottom, and beside it the list of all chains if there is room.

use ratatui::layout::{Position, Rect};

use crate::app::App;
use crate::app::views::links::path::{Route, list_width, text_width};
use crate::view::canvas::Canvas;
use crate::view::heading;
use crate::view::theme::Theme;

pub(crate) fn draw(app: &App, route: &Route, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let timeline = app.shared().timeline();
    let list = route.list(timeline);
    let wanted = list_width(area.width);
    let left = Rect { width: area.width - wanted - u16::from(wanted > 0), ..area };
    // The number of the chain is above the list of chains, or else beside the heading.
    let place = if wanted > 0 { String::new() } else { route.place() };
    let room = usize::from(left.width).saturating_sub(place.chars().count() + 6);
    heading::draw(&route.heading(timeline, room), &place, true, left, canvas, theme);
    let content = heading::below(left);
    let (lines, stops) = route.lines(timeline, text_width(area.width));
    let chosen = stops.get(route.at);
    for (y, (number, line)) in (content.y..content.bottom()).zip(lines.iter().enumerate().skip(route.top)) {
        let is_chosen = chosen.is_some_and(|stop| (stop.first..stop.end).contains(&number));
        if chosen.is_some_and(|stop| stop.line == number) {
            canvas.glyph(content.x, y, '▌', theme.selected);
        }
        crate::view::links::columns::paint(
            app,
            line,
            is_chosen,
            Rect { y, height: 1, ..content },
            canvas,
            theme,
        );
    }
    if wanted == 0 {
        return;
    }
    let right = Rect { x: left.right() + 1, width: wanted, ..area };
    heading::draw("Paths", &route.place(), false, right, canvas, theme);
    crate::view::links::columns::divide(app, left.right(), area, canvas, theme);
    let below = heading::below(right);
    for (y, (at, way)) in (below.y..below.bottom()).zip(list.iter().enumerate()) {
        let is_shown = at == route.way;
        if is_shown {
            canvas.glyph(below.x, y, '•', theme.accent);
        }
        let style = if is_shown { theme.ink } else { theme.quiet };
        canvas.text(below.x + 2, y, below.width.saturating_sub(3), way, style);
    }
}

pub(crate) fn cursor(app: &App, route: &Route, area: Rect) -> Option<Position> {
    let (_, stops) = route.lines(app.shared().timeline(), text_width(area.width));
    let line = stops.get(route.at)?.line.checked_sub(route.top)?;
    let y = area.y.checked_add(1)?.checked_add(u16::try_from(line).ok()?)?;
    (y < area.bottom()).then(|| Position::new(area.x, y))
}
