//! The strip at the bottom: details of the link under the cursor, or, without one, what can be done.

use ratatui::layout::Rect;

use crate::app::App;
use crate::app::core::subject::Subject;
use crate::app::page::{PageLine, Span, Tone};
use crate::text::width::fit;
use crate::view::canvas::Canvas;
use crate::view::theme::Theme;

/// Draws the strip, with a hairline above it.
pub(crate) fn draw(app: &App, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    canvas.run(area.x, area.right().saturating_sub(1), area.y.saturating_sub(1), '─', theme.hairline);
    let width = area.width.saturating_sub(4);
    let lines = app
        .views()
        .links
        .link_words(app.shared(), width)
        .unwrap_or_else(|| vec![hint(app, area.width < 60, width)]);
    let last = usize::from(area.height.saturating_sub(1));
    for (y, (number, line)) in (area.y..area.bottom()).zip(lines.iter().enumerate()) {
        crate::view::links::columns::paint(app, line, false, Rect { y, height: 1, ..area }, canvas, theme);
        if number == last && lines.len() > last + 1 {
            canvas.text(area.right().saturating_sub(2), y, 1, "…", theme.faint);
        }
    }
}

/// The actions for the record in the middle.
fn hint(app: &App, is_list: bool, width: u16) -> PageLine {
    let words = match app.views().links.marked {
        _ if app.views().links.route.is_some() || app.views().links.web.is_none() => String::new(),
        Some(no) => {
            let from = Subject::Record(no).title(app.shared().timeline());
            format!("V shows the chain to here from “{from}”")
        }
        None if is_list => "h l next part · v begins a chain, V ends it".to_owned(),
        None => "h l left and right · v begins a chain here, V at another record shows it".to_owned(),
    };
    let span = Span::new(Tone::Faint, fit(&words, width.into()));
    PageLine { spans: vec![span], ..PageLine::default() }
}
