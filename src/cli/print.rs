//! The chronology as plain text, for a pipe: every event in the order of time, and what stands behind it.

use std::io::{self, Write as _};

use crate::describe::Description;
use crate::model::Timeline;
use crate::render::plain::{body, heading, paragraphs};
use crate::search::RowSet;

/// Prints the events of some rows. A closed pipe is not an error.
///
/// # Errors
/// If the output cannot be written for another reason.
pub(crate) fn print(
    timeline: &Timeline,
    rows: &RowSet,
    query: Option<&str>,
    is_reversed: bool,
) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let written = chronology(timeline, rows, query, is_reversed, &mut out).and_then(|()| out.flush());
    written.or_else(|error| if error.kind() == io::ErrorKind::BrokenPipe { Ok(()) } else { Err(error) })
}

/// How many bytes are buffered before they are written.
const SLICE: usize = 1 << 16;

/// Writes the text. `query` is mentioned at the top, so that nobody takes a part for the whole.
fn chronology(
    timeline: &Timeline,
    rows: &RowSet,
    query: Option<&str>,
    is_reversed: bool,
    to: &mut impl io::Write,
) -> io::Result<()> {
    let mut out = String::new();
    let whole = Description { lists: Vec::new(), ..Description::of_timeline(timeline) };
    heading(&mut out, whole.title, '=');
    body(&mut out, "", timeline, &whole);
    if let Some(query) = query {
        let (count, total) = (rows.count(), rows.total());
        let counted = if count == 0 { "none".to_owned() } else { count.to_string() };
        let events = if total == 1 { "event" } else { "events" };
        out.push('\n');
        paragraphs(&mut out, "", &format!("Filter: {query} ({counted} of {total} {events})"));
    }
    let mut year = None;
    for row in in_order(timeline, rows, is_reversed) {
        let it = timeline.number_at(row).and_then(|no| Description::of(timeline, no, None));
        let Some(mut it) = it else { continue };
        let group = timeline.day_of_row(row).map(|day| day.year());
        if year != Some(group) {
            year = Some(group);
            let name = match group {
                None => "Undated".to_owned(),
                Some(year) if year <= 0 => format!("{} BC", 1 - year),
                Some(year) => year.to_string(),
            };
            out.push('\n');
            heading(&mut out, &name, '-');
        }
        out.push('\n');
        // The heading says that it is undated.
        it.date = it.date.filter(|_| group.is_some());
        entry(&mut out, timeline, &it);
        if out.len() > SLICE {
            to.write_all(out.as_bytes())?;
            out.clear();
        }
    }
    to.write_all(out.as_bytes())
}

/// The rows in printing order; undated events come last either way.
fn in_order(timeline: &Timeline, rows: &RowSet, is_reversed: bool) -> impl Iterator<Item = usize> {
    let count = rows.count();
    let dated = rows.count_before(timeline.dated_count());
    (0..count).filter_map(move |place| {
        rows.nth(if is_reversed && place < dated { dated - 1 - place } else { place })
    })
}

/// Writes an event: date, place and kind, title, description.
fn entry(out: &mut String, timeline: &Timeline, it: &Description<'_>) {
    paragraphs(out, "", &it.headline());
    paragraphs(out, "  ", it.title);
    body(out, "  ", timeline, it);
}

#[cfg(test)]
mod tests {
    use super::{RowSet, chronology};
    use crate::model::Timeline;

    #[test]
    fn a_timeline_with_nothing_in_it_has_a_heading() {
        let mut out = Vec::new();
        chronology(&Timeline::empty(), &RowSet::all(0), None, true, &mut out).unwrap();
        assert!(out.starts_with(b"Untitled timeline\n====="));
    }
}
