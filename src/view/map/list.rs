//! Draws the list beside the map: places with their pin numbers, then events without a place.

use ratatui::layout::{Position, Rect};

use crate::app::App;
use crate::app::core::subject::Subject;
use crate::app::views::map::gazetteer::{Entry, Line};
use crate::describe::wording;
use crate::text::number::grouped;
use crate::text::width::width;
use crate::view::canvas::Canvas;
use crate::view::theme::Theme;
use crate::view::title;

/// The width of a number.
const NUMBER: u16 = 3;

pub(crate) fn draw(app: &App, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let (map, gazetteer) = (&app.views().map, &app.views().map.gazetteer);
    let place = match gazetteer.place_count() {
        0 => "none".to_owned(),
        total if map.place().is_some() => {
            let is_beyond = gazetteer.number(map.at).is_none();
            format!("{} of {}", map.at + usize::from(!is_beyond), grouped(total))
        }
        total => grouped(total),
    };
    // Where no reader is beside the list, it says how to get to one.
    let reads = format!("{} reads · {place}", app.shared().key_of("read"));
    let is_alone =
        app.shared().layout().reader.is_none() && width("  Places  ") + width(&reads) < area.width.into();
    title::draw_heading("Places", if is_alone { &reads } else { &place }, true, area, canvas, theme);
    let content = title::below(area);
    if gazetteer.is_empty() {
        let words = "No places or events yet.";
        canvas.text(content.x + 2, content.y, content.width.saturating_sub(3), words, theme.quiet);
        return;
    }
    let lines = gazetteer.visible(map.top, content.height.into());
    for (y, line) in (content.y..content.bottom()).zip(lines) {
        let row = Rect { y, height: 1, ..content };
        match line {
            Line::Blank => {}
            Line::Heading(words, count) => {
                let end = canvas.text(row.x + 2, y, row.width.saturating_sub(3), words, theme.faint);
                canvas.text_before(
                    end + 1,
                    row.right().saturating_sub(1),
                    y,
                    &count.to_string(),
                    theme.faint,
                );
            }
            Line::Entry(at, Entry::Elsewhere) => draw_elsewhere(app, at, row, canvas, theme),
            Line::Entry(at, entry) => draw_entry(app, at, entry, row, canvas, theme),
        }
    }
}

/// The line for what is not on the map, in as many words as there is room for.
fn draw_elsewhere(app: &App, at: usize, row: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let gazetteer = &app.views().map.gazetteer;
    let (events, places) = gazetteer.elsewhere();
    let count = |count: usize, one: &str| format!("{count} {one}{}", if count == 1 { "" } else { "s" });
    let said = |have: &str, unplaced: &str, unknown: &str| {
        let parts = [(events, "event", unplaced), (places, "place", unknown)];
        let parts = parts.into_iter().filter(|(number, ..)| *number > 0);
        let words = parts.map(|(number, one, what)| {
            let have = if number == 1 && have == " have" { " has" } else { have };
            format!("{}{have} {what}", count(number, one))
        });
        words.collect::<Vec<_>>().join(", ")
    };
    let choices = [
        said(" have", "no place", "no coordinates"),
        said("", "without place", "unlocated"),
        // Events and places are not of one kind to be counted together.
        "not on the map".to_owned(),
    ];
    let room = row.width.saturating_sub(5);
    let fits = |words: &&String| width(words) <= room.into();
    let words = choices.iter().find(fits).unwrap_or(&choices[2]);
    let is_chosen = at == app.views().map.at;
    let style = if is_chosen { theme.selected } else { theme.quiet };
    if is_chosen {
        canvas.glyph(row.x, row.y, '▌', theme.selected);
    }
    canvas.glyph(row.x + 2, row.y, if gazetteer.is_open { '▾' } else { '▸' }, style);
    canvas.text(row.x + 4, row.y, room, words, style);
}

/// `▌  1 Baghdad    7`: pin number, name and number of events; for an event, its year.
fn draw_entry(app: &App, at: usize, entry: Entry, row: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let timeline = app.shared().timeline();
    let map = &app.views().map;
    let (subject, title, beside, is_related) = match entry {
        Entry::Place(no) => {
            let title = timeline.record(no).map_or("", |record| timeline.title(record.id));
            let count = map.gazetteer.count(no);
            let beside = if count == 0 { String::new() } else { count.to_string() };
            (Subject::Record(no), title, beside, map.is_related(no))
        }
        Entry::Event(of) => {
            let Some((no, event)) = timeline.event_at(of) else { return };
            let year = timeline.heading_day(of).map(|day| wording::year(day.year()));
            let is_related = app.shared().subject == Subject::Record(no);
            (Subject::Record(no), timeline.title(event.record.id), year.unwrap_or_default(), is_related)
        }
        Entry::Elsewhere => return,
    };
    let is_chosen = at == map.at;
    let style = match (is_chosen, is_related) {
        (true, _) => theme.selected,
        (_, true) => theme.accent,
        _ => theme.ink,
    };
    let (gutter, of_gutter) = match (is_chosen, is_related || app.shared().is_found(subject)) {
        (true, _) => ('▌', theme.selected),
        (_, true) => ('•', theme.accent),
        _ => (' ', theme.ink),
    };
    canvas.glyph(row.x, row.y, gutter, of_gutter);
    let mut left = row.x + 2;
    if let Some(number) = map.gazetteer.number(at) {
        let number = number.to_string();
        let of_number = if is_chosen || is_related { style } else { theme.quiet };
        let end = left + NUMBER - 1;
        if canvas.text_before(row.x + 1, end, row.y, &number, of_number) == end {
            // A number of four digits or more takes columns from the name.
            left = canvas.text(row.x + 1, row.y, row.width, &number, of_number).saturating_sub(NUMBER - 1);
        }
        left += NUMBER;
    }
    let right = row.right().saturating_sub(1);
    let end = canvas.text_before(left + 6, right, row.y, &beside, theme.faint);
    let room = end.saturating_sub(left + u16::from(end < right));
    canvas.text(left, row.y, room, title, style);
    canvas.highlight(left, row.y, room, title, &app.shared().found_in(title), theme.found);
}

#[must_use]
pub(crate) fn cursor(app: &App, area: Rect) -> Option<Position> {
    let content = title::below(area);
    let map = &app.views().map;
    let line = map.gazetteer.line_of(map.at).checked_sub(map.top)?;
    let y = content.y.checked_add(u16::try_from(line).ok()?)?;
    (y < content.bottom()).then(|| Position::new(content.x, y))
}
