//! Draws the lanes view: actors, concerns, places or kinds side by side on one time axis.
//!
//! ```text
//!   Actors  1–9 of 33          1975╌╌╌╌1985╌╌╌╌1995╌╌╌╌2005╌╌╌╌2015╌╌╌‹2025›
//!   on 11 Aug 2025             Jan   Feb   Mar   Apr   May   Jun   Jul   Aug
//! ▌ Iran  signs            ‹21 ····●·····●·····├──┤··2·······●···◆·······╎
//!   Israel                  ‹3                 ├──┤              │       ╎
//!   Ali Larijani  signs                                      ●   ◆       ╎
//! ```
//!
//! A line joins the lanes of the selected event; `‹21` counts the events before the window, `›` those after it.

mod lane;

use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use crate::app::App;
use crate::app::core::layout::RibbonSize;
use crate::app::time::scale::Window;
use crate::app::views::lanes::{self, Lanes, Lineup, Places};
use crate::text::number::grouped;
use crate::view::canvas::Canvas;
use crate::view::lanes::lane::Row;
use crate::view::ribbon;
use crate::view::theme::Theme;

pub(crate) fn draw(app: &App, area: Rect, canvas: &mut Canvas<'_>, theme: &Theme) {
    let places = Lanes::places(app.shared(), area);
    if let Some(cluster) = &app.views().lanes.cluster {
        lane::draw_cluster(app, cluster, &places, canvas, theme);
        return;
    }
    let Some(lineup) = app.views().lanes.lineup() else { return };
    heading(app, lineup, &places, canvas, theme);
    time(app, &places, canvas, theme);
    if lineup.shown().is_empty() {
        let room = places.lanes.width.saturating_sub(3);
        canvas.text(places.names.x, places.lanes.y, room, &nothing(app, lineup), theme.quiet);
        return;
    }
    all(app, lineup, &places, canvas, theme);
    about(app, lineup, &places, canvas, theme);
}

fn nothing(app: &App, lineup: &Lineup) -> String {
    let (one, all) = app.views().lanes.facet.words();
    match (lineup.is_empty(), app.shared().timeline().row_count()) {
        (_, 0) => "This timeline has no events yet.".to_owned(),
        (true, _) => format!("No event names a {one}: Tab shows other lanes.").replace(" a a", " an a"),
        _ if lineup.is_filtered() => format!("The filter leaves no {one}: Tab shows other lanes."),
        (false, _) => format!("All {all} are hidden: D shows them again."),
    }
}

/// The facet, and which of its lanes are visible.
fn heading(app: &App, lineup: &Lineup, places: &Places, canvas: &mut Canvas<'_>, theme: &Theme) {
    let Places { heading, names, lanes, .. } = *places;
    let end = canvas.text(heading.x, heading.y, heading.width, app.views().lanes.facet.name(), theme.strong);
    let count = lineup.shown().len();
    let last = (lineup.top + usize::from(lanes.height)).min(count);
    let is_whole = last - lineup.top == count;
    let all = if lineup.is_filtered() {
        format!("{} of {} lanes", grouped(count), grouped(lineup.len()))
    } else {
        grouped(count)
    };
    let which = match (lineup.picked().len(), count) {
        (2.., _) => "two alone".to_owned(),
        (_, 0) => "none".to_owned(),
        _ if is_whole => all,
        _ if lineup.is_filtered() => format!("{}–{} · {all}", grouped(lineup.top + 1), grouped(last)),
        _ => format!("{}–{} of {all}", grouped(lineup.top + 1), grouped(last)),
    };
    let hidden = match (lineup.picked().len(), lineup.hidden_count()) {
        (2.., _) => format!(" · {} all", app.shared().key_of("pick-lane")),
        (1, _) => " · 1 picked".to_owned(),
        (_, 0) => String::new(),
        (_, count) => format!(" · {} hidden", grouped(count)),
    };
    let right = names.right();
    let start = canvas.text_before(end + 1, right, heading.y, &format!("{which}{hidden}"), theme.faint);
    if start == right {
        canvas.text_before(end + 1, right, heading.y, &which, theme.faint);
    }
    canvas.style(
        Rect { x: heading.x.saturating_sub(2), width: right.saturating_sub(heading.x) + 3, ..heading },
        theme.heading,
    );
    // The date for which roles are shown, and whether the selected event is in any lane.
    if let (Some(_), Some(event)) = (places.years, app.shared().chosen_event()) {
        let facet = app.views().lanes.facet;
        let date = event.date.as_ref();
        let day = date.map_or_else(|| "undated".to_owned(), |date| format!("on {}", date.short_words()));
        let is_apart = lanes::lanes_of(facet, app.shared().timeline(), event).is_empty();
        let apart = if is_apart { format!(" · no {}", facet.words().0) } else { String::new() };
        canvas.text(names.x, heading.y + 1, names.width, &format!("{day}{apart}"), theme.faint);
    }
}

/// The labels above the axis and the counts beside it.
fn time(app: &App, places: &Places, canvas: &mut Canvas<'_>, theme: &Theme) {
    let (Some(window), Some(whole)) = (app.shared().window, Window::whole(app.shared().timeline())) else {
        if app.shared().timeline().row_count() > 0 {
            canvas.text(places.axis.x, places.labels.y, places.axis.width, "no dated events", theme.faint);
        }
        return;
    };
    if places.axis.width == 0 {
        return;
    }
    let size = match places.years {
        Some(line) => {
            ribbon::draw_whole(app, whole, window, line, canvas, theme);
            RibbonSize::Full
        }
        None => RibbonSize::Short,
    };
    ribbon::draw_window(app, window, size, places.labels, canvas, theme);
    if let Some(undated) = places.undated {
        canvas.text_before(places.axis.right(), undated.right(), places.labels.y, "undated", theme.faint);
    }
}

/// Every visible lane, and the line that joins those of the selected event.
fn all(app: &App, lineup: &Lineup, places: &Places, canvas: &mut Canvas<'_>, theme: &Theme) {
    let facet = app.views().lanes.facet;
    let lane_axis = Lanes::lane_axis(app.shared(), places);
    let event = app.shared().chosen_event();
    let parts = event.map(|event| lanes::lanes_of(facet, app.shared().timeline(), event)).unwrap_or_default();
    let positions = parts.iter().filter_map(|(lane, _)| lineup.position(*lane));
    let joined = positions.clone().min().zip(positions.max());
    let ticks =
        app.shared().window.map(|window| ribbon::ticks(app, window, places.axis.width)).unwrap_or_default();
    let visible = lineup.shown().iter().enumerate().skip(lineup.top);
    for (y, (position, lane)) in (places.lanes.y..places.lanes.bottom()).zip(visible) {
        let row = Row {
            lane: *lane,
            part: parts.iter().find(|(other, _)| other == lane).map(|(_, part)| *part),
            is_chosen: position == lineup.at,
            is_joined: joined.is_some_and(|(first, last)| (first..=last).contains(&position) && first < last),
            ticks: &ticks,
            y,
        };
        lane::draw(app, &row, lane_axis.as_ref(), places, canvas, theme);
    }
    let drawn = lineup.shown().len().saturating_sub(lineup.top).min(places.lanes.height.into());
    let below = places.lanes.y.saturating_add(u16::try_from(drawn).unwrap_or(u16::MAX));
    let foot = places.event.or(places.lane).map_or(places.lanes.bottom(), |line| line.y);
    if let Some(lane_axis) = lane_axis.filter(|_| below < foot) {
        let line = Rect { y: below, height: 1, ..places.axis };
        lane::name_limits(app, &lane_axis.axis, line, canvas, theme);
    }
}

/// The lines at the bottom: the selected event, if no reader shows it, and the lane under the cursor.
fn about(app: &App, lineup: &Lineup, places: &Places, canvas: &mut Canvas<'_>, theme: &Theme) {
    let (facet, timeline) = (app.views().lanes.facet, app.shared().timeline());
    let Some(lane) = lineup.chosen() else { return };
    let event = app.shared().chosen_event();
    let date = event.and_then(|event| event.date.as_ref());
    if let (Some(line), Some(event)) = (places.event, event) {
        let words = date.map_or_else(|| "undated".to_owned(), |date| date.short_words());
        let texts = [("◆ ", theme.selected), (&words, theme.quiet), ("  ", theme.quiet)];
        let title = timeline.title(event.record.id);
        // No reader is beside the lanes: how to get to one is said before the title is.
        let reads = format!("{} reads", app.shared().key_of("read-in-lanes"));
        let room = line.right().saturating_sub(1);
        let start = canvas.text_before(line.x + line.width / 2, room, line.y, &reads, theme.faint);
        let line = Rect { width: (start + 1).saturating_sub(line.x + 2 * u16::from(start < room)), ..line };
        along(line, &[texts.as_slice(), &[(title, theme.ink)]].concat(), canvas);
    }
    let Some(line) = places.lane else { return };
    let rows = app.views().lanes.rows_of(app.shared(), lane);
    let part = event.and_then(|event| {
        let lanes = lanes::lanes_of(facet, timeline, event);
        lanes.into_iter().find(|(other, _)| *other == lane).map(|(_, part)| part)
    });
    let counts = counts(app, &rows, places);
    let right = line.right().saturating_sub(1);
    let name = app.views().lanes.title(timeline, lane);
    let words = lanes::below(facet, timeline, lane, part, date);
    let end = along(line, &[(&name, theme.strong), ("  ", theme.quiet), (&words, theme.quiet)], canvas);
    canvas.text_before(end + 2, right, line.y, &counts, theme.faint);
}

/// The number of a lane's events, of those in the window, and of undated ones.
fn counts(app: &App, rows: &[u32], places: &Places) -> String {
    let total = match rows.len() {
        1 => "1 event".to_owned(),
        count => format!("{count} events"),
    };
    let Some(lane_axis) = Lanes::lane_axis(app.shared(), places) else { return total };
    let (here, undated) = (lane_axis.within(rows).len(), rows.len() - lane_axis.dated(rows));
    let here = if here + undated == rows.len() { String::new() } else { format!(" · {here} here") };
    let undated = if undated == 0 { String::new() } else { format!(" · {undated} undated") };
    format!("{total}{here}{undated}")
}

/// Draws texts one after another, up to the right margin. Returns the column after them.
fn along(line: Rect, texts: &[(&str, Style)], canvas: &mut Canvas<'_>) -> u16 {
    let right = line.right().saturating_sub(1);
    texts
        .iter()
        .fold(line.x + 2, |x, (text, style)| canvas.text(x, line.y, right.saturating_sub(x), text, *style))
}

/// At the lane, or at the event in the list of a count.
pub(crate) fn cursor(app: &App, area: Rect) -> Option<Position> {
    let places = Lanes::places(app.shared(), area);
    let lanes = places.lanes;
    let line = match &app.views().lanes.cluster {
        Some(cluster) => {
            let position =
                lanes::first_from(&app.views().lanes.rows_of(app.shared(), cluster.lane), app.shared().row);
            position.checked_sub(cluster.places.start + cluster.top)?
        }
        None => app.views().lanes.lineup().and_then(|lineup| lineup.at.checked_sub(lineup.top))?,
    };
    let line = u16::try_from(line).ok().filter(|line| *line < lanes.height)?;
    Some(Position::new(lanes.x, lanes.y + line))
}
