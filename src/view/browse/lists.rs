//! Draws the lists of the browse view: events by date, actors, concerns.
//!
//! ```text
//! Events                        31 of 43
//! 2022 ────────────────────────────────
//! ▌ 16 Sep  Mahsa Amini dies in cust… ≠ •••
//!      Sep▸ Protests spread across Iran •◦◦
//!         11 months, nothing recorded
//! ```

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use crate::app::core::layout::Layout;
use crate::app::core::listing::{Listing, ListingLine};
use crate::app::core::subject::Subject;
use crate::app::views::browse::rows::{self, ListLine};
use crate::app::views::browse::shape::{RowShape, TITLE};
use crate::app::{App, Pane};
use crate::describe::wording;
use crate::model::{Event, RecordNo, Status, Table, Timeline, When};
use crate::text::number::grouped;
use crate::text::width::width;
use crate::view::browse::{row, table};
use crate::view::canvas::Canvas;
use crate::view::theme::Theme;
use crate::view::title;

/// Columns: where the date begins, and its width without marks.
const DATE: u16 = 2;
const DATE_WIDTH: u16 = 6;

pub(crate) fn draw(app: &App, layout: &Layout, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let timeline = app.shared().timeline();
    let total = timeline.row_count();
    let place = title::beside(app, Pane::Events, ("Events", place(app)), false, area);
    title::draw_heading("Events", &place, app.shared().focus == Pane::Events, area, canvas, theme);
    let content = layout.content(Pane::Events).unwrap_or(area);
    if total == 0 {
        canvas.text(
            content.x + 2,
            content.y,
            content.width.saturating_sub(3),
            "This timeline has no events yet.",
            theme.quiet,
        );
        return;
    }
    if app.shared().visible.is_empty() {
        nothing(app, content, canvas, theme);
        return;
    }
    if layout.is_table {
        table::draw(app, content, canvas, theme);
        return;
    }
    let marked = app.shared().marked();
    let lines = rows::lines(app.shared(), content);
    for (y, line) in (content.y..content.bottom()).zip(lines) {
        match line {
            ListLine::Year(year) => rule(&wording::year(year), content, y, canvas, theme),
            ListLine::Undated => rule("undated", content, y, canvas, theme),
            ListLine::Gap(words) => {
                canvas.text(
                    content.x + TITLE,
                    y,
                    content.width.saturating_sub(TITLE + 1),
                    &words,
                    theme.faint,
                );
            }
            ListLine::Event(row) => {
                let mark = marked.map(|marked| marked.has(row));
                event_row(app, row, mark, Rect { y, height: 1, ..content }, canvas, theme);
            }
            ListLine::Title(row) => {
                let shape = RowShape::new(app.shared(), row, content.width);
                let line = Rect { y, height: 1, ..content };
                row::rails(app, &shape, line, canvas, theme);
                let style = row::title_style(app, row, marked.map(|marked| marked.has(row)), theme);
                title_line(app, row, &shape, 1, (line, style), canvas, theme);
            }
            ListLine::Remark(row) => {
                if let Some((_, event)) = timeline.event_at(row) {
                    let shape = RowShape::new(app.shared(), row, content.width);
                    row::rails(app, &shape, Rect { y, height: 1, ..content }, canvas, theme);
                    let x = content.x + shape.start;
                    let room = content.right().saturating_sub(x + 1);
                    canvas.text(x, y, room, &remark(timeline, event), theme.faint);
                }
            }
        }
    }
}

/// Tells that the filter hides everything, and how to clear it.
fn nothing(app: &App, content: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let total = app.shared().timeline().row_count();
    let back = if app.shared().prompt.is_some() { "Esc goes back." } else { "Esc shows all, & changes it." };
    let hidden = match total {
        1 => "It hides the only event.".to_owned(),
        total => format!("It hides all {total} events."),
    };
    let lines = [("No event matches the filter.", theme.quiet), (&hidden, theme.faint), (back, theme.faint)];
    for (y, (line, style)) in (content.y..content.bottom()).zip(lines) {
        canvas.text(content.x + 2, y, content.width.saturating_sub(3), line, style);
    }
}

/// The position of the selected event among those shown, and how many the filter hides.
fn place(app: &App) -> String {
    let (visible, shown) = (&app.shared().visible, &app.shared().folds.listed);
    let place = match (shown.count(), shown.contains(app.shared().row)) {
        (0, _) => "none".to_owned(),
        (count, true) => {
            format!("{} of {}", grouped(app.shared().place_of(app.shared().row) + 1), grouped(count))
        }
        (count, false) => grouped(count),
    };
    let folded = Some(visible.count() - shown.count()).filter(|folded| *folded > 0);
    let folded = folded.map(|folded| format!(" · {} folded", grouped(folded))).unwrap_or_default();
    match app.shared().hidden() {
        Some(hidden) => format!("{place}{folded} · {} hidden", grouped(hidden)),
        None => format!("{place}{folded}"),
    }
}

/// The doubtful part of an event's date, and its status unless it is simply reported.
fn remark(timeline: &Timeline, event: &Event) -> String {
    let standing = &event.record.standing;
    let claimed = standing.status != Status::Reported;
    let doubt = event.date.as_ref().and_then(When::doubtful_part);
    let parts = [doubt, claimed.then(|| wording::standing(timeline, standing, (&[], &event.record.sources)))];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// A heading with a rule to the right edge.
fn rule(label: &str, content: Rect, y: u16, canvas: &mut Canvas<'_>, theme: &Theme) {
    let end = canvas.text(content.x + DATE, y, content.width.saturating_sub(DATE), label, theme.faint);
    let right = content.right().saturating_sub(2);
    if end < right {
        canvas.run(end + 1, right, y, '╌', theme.hairline);
    }
}

/// `marked` says whether the row is highlighted; `None` if no row is.
fn event_row(
    app: &App,
    row: usize,
    marked: Option<bool>,
    line: Rect,
    canvas: &mut Canvas<'_>,
    theme: &Theme,
) {
    let timeline = app.shared().timeline();
    let Some((_, event)) = timeline.event_at(row) else { return };
    let title = row::title_style(app, row, marked, theme);
    let (date, count) = row::quiet_styles(app, row, marked, theme);
    row::marks(app, row, marked, line, canvas, theme);
    if let Some(cell) = event.date.as_ref().map(When::cell) {
        let end = line.x + DATE + DATE_WIDTH;
        let start = canvas.text_before(line.x + DATE, end, line.y, &cell.text, date);
        if start == end {
            // It is wider than its column: a year of seven digits, or a date that began earlier.
            canvas.text(line.x + DATE, line.y, DATE_WIDTH + 1, &cell.text, date);
        }
        let at = end + u16::from(start == end);
        canvas.text(at, line.y, 2, cell.marks, date);
    }
    let shape = RowShape::new(app.shared(), row, line.width);
    row::evidence(app, event, &shape, (line, count), canvas, theme);
    row::rails(app, &shape, line, canvas, theme);
    canvas.text(line.x + shape.start, line.y, shape.end.saturating_sub(shape.start), &shape.clock, date);
    title_line(app, row, &shape, 0, (line, title), canvas, theme);
}

/// A line of a row's title, the first or the second.
fn title_line(
    app: &App,
    row: usize,
    shape: &RowShape,
    number: usize,
    (line, style): (Rect, Style),
    canvas: &mut Canvas<'_>,
    theme: &Theme,
) {
    let timeline = app.shared().timeline();
    let title = timeline.event_at(row).map_or("", |(_, event)| timeline.title(event.record.id));
    let Some(part) = shape.title_lines(title).get(number).cloned() else { return };
    let words = title[part].trim_end();
    let (clock, end) = if number == 0 { (width(&shape.clock), shape.end) } else { (0, shape.second_end) };
    let start = shape.start + u16::try_from(clock).unwrap_or(0);
    let room = end.saturating_sub(start);
    canvas.text(line.x + start, line.y, room, words, style);
    canvas.highlight(line.x + start, line.y, room, words, &app.shared().found_in(words), theme.found);
}

/// The position of the selected event in the list.
#[must_use]
pub(crate) fn cursor(app: &App, content: Rect) -> Option<Position> {
    if app.shared().is_table() {
        return table::cursor(app, content);
    }
    let lines = rows::lines(app.shared(), content);
    let at = lines.iter().position(|line| *line == ListLine::Event(app.shared().row))?;
    Some(Position::new(content.x, content.y + u16::try_from(at).ok()?))
}

pub(crate) fn draw_listing(app: &App, pane: Pane, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let shared = app.shared();
    let (name, listing) = listing(app, pane);
    let focused = shared.focus == pane;
    let content = title::below(area);
    let (place, goes_on) = place_in(app, pane, content);
    let place = title::beside(app, pane, (name, place), goes_on, area);
    title::draw_heading(name, &place, focused, area, canvas, theme);
    let room = content.width.saturating_sub(3);
    for (y, line) in (content.y..content.bottom()).zip(listing.visible(content.height.into())) {
        let left = content.x + 2;
        match line {
            ListingLine::Heading(text) => {
                canvas.text(left, y, room, text, theme.faint);
            }
            ListingLine::Detail(text) => {
                canvas.text(left + 2, y, room.saturating_sub(2), text, theme.faint);
            }
            ListingLine::Record(at, entry) => {
                let chosen = focused && at == listing.at;
                let style = if chosen { theme.selected } else { theme.ink };
                row::gutter(chosen, shared.is_found(Subject::Record(entry.no)), content.x, y, canvas, theme);
                let right = content.right().saturating_sub(1);
                let end = canvas.text_before(left + 8, right, y, &entry.note, theme.quiet);
                let room = end.saturating_sub(left + u16::from(end < right));
                let name = title(app, entry.no);
                canvas.text(left, y, room, name, style);
                canvas.highlight(left, y, room, name, &shared.found_in(name), theme.found);
            }
        }
    }
}

/// What the heading of a list says: the place in it and the key to all records of its kind; and whether it goes on
/// below.
fn place_in(app: &App, pane: Pane, content: Rect) -> (String, bool) {
    let shared = app.shared();
    let (name, listing) = listing(app, pane);
    let goes_on = listing.top + usize::from(content.height) < listing.line_count();
    let more = if goes_on { " ▾" } else { "" };
    let place = match (listing.len(), shared.focus == pane) {
        (0, _) => "none related".to_owned(),
        (count, true) => format!("{} of {}{more}", grouped(listing.at + 1), grouped(count)),
        (count, false) => format!("{}{more}", grouped(count)),
    };
    let (table, action) =
        if pane == Pane::Concerns { (Table::Concern, "concerns") } else { (Table::Actor, "actors") };
    let all = shared.timeline().records().count(table);
    let full = format!("{place} · all {}: {}", grouped(all), shared.key_of(action));
    let has_room = width(name) + width(&full) + 5 <= content.width.into();
    (if has_room && all > listing.len() { full } else { place }, goes_on)
}

fn listing(app: &App, pane: Pane) -> (&'static str, &Listing) {
    match pane {
        Pane::Concerns => ("Concerns", &app.views().browse.concerns),
        _ => ("Actors", &app.views().browse.actors),
    }
}

fn title(app: &App, no: RecordNo) -> &str {
    app.shared().timeline().record(no).map_or("", |record| app.shared().timeline().title(record.id))
}

#[must_use]
pub(crate) fn cursor_listing(app: &App, pane: Pane, area: Rect) -> Option<Position> {
    let (_, listing) = listing(app, pane);
    let content = title::below(area);
    let mut lines = listing.visible(content.height.into());
    let at = lines.position(|line| matches!(line, ListingLine::Record(at, _) if at == listing.at))?;
    Some(Position::new(content.x, content.y + u16::try_from(at).ok()?))
}
