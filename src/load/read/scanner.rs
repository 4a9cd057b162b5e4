//! The grammar of an everyday record: a small part of TOML's, in which each byte has one meaning.
//!
//! Whatever lies outside of it ends the scan; nothing is guessed.

use memchr::{memchr, memchr2, memchr3};

/// A text without escapes.
#[derive(Debug, Clone, Copy)]
pub struct Text<'t> {
    /// What stands between the quotes.
    pub text: &'t str,
    /// Where that begins.
    pub start: usize,
    /// Whether it stands between three quotes.
    pub long: bool,
}

/// The value of a key.
#[derive(Debug)]
pub enum Value<'t> {
    /// A text.
    Text(Text<'t>),
    /// A list: from which item up to which.
    List(usize, usize),
}

/// An entry of a list.
#[derive(Debug)]
pub enum Item<'t> {
    /// A text.
    Text(&'t str),
    /// An inline table: from which pair up to which.
    Table(usize, usize),
}

impl<'t> Item<'t> {
    /// The text, or the `id` of the table and all its pairs.
    pub fn parts<'p>(&self, pairs: &'p [(&'t str, &'t str)]) -> (&'t str, &'p [(&'t str, &'t str)]) {
        match self {
            Self::Text(text) => (text, &[]),
            Self::Table(from, to) => {
                let pairs = pairs.get(*from..*to).unwrap_or_default();
                (pairs.iter().find(|(name, _)| *name == "id").map_or("", |(_, id)| id), pairs)
            }
        }
    }
}

/// A key and its value.
#[derive(Debug)]
pub struct Field<'t> {
    /// The key.
    pub key: &'t str,
    /// Its value.
    pub value: Value<'t>,
}

impl<'t> Field<'t> {
    /// The value, if it is a text.
    pub fn text(&self) -> Option<Text<'t>> {
        if let Value::Text(text) = self.value { Some(text) } else { None }
    }
}

/// The parts of the record that was scanned last; kept from record to record, so that nothing is allocated.
#[derive(Debug, Default)]
pub struct Scan<'t> {
    /// The keys.
    pub fields: Vec<Field<'t>>,
    /// The entries of all lists.
    pub items: Vec<Item<'t>>,
    /// The pairs of all inline tables.
    pub pairs: Vec<(&'t str, &'t str)>,
}

/// The header of an event.
const HEADER: &str = "[[event]]";

impl<'t> Scan<'t> {
    /// Scans the record whose header stands at `at`. Returns where the next header stands, or the end of the text;
    /// nothing, if there is anything in it that is not of the everyday shape.
    pub fn record(&mut self, text: &'t str, at: usize) -> Option<usize> {
        self.fields.clear();
        self.items.clear();
        self.pairs.clear();
        let mut cursor = Cursor { text, at };
        if !text.get(at..)?.starts_with(HEADER) {
            return None;
        }
        cursor.at += HEADER.len();
        cursor.end_of_line()?;
        loop {
            cursor.skip();
            match cursor.peek() {
                None => return Some(cursor.at),
                Some(b'[') => return cursor.is_header().then_some(cursor.at),
                Some(_) => {
                    let key = cursor.key()?;
                    let value = match cursor.peek()? {
                        b'"' => Value::Text(cursor.text()?),
                        b'[' => self.list(&mut cursor)?,
                        _ => return None,
                    };
                    self.fields.push(Field { key, value });
                    cursor.end_of_line()?;
                }
            }
        }
    }

    fn list(&mut self, cursor: &mut Cursor<'t>) -> Option<Value<'t>> {
        cursor.at += 1;
        let from = self.items.len();
        loop {
            cursor.skip();
            let item = match cursor.peek()? {
                b']' => break,
                b'"' => Item::Text(cursor.short()?.text),
                b'{' => self.table(cursor)?,
                _ => return None,
            };
            self.items.push(item);
            cursor.skip();
            match cursor.peek()? {
                b',' => cursor.at += 1,
                b']' => break,
                _ => return None,
            }
        }
        cursor.at += 1;
        Some(Value::List(from, self.items.len()))
    }

    /// An inline table on one line, without a comma at its end.
    fn table(&mut self, cursor: &mut Cursor<'t>) -> Option<Item<'t>> {
        let from = self.pairs.len();
        loop {
            // Past the brace or the comma.
            cursor.at += 1;
            cursor.blanks();
            let key = cursor.key()?;
            self.pairs.push((key, cursor.short()?.text));
            cursor.blanks();
            match cursor.peek()? {
                b',' => {}
                b'}' => break,
                _ => return None,
            }
        }
        cursor.at += 1;
        Some(Item::Table(from, self.pairs.len()))
    }
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

    /// Past blanks, line breaks and comments. Whether each carriage return is that of a line break is seen when the
    /// record is looked through for characters that no text may have.
    fn skip(&mut self) {
        loop {
            match self.peek() {
                Some(b' ' | b'\t' | b'\n' | b'\r') => self.at += 1,
                Some(b'#') => self.at += memchr(b'\n', self.rest()).unwrap_or(self.rest().len()),
                _ => return,
            }
        }
    }

    /// Past the end of a line on which nothing else stands but a comment.
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

    /// A text on one line.
    fn short(&mut self) -> Option<Text<'t>> {
        (self.peek()? == b'"').then_some(())?;
        let start = self.at + 1;
        let rest = self.text.as_bytes().get(start..)?;
        let length = memchr3(b'"', b'\\', b'\n', rest)?;
        let is_closed = rest.get(length) == Some(&b'"');
        // Two quotes at once may be the first of three.
        (is_closed && length > 0).then_some(())?;
        self.at = start + length + 1;
        Some(Text { text: self.text.get(start..start + length)?, start, long: false })
    }

    /// A text on one line or on several.
    fn text(&mut self) -> Option<Text<'t>> {
        if !self.rest().starts_with(b"\"\"\"") {
            return self.short();
        }
        let mut start = self.at + 3;
        // A line break right behind the quotes does not count.
        start += match self.text.as_bytes().get(start..)? {
            [b'\n', ..] => 1,
            [b'\r', b'\n', ..] => 2,
            _ => 0,
        };
        let mut at = start;
        loop {
            at += memchr2(b'"', b'\\', self.text.as_bytes().get(at..)?)?;
            match self.text.as_bytes().get(at..)? {
                // Up to two more quotes belong to the text.
                [b'"', b'"', b'"', b'"', ..] | [b'\\', ..] => return None,
                [b'"', b'"', b'"', ..] => break,
                _ => at += 1,
            }
        }
        self.at = at + 3;
        Some(Text { text: self.text.get(start..at)?, start, long: true })
    }

    /// Whether the header of another record stands here, and not that of a table in this one.
    fn is_header(&self) -> bool {
        let rest = self.rest();
        let name = rest.strip_prefix(b"[[").or(rest.strip_prefix(b"[")).unwrap_or_default();
        let length = name.iter().take_while(|byte| byte.is_ascii_lowercase()).count();
        length > 0 && name.get(length) == Some(&b']')
    }
}
