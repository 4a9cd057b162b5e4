//! A chunk of text → a piece of a timeline: its records, its references, and the problems that can be found locally.
//!
//! Nothing here looks beyond the piece; what needs the whole file is done when pieces are joined. So a file can be read
//! in pieces, and a broken record affects no other.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::load::read::characters;
use crate::load::read::convert::{self, Context, Converted};
use crate::load::read::fields::{Fields, Value};
use crate::load::read::reference_kinds::AllowedKinds;
use crate::load::read::syntax::Parsed;
use crate::load::read::validate::{Mention, Validator};
use crate::load::schema::synonyms::synonyms;
use crate::load::schema::tables::{EVENT, TIMELINE};
use crate::load::schema::{FORMAT, Shape, TABLES, TableSpec, table_named};
use crate::model::{Head, Id, Ids, Packed, Table};
use crate::text::hash::fingerprint;
use crate::text::headers::{Blocks, EVENT_HEADER, Header};
use crate::text::sanitize::quoted;
use crate::text::suggest::{is_slip, nearest};
use crate::text::{Code, Diagnostic, Span};

/// The content of one chunk.
#[derive(Debug, Default)]
pub struct Piece {
    /// Its ids, numbered on their own.
    pub ids: Ids,
    /// Its `[timeline]` tables, with the spans of their headers; a valid file has one.
    pub heads: Vec<(Head, Span)>,
    /// Its events if prose is not kept; otherwise they are in [`Self::records`].
    pub packed: Option<Packed>,
    /// Its records.
    pub records: Converted,
    /// The ids that it defines.
    pub defined: Vec<Defined>,
    /// The kinds of record that its references allow for each id.
    pub allowed: AllowedKinds,
    /// Its references one by one, if requested.
    pub mentions: Option<Vec<Mention>>,
    /// Its top-level tables.
    pub sections: Vec<Section>,
    /// The problems found.
    pub found: Vec<Diagnostic>,
    /// The chunks that could not be read completely, and the records that may lack what is misspelt in them.
    pub broken: Vec<Span>,
    /// Problems with keys of `[timeline]` outside any table, which are one if its header is missing.
    pub loose: Vec<Diagnostic>,
    /// The spans that could not be read.
    pub unreadable: Vec<Span>,
    /// Set if the file is in a later version of the format.
    pub newer: Option<Diagnostic>,
}

impl Piece {
    /// Adds a scanned event. `block` runs from its header to the next, in a text that begins at `base`.
    pub fn event<'v>(&mut self, table: impl Fields<'v>, block: Span, (text, base): (&str, usize)) {
        self.check(&EVENT, table, Span::new(block.start, block.start + EVENT_HEADER.len()), base, false);
        self.record(Table::Event, table, block, (text, base));
        self.has_section(EVENT.name, true);
    }

    /// Validates a table. Its spans are those of a text that begins at `base`.
    fn check<'v>(
        &mut self,
        spec: &'static TableSpec,
        table: impl Fields<'v>,
        header: Span,
        base: usize,
        lenient: bool,
    ) {
        let (ids, allowed, mentions) = (&mut self.ids, &mut self.allowed, self.mentions.as_mut());
        let mut validator = Validator { ids, allowed, mentions, found: Vec::new(), base, lenient };
        validator.table(spec, table, header, None);
        let found = validator.found;
        let is_misspelt = |one: &Diagnostic| matches!(one.code, Code::UnknownKey | Code::MisplacedKey);
        if !lenient && found.iter().any(is_misspelt) {
            self.broken.push(Span::new(header.start, header.start + 1).shifted(base));
        }
        self.found.extend(found.into_iter().map(|found| found.shifted(base)));
    }

    /// Converts a record that has an id.
    fn record<'v>(&mut self, kind: Table, table: impl Fields<'v>, block: Span, (text, base): (&str, usize)) {
        let Some(value) = table.get("id") else { return };
        if value.text().is_none_or(|id| id.trim().is_empty()) {
            return;
        }
        let Some(id) = value.id(&mut self.ids) else { return };
        // Only events are packed; other records are kept whole.
        let packed = self.packed.as_mut().filter(|_| kind == Table::Event);
        let mut cx = Context { ids: &mut self.ids, keeps_prose: packed.is_none() };
        let place = block.shifted(base);
        match packed {
            Some(packed) => {
                let hash = fingerprint(block.of(text).trim_end().as_bytes());
                convert::pack(packed, id, table, (place, hash), &mut cx);
            }
            None => self.records.add(kind, id, table, place, &mut cx),
        }
        self.defined.push(Defined { id, span: value.span().shifted(base), kind });
    }

    /// Notes a top-level key.
    pub fn has_section(&mut self, name: &str, continues: bool) {
        if !self.sections.iter().any(|section| *section.name == *name && section.continues && continues) {
            self.sections.push(Section { name: name.into(), continues });
        }
    }
}

/// The definition of an id.
#[derive(Debug)]
pub struct Defined {
    /// The id.
    pub id: Id,
    /// Its span.
    pub span: Span,
    /// The table of its record.
    pub kind: Table,
}

/// A top-level key of a piece.
#[derive(Debug, PartialEq, Eq)]
pub struct Section {
    /// The name.
    pub name: Box<str>,
    /// Whether it is a list of tables with their own headers, which another piece may continue.
    pub continues: bool,
}

/// Reads a parsed chunk.
#[must_use]
pub fn read(part: Parsed<'_>) -> Piece {
    let mut piece = Piece::default();
    add(part, &mut piece);
    piece
}

/// Reads another parsed chunk into a piece.
pub fn add(part: Parsed<'_>, piece: &mut Piece) {
    let start = part.start;
    let chunk = Span::new(start, start + part.text.len());
    piece.found.extend(characters::check(&part).into_iter().map(|found| found.shifted(start)));
    let mut table = part.table;
    if !part.unreadable.is_empty() {
        prune(&mut table, &part.unreadable);
    }
    let blocks = Blocks::new(headers(&table), part.text.len());
    let lenient = !part.unreadable.is_empty();
    let mut reader = Reader { text: part.text, start, blocks, lenient, piece, records: Vec::new() };
    for (key, value) in &table {
        reader.top(key.get_ref(), Span::from(key.span()), value);
        reader.piece.has_section(key.get_ref(), continues(value, part.text));
    }
    reader.read_records();
    if !part.unreadable.is_empty() {
        piece.broken.push(chunk);
    }
    piece.unreadable.extend(part.unreadable.iter().map(|span| span.shifted(start)));
    piece.found.extend(part.errors);
}

/// Whether a value is a list of tables, each under a header with double brackets.
fn continues(value: &Spanned<DeValue<'_>>, text: &str) -> bool {
    let DeValue::Array(array) = value.get_ref() else { return false };
    let has_header = |one: &Spanned<DeValue<'_>>| {
        one.get_ref().is_table() && Span::from(one.span()).of(text).starts_with("[[")
    };
    !array.is_empty() && array.iter().all(has_header)
}

/// Removes from a table whatever is in an unreadable span.
fn prune(table: &mut DeTable<'_>, unreadable: &[Span]) {
    let believed =
        |span: Span| !unreadable.iter().any(|range| range.start <= span.start && span.start <= range.end);
    for (key, mut value) in std::mem::take(table) {
        let mut keep = believed(Span::from(key.span()));
        match value.get_mut() {
            DeValue::Table(inner) => {
                prune(inner, unreadable);
                keep |= !inner.is_empty();
            }
            DeValue::Array(array) if array.iter().any(|value| value.get_ref().is_table()) => {
                for value in array.iter_mut() {
                    if let DeValue::Table(inner) = value.get_mut() {
                        prune(inner, unreadable);
                        keep |= !inner.is_empty();
                    }
                }
            }
            _ => {}
        }
        if keep {
            table.insert(key, value);
        }
    }
}

/// Where the records of a table begin.
fn headers(table: &DeTable<'_>) -> Vec<usize> {
    let mut starts = Vec::new();
    for value in table.values() {
        match value.get_ref() {
            DeValue::Array(array) => {
                starts.extend(
                    array.iter().filter(|value| value.get_ref().is_table()).map(|value| value.span().start),
                );
            }
            DeValue::Table(_) => starts.push(value.span().start),
            _ => {}
        }
    }
    starts
}

/// The tables in a value that have a header of their own, with their names and headers.
fn headed<'v>(
    value: &'v Spanned<DeValue<'v>>,
    text: &str,
    names: &[&'v str],
    found: &mut Vec<(Vec<&'v str>, &'v DeTable<'v>, Span)>,
) {
    match value.get_ref() {
        DeValue::Array(array) => array.iter().for_each(|one| headed(one, text, names, found)),
        DeValue::Table(table) => {
            let span = Span::from(value.span());
            if span.of(text).starts_with('[') {
                found.push((names.to_vec(), table, span));
            }
            for (key, value) in table {
                headed(value, text, &[names, &[key.get_ref().as_ref()]].concat(), found);
            }
        }
        _ => {}
    }
}

/// The table that was probably meant by a header, and whether it is just misspelt. `above` is the table of the record
/// above it, to which a bare `[[account]]` belongs.
fn meant(names: &[&str], above: Option<&TableSpec>) -> Option<(&'static TableSpec, bool)> {
    // How far a name is from the right one: misspelt, a synonym, similar.
    let distance = |name: &str, own: &'static str| {
        let singular = name.strip_suffix('s').unwrap_or(name);
        let is_synonym = |name| synonyms("tables", name).any(|other| other == own);
        let is_near = |name| nearest(name, [own]).is_some();
        let tests: [&dyn Fn() -> bool; 3] =
            [&|| is_slip(name, own), &|| is_synonym(name) || is_synonym(singular), &|| {
                is_near(name) || is_near(singular)
            }];
        tests.iter().position(|holds| holds())
    };
    let mut all: Vec<(usize, &'static TableSpec)> = Vec::new();
    for table in TABLES {
        let own = names.first().and_then(|name| distance(name, table.name));
        all.extend(own.filter(|_| names.len() == 1).map(|far| (far, *table)));
        // The table of a bare header is part of the record above it.
        let (outer, last) = match names {
            [last] if above.is_some_and(|above| above.name == table.name) => (Some(1), last),
            [_, last] => (own, last),
            _ => continue,
        };
        for key in table.keys() {
            let Shape::Tables(inner) = key.shape else { continue };
            all.extend(outer.zip(distance(last, key.name)).map(|(outer, far)| (outer.max(far), inner)));
        }
    }
    let (far, spec) = all.into_iter().min_by_key(|(far, _)| *far)?;
    Some((spec, far == 0))
}

/// How many lines above a header its record is looked for.
const FARTHEST: usize = 1000;

struct Reader<'r> {
    text: &'r str,
    start: usize,
    blocks: Blocks,
    /// Whether part of the text could not be read, so that what is missing may be in it.
    lenient: bool,
    piece: &'r mut Piece,
    /// The records, with their tables and headers.
    records: Vec<(&'static TableSpec, Table, &'r DeTable<'r>, Span)>,
}

impl<'r> Reader<'r> {
    fn say(&mut self, found: Diagnostic) {
        self.piece.found.push(found.shifted(self.start));
    }

    /// Reads a top-level key: a table of records, or something that does not belong there.
    fn top(&mut self, name: &'r str, key: Span, value: &'r Spanned<DeValue<'r>>) {
        let span = Span::from(value.span());
        let Some(spec) = TABLES.iter().copied().find(|spec| spec.name == name) else {
            return self.unknown(name, key, value);
        };
        match (spec.kind, value.get_ref()) {
            (None, DeValue::Table(table)) => self.head(table, span),
            (None, DeValue::Array(array)) if array.iter().any(|value| value.get_ref().is_table()) => {
                let found = Diagnostic::new(Code::WrongBrackets, span, "there is one timeline in a file")
                    .help("write `[timeline]`, with one bracket on either side");
                self.say(found.fix(span, "[timeline]"));
                if let Some(DeValue::Table(table)) = array.first().map(Spanned::get_ref) {
                    self.head(table, span);
                }
            }
            (Some(kind), DeValue::Array(array)) => {
                for value in array {
                    let span = Span::from(value.span());
                    match value.get_ref() {
                        DeValue::Table(table) => self.records.push((spec, kind, table, span)),
                        _ => self.not_a_table(spec, span),
                    }
                }
            }
            (Some(kind), DeValue::Table(table)) if span.of(self.text).starts_with('[') => {
                let found = Diagnostic::new(
                    Code::WrongBrackets,
                    span,
                    format!("`[{name}]` needs two brackets on either side"),
                )
                .help(format!("write `[[{name}]]`: there may be several"));
                self.say(found.fix(span, format!("[[{name}]]")));
                self.records.push((spec, kind, table, span));
            }
            // `[[event.account]]` before any `[[event]]`; in a broken text the event may be in another piece.
            (Some(_), DeValue::Table(_)) if self.lenient => {}
            (Some(_), DeValue::Table(table)) => {
                let below = table.keys().next().map_or("", |key| key.get_ref());
                let message =
                    format!("{} is before the first `[[{name}]]`", quoted(&format!("{name}.{below}")));
                let found = Diagnostic::new(Code::MisplacedKey, span, message);
                self.say(found.help(format!("put it below the `[[{name}]]` that it belongs to")));
            }
            (_, _) => self.not_a_table(spec, span),
        }
    }

    fn not_a_table(&mut self, spec: &'static TableSpec, span: Span) {
        let found = Diagnostic::new(Code::WrongType, span, format!("`{}` is not a table here", spec.name))
            .help(format!("write `{}` on a line of its own and its keys below it", spec.header()));
        self.say(found);
    }

    fn unknown(&mut self, name: &'r str, key: Span, value: &'r Spanned<DeValue<'r>>) {
        let mut tables = Vec::new();
        headed(value, self.text, &[name], &mut tables);
        if tables.is_empty() {
            let message = format!("{} is outside any table", quoted(name));
            let found = Diagnostic::new(Code::UnknownKey, key, message);
            if TIMELINE.key(name).is_some() {
                let found = found.help("put it below the line `[timeline]`").shifted(self.start);
                self.piece.loose.push(found);
            } else {
                self.say(found.help("put it below the header that it belongs to, such as `[[event]]`"));
            }
        }
        let mut known = None;
        for (names, table, header) in tables {
            let (above, above_at) = self.record_above(header.start);
            // There may be thousands of headers with one name.
            let key = (names, above.map(|above| above.name));
            let meant = match known.take() {
                Some((before, meant)) if before == key => meant,
                _ => meant(&key.0, above),
            };
            known = Some((key, meant));
            self.unknown_table(meant, above_at, table, header);
        }
    }

    /// Reports a table that the format does not have, and reads it as the one that was probably meant.
    fn unknown_table(
        &mut self,
        meant: Option<(&'static TableSpec, bool)>,
        above_at: usize,
        table: &'r DeTable<'r>,
        header: Span,
    ) {
        let name = header.of(self.text).trim_matches(['[', ']', ' ', '\t']);
        let found =
            Diagnostic::new(Code::UnknownTable, header, format!("there is no table {}", quoted(name)));
        let Some((spec, is_slip)) = meant else {
            let all = TABLES.iter().map(|spec| spec.name).collect::<Vec<_>>().join(", ");
            self.say(found.help(format!("the tables are {all}")));
            return self.piece.broken.push(header.shifted(self.start));
        };
        if spec.name == TIMELINE.name && !self.piece.heads.is_empty() {
            // A second head would be the next mistake.
            return self.say(found.help("there is `[timeline]` already: write its keys there"));
        }
        let written = spec.header();
        let found = found.help(format!("did you mean `{written}`?"));
        self.say(if is_slip { found.safe_fix(header, written) } else { found.fix(header, written) });
        match spec.kind {
            _ if spec.name == TIMELINE.name => self.head(table, header),
            Some(kind) => self.records.push((spec, kind, table, header)),
            None => {
                self.piece.check(spec, table, header, self.start, self.lenient);
                // Only a briefing is missing what is in such a table.
                if !spec.name.starts_with(EVENT.name) {
                    self.piece.broken.push(Span::new(above_at, above_at + 1).shifted(self.start));
                }
            }
        }
    }

    /// The table of the record above a position, and where it begins.
    fn record_above(&self, at: usize) -> (Option<&'static TableSpec>, usize) {
        let mut line = Span::at(at);
        for _ in 0..FARTHEST {
            if line.start == 0 {
                break;
            }
            line = Span::line_around(self.text, line.start - 1);
            let header = Header::parse(line.of(self.text)).filter(Header::begins_record);
            if let Some(spec) = header.and_then(|header| table_named(header.parts())) {
                return (Some(spec), line.start);
            }
        }
        // A text that is read by itself begins at a record or below an event.
        ((self.start > 0).then_some(&EVENT), at)
    }

    fn head(&mut self, table: &DeTable<'_>, header: Span) {
        if let Some(version) = table.get("format").and_then(Value::whole)
            && version > FORMAT
        {
            let span = table.get("format").map_or(header, |value| Span::from(value.span()));
            let message =
                format!("this timeline is in format {version}, and this program reads format {FORMAT}");
            let found = Diagnostic::new(Code::NewerFormat, span.shifted(self.start), message)
                .help("use a newer version of the program");
            self.piece.newer.get_or_insert(found);
        }
        self.piece.check(&TIMELINE, table, header, self.start, self.lenient);
        let block = self.blocks.around(header.start).shifted(self.start);
        let head = convert::head(table, block, &mut self.piece.ids);
        self.piece.heads.push((head, header.shifted(self.start)));
    }

    /// Reads the records in the order of the file: a misspelt header is a key of its own in what the library read.
    fn read_records(&mut self) {
        self.records.sort_by_key(|(_, _, _, header)| header.start);
        for (spec, kind, table, header) in std::mem::take(&mut self.records) {
            let block = self.blocks.around(header.start);
            self.piece.check(spec, table, header, self.start, self.lenient);
            self.piece.record(kind, table, block, (self.text, self.start));
        }
    }
}
