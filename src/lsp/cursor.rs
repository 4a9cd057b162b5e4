//! What is at a position in a text: the key, the value, the id.

use std::borrow::Cow;

use toml::de::DeTable;

use crate::load::schema::Shape;
use crate::lsp::scan::{Item, Kind, Scan};
use crate::lsp::section::{self, Section};
use crate::text::Span;

/// The context of a position.
#[derive(Debug, Clone, Copy)]
pub(super) struct CursorContext {
    /// The section around it.
    pub section: Section,
    /// The key or value that it is in or just after.
    pub item: Option<Item>,
}

/// The context of a byte.
#[must_use]
pub(super) fn at(text: &str, at: usize) -> CursorContext {
    let section = section::around(text, at);
    let at = at.min(text.len());
    let mut found = None;
    for item in Scan::new(text, section.body, section.table) {
        if item.span.start > at {
            break;
        }
        // Between a value and the end of its list, the value counts.
        if item.span.end >= at && item.kind != Kind::Close {
            found = Some(item);
        }
    }
    CursorContext { section, item: found }
}

/// The content of a string, whether or not it is closed.
#[must_use]
pub(super) fn unquoted(raw: &str) -> Cow<'_, str> {
    let quote = raw.chars().next().unwrap_or_default();
    if quote == '"' && raw.contains('\\') {
        let line = format!("x={raw}");
        let table = DeTable::parse(&line).ok();
        let value = table.as_ref().and_then(|table| table.get_ref().get("x")?.get_ref().as_str());
        if let Some(value) = value {
            return Cow::Owned(value.to_owned());
        }
    }
    let long: String = std::iter::repeat_n(quote, 3).collect();
    let inner = match raw.strip_prefix(long.as_str()) {
        Some(rest) => rest.strip_suffix(long.as_str()).unwrap_or(rest),
        None => {
            let rest = raw.strip_prefix(quote).unwrap_or(raw);
            rest.strip_suffix(quote).unwrap_or(rest)
        }
    };
    Cow::Borrowed(inner)
}

/// Whether a value is an id: that of its record, or a reference.
#[must_use]
pub(super) fn is_id(item: &Item) -> bool {
    matches!(item.kind, Kind::Text(_)) && matches!(item.shape(), Some(Shape::Id | Shape::Reference(..)))
}

/// The id at a byte, and its span including the quotation marks.
#[must_use]
pub(super) fn id_at(text: &str, byte: usize) -> Option<(Span, Cow<'_, str>)> {
    let item = at(text, byte).item.filter(is_id)?;
    Some((item.span, unquoted(item.span.of(text))))
}

/// The span of the id of the record whose header is at a byte.
#[must_use]
pub(super) fn id_of_record(text: &str, header: usize) -> Option<Span> {
    let section = section::around(text, header);
    let mut items = Scan::new(text, section.body, section.table);
    items
        .find(|item| item.depth == 0 && is_id(item) && matches!(item.shape(), Some(Shape::Id)))
        .map(|id| id.span)
}

/// The end of the last key or value of a record. A comment on the same line belongs to it; comments and blank lines
/// below belong to what follows.
#[must_use]
pub(super) fn end_of_record(text: &str, record: Span) -> usize {
    let mut at = record.end.min(text.len());
    loop {
        // Backwards from the end, so that only these lines are read.
        let line = Span::line_around(text, at.saturating_sub(1));
        let shown = line.of(text).trim();
        // The last line of a multi-line string may look like a comment.
        let is_comment = shown.starts_with('#') && !shown.contains("\"\"\"") && !shown.contains("'''");
        if line.start <= record.start || !(shown.is_empty() || is_comment) {
            return line.start + line.of(text).trim_end_matches('\r').len();
        }
        at = line.start;
    }
}

#[cfg(test)]
mod tests {
    use super::{at, end_of_record, id_at, id_of_record, unquoted};
    use crate::text::Span;

    const TEXT: &str = "[[event]]\ntitle = \"a\"\nid = 'e' # x\nactors = [\"b\"]\n[[event.account]]\non = \"y\" # z\n\n# Next\n";

    #[test]
    fn an_id_is_found_up_to_just_after_its_end() {
        let place = TEXT.find("\"b\"").unwrap();
        for byte in place..=place + 3 {
            assert_eq!(id_at(TEXT, byte).unwrap().1, "b", "{byte}");
        }
        assert!(id_at(TEXT, place + 4).is_none());
        assert!(id_at(TEXT, TEXT.find("\"a\"").unwrap() + 1).is_none());
        assert_eq!(id_of_record(TEXT, 0).unwrap().of(TEXT), "'e'");
        assert_eq!(at(TEXT, 12).item.unwrap().key.unwrap().name, "title");
        assert!(at(TEXT, 3).item.is_none());
    }

    #[test]
    fn a_record_ends_before_the_comments_of_the_next() {
        let end = end_of_record(TEXT, Span::new(0, TEXT.len()));
        assert!(TEXT[..end].ends_with("# z"));
        let long = "[[event]]\r\nsummary = \"\"\"\r\n# a\r\n# b\"\"\"\r\n\r\n# Next\r\n";
        let end = end_of_record(long, Span::new(0, long.len()));
        assert!(long[..end].ends_with("# b\"\"\""));
        assert_eq!(end_of_record("[[event]]\n# a\n", Span::new(0, 14)), 9);
        assert_eq!(end_of_record("", Span::new(0, 0)), 0);
    }

    #[test]
    fn strings_are_unquoted_even_if_unclosed() {
        for (raw, text) in [
            ("\"a\"", "a"),
            ("'a\\'", "a\\"),
            ("\"a", "a"),
            ("\"", ""),
            ("\"\"", ""),
            ("\"\\u0061\"", "a"),
            ("\"\"\"a\"\"\"", "a"),
            ("\"\"\"a", "a"),
            ("", ""),
        ] {
            assert_eq!(unquoted(raw), text, "{raw}");
        }
    }
}
