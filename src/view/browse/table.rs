//! Draws the events as a table, a line each.
//!
//! ```text
//!   date ▲       title                  kind    place   who             standing    sources
//! ▌ 16 Sep 2022  Mahsa Amini dies in …  death   Tehran  Mahsa Amini     reported      ≠ •••
//! ```

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use crate::app::App;
use crate::app::core::sorting::Column;
use crate::app::views::browse::shape::{RowShape, TITLE};
use crate::app::views::browse::table::{Placed, columns};
use crate::model::{Event, Vocabulary as _};
use crate::view::browse::row;
use crate::view::canvas::Canvas;
use crate::view::theme::Theme;

/// Draws the rows, and the headings in the line above them.
pub(crate) fn draw(app: &App, content: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let (shared, columns) = (app.shared(), columns(content.width));
    headings(app, &columns, content, canvas, theme);
    let marked = shared.marked();
    for y in content.y..content.bottom() {
        let Some(row) = shared.listed_at(shared.sorting.top + usize::from(y - content.y)) else { break };
        let mark = marked.map(|marked| marked.has(row));
        let line = Rect { y, height: 1, ..content };
        draw_row(app, row, mark, (line, &columns), canvas, theme);
    }
}

fn headings(app: &App, columns: &[Placed], content: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let sorting = &app.shared().sorting;
    for Placed { column, start, width } in columns {
        let (words, style) = match (*column == sorting.by, sorting.reversed) {
            (false, _) => (column.heading().to_owned(), theme.faint),
            (true, false) => (format!("{} ▲", column.heading()), theme.strong),
            (true, true) => (format!("{} ▼", column.heading()), theme.strong),
        };
        let (x, y) = (content.x + start, content.y.saturating_sub(1));
        if *column == Column::Sources {
            canvas.text_before(x, x + width, y, &words, style);
        } else {
            canvas.text(x, y, *width, &words, style);
        }
    }
}

fn draw_row(
    app: &App,
    row: usize,
    marked: Option<bool>,
    (line, columns): (Rect, &[Placed]),
    canvas: &mut Canvas<'_>,
    theme: &Theme,
) {
    let Some((_, event)) = app.shared().timeline().event_at(row) else { return };
    row::marks(app, row, marked, line, canvas, theme);
    let (quiet, count) = row::quiet_styles(app, row, marked, theme);
    let mut shape = RowShape::new(app.shared(), row, line.width);
    if app.shared().sorting.by != Column::Date {
        shape.wholes.clear();
    }
    for placed in columns {
        let x = line.x + placed.start;
        match placed.column {
            Column::Title => {
                let fold = std::mem::take(&mut shape.fold);
                let style = row::title_style(app, row, marked, theme);
                let cell = Rect { x, width: placed.width, ..line };
                title(app, event, (&shape, &fold), (cell, style, quiet), canvas, theme);
            }
            Column::Sources => row::evidence(app, event, &shape, (line, count), canvas, theme),
            column => {
                canvas.text(x, line.y, placed.width, &words(app, event, column), quiet);
            }
        }
    }
}

/// The title, after the rails of its wholes and its time of day; at the end, the mark of an event with parts.
fn title(
    app: &App,
    event: &Event,
    (shape, fold): (&RowShape, &str),
    (cell, style, quiet): (Rect, Style, Style),
    canvas: &mut Canvas<'_>,
    theme: &Theme,
) {
    row::rails(app, shape, Rect { x: cell.x.saturating_sub(TITLE), ..cell }, canvas, theme);
    let rails = shape.rail * u16::try_from(shape.wholes.len()).unwrap_or(0);
    let end = canvas.text_before(cell.x + rails, cell.right(), cell.y, fold, theme.quiet);
    let end = if end < cell.right() { end - 1 } else { end };
    let room = |x: u16| end.saturating_sub(x);
    let x = canvas.text(cell.x + rails, cell.y, room(cell.x + rails), &shape.clock, quiet);
    let words = app.shared().timeline().title(event.record.id);
    canvas.text(x, cell.y, room(x), words, style);
    canvas.highlight(x, cell.y, room(x), words, &app.shared().found_in(words), theme.found);
}

/// What an event has in a column of words.
fn words(app: &App, event: &Event, column: Column) -> String {
    let timeline = app.shared().timeline();
    match column {
        // The time of day stands before the title.
        Column::Date => {
            event.date.as_ref().map_or_else(|| "undated".to_owned(), |date| date.short_words_in(0))
        }
        Column::Kind => event.kind.map(|kind| kind.shown(timeline.ids())).unwrap_or_default(),
        Column::Place => {
            event.places.first().map_or_else(String::new, |used| timeline.title(used.place).to_owned())
        }
        Column::Who => {
            let actors = event.all_actors();
            let names: Vec<&str> = actors.iter().map(|(actor, _)| timeline.title(*actor)).collect();
            names.join(", ")
        }
        Column::Standing => event.record.standing.status.word().to_owned(),
        Column::Title | Column::Sources => String::new(),
    }
}

/// The position of the selected event.
pub(crate) fn cursor(app: &App, content: Rect) -> Option<Position> {
    let shared = app.shared();
    let at = shared.place_of(shared.row).checked_sub(shared.sorting.top)?;
    let y = content.y + u16::try_from(at).ok()?;
    (y < content.bottom()).then(|| Position::new(content.x, y))
}
