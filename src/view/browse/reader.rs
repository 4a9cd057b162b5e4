//! Draws the reader: the page of a record, with letters at its links while one can be chosen.

use ratatui::layout::{Position, Rect};
use ratatui::style::Modifier;

use crate::app::core::subject::Subject;
use crate::app::input::bindings;
use crate::app::page::{PageLine, Span};
use crate::app::{App, Mode, Pane, Prefix, Prompt, View};
use crate::text::width::width;
use crate::view::canvas::Canvas;
use crate::view::theme::Theme;
use crate::view::{picture, title};

pub(crate) fn draw(app: &App, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let content = title::below(area);
    let name = match app.shared().reading {
        _ if app.shared().comparing().is_some() => "What changed",
        Subject::Timeline => "Timeline",
        Subject::Record(no) => match no.table.name() {
            "event" => "Event",
            "actor" => "Actor",
            "concern" => "Concern",
            "place" => "Place",
            "source" => "Source",
            _ => "Briefing",
        },
    };
    let is_listing = matches!(app.shared().mode, Mode::Typing(Prompt::Jump | Prompt::List(_)));
    let focused = app.shared().focus == Pane::Reader && app.shared().view == View::Browse && !is_listing;
    let goes_on = app.shared().page.lines.len() > app.shared().scroll + usize::from(content.height);
    let place = title::beside(app, Pane::Reader, (name, place(app, content.height)), goes_on, area);
    title::draw_heading(name, &place, focused, area, canvas, theme);
    lines(app, content, 2, canvas, theme);
    // A terminal might draw graphics over the box.
    if app.shared().explaining.is_none() {
        picture::draw(app, content, 2, canvas);
    }
}

fn place(app: &App, height: u16) -> String {
    let total = app.shared().page.lines.len();
    let height = usize::from(height);
    if total <= height {
        return String::new();
    }
    format!("{}–{} of {total}", app.shared().scroll + 1, (app.shared().scroll + height).min(total))
}

/// The positions of the arrows that link to web addresses in the pane, and the addresses.
pub(crate) fn addresses(app: &App, area: Rect) -> Vec<(Position, &str)> {
    let margin = if app.shared().layout().title.is_none() { 0 } else { 2 };
    let content = if margin == 0 { area } else { title::below(area) };
    let mut addresses = Vec::new();
    for Placed { line, left, right, y } in placed(app, content, margin) {
        let mut end = left;
        for span in &line.spans {
            end = end.saturating_add(u16::try_from(width(&span.text)).unwrap_or(u16::MAX));
            let address = span.address.as_deref().filter(|_| end <= right);
            addresses.extend(address.map(|address| (Position::new(end - 1, y), address)));
        }
        let address = at_right(line, left, right).and_then(|span| span.address.as_deref());
        addresses.extend(address.map(|address| (Position::new(right - 1, y), address)));
    }
    addresses
}

/// A line of the page on screen: its columns, up to `right`, and its row.
struct Placed<'a> {
    line: &'a PageLine,
    left: u16,
    right: u16,
    y: u16,
}

fn placed(app: &App, area: Rect, margin: u16) -> impl Iterator<Item = Placed<'_>> {
    let left = area.x + margin;
    let right = (left + app.shared().layout().page_columns().whole()).min(area.right());
    let visible = app.shared().page.lines.iter().skip(app.shared().scroll);
    (area.y..area.bottom()).zip(visible).map(move |(y, line)| Placed { line, left, right, y })
}

/// The right-aligned text of a line, if there is room for it.
fn at_right(line: &PageLine, left: u16, right: u16) -> Option<&Span> {
    let span = line.right.as_ref()?;
    let used: usize = line.spans.iter().map(|span| width(&span.text)).sum();
    let room = usize::from(right.saturating_sub(left)).saturating_sub(used);
    (room > width(&span.text)).then_some(span)
}

pub(crate) fn lines(app: &App, area: Rect, margin: u16, canvas: &mut Canvas<'_>, theme: &Theme) {
    let hinting = app.shared().mode == Mode::Awaiting(Prefix::Open);
    let first = app.shared().first_link();
    for (at, place) in placed(app, area, margin).enumerate() {
        paint(app, &place, app.shared().scroll + at, canvas, theme);
        let Placed { line, left, y, .. } = place;
        let start = if margin == 0 { area.x } else { left - 2 };
        let beside = line.beside.map(|(at, link)| (start + u16::try_from(at).unwrap_or(u16::MAX), link));
        for (x, link) in line.link.map(|link| (start, link)).into_iter().chain(beside).filter(|_| hinting) {
            if let Some(letter) = link.checked_sub(first).and_then(bindings::letter) {
                let style = theme.selected.add_modifier(Modifier::REVERSED);
                canvas.text(x, y, 1, &letter.to_string(), style);
            }
        }
    }
}

fn paint(app: &App, place: &Placed<'_>, at: usize, canvas: &mut Canvas<'_>, theme: &Theme) {
    let Placed { line, left, right, y } = *place;
    let mut x = left;
    // The hit that `n` went to stands out among the others.
    let current = app.shared().current_hit().filter(|(line, _)| *line == at);
    let mut before = 0;
    for span in &line.spans {
        if x >= right {
            break;
        }
        let end = canvas.text(x, y, right - x, &span.text, theme.tone(span.tone));
        let found = app.shared().found_in(&span.text);
        canvas.highlight(x, y, right - x, &span.text, &found, theme.found);
        let here = current.and_then(|(_, number)| found.get(number.checked_sub(before)?));
        if let Some(range) = here {
            let style = theme.found.add_modifier(Modifier::REVERSED);
            canvas.highlight(x, y, right - x, &span.text, std::slice::from_ref(range), style);
        }
        before += found.len();
        x = end;
    }
    if let Some(span) = at_right(line, left, right) {
        canvas.text_before(x, right, y, &span.text, theme.tone(span.tone));
    }
}
