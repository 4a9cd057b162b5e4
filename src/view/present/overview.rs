//! All steps of a briefing as a list.

use ratatui::layout::{Position, Rect};

use crate::app::App;
use crate::app::views::present::layout::Places;
use crate::app::views::present::state::Overview;

use crate::view::canvas::Canvas;
use crate::view::theme::Theme;

/// Where the list is drawn, with its heading above it.
fn place(area: Rect) -> Rect {
    let block = Places::new(area).block;
    let above = if block.height > 8 { 2 } else { 0 };
    Rect { y: block.y + above, height: block.height - above, ..block }
}

#[must_use]
pub(crate) fn first(overview: Overview, height: u16) -> usize {
    let height = usize::from(height.max(1));
    overview.top.min(overview.at).max((overview.at + 1).saturating_sub(height))
}

pub(crate) fn draw(app: &App, overview: Overview, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let list = place(area);
    let block = Places::new(area).block;
    let (steps, at) = (
        app.views().present.steps(app.shared()),
        app.views().present.talk.as_ref().map_or(0, |talk| talk.step),
    );
    if list.y > block.y {
        let title = app
            .views()
            .present
            .step_at(app.shared(), 0)
            .map_or(String::new(), |content| content.title.to_owned());
        let end = canvas.text(block.x, block.y, block.width, &title, theme.strong);
        let words = if steps == 1 { "1 step".to_owned() } else { format!("{steps} steps") };
        canvas.text_before(end + 2, block.right(), block.y, &words, theme.faint);
    }
    let digits = u16::try_from(steps.to_string().len()).unwrap_or(1);
    for (y, step) in (list.y..list.bottom()).zip(first(overview, list.height)..=steps) {
        let Some(content) = app.views().present.step_at(app.shared(), step) else { continue };
        let style = if step == overview.at { theme.selected } else { theme.ink };
        if step == overview.at {
            canvas.glyph(list.x, y, '▌', theme.selected);
        }
        let number = if step == 0 { String::new() } else { step.to_string() };
        canvas.text_before(list.x + 2, list.x + 2 + digits, y, &number, theme.faint);
        let mark = match step.cmp(&at) {
            std::cmp::Ordering::Less => '●',
            std::cmp::Ordering::Equal => '◆',
            std::cmp::Ordering::Greater => '○',
        };
        canvas.glyph(list.x + 3 + digits, y, mark, if step == at { theme.accent } else { theme.faint });
        let date = content
            .shows
            .and_then(|no| app.shared().timeline().event(no))
            .and_then(|event| event.date.as_ref());
        let date = date.map(crate::model::When::short_words).unwrap_or_default();
        let left = list.x + 5 + digits;
        let dated = canvas.text_before(left + 24, list.right(), y, &date, theme.quiet);
        let title = if step == 0 { "The bottom line" } else { content.title };
        canvas.text(left, y, dated.saturating_sub(left + 2), title, style);
    }
}

#[must_use]
pub(crate) fn cursor(overview: Overview, area: Rect) -> Option<Position> {
    let list = place(area);
    let down = u16::try_from(overview.at - first(overview, list.height)).ok()?;
    Some(Position::new(list.x, list.y + down)).filter(|at| list.contains(*at))
}
