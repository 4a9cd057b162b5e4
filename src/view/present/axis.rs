//! Draws the time axis at the bottom of a briefing, which shows its progress: `●` past steps, `◆` the current one, `○`
//! those to come. Undated steps are at the right end.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::App;
use crate::app::time::axis::Axis;
use crate::app::views::present::slide::Slide;
use crate::app::views::present::{Presentation, Script, progress};
use crate::model::Day;
use crate::text::width::width;

use crate::view::calendar::{self, clear_breaks, mark_breaks};
use crate::view::canvas::{Bar, Canvas, MOST_BARS, as_of, point};
use crate::view::theme::Theme;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Mark {
    Future,
    Past,
    Current,
}

impl Mark {
    fn of(step: usize, at: usize) -> Self {
        match step.cmp(&at) {
            std::cmp::Ordering::Less => Self::Past,
            std::cmp::Ordering::Equal => Self::Current,
            std::cmp::Ordering::Greater => Self::Future,
        }
    }

    fn glyph(self) -> char {
        match self {
            Self::Past => '●',
            Self::Current => '◆',
            Self::Future => '○',
        }
    }

    fn style(self, theme: &Theme) -> Style {
        match self {
            Self::Past => theme.quiet,
            Self::Current => theme.accent,
            Self::Future => theme.faint,
        }
    }
}

/// Draws the axis and the labels below it.
pub(crate) fn draw(
    app: &App,
    presentation: &Presentation,
    line: Rect,
    names: Option<Rect>,
    canvas: &mut Canvas<'_>,
    theme: &Theme,
) {
    let undated = progress::undated(app.shared(), presentation);
    let (dated, tail) = progress::parts(line, undated.len());
    if let Some(axis) = progress::axis(app.shared(), presentation, dated.width) {
        canvas.run(dated.x, dated.right().saturating_sub(1), dated.y, '─', theme.hairline);
        clear_breaks(&axis, dated, canvas);
        if presentation.script != Script::Events {
            // What the talk leaves out is there, too.
            let timeline = app.shared().timeline();
            let others = (0..axis.columns).filter(|column| !axis.rows(timeline, *column).is_empty());
            others.for_each(|column| canvas.glyph(dated.x + column, dated.y, '·', theme.faint));
        }
        let marks = marks(app, presentation, &axis);
        for (bar, mark) in spans(app, presentation, &axis) {
            bar.draw(dated, mark.style(theme), canvas);
        }
        mark_breaks(&axis, dated, canvas, theme);
        for (column, mark) in marks {
            paint(mark, (dated.x + column, dated.y), canvas, theme);
        }
        for day in here(app, presentation).filter(|day| (axis.from..axis.until).contains(day)) {
            paint(Mark::Current, (dated.x + axis.nearest(day), dated.y), canvas, theme);
        }
        if let Some(names) = names {
            labels(
                app,
                presentation,
                &axis,
                Rect { width: dated.width.min(names.width), ..names },
                canvas,
                theme,
            );
        }
    }
    if let Some(tail) = tail {
        for (column, step) in progress::columns(&undated, tail.width) {
            let mark = Mark::of(step, presentation.step);
            if mark == Mark::Current || undated.len() <= tail.width.into() || presentation.step != step {
                paint(mark, (tail.x + column, line.y), canvas, theme);
            }
        }
        let current = progress::columns(&undated, tail.width).find(|(_, step)| *step == presentation.step);
        if let Some((column, _)) = current {
            paint(Mark::Current, (tail.x + column, line.y), canvas, theme);
        }
        let is_undated = undated.iter().any(|step| progress::is_undated(app.shared(), presentation, *step));
        if let Some(names) = names.filter(|names| is_undated && tail.x + 7 <= names.right()) {
            canvas.text(tail.x, names.y, 7, "undated", theme.faint);
        }
    }
}

/// The days of what is on the screen: of a record that was asked for, of a step that is held back, of all that a step
/// compares.
fn here<'a>(app: &'a App, presentation: &'a Presentation) -> impl Iterator<Item = Day> + 'a {
    let (shared, step) = (app.shared(), presentation.step);
    let shown = presentation
        .asked
        .or_else(|| presentation.script.shows(shared.timeline(), &shared.visible, step))
        .filter(|_| presentation.script != Script::Events);
    let own = shown.and_then(|no| progress::day_of(shared, no));
    own.into_iter().chain(progress::compared(shared, presentation, step))
}

fn paint(mark: Mark, (x, y): (u16, u16), canvas: &mut Canvas<'_>, theme: &Theme) {
    canvas.glyph(x, y, mark.glyph(), mark.style(theme));
}

/// The bars of what is longer than a column, the longest first so that every end is seen; the current one last.
fn spans(app: &App, presentation: &Presentation, axis: &Axis) -> Vec<(Bar, Mark)> {
    let (timeline, rows, at) = (app.shared().timeline(), &app.shared().visible, presentation.step);
    let bar = |(step, date)| Some((Bar::of(date, axis, as_of(app))?, Mark::of(step, at)));
    let mut spans: Vec<(Bar, Mark)> = match presentation.script {
        Script::Briefing(_) => progress::steps(app.shared(), presentation).filter_map(bar).collect(),
        Script::Events => (0..axis.columns)
            .flat_map(|column| {
                let within = axis.rows(timeline, column);
                rows.iter_from(within.start).take_while(move |row| *row < within.end).take(MOST_BARS)
            })
            .filter_map(|row| {
                let date = timeline.event_ref_at(row)?.date()?;
                bar((rows.count_before(row) + 1, date))
            })
            .collect(),
    };
    spans.sort_by_key(|(bar, mark)| (*mark, std::cmp::Reverse(bar.to)));
    spans
}

/// The marks by column. In a shared column, the current step wins, then past ones.
fn marks(app: &App, presentation: &Presentation, axis: &Axis) -> Vec<(u16, Mark)> {
    let mut marks: Vec<(u16, Mark)> = match presentation.script {
        Script::Briefing(_) => progress::days(app.shared(), presentation)
            .filter_map(|(step, day)| Some((axis.nearest(day?), Mark::of(step, presentation.step))))
            .collect(),
        Script::Events => {
            let (rows, at) = (&app.shared().visible, presentation.step);
            let of = |column| {
                let within = axis.rows(app.shared().timeline(), column);
                let (first, count) = (rows.count_before(within.start) + 1, rows.count_in(&within));
                let mark =
                    if (first..first + count).contains(&at) { Mark::Current } else { Mark::of(first, at) };
                (count > 0).then_some((column, mark))
            };
            (0..axis.columns).filter_map(of).collect()
        }
    };
    marks.sort_unstable();
    marks
}

/// Labels the current step, and years or months around it.
fn labels(
    app: &App,
    presentation: &Presentation,
    axis: &Axis,
    line: Rect,
    canvas: &mut Canvas<'_>,
    theme: &Theme,
) {
    let shows = presentation.script.shows(app.shared().timeline(), &app.shared().visible, presentation.step);
    let mut taken: Vec<std::ops::Range<u16>> = Vec::new();
    let mut put = |at: u16, text: &str, is_here: bool, canvas: &mut Canvas<'_>| {
        let wide = u16::try_from(width(text)).unwrap_or(u16::MAX);
        let start = if is_here { at.saturating_sub(wide / 2) } else { at };
        let start = if is_here { start.min(line.width.saturating_sub(wide)) } else { start };
        let range = start..start.saturating_add(wide);
        let is_free = taken.iter().all(|other| range.end < other.start || range.start > other.end);
        if wide > 0 && range.end <= line.width && is_free {
            let style = if is_here { theme.accent } else { theme.faint };
            canvas.text(line.x + range.start, line.y, wide, text, style);
            taken.push(range);
        }
    };
    if let Some(no) = shows
        && let Some(day) = progress::day_of(app.shared(), no)
        && let Some(date) = app.shared().timeline().event(no).and_then(|event| event.date.as_ref())
    {
        put(axis.nearest(day), &date.short_words(), true, canvas);
    }
    for (column, name) in calendar::labels(axis) {
        put(column, &name, false, canvas);
    }
}

/// Draws the bars of events in the order of time beside the lines that tell them, and the ruler below them.
pub(crate) fn draw_in_time(
    app: &App,
    presentation: &Presentation,
    slide: &Slide,
    top: u16,
    canvas: &mut Canvas<'_>,
    theme: &Theme,
) {
    let (shared, content) = (app.shared(), &presentation.content);
    let Some(aside) = slide.places.aside() else { return };
    let Some(axis) = progress::axis_in_time(shared, content, aside.width) else { return };
    for (y, line) in (top..slide.places.block.bottom()).zip(presentation.lines()) {
        let line = line.bar.map(|bar| (bar, Rect { y, height: 1, ..aside }));
        let Some((bar, place)) = line else { continue };
        let Some((_, _, no)) = content.in_time.get(bar) else {
            canvas.run(place.x, place.right().saturating_sub(1), place.y, '─', theme.hairline);
            clear_breaks(&axis, place, canvas);
            mark_breaks(&axis, place, canvas, theme);
            for (column, name) in calendar::labels(&axis) {
                canvas.text(place.x + column, place.y + 1, aside.width - column, &name, theme.faint);
            }
            continue;
        };
        // A date without a year stands nowhere.
        let Some(day) = no.and_then(|no| progress::placed(shared, no)) else { continue };
        let date = no.and_then(|no| shared.timeline().event(no)).and_then(|event| event.date.as_ref());
        match date.and_then(|date| Bar::of(date, &axis, as_of(app))) {
            Some(bar) => bar.draw(place, theme.accent, canvas),
            None => canvas.glyph(place.x + axis.nearest(day), place.y, point(date), theme.accent),
        }
    }
}
