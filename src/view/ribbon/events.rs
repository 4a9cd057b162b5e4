//! The events of a window, with honest shapes: `●` a day, a bar for what is longer or coarser, soft ends (`~`) for what is
//! about, `?` for what is uncertain, `▶` for what goes on; a number where several share a place.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::App;
use crate::app::axis::Axis;
use crate::app::marks::{self, Mark};
use crate::app::scale::Window;
use crate::model::{Day, Edge, Event, When};

use super::super::canvas::Canvas;
use super::super::theme::Theme;

/// How many columns a bar takes whose end is not known.
const UNKNOWN_END: u16 = 4;

/// Paints the events of the window on a line.
pub fn draw(app: &App, window: Window, line: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let timeline = app.timeline();
    let axis = Axis::of(window, line.width);
    ground(app, &axis, line, canvas, theme);
    let event = |row: usize| timeline.event_at(row).map(|(_, event)| event);
    for row in timeline.rows_reaching(window.from).filter(|row| app.shows(*row)) {
        if let Some(bar) = event(row).and_then(|event| span(event, &axis, app)) {
            // What began before is a quiet line below what happens here.
            let style = style_of(app, row..row + 1, theme);
            bar.draw(line, if style == theme.accent { style } else { theme.hairline }, canvas);
        }
    }
    let marks = marks::fold(timeline, app.visible_rows(), &axis);
    let mut points: Vec<(&Mark, String, Style)> = Vec::new();
    for mark in &marks {
        let style = style_of(app, mark.rows.clone(), theme);
        if mark.shown > 1 {
            points.push((mark, mark.count(), style));
            continue;
        }
        let Some(event) = event(mark.rows.start) else { continue };
        match span(event, &axis, app) {
            Some(bar) => bar.draw(line, style, canvas),
            None => points.push((mark, point(event.date.as_ref()).to_string(), style)),
        }
    }
    for (mark, text, style) in points {
        canvas.text(line.x + mark.column, line.y, line.width - mark.column, &text, style);
    }
    let chosen = |mark: &&Mark| app.shows(app.row()) && mark.rows.contains(&app.row());
    if let Some(mark) = marks.iter().find(chosen) {
        // In a crowd the number stays, beside the mark where there is room, so that it is not lost.
        let count = if mark.shown > 1 { mark.count() } else { String::new() };
        let wide = u16::try_from(count.len()).unwrap_or(u16::MAX).saturating_add(1);
        let end =
            marks.iter().map(|other| other.column).find(|column| *column > mark.column).unwrap_or(line.width);
        let text = if count.is_empty() || mark.column + wide <= end { format!("◆{count}") } else { count };
        canvas.text(line.x + mark.column, line.y, line.width - mark.column, &text, theme.selected);
    }
}

/// The empty axis: dots up to the day after which nothing is claimed, with today where it is known.
fn ground(app: &App, axis: &Axis, line: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let as_of = as_of(app);
    let end = as_of.map_or(line.width, |day| if day < axis.from { 0 } else { axis.nearest(day) });
    if end > 0 {
        canvas.run(line.x, line.x + end.min(line.width - 1), line.y, '·', theme.hairline);
    }
    for (day, label) in [(app.today(), "today"), (as_of, "as of")] {
        let Some(column) = day.and_then(|day| axis.column(day)) else { continue };
        canvas.glyph(line.x + column, line.y, '╎', theme.faint);
        let room = line.width - column;
        if usize::from(room) > label.len() + 2 {
            canvas.text(line.x + column + 2, line.y, room - 2, label, theme.faint);
        }
    }
}

/// The day after which the file claims nothing.
fn as_of(app: &App) -> Option<Day> {
    app.timeline().head().as_of.as_ref().and_then(|date| date.to().day())
}

/// The style of rows: those of the marked record stand out, and then the others stand back.
fn style_of(app: &App, rows: std::ops::Range<usize>, theme: &Theme) -> Style {
    let Some(marked) = app.marked() else { return theme.quiet };
    let is_marked = marked.any_in(rows);
    if is_marked { theme.accent } else { theme.faint }
}

/// The mark of an event that is not longer than its column.
fn point(date: Option<&When>) -> char {
    match date {
        Some(date) if date.is_uncertain() => '?',
        Some(date) if date.is_approximate() => '~',
        Some(date) if date.is_open_ended() => '▶',
        _ => '●',
    }
}

/// An event that is longer or coarser than a column.
struct Bar {
    from: u16,
    to: u16,
    begins: char,
    ends: char,
    body: char,
}

impl Bar {
    fn draw(&self, line: Rect, style: Style, canvas: &mut Canvas<'_>) {
        canvas.run(line.x + self.from, line.x + self.to, line.y, self.body, style);
        canvas.glyph(line.x + self.from, line.y, self.begins, style);
        canvas.glyph(line.x + self.to, line.y, self.ends, style);
    }
}

fn span(event: &Event, axis: &Axis, app: &App) -> Option<Bar> {
    let date = event.date.as_ref()?;
    let Edge::On(from) = date.from() else { return None };
    // What goes on is drawn up to the day after which nothing is claimed.
    let last = as_of(app).map_or(axis.columns - 1, |day| axis.nearest(day));
    let body = if date.is_approximate() { '╌' } else { '─' };
    let begins = if from < axis.from { body } else { soft(date, '├') };
    let start = axis.nearest(from);
    let bar = match date.to() {
        Edge::On(to) => {
            let ends = if to >= axis.until { body } else { soft(date, '┤') };
            Bar { from: start, to: axis.nearest(to), begins, ends, body }
        }
        Edge::Open => Bar { from: start, to: last, begins, ends: '▶', body },
        Edge::Unknown => {
            Bar { from: start, to: (start + UNKNOWN_END).min(last), begins, ends: '?', body: '╌' }
        }
    };
    (bar.to > bar.from).then_some(bar)
}

/// Soft ends for what is about, a question mark for what is uncertain.
fn soft(date: &When, firm: char) -> char {
    match (date.is_uncertain(), date.is_approximate()) {
        (true, _) => '?',
        (_, true) => '~',
        _ => firm,
    }
}
