//! A whole document → its timeline and everything that is wrong with it.

use super::join::join;
use super::read::read;
use super::syntax;
use crate::model::{Ids, Timeline};
use crate::text::{Code, Diagnostic, Document, Span};

/// The longest line that is read. A timeline's lines have a few hundred characters; a longer one is another kind of
/// file, and reading it as TOML could take all memory.
const LONGEST_LINE: usize = 1 << 20;

/// Reads a timeline. What could be read is in the timeline, whatever is wrong with the rest; the diagnostics are in the
/// order of the text.
#[must_use]
pub fn load(document: &Document) -> (Timeline, Vec<Diagnostic>) {
    let text = document.text();
    if let Some(found) = too_long(text) {
        return (Timeline::empty(), vec![found]);
    }
    let mut ids = Ids::default();
    let pieces = syntax::parse(text).into_iter().map(|part| read(part, &mut ids)).collect();
    join(text, pieces, ids)
}

fn too_long(text: &str) -> Option<Diagnostic> {
    let mut start = 0;
    for (number, line) in (1_usize..).zip(text.split('\n')) {
        if line.len() > LONGEST_LINE {
            let span = Span::new(start, start + 1).clamped(text);
            let megabytes = line.len() / 1_000_000;
            let message =
                format!("line {number} is {megabytes} MB long; the longest line that is read has 1 MB");
            let help = "a timeline is written in lines and paragraphs: is this another kind of file?";
            return Some(Diagnostic::new(Code::LineTooLong, span, message).help(help));
        }
        start += line.len() + 1;
    }
    None
}
