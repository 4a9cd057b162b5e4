//! A text as written: headers, keys, values, and the comments with what they belong to.
//!
//! The loader's tables drop comments and layout. This tree is built from the same parser's events and keeps both. It is
//! meant for texts without errors; for others the result is unspecified, but it does not panic.
//!
//! A comment belongs to what follows it without a blank line between, or else to what is directly above it.

use toml_parser::decoder::Encoding;
use toml_parser::parser::{Event, EventKind, parse_document};
use toml_parser::{Raw, Source};

/// A header with its keys, up to the next header; or everything before the first header.
#[derive(Debug, Default)]
pub(super) struct Section<'t> {
    /// Stand-alone comments before it, in groups: headings.
    pub headings: Vec<Vec<&'t str>>,
    /// Comments directly above the header.
    pub above: Vec<&'t str>,
    /// The header.
    pub header: Option<Header<'t>>,
    /// Its keys.
    pub pairs: Vec<Pair<'t>>,
    /// Comments directly below the last key.
    pub below: Vec<&'t str>,
}

/// `[timeline]`, `[[event]]`, `[[event.account]]`.
#[derive(Debug)]
pub(super) struct Header<'t> {
    /// Its names.
    pub path: Vec<Word<'t>>,
    /// Whether it has two brackets.
    pub is_list: bool,
    /// The comment after it on its line.
    pub beside: Option<&'t str>,
}

/// A key with its value.
#[derive(Debug)]
pub(super) struct Pair<'t> {
    /// Comments above it.
    pub above: Vec<&'t str>,
    /// Its names; several if it is dotted.
    pub path: Vec<Word<'t>>,
    /// Its value.
    pub value: Value<'t>,
    /// The comment after it on its line.
    pub beside: Option<&'t str>,
    /// Comments directly below it, followed by a blank line.
    pub below: Vec<&'t str>,
}

/// A key or scalar of the file, with or without quotes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Word<'t> {
    /// As written.
    pub raw: &'t str,
    /// How it is quoted.
    pub quotes: Option<Encoding>,
}

/// A value.
#[derive(Debug)]
pub(super) enum Value<'t> {
    /// A string, a number, a date.
    Scalar(Word<'t>),
    /// A list.
    List {
        /// Its entries.
        entries: Vec<Entry<'t>>,
        /// Comments after the last.
        end: Vec<&'t str>,
    },
    /// An inline table.
    Table {
        /// Its keys; their comments are below.
        pairs: Vec<Pair<'t>>,
        /// Comments anywhere between its braces, which only TOML 1.1 allows.
        comments: Vec<&'t str>,
    },
}

/// An entry of a list.
#[derive(Debug)]
pub(super) struct Entry<'t> {
    /// Comments above it.
    pub above: Vec<&'t str>,
    /// Its value.
    pub value: Value<'t>,
    /// The comment after it on its line.
    pub beside: Option<&'t str>,
}

impl<'t> Word<'t> {
    /// Its decoded text.
    #[must_use]
    pub(super) fn text(&self) -> std::borrow::Cow<'t, str> {
        let mut text = std::borrow::Cow::Borrowed("");
        let span = toml_parser::Span::new_unchecked(0, self.raw.len());
        Raw::new_unchecked(self.raw, self.quotes, span).decode_key(&mut text, &mut ());
        text
    }
}

impl<'t> Value<'t> {
    /// The comments inside it, in order.
    pub(super) fn comments(&self, found: &mut Vec<&'t str>) {
        match self {
            Self::Scalar(_) => {}
            Self::List { entries, end } => {
                for entry in entries {
                    found.extend(&entry.above);
                    entry.value.comments(found);
                    found.extend(entry.beside);
                }
                found.extend(end);
            }
            Self::Table { pairs, comments } => {
                found.extend(comments);
                pairs.iter().for_each(|pair| pair.value.comments(found));
            }
        }
    }
}

/// A line between two keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Line<'t> {
    Blank,
    Comment(&'t str),
}

/// Reads a text in chunks, each of which but the first begins with a header, and emits each section once it is
/// complete.
#[derive(Debug, Default)]
pub(super) struct Scan<'t> {
    section: Section<'t>,
    between: Vec<Line<'t>>,
    events: Vec<Event>,
}

impl<'t> Scan<'t> {
    /// Reads the next chunk.
    pub(super) fn read(&mut self, text: &'t str, done: &mut impl FnMut(Section<'t>)) {
        let source = Source::new(text);
        let tokens = source.lex().into_vec();
        let mut events = std::mem::take(&mut self.events);
        events.clear();
        parse_document(&tokens, &mut events, &mut ());
        let mut cursor = Cursor { text, events: &events, at: 0 };
        let mut is_blank = true;
        while let Some(event) = cursor.peek() {
            match event.kind() {
                EventKind::Newline => {
                    if is_blank {
                        self.between.push(Line::Blank);
                    }
                    is_blank = true;
                    cursor.at += 1;
                }
                EventKind::Comment => {
                    let comment = cursor.raw(event).trim_end();
                    if is_blank || !self.beside(comment) {
                        self.between.push(Line::Comment(comment));
                    }
                    is_blank = false;
                    cursor.at += 1;
                }
                EventKind::StdTableOpen | EventKind::ArrayTableOpen => {
                    let header = cursor.header(event.kind() == EventKind::ArrayTableOpen);
                    let next = self.next_section(header);
                    done(std::mem::replace(&mut self.section, next));
                    is_blank = false;
                }
                EventKind::SimpleKey => {
                    let (above, below) = self.around_key();
                    if let Some(last) = self.section.pairs.last_mut() {
                        last.below = below;
                    }
                    let mut pair = cursor.pair();
                    pair.above = above;
                    self.section.pairs.push(pair);
                    is_blank = false;
                }
                _ => cursor.at += 1,
            }
        }
        self.events = events;
    }

    /// The last section, and the comments after it.
    #[must_use]
    pub(super) fn end(mut self) -> (Section<'t>, Vec<Vec<&'t str>>) {
        let mut groups = groups(&self.between);
        if matches!(self.between.first(), Some(Line::Comment(_))) && !self.is_empty() {
            self.section.below = groups.remove(0);
        }
        (self.section, groups)
    }

    fn is_empty(&self) -> bool {
        self.section.header.is_none() && self.section.pairs.is_empty()
    }

    /// Attaches a comment to the key or header before it on its line. Returns whether that was possible.
    fn beside(&mut self, comment: &'t str) -> bool {
        let place = match (self.section.pairs.last_mut(), &mut self.section.header) {
            (Some(pair), _) => &mut pair.beside,
            (None, Some(header)) => &mut header.beside,
            (None, None) => return false,
        };
        let is_free = place.is_none() && self.between.is_empty();
        if is_free {
            *place = Some(comment);
        }
        is_free
    }

    /// The comments between two keys: those of the next, and those of the last.
    fn around_key(&mut self) -> (Vec<&'t str>, Vec<&'t str>) {
        let lines = std::mem::take(&mut self.between);
        let first = lines.iter().position(|line| *line == Line::Blank);
        let split = first.filter(|_| !self.section.pairs.is_empty()).unwrap_or(0);
        let (below, above) = lines.split_at(split);
        (comments(above).collect(), comments(below).collect())
    }

    /// Starts the section of a header; comments before it belong to the current one, to the new one, or to neither.
    fn next_section(&mut self, header: Header<'t>) -> Section<'t> {
        let lines = std::mem::take(&mut self.between);
        let mut groups = groups(&lines);
        let touches = matches!(lines.last(), Some(Line::Comment(_)));
        let above = if touches { groups.pop().unwrap_or_default() } else { Vec::new() };
        let is_after = matches!(lines.first(), Some(Line::Comment(_))) && !self.is_empty();
        if is_after && !groups.is_empty() {
            self.section.below = groups.remove(0);
        }
        Section { headings: groups, above, header: Some(header), ..Section::default() }
    }
}

fn comments<'l, 't>(lines: &'l [Line<'t>]) -> impl Iterator<Item = &'t str> + use<'l, 't> {
    lines.iter().filter_map(|line| if let Line::Comment(comment) = line { Some(*comment) } else { None })
}

/// The comments, grouped by blank lines.
fn groups<'t>(lines: &[Line<'t>]) -> Vec<Vec<&'t str>> {
    let groups = lines.split(|line| *line == Line::Blank).map(|group| comments(group).collect::<Vec<_>>());
    groups.filter(|group| !group.is_empty()).collect()
}

/// A position among the parser's events.
struct Cursor<'e, 't> {
    text: &'t str,
    events: &'e [Event],
    at: usize,
}

impl<'t> Cursor<'_, 't> {
    fn peek(&self) -> Option<Event> {
        self.events.get(self.at).copied()
    }

    fn next(&mut self) -> Option<Event> {
        let event = self.peek()?;
        self.at += 1;
        Some(event)
    }

    fn raw(&self, event: Event) -> &'t str {
        self.text.get(event.span().start()..event.span().end()).unwrap_or_default()
    }

    fn word(&self, event: Event) -> Word<'t> {
        Word { raw: self.raw(event), quotes: event.encoding() }
    }

    fn header(&mut self, is_list: bool) -> Header<'t> {
        let mut path = Vec::new();
        while let Some(event) = self.next() {
            match event.kind() {
                EventKind::SimpleKey => path.push(self.word(event)),
                EventKind::StdTableClose | EventKind::ArrayTableClose => break,
                _ => {}
            }
        }
        Header { path, is_list, beside: None }
    }

    fn pair(&mut self) -> Pair<'t> {
        let mut path = Vec::new();
        while let Some(event) = self.next() {
            match event.kind() {
                EventKind::SimpleKey => path.push(self.word(event)),
                EventKind::KeyValSep => break,
                _ => {}
            }
        }
        while self.peek().is_some_and(|event| event.kind() == EventKind::Whitespace) {
            self.at += 1;
        }
        Pair { above: Vec::new(), path, value: self.value(), beside: None, below: Vec::new() }
    }

    fn value(&mut self) -> Value<'t> {
        let Some(event) = self.next() else { return Value::Scalar(Word { raw: "", quotes: None }) };
        match event.kind() {
            EventKind::ArrayOpen => self.list(),
            EventKind::InlineTableOpen => self.table(),
            _ => Value::Scalar(self.word(event)),
        }
    }

    fn list(&mut self) -> Value<'t> {
        let mut entries: Vec<Entry<'t>> = Vec::new();
        let mut above = Vec::new();
        let mut same_line = false;
        while let Some(event) = self.peek() {
            match event.kind() {
                EventKind::ArrayClose => {
                    self.at += 1;
                    break;
                }
                EventKind::Scalar | EventKind::ArrayOpen | EventKind::InlineTableOpen => {
                    let value = self.value();
                    entries.push(Entry { above: std::mem::take(&mut above), value, beside: None });
                    same_line = true;
                    continue;
                }
                EventKind::Comment => {
                    let comment = self.raw(event).trim_end();
                    match entries.last_mut().filter(|last| same_line && last.beside.is_none()) {
                        Some(last) => last.beside = Some(comment),
                        None => above.push(comment),
                    }
                }
                EventKind::Newline => same_line = false,
                _ => {}
            }
            self.at += 1;
        }
        Value::List { entries, end: above }
    }

    fn table(&mut self) -> Value<'t> {
        let (mut pairs, mut comments) = (Vec::new(), Vec::new());
        while let Some(event) = self.peek() {
            match event.kind() {
                EventKind::InlineTableClose => {
                    self.at += 1;
                    break;
                }
                EventKind::SimpleKey => {
                    pairs.push(self.pair());
                    continue;
                }
                EventKind::Comment => comments.push(self.raw(event).trim_end()),
                _ => {}
            }
            self.at += 1;
        }
        Value::Table { pairs, comments }
    }
}

#[cfg(test)]
mod tests {
    use super::{Scan, Section};

    fn sections(text: &str) -> (Vec<Section<'_>>, Vec<Vec<&str>>) {
        let mut all = Vec::new();
        let mut scan = Scan::default();
        scan.read(text, &mut |section| all.push(section));
        let (last, rest) = scan.end();
        all.push(last);
        (all, rest)
    }

    #[test]
    fn comments_belong_to_what_they_touch() {
        let text = "# head\n\n[a] # beside\n# above x\nx = 1 # b\n# below x\n\ny = 2\n# end\n\n# heading\n\n# of b\n[[b]]\n# last\n\n# rest\n";
        let (all, rest) = sections(text);
        let [root, a, b] = all.as_slice() else { panic!("{all:?}") };
        assert!(root.pairs.is_empty() && root.header.is_none());
        assert_eq!(a.headings, [["# head"]]);
        assert_eq!(a.header.as_ref().unwrap().beside, Some("# beside"));
        assert_eq!(a.pairs[0].above, ["# above x"]);
        assert_eq!(a.pairs[0].beside, Some("# b"));
        assert_eq!(a.pairs[0].below, ["# below x"]);
        assert!(a.pairs[1].above.is_empty());
        assert_eq!(a.below, ["# end"]);
        assert_eq!(b.headings, [["# heading"]]);
        assert_eq!(b.above, ["# of b"]);
        assert_eq!(b.below, ["# last"]);
        assert_eq!(rest, [["# rest"]]);
    }

    #[test]
    fn list_entries_keep_their_comments() {
        let (all, _) = sections("x = [ # a\n  1, # one\n  # two\n  { y = 2 } # beside two\n  , # more\n]\n");
        let super::Value::List { entries, end } = &all[0].pairs[0].value else { panic!("{all:?}") };
        assert_eq!(entries[0].above, ["# a"]);
        assert_eq!(entries[0].beside, Some("# one"));
        assert_eq!(entries[1].above, ["# two"]);
        assert_eq!(entries[1].beside, Some("# beside two"));
        assert_eq!(*end, ["# more"]);
    }
}
