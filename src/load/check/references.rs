//! References: each leads to a record of a kind that it may name.
//!
//! Nearly all do. For each id that a piece refers to, one byte holds the kinds it may be; only if an id fails this test
//! is the piece read again, and its references judged one by one.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::load::check::findings::Collector;
use crate::load::read::chunk_reader::{self, Following, Mode};
use crate::load::read::reference_kinds::Kinds;
use crate::load::read::splitter::Workers;
use crate::load::read::text::{ReadError, Text};
use crate::load::read::validate::Mention;
use crate::load::read::values;
use crate::load::schema::TABLES;
use crate::model::id::is_valid_id;
use crate::model::{Id, Ids, Records, Table};
use crate::search::fold::fold;
use crate::text::lookalike::told_apart;
use crate::text::sanitize::{one_line, quoted};
use crate::text::span::u32_index;
use crate::text::suggest::{Suggester, is_same_name};
use crate::text::{Code, Diagnostic, Span};

/// The references of a piece.
#[derive(Debug)]
pub struct ChunkReferences {
    /// Where the piece was read.
    pub span: Span,
    /// The ids it refers to, with the kinds of record allowed for each.
    pub kinds: Vec<(Id, Kinds)>,
}

/// Checks the references. Returns, by id index, whether anything refers to it.
pub fn resolve(
    (text, mode): (&dyn Text, Mode),
    references: &[ChunkReferences],
    (ids, own_kinds): (&Ids, &BTreeSet<Id>),
    places: &[Place],
    lost: &HashSet<String>,
    records: &Records,
    (found, workers): (&mut Collector, &impl Workers),
) -> Result<Vec<bool>, ReadError> {
    let mut used = vec![false; ids.len()];
    let mut doubtful = Vec::new();
    for piece in references {
        let mut all_good = true;
        for (id, kinds) in &piece.kinds {
            if kinds.is_own_kind() {
                all_good &= own_kinds.contains(id);
                continue;
            }
            let kind = places.get(id.index()).and_then(|place| place.kind);
            all_good &= kind.is_some_and(|kind| kinds.has(kind));
            if let Some(used) = used.get_mut(id.index()).filter(|_| kind.is_some()) {
                *used = true;
            }
        }
        if !all_good {
            doubtful.push(piece.span);
        }
    }
    if doubtful.is_empty() {
        return Ok(used);
    }
    let target = |id: Id| places.get(id.index()).and_then(|place| Some((place.kind?, place.span())));
    let mut candidates: Vec<(Table, &str)> =
        ids.iter().filter_map(|(id, text)| target(id).map(|(kind, _)| (kind, text))).collect();
    candidates.sort_unstable();
    let mut suggester = Suggester::new();
    let names = names(records);
    let own: Vec<&str> = own_kinds.iter().map(|kind| ids.text(*kind)).collect();
    let mut problem = None;
    let mut left = doubtful.into_iter();
    workers.in_turn(
        || left.next(),
        |span| in_doubt(text, mode, span, (ids, own_kinds), places),
        |mentions| {
            match mentions {
                Ok(mentions) => {
                    for (mention, id) in &mentions {
                        if let Some(words) = mention.words {
                            if !lost.contains(mention.text.as_str()) {
                                let fault =
                                    || values::unknown_word(mention.key, &mention.text, words, Some(&own));
                                found.add_with(Code::UnknownWord, mention.span, || fault().at(mention.span));
                            }
                        } else if let Some((kind, place)) = id.and_then(target) {
                            found
                                .add_with(Code::WrongKind, mention.span, || wrong_kind(mention, kind, place));
                        } else if !lost.contains(mention.text.as_str()) {
                            let mut similar = near(mention, &candidates, &mut suggester);
                            if !similar.iter().any(|id| is_same_name(&mention.text, id)) {
                                let named = named(mention, &names, ids);
                                similar = if named.is_empty() { similar } else { named };
                            }
                            // An actor that was probably meant is not unused.
                            for id in similar.iter().filter_map(|text| ids.get(text)) {
                                used[id.index()] = true;
                            }
                            found.add_with(unknown_code(mention).0, mention.span, || {
                                unknown(mention, &similar)
                            });
                        }
                    }
                }
                Err(why) => problem = Some(why),
            }
            problem.is_none()
        },
    );
    problem.map_or(Ok(used), Err)
}

/// The references in `span` that lead nowhere or to the wrong kind of record, with their ids in the whole timeline.
fn in_doubt(
    text: &dyn Text,
    mode: Mode,
    span: Span,
    (ids, own_kinds): (&Ids, &BTreeSet<Id>),
    places: &[Place],
) -> Result<Vec<(Mention, Option<Id>)>, ReadError> {
    let part = text.read(span)?;
    let read = chunk_reader::read(&part, span.start, mode, (false, true), Following::Nothing);
    let Some(piece) = read.map(|read| read.piece) else { return Ok(Vec::new()) };
    let judge = |mention: Mention| {
        let id = ids.get(piece.ids.text(mention.id));
        if mention.words.is_some() {
            return (!id.is_some_and(|id| own_kinds.contains(&id))).then_some((mention, id));
        }
        let kind = id.and_then(|id| places.get(id.index())).and_then(|place| place.kind);
        let is_good = kind.is_some_and(|kind| mention.kinds.is_empty() || mention.kinds.contains(&kind));
        (!is_good).then_some((mention, id))
    };
    Ok(piece.mentions.unwrap_or_default().into_iter().filter_map(judge).collect())
}

fn wrong_kind(mention: &Mention, kind: Table, place: Span) -> Diagnostic {
    let wanted = mention.kinds.iter().map(|kind| noun(*kind)).collect::<Vec<_>>().join(" or ");
    let message = format!("{} is {}, not {wanted}", quoted(&mention.text), noun(kind));
    let help = format!("`{}` takes the id of {wanted}", mention.key);
    Diagnostic::new(Code::WrongKind, mention.span, message).related(place, "defined here").help(help)
}

/// Records by what else than their ids people may call them: their folded names, the addresses of sources.
fn names(records: &Records) -> HashMap<String, Vec<(Table, Id)>> {
    let mut names: HashMap<String, Vec<(Table, Id)>> = HashMap::new();
    let mut add = |name: &str, table: Table, id: Id| {
        let of_name = names.entry(fold(name.trim())).or_default();
        if !of_name.contains(&(table, id)) {
            of_name.push((table, id));
        }
    };
    for actor in &records.actors {
        let all = actor.aliases.iter().chain([&actor.record.title, &actor.native_name]);
        all.for_each(|name| add(name, Table::Actor, actor.record.id));
    }
    for source in &records.sources {
        add(&source.record.title, Table::Source, source.record.id);
        add(&source.url, Table::Source, source.record.id);
    }
    records.places.iter().for_each(|place| add(&place.record.title, Table::Place, place.record.id));
    records.concerns.iter().for_each(|concern| add(&concern.record.title, Table::Concern, concern.record.id));
    names.remove("");
    names
}

/// The ids of the records that have a text as their name.
fn named(mention: &Mention, names: &HashMap<String, Vec<(Table, Id)>>, ids: &Ids) -> Vec<String> {
    let fits = |kind: &Table| mention.kinds.is_empty() || mention.kinds.contains(kind);
    let known = names.get(&fold(mention.text.trim())).into_iter().flatten();
    known.filter(|(kind, _)| fits(kind)).map(|(_, id)| ids.text(*id).to_owned()).collect()
}

/// Suggestions for a reference that leads nowhere. Candidates are sorted by table, so that an actor is not looked for
/// among a million events.
fn near(mention: &Mention, candidates: &[(Table, &str)], suggester: &mut Suggester) -> Vec<String> {
    let fits = |kind: &Table| mention.kinds.is_empty() || mention.kinds.contains(kind);
    let of = |kind: Table| {
        let start = candidates.partition_point(|(other, _)| *other < kind);
        let end = candidates.partition_point(|(other, _)| *other <= kind);
        &candidates[start..end]
    };
    let names = Table::ALL.into_iter().filter(fits).flat_map(of).map(|(_, id)| *id);
    let list = mention.kinds.iter().fold(0, |list, kind| list * 8 + (*kind as usize) + 1);
    suggester.remembered(list, &mention.text, names)
}

/// The code for a reference that leads nowhere, and the noun for what was expected.
fn unknown_code(mention: &Mention) -> (Code, &'static str) {
    match mention.kinds {
        [Table::Actor] => (Code::UnknownActor, "actor"),
        [Table::Concern] => (Code::UnknownConcern, "concern"),
        [Table::Place] => (Code::UnknownPlace, "place"),
        [Table::Source] => (Code::UnknownSource, "source"),
        [Table::Event] => (Code::UnknownRecord, "event"),
        [Table::Actor, Table::Place] => (Code::UnknownRecord, "actor or place"),
        _ => (Code::UnknownRecord, "record"),
    }
}

fn unknown(mention: &Mention, similar: &[String]) -> Diagnostic {
    let (code, what) = unknown_code(mention);
    let message = format!("unknown {what} {}", quoted(&mention.text));
    let found = Diagnostic::new(code, mention.span, message);
    match similar {
        [similar] => {
            let found =
                found.help(format!("did you mean `{similar}`?{}", told_apart(&mention.text, similar)));
            let instead = format!("\"{similar}\"");
            if is_same_name(&mention.text, similar) {
                found.safe_fix(mention.span, instead)
            } else {
                found.fix(mention.span, instead)
            }
        }
        [first, more @ ..] => {
            let more: String = more.iter().map(|similar| format!(" or `{similar}`")).collect();
            found.help(format!("did you mean `{first}`{more}?"))
        }
        [] => {
            let table = mention.kinds.first().map_or("event", |kind| kind.name());
            if mention.kinds == [Table::Source] && values::url(&mention.text).is_ok() {
                let address = one_line(&mention.text);
                return found.help(format!(
                    "an address is a `[[source]]`: define one with id = \"…\", title = \"…\", url = \"{address}\", \
                     and write its id here"
                ));
            }
            let id = if is_valid_id(&mention.text) { mention.text.as_str() } else { "…" };
            found.help(format!("if it is new, define it: [[{table}]] with id = \"{id}\""))
        }
    }
}

/// The noun for a kind of record, with its article.
#[must_use]
pub fn noun(kind: Table) -> &'static str {
    TABLES.iter().find(|table| table.kind == Some(kind)).map_or("", |table| table.noun)
}

/// The kind and place of the record that has an id, packed: a long file has a million of them.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    /// The record's table; `None` if no record has the id.
    pub kind: Option<Table>,
    length: u16,
    start: u32,
}

impl Place {
    /// The place of an id that no record has.
    pub const NONE: Self = Self { kind: None, length: 0, start: 0 };

    /// The place of a record whose id is at `span`, which is shorter than 64 KB.
    #[must_use]
    pub fn new(kind: Table, span: Span) -> Self {
        let length = u16::try_from(span.len()).unwrap_or(u16::MAX);
        Self { kind: Some(kind), length, start: u32_index(span.start) }
    }

    /// The span of the id.
    #[must_use]
    pub fn span(self) -> Span {
        Span::new(self.start as usize, self.start as usize + usize::from(self.length))
    }
}
