//! Draws two records side by side.
//!
//! ```text
//!  5 events of both · 6 of the left alone, 6 of the right
//!   Iran                                  Iraq
//!   state · IR                            state · IQ
//!                                       │  17 Nov 2008  US–Iraq agreements of 2008
//! ▌ Sep 2022▸  Protests spread          │
//!   ─────────── 19 Mar 2023  Border accord in Baghdad ───────────
//! ```

use ratatui::layout::{Position, Rect};

use crate::app::App;
use crate::app::views::compare::{Compare, Line};
use crate::describe::compare::{Compared, Which};
use crate::describe::wording;
use crate::model::When;
use crate::text::width::{fit, width};
use crate::view::canvas::Canvas;
use crate::view::theme::Theme;

pub(crate) fn draw(app: &App, stage: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let compare = &app.views().compare;
    let left = stage.x + 2;
    let room = stage.width.saturating_sub(3);
    let words = if compare.shared.is_empty() { "Two records side by side" } else { &compare.shared };
    canvas.text(left, stage.y, room, words, theme.strong);
    canvas.style(Rect { height: 1, ..stage }, theme.heading);
    let mut y = stage.y + 1;
    for line in compare.heads.iter().take(usize::from(stage.height.saturating_sub(1))) {
        let mut x = left;
        for span in &line.spans {
            x = canvas.text(x, y, stage.right().saturating_sub(x + 1), &span.text, theme.tone(span.tone));
        }
        y += 1;
    }
    if y < stage.bottom() {
        canvas.run(left, stage.right().saturating_sub(2), y, '─', theme.hairline);
    }
    let shown = compare.lines.iter().enumerate().skip(compare.top).take(compare.height(stage));
    for (y, (at, line)) in (y + 1..stage.bottom()).zip(shown) {
        let row = Rect { y, height: 1, ..stage };
        match line {
            Line::Heading(words) => {
                canvas.text(left, y, room, words, theme.faint);
            }
            Line::Said(words) => {
                canvas.text(left, y, room, words, theme.quiet);
            }
            Line::Record(of, roles) => record(app, (*of, roles), row, canvas, theme),
        }
        if at == compare.at && matches!(line, Line::Record(..)) {
            canvas.glyph(stage.x, y, '▌', theme.selected);
        }
    }
    let edge = stage.right().saturating_sub(1);
    if compare.lines.len() > compare.top + compare.height(stage) {
        canvas.glyph(edge, stage.bottom() - 1, '▾', theme.accent);
    }
    if compare.top > 0 {
        canvas.glyph(edge, y, '▴', theme.accent);
    }
}

/// A record in its column, or across both.
fn record(
    app: &App,
    (of, roles): (Compared, &[String; 2]),
    row: Rect,
    canvas: &mut Canvas<'_>,
    theme: &Theme,
) {
    let timeline = app.shared().timeline();
    let half = Compare::half(row);
    let (left, middle, right) = (row.x + 2, row.x + 2 + half + 1, row.x + 2 + half + 3);
    let date = timeline
        .event(of.no)
        .map(|event| event.date.as_ref().map_or_else(|| "undated".to_owned(), When::short_words));
    let date = date.map(|date| format!("{date}  ")).unwrap_or_default();
    let title = wording::title(timeline, of.no);
    if of.which == Which::Both {
        let whole = half * 2 + 3;
        canvas.run(left, left + whole - 1, row.y, '─', theme.hairline);
        let roles: Vec<&str> = roles.iter().map(String::as_str).filter(|role| !role.is_empty()).collect();
        let gap = if roles.is_empty() { "" } else { " · " };
        let text = format!(" {date}{title}{gap}{} ", roles.join(" | "));
        let text = fit(&text, usize::from(whole));
        let wide = u16::try_from(width(&text)).unwrap_or(whole);
        canvas.text(left + (whole - wide.min(whole)) / 2, row.y, whole, &text, theme.accent);
        return;
    }
    canvas.glyph(middle, row.y, '│', theme.hairline);
    let x = if of.which == Which::First { left } else { right };
    let end = canvas.text(x, row.y, half, &date, theme.quiet);
    let end = canvas.text(end, row.y, (x + half).saturating_sub(end), title, theme.ink);
    let role = &roles[usize::from(of.which == Which::Second)];
    if !role.is_empty() && end + 6 < x + half {
        canvas.text(end, row.y, x + half - end, &format!(" · {role}"), theme.faint);
    }
}

pub(crate) fn cursor(app: &App, stage: Rect) -> Option<Position> {
    let compare = &app.views().compare;
    let line = compare.at.checked_sub(compare.top).filter(|line| *line < compare.height(stage))?;
    let y = stage.y + u16::try_from(compare.heads.len() + 2 + line).ok()?;
    Some(Position::new(stage.x, y)).filter(|_| y < stage.bottom())
}
