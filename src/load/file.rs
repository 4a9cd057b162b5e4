//! A whole document → its timeline and everything that is wrong with it.

use super::crew::{Alone, Crew};
use super::cut;
use super::join::{self, join};
use super::read::{Piece, add, read};
use super::rules::{HINTS, RULES, Rule};
use super::{stretch, syntax};
use crate::model::Timeline;
use crate::text::{Code, Diagnostic, Document, Span};

/// The longest line that is read. A timeline's lines have a few hundred characters; a longer one is another kind of
/// file, and reading it as TOML could take all memory.
const LONGEST_LINE: usize = 1 << 20;

/// Reads a timeline. What could be read is in the timeline, whatever is wrong with the rest; the diagnostics are in the
/// order of the text.
#[must_use]
pub fn load(document: &Document) -> (Timeline, Vec<Diagnostic>) {
    load_by(document, &Alone)
}

/// As [`load`], its pieces read by a crew. What comes of it is the same.
#[must_use]
pub fn load_by(document: &Document, crew: &impl Crew) -> (Timeline, Vec<Diagnostic>) {
    held_against(&[RULES], document, crew)
}

/// As [`load_by`], for an editor of the timeline: with hints at what could be better. It reads every text, and takes
/// longer.
#[must_use]
pub fn examine(document: &Document, crew: &impl Crew) -> (Timeline, Vec<Diagnostic>) {
    held_against(&[RULES, HINTS], document, crew)
}

fn held_against(rules: &[&[Rule]], document: &Document, crew: &impl Crew) -> (Timeline, Vec<Diagnostic>) {
    let text = document.text();
    if let Some(found) = too_long(text) {
        return (Timeline::empty(), vec![found]);
    }
    let pieces = good_pieces(text, crew).filter(|pieces| join::can_be_joined(pieces));
    join(text, pieces.unwrap_or_else(|| vec![in_one(text)]), rules, crew)
}

/// The pieces of a text in which there is no error, each read for itself.
///
/// Whether the cuts are right is known from the front: the first piece begins where a record can begin, and one that has
/// no error ends where a record can end. One that has an error may have been cut inside a long text or a list: it takes
/// the next one in.
fn good_pieces(text: &str, crew: &impl Crew) -> Option<Vec<Piece>> {
    if crew.is_thorough() {
        return None;
    }
    let stretches = cut::cut(text, crew.piece());
    let read_alone = |stretch| stretch::pieces(text, stretch);
    let mut all = stretches.clone().into_iter().zip(crew.each(stretches, read_alone));
    let mut pieces = Vec::new();
    while let Some((stretch, mut read)) = all.next() {
        let mut longer = stretch;
        while read.is_none() && longer.len() < MOST_CUTS_MISSED * stretch.len() {
            let (next, _) = all.next()?;
            longer = Span::new(stretch.start, next.end);
            read = read_alone(longer);
        }
        pieces.extend(read?);
    }
    Some(pieces)
}

/// How many cuts in a row may have been inside one long text before the file is taken for a broken one.
const MOST_CUTS_MISSED: usize = 4;

/// A text as one piece, with whatever errors are in it.
fn in_one(text: &str) -> Piece {
    let mut parts = syntax::parse(text);
    let mut piece = parts.next().map(|part| read(part, true)).unwrap_or_default();
    parts.for_each(|part| add(part, &mut piece));
    piece
}

fn too_long(text: &str) -> Option<Diagnostic> {
    let start = long_line(text.as_bytes())?;
    let number = memchr::memchr_iter(b'\n', text.get(..start)?.as_bytes()).count() + 1;
    let rest = text.get(start..)?;
    let megabytes = rest.find('\n').unwrap_or(rest.len()) / 1_000_000;
    let message = format!("line {number} is {megabytes} MB long; the longest line that is read has 1 MB");
    let help = "a timeline is written in lines and paragraphs: is this another kind of file?";
    let span = Span::new(start, start + 1).clamped(text);
    Some(Diagnostic::new(Code::LineTooLong, span, message).help(help))
}

/// Where the first line begins that is too long. Of every megabyte only the last line is looked at.
fn long_line(text: &[u8]) -> Option<usize> {
    let mut start = 0;
    while let Some(window) = text.get(start..start + LONGEST_LINE + 1) {
        let Some(last) = memchr::memrchr(b'\n', window) else { return Some(start) };
        start += last + 1;
    }
    None
}
