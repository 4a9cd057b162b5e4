//! The honest shape of an event on an axis: `●` a day, a bar for what is longer or coarser, soft ends (`~`) for what is
//! about, `?` for what is uncertain, `▶` for what goes on. Every axis that the program draws uses these.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::App;
use crate::app::time::axis::Axis;
use crate::model::{Day, Edge, When};

use crate::view::canvas::Canvas;

/// How many columns a bar takes whose end is not known.
const UNKNOWN_END: u16 = 4;

/// The mark of an event that is not longer than its column.
pub(crate) fn point(date: Option<&When>) -> char {
    match date {
        Some(date) if date.is_uncertain() => '?',
        Some(date) if date.is_approximate() => '~',
        Some(date) if date.is_open_ended() => '▶',
        _ => '●',
    }
}

/// An event that is longer or coarser than a column.
pub(crate) struct Bar {
    /// The first column of the axis.
    pub from: u16,
    /// The last one.
    pub to: u16,
    begins: char,
    ends: char,
    body: char,
}

impl Bar {
    /// The bar of a date; nothing for what stays within a column. What goes on is drawn up to `as_of`, the day after
    /// which nothing is claimed.
    pub(crate) fn of(date: &When, axis: &Axis, as_of: Option<Day>) -> Option<Self> {
        let Edge::On(from) = date.from() else { return None };
        let last = as_of.map_or(axis.columns - 1, |day| axis.nearest(day));
        let body = if date.is_approximate() { '╌' } else { '─' };
        let begins = if from < axis.from { body } else { soft(date, '├') };
        let start = axis.nearest(from);
        let bar = match date.to() {
            Edge::On(to) => {
                let ends = if to >= axis.until { body } else { soft(date, '┤') };
                Self { from: start, to: axis.nearest(to), begins, ends, body }
            }
            Edge::Open => Self { from: start, to: last, begins, ends: '▶', body },
            Edge::Unknown => {
                Self { from: start, to: (start + UNKNOWN_END).min(last), begins, ends: '?', body: '╌' }
            }
        };
        (bar.to > bar.from).then_some(bar)
    }

    /// Paints it on the line of its axis.
    pub(crate) fn draw(&self, line: Rect, style: Style, canvas: &mut Canvas<'_>) {
        canvas.run(line.x + self.from, line.x + self.to, line.y, self.body, style);
        canvas.glyph(line.x + self.from, line.y, self.begins, style);
        canvas.glyph(line.x + self.to, line.y, self.ends, style);
    }
}

/// Soft ends for what is about, a question mark for what is uncertain.
fn soft(date: &When, firm: char) -> char {
    match (date.is_uncertain(), date.is_approximate()) {
        (true, _) => '?',
        (_, true) => '~',
        _ => firm,
    }
}

/// The day after which the file claims nothing.
pub(crate) fn as_of(app: &App) -> Option<Day> {
    app.timeline().head().as_of.as_ref().and_then(|date| date.to().day())
}
