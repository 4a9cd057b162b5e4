//! The shape of an event on an axis: `●` a day, a bar for a longer or less precise date, soft ends (`~`) if approximate, `?`
//! if uncertain, `▶` if ongoing. Every axis uses these.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::App;
use crate::app::time::axis::Axis;
use crate::model::{Day, Edge, When};

use crate::view::canvas::Canvas;

/// Columns of a bar whose end is unknown.
const UNKNOWN_END: u16 = 4;

/// The mark of an event within one column.
pub(crate) fn point(date: Option<&When>) -> char {
    match date {
        Some(date) if date.is_uncertain() => '?',
        Some(date) if date.is_approximate() => '~',
        Some(date) if date.is_open_ended() => '▶',
        _ => '●',
    }
}

/// An event that is longer, or less precise, than a column.
pub(crate) struct Bar {
    pub from: u16,
    pub to: u16,
    begins: char,
    ends: char,
    body: char,
}

impl Bar {
    /// `None` for a date within one column. Ongoing events are drawn up to `as_of`.
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

    pub(crate) fn draw(&self, line: Rect, style: Style, canvas: &mut Canvas<'_>) {
        canvas.run(line.x + self.from, line.x + self.to, line.y, self.body, style);
        canvas.glyph(line.x + self.from, line.y, self.begins, style);
        canvas.glyph(line.x + self.to, line.y, self.ends, style);
    }
}

/// A soft end if approximate, a question mark if uncertain.
fn soft(date: &When, firm: char) -> char {
    match (date.is_uncertain(), date.is_approximate()) {
        (true, _) => '?',
        (_, true) => '~',
        _ => firm,
    }
}

/// The last day of the file's `as-of` date.
pub(crate) fn as_of(app: &App) -> Option<Day> {
    app.shared().timeline().head().as_of.as_ref().and_then(|date| date.to().day())
}
