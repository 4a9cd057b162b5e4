//! The list of the events behind a count in a lane, even if all are on one day.

use ratatui::layout::Rect;

use crate::app::App;
use crate::app::views::lanes::{Cluster, Places};
use crate::model::When;

use crate::view::canvas::Canvas;
use crate::view::theme::Theme;

/// The column where titles begin.
const TITLE: u16 = 18;

pub(crate) fn draw(app: &App, cluster: &Cluster, places: &Places, canvas: &mut Canvas<'_>, theme: &Theme) {
    let timeline = app.shared().timeline();
    let rows = &app.views().lanes.rows_of(app.shared(), cluster.lane)[cluster.places.clone()];
    let Rect { x, y, width, .. } = places.lanes;
    let right = (x + width).saturating_sub(1);
    let name = app.views().lanes.facet.title(timeline, cluster.lane);
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
        let words = event.date.as_ref().map_or_else(|| "undated".to_owned(), When::short_words);
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
