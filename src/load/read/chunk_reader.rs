//! Reads a chunk of a large text, or a single event again for its prose: everyday events with the scanner, the rest
//! with the TOML library.
//!
//! The scanner stops at the first record that it is not sure of. The library parses that one up to the next line that
//! looks like an event's header, or further if that line is inside a string; then the scanner continues.

use crate::load::read::convert::Converted;
use crate::load::read::piece::Piece;
use crate::load::read::scanner::Scan;
use crate::load::read::syntax::Parsed;
use crate::load::read::{piece, syntax};
use crate::model::{Event, Id, Packed, RecordNo, Renumber, Timeline};
use crate::text::Span;
use crate::text::hash::fingerprint;
use crate::text::headers::{Blocks, event_lines};

/// How a chunk is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Stops at the first syntax error.
    Strict,
    /// Record by record, past any error: used if the text has a syntax error anywhere.
    Forgiving,
}

/// The approximate size of an event in bytes, used to reserve room for ids.
const USUAL_EVENT: usize = 600;

/// What comes after a chunk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Following {
    /// Nothing, or nothing that matters.
    Nothing,
    /// More text, which may belong to a broken record at the end.
    More,
    /// More text; and the first record was left over before, and now has its continuation.
    Again,
}

/// The result of reading a chunk.
#[derive(Debug)]
pub struct Chunk {
    /// The piece of the timeline in it.
    pub piece: Piece,
    /// How many bytes of the text were read. A broken record at the end is left to the caller, who knows what comes
    /// after it.
    pub end: usize,
}

/// Reads a chunk that begins at `base` in the file; `None` if the mode is strict and there is a syntax error. `packs`:
/// whether events are kept without their prose; `mentions`: whether references are wanted one by one.
#[must_use]
pub fn read(
    text: &str,
    base: usize,
    mode: Mode,
    (packs, mentions): (bool, bool),
    following: Following,
) -> Option<Chunk> {
    let packed = packs.then(Packed::default);
    let mut piece = Piece { mentions: mentions.then(Vec::new), packed, ..Piece::default() };
    piece.ids.reserve(text.len() / USUAL_EVENT);
    let mut scan = Scan::default();
    let blocks = if mode == Mode::Forgiving { Blocks::scan(text) } else { Blocks::default() };
    let mut at = 0;
    while at < text.len() || at == 0 {
        // If a false header may be inside a record, the library decides where the record ends.
        let room = if mode == Mode::Forgiving { blocks.around(at).end } else { text.len() };
        if let Some(end) = text.get(..room).and_then(|room| scan.record(room, at)) {
            piece.event(scan.table(), Span::new(at, end), (text, base));
            at = end;
            continue;
        }
        let part = match mode {
            Mode::Strict => parse(text, at)?,
            Mode::Forgiving => syntax::parse_record(text, &blocks, at),
        };
        let end = part.start + part.text.len();
        if end == text.len()
            && part.is_broken()
            && (following == Following::More || (following == Following::Again && at > 0))
        {
            break;
        }
        piece::add(part.shifted(base), &mut piece);
        if end <= at {
            break;
        }
        at = end;
    }
    Some(Chunk { piece, end: at })
}

/// Parses from a position up to the next event header after which the rest can be parsed separately.
fn parse(text: &str, at: usize) -> Option<Parsed<'_>> {
    let rest = text.as_bytes().get(at..)?;
    let mut headers = event_lines(rest).map(|found| at + found);
    // Twice as many headers at each attempt, so that a broken record costs at most twice the chunk.
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

/// An event of a timeline in full, from the text at its span. `hash` comes from [`Timeline::unkept`]. `None` if the
/// text is not the one the timeline was made from.
#[must_use]
pub fn reread_event(text: &str, no: RecordNo, timeline: &Timeline, hash: u32) -> Option<Event> {
    if fingerprint(text.trim_end().as_bytes()) != hash {
        return None;
    }
    let event_ref = timeline.records().events.event_ref(no.index())?;
    let block = event_ref.span();
    let Piece { ids, records: Converted { mut events, .. }, .. } =
        piece::read(parse_reread(text).shifted(block.start));
    let whole: Option<Vec<Id>> = ids.iter().map(|(_, text)| timeline.ids().get(text)).collect();
    let whole = whole?;
    events.iter_mut().for_each(|event| event.renumber(&whole));
    let mut event = events.into_iter().find(|event| Some(event.record.id) == event_ref.id())?;
    event.record.span = block;
    Some(event)
}

/// An event in full, and its id, from the text of its record; `None` if that is not an event. Its ids belong to no
/// timeline.
#[must_use]
pub fn read_event(text: &str) -> Option<(String, Event)> {
    let (mut piece, mut scan) = (Piece::default(), Scan::default());
    if scan.record(text, 0) == Some(text.len()) {
        piece.event(scan.table(), Span::new(0, text.len()), (text, 0));
    } else {
        piece = piece::read(parse_reread(text));
    }
    let event = piece.records.events.into_iter().next()?;
    Some((piece.ids.text(event.record.id).to_owned(), event))
}

/// Parses a single record; if it is broken, its readable part.
fn parse_reread(text: &str) -> Parsed<'_> {
    let whole = syntax::parse_whole(text, Span::new(0, text.len()));
    whole.unwrap_or_else(|| syntax::parse_record(text, &Blocks::new([], text.len()), 0))
}
