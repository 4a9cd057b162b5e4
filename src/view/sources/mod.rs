//! Sources: who reports what, and which records depend on whom.
//!
//! ```text
//!   Sources 40   One origin 76   No source 0            most cited first
//!  cited alone      37 origins
//! ▌   47    31  F3  The World Opinion  ▸ 2 pages, 1 origin
//!      4     4  E2  Scribd  2020 Baghdad International…       unreliable
//! ```

mod rows;

use ratatui::layout::{Position, Rect};

use crate::app::App;
use crate::app::views::sources::list::Line;
use crate::app::views::sources::order::Section;
use crate::app::views::sources::tabs;
use crate::describe::wording;
use crate::model::{RecordNo, Table};

use crate::view::canvas::Canvas;
use crate::view::theme::Theme;

pub(crate) fn draw(app: &App, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let register = &app.views().sources;
    let list = tabs::list(area);
    match register.citing {
        Some(source) => head_of_resting(app, source, area, canvas, theme),
        None => head(app, area, canvas, theme),
    }
    if register.list.is_empty() {
        let room = list.width.saturating_sub(3);
        for (y, line) in (list.y..list.bottom()).zip(nothing(app)) {
            canvas.text(list.x + 2, y, room, line, theme.quiet);
        }
        return;
    }
    for (y, line) in (list.y..list.bottom()).zip(register.list.visible(list.height.into())) {
        match line {
            Line::Heading(text) => rule(text, list, y, canvas, theme),
            Line::Item(at, item) => {
                let is_chosen = at == register.list.at;
                let place = Rect { y, height: 1, ..list };
                if let Some(no) = item.no(app.shared().timeline()) {
                    let row = rows::Row { no, weight: item.weight, is_chosen };
                    rows::draw(app, &row, place, canvas, theme);
                }
            }
        }
    }
}

/// The tabs, the order, and the names of the columns.
fn head(app: &App, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let register = &app.views().sources;
    let right = area.right().saturating_sub(1);
    let mut end = area.x + 2;
    for tab in tabs::tabs(register, area, app.shared().timeline().records().count(Table::Source)) {
        let style = if tab.section == register.section { theme.strong } else { theme.faint };
        end = canvas.text(tab.x, area.y, right.saturating_sub(tab.x), &tab.label, style);
    }
    canvas.text_before(end + 2, right, area.y, register.order().words(register.section), theme.faint);
    if tabs::list(area).y > area.y + 1 && !register.list.is_empty() {
        rows::columns(app, Rect { y: area.y + 1, height: 1, ..area }, canvas, theme);
    }
}

/// The source whose records are listed, and its grade.
fn head_of_resting(app: &App, source: RecordNo, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let room = area.width.saturating_sub(3);
    let name = rows::source(app, source).map_or("", |source| source.name());
    canvas.text(area.x + 2, area.y, room, &format!("What depends on {name}"), theme.strong);
    if tabs::list(area).y > area.y + 1 {
        let copies = app.views().sources.groups().and_then(|groups| groups.group_of(source));
        let copies = copies.filter(|group| group.head() == Some(source)).and_then(|group| group.words());
        let grade = rows::source(app, source).and_then(|source| wording::grade(source, None));
        let parts: Vec<String> = copies.into_iter().chain(grade).collect();
        canvas.text(area.x + 2, area.y + 1, room, &parts.join(" · "), theme.faint);
    }
}

/// Shown in place of an empty list.
fn nothing(app: &App) -> [&'static str; 2] {
    let register = &app.views().sources;
    match (register.section, register.tally().answer()) {
        (Section::Sources, _) => ["This file has no sources.", "[[source]] in the file adds one."],
        (_, None) => ["Counting …", ""],
        (Section::OneOrigin, _) => ["Nothing is single-source.", ""],
        (Section::Nothing, _) => ["Every event and every concern has a source.", ""],
    }
}

/// A heading with a hairline to the right edge.
fn rule(label: &str, list: Rect, y: u16, canvas: &mut Canvas<'_>, theme: &Theme) {
    let end = canvas.text(list.x + 2, y, list.width.saturating_sub(3), label, theme.faint);
    let right = list.right().saturating_sub(2);
    if end < right {
        canvas.run(end + 1, right, y, '╌', theme.hairline);
    }
}

#[must_use]
pub(crate) fn cursor(app: &App, area: Rect) -> Option<Position> {
    let list = tabs::list(area);
    let sources = &app.views().sources.list;
    let mut lines = sources.visible(list.height.into());
    let at = lines.position(|line| matches!(line, Line::Item(at, _) if at == sources.at))?;
    Some(Position::new(list.x, list.y + u16::try_from(at).ok()?))
}
