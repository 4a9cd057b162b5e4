//! The panes of actors and concerns: those related to the page first, the others dimmed.

use ratatui::layout::{Position, Rect};

use crate::app::core::listing::{Listing, ListingLine};
use crate::app::core::subject::Subject;
use crate::app::{App, Pane};
use crate::describe::wording;
use crate::model::{RecordNo, Table};
use crate::view::canvas::Canvas;
use crate::view::theme::Theme;
use crate::view::title;

pub(crate) fn draw(app: &App, pane: Pane, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let (name, listing) = listing(app, pane);
    let focused = app.shared().focus == pane;
    let place = match (listing.len(), focused) {
        (0, _) => "none".to_owned(),
        (total, true) => format!("{} of {total}", listing.at + 1),
        (total, false) => format!("{} of {total}", listing.bound_count()),
    };
    title::draw_heading(name, &place, focused, area, canvas, theme);
    let content = title::below(area);
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
            ListingLine::Blank => {}
            ListingLine::Related(at, entry) => {
                let chosen = focused && at == listing.at;
                let style = if chosen { theme.selected } else { theme.ink };
                gutter(chosen, app.shared().is_found(Subject::Record(entry.no)), content.x, y, canvas, theme);
                let right = content.right().saturating_sub(1);
                let end = canvas.text_before(left + 8, right, y, &entry.note, theme.quiet);
                let room = end.saturating_sub(left + u16::from(end < right));
                let name = title(app, entry.no);
                canvas.text(left, y, room, name, style);
                canvas.highlight(left, y, room, name, &app.shared().found_in(name), theme.found);
            }
            ListingLine::Other(at, no) => {
                let chosen = focused && at == listing.at;
                gutter(chosen, app.shared().is_found(Subject::Record(no)), content.x, y, canvas, theme);
                let style = if chosen { theme.selected } else { theme.faint };
                let name = title(app, no);
                canvas.text(left, y, room, name, style);
                canvas.highlight(left, y, room, name, &app.shared().found_in(name), theme.found);
            }
            ListingLine::OtherDetail(no) => {
                canvas.text(left + 2, y, room.saturating_sub(2), &detail(app, no), theme.faint);
            }
        }
    }
}

fn listing(app: &App, pane: Pane) -> (&'static str, &Listing) {
    match pane {
        Pane::Concerns => ("Concerns", &app.views().browse.concerns),
        _ => ("Actors", &app.views().browse.actors),
    }
}

fn gutter(chosen: bool, found: bool, x: u16, y: u16, canvas: &mut Canvas<'_>, theme: &Theme) {
    if chosen {
        canvas.glyph(x, y, '▌', theme.selected);
    } else if found {
        canvas.glyph(x, y, '•', theme.accent);
    }
}

fn title(app: &App, no: RecordNo) -> &str {
    app.shared().timeline().record(no).map_or("", |record| app.shared().timeline().title(record.id))
}

fn detail(app: &App, no: RecordNo) -> String {
    let concern = (no.table == Table::Concern)
        .then(|| app.shared().timeline().records().concerns.get(no.index()))
        .flatten();
    concern.map(wording::standing_and_state).unwrap_or_default()
}

#[must_use]
pub(crate) fn cursor(app: &App, pane: Pane, area: Rect) -> Option<Position> {
    let (_, listing) = listing(app, pane);
    let content = title::below(area);
    let lines = listing.visible(content.height.into());
    let at = lines.iter().position(|line| match line {
        ListingLine::Related(at, _) | ListingLine::Other(at, _) => *at == listing.at,
        _ => false,
    })?;
    Some(Position::new(content.x, content.y + u16::try_from(at).ok()?))
}
