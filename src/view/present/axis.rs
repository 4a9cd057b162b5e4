//! Draws the time axis at the bottom of a briefing, which shows its progress: `●` past steps, `◆` the current one, `○`
//! those to come. Undated steps are at the right end.

use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::app::App;
use crate::app::time::axis::Axis;
use crate::app::time::scale::Window;
use crate::app::views::present::{Presentation, Script};
use crate::model::{Day, Edge, Gaps, RecordNo, When};
use crate::text::width::width;

use crate::view::calendar::{self, clear_breaks, mark_breaks};
use crate::view::canvas::{Bar, Canvas, MOST_BARS, as_of};
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
    let undated = undated(app, presentation);
    let most = (line.width / 4).max(1);
    let tail = match undated.len() {
        0 => 0,
        count => u16::try_from(count).unwrap_or(u16::MAX).clamp(7.min(most), most) + 2,
    };
    let dated = Rect { width: line.width.saturating_sub(tail), ..line };
    if let Some((first, last)) = span(app, presentation) {
        let axis = axis(app, presentation, first, last, dated.width);
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
    if tail > 0 {
        let left = line.right().saturating_sub(tail - 2);
        let count = undated.len();
        let columns = usize::from(tail - 2);
        for (at, step) in undated.into_iter().enumerate() {
            let column = u16::try_from(at * columns.min(count) / count).unwrap_or(0);
            let place = (left + column, line.y);
            let mark = Mark::of(step, presentation.step);
            if mark == Mark::Current || count <= columns || presentation.step != step {
                paint(mark, place, canvas, theme);
            }
        }
        if let Some(names) = names.filter(|names| left + 7 <= names.right()) {
            canvas.text(left, names.y, 7, "undated", theme.faint);
        }
    }
}

fn paint(mark: Mark, (x, y): (u16, u16), canvas: &mut Canvas<'_>, theme: &Theme) {
    canvas.glyph(x, y, mark.glyph(), mark.style(theme));
}

fn day_of(app: &App, no: RecordNo) -> Option<Day> {
    app.shared().timeline().day_of_row(app.shared().timeline().row_of(no)?)
}

/// Step numbers and their days.
fn days<'a>(app: &'a App, presentation: &'a Presentation) -> impl Iterator<Item = (usize, Option<Day>)> + 'a {
    let of = |step| {
        presentation
            .script
            .shows(app.shared().timeline(), &app.shared().visible, step)
            .and_then(|no| day_of(app, no))
    };
    let count =
        if presentation.script == Script::Events { 0 } else { app.views().present.steps(app.shared()) };
    (1..=count).map(move |step| (step, of(step)))
}

/// The dates of the steps of a briefing, by step number.
fn steps<'a>(app: &'a App, presentation: &'a Presentation) -> impl Iterator<Item = (usize, &'a When)> + 'a {
    let count = match presentation.script {
        Script::Events => 0,
        Script::Briefing(_) => app.views().present.steps(app.shared()),
    };
    let timeline = app.shared().timeline();
    (1..=count).filter_map(move |step| {
        let no = presentation.script.shows(timeline, &app.shared().visible, step)?;
        Some((step, timeline.event(no)?.date.as_ref()?))
    })
}

/// The bars of what is longer than a column, the longest first so that every end is seen; the current one last.
fn spans(app: &App, presentation: &Presentation, axis: &Axis) -> Vec<(Bar, Mark)> {
    let (timeline, rows, at) = (app.shared().timeline(), &app.shared().visible, presentation.step);
    let bar = |(step, date)| Some((Bar::of(date, axis, as_of(app))?, Mark::of(step, at)));
    let mut spans: Vec<(Bar, Mark)> = match presentation.script {
        Script::Briefing(_) => steps(app, presentation).filter_map(bar).collect(),
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

/// The undated steps of a briefing; a briefing of events has only one, the last.
fn undated(app: &App, presentation: &Presentation) -> Vec<usize> {
    if presentation.script != Script::Events {
        return days(app, presentation).filter(|(_, day)| day.is_none()).map(|(step, _)| step).collect();
    }
    let dated = app.shared().visible.count_before(app.shared().timeline().dated_count());
    let count = app.views().present.steps(app.shared());
    // At most as many as there is room for, since only past and future ones are distinguishable.
    match count.saturating_sub(dated) {
        0 => Vec::new(),
        few @ 1..=7 => (count - few + 1..=count).collect(),
        _ if presentation.step > dated => vec![presentation.step],
        _ => vec![count],
    }
}

/// The first and last day of the briefing.
fn span(app: &App, presentation: &Presentation) -> Option<(Day, Day)> {
    if presentation.script == Script::Events {
        let rows = &app.shared().visible;
        let last = rows.last_before(app.shared().timeline().dated_count())?;
        let first = rows.first_from(0)?;
        return app.shared().timeline().day_of_row(first).zip(app.shared().timeline().day_of_row(last));
    }
    // A span is shown to its end, but what is ongoing no farther than the file is current.
    let ends = steps(app, presentation).filter_map(|(_, date)| match date.to() {
        Edge::On(day) => Some(day),
        Edge::Open => as_of(app),
        Edge::Unknown => None,
    });
    let days = days(app, presentation).filter_map(|(_, day)| day);
    days.chain(ends).fold(None, |span: Option<(Day, Day)>, day| {
        Some(span.map_or((day, day), |(first, last)| (first.min(day), last.max(day))))
    })
}

/// An axis with a small margin at both ends. A briefing folds what its steps leave out.
fn axis(app: &App, presentation: &Presentation, first: Day, last: Day, columns: u16) -> Axis {
    let pad = last.0.saturating_sub(first.0) / i64::from(columns.max(2)) + 1;
    let window =
        Window { from: Day(first.0.saturating_sub(pad)), until: Day(last.0.saturating_add(pad + 1)) };
    if presentation.script == Script::Events {
        return app.shared().axis_of(window, columns, app.shared().timeline().gaps());
    }
    let mut days: Vec<Day> = days(app, presentation).filter_map(|(_, day)| day).collect();
    days.sort_unstable();
    let spans: Vec<(Day, Day)> = steps(app, presentation)
        .filter_map(|(_, date)| match (date.from(), date.to()) {
            (Edge::On(from), Edge::On(to)) => Some((from, to)),
            _ => None,
        })
        .collect();
    let latest_end = |before| spans.iter().filter(|span| span.0 < before).map(|span| span.1).max();
    app.shared().axis_of(window, columns, &Gaps::new(&days, latest_end))
}

/// The marks by column. In a shared column, the current step wins, then past ones.
fn marks(app: &App, presentation: &Presentation, axis: &Axis) -> Vec<(u16, Mark)> {
    let mut marks: Vec<(u16, Mark)> = match presentation.script {
        Script::Briefing(_) => days(app, presentation)
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
        && let Some(day) = day_of(app, no)
        && let Some(date) = app.shared().timeline().event(no).and_then(|event| event.date.as_ref())
    {
        put(axis.nearest(day), &date.short_words(), true, canvas);
    }
    for (column, name) in calendar::labels(axis) {
        put(column, &name, false, canvas);
    }
}
