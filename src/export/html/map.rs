//! A map of places as a drawing: the coasts and borders of the program's own map, and each place with its name.

use std::fmt::Write as _;

use crate::app::views::map::atlas::{Atlas, Kind};
use crate::app::views::map::chart::Chart;
use crate::app::views::map::gazetteer::{Gazetteer, points_of, states};
use crate::export::content::Content;
use crate::export::html::escape;
use crate::model::{Position, RecordNo, Table};
use crate::text::width::width;

/// The size of the map on the page, in units of which one is about two pixels.
pub(crate) const ON_PAGE: (u16, u16) = (360, 200);
/// The size of letters, and the width of one, in the same units.
const LETTER: f64 = 7.0;
const ADVANCE: f64 = 3.9;
/// From its place to its name.
const GAP: f64 = 4.0;

/// The places that are exported and can be drawn, those with most events first, and the points of the theatre, where
/// most of the events are.
pub(crate) fn places(content: &Content<'_>) -> (Vec<RecordNo>, Vec<Position>) {
    let gazetteer = Gazetteer::new(content.timeline, |row| content.rows.contains(row));
    let places = gazetteer.placed().filter(|no| content.has(*no)).collect();
    (places, gazetteer.theatre(content.timeline))
}

/// Writes a map fitted to some points; nothing without any.
pub(crate) fn write(
    out: &mut String,
    content: &Content<'_>,
    places: &[RecordNo],
    fitted: &[Position],
    size: (u16, u16),
) {
    let Some(chart) = Chart::fitted(fitted, size) else { return };
    let _ = write!(
        out,
        "<svg class=map viewBox=\"0 0 {} {}\" role=group aria-label=\"Map of {} places\">",
        size.0,
        size.1,
        places.len()
    );
    for (kind, class) in [(Kind::Border, "border"), (Kind::Coast, "coast")] {
        let lines = Atlas::shipped().lines(&chart, LEAST_ISLAND).filter(|(found, _)| *found == kind);
        let mut path = String::new();
        lines.for_each(|(_, line)| trace(&mut path, &line, size));
        let _ = write!(out, "<path class={class} d=\"{path}\"></path>");
    }
    let mut taken: Vec<[f64; 4]> = Vec::new();
    for place in places {
        let points: Vec<(f64, f64)> =
            points_of(content.timeline, *place).into_iter().map(|point| chart.dot(point)).collect();
        let Some(at) = points.get(points.len() / 2).filter(|at| is_inside(**at, size)) else { continue };
        let name = content.timeline.record(*place).map_or("", |record| content.timeline.title(record.id));
        escape::open_anchor(out, content, *place);
        if points.len() > 1 {
            let mut path = String::new();
            trace(&mut path, &points, size);
            let _ = write!(out, "<path class=line d=\"{path}\"></path>");
        } else {
            let _ = write!(out, "<circle cx={:.1} cy={:.1} r=2></circle>", at.0, at.1);
            taken.push([at.0 - 2.0, at.1 - 2.0, at.0 + 2.0, at.1 + 2.0]);
        }
        match room(*at, width(name), size, &taken) {
            Some((x, y, area)) => {
                taken.push(area);
                let _ = write!(out, "<text x={x:.1} y={y:.1}>");
                escape::text(out, name);
                out.push_str("</text></a>");
            }
            None => {
                escape::element(out, "title", "", name);
                out.push_str("</a>");
            }
        }
    }
    for (code, actor) in states(content.timeline) {
        let name = content.timeline.title(actor).to_uppercase();
        let free = Atlas::shipped().country(code).iter().find_map(|(lon, lat)| {
            let at = chart.dot(Position { lat: f64::from(*lat), lon: f64::from(*lon) });
            let (x, y, area) = centred(at, width(&name));
            let is_on = is_inside((area[0], area[1]), size) && is_inside((area[2], area[3]), size);
            (is_on && is_free(&area, &taken)).then_some((x, y, area))
        });
        if let Some((x, y, area)) = free {
            taken.push(area);
            let _ = write!(out, "<text class=state x={x:.1} y={y:.1}>");
            escape::text(out, &name);
            out.push_str("</text>");
        }
    }
    out.push_str("</svg>\n");
}

/// Writes the map of the whole export.
pub(crate) fn whole(out: &mut String, content: &Content<'_>) {
    let (places, theatre) = places(content);
    if places.len() > 1 {
        write(out, content, &places, &theatre, ON_PAGE);
        out.push_str("<p class=quiet>Coasts and borders: Natural Earth. Borders as they are controlled; no line takes a side.</p>\n");
    }
}

/// The map of a step that shows places.
pub(crate) fn of_step(out: &mut String, content: &Content<'_>, shown: &[RecordNo], size: (u16, u16)) {
    let can_be_drawn = |no: &RecordNo| {
        let places = &content.timeline.records().places;
        no.table == Table::Place && places.get(no.index()).is_some_and(crate::model::Place::is_placed)
    };
    let shown: Vec<RecordNo> = shown.iter().copied().filter(can_be_drawn).collect();
    let points: Vec<Position> = shown.iter().flat_map(|no| points_of(content.timeline, *no)).collect();
    write(out, content, &shown, &points, size);
}

fn is_inside((x, y): (f64, f64), size: (u16, u16)) -> bool {
    (0.0..=f64::from(size.0)).contains(&x) && (0.0..=f64::from(size.1)).contains(&y)
}

fn is_free(area: &[f64; 4], taken: &[[f64; 4]]) -> bool {
    taken
        .iter()
        .all(|other| area[0] >= other[2] || other[0] >= area[2] || area[1] >= other[3] || other[1] >= area[3])
}

/// Where the name of a state begins that stands around a point, and its area.
fn centred((x, y): (f64, f64), letters: usize) -> (f64, f64, [f64; 4]) {
    let half = letters as f64 * ADVANCE / 2.0;
    (x - half, y, [x - half, y - LETTER * 0.8, x + half, y + LETTER * 0.2])
}

/// Where the name of a place goes: right of it, left, above or below, if that is free.
fn room(
    (x, y): (f64, f64),
    letters: usize,
    size: (u16, u16),
    taken: &[[f64; 4]],
) -> Option<(f64, f64, [f64; 4])> {
    let wide = letters as f64 * ADVANCE;
    let places = [
        (x + GAP, y + LETTER * 0.35),
        (x - GAP - wide, y + LETTER * 0.35),
        (x - wide / 2.0, y - GAP),
        (x - wide / 2.0, y + GAP + LETTER * 0.7),
    ];
    places.into_iter().find_map(|(left, base)| {
        let area = [left, base - LETTER * 0.8, left + wide, base + LETTER * 0.2];
        let is_on = is_inside((area[0], area[1]), size) && is_inside((area[2], area[3]), size);
        (is_free(&area, taken) && is_on).then_some((left, base, area))
    })
}

/// Islands smaller than this are left out, in units.
const LEAST_ISLAND: f64 = 4.0;
/// Points that are closer, in units, are left out.
const LEAST: u32 = 3;

/// Writes a line in whole units, without what lies outside.
fn trace(path: &mut String, line: &[(f64, f64)], size: (u16, u16)) {
    #[expect(clippy::cast_possible_truncation, reason = "a place on the drawing, or far from it")]
    let whole = |(x, y): (f64, f64)| (x.round().clamp(-9e6, 9e6) as i32, y.round().clamp(-9e6, 9e6) as i32);
    let mut before: Option<((i32, i32), bool)> = None;
    let mut is_drawn = false;
    for (number, point) in (1..).zip(line) {
        let (at, is_in) = (whole(*point), is_inside(*point, size));
        if let Some((last, was_in)) = before {
            let moved = last.0.abs_diff(at.0).max(last.1.abs_diff(at.1));
            // Lines are in pieces, which must end where the next one begins.
            if moved == 0 || (moved < LEAST && number < line.len()) {
                continue;
            }
            if was_in || is_in {
                if !is_drawn {
                    let _ = write!(path, "M{} {}l", last.0, last.1);
                }
                let (across, down) = (at.0 - last.0, at.1 - last.1);
                // A sign separates numbers as a blank does.
                let blank = |number: i32| if number < 0 { "" } else { " " };
                let first = if is_drawn { blank(across) } else { "" };
                let _ = write!(path, "{first}{across}{}{down}", blank(down));
            }
            is_drawn = was_in || is_in;
        }
        before = Some((at, is_in));
    }
}
