//! The second lexer, for everyday records: a small part of TOML's grammar in which each byte has one meaning. Most
//! events of a large file fit it, and are read in a tenth of the time.
//!
//! It accepts bare keys without duplicates, strings without escapes, lists of strings and of small inline tables, one
//! of these alone, and a bare year, which is as good as a string.
//! Anything else ends the scan without guessing, and the library reads that record; so without the scanner only the
//! speed would change. A property test checks this.

use std::borrow::Cow;
use std::cell::Cell;
use std::slice;

use memchr::{memchr, memchr2, memchr3};

use crate::load::read::fields::{Fields, Kind, Value};
use crate::load::schema::shape::mark;
use crate::model::{Id, Ids};
use crate::text::Span;
use crate::text::headers::{EVENT_HEADER, Header};
use crate::text::sanitize::{self, clean};

/// A key and its value, or an entry of a list, which has no key.
#[derive(Debug)]
struct Entry<'t> {
    key: &'t str,
    mark: u32,
    /// The start of the key.
    at: usize,
    /// The span of the value.
    span: Span,
    part: Part<'t>,
    /// The id that it names, cached because validation and conversion both need it.
    id: Cell<Option<Id>>,
}

impl<'t> Entry<'t> {
    fn new(key: &'t str, at: usize, span: Span, part: Part<'t>) -> Self {
        Self { key, mark: mark(key), at, span, part, id: Cell::default() }
    }
}

/// A value. Lists and tables are ranges of the shared buffers.
#[derive(Debug, Clone, Copy)]
enum Part<'t> {
    /// A string without escapes.
    Text(&'t str),
    List(usize, usize),
    Table(usize, usize),
}

/// The parts of the last record scanned; reused from record to record to save allocations.
#[derive(Debug, Default)]
pub struct Scan<'t> {
    fields: Vec<Entry<'t>>,
    /// The entries of all lists.
    items: Vec<Entry<'t>>,
    /// The keys of all inline tables.
    pairs: Vec<Entry<'t>>,
    /// Whether no byte of the record can start a character that needs sanitizing.
    is_plain: bool,
}

/// The last record scanned, or an inline table in it.
#[derive(Debug, Clone, Copy)]
pub struct Table<'v> {
    scan: &'v Scan<'v>,
    entries: &'v [Entry<'v>],
}

/// A value in it.
#[derive(Debug, Clone, Copy)]
pub struct Item<'v> {
    scan: &'v Scan<'v>,
    entry: &'v Entry<'v>,
}

impl<'v> Fields<'v> for Table<'v> {
    type Value = Item<'v>;

    fn get(self, key: &str) -> Option<Item<'v>> {
        let mark = mark(key);
        let entry = self.entries.iter().find(|entry| entry.mark == mark && entry.key == key)?;
        Some(Item { scan: self.scan, entry })
    }

    fn each(self) -> impl Iterator<Item = (&'v str, Span, Item<'v>)> {
        self.entries.iter().map(move |entry| {
            let place = Span::new(entry.at, entry.at + entry.key.len());
            (entry.key, place, Item { scan: self.scan, entry })
        })
    }
}

impl<'v> Value<'v> for Item<'v> {
    type Table = Table<'v>;

    fn kind(self) -> Kind<'v, Table<'v>> {
        match self.entry.part {
            Part::Text(text) => Kind::Text(text),
            Part::List(..) => Kind::List,
            Part::Table(from, to) => {
                let entries = self.scan.pairs.get(from..to).unwrap_or_default();
                Kind::Table(Table { scan: self.scan, entries })
            }
        }
    }

    fn span(self) -> Span {
        self.entry.span
    }

    fn shown(self) -> Option<Cow<'v, str>> {
        self.text().map(|text| if self.scan.is_plain { Cow::Borrowed(text) } else { clean(text) })
    }

    fn id(self, ids: &mut Ids) -> Option<Id> {
        if self.entry.id.get().is_none() {
            self.entry.id.set(self.shown().map(|text| ids.intern(&text)));
        }
        self.entry.id.get()
    }

    fn entries(self) -> impl ExactSizeIterator<Item = Self> {
        let entries = match self.entry.part {
            Part::List(from, to) => self.scan.items.get(from..to).unwrap_or_default(),
            _ => slice::from_ref(self.entry),
        };
        entries.iter().map(move |entry| Item { scan: self.scan, entry })
    }
}

/// The most keys in a record or inline table.
const MOST_KEYS: usize = 32;

impl<'t> Scan<'t> {
    /// Scans the record whose header is at `at`. Returns the start of the next header, or the end of the text; `None`
    /// if any of it is outside the supported grammar.
    pub fn record(&mut self, text: &'t str, at: usize) -> Option<usize> {
        self.fields.clear();
        self.items.clear();
        self.pairs.clear();
        let end = self.fields(text, at)?;
        let written = text.get(at..end)?;
        self.is_plain = written.bytes().fold(true, |plain, byte| plain & is_plain(byte));
        let is_safe = self.is_plain || sanitize::find(written).next().is_none();
        (is_safe && each_once(&self.fields)).then_some(end)
    }

    /// The last record scanned.
    pub fn table(&self) -> Table<'_> {
        Table { scan: self, entries: &self.fields }
    }

    fn fields(&mut self, text: &'t str, at: usize) -> Option<usize> {
        let mut cursor = Cursor { text, at };
        if !text.get(at..)?.starts_with(EVENT_HEADER) {
            return None;
        }
        cursor.at += EVENT_HEADER.len();
        cursor.end_of_line()?;
        loop {
            cursor.skip();
            match cursor.peek() {
                None => return Some(cursor.at),
                Some(b'[') => return cursor.is_header().then_some(cursor.at),
                Some(_) => {
                    let at = cursor.at;
                    let key = cursor.key()?;
                    let start = cursor.at;
                    let part = match cursor.peek()? {
                        b'"' => Part::Text(cursor.text()?),
                        b'[' => self.list(&mut cursor)?,
                        b'{' => self.inline_table(&mut cursor)?,
                        b'1'..=b'9' if key == "date" => Part::Text(cursor.year()?),
                        _ => return None,
                    };
                    self.fields.push(Entry::new(key, at, Span::new(start, cursor.at), part));
                    cursor.end_of_line()?;
                }
            }
        }
    }

    fn list(&mut self, cursor: &mut Cursor<'t>) -> Option<Part<'t>> {
        cursor.at += 1;
        let from = self.items.len();
        loop {
            cursor.skip();
            let at = cursor.at;
            let part = match cursor.peek()? {
                b']' => break,
                b'"' => Part::Text(cursor.short()?),
                b'{' => self.inline_table(cursor)?,
                _ => return None,
            };
            self.items.push(Entry::new("", at, Span::new(at, cursor.at), part));
            cursor.skip();
            match cursor.peek()? {
                b',' => cursor.at += 1,
                b']' => break,
                _ => return None,
            }
        }
        cursor.at += 1;
        Some(Part::List(from, self.items.len()))
    }

    /// An inline table on one line, without a trailing comma.
    fn inline_table(&mut self, cursor: &mut Cursor<'t>) -> Option<Part<'t>> {
        let from = self.pairs.len();
        loop {
            // Skip the brace or the comma.
            cursor.at += 1;
            cursor.blanks();
            let at = cursor.at;
            let key = cursor.key()?;
            let start = cursor.at;
            let part = Part::Text(cursor.short()?);
            self.pairs.push(Entry::new(key, at, Span::new(start, cursor.at), part));
            cursor.blanks();
            match cursor.peek()? {
                b',' => {}
                b'}' => break,
                _ => return None,
            }
        }
        cursor.at += 1;
        each_once(self.pairs.get(from..)?).then_some(Part::Table(from, self.pairs.len()))
    }
}

/// Whether each key appears once. A record has a dozen; one with very many is left to the library.
fn each_once(entries: &[Entry<'_>]) -> bool {
    entries.len() <= MOST_KEYS
        && entries.iter().enumerate().all(|(at, entry)| {
            entries
                .get(..at)
                .unwrap_or_default()
                .iter()
                .all(|before| before.mark != entry.mark || before.key != entry.key)
        })
}

/// Whether a byte cannot start a forbidden character; letters of most scripts are plain. Branch-free, so that it
/// vectorizes over the bytes of a record.
fn is_plain(byte: u8) -> bool {
    let is_suspect = (byte < b' ') | (byte == 0x7f) | (byte == 0xc2) | (byte == 0xd8) | (byte == 0xe2);
    !is_suspect | (byte == b'\n') | (byte == b'\t')
}

struct Cursor<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Cursor<'t> {
    fn rest(&self) -> &'t [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn blanks(&mut self) {
        while let Some(b' ' | b'\t') = self.peek() {
            self.at += 1;
        }
    }

    /// Skips blanks, line breaks and comments. A stray carriage return is caught when the record is searched for
    /// forbidden characters.
    fn skip(&mut self) {
        loop {
            match self.peek() {
                Some(b' ' | b'\t' | b'\n' | b'\r') => self.at += 1,
                Some(b'#') => self.at += memchr(b'\n', self.rest()).unwrap_or(self.rest().len()),
                _ => return,
            }
        }
    }

    /// Skips the rest of a line that holds nothing but a comment.
    fn end_of_line(&mut self) -> Option<()> {
        self.blanks();
        match self.rest() {
            [] | [b'\n' | b'#', ..] | [b'\r', b'\n', ..] => Some(()),
            _ => None,
        }
    }

    /// A bare key and its equals sign.
    fn key(&mut self) -> Option<&'t str> {
        let start = self.at;
        while self.peek().is_some_and(|byte| byte.is_ascii_lowercase() || byte == b'-') {
            self.at += 1;
        }
        let key = self.text.get(start..self.at).filter(|key| !key.is_empty())?;
        self.blanks();
        (self.peek()? == b'=').then_some(())?;
        self.at += 1;
        self.blanks();
        Some(key)
    }

    /// A year of four digits without quotes.
    fn year(&mut self) -> Option<&'t str> {
        let year =
            self.text.get(self.at..self.at + 4).filter(|year| year.bytes().all(|b| b.is_ascii_digit()))?;
        self.at += 4;
        Some(year)
    }

    /// A single-line string.
    fn short(&mut self) -> Option<&'t str> {
        (self.peek()? == b'"').then_some(())?;
        let start = self.at + 1;
        let rest = self.text.as_bytes().get(start..)?;
        let length = memchr3(b'"', b'\\', b'\n', rest)?;
        let is_closed = rest.get(length) == Some(&b'"');
        // Two quotes in a row may be the first two of three.
        (is_closed && length > 0).then_some(())?;
        self.at = start + length + 1;
        self.text.get(start..start + length)
    }

    /// A string on one line or several.
    fn text(&mut self) -> Option<&'t str> {
        if !self.rest().starts_with(b"\"\"\"") {
            return self.short();
        }
        let mut start = self.at + 3;
        // A line break right after the quotes does not count.
        start += match self.text.as_bytes().get(start..)? {
            [b'\n', ..] => 1,
            [b'\r', b'\n', ..] => 2,
            _ => 0,
        };
        let mut at = start;
        loop {
            at += memchr2(b'"', b'\\', self.text.as_bytes().get(at..)?)?;
            match self.text.as_bytes().get(at..)? {
                // Up to two more quotes belong to the string.
                [b'"', b'"', b'"', b'"', ..] | [b'\\', ..] => return None,
                [b'"', b'"', b'"', ..] => break,
                _ => at += 1,
            }
        }
        self.at = at + 3;
        self.text.get(start..at)
    }

    /// Whether the header of another record begins here, rather than that of a table in this one.
    fn is_header(&self) -> bool {
        let rest = self.text.get(self.at..).unwrap_or_default();
        if rest.starts_with(EVENT_HEADER) {
            return true;
        }
        let line = rest.get(..memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len())).unwrap_or_default();
        Header::parse(line).is_some_and(|header| header.begins_record())
    }
}
