//! Lists to pick from below a prompt: records to jump to, actions to run.

use ratatui::layout::Rect;

use crate::app::App;
use crate::app::input::bindings::Keymap;
use crate::app::input::keymap::KEYS_IN_HELP;
use crate::app::input::prompt_line::Asking;
use crate::model::Vocabulary as _;
use crate::search::Via;
use crate::search::filter::Choice;
use crate::text::width::width;
use crate::view::canvas::Canvas;
use crate::view::theme::Theme;
use crate::view::title;

/// Draws the records that a jump offers, with the matching part of the name highlighted.
pub(crate) fn records(app: &App, asking: &Asking, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let content = list(asking, "Jump to", area, canvas, theme);
    let timeline = app.shared().timeline();
    let room = content.width.saturating_sub(4);
    for (y, (at, found)) in
        (content.y..content.bottom()).zip(asking.records.iter().enumerate().skip(asking.top))
    {
        let left = content.x + 2;
        let style = if at == asking.at { theme.selected } else { theme.ink };
        let right = content.right().saturating_sub(1);
        let end = canvas.text_before(left + 10, right, y, found.no.table.name(), theme.faint);
        let room = end.saturating_sub(left + 1).min(room);
        let title = timeline.record(found.no).map_or("", |record| timeline.title(record.id));
        let x = canvas.text(left, y, room, title, style);
        let name = found.name(timeline);
        if found.via == Via::Title {
            canvas.highlight(left, y, room, name, &found.ranges, theme.found);
        } else if x + 2 < end {
            let room = end.saturating_sub(x + 3);
            canvas.text(x + 2, y, room, name, theme.quiet);
            canvas.highlight(x + 2, y, room, name, &found.ranges, theme.found);
        }
    }
}

pub(crate) fn actions(keymap: &Keymap, asking: &Asking, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    canvas.clear(area);
    let content = list(asking, "Actions", area, canvas, theme);
    let keys = u16::try_from(KEYS_IN_HELP).unwrap_or(0) + 2;
    for (y, (at, action)) in
        (content.y..content.bottom()).zip(asking.actions.iter().enumerate().skip(asking.top))
    {
        let Some(binding) = keymap.bindings().get(*action) else { continue };
        let left = content.x + 2;
        let style = if at == asking.at { theme.selected } else { theme.ink };
        let room = content.width.saturating_sub(3);
        canvas.text(left, y, keys.min(room), &binding.keys_in_short(), theme.quiet);
        let x = canvas.text(left + keys, y, 18.min(room.saturating_sub(keys)), binding.name, style);
        let column = (left + keys + 18).max(x + 2);
        canvas.text(column, y, content.right().saturating_sub(column), binding.help, theme.quiet);
    }
}

/// Draws the completions of a filter: the words, what they mean, and how many events match.
pub(crate) fn choices(asking: &Asking, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    canvas.clear(area);
    let choices = &asking.choices.choices;
    let count = choices.len();
    let place = asking.chosen.map_or_else(|| count.to_string(), |at| format!("{} of {count}", at + 1));
    // A key that is typed need not be repeated before each of its values.
    let key = asking.choices.key.map(|key| format!("{}:", key.word()));
    let name = key.as_ref().map_or_else(|| "Tab completes".to_owned(), |key| format!("Tab completes {key}"));
    let label = |choice: &Choice| {
        let from = key.as_ref().filter(|key| choice.text.starts_with(*key)).map_or(0, String::len);
        choice.text[from..].to_owned()
    };
    canvas.run(area.x + 2, area.right().saturating_sub(2), area.y, '╌', theme.hairline);
    title::draw_heading(&format!("{name} "), &format!(" {place}"), false, area, canvas, theme);
    let content = title::below(area);
    let listed = || choices.iter().enumerate().skip(asking.top).take(content.height.into());
    // The words have a column as wide as the widest visible one, but no wider than three fifths.
    let widest = listed().map(|(_, choice)| width(&label(choice))).max().unwrap_or(0);
    let column = u16::try_from(widest).unwrap_or(u16::MAX).min(content.width * 3 / 5);
    for (y, (at, choice)) in (content.y..content.bottom()).zip(listed()) {
        let is_chosen = asking.chosen == Some(at);
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

fn list(asking: &Asking, name: &str, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) -> Rect {
    let more = if asking.has_more() { " …" } else { "" };
    let place = match asking.len() {
        0 if asking.has_more() => "…".to_owned(),
        0 => "none".to_owned(),
        count => format!("{} of {count}{more}", asking.at + 1),
    };
    title::draw_heading(name, &place, true, area, canvas, theme);
    let content = title::below(area);
    let line = u16::try_from(asking.at - asking.top.min(asking.at)).unwrap_or(u16::MAX);
    if !asking.is_empty() && line < content.height {
        canvas.glyph(content.x, content.y + line, '▌', theme.selected);
    }
    content
}
