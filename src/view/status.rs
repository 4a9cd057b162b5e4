//! The bottom line: keys, what is to be said, or what is typed; at the right the file's problems and its `as-of`.

use std::borrow::Cow;

use ratatui::layout::{Position, Rect};

use crate::app::asking::Asking;
use crate::app::keymap::{Context, Mode};
use crate::app::{App, Prefix, Prompt, View, problems};
use crate::text::width::{cut, width};

use super::canvas::Canvas;
use super::theme::Theme;

/// Paints the bottom line.
pub fn draw(app: &App, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let left = area.x + 2;
    let right = area.right().saturating_sub(1);
    let said = at_right(app);
    let said_at =
        |end: u16, canvas: &mut Canvas<'_>| canvas.text_before(end, right, area.y, &said, theme.faint);
    if let Some(asking) = app.asking() {
        let end = typed(app, asking, area, canvas, theme);
        if app.message().is_none() {
            said_at(end + 2, canvas);
        }
        return;
    }
    if let Some(message) = app.message() {
        let end = left.saturating_add(u16::try_from(width(message)).unwrap_or(u16::MAX));
        canvas.text(left, area.y, right.saturating_sub(left), message, theme.accent);
        said_at(end.saturating_add(2), canvas);
        return;
    }
    let mut x = left;
    let mut hints = hints(app);
    if let (Some(query), Some(words), Mode::Browse) = (app.looked_for(), app.find_words(), app.mode()) {
        x = canvas.text(x, area.y, right.saturating_sub(x) / 2, &format!("/{query}"), theme.accent) + 2;
        x = canvas.text(x, area.y, right.saturating_sub(x), &words, theme.quiet) + 3;
        hints = [("n", "next"), ("N", "before"), ("Esc", "end")]
            .map(|(key, words)| (key.into(), words.into()))
            .into();
    }
    let end = said_at(x, canvas);
    // The last two, help and quit, are what somebody new needs: room is kept for them.
    let wide = |(key, words): &(String, Cow<'_, str>)| {
        u16::try_from(width(key) + width(words) + 4).unwrap_or(u16::MAX)
    };
    let kept = hints.len().saturating_sub(ALWAYS);
    let mut room = end.saturating_sub(x).saturating_sub(hints[kept..].iter().map(wide).sum());
    for (at, hint) in hints.iter().enumerate() {
        let is_kept = at >= kept;
        if !is_kept && wide(hint) > room {
            continue;
        }
        if x.saturating_add(wide(hint)) > end + 2 {
            break;
        }
        room = if is_kept { room } else { room - wide(hint) };
        x = canvas.text(x, area.y, end.saturating_sub(x), &hint.0, theme.quiet);
        x = canvas.text(x + 1, area.y, end.saturating_sub(x), &hint.1, theme.faint) + 3;
    }
}

/// The order of the hints: what a newcomer wants first; those without a place stand in front, in the keymap's order.
const ORDER: [&str; 9] = ["read", "find", "jump", "links", "back", "zoom-in", "next-pane", "help", "quit"];
/// How many hints at the end are shown before the others get room.
const ALWAYS: usize = 2;

/// What always stands at the right.
fn at_right(app: &App) -> String {
    let as_of = app.timeline().head().as_of.as_ref().map(|date| format!("as of {}", date.short_words()));
    let reading = app.progress().map(|percent| format!("reading … {percent} %"));
    [reading, problems::counted(app.latest()), as_of].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The keys that matter now: after a prefix all that may follow.
fn hints(app: &App) -> Vec<(String, Cow<'_, str>)> {
    let (context, only_hinted) = match app.mode() {
        Mode::Awaiting(prefix) => (Context::After(prefix), false),
        Mode::Problems => (Context::Problems, false),
        Mode::Help => (Context::Anywhere, true),
        Mode::Browse | Mode::Typing(_) => (Context::Browse, true),
    };
    let mut hints: Vec<(String, Cow<'_, str>)> = Vec::new();
    match app.mode() {
        Mode::Awaiting(Prefix::Open) => {
            hints.push(("a–z".to_owned(), "follow the link with the letter".into()));
        }
        Mode::Awaiting(Prefix::Mark) => hints.push(("a–z".to_owned(), "the letter for this record".into())),
        Mode::Awaiting(Prefix::ToMark) => {
            hints.extend(app.bookmarks().map(|(letter, title)| (letter.to_string(), cut(title, 24).into())));
        }
        _ => {}
    }
    let mut bindings: Vec<_> = app.keymap().bindings().iter().collect();
    bindings.sort_by_key(|binding| ORDER.iter().position(|name| *name == binding.name));
    for binding in bindings {
        let here = match binding.context {
            Context::In(views) => context == Context::Browse && views.contains(&app.view()),
            other => other == context || (only_hinted && other == Context::Anywhere),
        };
        let is_idle =
            binding.name == "back" && app.trail().behind().is_empty() && app.view() != View::Sources;
        if here && !is_idle && (!only_hinted || !binding.hint.is_empty()) {
            let words = if binding.hint.is_empty() { binding.help } else { binding.hint };
            hints.extend(binding.keys.first().map(|key| (key.to_string(), words.into())));
        }
    }
    if app.mode() == Mode::Problems {
        hints.push(("Esc".to_owned(), "to the timeline".into()));
    }
    hints
}

fn mark(prompt: Prompt) -> &'static str {
    match prompt {
        Prompt::Find => "/",
        Prompt::Jump => "f ",
        Prompt::Command => ":",
        Prompt::SaveCopy => "save a copy as ",
    }
}

/// Paints the line that is typed into, and what has come of it; returns the column behind.
fn typed(app: &App, asking: &Asking, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) -> u16 {
    let right = area.right().saturating_sub(1);
    let x = canvas.text(area.x + 2, area.y, right, mark(asking.prompt), theme.accent);
    let room = right.saturating_sub(x);
    let x = canvas.text(x, area.y, room, shown(asking, room), theme.ink) + 3;
    let words = match (app.message(), asking.prompt) {
        (Some(message), _) => message.to_owned(),
        (None, Prompt::Find) => app.find_words().unwrap_or_else(|| "finds while you type".to_owned()),
        (None, Prompt::Jump) => "Enter opens · Up Down choose · Esc".to_owned(),
        (None, Prompt::SaveCopy) => "Enter saves and opens the editor · Esc".to_owned(),
        (None, Prompt::Command) => "Enter runs · Up Down choose · Esc".to_owned(),
    };
    canvas.text(x, area.y, right.saturating_sub(x), &words, theme.quiet)
}

/// The end of what is typed, where it is longer than its room.
fn shown(asking: &Asking, room: u16) -> &str {
    let typed = asking.typed();
    let room = usize::from(room / 2).max(1);
    if width(typed) <= room {
        return typed;
    }
    let starts = typed.char_indices().map(|(at, _)| at);
    starts.map(|at| &typed[at..]).find(|rest| width(rest) <= room).unwrap_or("")
}

/// Where the cursor stands in the line that is typed into.
#[must_use]
pub fn cursor(app: &App, area: Rect) -> Option<Position> {
    let asking = app.asking()?;
    let start = area.x + 2 + u16::try_from(width(mark(asking.prompt))).ok()?;
    let room = area.right().saturating_sub(1).saturating_sub(start);
    let hidden = width(asking.typed()) - width(shown(asking, room));
    let column = u16::try_from(asking.cursor().saturating_sub(hidden)).ok()?;
    Some(Position::new((start + column).min(area.right().saturating_sub(1)), area.y))
}
