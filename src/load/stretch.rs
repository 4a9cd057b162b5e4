//! A stretch of a large text → pieces: everyday events by the scanner, everything else by the library.
//!
//! The scanner stops at the first record that it is not sure of. That one is parsed up to the next line that looks like
//! an event's header, or further if that line stands inside a text; then the scanner goes on.

use memchr::memmem;

use super::cut::HEADER;
use super::plain;
use super::plain_text::Scan;
use super::read::{self, Piece};
use super::syntax::{self, Parsed};
use crate::text::Span;

/// Reads a stretch; nothing, if there is a syntax error in it.
///
/// A piece holds either events alone or what was parsed at once, so that the ids of each are met in the order in which
/// they would be met in the whole file: by table.
#[must_use]
pub fn pieces(text: &str, stretch: Span) -> Option<Vec<Piece>> {
    let text = text.get(..stretch.end)?;
    let mut scan = Scan::default();
    let mut done = Vec::new();
    let mut events = Piece::default();
    let mut at = stretch.start;
    while at < stretch.end || (done.is_empty() && events.sections.is_empty()) {
        if let Some(end) = plain::record(&mut scan, text, at, &mut events) {
            events.reaches(Span::new(at, end));
            events.ends_section("event", true);
            at = end;
            continue;
        }
        let part = parse(text, at)?;
        at += part.text.len();
        if part.table.len() == 1
            && part.table.get("event").is_some_and(|value| read::goes_on(value, part.text))
        {
            read::add(part, &mut events);
        } else {
            done.extend(Some(std::mem::take(&mut events)).filter(|events| !events.sections.is_empty()));
            done.push(read::read(part, false));
        }
        if at >= stretch.end {
            break;
        }
    }
    done.extend(Some(events).filter(|events| !events.sections.is_empty()));
    Some(done)
}

/// Parses what begins at a place, up to the next header of an event behind which the rest can be read for itself.
fn parse(text: &str, at: usize) -> Option<Parsed<'_>> {
    let rest = text.as_bytes().get(at..)?;
    let mut headers = memmem::find_iter(rest, HEADER).map(|found| at + found + 1);
    // Twice as many at each trial, so that a broken record costs no more than twice the stretch.
    let mut more = 0;
    loop {
        let end = headers.nth(more);
        let part = syntax::parse_whole(text, Span::new(at, end.unwrap_or(text.len())));
        if part.is_some() || end.is_none() {
            return part;
        }
        more = more * 2 + 1;
    }
}
