//! A whole text → its timeline and everything wrong with it.

use crate::load::check::{HINTS, RULES, Rule, WEAK};
use crate::load::merge::{Join, events_of};
use crate::load::read::chunk_reader::{Chunk, Following, Mode};
use crate::load::read::piece::{Piece, add};
use crate::load::read::splitter::{Sequential, SplitError, Workers};
use crate::load::read::text::{Memory, ReadError, Text};
use crate::load::read::{chunk_reader, conflicts, splitter, syntax};
use crate::model::{Packed, Timeline};
use crate::text::{Code, Diagnostic, Document, Span};

/// Up to this length, a text with an error is first parsed as a whole, before it is read record by record: what looks
/// like a record may be a long string with many false headers in it.
const MOST_PARSED_WHOLE: usize = 8 << 20;

/// How many times its length a piece may grow because of false headers in it, before it counts as broken.
const MOST_GROWN: usize = 4;

/// The sets of rules that a timeline is checked against.
type Rules<'r> = &'r [&'r [Rule]];

/// The result of reading: as much of the timeline as could be read, and what is wrong with the rest.
type Read = (Timeline, Vec<Diagnostic>);

/// Reads a timeline. It holds whatever could be read, even if the rest is invalid; diagnostics are in the order of the
/// text.
#[must_use]
pub fn load(document: &Document) -> (Timeline, Vec<Diagnostic>) {
    load_by(document, &Sequential)
}

/// Like [`load`], with pieces read in parallel by `workers`. The result is the same.
#[must_use]
pub fn load_by(document: &Document, workers: &impl Workers) -> (Timeline, Vec<Diagnostic>) {
    load_with(&[RULES], document, workers)
}

/// Like [`load_by`], with hints at possible improvements, for editors. Reads every text, and so takes longer.
#[must_use]
pub fn examine(document: &Document, workers: &impl Workers) -> (Timeline, Vec<Diagnostic>) {
    load_with(&[RULES, HINTS], document, workers)
}

/// The weak points of a timeline: what is disputed, single-source or unsourced, and open concerns that nothing has touched
/// for long. Also what is no valid TOML or no valid record, but nothing that other rules find.
#[must_use]
pub fn weak_points(document: &Document, workers: &impl Workers) -> (Timeline, Vec<Diagnostic>) {
    load_with(&[WEAK], document, workers)
}

fn load_with(rules: Rules<'_>, document: &Document, workers: &impl Workers) -> (Timeline, Vec<Diagnostic>) {
    let text = document.text();
    if let Some(ended) = carriage_returns(text) {
        // The same text with the line ends that TOML knows, byte for byte.
        let (timeline, _) =
            load_with(rules, &Document::new(document.name(), text.replace('\r', "\n")), workers);
        return (timeline, vec![ended]);
    }
    // Reading from memory cannot fail.
    let (timeline, mut found) =
        read_with(rules, &Memory(text), workers).unwrap_or_else(|_| (Timeline::empty(), Vec::new()));
    for one in &mut found {
        one.primary.span = one.primary.span.clamped(text);
        one.related.iter_mut().for_each(|label| label.span = label.span.clamped(text));
    }
    (timeline, found)
}

/// Like [`load_by`], for a text that need not be in memory. Its events then have no prose.
///
/// # Errors
/// If the text cannot be read to its end.
pub fn load_text(text: &dyn Text, workers: &impl Workers) -> Result<(Timeline, Vec<Diagnostic>), ReadError> {
    read_with(&[RULES], text, workers)
}

/// Reports lines that end with a carriage return alone, as on a Macintosh before 2001: all of them are one mistake.
fn carriage_returns(text: &str) -> Option<Diagnostic> {
    let at = text.find('\r').filter(|_| !text.contains('\n'))?;
    let message = "the lines end with a carriage return (U+000D) alone, which TOML does not know";
    let found = Diagnostic::new(Code::NotToml, Span::new(at, at + 1), message);
    let found = found.help("save the file with the line ends of Unix (LF) or Windows (CRLF)");
    let (whole, fixed) = (Span::new(0, text.len()), text.replace('\r', "\n"));
    let is_toml = syntax::parse_whole(&fixed, whole).is_some();
    Some(if is_toml { found.safe_fix(whole, fixed) } else { found.fix(whole, fixed) })
}

/// Makes one problem of all headers with one wrong name, which are one mistake; its fix is for all of them. What is just
/// misspelt is mended, and listed, one by one.
fn join_headers(text: &dyn Text, found: &mut Vec<Diagnostic>) -> Result<(), ReadError> {
    let is_offered =
        |one: &Diagnostic| one.code == Code::UnknownTable && one.fix.as_ref().is_none_or(|fix| !fix.safe);
    let mut joined: Vec<(Diagnostic, Vec<Span>)> = Vec::new();
    for one in found.extract_if(.., |one| is_offered(one)) {
        match joined.iter_mut().find(|(first, _)| first.message == one.message && first.help == one.help) {
            Some((_, headers)) => headers.push(one.primary.span),
            None => joined.push((one.clone(), vec![one.primary.span])),
        }
    }
    if joined.is_empty() {
        return Ok(());
    }
    for (mut one, headers) in joined {
        if let (Some(fix), [first, others @ .., last]) = (&mut one.fix, headers.as_slice()) {
            let count = others.len() + 1;
            let others =
                if count == 1 { "another header".to_owned() } else { format!("{count} more headers") };
            let help = one.help.unwrap_or_default();
            one.help = Some(format!("{}, here and in {others}?", help.trim_end_matches('?')));
            let header = std::mem::take(&mut fix.replacement);
            let mut from = first.start;
            for span in &headers {
                fix.replacement += &text.read(Span::new(from, span.start))?;
                fix.replacement += &header;
                from = span.end;
            }
            fix.span = Span::new(first.start, last.end);
        }
        found.push(one);
    }
    found.sort_by_key(|one| (one.primary.span, one.severity, one.code));
    Ok(())
}

fn read_with(rules: Rules<'_>, text: &dyn Text, workers: &impl Workers) -> Result<Read, ReadError> {
    let (timeline, mut found) = read_text(rules, text, workers)?;
    conflicts::settle(text, &mut found)?;
    join_headers(text, &mut found)?;
    Ok((timeline, found))
}

fn read_text(rules: Rules<'_>, text: &dyn Text, workers: &impl Workers) -> Result<Read, ReadError> {
    if workers.is_thorough() {
        return match first_long_line(text)? {
            Some(found) => Ok((Timeline::empty(), vec![found])),
            None => load_whole(rules, text, workers),
        };
    }
    if let Some(read) = load_pieces(rules, text, workers, Mode::Strict)? {
        return Ok(read);
    }
    if text.len() <= MOST_PARSED_WHOLE
        && syntax::parse_whole(&text.read(all_of(text))?, all_of(text)).is_some()
    {
        return load_whole(rules, text, workers);
    }
    let forgiving = load_pieces(rules, text, workers, Mode::Forgiving)?;
    Ok(forgiving.unwrap_or_else(|| (Timeline::empty(), Vec::new())))
}

fn all_of(text: &dyn Text) -> Span {
    Span::new(0, text.len())
}

/// Reads a text piece by piece; `None` if the mode is strict and there is an error in it.
///
/// Whether the cuts are right is known from the start: the first piece begins where a record can begin, and one without
/// errors ends where a record can end. One with an error may have been cut inside a long string or a list, and is read
/// again together with the next.
fn load_pieces(
    rules: Rules<'_>,
    text: &dyn Text,
    workers: &impl Workers,
    mode: Mode,
) -> Result<Option<Read>, ReadError> {
    let mut at = Some(0);
    let next = || {
        let piece = splitter::next(text, at?, workers.piece());
        at = piece.as_ref().ok().filter(|piece| !piece.is_last).map(|piece| piece.span.end);
        Some(piece)
    };
    let work = |piece: Result<splitter::Piece<'_>, SplitError>| {
        piece.map(|piece| {
            let packs = !text.is_kept();
            let following = if piece.is_last { Following::Nothing } else { Following::More };
            let read = chunk_reader::read(&piece.text, piece.span.start, mode, (packs, false), following);
            let read = read.map(split_events);
            (piece.span, piece.is_last, read)
        })
    };
    let mut joiner =
        Joiner { text, mode, join: Join::new(!text.is_kept()), left: None, stop: None, is_broken: false };
    workers.in_turn(next, work, |done| {
        match done {
            Ok((span, is_last, read)) => {
                workers.progress(span.end, text.len());
                joiner.take(span, is_last, read);
            }
            Err(stop) => joiner.stop = Some(stop),
        }
        joiner.stop.is_none() && !joiner.is_broken
    });
    match joiner.stop {
        Some(SplitError::ReadError(why)) => return Err(why),
        Some(SplitError::LongLine(start)) => {
            return Ok(Some((Timeline::empty(), vec![too_long(text, start)?])));
        }
        None => {}
    }
    if joiner.is_broken || joiner.left.is_some() || (mode == Mode::Strict && !joiner.join.fits()) {
        return Ok(None);
    }
    joiner.join.finish(rules, (text, mode), workers).map(Some)
}

/// A piece that was read, with its events split off.
type Done = (Chunk, crate::model::events::Piece);

fn split_events(mut read: Chunk) -> Done {
    let events = events_of(&mut read.piece);
    (read, events)
}

/// Joins pieces in order.
struct Joiner<'t> {
    text: &'t dyn Text,
    mode: Mode,
    join: Join,
    /// The rest of a piece that may belong with the next, and the length of that piece.
    left: Option<(Span, usize)>,
    stop: Option<SplitError>,
    is_broken: bool,
}

impl Joiner<'_> {
    fn take(&mut self, span: Span, is_last: bool, read: Option<Done>) {
        let Some((before, length)) = self.left.take() else {
            return self.add(span, span.len(), read);
        };
        let longer = Span::new(before.start, span.end);
        if self.mode == Mode::Strict && longer.len() > MOST_GROWN * length {
            self.is_broken = true;
            return;
        }
        match self.text.read(longer) {
            Ok(text) => {
                let following = if is_last { Following::Nothing } else { Following::Again };
                let again = chunk_reader::read(
                    &text,
                    longer.start,
                    self.mode,
                    (!self.text.is_kept(), false),
                    following,
                );
                let again = again.map(split_events);
                self.add(longer, length, again);
            }
            Err(why) => self.stop = Some(SplitError::ReadError(why)),
        }
    }

    fn add(&mut self, span: Span, length: usize, read: Option<Done>) {
        match read {
            Some((read, events)) => {
                let end = span.start + read.end;
                self.join.add(read.piece, events, Span::new(span.start, end), self.text.len());
                self.left = (end < span.end).then_some((Span::new(end, span.end), length));
            }
            None => self.left = Some((span, length)),
        }
    }
}

/// Reads a text as one piece, errors and all, with the TOML library alone.
fn load_whole(rules: Rules<'_>, text: &dyn Text, workers: &impl Workers) -> Result<Read, ReadError> {
    let whole = text.read(all_of(text))?;
    let mut parts = syntax::parse(&whole);
    let first = parts.next();
    let mode = if first.as_ref().is_some_and(|part| part.text.len() == whole.len() && !part.is_broken()) {
        Mode::Strict
    } else {
        Mode::Forgiving
    };
    let mut piece = Piece { packed: (!text.is_kept()).then(Packed::default), ..Piece::default() };
    first.into_iter().chain(parts).for_each(|part| add(part, &mut piece));
    let events = events_of(&mut piece);
    let mut join = Join::new(!text.is_kept());
    join.add(piece, events, all_of(text), text.len());
    join.finish(rules, (text, mode), workers)
}

fn first_long_line(text: &dyn Text) -> Result<Option<Diagnostic>, ReadError> {
    let start = splitter::long_line(text.read(all_of(text))?.as_bytes());
    start.map(|start| too_long(text, start)).transpose()
}

/// How many bytes are read at a time to count lines.
const CHUNK: usize = 1 << 20;

fn too_long(text: &dyn Text, start: usize) -> Result<Diagnostic, ReadError> {
    let mut number = 1;
    let mut at = 0;
    while at < start {
        let part = text.read(Span::new(at, start.min(at + CHUNK)))?;
        number += memchr::memchr_iter(b'\n', part.as_bytes()).count();
        at += part.len().max(1);
    }
    let mut end = start;
    while end < text.len() {
        let part = text.read(Span::new(end, text.len().min(end + CHUNK)))?;
        let newline = memchr::memchr(b'\n', part.as_bytes());
        end += newline.unwrap_or(part.len().max(1));
        if newline.is_some() {
            break;
        }
    }
    let megabytes = (end - start) / 1_000_000;
    let message = format!("line {number} is {megabytes} MB long; a line may have up to 1 MB");
    let help = "a timeline is written in lines and paragraphs: is this another kind of file?";
    let first = text.read(Span::new(start, text.len().min(start + 8)))?;
    let span = Span::new(start, start + first.chars().next().map_or(0, char::len_utf8));
    Ok(Diagnostic::new(Code::LineTooLong, span, message).help(help))
}
