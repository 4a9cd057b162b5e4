//! Draws the bottom line: keys, a message or a prompt; at the right, the file's problems and its `as-of` date.

use std::borrow::Cow;

use ratatui::layout::{Position, Rect};
use ratatui::style::Modifier;
use unicode_segmentation::UnicodeSegmentation as _;

use crate::app::core::loaded;
use crate::app::input::keymap::{Context, Mode};
use crate::app::input::prompt_line::OpenPrompt;
use crate::app::{App, Prefix, Prompt, View};
use crate::model::Table;
use crate::text::width::{cut, grapheme_width, width};
use crate::view::canvas::Canvas;
use crate::view::theme::Theme;

pub(crate) fn draw(app: &App, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let left = area.x + 2;
    let right = area.right().saturating_sub(1);
    let at_right = at_right(app);
    let draw_right =
        |end: u16, canvas: &mut Canvas<'_>| canvas.text_before(end, right, area.y, &at_right, theme.faint);
    if let Some(prompt) = app.shared().prompt.as_ref() {
        let end = typed(app, prompt, area, canvas, theme);
        if app.shared().message.is_none() {
            draw_right(end + 2, canvas);
        }
        return;
    }
    if let Some(message) = app.shared().message.as_deref() {
        let end = left.saturating_add(u16::try_from(width(message)).unwrap_or(u16::MAX));
        canvas.text(left, area.y, right.saturating_sub(left), message, theme.accent);
        draw_right(end.saturating_add(2), canvas);
        return;
    }
    let mut x = left;
    let is_away = app.shared().mode == Mode::Browse && app.shared().is_away();
    let mut hints = hints(app);
    if let (Some(query), Some(words), Mode::Browse) =
        (app.shared().search_query(), app.shared().find_words(), app.shared().mode)
    {
        x = canvas.text(x, area.y, right.saturating_sub(x) / 2, &format!("/{query}"), theme.accent) + 2;
        x = canvas.text(x, area.y, right.saturating_sub(x), &words, theme.quiet) + 3;
        let end = if is_away { "to the step" } else { "end" };
        hints = [("n", "next"), ("N", "previous"), ("Esc", end)]
            .map(|(key, words)| (key.into(), words.into()))
            .into();
    }
    let is_said = app.shared().view != View::Present && app.shared().mode == Mode::Browse && x == left;
    if let Some(words) = app.shared().standing_message().filter(|_| is_said) {
        let end = right.saturating_sub(u16::try_from(width(&at_right)).unwrap_or(u16::MAX)).saturating_sub(2);
        x = canvas.text(x, area.y, end.max(area.x + area.width / 2).saturating_sub(x), &words, theme.accent)
            + 3;
    }
    let is_browsing = app.shared().mode == Mode::Browse && app.shared().view == View::Browse;
    if app.shared().filter.is_some() && is_browsing && !is_away && app.shared().search_query().is_none() {
        hints.insert(0, ("Esc".into(), "all events".into()));
    }
    if app.shared().mode == Mode::Browse && app.shared().search_query().is_none() {
        // Without room for all of it and the hints that are always there, it says only what the list cannot.
        let has_room = |note: &String| width(note) + width(&at_right) + 26 <= area.width.into();
        let note = app.shared().filter_note().filter(has_room);
        if let Some(note) = note.or_else(|| app.shared().visible.fit_words()) {
            x = canvas.text(x, area.y, right.saturating_sub(x), &note, theme.quiet) + 3;
        }
    }
    if is_away && app.shared().search_query().is_none() {
        hints.insert(0, ("Esc".into(), "to the step".into()));
    }
    let end = draw_right(x, canvas);
    // Newcomers need the last two, help and quit, so room is kept for them.
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

/// The order of the hints, most useful to a newcomer; others come first, in the keymap's order.
const ORDER: [&str; 12] = [
    "answer",
    "read",
    "find",
    "filter",
    "jump",
    "explain",
    "links",
    "back",
    "zoom-in",
    "next-pane",
    "help",
    "quit",
];
/// The number of hints at the end that take precedence over the others.
const ALWAYS: usize = 2;

/// The text at the right.
fn at_right(app: &App) -> String {
    let as_of =
        app.shared().timeline().head().as_of.as_ref().map(|date| format!("as of {}", date.short_words()));
    // The front page says it itself.
    let as_of = as_of.filter(|_| app.shared().view != View::Front);
    let rest = app.shared().is_incomplete().then(|| "only the beginning was loaded".to_owned());
    let reading = app.shared().progress.map(|percent| format!("reading … {percent} %")).or(rest);
    [reading, loaded::counted(&app.shared().latest), as_of]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" · ")
}

/// The keys that matter now; after a prefix, all that can follow.
fn hints(app: &App) -> Vec<(String, Cow<'_, str>)> {
    let (context, only_hinted) = match app.shared().mode {
        Mode::Awaiting(prefix) => (Context::After(prefix), false),
        Mode::Problems => (Context::Problems, false),
        Mode::Help => (Context::Anywhere, true),
        Mode::HelpSearch => (Context::Typing, false),
        Mode::Browse | Mode::Typing(_) => (Context::Browse, true),
    };
    let mut hints: Vec<(String, Cow<'_, str>)> = Vec::new();
    match app.shared().mode {
        Mode::Awaiting(Prefix::Open) => {
            hints.push(("a–z".to_owned(), "follow the link with that letter".into()));
        }
        Mode::Awaiting(Prefix::Mark) => {
            hints.push(("a–z".to_owned(), "mark this record with that letter".into()));
        }
        Mode::Awaiting(Prefix::ToMark) => {
            hints.extend(
                app.shared().bookmarks().map(|(letter, title)| (letter.to_string(), cut(title, 24).into())),
            );
        }
        _ => {}
    }
    let mut bindings: Vec<_> = app.shared().keymap.bindings().iter().collect();
    bindings.sort_by_key(|binding| ORDER.iter().position(|name| *name == binding.name));
    for binding in bindings {
        let here = match binding.context {
            Context::In(views) => context == Context::Browse && views.contains(&app.shared().view),
            Context::Browse if app.shared().view.is_presented() => false,
            other => other == context || (only_hinted && other == Context::Anywhere),
        };
        let is_idle = binding.name == "back"
            && app.shared().trail.earlier().is_empty()
            && app.shared().view != View::Sources;
        let has_links = !app.views().get(app.shared().view).links(app.shared()).is_empty();
        let is_idle = is_idle || binding.name == "links" && !has_links;
        let is_idle =
            is_idle || matches!(binding.name, "sort-table" | "reverse-table") && !app.shared().is_table();
        if here && !is_idle && (!only_hinted || !binding.hint.is_empty()) {
            let words = if binding.hint.is_empty() { binding.help } else { binding.hint };
            hints.extend(binding.keys.first().map(|key| (key.to_string(), words.into())));
        }
    }
    if app.shared().mode == Mode::Problems {
        hints.push(("Esc".to_owned(), "back to the timeline".into()));
    }
    hints
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
            app.shared().find_words().unwrap_or_else(|| "searches as you type".to_owned())
        }
        (None, Prompt::Filter) => filter_words(app, room),
        (None, Prompt::Jump | Prompt::List(_)) => "Enter opens · Up Down choose · Esc".to_owned(),
        (None, Prompt::SaveCopy) => "Enter saves and opens the editor · Esc".to_owned(),
        (None, Prompt::Command) => "Enter runs · Up Down choose · Esc".to_owned(),
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
                let note =
                    app.shared().filter_note().map(|note| format!("{sign} {note}")).unwrap_or_default();
                format!("{count} of {total} events{note}")
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
