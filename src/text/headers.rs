//! Headers of tables, and the extent of each record in a document.
//!
//! A record has no end mark: it extends from its header to the next. The parser's spans cover only headers, so this
//! module finds the whole record (to read it again, to edit it, to see what a broken line affects).

use memchr::memmem;

use crate::text::Span;
use crate::text::sanitize::is_invisible;

/// The ranges of a text between the starts of its headers.
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

    /// The blocks of a TOML text, found line by line. For broken texts, which cannot be parsed.
    #[must_use]
    pub fn scan(text: &str) -> Self {
        let mut at = 0;
        let mut starts = Vec::new();
        for line in text.split_inclusive('\n') {
            if let Some(header) = Header::parse(line).filter(Header::begins_record) {
                starts.push(at + header.start);
            }
            at += line.len();
        }
        Self::new(starts, text.len())
    }

    /// The block that contains a byte: from its header to the next. Before the first header, the text up to it.
    #[must_use]
    pub fn around(&self, offset: usize) -> Span {
        let next = self.starts.partition_point(|start| *start <= offset);
        let start = next.checked_sub(1).and_then(|index| self.starts.get(index)).copied().unwrap_or(0);
        let end = self.starts.get(next).copied().unwrap_or(self.end);
        Span::new(start, end)
    }
}

/// The header of an event.
pub const EVENT_HEADER: &str = "[[event]]";

/// The starts of lines that begin with [`EVENT_HEADER`], except for the first line; some may be inside a multi-line
/// string.
pub fn event_lines(text: &[u8]) -> impl Iterator<Item = usize> {
    memmem::find_iter(text, b"\n[[event]]").map(|newline| newline + 1)
}

/// The header of a table, recognized from its line alone: `[timeline]`, `[[event]]`, `[[event.account]]`.
///
/// Names are unquoted; none in the format needs quotes. A line of a multi-line string may look like a header, which
/// only a parser can tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Header<'t> {
    /// Its name as written, without surrounding blanks: `event.account`.
    pub name: &'t str,
    /// Whether it has double brackets.
    pub is_list: bool,
    /// The byte offset of its first bracket in the line.
    pub start: usize,
}

impl<'t> Header<'t> {
    /// The header on a line; anything after the first closing bracket is ignored. Invisible characters before it are
    /// skipped: they are reported, but do not cost a record.
    #[must_use]
    pub fn parse(line: &'t str) -> Option<Self> {
        let written = line.trim_start_matches(|c| matches!(c, ' ' | '\t') || is_invisible(c));
        let inner = written.strip_prefix('[')?;
        let (inner, is_list) = inner.strip_prefix('[').map_or((inner, false), |inner| (inner, true));
        let name = inner.get(..inner.find(']')?)?.trim_matches(BLANKS);
        let start = line.len() - written.len();
        name.split('.').all(|part| is_bare_name(part.trim_matches(BLANKS))).then_some(Self {
            name,
            is_list,
            start,
        })
    }

    /// The parts of its name: `event`, `account`.
    pub fn parts(&self) -> impl Iterator<Item = &'t str> + use<'t> {
        self.name.split('.').map(|part| part.trim_matches(BLANKS))
    }

    /// Whether it begins a record or `[timeline]`, rather than a table inside a record.
    #[must_use]
    pub fn begins_record(&self) -> bool {
        !self.name.contains('.')
    }
}

/// Blanks in TOML.
const BLANKS: [char; 2] = [' ', '\t'];

fn is_bare_name(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

#[cfg(test)]
mod tests {
    use super::{Blocks, Header, Span, event_lines};

    #[test]
    fn a_record_extends_to_the_next_header() {
        let text = "# top\n[timeline]\na = 1\n[[event]]\nb = [\n  [1, 2],\n]\n[[event.account]]\n[[actor]]\n";
        let blocks = Blocks::scan(text);
        assert_eq!(blocks.around(0).of(text), "# top\n");
        assert_eq!(blocks.around(20).of(text), "[timeline]\na = 1\n");
        let event = blocks.around(40);
        assert!(event.of(text).starts_with("[[event]]") && event.of(text).ends_with("[[event.account]]\n"));
        assert_eq!(blocks.around(text.len()).of(text), "[[actor]]\n");
        assert_eq!(Blocks::default().around(3), Span::at(0));
    }

    #[test]
    fn a_header_is_recognized_by_its_line() {
        let header = |line| Header::parse(line).map(|header| (header.name, header.is_list, header.start));
        assert_eq!(header("[timeline]"), Some(("timeline", false, 0)));
        assert_eq!(header("[[event]]\r\n"), Some(("event", true, 0)));
        assert_eq!(header(" \t[[ event ]] # [x]"), Some(("event", true, 2)));
        assert_eq!(header("\u{feff}[[event]]"), Some(("event", true, 3)));
        assert_eq!(header("[[event . account]]"), Some(("event . account", true, 0)));
        assert_eq!(
            Header::parse("[[event . account]]").unwrap().parts().collect::<Vec<_>>(),
            ["event", "account"]
        );
        assert!(!Header::parse("[[event.account]]").unwrap().begins_record());
        // One bracket is missing, but the record still counts.
        assert_eq!(header("[[event]"), Some(("event", true, 0)));
        // Lists, quotes, comments, and unclosed brackets.
        for line in [
            "[\"a\"]",
            "['event']",
            "[[\"event\"]]",
            "[[1, 2],",
            "[1]",
            "# [[event]]",
            "[[event",
            "[]",
            "[a.]",
            "[a b]",
            "x = [a]",
            "",
        ] {
            assert_eq!(header(line), None, "{line}");
        }
    }

    #[test]
    fn a_line_of_a_multi_line_string_counts_too() {
        let text = "[[event]]\nsummary = \"\"\"\n[[event]]\r\n [[event]]\n\"\"\"\n[[event]]";
        assert_eq!(event_lines(text.as_bytes()).collect::<Vec<_>>(), [24, 50]);
        assert_eq!(Blocks::scan(text).around(24).start, 24);
    }
}
