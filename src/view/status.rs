//! Draws the bottom line: keys or a prompt; at the right a message, or the file's problems and its `as-of` date.

use ratatui::layout::{Position, Rect};
use ratatui::style::Modifier;
use unicode_segmentation::UnicodeSegmentation as _;

use crate::app::input::prompt_line::OpenPrompt;
use crate::app::shared::NamedKey;
use crate::app::{App, Prompt};
use crate::model::Table;
use crate::text::number::grouped;
use crate::text::width::{cut, grapheme_width, width};
use crate::view::canvas::Canvas;
use crate::view::theme::Theme;

pub(crate) fn draw(app: &App, line: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let shared = app.shared();
    if let Some(prompt) = shared.prompt.as_ref() {
        let end = typed(app, prompt, line, canvas, theme) + 2;
        if shared.message.is_none() {
            canvas.text_before(
                end,
                line.right().saturating_sub(1),
                line.y,
                &shared.file_words(),
                theme.faint,
            );
        }
        return;
    }
    let footer = shared.footer(line);
    for (x, text, tone) in &footer.texts {
        canvas.text(*x, line.y, line.right().saturating_sub(*x), text, theme.tone(*tone));
    }
    for key in &footer.keys {
        draw_key(key, canvas, theme);
    }
}

/// Draws a key and what it does.
pub(crate) fn draw_key(key: &NamedKey, canvas: &mut Canvas<'_>, theme: &Theme) {
    let Rect { x, y, width, .. } = key.area;
    let start = canvas.text(x, y, width, &key.shown, theme.quiet) + 1;
    canvas.text(start, y, (x + width).saturating_sub(start), &key.words, theme.faint);
}

fn mark(prompt: Prompt) -> &'static str {
    match prompt {
        Prompt::Find => "/",
        Prompt::Filter => "& ",
        Prompt::Jump => "f ",
        Prompt::List(Table::Concern) => "concerns ",
        Prompt::List(_) => "actors ",
        Prompt::Command => ":",
        Prompt::SaveCopy => "save a copy as ",
    }
}

/// Draws a prompt and its result. Returns the column after it.
fn typed(app: &App, prompt: &OpenPrompt, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) -> u16 {
    let right = area.right().saturating_sub(1);
    let x = canvas.text(area.x + 2, area.y, right, mark(prompt.kind), theme.accent);
    let room = right.saturating_sub(x);
    let (skipped, shown) = shown(app, prompt, room);
    let start = x;
    let x = canvas.text(x, area.y, room, shown, theme.ink) + 3;
    if prompt.kind == Prompt::Filter
        && let Some(span) = app.shared().filter_error().map(|problem| problem.span.clone())
    {
        let within = |at: usize| at.saturating_sub(skipped).min(shown.len());
        let place = within(span.start)..within(span.end);
        let wrong = theme.accent.add_modifier(Modifier::UNDERLINED);
        canvas.highlight(start, area.y, room, shown, &[place], wrong);
    }
    let words = prompt_message(app, prompt, room);
    canvas.text(x, area.y, right.saturating_sub(x), &words, theme.quiet)
}

/// The message beside a prompt.
fn prompt_message(app: &App, prompt: &OpenPrompt, room: u16) -> String {
    match (app.shared().message.as_deref(), prompt.kind) {
        (Some(message), _) => message.to_owned(),
        (None, Prompt::Find) => {
            app.shared().find_words().unwrap_or_else(|| match app.shared().searches.last() {
                Some(last) => format!("Enter repeats /{last} · Up earlier searches"),
                None => "searches as you type".to_owned(),
            })
        }
        (None, Prompt::Filter) => filter_words(app, room),
        (None, Prompt::Jump | Prompt::List(_)) => "Enter opens · Up Down choose · Esc closes".to_owned(),
        (None, Prompt::SaveCopy) => "Enter saves and opens the editor · Esc closes".to_owned(),
        (None, Prompt::Command) => "Enter runs · Up Down choose · Esc closes".to_owned(),
    }
}

/// The message beside a filter: its error, or how many events match.
fn filter_words(app: &App, room: u16) -> String {
    match (app.shared().filter_error(), app.shared().filter.as_ref()) {
        (Some(problem), _) => {
            // If there is little room, the remedy matters more than the error, which is underlined.
            let is_long = width(&problem.sentence()) > usize::from(room / 2);
            if is_long && !problem.help.is_empty() { problem.advice() } else { problem.sentence() }
        }
        (None, None) => "filters as you type · Tab completes".to_owned(),
        (None, Some(_)) if app.shared().is_filtering() => "filtering …".to_owned(),
        (None, Some(_)) => match (app.shared().visible.count(), app.shared().visible.total()) {
            (0, _) => "no events".to_owned(),
            (count, total) => {
                let sign = if app.shared().visible.fit_words().is_some() { ":" } else { ";" };
                let note = app
                    .shared()
                    .filter_note(usize::MAX)
                    .map(|note| format!("{sign} {note}"))
                    .unwrap_or_default();
                format!("{} of {} events{note}", grouped(count), grouped(total))
            }
        },
    }
}

/// The input, or the part around the cursor if it is too long, and the number of bytes hidden before it.
fn shown<'a>(app: &App, prompt: &'a OpenPrompt, room: u16) -> (usize, &'a str) {
    let typed = prompt.typed();
    // The message beside it gets at most half of the room.
    let message = prompt_message(app, prompt, room);
    let room = usize::from(room);
    let room = room.saturating_sub(width(&message) + 3).max(room / 2).max(1);
    if width(typed) <= room {
        return (0, typed);
    }
    let before = typed.get(..prompt.cursor_byte()).unwrap_or(typed);
    // Search backwards from the cursor, since the input may be long.
    let mut start = before.len();
    let mut used = 0;
    for (at, grapheme) in before.grapheme_indices(true).rev() {
        used += grapheme_width(grapheme);
        if used >= room {
            break;
        }
        start = at;
    }
    let rest = &typed[start..];
    (start, cut(rest, room))
}

#[must_use]
pub(crate) fn cursor(app: &App, area: Rect) -> Option<Position> {
    let prompt = app.shared().prompt.as_ref()?;
    let start = area.x + 2 + u16::try_from(width(mark(prompt.kind))).ok()?;
    let room = area.right().saturating_sub(1).saturating_sub(start);
    let (skipped, _) = shown(app, prompt, room);
    let hidden = width(prompt.typed().get(..skipped).unwrap_or(""));
    let column = u16::try_from(prompt.cursor().saturating_sub(hidden)).ok()?;
    Some(Position::new((start + column).min(area.right().saturating_sub(1)), area.y))
}
