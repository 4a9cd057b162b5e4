//! An event that is read once more, because its prose is not kept: what the file says, or nothing if it says something
//! else by now.

use crate::load::read::piece::Piece;
use crate::load::read::scanner::Scan;
use crate::load::read::syntax::{self, Parsed};
use crate::load::read::{convert::Converted, piece};
use crate::model::{Event, Id, RecordNo, Renumber, Timeline};
use crate::text::Span;
use crate::text::hash::fingerprint;
use crate::text::headers::Blocks;

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
        piece::read(parse(text).shifted(block.start));
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
        piece = piece::read(parse(text));
    }
    let event = piece.records.events.into_iter().next()?;
    Some((piece.ids.text(event.record.id).to_owned(), event))
}

/// A record alone; one that is broken as far as it is believed.
fn parse(text: &str) -> Parsed<'_> {
    let whole = syntax::parse_whole(text, Span::new(0, text.len()));
    whole.unwrap_or_else(|| syntax::parse_record(text, &Blocks::new([], text.len()), 0))
}
