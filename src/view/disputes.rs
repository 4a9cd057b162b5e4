//! Draws the disputes view.
//!
//! ```text
//!  12 points in dispute · 40 single-source
//!   In dispute 12
//! ▌ Why was the bill withdrawn?                               1 key judgment rests on it
//! ▌ 26 Aug 2025  The PMF bill is withdrawn
//! ▌ Washington                     Coordination Framework
//! ▌ Pressure made them do it.      The factions disagreed about the chairman.
//! ▌ Source A · 27 Aug 2025         claim · Source B · 28 Aug 2025
//! ```

use ratatui::layout::{Position, Rect};

use crate::app::App;
use crate::app::views::disputes::{Disputes, Placed};
use crate::text::width::wrap;
use crate::view::canvas::Canvas;
use crate::view::theme::Theme;

pub(crate) fn draw(app: &App, stage: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let disputes = &app.views().disputes;
    let (left, columns) = (stage.x + 2, Disputes::columns(stage));
    let room = u16::try_from(columns).unwrap_or(u16::MAX);
    let heading: Vec<&str> = disputes.parts.iter().map(|part| &*part.words).collect();
    canvas.text(left, stage.y, room, &heading.join(" · "), theme.strong);
    canvas.style(Rect { height: 1, ..stage }, theme.heading);
    if disputes.items.is_empty() {
        let timeline = app.shared().timeline();
        let words = match app.shared().filter.is_some() {
            true => "Nothing that the filter shows is disputed or poorly sourced.",
            false if timeline.row_count() + timeline.records().concerns.len() == 0 => {
                "There is nothing to dispute yet."
            }
            false => {
                "No accounts differ, everything has two independent sources, and every open concern is current."
            }
        };
        let lines = wrap(words, columns, columns).into_iter().map(|line| &words[line]);
        for (y, line) in (stage.y + 1..stage.bottom()).zip(lines) {
            canvas.text(left, y, room, line, theme.quiet);
        }
        return;
    }
    let lines = disputes.visible(app.shared().timeline(), stage);
    let last = lines.last().map_or(0, |placed| placed.item);
    for (y, Placed { item, is_heading, line }) in (stage.y + 1..).zip(&lines) {
        if *item == disputes.at && !line.spans.is_empty() && !is_heading {
            canvas.glyph(stage.x, y, '▌', theme.selected);
        }
        let mut x = left;
        for span in &line.spans {
            x = canvas.text(x, y, (left + room).saturating_sub(x), &span.text, theme.tone(span.tone));
        }
        if let Some(span) = &line.right {
            canvas.text_before(x + 1, left + room, y, &span.text, theme.tone(span.tone));
        }
    }
    let edge = stage.right().saturating_sub(1);
    if last + 1 < disputes.items.len() {
        canvas.glyph(edge, stage.bottom() - 1, '▾', theme.accent);
    }
    if disputes.top > 0 {
        canvas.glyph(edge, stage.y + 1, '▴', theme.accent);
    }
}

pub(crate) fn cursor(app: &App, stage: Rect) -> Option<Position> {
    let disputes = &app.views().disputes;
    let lines = disputes.visible(app.shared().timeline(), stage);
    let at = lines.iter().position(|placed| placed.item == disputes.at && !placed.is_heading)?;
    Some(Position::new(stage.x, stage.y + 1 + u16::try_from(at).ok()?))
}
