//! Draws the title line, `timeline › 2025 › record`, with the file's name at the right.

use ratatui::layout::Rect;

use crate::app::core::subject::Subject;
use crate::app::views::browse::beside;
use crate::app::{App, Pane, View};
use crate::describe::wording;
use crate::text::width::width;
use crate::view::canvas::Canvas;
use crate::view::theme::Theme;

pub(crate) fn draw(app: &App, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let (left, right) = (area.x + 2, area.right().saturating_sub(2));
    let right = tabs(app, area, right, canvas, theme);
    let name = app.shared().latest.document.name();
    let title = match &*app.shared().timeline().head().title {
        "" => "annals",
        title => title,
    };
    let steps = steps(app);
    let wanted: usize = width(title) + steps.iter().map(|step| width(step) + 3).sum::<usize>();
    let room = usize::from(right.saturating_sub(left));
    let has_name = wanted + width(name) + 2 <= room;
    let end = if has_name { canvas.text_before(left, right, area.y, name, theme.faint) } else { right };
    let mut x = canvas.text(left, area.y, end.saturating_sub(left), title, theme.strong);
    // If there is not enough room, the record matters more than the path to it.
    let shown = if wanted <= room { &steps[..] } else { &steps[steps.len().saturating_sub(1)..] };
    for step in shown {
        if x + 4 >= end {
            break;
        }
        x = canvas.text(x, area.y, 3, " › ", theme.faint);
        x = canvas.text(x, area.y, end.saturating_sub(x), step, theme.quiet);
    }
}

/// Draws the tabs of the views. Returns the column before them.
fn tabs(app: &App, line: Rect, right: u16, canvas: &mut Canvas<'_>, theme: &Theme) -> u16 {
    let tabs = app.shared().tabs(line);
    for tab in &tabs {
        let style = if tab.view == app.shared().view { theme.strong } else { theme.faint };
        canvas.text(tab.area.x, line.y, tab.area.width, &tab.text, style);
    }
    tabs.first().map_or(right, |first| first.area.x.saturating_sub(3))
}

/// The path to the page: the last opened pages or the year, then the record.
fn steps(app: &App) -> Vec<String> {
    let timeline = app.shared().timeline();
    let reading = app.shared().reading;
    let earlier = app.shared().trail.earlier();
    let mut steps = Vec::new();
    if app.shared().view == View::Front {
        return steps;
    }
    if app.shared().focus == Pane::Events || earlier.is_empty() {
        // The year is that of the selected event.
        let is_event = reading == app.shared().event_in_row();
        steps.extend(app.shared().year().filter(|_| is_event).map(wording::year));
    } else {
        let last = earlier.iter().rev().take(2).rev();
        steps.extend(last.filter(|page| **page != reading).map(|page| page.title(timeline).to_owned()));
    }
    if reading != Subject::Timeline {
        steps.push(reading.title(timeline).to_owned());
    }
    steps.retain(|step| !step.is_empty());
    steps
}

/// Draws a heading on the first line of an area; a bar if what is below it has the keyboard.
pub(crate) fn draw_heading(
    name: &str,
    place: &str,
    focused: bool,
    area: Rect,
    canvas: &mut Canvas<'_>,
    theme: &Theme,
) {
    let (style, beside) = if focused { (theme.strong, theme.ink) } else { (theme.quiet, theme.faint) };
    let end = canvas.text(area.x + 2, area.y, area.width.saturating_sub(3), name, style);
    canvas.text_before(end + 1, area.right().saturating_sub(1), area.y, place, beside);
    if focused {
        canvas.style(Rect { height: area.height.min(1), ..area }, theme.heading);
    }
}

/// What stands at the right of a pane's heading: the panes that the screen has no room for, and the place in this one;
/// without room for that, a sign if it goes on below.
pub(crate) fn beside(
    app: &App,
    pane: Pane,
    (name, place): (&str, String),
    goes_on: bool,
    area: Rect,
) -> String {
    let words = beside::beside(pane, &app.shared().layout(), app.shared());
    // The words come last, so that the mouse finds them.
    let full = format!("{place}   {words}");
    match (words.is_empty(), place.is_empty()) {
        (true, _) => place,
        (_, false) if width(name) + width(&full) + 5 <= area.width.into() => full,
        _ if goes_on => format!("▾ {words}"),
        _ => words,
    }
}

/// The area below its heading.
#[must_use]
pub(crate) fn below(area: Rect) -> Rect {
    Rect { y: area.y.saturating_add(1), height: area.height.saturating_sub(1), ..area }
}

/// Draws the filter's terms on a line; those without room are counted.
///
/// `says_hidden`: whether to show the number of hidden events at the right, if no heading does.
pub(crate) fn draw_chips(app: &App, line: Rect, says_hidden: bool, canvas: &mut Canvas<'_>, theme: &Theme) {
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
