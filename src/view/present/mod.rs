//! Draws a briefing: one step at a time, without chrome or animation, and the time axis below it as its progress.

mod axis;

use std::time::Duration;

use ratatui::layout::{Position, Rect};
use ratatui::style::{Modifier, Style};

use crate::app::core::briefing::Clock;
use crate::app::core::picture::Shown;
use crate::app::core::screens::Doubling;
use crate::app::input::bindings;
use crate::app::page::{Flow, PageLine, Span, Tone};
use crate::app::views::present::large::{BULLET, TextSize};
use crate::app::views::present::layout::{Frame, Places};
use crate::app::views::present::slide::{Capabilities, Slide};
use crate::app::views::present::state::Overview;
use crate::app::views::present::{Presentation, progress};
use crate::app::{App, Mode, Prefix};
use crate::describe::steps;
use crate::text::letters::{self, Size};
use crate::text::width::width;
use crate::view::canvas::Canvas;
use crate::view::map::locator;
use crate::view::picture::paint;
use crate::view::theme::Theme;

pub(crate) fn draw(app: &App, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let Some(presentation) =
        app.views().present.presentation.as_ref().filter(|presentation| !presentation.is_blank)
    else {
        return;
    };
    // The list is the speaker's, and stands in the notes if there are any.
    if let Some(overview) = presentation.overview.filter(|_| presentation.readers == 0) {
        draw_overview(app, overview, area, canvas, theme);
        foot(
            app,
            presentation,
            &Slide::new(
                &presentation.content,
                area,
                Capabilities { is_ascii: true, ..Capabilities::default() },
            ),
            canvas,
            theme,
        );
        return;
    }
    if area == app.shared().area {
        step(app, presentation, &presentation.slide, canvas, theme);
    } else {
        let slide =
            Slide::new(&presentation.content, area, app.views().present.capabilities(app.shared(), area));
        step(app, presentation, &slide, canvas, theme);
    }
    if let Some(list) = place_of_links(app, presentation) {
        links(app, presentation, list, canvas, theme);
    }
}

fn step(app: &App, presentation: &Presentation, slide: &Slide, canvas: &mut Canvas<'_>, theme: &Theme) {
    let block = slide.places.block;
    if let Some(frame) = &slide.frame {
        let until = place_of_links(app, presentation).map_or(u16::MAX, |list| list.y);
        let map = &presentation.content.map;
        if !map.is_empty() {
            let room =
                Rect { height: frame.room.height.min(until.saturating_sub(frame.room.y)), ..frame.room };
            locator(app, map, room, canvas, theme);
        } else {
            draw_picture(app, frame, until, canvas, theme);
        }
    }
    let mut y = block.y;
    for over in &slide.over {
        draw_line(over, Rect { y, height: 1, ..block }, canvas, theme);
        y += 1;
    }
    y += u16::from(slide.places.is_roomy && !slide.over.is_empty());
    for text in &slide.title.lines {
        match slide.title.size {
            Some(size) => {
                draw_letters(text, size, (block.x, y), theme.strong, canvas);
                y += u16::try_from(size.rows() + 1).unwrap_or(1);
            }
            None if slide.title.doubling != Doubling::None => {
                canvas.double(Position::new(block.x, y), text, theme.strong, slide.title.doubling);
                y += 2;
            }
            None => {
                canvas.text(block.x, y, block.width, text, theme.strong);
                y += 1;
            }
        }
    }
    // Large letters already end with an empty row.
    y += u16::from(block.height >= 10 && slide.title.size.is_none());
    y += slide.frame.as_ref().map_or(0, |frame| frame.above_text);
    if !presentation.content.in_time.is_empty() {
        axis::draw_in_time(app, presentation, slide, y, canvas, theme);
    }
    let newest = presentation.points;
    let notes = u16::try_from(slide.notes.len()).unwrap_or(0);
    let until = block.bottom().saturating_sub(if notes > 0 { notes + 1 } else { 0 });
    let mut is_begun = false;
    for shown in presentation.lines() {
        let area = Rect { y, height: 1, ..block };
        match shown.size {
            None => draw_line(&shown.line, area, canvas, theme),
            Some(size) => draw_large(&shown.line, size, area, canvas, theme),
        }
        // The bullet of the newest point is highlighted.
        let has_mark = shown.size.is_none() && shown.line.spans.first().is_some_and(|span| span.text == "•");
        if has_mark && shown.point == newest && newest > 0 && !is_begun {
            canvas.glyph(block.x, y, '•', theme.accent);
            is_begun = true;
        }
        // A large text covers the lines that are kept free below it.
        y += 1;
        if y >= until {
            break;
        }
    }
    for (y, line) in (slide.aside_at.y..until.min(slide.aside_at.bottom())).zip(&slide.aside) {
        if line.point <= presentation.shown_points() {
            draw_line(&line.line, Rect { y, height: 1, ..slide.aside_at }, canvas, theme);
        }
    }
    for (y, note) in (block.bottom().saturating_sub(notes)..block.bottom()).zip(&slide.notes) {
        draw_line(note, Rect { y, height: 1, ..block }, canvas, theme);
    }
    foot(app, presentation, slide, canvas, theme);
}

/// The axis, the step number, and the message below.
fn foot(app: &App, presentation: &Presentation, slide: &Slide, canvas: &mut Canvas<'_>, theme: &Theme) {
    let places = &slide.places;
    if places.axis.height == 0 {
        return;
    }
    let steps = app.views().present.steps(app.shared());
    let number = match presentation.step {
        step if presentation.is_apart => format!("Esc {}", steps::place(step.max(1), steps)),
        step if presentation.asked.is_some() && !presentation.is_mirror => {
            format!("Esc {}", steps::place(step.max(1), steps))
        }
        0 => String::new(),
        step => steps::place(step, steps),
    };
    let wide = progress::number_width(app.shared(), presentation);
    canvas.text_before(places.axis.x, places.axis.right(), places.axis.y, &number, theme.quiet);
    let message = message(app, presentation);
    let words = if places.foot.is_none() { places.axis } else { places.foot.unwrap_or_default() };
    let right = right_of(app, presentation, slide, words.width);
    let room = words.width.saturating_sub(if places.foot.is_none() { wide } else { 0 });
    let words = Rect { width: room, ..words };
    let line = Rect { width: places.axis.width.saturating_sub(wide), ..places.axis };
    let is_covered = !message.is_empty() || !right.is_empty();
    if !(is_covered && places.foot.is_none()) {
        let names = places.foot.filter(|_| message.is_empty()).map(|foot| {
            let clear = match width(&right) {
                0 => 0,
                clear => u16::try_from(clear + 2).unwrap_or(u16::MAX),
            };
            Rect { width: foot.width.saturating_sub(clear.max(wide)), ..foot }
        });
        axis::draw(app, presentation, line, names, canvas, theme);
    }
    let end = canvas.text(words.x, words.y, words.width, &message, theme.accent);
    canvas.text_before(end + 2, words.right(), words.y, &right, theme.quiet);
}

/// The number being typed, or a message.
fn message(app: &App, presentation: &Presentation) -> String {
    if app.shared().mode == Mode::Awaiting(Prefix::Open) {
        return "a letter follows a link · Esc".to_owned();
    }
    match (presentation.number.as_str(), app.shared().message.as_deref()) {
        // What is said to the speaker stands in the notes.
        _ if presentation.readers > 0 => String::new(),
        (number, _) if presentation.is_map && number == "3" => {
            "Enter goes to step 3 · 0 3 Enter does so without the map".to_owned()
        }
        ("", message) => message.unwrap_or_default().to_owned(),
        (number, _) => format!("Enter goes to step {number}"),
    }
}

/// The text at the right: whether the step has more parts, and the clock.
fn right_of(app: &App, presentation: &Presentation, slide: &Slide, room: u16) -> String {
    let parts = slide.parts.len();
    let more = (parts > 1).then(|| match (presentation.part + 1, room < 40) {
        (part, true) => format!("{}{part}/{parts}", if part < parts { "↓ " } else { "" }),
        (part, false) => format!("{}{part} of {parts}", if part < parts { "more ↓ " } else { "" }),
    });
    let budget = presentation.script.briefing(app.shared().timeline()).and_then(|briefing| briefing.minutes);
    let of = budget.map_or_else(String::new, |minutes| {
        format!(" of {}", Clock::words(Duration::from_secs_f64(minutes * 60.0)))
    });
    let clock = presentation.clock.is_shown.then(|| Clock::words(presentation.clock.elapsed()) + &of);
    [more, clock].into_iter().flatten().collect::<Vec<_>>().join("   ")
}

/// The area of the list of links, if it is open.
fn place_of_links(app: &App, presentation: &Presentation) -> Option<Rect> {
    let block = presentation.slide.places.block;
    let count = u16::try_from(presentation.content.links.len().min(26)).unwrap_or(0);
    let top = block.bottom().saturating_sub(count + 1).max(block.y);
    (app.shared().mode == Mode::Awaiting(Prefix::Open)).then(|| Rect {
        y: top,
        height: block.bottom() - top,
        ..block
    })
}

/// Draws the links with their letters.
fn links(app: &App, presentation: &Presentation, list: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    canvas.clear(list);
    for (y, (at, no)) in (list.y + 1..list.bottom()).zip(presentation.content.links.iter().enumerate()) {
        let Some(letter) = bindings::letter(at) else { break };
        let style = theme.selected.add_modifier(Modifier::REVERSED);
        canvas.text(list.x, y, 1, &letter.to_string(), style);
        let title = app.shared().timeline().id_of(*no).map_or("", |id| app.shared().timeline().title(id));
        let kind = format!("  {}", no.table.name());
        let end = canvas.text(list.x + 2, y, list.width.saturating_sub(2), title, theme.link);
        canvas.text(end, y, list.right().saturating_sub(end), &kind, theme.faint);
    }
}

/// The cursor: at the selected step of the overview. On a step it is hidden, so as not to distract.
pub(crate) fn cursor(app: &App, area: Rect) -> Option<Position> {
    let presentation = app.views().present.presentation.as_ref().filter(|it| it.readers == 0)?;
    cursor_overview(presentation.overview?, area)
}

/// Draws the picture down to row `until`, where the list of links covers it. It is aligned to the bottom, above its
/// caption.
pub(crate) fn draw_picture(app: &App, frame: &Frame, until: u16, canvas: &mut Canvas<'_>, theme: &Theme) {
    let room = frame.room;
    for (y, words) in (room.bottom()..).zip(&frame.words) {
        draw_line(words, Rect { y, height: 1, ..room }, canvas, theme);
    }
    match app.shared().picture() {
        // The rendered picture may still be for a larger area.
        Some(Shown::Ready(picture)) if picture.size().height <= room.height => {
            let y = room.bottom() - picture.size().height;
            let area = Rect { y, height: room.bottom().min(until).saturating_sub(y), ..room };
            paint(picture, 0, area, canvas);
        }
        Some(Shown::Failed(why)) => {
            let mut flow = Flow::new(room.width.into());
            flow.paragraph(&[Span::new(Tone::Accent, why.as_str())]);
            let rows = u16::try_from(flow.lines.len()).unwrap_or(u16::MAX).min(room.height);
            for (y, caption) in (room.bottom() - rows..room.bottom()).zip(&flow.lines) {
                draw_line(caption, Rect { y, height: 1, ..room }, canvas, theme);
            }
        }
        Some(Shown::Ready(_) | Shown::Waiting) | None => {}
    }
}

/// Draws a line of text, with its right-aligned text.
pub(crate) fn draw_line(line: &PageLine, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let mut x = area.x;
    for span in &line.spans {
        x = canvas.text(x, area.y, area.right().saturating_sub(x), &span.text, theme.tone(span.tone));
    }
    if let Some(span) = &line.right {
        canvas.text_before(x + 1, area.right(), area.y, &span.text, theme.tone(span.tone));
    }
}

/// Draws a line of large text, with its bullet and its footnotes.
fn draw_large(line: &PageLine, size: TextSize, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    if size == TextSize::Double {
        let mut x = area.x;
        for span in &line.spans {
            x = canvas.double(Position::new(x, area.y), &span.text, theme.tone(span.tone), Doubling::Text);
        }
        return;
    }
    let mut x = area.x;
    if let Some(bullet) = &line.right {
        canvas.text(x, area.y + 2, 1, &bullet.text, theme.tone(bullet.tone));
        x += u16::try_from(BULLET).unwrap_or(0);
    }
    if let Some((text, marks)) = line.spans.split_first() {
        draw_letters(&text.text, Size::Quarter, (x, area.y), theme.tone(text.tone), canvas);
        let wide = letters::line(&text.text, Size::Quarter).len().div_ceil(Size::Quarter.dots_across());
        x += u16::try_from(wide + 1).unwrap_or(u16::MAX);
        let marks = PageLine { spans: marks.to_vec(), ..PageLine::default() };
        draw_line(&marks, Rect { x, width: area.right().saturating_sub(x), ..area }, canvas, theme);
    }
}

/// The upper and lower half of a cell, by two bits.
const HALVES: [char; 4] = [' ', '▀', '▄', '█'];
/// The quarters of a cell, by four bits: upper left, lower left, upper right, lower right.
const QUARTERS: [char; 16] = [' ', '▘', '▖', '▌', '▝', '▀', '▞', '▛', '▗', '▚', '▄', '▙', '▐', '▜', '▟', '█'];

pub(crate) fn draw_letters(
    text: &str,
    size: Size,
    (x, y): (u16, u16),
    style: Style,
    canvas: &mut Canvas<'_>,
) {
    let columns = letters::line(text, size);
    for (right, dots) in (0_u16..).zip(columns.chunks(size.dots_across())) {
        let bits = |column: usize, row: usize, mask: u8| {
            usize::from(dots.get(column).copied().unwrap_or(0) >> row & mask)
        };
        for (down, row) in (0_u16..).zip(0..size.rows()) {
            let glyph = match size {
                Size::Whole => [' ', '█'][bits(0, row, 1)],
                Size::Half => HALVES[bits(0, 2 * row, 3)],
                Size::Quarter => QUARTERS[bits(0, 2 * row, 3) | bits(1, 2 * row, 3) << 2],
            };
            if glyph != ' ' {
                canvas.glyph(x.saturating_add(right), y.saturating_add(down), glyph, style);
            }
        }
    }
}

/// The area of the list, below its heading.
fn place(area: Rect) -> Rect {
    let block = Places::new(area).block;
    let above = if block.height > 8 { 2 } else { 0 };
    Rect { y: block.y + above, height: block.height - above, ..block }
}

#[must_use]
pub(crate) fn first(overview: Overview, height: u16) -> usize {
    let height = usize::from(height.max(1));
    overview.top.min(overview.at).max((overview.at + 1).saturating_sub(height))
}

pub(crate) fn draw_overview(
    app: &App,
    overview: Overview,
    area: Rect,
    canvas: &mut Canvas<'_>,
    theme: &Theme,
) {
    let list = place(area);
    let block = Places::new(area).block;
    let (count, steps, at) = (
        app.views().present.steps(app.shared()),
        app.views().present.steps_with_backup(app.shared()),
        app.views().present.presentation.as_ref().map_or(0, |presentation| presentation.step),
    );
    if list.y > block.y {
        let title = app
            .views()
            .present
            .step_at(app.shared(), 0)
            .map_or(String::new(), |content| content.title.to_owned());
        let end = canvas.text(block.x, block.y, block.width, &title, theme.strong);
        canvas.text_before(end + 2, block.right(), block.y, &steps::counted(steps, count), theme.faint);
    }
    let digits = u16::try_from(steps.to_string().len()).unwrap_or(1);
    for (y, step) in (list.y..list.bottom()).zip(first(overview, list.height)..=steps) {
        let Some(content) = app.views().present.step_at(app.shared(), step) else { continue };
        let style = if step == overview.at { theme.selected } else { theme.ink };
        if step == overview.at {
            canvas.glyph(list.x, y, '▌', theme.selected);
        }
        let number = if step == 0 { String::new() } else { step.to_string() };
        canvas.text_before(list.x + 2, list.x + 2 + digits, y, &number, theme.faint);
        let mark = match step.cmp(&at) {
            std::cmp::Ordering::Less => '●',
            std::cmp::Ordering::Equal => '◆',
            std::cmp::Ordering::Greater => '○',
        };
        canvas.glyph(list.x + 3 + digits, y, mark, if step == at { theme.accent } else { theme.faint });
        let date = content
            .shows
            .and_then(|no| app.shared().timeline().event(no))
            .and_then(|event| event.date.as_ref());
        let date = date.map(crate::model::When::short_words).unwrap_or_default();
        let date = if step > count { steps::number(step, count) } else { date };
        let left = list.x + 5 + digits;
        let dated = canvas.text_before(left + 24, list.right(), y, &date, theme.quiet);
        let title = if step == 0 { "The bottom line" } else { content.title };
        canvas.text(left, y, dated.saturating_sub(left + 2), title, style);
    }
}

#[must_use]
pub(crate) fn cursor_overview(overview: Overview, area: Rect) -> Option<Position> {
    let list = place(area);
    let down = u16::try_from(overview.at - first(overview, list.height)).ok()?;
    Some(Position::new(list.x, list.y + down)).filter(|at| list.contains(*at))
}
