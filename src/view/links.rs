//! Draws the links view: the graph around a record, what else it is linked to, and what is said of a link.

use ratatui::layout::{Position, Rect};

use crate::app::App;
use crate::app::core::subject::Subject;
use crate::app::page::{PageLine, Span, Tone};
use crate::app::views::links::places;
use crate::text::width::{fit, width};
use crate::view::canvas::Canvas;
use crate::view::theme::Theme;
use crate::view::title;

/// What the lines of the graph mean.
const LEGEND: &str = "│ reported   ┆ claimed   · no cause claimed";

pub(crate) fn draw(app: &App, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let (content, strip) = places(area);
    if let Some(area) = strip {
        draw_strip(app, area, canvas, theme);
    }
    let links = &app.views().links;
    let Some(sheet) = &links.sheet else {
        let room = area.width.saturating_sub(4);
        canvas.text(area.x + 2, area.y, room, "The timeline itself has no links.", theme.quiet);
        canvas.text(area.x + 2, area.y + 1, room, "Choose a record: f jumps to any.", theme.faint);
        return;
    };
    let timeline = app.shared().timeline();
    let (heading, place) = match &links.route {
        Some(route) => {
            let place = route.place();
            let room = usize::from(area.width).saturating_sub(width(&place) + 6);
            (route.heading(timeline, room), place)
        }
        None if sheet.has_graph() => ("What led to what".to_owned(), LEGEND.to_owned()),
        None => ("Links".to_owned(), String::new()),
    };
    let has_room = width(&heading) + width(&place) + 6 <= usize::from(area.width);
    let place = if has_room { place.as_str() } else { "" };
    title::draw_heading(&heading, place, true, area, canvas, theme);
    let chosen = links.chosen().unwrap_or_default();
    let visible = sheet.lines.iter().enumerate().skip(links.top);
    for (y, (number, line)) in (content.y..content.bottom()).zip(visible) {
        if chosen.start == number && !chosen.is_empty() {
            canvas.glyph(content.x, y, '▌', theme.selected);
        }
        paint(app, line, chosen.contains(&number), Rect { y, height: 1, ..content }, canvas, theme);
    }
}

pub(crate) fn cursor(app: &App, area: Rect) -> Option<Position> {
    let links = &app.views().links;
    let (content, _) = places(area);
    let line = links.chosen()?.start.checked_sub(links.top)?;
    let y = content.y.checked_add(u16::try_from(line).ok()?)?;
    (y < content.bottom()).then(|| Position::new(content.x, y))
}

/// Draws a line of an area, two columns from its left edge; a selected link stands out.
fn paint(app: &App, line: &PageLine, is_chosen: bool, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let right = area.right().saturating_sub(2);
    let mut x = area.x + 2;
    for span in &line.spans {
        if x >= right {
            break;
        }
        let style = if is_chosen && span.target.is_some() { theme.selected } else { theme.tone(span.tone) };
        let end = canvas.text(x, area.y, right - x, &span.text, style);
        canvas.highlight(x, area.y, right - x, &span.text, &app.shared().found_in(&span.text), theme.found);
        x = end;
    }
}

/// Draws the strip, with a rule above it.
fn draw_strip(app: &App, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    canvas.run(area.x, area.right().saturating_sub(1), area.y.saturating_sub(1), '─', theme.hairline);
    let width = area.width.saturating_sub(4);
    let mut lines = app.views().links.link_words(app.shared(), width);
    if lines.is_empty() {
        lines.push(hint(app, width));
    }
    let last = usize::from(area.height.saturating_sub(1));
    for (y, (number, line)) in (area.y..area.bottom()).zip(lines.iter().enumerate()) {
        paint(app, line, false, Rect { y, height: 1, ..area }, canvas, theme);
        if number == last && lines.len() > last + 1 {
            canvas.text(area.right().saturating_sub(2), y, 1, "…", theme.faint);
        }
    }
}

/// What can be done here.
fn hint(app: &App, width: u16) -> PageLine {
    let words = match app.views().links.marked {
        _ if app.views().links.route.is_some() || app.views().links.sheet.is_none() => String::new(),
        Some(no) => {
            let from = Subject::Record(no).title(app.shared().timeline());
            format!("V shows the path to here from “{from}”")
        }
        None if !app.views().links.has_lines() => {
            "h l next part · v begins a path here, V at another record shows it".to_owned()
        }
        None => "h what led to it, l what it led to · v begins a path here, V at another record shows it"
            .to_owned(),
    };
    let span = Span::new(Tone::Faint, fit(&words, width.into()));
    PageLine { spans: vec![span], ..PageLine::default() }
}
