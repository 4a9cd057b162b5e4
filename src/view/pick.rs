//! Lists to pick from below what is typed: records to jump to, actions to run.

use ratatui::layout::Rect;

use crate::app::App;
use crate::app::asking::Asking;
use crate::app::keymap::KEYS_IN_HELP;
use crate::app::keys::Keymap;
use crate::search::Via;

use super::canvas::Canvas;
use super::heading;
use super::theme::Theme;

/// Paints the records that a jump offers, with the part of the name that was meant.
pub fn records(app: &App, asking: &Asking, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let content = list(asking, "Jump to", area, canvas, theme);
    let timeline = app.timeline();
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

/// Paints the actions that a command offers.
pub fn actions(keymap: &Keymap, asking: &Asking, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
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

/// The heading and the cursor's row of a list; the rest is what it lists.
fn list(asking: &Asking, name: &str, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) -> Rect {
    let place =
        if asking.is_empty() { "none".to_owned() } else { format!("{} of {}", asking.at + 1, asking.len()) };
    heading::draw(name, &place, true, area, canvas, theme);
    let content = heading::below(area);
    let line = u16::try_from(asking.at - asking.top.min(asking.at)).unwrap_or(u16::MAX);
    if !asking.is_empty() && line < content.height {
        canvas.glyph(content.x, content.y + line, '▌', theme.selected);
    }
    content
}
