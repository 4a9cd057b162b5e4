//! Where each record of a document begins and ends.
//!
//! A record has no closing mark: it reaches from its header to the next one. The parser's spans cover headers only, so
//! whoever wants a whole record (to read it again, to edit it, to know what a broken line spoils) asks here.

use crate::text::Span;
use crate::text::sanitize::is_invisible;

/// The stretches of a text between the starts of its headers.
#[derive(Debug, Clone, Default)]
pub struct Blocks {
    starts: Vec<usize>,
    end: usize,
}

impl Blocks {
    /// The blocks that begin at `headers` (in any order) in a text of `length` bytes.
    #[must_use]
    pub fn new(headers: impl IntoIterator<Item = usize>, length: usize) -> Self {
        let mut starts: Vec<usize> = headers.into_iter().filter(|start| *start <= length).collect();
        starts.sort_unstable();
        starts.dedup();
        Self { starts, end: length }
    }

    /// The blocks of a TOML text, found by its lines alone: a line that begins with `[name]` or `[[name]]`, where name
    /// has no dot, begins a record. It is used where a broken text has no tree to ask.
    #[must_use]
    pub fn scan(text: &str) -> Self {
        let mut at = 0;
        let mut starts = Vec::new();
        for line in text.split_inclusive('\n') {
            let trimmed = line.trim_start_matches(|c| matches!(c, ' ' | '\t') || is_invisible(c));
            if is_header(trimmed) {
                starts.push(at + line.len() - trimmed.len());
            }
            at += line.len();
        }
        Self::new(starts, text.len())
    }

    /// The block that a byte stands in: from its header to the next one. Before the first header, the text up to it.
    #[must_use]
    pub fn around(&self, offset: usize) -> Span {
        let next = self.starts.partition_point(|start| *start <= offset);
        let start = next.checked_sub(1).and_then(|index| self.starts.get(index)).copied().unwrap_or(0);
        let end = self.starts.get(next).copied().unwrap_or(self.end);
        Span::new(start, end)
    }
}

/// Whether a line is the header of a record: `[[event]]`, not `[[event.account]]`, not an array's `["a"]`.
fn is_header(line: &str) -> bool {
    let Some(rest) = line.strip_prefix('[') else { return false };
    let name = rest.strip_prefix('[').unwrap_or(rest).trim_start_matches([' ', '\t']);
    let bare =
        name.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '_')).unwrap_or(name.len());
    bare > 0 && name.get(bare..).is_some_and(|rest| rest.trim_start_matches([' ', '\t']).starts_with(']'))
}

#[cfg(test)]
mod tests {
    use super::{Blocks, Span};

    #[test]
    fn a_record_reaches_to_the_next_header() {
        let text = "# top\n[timeline]\na = 1\n[[event]]\nb = [\n  [1, 2],\n]\n[[event.account]]\n[[actor]]\n";
        let blocks = Blocks::scan(text);
        assert_eq!(blocks.around(0).of(text), "# top\n");
        assert_eq!(blocks.around(20).of(text), "[timeline]\na = 1\n");
        let event = blocks.around(40);
        assert!(event.of(text).starts_with("[[event]]") && event.of(text).ends_with("[[event.account]]\n"));
        assert_eq!(blocks.around(text.len()).of(text), "[[actor]]\n");
        assert_eq!(Blocks::default().around(3), Span::at(0));
    }
}
