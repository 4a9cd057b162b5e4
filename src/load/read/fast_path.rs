//! Events of the everyday shape, read without the library: most events of a large file, in a tenth of the time.
//!
//! It reads what it is sure of: known keys, each once, texts without escapes, lists of texts and of small inline tables,
//! and values with which nothing is wrong. Of anything else it keeps its hands off and says so, and the library reads
//! that record; so there is nothing that it could report, and nothing changes but the time if it is taken out (here,
//! and where [`record`] is called). A property test holds it to that.

use crate::load::read::convert::shown;
use crate::load::read::dates;
use crate::load::read::piece::{Defined, Piece};
use crate::load::read::reference_kinds::Asked;
use crate::load::read::scanner::{Field, Item, Scan, Text, Value};
use crate::model::id::{is_normal, is_valid_id};
use crate::model::packed::A_HANDFUL;
use crate::model::{
    ActorUse, Citation, Event, Id, Ids, Packed, PlaceUse, Record, Sketch, Standing, Table, Vocabulary, When,
};
use crate::text::hash::fingerprint;
use crate::text::{Span, sanitize};

/// Reads the event whose header stands at a place into a piece. Returns where the next header stands, or the end of the
/// text; nothing, with the piece as it was, if the record is not one of the everyday shape or anything is wrong with it.
/// `base` is where the text begins in the file.
pub fn record<'t>(
    scan: &mut Scan<'t>,
    text: &'t str,
    at: usize,
    base: usize,
    piece: &mut Piece,
) -> Option<usize> {
    let end = scan.record(text, at)?;
    let written = text.get(at..end)?;
    if !written.bytes().fold(true, |plain, byte| plain & is_plain(byte))
        && sanitize::find(written).next().is_some()
    {
        return None;
    }
    scan.fields.sort_unstable_by_key(|field| field.key);
    let twice = scan.fields.windows(2).any(|pair| pair[0].key == pair[1].key);
    let good = |field: &Field<'t>| is_good(field, &scan.items, &scan.pairs);
    let has = |key: &str| scan.fields.iter().any(|field| field.key == key);
    if twice || !has("id") || !has("title") || !scan.fields.iter().all(good) {
        return None;
    }
    let date = match scan.fields.iter().find(|field| field.key == "date") {
        Some(field) => Some(readable(field.text()?.text)?),
        None => None,
    };
    let own = scan.fields.iter().find(|field| field.key == "id")?.text()?;
    // From here on nothing goes wrong.
    if is_everyday(scan)
        && let Some(packed) = &mut piece.packed
    {
        let block = text.get(at..end)?.trim_end();
        let making = &mut Making { ids: &mut piece.ids, asked: &mut piece.asked };
        let id = making.sketch(scan, own, date, Span::new(at, end).shifted(base), (block, packed));
        let span = Span::new(own.start - 1, own.start + own.text.len() + 1).shifted(base);
        piece.defined.push(Defined { id, span, kind: Table::Event });
        return Some(end);
    }
    let mut making = Making { ids: &mut piece.ids, asked: &mut piece.asked };
    let block = Span::new(at, end).shifted(base);
    let mut event = making.event(scan, own, block);
    event.date = date;
    let span = Span::new(own.start - 1, own.start + own.text.len() + 1).shifted(base);
    piece.defined.push(Defined { id: event.record.id, span, kind: Table::Event });
    piece.records.events.push(event);
    piece.pack(text, base);
    Some(end)
}

/// Whether a byte begins nothing that a text may not have; letters of most scripts are plain. All bytes of a record are
/// looked at without a branch, several at a time.
fn is_plain(byte: u8) -> bool {
    let is_suspect = (byte < b' ') | (byte == 0x7f) | (byte == 0xc2) | (byte == 0xd8) | (byte == 0xe2);
    !is_suspect | (byte == b'\n') | (byte == b'\t')
}

/// Whether a key is known and nothing is wrong with its value.
fn is_good(field: &Field<'_>, items: &[Item<'_>], pairs: &[(&str, &str)]) -> bool {
    let filled = |text: &str| !text.trim().is_empty();
    match (field.key, &field.value) {
        ("summary" | "notes" | "date-note", Value::Text(text)) => filled(text.text),
        (_, Value::Text(Text { long: true, .. })) => false,
        ("id", Value::Text(text)) => is_valid_id(text.text),
        ("title" | "so-what", Value::Text(text)) => filled(text.text),
        // Read once, when the event is made.
        ("date", Value::Text(_)) => true,
        ("kind", Value::Text(text)) => is_word::<crate::model::EventKind>(text.text),
        ("status", Value::Text(text)) => is_word::<crate::model::Status>(text.text),
        ("likelihood", Value::Text(text)) => is_word::<crate::model::Likelihood>(text.text),
        ("confidence", Value::Text(text)) => is_word::<crate::model::Confidence>(text.text),
        ("by" | "against", Value::Text(_)) => true,
        (
            key @ ("tags" | "actors" | "against" | "by" | "concerns" | "places" | "sources"),
            Value::List(from, to),
        ) => items.get(*from..*to).is_some_and(|items| {
            items.iter().all(|item| match (key, item) {
                ("tags", Item::Text(text)) => filled(text),
                (_, Item::Text(_)) => true,
                ("actors" | "places" | "sources", Item::Table(from, to)) => {
                    pairs.get(*from..*to).is_some_and(|pairs| is_good_table(key, pairs))
                }
                _ => false,
            })
        }),
        _ => false,
    }
}

/// A date with which nothing is wrong.
fn readable(text: &str) -> Option<When> {
    let when = When::parse(text).ok()?;
    dates::plainer(text).is_none().then_some(when)
}

fn is_word<V: Vocabulary>(word: &str) -> bool {
    V::from_word(word).is_some()
}

fn is_good_table(key: &str, pairs: &[(&str, &str)]) -> bool {
    let good = |(at, (name, text)): (usize, &(&str, &str))| {
        let once = pairs.iter().skip(at + 1).all(|(other, _)| other != name);
        once && match *name {
            "id" => true,
            "role" => key != "sources" && !text.trim().is_empty(),
            "at" | "as-stated" | "quote" => key == "sources" && !text.trim().is_empty(),
            "date" => key == "sources" && readable(text).is_some(),
            _ => false,
        }
    };
    pairs.iter().any(|(name, _)| *name == "id") && pairs.iter().enumerate().all(good)
}

/// Whether there is no more to an event, but for its prose, than [`Sketch`] has a place for.
fn is_everyday(scan: &Scan<'_>) -> bool {
    let known = |key: &str| {
        matches!(
            key,
            "actors"
                | "concerns"
                | "date"
                | "date-note"
                | "id"
                | "kind"
                | "notes"
                | "places"
                | "so-what"
                | "sources"
                | "summary"
                | "tags"
                | "title"
        )
    };
    let mut has_source = false;
    for field in &scan.fields {
        let count = if let Value::List(from, to) = field.value { to - from } else { 0 };
        has_source |= field.key == "sources" && count > 0;
        let most = if field.key == "actors" { A_HANDFUL } else { usize::from(u8::MAX) };
        if !known(field.key) || count > most {
            return false;
        }
        if let (Value::List(from, to), "actors") = (&field.value, field.key) {
            let actors = scan.items.get(*from..*to).unwrap_or_default();
            let names = || actors.iter().map(|item| item.parts(&scan.pairs).0);
            // The same id may be written in two ways, and one actor may not stand twice.
            let odd =
                |(at, name): (usize, &str)| !is_normal(name) || names().take(at).any(|other| other == name);
            if names().enumerate().any(odd) {
                return false;
            }
        }
    }
    has_source && scan.pairs.iter().all(|(name, _)| matches!(*name, "id" | "at" | "quote" | "as-stated"))
}

/// What an event is made with.
struct Making<'p> {
    ids: &'p mut Ids,
    asked: &'p mut Asked,
}

impl Making<'_> {
    fn refer(&mut self, id: &str, kind: Table) -> Id {
        let id = self.ids.intern(id);
        self.asked.ask(id, &[kind]);
        id
    }

    /// Packs the event of a record of which there is no more to keep. Returns its id.
    fn sketch(
        &mut self,
        scan: &Scan<'_>,
        own: Text<'_>,
        date: Option<When>,
        span: Span,
        (block, packed): (&str, &mut Packed),
    ) -> Id {
        let Scan { fields, items, pairs, .. } = scan;
        let list = |key: &str| match fields.iter().find(|field| field.key == key).map(|field| &field.value) {
            Some(Value::List(from, to)) => items.get(*from..*to).unwrap_or_default(),
            _ => &[],
        };
        let text = |key: &str| fields.iter().find(|field| field.key == key).and_then(Field::text);
        let mut used = Vec::with_capacity(16);
        let mut counts = [0; 3];
        let kinds = [Table::Actor, Table::Concern, Table::Place, Table::Source];
        for (at, (key, kind)) in
            ["actors", "concerns", "places", "sources"].into_iter().zip(kinds).enumerate()
        {
            let some = list(key);
            used.extend(some.iter().map(|item| self.refer(item.parts(pairs).0, kind)));
            if let Some(count) = counts.get_mut(at) {
                *count = u8::try_from(some.len()).unwrap_or(0);
            }
        }
        let id = self.ids.intern(own.text);
        let sketch = Sketch {
            id,
            title: text("title").map_or("", |title| title.text.trim()),
            date,
            kind: text("kind").and_then(|kind| Vocabulary::from_word(kind.text)),
            span: span.start..span.end,
            hash: fingerprint(block.as_bytes()),
            counts,
        };
        packed.sketch(sketch, &used, list("tags").iter().map(|item| item.parts(pairs).0.trim()));
        id
    }

    /// The event of a record. Its fields come by name, and that is the order in which the library would meet their ids.
    fn event(&mut self, scan: &Scan<'_>, own: Text<'_>, block: Span) -> Event {
        let Scan { fields, items, pairs, .. } = scan;
        let get = |from: &usize, to: &usize| items.get(*from..*to).unwrap_or_default();
        let mut standing = Standing::default();
        let (mut actors, mut concerns, mut places, mut cited) =
            (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for field in fields {
            match (field.key, &field.value) {
                ("actors", Value::List(from, to)) => {
                    for item in get(from, to) {
                        let (id, rest) = item.parts(pairs);
                        let actor = self.refer(id, Table::Actor);
                        actors.push(ActorUse { actor, role: value(rest, "role") });
                    }
                }
                ("places", Value::List(from, to)) => {
                    for item in get(from, to) {
                        let (id, rest) = item.parts(pairs);
                        let place = self.refer(id, Table::Place);
                        places.push(PlaceUse { place, role: value(rest, "role") });
                    }
                }
                ("sources", Value::List(from, to)) => {
                    cited = get(from, to).iter().map(|item| self.citation(item, pairs)).collect();
                }
                ("concerns", Value::List(from, to)) => {
                    let concern = |item: &Item<'_>| self.refer(item.parts(pairs).0, Table::Concern);
                    concerns = get(from, to).iter().map(concern).collect();
                }
                (key @ ("by" | "against"), value) => {
                    let who = match value {
                        Value::Text(text) => vec![self.refer(text.text, Table::Actor)],
                        Value::List(from, to) => {
                            let actor = |item: &Item<'_>| self.refer(item.parts(pairs).0, Table::Actor);
                            get(from, to).iter().map(actor).collect()
                        }
                    };
                    *(if key == "by" { &mut standing.by } else { &mut standing.against }) = who;
                }
                _ => {}
            }
        }
        let id = self.ids.intern(own.text);
        let mut record = Record::new(id, "");
        record.span = block.start..block.end;
        record.standing = standing;
        record.sources = cited;
        let mut event = Event::new(record);
        (event.actors, event.concerns, event.places) = (actors, concerns, places);
        for field in fields {
            match (field.key, &field.value) {
                ("title", Value::Text(text)) => event.record.title = trimmed(text.text),
                ("summary", Value::Text(text)) => event.record.summary = unfolded(text.text),
                ("notes", Value::Text(text)) => event.record.notes = unfolded(text.text),
                ("so-what", Value::Text(text)) => event.so_what = trimmed(text.text),
                ("date-note", Value::Text(text)) => event.date_note = unfolded(text.text),
                ("kind", Value::Text(text)) => event.kind = Vocabulary::from_word(text.text),
                ("status", Value::Text(text)) => {
                    event.record.standing.status = Vocabulary::from_word(text.text).unwrap_or_default();
                }
                ("likelihood", Value::Text(text)) => {
                    event.record.likelihood = Vocabulary::from_word(text.text);
                }
                ("confidence", Value::Text(text)) => {
                    event.record.confidence = Vocabulary::from_word(text.text);
                }
                ("tags", Value::List(from, to)) => {
                    event.record.tags =
                        get(from, to).iter().map(|item| trimmed(item.parts(pairs).0)).collect();
                }
                _ => {}
            }
        }
        event
    }

    fn citation(&mut self, item: &Item<'_>, pairs: &[(&str, &str)]) -> Citation {
        let (id, rest) = item.parts(pairs);
        let date = rest.iter().find(|(name, _)| *name == "date");
        Citation {
            source: self.refer(id, Table::Source),
            credibility: None,
            at: value(rest, "at"),
            quote: value(rest, "quote"),
            date: date.and_then(|(_, date)| When::parse(date).ok()),
            as_stated: value(rest, "as-stated"),
        }
    }
}

fn value(pairs: &[(&str, &str)], name: &str) -> Box<str> {
    pairs.iter().find(|(other, _)| *other == name).map_or_else(Box::default, |(_, text)| trimmed(text))
}

/// A text of several lines as it is shown.
fn unfolded(text: &str) -> Box<str> {
    if memchr::memchr(b'\r', text.as_bytes()).is_some() { shown(text) } else { trimmed(text) }
}

/// A text as it is shown; on one line, there is nothing in it that would have to be taken out.
fn trimmed(text: &str) -> Box<str> {
    text.trim().into()
}
