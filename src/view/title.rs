//! The title line: `timeline › 2025 › record`, and at the right where the timeline comes from.

use ratatui::layout::Rect;

use crate::app::wording;
use crate::app::{App, Pane};
use crate::text::width::width;

use super::canvas::Canvas;
use super::theme::Theme;

/// Paints the title line.
pub fn draw(app: &App, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let timeline = app.timeline();
    let (left, right) = (area.x + 2, area.right().saturating_sub(2));
    let name = app.latest().document.name();
    let crumbs = crumbs(app);
    let wanted: usize = crumbs.iter().map(|crumb| width(crumb) + 3).sum();
    let room = usize::from(right.saturating_sub(left));
    let end = if wanted + width(name) + 2 <= room {
        canvas.text_before(left, right, area.y, name, theme.faint)
    } else {
        right
    };
    let title = if timeline.head().title.is_empty() { "annals" } else { &timeline.head().title };
    let mut x = canvas.text(left, area.y, end.saturating_sub(left), title, theme.strong);
    // Where there is no room for all, the record itself matters more than the way to it.
    let fits = wanted <= usize::from(end.saturating_sub(left));
    let shown = if fits { &crumbs[1..] } else { &crumbs[crumbs.len() - 1..] };
    for crumb in shown {
        if x + 4 >= end {
            break;
        }
        x = canvas.text(x, area.y, 3, " › ", theme.faint);
        x = canvas.text(x, area.y, end.saturating_sub(x), crumb, theme.quiet);
    }
}

/// The title of the timeline, then the last opened pages or the year, then what is read.
fn crumbs(app: &App) -> Vec<String> {
    let timeline = app.timeline();
    let mut crumbs = vec![timeline.head().title.to_string()];
    let reading = app.reading();
    let behind = app.trail().behind();
    if app.focus() == Pane::Events || behind.is_empty() {
        crumbs.extend(app.year().map(wording::year).filter(|_| timeline.day_of_row(app.row()).is_some()));
    } else {
        let last = behind.iter().rev().take(2).rev();
        crumbs.extend(last.filter(|page| **page != reading).map(|page| page.title(timeline).to_owned()));
    }
    crumbs.push(reading.title(timeline).to_owned());
    crumbs
}
