//! The chronology as plain text, for a pipe: every event in the order of time, and what stands behind it.

use std::fmt::Write as _;
use std::io::{self, Write as _};

use unicode_width::UnicodeWidthStr as _;

use crate::model::{Event, Id, Status, Timeline, Vocabulary as _};
use crate::search::RowSet;
use crate::text::sanitize;

/// The widest line.
const WIDTH: usize = 79;

/// Prints the events of some rows. A reader who has seen enough and closed the pipe is no error.
///
/// # Errors
/// If the output cannot be written for another reason.
pub fn print(timeline: &Timeline, rows: &RowSet, query: Option<&str>, is_reversed: bool) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let written = chronology(timeline, rows, query, is_reversed, &mut out).and_then(|()| out.flush());
    written.or_else(|error| if error.kind() == io::ErrorKind::BrokenPipe { Ok(()) } else { Err(error) })
}

/// How much text is made before it is written: a million events are not held as text.
const SLICE: usize = 1 << 16;

/// The text. `query` is what chose the rows, so that nobody takes a part for the whole.
fn chronology(
    timeline: &Timeline,
    rows: &RowSet,
    query: Option<&str>,
    is_reversed: bool,
    to: &mut impl io::Write,
) -> io::Result<()> {
    let mut out = String::new();
    let head = timeline.head();
    let title = if head.title.is_empty() { "Untitled timeline" } else { &head.title };
    heading(&mut out, title, '=');
    paragraphs(&mut out, "", &head.summary);
    if let Some(query) = query {
        let (count, total) = (rows.count(), rows.total());
        let counted = if count == 0 { "none".to_owned() } else { count.to_string() };
        let events = if total == 1 { "event" } else { "events" };
        out.push('\n');
        paragraphs(&mut out, "", &format!("Filter: {query} ({counted} of {total} {events})"));
    }
    let mut year = None;
    for row in in_order(timeline, rows, is_reversed) {
        let Some((_, event)) = timeline.event_at(row) else { continue };
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
        entry(&mut out, timeline, event);
        if out.len() > SLICE {
            to.write_all(out.as_bytes())?;
            out.clear();
        }
    }
    to.write_all(out.as_bytes())
}

/// The rows in the order in which they are printed. Undated events stand last either way.
fn in_order(timeline: &Timeline, rows: &RowSet, is_reversed: bool) -> impl Iterator<Item = usize> {
    let count = rows.count();
    let dated = rows.count_before(timeline.dated_count());
    (0..count).filter_map(move |place| {
        rows.nth(if is_reversed && place < dated { dated - 1 - place } else { place })
    })
}

/// An event: its date, its title, what kind of statement it is, where, and its text.
fn entry(out: &mut String, timeline: &Timeline, event: &Event) {
    if let Some(date) = &event.date {
        paragraphs(out, "", &date.words());
    }
    // A record that lost its title to an error is called by its id.
    let title = &event.record.title;
    paragraphs(out, "  ", if title.trim().is_empty() { timeline.ids().text(event.record.id) } else { title });
    let mut facts = Vec::new();
    let standing = &event.record.standing;
    if standing.status != Status::Reported {
        let names = |ids: &[Id]| ids.iter().map(|id| timeline.title(*id)).collect::<Vec<_>>().join(", ");
        let mut words = standing.status.shown();
        if !standing.by.is_empty() {
            let _ = write!(words, " by {}", names(&standing.by));
        }
        if !standing.against.is_empty() {
            let _ = write!(words, " against {}", names(&standing.against));
        }
        facts.push(words);
    }
    facts.extend(event.kind.map(|kind| kind.shown()));
    facts.extend(event.places.first().map(|place| timeline.title(place.place).to_owned()));
    paragraphs(out, "  ", &facts.join(" · "));
    paragraphs(out, "  ", &event.record.summary);
}

/// A heading, underlined.
pub(crate) fn heading(out: &mut String, text: &str, line: char) {
    let before = out.len();
    paragraphs(out, "", text);
    let longest = out.get(before..).unwrap_or_default().lines().map(|line| line.width()).max().unwrap_or(0);
    out.extend(std::iter::repeat_n(line, longest));
    out.push('\n');
}

/// Paragraphs, broken between words, with a blank line between two of them.
pub(crate) fn paragraphs(out: &mut String, indent: &str, text: &str) {
    let text = sanitize::clean(text);
    let mut first = true;
    for paragraph in text.split("\n\n").filter(|paragraph| !paragraph.trim().is_empty()) {
        if !first {
            out.push('\n');
        }
        first = false;
        let mut column = 0;
        for word in paragraph.split_whitespace() {
            let width = word.width();
            if column > 0 && column + 1 + width > WIDTH {
                out.push('\n');
                column = 0;
            }
            if column == 0 {
                out.push_str(indent);
                column = indent.len();
            } else {
                out.push(' ');
                column += 1;
            }
            out.push_str(word);
            column += width;
        }
        out.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr as _;

    use super::{RowSet, chronology, heading, paragraphs};
    use crate::model::Timeline;

    #[test]
    fn text_is_broken_between_words_and_carries_no_orders() {
        let mut out = String::new();
        paragraphs(
            &mut out,
            "  ",
            &format!("{}\u{1b}[31m\n\n  {}\n", "word ".repeat(40), "中文 ".repeat(40)),
        );
        assert!(out.lines().all(|line| line.width() <= 79), "{out}");
        assert!(out.lines().filter(|line| !line.is_empty()).all(|line| line.starts_with("  ")));
        assert_eq!(out.lines().filter(|line| line.is_empty()).count(), 1);
        assert!(!out.contains('\u{1b}'));
    }

    #[test]
    fn a_heading_is_underlined_as_wide_as_it_is() {
        let mut out = String::new();
        heading(&mut out, "中é", '=');
        assert_eq!(out, "中é\n===\n");
    }

    #[test]
    fn a_timeline_with_nothing_in_it_has_a_heading() {
        let mut out = Vec::new();
        chronology(&Timeline::empty(), &RowSet::all(0), None, true, &mut out).unwrap();
        assert!(out.starts_with(b"Untitled timeline\n====="));
    }
}
