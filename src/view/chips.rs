//! The terms of the filter on a line, a reminder that not everything is shown.

use ratatui::layout::Rect;

use crate::app::App;
use crate::text::width::width;

use crate::view::canvas::Canvas;
use crate::view::theme::Theme;

/// Draws the terms on a line; those without room are counted.
///
/// `says_hidden`: whether to show the number of hidden events at the right, because no heading does.
pub(crate) fn draw(app: &App, line: Rect, says_hidden: bool, canvas: &mut Canvas<'_>, theme: &Theme) {
    let Some(filter) = app.shared().filter.as_ref() else { return };
    let chips = filter.chips();
    let mut x = line.x + 2;
    let hidden = app.shared().hidden().filter(|_| says_hidden).map(|hidden| format!("{hidden} hidden"));
    let right = line.right().saturating_sub(1);
    let right = canvas.text_before(x, right, line.y, &hidden.unwrap_or_default(), theme.faint);
    for (at, chip) in chips.iter().enumerate() {
        let style = if chip.is_unknown { theme.faint } else { theme.accent };
        let text = if chip.is_unknown { format!("{}?", chip.text) } else { chip.text.clone() };
        let more = chips.len() - at;
        // Room for the count of the others, unless this is the last.
        let kept = if more > 1 { 5 } else { 0 };
        let wide = u16::try_from(width(&text)).unwrap_or(u16::MAX);
        if at > 0 && x.saturating_add(3).saturating_add(wide).saturating_add(kept) > right {
            canvas.text(x + 1, line.y, right.saturating_sub(x + 1), &format!("+{more}"), theme.faint);
            return;
        }
        if at > 0 {
            x = canvas.text(x, line.y, right.saturating_sub(x), " · ", theme.faint);
        }
        x = canvas.text(x, line.y, right.saturating_sub(x + kept), &text, style);
    }
}
