//! The bottom line: keys, or what is to be said, and at the right the file's problems and its `as-of`.

use ratatui::layout::Rect;

use crate::app::keymap::{BINDINGS, Context, Mode};
use crate::app::{App, Prefix, problems};
use crate::text::width::width;

use super::canvas::Canvas;
use super::theme::Theme;

/// Paints the bottom line.
pub fn draw(app: &App, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let left = area.x + 2;
    let right = area.right().saturating_sub(1);
    let as_of = app.timeline().head().as_of.as_ref().map(|date| format!("as of {}", date.short_words()));
    let said = [problems::counted(app.latest()), as_of].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    if let Some(message) = app.message() {
        let end = left + u16::try_from(width(message)).unwrap_or(u16::MAX - left);
        canvas.text(left, area.y, right.saturating_sub(left), message, theme.accent);
        canvas.text_before(end.saturating_add(2), right, area.y, &said, theme.faint);
        return;
    }
    let (context, only_hinted) = match app.mode() {
        Mode::Awaiting(prefix) => (Context::After(prefix), false),
        Mode::Problems => (Context::Problems, false),
        Mode::Help => (Context::Anywhere, true),
        Mode::Browse => (Context::Browse, true),
    };
    let mut hints: Vec<(String, &str)> = Vec::new();
    if app.mode() == Mode::Awaiting(Prefix::Open) {
        hints.push(("a–z".to_owned(), "follow the link with the letter"));
    }
    for binding in BINDINGS {
        let here = binding.context == context || (only_hinted && binding.context == Context::Anywhere);
        if here && (!only_hinted || !binding.hint.is_empty()) {
            let words = if binding.hint.is_empty() { binding.help } else { binding.hint };
            hints.extend(binding.keys.first().map(|key| (key.to_string(), words)));
        }
    }
    if app.mode() == Mode::Problems {
        hints.push(("Esc".to_owned(), "to the timeline"));
    }
    let end = canvas.text_before(left, right, area.y, &said, theme.faint);
    let mut x = left;
    for (key, words) in hints {
        let wide = u16::try_from(width(&key) + 1 + width(words)).unwrap_or(u16::MAX);
        if x.saturating_add(wide) + 2 > end {
            break;
        }
        x = canvas.text(x, area.y, end - x, &key, theme.quiet);
        x = canvas.text(x + 1, area.y, end - x, words, theme.faint) + 3;
    }
}
