//! Scans part of a timeline as written: its keys and values one by one, each with its schema.
//!
//! It reads unfinished text, so nothing is ever an error: an unclosed string ends with its line, an unclosed list ends
//! at the next key, and anything unclear is skipped.

use crate::load::schema::{Key, Shape, TableSpec};
use crate::text::Span;

/// The kind of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A key.
    Key,
    /// A string, and whether it is closed.
    Text(bool),
    /// Any other value: a number, or an unquoted word.
    Bare,
    /// The end of a list or an inline table.
    Close,
}

/// A key or value with its position.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item {
    /// Its kind.
    pub kind: Kind,
    /// Its span, quotation marks included.
    pub span: Span,
    /// The nesting depth in lists and inline tables; 0 for the keys of a section and their plain values.
    pub depth: usize,
    /// The key itself, or the key of the value; `None` if the format does not have it.
    pub key: Option<&'static Key>,
}

impl Item {
    /// The shape of the value, or of the list entry.
    #[must_use]
    pub(super) fn shape(&self) -> Option<&'static Shape> {
        self.key.map(|key| key.shape.innermost())
    }
}

/// What is expected next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Expected {
    /// A key.
    Key,
    /// `=`.
    Equals,
    /// A value.
    Value,
    /// A comma or a new line.
    Nothing,
}

/// An open table or list.
#[derive(Debug, Clone, Copy)]
struct Level {
    is_list: bool,
    table: Option<&'static TableSpec>,
    /// After a dot in a key: the table that the key before it holds.
    inner: Option<Option<&'static TableSpec>>,
    key: Option<&'static Key>,
    next: Expected,
}

/// The state at the end of a scan.
#[derive(Debug, Clone, Copy)]
pub(super) struct End {
    /// What is expected next.
    pub next: Expected,
    /// The table whose keys are expected.
    pub table: Option<&'static TableSpec>,
    /// The key whose value is expected.
    pub key: Option<&'static Key>,
    /// The nesting depth in lists and inline tables.
    pub depth: usize,
}

/// Scans text below the header of a section.
#[derive(Debug)]
pub(super) struct Scan<'t> {
    text: &'t str,
    at: usize,
    end: usize,
    levels: Vec<Level>,
    base: Level,
}

impl<'t> Scan<'t> {
    /// A scan of part of a text below the header of `table`.
    #[must_use]
    pub(super) fn new(text: &'t str, part: Span, table: Option<&'static TableSpec>) -> Self {
        let base = Level { is_list: false, table, inner: None, key: None, next: Expected::Key };
        Self { text, at: part.start, end: part.end.min(text.len()), levels: Vec::new(), base }
    }

    /// The state at the current position.
    #[must_use]
    pub(super) fn state(&self) -> End {
        let top = self.levels.last().unwrap_or(&self.base);
        End { next: top.next, table: top.inner.unwrap_or(top.table), key: top.key, depth: self.levels.len() }
    }

    fn top(&mut self) -> &mut Level {
        self.levels.last_mut().unwrap_or(&mut self.base)
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.at..self.end).unwrap_or_default()
    }

    /// Handles the end of a line: outside lists and tables, a key is expected next; inside, only if the next line shows
    /// it.
    fn newline(&mut self) {
        let line = self.rest().lines().next().unwrap_or_default();
        if self.levels.is_empty() || self.begins_anew(line) {
            self.levels.clear();
            self.base = Level { key: None, inner: None, next: Expected::Key, ..self.base };
        }
    }

    /// Whether a line can only belong to the section itself, so that a list or table before it was never closed.
    fn begins_anew(&self, line: &str) -> bool {
        let line = line.trim_start_matches([' ', '\t']);
        let key = line.get(..bare(line)).unwrap_or_default();
        let follows = line.get(key.len()..).unwrap_or_default().trim_start_matches([' ', '\t']);
        let is_known = self.base.table.is_some_and(|table| table.key(key).is_some());
        let in_list = self.levels.last().is_some_and(|level| level.is_list);
        !key.is_empty() && follows.starts_with('=') && (is_known || in_list)
    }

    fn item(&mut self, kind: Kind, length: usize) -> Item {
        let span = Span::new(self.at, self.at + length);
        self.at += length;
        let depth = self.levels.len();
        let top = self.top();
        let key = top.key;
        if kind != Kind::Key {
            top.next = Expected::Nothing;
        }
        Item { kind, span, depth, key }
    }

    fn key(&mut self, name: &str, length: usize) -> Item {
        let top = self.top();
        let table = top.inner.take().unwrap_or(top.table);
        top.key = table.and_then(|table| table.key(name));
        top.next = Expected::Equals;
        self.item(Kind::Key, length)
    }

    fn open(&mut self, is_list: bool) {
        self.at += 1;
        let top = *self.top();
        self.top().next = Expected::Nothing;
        let level = if is_list {
            Level { is_list, next: Expected::Value, ..top }
        } else {
            let table = top.key.and_then(|key| key.shape.table());
            Level { is_list, table, inner: None, key: None, next: Expected::Key }
        };
        self.levels.push(level);
    }

    /// The length of an unquoted value. At the top level of a section it is the whole rest of the line: a half-typed
    /// date has several words.
    fn word(&self) -> usize {
        let rest = self.rest();
        let stop = |c: char| matches!(c, '\n' | '\r' | '#') || (!self.levels.is_empty() && ends_word(c));
        rest.get(..rest.find(stop).unwrap_or(rest.len())).unwrap_or_default().trim_end().len()
    }
}

fn ends_word(c: char) -> bool {
    matches!(c, ' ' | '\t' | ',' | ']' | '}' | '"' | '\'' | '[' | '{')
}

/// The length of the bare word at the start of a text, if it may be a key.
fn bare(text: &str) -> usize {
    text.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')).count()
}

/// The length of the string at the start of a text, and whether it is closed.
fn quoted(text: &str) -> (usize, bool) {
    let bytes = text.as_bytes();
    let Some(quote) = bytes.first().copied() else { return (0, false) };
    let is_long = bytes.starts_with(&[quote; 3]);
    let mut at = if is_long { 3 } else { 1 };
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\\' if quote == b'"' => at += 1,
            b'\n' | b'\r' if !is_long => return (at, false),
            byte if *byte == quote && !is_long => return (at + 1, true),
            byte if *byte == quote && bytes.get(at..at + 3) == Some(&[quote; 3]) => {
                // Up to two quotation marks may precede the closing ones.
                let more = bytes.iter().skip(at + 3).take(2).take_while(|byte| **byte == quote).count();
                return (at + 3 + more, true);
            }
            _ => {}
        }
        at += 1;
    }
    (bytes.len(), false)
}

impl Iterator for Scan<'_> {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        loop {
            let rest = self.rest();
            let first = rest.chars().next()?;
            let next = self.top().next;
            match first {
                '\n' | '\r' => {
                    self.at += 1;
                    self.newline();
                }
                '#' => self.at += rest.find('\n').unwrap_or(rest.len()),
                '"' | '\'' => {
                    let (length, is_closed) = quoted(rest);
                    let is_key = next == Expected::Key && (is_closed || !self.levels.is_empty());
                    if is_key {
                        let name = rest.get(1..length - usize::from(is_closed)).unwrap_or_default();
                        return Some(self.key(name, length));
                    }
                    return Some(self.item(Kind::Text(is_closed), length));
                }
                '=' if next == Expected::Equals => {
                    self.at += 1;
                    self.top().next = Expected::Value;
                }
                '.' if next == Expected::Equals => {
                    self.at += 1;
                    let top = self.top();
                    top.inner = Some(top.key.and_then(|key| key.shape.table()));
                    top.next = Expected::Key;
                }
                '[' | '{' if next == Expected::Value => self.open(first == '['),
                ']' | '}' => {
                    self.levels.pop();
                    return Some(self.item(Kind::Close, 1));
                }
                ',' => {
                    self.at += 1;
                    let top = self.top();
                    top.next = match next {
                        _ if top.is_list => Expected::Value,
                        Expected::Nothing | Expected::Key => Expected::Key,
                        other => other,
                    };
                }
                _ if next == Expected::Key && bare(rest) > 0 => {
                    let length = bare(rest);
                    return Some(self.key(rest.get(..length).unwrap_or_default(), length));
                }
                _ if next == Expected::Value && self.word() > 0 && !first.is_whitespace() => {
                    return Some(self.item(Kind::Bare, self.word()));
                }
                _ => self.at += first.len_utf8(),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Expected, Kind, Scan, Span};
    use crate::load::schema::TABLES;

    /// The items in the body of an event: kind, text, key, depth.
    fn items(text: &str) -> Vec<(Kind, &str, &str, usize)> {
        let event = TABLES.iter().find(|table| table.name == "event").copied();
        let scan = Scan::new(text, Span::new(0, text.len()), event);
        let shown = |item: super::Item| {
            (item.kind, item.span.of(text), item.key.map_or("", |key| key.name), item.depth)
        };
        scan.map(shown).collect()
    }

    #[test]
    fn keys_and_values_are_found_with_their_kind() {
        let found = items("id = \"e\" # x = \"y\"\nactors = [\"a\", { id = 'b', role = \"c\" }]\n");
        assert_eq!(
            found,
            [
                (Kind::Key, "id", "id", 0),
                (Kind::Text(true), "\"e\"", "id", 0),
                (Kind::Key, "actors", "actors", 0),
                (Kind::Text(true), "\"a\"", "actors", 1),
                (Kind::Key, "id", "id", 2),
                (Kind::Text(true), "'b'", "id", 2),
                (Kind::Key, "role", "role", 2),
                (Kind::Text(true), "\"c\"", "role", 2),
                (Kind::Close, "}", "actors", 1),
                (Kind::Close, "]", "actors", 0),
            ]
        );
    }

    #[test]
    fn broken_values_end_at_the_next_key() {
        let found = items("actors = [\"a\ndate = about march\nsources = [\n  \"b\",\ntitle = \"c\"\n");
        let texts: Vec<_> = found.iter().map(|(_, text, key, _)| (*text, *key)).collect();
        assert_eq!(
            texts,
            [
                ("actors", "actors"),
                ("\"a", "actors"),
                ("date", "date"),
                ("about march", "date"),
                ("sources", "sources"),
                ("\"b\"", "sources"),
                ("title", "title"),
                ("\"c\"", "title"),
            ]
        );
    }

    #[test]
    fn a_multi_line_string_is_one_value() {
        let found = items("summary = \"\"\"\ndate = 3\n\\\"\"\" x\"\"\"\"\ntitle = '''a''b'''\n");
        assert_eq!(found.len(), 4, "{found:?}");
        assert!(found[1].1.ends_with("\"\"\"\""));
        assert_eq!(
            items("summary = \"\"\"\nnever"),
            [(Kind::Key, "summary", "summary", 0), (Kind::Text(false), "\"\"\"\nnever", "summary", 0),]
        );
    }

    #[test]
    fn the_state_tells_what_is_expected() {
        let event = TABLES.iter().find(|table| table.name == "event").copied();
        let state = |text: &str| {
            let mut scan = Scan::new(text, Span::new(0, text.len()), event);
            scan.by_ref().for_each(drop);
            let end = scan.state();
            (end.next, end.key.map_or("", |key| key.name), end.depth)
        };
        assert_eq!(state(""), (Expected::Key, "", 0));
        assert_eq!(state("date"), (Expected::Equals, "date", 0));
        assert_eq!(state("date = "), (Expected::Value, "date", 0));
        assert_eq!(state("actors = ["), (Expected::Value, "actors", 1));
        assert_eq!(state("actors = [\"a\""), (Expected::Nothing, "actors", 1));
        assert_eq!(state("actors = [{"), (Expected::Key, "", 2));
        assert_eq!(state("links = [{ kind = "), (Expected::Value, "kind", 2));
        assert_eq!(state("actors = [\"a\",\n"), (Expected::Value, "actors", 1));
        assert_eq!(state("date = \"x\"\n"), (Expected::Key, "", 0));
    }
}
