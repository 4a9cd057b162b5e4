//! A part of a large text → a piece, or one event of it that is read again for its prose: everyday events by the scanner, everything else by the library.
//!
//! The scanner stops at the first record that it is not sure of. That one is parsed up to the next line that looks like
//! an event's header, or further if that line stands inside a text; then the scanner goes on.

use crate::load::read::convert::Converted;
use crate::load::read::piece::Piece;
use crate::load::read::scanner::Scan;
use crate::load::read::syntax::Parsed;
use crate::load::read::{piece, syntax};
use crate::model::{Event, Id, Packed, RecordNo, Renumber, Timeline};
use crate::text::Span;
use crate::text::hash::fingerprint;
use crate::text::headers::{Blocks, event_lines};

/// How a stretch is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// As long as there is no syntax error.
    Strict,
    /// Record by record, with whatever errors are in them: how a text is read that has a syntax error anywhere.
    Forgiving,
}

/// About how many bytes an event has; room for its id is made by it.
const USUAL_EVENT: usize = 600;

/// What stands behind a stretch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Following {
    /// Nothing, or nothing that matters.
    Nothing,
    /// More, which may belong to a broken record at the end.
    More,
    /// More; and the first record is the one that was left before, for what is now behind it.
    Again,
}

/// What came of a stretch.
#[derive(Debug)]
pub struct Chunk {
    /// What it holds.
    pub piece: Piece,
    /// How far it was read, in bytes of its text. A record at the end that is broken is left for whoever knows what
    /// stands behind it.
    pub end: usize,
}

/// Reads a stretch that begins at `base` in the file; nothing, if there is a syntax error in it and the mode is strict.
/// `packs`: whether events are kept without their prose; `mentions`: whether references are wanted one by one, which the
/// scanner does not give.
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
        // Where a false header may stand in a record, the library decides what becomes of it.
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

/// Parses what begins at a place, up to the next header of an event behind which the rest can be read for itself.
fn parse(text: &str, at: usize) -> Option<Parsed<'_>> {
    let rest = text.as_bytes().get(at..)?;
    let mut headers = event_lines(rest).map(|found| at + found);
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

/// The event with a number of a timeline, in full, from the text that stands at its span. `hash` is what
/// [`Timeline::unkept`] gives. Nothing, if it is not the text that the timeline was made from.
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

/// An event in full, and its id, from the text of its record, if that is an event. The ids in it are those of no timeline.
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

/// A record alone; one that is broken as far as it is believed.
fn parse_reread(text: &str) -> Parsed<'_> {
    let whole = syntax::parse_whole(text, Span::new(0, text.len()));
    whole.unwrap_or_else(|| syntax::parse_record(text, &Blocks::new([], text.len()), 0))
}
