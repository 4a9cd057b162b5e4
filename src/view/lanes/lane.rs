//! Draws a lane: its name and role, its events on the axis, and the number before and after the window.

use std::ops::Range;

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::App;
use crate::app::core::subject::Subject;
use crate::app::time::axis::{Axis, Mark, compact};
use crate::app::views::lanes::{self, Cluster, LaneAxis, Places};
use crate::model::When;
use crate::view::calendar::{clear_breaks, mark_breaks};
use crate::view::canvas::{Bar, Canvas, as_of, bars, point};
use crate::view::theme::Theme;

pub(crate) struct Row<'a> {
    pub lane: u32,
    /// Its role in the selected event, if it has one.
    pub part: Option<&'a str>,
    pub is_chosen: bool,
    /// Whether the line that joins the lanes of the selected event crosses it.
    pub is_joined: bool,
    /// The columns of the labelled divisions, such as months.
    pub ticks: &'a [u16],
    pub y: u16,
}

pub(crate) fn draw(
    app: &App,
    row: &Row<'_>,
    lane_axis: Option<&LaneAxis>,
    places: &Places,
    canvas: &mut Canvas<'_>,
    theme: &Theme,
) {
    name(app, row, places, canvas, theme);
    let rows = app.views().lanes.rows_of(app.shared(), row.lane);
    let Some(lane_axis) = lane_axis else { return };
    let within = lane_axis.within(&rows);
    let dated = lane_axis.dated(&rows);
    if let Some(before) = places.before.filter(|_| within.start > 0) {
        let text = format!("‹{}", compact(within.start));
        canvas.text_before(before.x, before.right(), row.y, &text, theme.faint);
    }
    if let Some(after) = places.after.filter(|_| dated > within.end) {
        canvas.text(after.x, row.y, after.width, &format!("›{}", compact(dated - within.end)), theme.faint);
    }
    if let Some(undated) = places.undated.filter(|_| rows.len() > dated) {
        canvas.text_before(undated.x, undated.right(), row.y, &compact(rows.len() - dated), theme.faint);
    }
    let line = Rect { y: row.y, height: 1, ..places.axis };
    background(app, row, lane_axis, line, canvas, theme);
    events(app, row, lane_axis, line, canvas, theme);
}

/// The name, then, fainter, the role in the selected event and the office on its date.
fn name(app: &App, row: &Row<'_>, places: &Places, canvas: &mut Canvas<'_>, theme: &Theme) {
    let (facet, timeline) = (app.views().lanes.facet, app.shared().timeline());
    let Rect { x, width, .. } = places.names;
    let style = match (row.is_chosen, row.part) {
        (true, _) => theme.selected,
        (_, Some(_)) => theme.ink,
        _ => theme.quiet,
    };
    if row.is_chosen {
        canvas.glyph(places.lanes.x, row.y, '▌', theme.selected);
    } else if facet.record(row.lane).is_some_and(|no| app.shared().is_found(Subject::Record(no))) {
        canvas.glyph(places.lanes.x, row.y, '•', theme.accent);
    }
    let title = app.views().lanes.title(timeline, row.lane);
    let end = canvas.text(x, row.y, width, &title, style);
    canvas.highlight(x, row.y, width, &title, &app.shared().found_in(&title), theme.found);
    let room = (x + width).saturating_sub(end + 2);
    if room >= 5 {
        let date = app.shared().chosen_event().and_then(|event| event.date.as_ref());
        let words = lanes::beside(facet, timeline, row.lane, row.part, date, room.into());
        canvas.text(end + 2, row.y, room, &words, theme.faint);
    }
}

/// The background: a dot at the start of each month, dots all along for the lane under the cursor, the as-of day and
/// today, and the line that joins the lanes of the selected event.
fn background(
    app: &App,
    row: &Row<'_>,
    lane_axis: &LaneAxis,
    line: Rect,
    canvas: &mut Canvas<'_>,
    theme: &Theme,
) {
    let axis = &lane_axis.axis;
    let as_of = as_of(app);
    let end = as_of.map_or(line.width, |day| if day < axis.from { 0 } else { axis.nearest(day) + 1 });
    if row.is_chosen && end > 0 {
        canvas.run(line.x, line.x + end.min(line.width) - 1, line.y, '·', theme.hairline);
    }
    for tick in row.ticks.iter().filter(|tick| **tick < end) {
        canvas.glyph(line.x + tick, line.y, '·', theme.hairline);
    }
    clear_breaks(axis, line, canvas);
    for (column, _) in limits(app, axis) {
        canvas.glyph(line.x + column, line.y, '╎', theme.hairline);
    }
    if let Some(column) = joint(app, row, axis) {
        canvas.glyph(line.x + column, line.y, '│', theme.faint);
    }
}

/// The column of the line that joins the lanes of the selected event, if it crosses this one.
fn joint(app: &App, row: &Row<'_>, axis: &Axis) -> Option<u16> {
    let day = app.shared().timeline().day_of_row(app.shared().row).filter(|_| row.is_joined)?;
    axis.column(day)
}

/// The columns of the as-of day and of today, if they are in the window.
fn limits<'a>(app: &'a App, axis: &'a Axis) -> impl Iterator<Item = (u16, &'static str)> + 'a {
    let days = [(as_of(app), "as of"), (app.shared().today, "today")];
    days.into_iter().filter_map(|(day, name)| Some((axis.column(day?)?, name)))
}

/// Labels the as-of day and today below the lanes.
pub(crate) fn name_limits(app: &App, axis: &Axis, line: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let mut free = 0;
    for (column, name) in limits(app, axis) {
        let wide = u16::try_from(name.len()).unwrap_or(u16::MAX);
        let at = column.min(line.width.saturating_sub(wide));
        if at >= free && wide <= line.width {
            canvas.text(line.x + at, line.y, wide, name, theme.faint);
            free = at + wide + 1;
        }
    }
}

/// The events: bars that began before the window, other bars, points and counts, and the selected event last.
fn events(
    app: &App,
    row: &Row<'_>,
    lane_axis: &LaneAxis,
    line: Rect,
    canvas: &mut Canvas<'_>,
    theme: &Theme,
) {
    let timeline = app.shared().timeline();
    let rows = app.views().lanes.rows_of(app.shared(), row.lane);
    let axis = &lane_axis.axis;
    let as_of = as_of(app);
    let row_at = |place: usize| rows.get(place).map_or(usize::MAX, |row| *row as usize);
    let date = |row: usize| timeline.event_ref_at(row).and_then(|event| event.date());
    let joint = joint(app, row, axis);
    // Both stay visible where the joining line crosses a bar.
    let cross = |bar: &Bar, canvas: &mut Canvas<'_>| {
        if let Some(column) = joint.filter(|column| (bar.from + 1..bar.to).contains(column)) {
            canvas.glyph(line.x + column, line.y, '┼', theme.faint);
        }
    };
    for other in lane_axis.reaching(timeline, &rows) {
        // Events that began before the window are drawn first, in a muted style.
        let style = match (other == app.shared().row, style_of(app, row, &rows, &(other..other + 1), theme)) {
            (true, _) => theme.selected,
            (false, style) if style == theme.accent => style,
            _ => theme.hairline,
        };
        if let Some(bar) = date(other).and_then(|date| Bar::of(date, axis, as_of)) {
            bar.draw(line, style, canvas);
            cross(&bar, canvas);
        }
    }
    let marks = lane_axis.marks(&rows);
    let chosen = lanes::has(&rows, app.shared().row).then(|| lanes::first_from(&rows, app.shared().row));
    let is_chosen = |mark: &Mark| chosen.is_some_and(|place| mark.rows.contains(&place));
    let mut points: Vec<(&Mark, String, Style)> = Vec::new();
    for mark in &marks {
        let (first, last) = (row_at(mark.rows.start), row_at(mark.rows.end - 1));
        let style = style_of(app, row, &rows, &(first..last + 1), theme);
        if mark.rows.len() > 1 {
            for bar in bars(mark.rows.clone().filter_map(|place| date(row_at(place))), axis, as_of) {
                canvas.clear(Rect { x: line.x + bar.from, width: bar.to - bar.from + 1, ..line });
                bar.draw(line, style, canvas);
                cross(&bar, canvas);
            }
            points.push((mark, mark.count(), style));
            continue;
        }
        // A whole is a bar behind its parts.
        let style = match style {
            _ if is_chosen(mark) => theme.selected,
            style if style != theme.accent && app.shared().has_parts(first) => theme.hairline,
            style => style,
        };
        let date: Option<&When> = date(first);
        match date.and_then(|date| Bar::of(date, axis, as_of)) {
            Some(bar) => {
                canvas.clear(Rect { x: line.x + bar.from, width: bar.to - bar.from + 1, ..line });
                bar.draw(line, style, canvas);
                cross(&bar, canvas);
            }
            None => points.push((mark, point(date).to_string(), style)),
        }
    }
    mark_breaks(axis, line, canvas, theme);
    for (mark, text, style) in points {
        let wide = u16::try_from(text.chars().count()).unwrap_or(1).min(mark.columns);
        canvas.clear(Rect { x: line.x + mark.column, width: wide, ..line });
        canvas.text(line.x + mark.column, line.y, line.width - mark.column, &text, style);
    }
    if let Some(mark) = marks.iter().find(|mark| is_chosen(mark)) {
        chosen_mark(mark, &marks, axis, line, canvas, theme);
    }
}

/// The mark of the selected event. Its count stays if there is room after the mark, or in the blank to the left.
fn chosen_mark(mark: &Mark, marks: &[Mark], axis: &Axis, line: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let count = |mark: &Mark| if mark.rows.len() > 1 { mark.count() } else { String::new() };
    let wide = |text: &str| u16::try_from(text.len()).unwrap_or(u16::MAX);
    let text = count(mark);
    let next = marks.iter().find(|other| other.column > mark.column);
    // A count after it needs a blank in between.
    let end = next.map_or(line.width, |next| next.column - u16::from(next.rows.len() > 1));
    let end = end.min(axis.stretch_end(mark.column));
    let before = marks.iter().rev().find(|other| other.column < mark.column);
    let is_free = before.is_none_or(|before| before.column + wide(&count(before)).max(1) < mark.column);
    let x = line.x + mark.column;
    let (x, text) = if text.is_empty() || mark.column + 1 + wide(&text) <= end {
        (x, format!("◆{text}"))
    } else if is_free {
        // The column before the axis is blank, too.
        (x.saturating_sub(1), format!("◆{text}"))
    } else {
        (x, text)
    };
    canvas.text(x, line.y, line.right().saturating_sub(x), &text, theme.selected);
}

/// The style of a lane's events between two rows: highlighted ones stand out and the others are dimmed.
fn style_of(app: &App, row: &Row<'_>, rows: &[u32], range: &Range<usize>, theme: &Theme) -> Style {
    let Some(marked) = app.shared().marked() else {
        return if row.is_chosen { theme.ink } else { theme.quiet };
    };
    // A count spans rows of other lanes too: only its own are checked, up to a limit.
    let own = &rows[lanes::first_from(rows, range.start)..lanes::first_from(rows, range.end)];
    let is_marked = if own.len() > LOOKED_AT {
        marked.any_in(range.clone())
    } else {
        own.iter().any(|row| marked.has(*row as usize))
    };
    if is_marked { theme.accent } else { theme.faint }
}

/// The most events of a count that are checked one by one.
const LOOKED_AT: usize = 64;

/// The first column of titles.
const TITLE: u16 = 18;

pub(crate) fn draw_cluster(
    app: &App,
    cluster: &Cluster,
    places: &Places,
    canvas: &mut Canvas<'_>,
    theme: &Theme,
) {
    let timeline = app.shared().timeline();
    let rows = &app.views().lanes.rows_of(app.shared(), cluster.lane)[cluster.places.clone()];
    let Rect { x, y, width, .. } = places.lanes;
    let right = (x + width).saturating_sub(1);
    let name = app.views().lanes.title(timeline, cluster.lane);
    let top = places.heading.y;
    let end = canvas.text(x + 2, top, right.saturating_sub(x + 2), &name, theme.strong);
    let words = format!("{} events at the same position", rows.len());
    canvas.text(end + 2, top, right.saturating_sub(end + 2), &words, theme.faint);
    let height = usize::from(places.lanes.height);
    if rows.len() > height {
        let place =
            format!("{}–{} of {}", cluster.top + 1, (cluster.top + height).min(rows.len()), rows.len());
        let end = end + 4 + u16::try_from(words.len()).unwrap_or(u16::MAX);
        canvas.text_before(end, right, top, &place, theme.faint);
    }
    for (y, row) in (y..places.lanes.bottom()).zip(&rows[cluster.top.min(rows.len())..]) {
        let row = *row as usize;
        let Some((_, event)) = timeline.event_at(row) else { continue };
        let is_chosen = row == app.shared().row;
        let (date, title) = if is_chosen { (theme.selected, theme.strong) } else { (theme.quiet, theme.ink) };
        if is_chosen {
            canvas.glyph(x, y, '▌', theme.selected);
        } else if app.shared().marked().is_some_and(|marked| marked.has(row)) {
            canvas.glyph(x, y, '•', theme.accent);
        }
        let words =
            event.date.as_ref().map_or_else(|| "undated".to_owned(), |date| date.short_words_in(TITLE - 3));
        canvas.text(x + 2, y, TITLE - 3, &words, date);
        let room = right.saturating_sub(x + TITLE);
        let words = timeline.title(event.record.id);
        canvas.text(x + TITLE, y, room, words, title);
        canvas.highlight(x + TITLE, y, room, words, &app.shared().found_in(words), theme.found);
    }
    if let Some(line) = places.lane {
        let words = "Enter reads · j k choose · Esc returns to the lanes";
        canvas.text(line.x + 2, line.y, right.saturating_sub(line.x + 2), words, theme.faint);
    }
}
