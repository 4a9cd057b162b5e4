//! Draws the links view: a record, what it builds on, what builds on it, and the chain between two records.

use ratatui::layout::{Position, Rect};

use crate::app::App;
use crate::app::core::subject::Subject;
use crate::app::page::{PageLine, Span, Tone};
use crate::app::views::links::build::{Column, CursorStop, LinkColumns};
use crate::app::views::links::layout::Places;
use crate::app::views::links::path::{Route, list_width, text_width};
use crate::text::width::{fit, width};
use crate::view::canvas::Canvas;
use crate::view::theme::Theme;
use crate::view::title;

pub(crate) fn draw(app: &App, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let places = app.views().links.places(app.shared(), area);
    // The strip first, so that its rule joins those of the columns.
    if let Some(area) = places.strip {
        draw_strip(app, area, canvas, theme);
    }
    match app.views().links.route.as_ref() {
        Some(route) => draw_route(app, route, places.upper(area), canvas, theme),
        None => draw_columns(app, &places, area, canvas, theme),
    }
}

pub(crate) fn cursor(app: &App, area: Rect) -> Option<Position> {
    let places = app.views().links.places(app.shared(), area);
    match app.views().links.route.as_ref() {
        Some(route) => cursor_route(app, route, places.upper(area)),
        None => cursor_columns(app, &places),
    }
}

/// Draws the columns with rules between them.
pub(crate) fn draw_columns(app: &App, places: &Places, stage: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let links = &app.views().links;
    let Some(graph) = links.graph.as_ref() else {
        let room = stage.width.saturating_sub(4);
        canvas.text(stage.x + 2, stage.y, room, "The timeline itself has no links.", theme.quiet);
        canvas.text(stage.x + 2, stage.y + 1, room, "Choose a record: f jumps to any.", theme.faint);
        return;
    };
    for (at, column) in graph.columns.iter().enumerate() {
        let Some(area) = places.columns[at] else { continue };
        let focused = links.column == at;
        let hidden = hidden_beside(app, graph, places, at);
        let full = format!("{hidden}   {}", column.count);
        let has_room = width(column.heading) + width(&full) + 5 <= area.width.into();
        let place =
            if hidden.is_empty() || !(has_room || column.count.is_empty()) { &column.count } else { &full };
        title::draw_heading(column.heading, place.trim_end(), focused, area, canvas, theme);
        let chosen = links.stop().filter(|_| focused);
        lines(app, column, chosen, links.top(at), places.content(at), canvas, theme);
        if area.right() < stage.right() {
            divide(app, area.right(), area, canvas, theme);
        }
    }
}

/// The column after the last visible one, or before the first, which there is no room for, and the key to it.
fn hidden_beside(app: &App, graph: &LinkColumns, places: &Places, at: usize) -> String {
    // As one list, everything is in the middle column.
    let is_hidden = |at: &usize| !places.is_list && places.columns.get(*at).is_some_and(Option::is_none);
    let words = |at: usize| {
        format!("{} {}", graph.columns[at].heading, graph.columns[at].count).trim_end().to_owned()
    };
    let after =
        Some(at + 1).filter(is_hidden).map(|at| format!("{} → {}", words(at), app.shared().key_of("right")));
    let before = at
        .checked_sub(1)
        .filter(is_hidden)
        .map(|at| format!("{} ← {}", words(at), app.shared().key_of("left")));
    after.or(before).unwrap_or_default()
}

/// Draws a vertical rule beside an area, joined to those above and below.
pub(crate) fn divide(app: &App, x: u16, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    for y in area.y..area.bottom() {
        canvas.glyph(x, y, '│', theme.hairline);
    }
    let layout = app.shared().layout();
    if layout.ruled {
        canvas.glyph(x, area.y.saturating_sub(1), '┬', theme.hairline);
    }
    // The rule below is that of the strip, or of the bottom line.
    if layout.ruled || area.bottom() < layout.body.bottom() {
        canvas.glyph(x, area.bottom(), '┴', theme.hairline);
    }
}

fn lines(
    app: &App,
    column: &Column,
    chosen: Option<&CursorStop>,
    top: usize,
    area: Rect,
    canvas: &mut Canvas<'_>,
    theme: &Theme,
) {
    let visible = column.lines.iter().enumerate().skip(top);
    for (y, (number, line)) in (area.y..area.bottom()).zip(visible) {
        let is_chosen = chosen.is_some_and(|stop| (stop.line..stop.end).contains(&number));
        if chosen.is_some_and(|stop| stop.line == number) {
            canvas.glyph(area.x, y, '▌', theme.selected);
        }
        paint(app, line, is_chosen, Rect { y, height: 1, ..area }, canvas, theme);
    }
}

/// Draws a line of an area, two columns from its left edge; a selected link stands out.
pub(crate) fn paint(
    app: &App,
    line: &PageLine,
    is_chosen: bool,
    area: Rect,
    canvas: &mut Canvas<'_>,
    theme: &Theme,
) {
    let right = area.right().saturating_sub(2);
    let mut x = area.x + 2;
    for span in &line.spans {
        if x >= right {
            break;
        }
        let is_walked_to = matches!(span.tone, Tone::Ink | Tone::Link | Tone::Strong);
        let style = if is_chosen && is_walked_to { theme.selected } else { theme.tone(span.tone) };
        let end = canvas.text(x, area.y, right - x, &span.text, style);
        canvas.highlight(x, area.y, right - x, &span.text, &app.shared().found_in(&span.text), theme.found);
        x = end;
    }
    if let Some(span) = &line.right
        && width(&span.text) < usize::from(right.saturating_sub(x))
    {
        canvas.text_before(x, right, area.y, &span.text, theme.tone(span.tone));
    }
}

pub(crate) fn cursor_columns(app: &App, places: &Places) -> Option<Position> {
    let links = &app.views().links;
    let content = places.content(links.column);
    let line = links.stop()?.line.checked_sub(links.top(links.column))?;
    let y = content.y.checked_add(u16::try_from(line).ok()?)?;
    (y < content.bottom()).then(|| Position::new(content.x, y))
}

pub(crate) fn draw_route(app: &App, route: &Route, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
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
        paint(app, line, is_chosen, Rect { y, height: 1, ..content }, canvas, theme);
    }
    if wanted == 0 {
        return;
    }
    let right = Rect { x: left.right() + 1, width: wanted, ..area };
    title::draw_heading("Paths", &route.place(), false, right, canvas, theme);
    divide(app, left.right(), area, canvas, theme);
    let below = title::below(right);
    for (y, (at, path)) in (below.y..below.bottom()).zip(list.iter().enumerate()) {
        let is_shown = at == route.path;
        if is_shown {
            canvas.glyph(below.x, y, '•', theme.accent);
        }
        let style = if is_shown { theme.ink } else { theme.quiet };
        canvas.text(below.x + 2, y, below.width.saturating_sub(3), path, style);
    }
}

pub(crate) fn cursor_route(app: &App, route: &Route, area: Rect) -> Option<Position> {
    let (_, stops) = route.lines(app.shared().timeline(), text_width(area.width));
    let line = stops.get(route.at)?.line.checked_sub(route.top)?;
    let y = area.y.checked_add(1)?.checked_add(u16::try_from(line).ok()?)?;
    (y < area.bottom()).then(|| Position::new(area.x, y))
}

/// Draws the strip, with a rule above it.
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
        paint(app, line, false, Rect { y, height: 1, ..area }, canvas, theme);
        if number == last && lines.len() > last + 1 {
            canvas.text(area.right().saturating_sub(2), y, 1, "…", theme.faint);
        }
    }
}

/// The actions for the record in the centre.
fn hint(app: &App, is_list: bool, width: u16) -> PageLine {
    let words = match app.views().links.marked {
        _ if app.views().links.route.is_some() || app.views().links.graph.is_none() => String::new(),
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
