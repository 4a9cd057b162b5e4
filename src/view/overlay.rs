//! Draws overlays: the help, the box of explanations, the list of problems, and lists to choose from.

use ratatui::layout::{Position, Rect};
use ratatui::style::Modifier;

use crate::app::App;
use crate::app::core::loaded;
use crate::app::input::bindings::{KEYS_IN_LIST, Keymap};
use crate::app::input::help::{self, HelpLine};
use crate::app::input::keymap::Mode;
use crate::app::input::prompt_line::OpenPrompt;
use crate::describe::wording;
use crate::model::{RecordNo, Table, Timeline, Vocabulary as _, When};
use crate::search::MatchedName;
use crate::search::filter::Choice;
use crate::text::number::grouped;
use crate::text::width::{cut, width};
use crate::view::canvas::Canvas;
use crate::view::theme::Theme;
use crate::view::title;

/// Draws the help: the names of its two pages, or the text searched for, and the visible lines.
pub(crate) fn help(app: &App, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    canvas.clear(area);
    let content = title::below(area);
    let help = &app.shared().help;
    let lines = app.help_lines();
    let key = |action| app.shared().key_of(action);
    let is_searched = app.shared().mode == Mode::HelpSearch || !help.query.is_empty();
    let right = area.right().saturating_sub(1);
    let mut x = area.x + 2;
    if is_searched {
        x = canvas.text(x, area.y, right.saturating_sub(x), &format!("/{}", help.query), theme.accent);
    } else {
        for (name, is_shown) in [("Keys", !help.shows_signs), (" · ", false), ("Signs", help.shows_signs)] {
            let style = if is_shown { theme.heading } else { theme.faint };
            x = canvas.text(x, area.y, right.saturating_sub(x), name, style);
        }
        let next = format!(" → {}", key("next-pane"));
        x = canvas.text(x, area.y, right.saturating_sub(x), &next, theme.faint);
    }
    let place = format!(
        "{}–{} of {}",
        help.top + 1,
        (help.top + usize::from(content.height)).min(lines.len()),
        lines.len()
    );
    let place = if lines.len() > content.height.into() { place } else { String::new() };
    let hint =
        if is_searched { "Esc ends the search".to_owned() } else { format!("{} searches", key("find")) };
    let both = if place.is_empty() { hint } else { format!("{hint} · {place}") };
    if canvas.text_before(x + 2, right, area.y, &both, theme.faint) == right {
        canvas.text_before(x + 2, right, area.y, &place, theme.faint);
    }
    let (left, room) = (content.x + 2, content.width.saturating_sub(4));
    let column = u16::try_from(help::second_column(room.into())).unwrap_or(room);
    for (y, (at, line)) in (content.y..content.bottom()).zip(lines.iter().enumerate().skip(help.top)) {
        if at == help.at {
            canvas.glyph(content.x, y, '▌', theme.selected);
        }
        match line {
            HelpLine::Blank => {}
            HelpLine::Topic { name, folded } => {
                let mark = if folded.is_some() { "▸ " } else { "" };
                let x = canvas.text(left, y, room, &format!("{mark}{name}"), theme.accent);
                let count = folded.map(|count| count.to_string()).unwrap_or_default();
                canvas.text(x + 2, y, (left + room).saturating_sub(x + 2), &count, theme.faint);
            }
            HelpLine::Row(first, second) => {
                canvas.text(left, y, column, first, theme.quiet);
                canvas.text(left + column, y, room.saturating_sub(column), second, theme.ink);
            }
        }
    }
}

/// Draws the box of explanations near a cell: below it, or above it where there is more room.
pub(crate) fn explanations(app: &App, near: Position, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let Some(open) = &app.shared().explaining else { return };
    let page = app.explanation_page(open);
    let text = page.lines.iter().map(|line| page.column + width(&line.text)).max().unwrap_or(0);
    let next = app.shared().key_of("explain");
    let place = match (page.shown.start + 1, page.shown.end) {
        (first, last) if first == last => first.to_string(),
        (first, last) => format!("{first}–{last}"),
    };
    let words = match (page.shown.end < page.total, page.shown.start > 0) {
        (true, _) => format!(" {place} of {} · {next} goes on ", page.total),
        (false, true) => format!(" {place} of {} · Esc ", page.total),
        (false, false) => " Esc ".to_owned(),
    };
    let wide = |columns: usize| u16::try_from(columns).unwrap_or(u16::MAX);
    let frame = Rect {
        x: near.x + 2,
        y: near.y,
        width: wide(text.max(width(&words)) + 4).min(area.width),
        height: wide(page.lines.len() + 2).min(area.height),
    };
    let is_below = near.y + 1 + frame.height <= area.bottom();
    let y = if is_below { near.y + 1 } else { near.y.saturating_sub(frame.height).max(area.y) };
    let x = frame.x.min(area.right().saturating_sub(frame.width)).max(area.x);
    let frame = Rect { x, y, ..frame }.intersection(area);
    if frame.width < 8 || frame.height < 3 {
        return;
    }
    // A blank on either side sets it off from the text.
    canvas.clear(Rect { x: frame.x.saturating_sub(1), width: frame.width + 2, ..frame });
    let (last, bottom) = (frame.right() - 1, frame.bottom() - 1);
    for y in [frame.y, bottom] {
        canvas.run(frame.x, last, y, '─', theme.quiet);
    }
    for x in [frame.x, last] {
        (frame.y..bottom).for_each(|y| canvas.glyph(x, y, '│', theme.quiet));
    }
    let corners =
        [(frame.x, frame.y, '┌'), (last, frame.y, '┐'), (frame.x, bottom, '└'), (last, bottom, '┘')];
    corners.into_iter().for_each(|(x, y, corner)| canvas.glyph(x, y, corner, theme.quiet));
    canvas.text_before(frame.x + 1, last, bottom, &words, theme.faint);
    let (left, right) = (frame.x + 2, last.saturating_sub(1));
    for (y, line) in (frame.y + 1..bottom).zip(&page.lines) {
        canvas.text(left, y, right.saturating_sub(left), &line.sign, theme.accent);
        let x = left + wide(page.column);
        let style = if line.is_here { theme.quiet } else { theme.ink };
        canvas.text(x, y, right.saturating_sub(x), &line.text, style);
    }
}

/// Draws the list of problems: position and message, the line of the file with the problem highlighted, and the help.
pub(crate) fn problems(app: &App, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    canvas.clear(area);
    let file = &app.shared().latest;
    let total = file.diagnostics.len();
    let name = format!("Problems of {}", file.document.name());
    title::draw_heading(
        &name,
        &format!("{} of {total}", app.shared().problem + 1),
        true,
        area,
        canvas,
        theme,
    );
    let content = title::below(area);
    let first = app.shared().overlay_top / loaded::LINES;
    let room = content.width.saturating_sub(4);
    let left = content.x + 2;
    for (place, (number, problem)) in (0_u16..).zip(file.diagnostics.iter().enumerate().skip(first)) {
        let y = content.y + place * u16::try_from(loaded::LINES).unwrap_or(4);
        if y >= content.bottom() {
            break;
        }
        let chosen = number == app.shared().problem;
        if chosen {
            canvas.glyph(content.x, y, '▌', theme.selected);
        }
        let at = file.document.position(problem.primary.span.start);
        let message = format!("{}, line {}: {}", problem.severity.as_str(), at.line, problem.message);
        canvas.text(left, y, room, &message, if chosen { theme.selected } else { theme.ink });
        let last = content.bottom().saturating_sub(1);
        if y < last {
            source_line(
                app,
                number,
                Rect { x: left + 2, y: y + 1, width: room.saturating_sub(2), height: 1 },
                canvas,
                theme,
            );
        }
        if let Some(help) = problem.help.as_deref().filter(|_| y + 1 < last) {
            canvas.text(left + 2, y + 2, room.saturating_sub(2), help, theme.quiet);
        }
    }
}

/// The line of the file, from shortly before the problem.
fn source_line(app: &App, number: usize, line: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let file = &app.shared().latest;
    let Some(problem) = file.diagnostics.get(number) else { return };
    let (text, marked_part) = loaded::line_of(file, problem);
    let before = text.get(..marked_part.start).unwrap_or("");
    // The beginning of a long line is skipped.
    let skip = before.char_indices().rev().nth(30).map_or(0, |(at, _)| at);
    let shown = cut(text.get(skip..).unwrap_or(""), line.width.into());
    let clean = crate::text::sanitize::clean(shown);
    canvas.text(line.x, line.y, line.width, &clean, theme.faint);
    let start = width(&before[skip..]);
    let wide = width(text.get(marked_part.clone()).unwrap_or("")).max(1);
    let x = line.x.saturating_add(u16::try_from(start).unwrap_or(u16::MAX));
    let marked =
        Rect { x, y: line.y, width: u16::try_from(wide).unwrap_or(u16::MAX), height: 1 }.intersection(line);
    canvas.style(marked, theme.accent.add_modifier(Modifier::UNDERLINED));
}

/// The selected line of the help, or the end of the text typed.
#[must_use]
pub(crate) fn cursor_help(app: &App, area: Rect) -> Position {
    let help = &app.shared().help;
    let column = |columns: usize| u16::try_from(columns).unwrap_or(u16::MAX);
    if app.shared().mode == Mode::HelpSearch {
        let end = area.x.saturating_add(3).saturating_add(column(width(&help.query)));
        return Position::new(end.min(area.right().saturating_sub(1)), area.y);
    }
    Position::new(area.x, title::below(area).y.saturating_add(column(help.at.saturating_sub(help.top))))
}

#[must_use]
pub(crate) fn cursor(app: &App, area: Rect) -> Option<Position> {
    let content = title::below(area);
    let first = app.shared().overlay_top / loaded::LINES;
    let place = app.shared().problem.checked_sub(first)?;
    let y = content.y + u16::try_from(place * loaded::LINES).ok()?;
    (y < content.bottom()).then(|| Position::new(content.x, y))
}

/// Draws the records of a jump, or of a list of all actors or concerns, with the matching part of the name highlighted.
pub(crate) fn records(app: &App, prompt: &OpenPrompt, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let timeline = app.shared().timeline();
    let total = prompt.jumping.as_ref().map_or(0, |jumping| jumping.total(timeline));
    let (name, related) = match prompt.table() {
        Some(Table::Concern) => ("Concerns", Some(&app.views().browse.concerns)),
        Some(_) => ("Actors", Some(&app.views().browse.actors)),
        None => ("Jump to", None),
    };
    let content = list(prompt, name, total, area, canvas, theme);
    let (left, right) = (content.x + 2, content.right().saturating_sub(1));
    let lines = (content.y..content.bottom()).step_by(prompt.lines_each());
    for (y, at) in lines.zip(prompt.top..prompt.len()) {
        let Some(no) = prompt.record_at(at) else { break };
        let style = if at == prompt.at { theme.selected } else { theme.ink };
        if at != prompt.at && related.is_some_and(|related| related.has(no)) {
            canvas.glyph(content.x, y, '•', theme.accent);
        }
        let beside = if related.is_some() {
            let events = timeline.id_of(no).map_or(0, |id| timeline.rows_of(id).len());
            wording::counted(events, "event")
        } else {
            // A date says that it is an event.
            let date = timeline.event(no).and_then(|event| event.date.as_ref()).map(When::short_words);
            date.unwrap_or_else(|| no.table.name().to_owned())
        };
        let end = canvas.text_before(left + 10, right, y, &beside, theme.faint);
        let room = end.saturating_sub(left + 1).min(content.width.saturating_sub(4));
        let title = timeline.record(no).map_or("", |record| timeline.title(record.id));
        let x = canvas.text(left, y, room, title, style);
        let rest = end.saturating_sub(x + 3);
        match prompt.match_at(at) {
            Some(found) if found.via == MatchedName::Title => {
                canvas.highlight(left, y, room, title, &found.ranges, theme.found);
            }
            Some(found) if rest > 1 => {
                let name = found.name(timeline);
                canvas.text(x + 2, y, rest, name, theme.quiet);
                canvas.highlight(x + 2, y, rest, name, &found.ranges, theme.found);
                continue;
            }
            _ => {}
        }
        let about = about(timeline, no);
        if prompt.lines_each() > 1 {
            let line = if y + 1 < content.bottom() { content.width.saturating_sub(5) } else { 0 };
            canvas.text(left + 2, y + 1, line, &about, theme.faint);
        } else if related.is_some() && rest > 3 {
            canvas.text(x + 2, y, rest, &about, theme.faint);
        }
    }
}

/// The office or the kind of an actor; the standing and the state of a concern.
fn about(timeline: &Timeline, no: RecordNo) -> String {
    let records = timeline.records();
    match no.table {
        Table::Actor => records.actors.get(no.index()).map_or_else(String::new, |actor| {
            let office = actor.role_on(None).map(|role| wording::office(timeline, role));
            office.unwrap_or_else(|| actor.kind.shown())
        }),
        _ => records.concerns.get(no.index()).map(wording::standing_and_state).unwrap_or_default(),
    }
}

pub(crate) fn actions(
    keymap: &Keymap,
    prompt: &OpenPrompt,
    area: Rect,
    canvas: &mut Canvas<'_>,
    theme: &Theme,
) {
    canvas.clear(area);
    let content = list(prompt, "Actions", prompt.len(), area, canvas, theme);
    let keys = u16::try_from(KEYS_IN_LIST).unwrap_or(0) + 2;
    for (y, (at, action)) in
        (content.y..content.bottom()).zip(prompt.actions.iter().enumerate().skip(prompt.top))
    {
        let Some(binding) = keymap.bindings().get(*action) else { continue };
        let left = content.x + 2;
        let style = if at == prompt.at { theme.selected } else { theme.ink };
        let room = content.width.saturating_sub(3);
        canvas.text(left, y, keys.min(room), &binding.keys_in_short(), theme.quiet);
        let x = canvas.text(left + keys, y, 18.min(room.saturating_sub(keys)), binding.name, style);
        let column = (left + keys + 18).max(x + 2);
        canvas.text(column, y, content.right().saturating_sub(column), binding.help, theme.quiet);
    }
}

/// Draws the completions of a filter: the words, what they mean, and how many events match.
pub(crate) fn choices(prompt: &OpenPrompt, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    canvas.clear(area);
    let choices = &prompt.choices.choices;
    let count = choices.len();
    let place =
        prompt.chosen.map_or_else(|| count.to_string(), |at| format!("{} of {count}", grouped(at + 1)));
    // The key need not be repeated before each of its values.
    let key = prompt.choices.key.map(|key| format!("{}:", key.word()));
    let name = key.as_ref().map_or_else(|| "Tab completes".to_owned(), |key| format!("Tab completes {key}"));
    let label = |choice: &Choice| {
        let from = key.as_ref().filter(|key| choice.text.starts_with(*key)).map_or(0, String::len);
        choice.text[from..].to_owned()
    };
    canvas.run(area.x + 2, area.right().saturating_sub(2), area.y, '╌', theme.hairline);
    title::draw_heading(&format!("{name} "), &format!(" {place}"), false, area, canvas, theme);
    let content = title::below(area);
    let listed = || choices.iter().enumerate().skip(prompt.top).take(content.height.into());
    // The words have a column as wide as the widest visible one, up to three fifths of the list.
    let widest = listed().map(|(_, choice)| width(&label(choice))).max().unwrap_or(0);
    let column = u16::try_from(widest).unwrap_or(u16::MAX).min(content.width * 3 / 5);
    for (y, (at, choice)) in (content.y..content.bottom()).zip(listed()) {
        let is_chosen = prompt.chosen == Some(at);
        if is_chosen {
            canvas.glyph(content.x, y, '▌', theme.selected);
        }
        let (left, right) = (content.x + 2, content.right().saturating_sub(1));
        let style = if is_chosen { theme.selected } else { theme.ink };
        canvas.text(left, y, column.min(right.saturating_sub(left)), &label(choice), style);
        let events = choice.events.map(|events| events.to_string()).unwrap_or_default();
        let start = left + column + 2;
        let end = canvas.text_before(start, right, y, &events, theme.faint);
        let room = end.saturating_sub(start + u16::from(end < right));
        canvas.text(start, y, room, &choice.about, theme.quiet);
    }
}

/// Draws the heading of a list that shows some of a total, and the mark of its selected line.
fn list(
    prompt: &OpenPrompt,
    name: &str,
    total: usize,
    area: Rect,
    canvas: &mut Canvas<'_>,
    theme: &Theme,
) -> Rect {
    let more = if prompt.has_more() { " …" } else { "" };
    let place = match prompt.len() {
        0 if prompt.has_more() => "…".to_owned(),
        0 => "none".to_owned(),
        count if total > count => {
            format!("{} · first {count} of {}{more}", grouped(prompt.at + 1), grouped(total))
        }
        count => format!("{} of {}{more}", grouped(prompt.at + 1), grouped(count)),
    };
    let hint = format!("{place} · type to narrow");
    let has_room = width(name) + width(&hint) + 5 <= area.width.into();
    let place = if prompt.lists_all() && has_room { hint } else { place };
    title::draw_heading(name, &place, true, area, canvas, theme);
    let content = title::below(area);
    let line = (prompt.at - prompt.top.min(prompt.at)) * prompt.lines_each();
    let line = u16::try_from(line).unwrap_or(u16::MAX);
    if !prompt.is_empty() && line < content.height {
        canvas.glyph(content.x, content.y + line, '▌', theme.selected);
    }
    content
}
