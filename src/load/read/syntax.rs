//! TOML text → tables with spans, and syntax errors in words for people who are not programmers.
//!
//! The parser continues after an error, but its values are then guesswork: an unclosed bracket swallows the records
//! that follow, with an error for each line. So a text with errors is cut into records, each is parsed separately, and
//! of a broken record only what precedes the break is trusted.

use toml::de::{DeTable, DeValue};

use crate::load::read::invisible::InvisibleCharacters;
use crate::load::read::{quotes, toml_messages};
use crate::text::headers::Blocks;
use crate::text::sanitize::is_invisible;
use crate::text::{Diagnostic, Span};

/// A chunk of text that was parsed as one.
#[derive(Debug)]
pub struct Parsed<'t> {
    /// Its start in the file.
    pub start: usize,
    /// Its text.
    pub text: &'t str,
    /// The parsed table.
    pub table: DeTable<'t>,
    /// The syntax errors, with spans in the file.
    pub errors: Vec<Diagnostic>,
    /// The spans that cannot be trusted, relative to this text.
    pub unreadable: Vec<Span>,
}

impl Parsed<'_> {
    /// The same, for a text that begins at `base` in the file.
    #[must_use]
    pub fn shifted(mut self, base: usize) -> Self {
        self.start += base;
        self.errors = self.errors.into_iter().map(|error| error.shifted(base)).collect();
        self
    }

    /// Whether part of it could not be read, so that what is missing may be in it.
    #[must_use]
    pub fn is_broken(&self) -> bool {
        !self.unreadable.is_empty()
    }

    /// Whether a span cannot be trusted.
    #[must_use]
    pub fn is_unreadable(&self, span: Span) -> bool {
        self.unreadable
            .iter()
            .any(|unreadable| unreadable.start <= span.start && span.start <= unreadable.end)
    }
}

/// Parses a range of a text; `None` if there is a syntax error in it.
#[must_use]
pub fn parse_whole(text: &str, span: Span) -> Option<Parsed<'_>> {
    let text = span.of(text);
    let (table, errors) = DeTable::parse_recoverable(text);
    let table = table.into_inner();
    errors.is_empty().then(|| Parsed {
        start: span.start,
        text,
        table,
        errors: Vec::new(),
        unreadable: Vec::new(),
    })
}

/// Parses a text: as a whole if it is valid, otherwise record by record. Lazy, so that the tables of only one part are
/// in memory.
pub fn parse(text: &str) -> impl Iterator<Item = Parsed<'_>> {
    let whole = parse_whole(text, Span::new(0, text.len()));
    let blocks = if whole.is_some() { Blocks::default() } else { Blocks::scan(text) };
    let mut at = if whole.is_some() { None } else { Some(0) };
    let records = std::iter::from_fn(move || {
        let part = parse_record(text, &blocks, at?);
        let end = part.start + part.text.len();
        at = (end < text.len()).then_some(end);
        Some(part)
    });
    whole.into_iter().chain(records)
}

/// Parses the record that begins at a position, together with the next one if need be.
#[must_use]
pub fn parse_record<'t>(text: &'t str, blocks: &Blocks, at: usize) -> Parsed<'t> {
    let block = Span::new(at, blocks.around(at).end.max(at));
    let part = parse_block(text, block);
    if part.is_broken() && block.end < text.len() {
        // The cut may be wrong: a line in a multi-line string can look like a header.
        let longer = Span::new(at, blocks.around(block.end).end);
        let joined = parse_block(text, longer);
        if !joined.is_broken() {
            return joined;
        }
    }
    part
}

fn parse_block(whole: &str, block: Span) -> Parsed<'_> {
    let text = block.of(whole);
    let (table, errors) = DeTable::parse_recoverable(text);
    let table = table.into_inner();
    let mut found: Vec<(Span, String)> = errors
        .iter()
        .map(|error| {
            let span = error.span().map_or(Span::at(text.len()), Span::from).clamped(text);
            // The carriage return of a line end is not part of what precedes it.
            let before = |at: usize| {
                let (front, rest) = text.split_at_checked(at).unwrap_or((text, ""));
                at - usize::from(rest.starts_with('\n') && front.ends_with('\r'))
            };
            (Span::new(before(span.start), before(span.end)), error.message().to_owned())
        })
        .collect();
    found.sort();
    let mut part = Parsed { start: block.start, text, table, errors: Vec::new(), unreadable: Vec::new() };
    let never_closed = found.iter().any(|(span, message)| toml_messages::is_unclosed(message, text, *span));
    let opener = if never_closed { unclosed(text) } else { None };
    let unread = found.iter().map(|(span, _)| Span::line_around(text, span.start).start).collect();
    let strays = InvisibleCharacters::find(text, &unread);
    part.errors.extend(strays.diagnostics(text).map(|error| error.shifted(block.start)));
    let mut last_line = None;
    let mut duplicates = None;
    for (span, message) in &found {
        let line = Span::line_around(text, span.start);
        let line = Span::new(line.start, line.start + line.of(text).trim_end_matches('\r').len());
        if opener.is_some_and(|opener| line.end > opener.start) || last_line == Some(line.start) {
            continue;
        }
        if strays.are_on(line) || strays.cause_errors_on(line) {
            let is_header =
                line.of(text).trim_start_matches(|c| c == ' ' || is_invisible(c)).starts_with('[');
            part.unreadable.push(Span::new(line.start, if is_header { text.len() } else { line.end }));
            last_line = Some(line.start);
            continue;
        }
        if message == "duplicate key" {
            let first =
                duplicates.get_or_insert_with(|| key_places(&part.table)).before(span.of(text), span.start);
            part.errors.push(toml_messages::duplicate(text, *span, first).shifted(block.start));
            continue;
        }
        // A date that does not exist is well-formed, and spoils nothing around it.
        if toml_messages::is_header(message, line.of(text)) {
            // What follows may have been taken for part of the header, or put under another one.
            part.unreadable.push(Span::new(line.start, text.len()));
            last_line = Some(line.start);
        } else if !toml_messages::is_local(message) {
            part.unreadable.push(line);
            last_line = Some(line.start);
        }
        part.errors.push(toml_messages::explain(text, *span, line, message).shifted(block.start));
    }
    if let Some(opener) = opener {
        part.unreadable.push(Span::new(Span::line_around(text, opener.start).start, text.len()));
        // A text that is not closed swallows the bracket after it.
        let line = Span::line_around(text, opener.start);
        let error = quotes::foreign(text, line).unwrap_or_else(|| toml_messages::never_closed(text, opener));
        part.errors.push(error.shifted(block.start));
    }
    part
}

/// The outermost bracket, brace or triple quote that is never closed.
fn unclosed(text: &str) -> Option<Span> {
    let bytes = text.as_bytes();
    let mut open: Vec<(u8, usize)> = Vec::new();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'#' => at = Span::line_around(text, at).end,
            b'"' | b'\'' => {
                let quote = *byte;
                let long = bytes.get(at..at + 3) == Some(&[quote; 3]);
                let start = at;
                at += if long { 3 } else { 1 };
                loop {
                    match bytes.get(at) {
                        None if long => {
                            let first = open.first().map_or(start, |(_, first)| *first);
                            return Some(if first == start {
                                Span::new(start, start + 3)
                            } else {
                                Span::new(first, first + 1)
                            });
                        }
                        None => break,
                        Some(b'\n') if !long => break,
                        Some(b'\\') if quote == b'"' && bytes.get(at + 1) != Some(&b'\n') => at += 1,
                        Some(end) if *end == quote && !long => break,
                        Some(_) if long && bytes.get(at..at + 3) == Some(&[quote; 3]) => {
                            at += 2;
                            break;
                        }
                        Some(_) => {}
                    }
                    at += 1;
                }
            }
            b'[' | b'{' => open.push((*byte, at)),
            b']' | b'}' => {
                let opener = if *byte == b']' { b'[' } else { b'{' };
                match open.last() {
                    Some((last, _)) if *last == opener => {
                        open.pop();
                    }
                    // A bracket of the other kind is closed here, so this one never is.
                    Some((_, at)) => return Some(Span::new(*at, at + 1)),
                    None => {}
                }
            }
            _ => {}
        }
        at += 1;
    }
    open.first().map(|(_, at)| Span::new(*at, at + 1))
}

/// The spans of the keys and sub-tables of a table, by name.
#[derive(Debug, Default)]
struct KeyPlaces(std::collections::HashMap<String, Vec<Span>>);

impl KeyPlaces {
    /// The last span before `at` of a key with this name.
    fn before(&self, name: &str, at: usize) -> Option<Span> {
        let name = name.trim_matches(['"', '\'']);
        self.0.get(name)?.iter().copied().filter(|span| span.end <= at).max()
    }
}

fn key_places(table: &DeTable<'_>) -> KeyPlaces {
    fn walk(table: &DeTable<'_>, places: &mut KeyPlaces) {
        for (key, value) in table {
            places.0.entry(key.get_ref().to_string()).or_default().push(Span::from(key.span()));
            inside(value.get_ref(), places);
        }
    }
    fn inside(value: &DeValue<'_>, places: &mut KeyPlaces) {
        match value {
            DeValue::Table(table) => walk(table, places),
            DeValue::Array(array) => array.iter().for_each(|value| inside(value.get_ref(), places)),
            _ => {}
        }
    }
    let mut places = KeyPlaces::default();
    walk(table, &mut places);
    places
}

#[cfg(test)]
mod tests {
    use super::parse;
    use crate::text::Code;

    #[test]
    fn a_broken_record_does_not_affect_the_next() {
        let text = "[timeline]\ntitle = \"x\"\n[[event]]\nid = \"a\"\nactors = [\"x\", \"y\"\nb = 3\n[[event]]\nid = \"b\"\n";
        let parts: Vec<_> = parse(text).collect();
        assert_eq!(parts.len(), 3);
        assert!(parts[0].errors.is_empty() && parts[2].errors.is_empty());
        assert_eq!(parts[1].errors.len(), 1);
        assert_eq!(parts[1].errors[0].primary.span.of(text), "[");
    }

    #[test]
    fn a_line_like_a_header_does_not_split_a_string() {
        let text = "[timeline]\nb = \"\"\"\n[note]\n\"\"\"\n[[event]]\nid = oops\n";
        let parts: Vec<_> = parse(text).collect();
        let errors: Vec<_> = parts.iter().flat_map(|part| &part.errors).collect();
        assert_eq!(errors.len(), 1);
        assert_eq!(errors[0].primary.span.of(text), "oops");
    }

    #[test]
    fn an_impossible_date_is_not_a_syntax_error() {
        let parts: Vec<_> = parse("a = 2023-02-30\n").collect();
        assert_eq!(parts[0].errors[0].code, Code::InvalidDate);
        assert!(!parts[0].is_broken());
    }

    #[test]
    fn the_parts_cover_the_text_once() {
        for text in ["", "x", "x\n[[a]]\n[[b]]\ny", "[[a]]\nb = \"\"\"\n[[c]]\nd", "\u{feff}[a]\nb c\n"] {
            let joined: String = parse(text).map(|part| part.text).collect();
            assert_eq!(joined, text);
        }
    }
}
