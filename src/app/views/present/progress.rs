//! The time axis of a briefing: where its steps stand on it, and which step a click on it means.

use ratatui::layout::{Position, Rect};

use crate::app::shared::Shared;
use crate::app::time::axis::Axis;
use crate::app::time::scale::Window;
use crate::app::views::present::content::Content;
use crate::app::views::present::layout::Places;
use crate::app::views::present::{Presentation, Script};
use crate::describe::steps::place;
use crate::model::{Day, Edge, Gaps, RecordNo, When};

/// The columns beside the axis for the number of the step.
#[must_use]
pub(crate) fn number_width(shared: &Shared, presentation: &Presentation) -> u16 {
    let count = presentation.script.len(shared.timeline(), &shared.visible);
    let number = place(presentation.step.max(1), count).len()
        + if presentation.asked.is_some() || presentation.is_apart { 4 } else { 0 };
    u16::try_from(number.max(place(count, count).len())).unwrap_or(u16::MAX).saturating_add(2)
}

/// The parts of the line: for what has a date, and the columns at its end for what has none.
#[must_use]
pub(crate) fn parts(line: Rect, undated: usize) -> (Rect, Option<Rect>) {
    let most = (line.width / 4).max(1);
    let tail = match undated {
        0 => return (line, None),
        count => u16::try_from(count).unwrap_or(u16::MAX).clamp(7.min(most), most) + 2,
    };
    let dated = Rect { width: line.width.saturating_sub(tail), ..line };
    let left = line.right().saturating_sub(tail - 2);
    (dated, Some(Rect { x: left, width: tail - 2, ..line }))
}

/// The columns of undated steps, from the left of their part.
pub(crate) fn columns(undated: &[usize], columns: u16) -> impl Iterator<Item = (u16, usize)> {
    let (count, columns) = (undated.len().max(1), usize::from(columns));
    let column = move |at: usize| u16::try_from(at * columns.min(count) / count).unwrap_or(0);
    undated.iter().enumerate().map(move |(at, step)| (column(at), *step))
}

/// The axis of what has a date; `None` if nothing does.
#[must_use]
pub(crate) fn axis(shared: &Shared, presentation: &Presentation, columns: u16) -> Option<Axis> {
    let (first, last) = span(shared, presentation)?;
    Some(axis_of(shared, presentation, first, last, columns))
}

/// The step that a click in an area means; `None` beside the axis.
#[must_use]
pub(crate) fn step_at(
    shared: &Shared,
    presentation: &Presentation,
    area: Rect,
    at: Position,
) -> Option<usize> {
    let places = Places::new(area);
    let lines = [Some(places.axis), places.foot];
    if !lines.into_iter().flatten().any(|line| line.contains(at)) {
        return None;
    }
    let wide = number_width(shared, presentation);
    let line = Rect { width: places.axis.width.saturating_sub(wide), ..places.axis };
    let undated = undated(shared, presentation);
    let (dated, tail) = parts(line, undated.len());
    if let Some(tail) = tail.filter(|tail| (tail.x..tail.right()).contains(&at.x)) {
        let steps = columns(&undated, tail.width).collect::<Vec<_>>().into_iter();
        return steps.min_by_key(|(column, _)| column.abs_diff(at.x - tail.x)).map(|(_, step)| step);
    }
    let column = at.x.checked_sub(dated.x).filter(|column| *column < dated.width)?;
    let axis = axis(shared, presentation, dated.width)?;
    match presentation.script {
        Script::Briefing(_) => {
            let steps = days(shared, presentation).filter_map(|(step, day)| Some((axis.nearest(day?), step)));
            steps.min_by_key(|(of, step)| (of.abs_diff(column), *step)).map(|(_, step)| step)
        }
        Script::Events => {
            let rows = &shared.visible;
            let within = axis.rows(shared.timeline(), column);
            (rows.count_in(&within) > 0).then(|| rows.count_before(within.start) + 1)
        }
    }
}

pub(crate) fn day_of(shared: &Shared, no: RecordNo) -> Option<Day> {
    shared.timeline().day_of_row(shared.timeline().row_of(no)?)
}

/// The days of the events on a map, on an axis or in a comparison.
pub(crate) fn compared<'a>(
    shared: &'a Shared,
    presentation: &Presentation,
    step: usize,
) -> impl Iterator<Item = Day> + 'a {
    let step = presentation.script.step(shared.timeline(), step).filter(|step| step.show.is_none());
    let of = step.map_or(&[][..], |step| &step.of).iter();
    of.filter_map(|id| day_of(shared, shared.timeline().find(*id)?))
}

/// The days of all that steps compare, and of what is held back.
fn further<'a>(shared: &'a Shared, presentation: &'a Presentation) -> impl Iterator<Item = Day> + 'a {
    let (timeline, rows, script) = (shared.timeline(), &shared.visible, presentation.script);
    let (count, all) = (script.len(timeline, rows), script.len_with_backup(timeline, rows));
    let held_back =
        (count + 1..=all).filter_map(move |step| day_of(shared, script.shows(timeline, rows, step)?));
    held_back.chain((1..=all).flat_map(move |step| compared(shared, presentation, step)))
}

/// Whether a step shows a record without a date, rather than none.
pub(crate) fn is_undated(shared: &Shared, presentation: &Presentation, step: usize) -> bool {
    presentation.script.shows(shared.timeline(), &shared.visible, step).is_some()
}

/// Step numbers and their days.
pub(crate) fn days<'a>(
    shared: &'a Shared,
    presentation: &'a Presentation,
) -> impl Iterator<Item = (usize, Option<Day>)> + 'a {
    let of = |step| {
        let shown = presentation.script.shows(shared.timeline(), &shared.visible, step);
        shown.and_then(|no| day_of(shared, no)).or_else(|| compared(shared, presentation, step).next())
    };
    let count = if presentation.script == Script::Events {
        0
    } else {
        presentation.script.len(shared.timeline(), &shared.visible)
    };
    (1..=count).map(move |step| (step, of(step)))
}

/// The dates of the steps of a briefing, by step number.
pub(crate) fn steps<'a>(
    shared: &'a Shared,
    presentation: &'a Presentation,
) -> impl Iterator<Item = (usize, &'a When)> + 'a {
    let count = match presentation.script {
        Script::Events => 0,
        Script::Briefing(_) => presentation.script.len(shared.timeline(), &shared.visible),
    };
    let timeline = shared.timeline();
    (1..=count).filter_map(move |step| {
        let no = presentation.script.shows(timeline, &shared.visible, step)?;
        Some((step, timeline.event(no)?.date.as_ref()?))
    })
}

/// The undated steps of a briefing; a briefing of events has only one, the last.
pub(crate) fn undated(shared: &Shared, presentation: &Presentation) -> Vec<usize> {
    if presentation.script != Script::Events {
        return days(shared, presentation).filter(|(_, day)| day.is_none()).map(|(step, _)| step).collect();
    }
    let dated = shared.visible.count_before(shared.timeline().dated_count());
    let count = presentation.script.len(shared.timeline(), &shared.visible);
    // At most as many as there is room for, since only past and future ones are distinguishable.
    match count.saturating_sub(dated) {
        0 => Vec::new(),
        few @ 1..=7 => (count - few + 1..=count).collect(),
        _ if presentation.step > dated => vec![presentation.step],
        _ => vec![count],
    }
}

/// The first and last day of the briefing.
pub(crate) fn span(shared: &Shared, presentation: &Presentation) -> Option<(Day, Day)> {
    if presentation.script == Script::Events {
        let rows = &shared.visible;
        let last = rows.last_before(shared.timeline().dated_count())?;
        let first = rows.first_from(0)?;
        return shared.timeline().day_of_row(first).zip(shared.timeline().day_of_row(last));
    }
    // A span is shown to its end, but what is ongoing no farther than the file is current.
    let ends = steps(shared, presentation).filter_map(|(_, date)| match date.to() {
        Edge::On(day) => Some(day),
        Edge::Open => shared.timeline().as_of(),
        Edge::Unknown => None,
    });
    let days = days(shared, presentation).filter_map(|(_, day)| day);
    days.chain(ends).chain(further(shared, presentation)).fold(None, |span: Option<(Day, Day)>, day| {
        Some(span.map_or((day, day), |(first, last)| (first.min(day), last.max(day))))
    })
}

/// The day of an event on an axis; `None` without a year: `XXXX-08-11` could be any of ten thousand.
pub(crate) fn placed(shared: &Shared, no: RecordNo) -> Option<Day> {
    let date = shared.timeline().event(no)?.date.as_ref()?;
    let years = |edge: Edge| edge.day().map(Day::year);
    let is_any = years(date.from()) == Some(0) && years(date.to()) == Some(9999);
    day_of(shared, no).filter(|_| !is_any)
}

/// The axis of events that are told in the order of time; `None` if they have no dates with a year.
pub(crate) fn axis_in_time(shared: &Shared, content: &Content, columns: u16) -> Option<Axis> {
    let timeline = shared.timeline();
    let events = || content.in_time.iter().filter_map(|(.., no)| Some((placed(shared, (*no)?)?, (*no)?)));
    let date = |no: RecordNo| timeline.event(no)?.date.as_ref();
    let mut days: Vec<Day> = events().map(|(day, _)| day).collect();
    days.sort_unstable();
    let spans: Vec<(Day, Day)> = events()
        .filter_map(|(_, no)| match (date(no)?.from(), date(no)?.to()) {
            (Edge::On(from), Edge::On(to)) => Some((from, to)),
            (Edge::On(from), Edge::Open) => Some((from, timeline.as_of()?)),
            _ => None,
        })
        .collect();
    let first = *days.first()?;
    let last = spans.iter().map(|span| span.1).chain(days.last().copied()).max()?;
    let pad = last.0.saturating_sub(first.0) / i64::from(columns.max(2)) + 1;
    let window = Window { from: first, until: Day(last.0.saturating_add(pad)) };
    let latest_end = |before| spans.iter().filter(|span| span.0 < before).map(|span| span.1).max();
    Some(shared.axis_of(window, columns, &Gaps::new(&days, latest_end)))
}

/// An axis with a small margin at both ends. A briefing folds what its steps leave out.
fn axis_of(shared: &Shared, presentation: &Presentation, first: Day, last: Day, columns: u16) -> Axis {
    let pad = last.0.saturating_sub(first.0) / i64::from(columns.max(2)) + 1;
    let window = Window { from: first, until: Day(last.0.saturating_add(pad + 1)) };
    if presentation.script == Script::Events {
        return shared.axis_of(window, columns, shared.timeline().gaps());
    }
    let mut days: Vec<Day> = days(shared, presentation).filter_map(|(_, day)| day).collect();
    days.sort_unstable();
    let spans: Vec<(Day, Day)> = steps(shared, presentation)
        .filter_map(|(_, date)| match (date.from(), date.to()) {
            (Edge::On(from), Edge::On(to)) => Some((from, to)),
            _ => None,
        })
        .collect();
    let latest_end = |before| spans.iter().filter(|span| span.0 < before).map(|span| span.1).max();
    shared.axis_of(window, columns, &Gaps::new(&days, latest_end))
}
