//! What a row of the list of events shares with one of the table: its styles, marks, evidence and rails.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::views::browse::shape::{RowShape, TITLE};
use crate::app::{App, GlyphSet};
use crate::model::{Event, Status};
use crate::view::canvas::Canvas;
use crate::view::theme::Theme;

pub(super) fn title_style(app: &App, row: usize, marked: Option<bool>, theme: &Theme) -> Style {
    match marked {
        _ if row == app.shared().row => theme.strong,
        Some(false) => theme.faint,
        _ => theme.ink,
    }
}

/// The styles of a row's date and of the number of its sources.
pub(super) fn quiet_styles(app: &App, row: usize, marked: Option<bool>, theme: &Theme) -> (Style, Style) {
    match (row == app.shared().row, marked) {
        (true, _) => (theme.selected, theme.selected),
        (false, Some(false)) => (theme.faint, theme.faint),
        (false, _) => (theme.quiet, theme.faint),
    }
}

/// The marks before a row: that it is selected or highlighted, and that it only may pass the filter.
pub(super) fn marks(
    app: &App,
    row: usize,
    marked: Option<bool>,
    line: Rect,
    canvas: &mut Canvas<'_>,
    theme: &Theme,
) {
    gutter(row == app.shared().row, marked == Some(true), line.x, line.y, canvas, theme);
    if app.shared().visible.is_possible(row) {
        canvas.glyph(line.x + 1, line.y, '?', theme.accent);
    }
}

/// How well an event is supported: its independent sources as up to three dots, in the accent unless it is simply
/// reported, and `≠` before them if accounts of it differ; before that, the mark of an event with parts.
pub(super) fn evidence(
    app: &App,
    event: &Event,
    shape: &RowShape,
    (line, style): (Rect, Style),
    canvas: &mut Canvas<'_>,
    theme: &Theme,
) {
    let is_ascii = app.shared().glyphs == GlyphSet::Ascii;
    let is_reported = event.record.standing.status == Status::Reported;
    let dots = match shape.sources {
        None => String::new(),
        Some(sources) if is_ascii => format!("  {sources}"),
        Some(_) => shape.dots(),
    };
    let end = line.right().saturating_sub(1);
    let style = if is_reported { style } else { theme.accent };
    let end = canvas
        .text_before(line.x, end, line.y, &dots, style)
        .saturating_sub(u16::from(shape.sources.is_some()));
    let disputed = if is_ascii { "! " } else { "≠ " };
    let end = if shape.is_disputed {
        canvas.text_before(line.x, end + 1, line.y, disputed, theme.accent).saturating_sub(1)
    } else {
        end
    };
    canvas.text_before(line.x + TITLE, end, line.y, &shape.fold, theme.quiet);
}

/// A rail for each whole that an event is part of, stronger for the whole that is selected, or whose part is.
pub(super) fn rails(app: &App, shape: &RowShape, line: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let shared = app.shared();
    let of_chosen =
        if shared.has_parts(shared.row) { Some(shared.row) } else { shared.wholes_shown(shared.row).next() };
    let mut x = line.x + TITLE;
    for whole in &shape.wholes {
        let (rail, style) =
            if of_chosen == Some(*whole) { ('┃', theme.accent) } else { ('│', theme.faint) };
        canvas.glyph(x, line.y, rail, style);
        x += shape.rail;
    }
}

pub(super) fn gutter(chosen: bool, found: bool, x: u16, y: u16, canvas: &mut Canvas<'_>, theme: &Theme) {
    if chosen {
        canvas.glyph(x, y, '▌', theme.selected);
    } else if found {
        canvas.glyph(x, y, '•', theme.accent);
    }
}
