//! The chain from top to bottom, and beside it the list of all chains if there is room.

use ratatui::layout::{Position, Rect};

use crate::app::App;
use crate::app::core::subject::Subject;
use crate::app::page::{PageLine, Span, Tone};
use crate::app::views::links::path::{Route, list_width, text_width};
use crate::text::width::fit;
use crate::view::canvas::Canvas;
use crate::view::theme::Theme;
use crate::view::title;

pub(crate) fn draw(app: &App, route: &Route, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let timeline = app.shared().timeline();
    let list = route.list(timeline);
    let wanted = list_width(area.width);
    let left = Rect { width: area.width - wanted - u16::from(wanted > 0), ..area };
    // The number of the chain is above the list of chains, or else beside the heading.
    let place = if wanted > 0 { String::new() } else { route.place() };
    let room = usize::from(left.width).saturating_sub(place.chars().count() + 6);
    title::draw_heading(&route.heading(timeline, room), &place, true, left, canvas, theme);
    let content = title::below(left);
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
    title::draw_heading("Paths", &route.place(), false, right, canvas, theme);
    crate::view::links::columns::divide(app, left.right(), area, canvas, theme);
    let below = title::below(right);
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

/// Draws the strip, with a hairline above it.
pub(crate) fn draw_strip(app: &App, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    canvas.run(area.x, area.right().saturating_sub(1), area.y.saturating_sub(1), '─', theme.hairline);
    let width = area.width.saturating_sub(4);
    let lines = app
        .views()
        .links
        .link_words(app.shared(), width)
        .unwrap_or_else(|| vec![hint(app, area.width < 60, width)]);
    let last = usize::from(area.height.saturating_sub(1));
    for (y, (number, line)) in (area.y..area.bottom()).zip(lines.iter().enumerate()) {
        crate::view::links::columns::paint(app, line, false, Rect { y, height: 1, ..area }, canvas, theme);
        if number == last && lines.len() > last + 1 {
            canvas.text(area.right().saturating_sub(2), y, 1, "…", theme.faint);
        }
    }
}

/// The actions for the record in the middle.
fn hint(app: &App, is_list: bool, width: u16) -> PageLine {
    let words = match app.views().links.marked {
        _ if app.views().links.route.is_some() || app.views().links.web.is_none() => String::new(),
        Some(no) => {
            let from = Subject::Record(no).title(app.shared().timeline());
            format!("V shows the chain to here from “{from}”")
        }
        None if is_list => "h l next part · v begins a chain, V ends it".to_owned(),
        None => "h l left and right · v begins a chain here, V at another record shows it".to_owned(),
    };
    let span = Span::new(Tone::Faint, fit(&words, width.into()));
    PageLine { spans: vec![span], ..PageLine::default() }
}
