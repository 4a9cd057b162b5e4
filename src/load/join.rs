//! Pieces → a timeline: what can be judged only when everything has been read.
//!
//! Ids are unique over the file, references lead to a record of the right kind, and there is one `[timeline]`. Where a
//! part of the file could not be read, what may have stood in it is not called missing.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use super::crew::Crew;
use super::locate::Locator;
use super::lower::Lowered;
use super::read::{self, Defined, Piece, Section};
use super::rules::{Findings, Rule};
use super::syntax;
use super::walk::Mention;
use crate::model::id::is_valid_id;
use crate::model::{Event, Id, Ids, Pieces, Records, Renumber, Table, Timeline};
use crate::text::sanitize::quoted;
use crate::text::suggest::Suggester;
use crate::text::{Code, Diagnostic, Span};

/// Joins the pieces of a text, in their order, into its timeline, and holds it against rules.
#[must_use]
pub fn join(
    text: &str,
    mut pieces: Vec<Piece>,
    rules: &[&[Rule]],
    crew: &impl Crew,
) -> (Timeline, Vec<Diagnostic>) {
    let order = in_reading_order(&pieces);
    let (ids, numbers) = number(&mut pieces, &order);
    let mut found = Vec::new();
    let (mut heads, mut broken, mut spoilt, mut newer) = (Vec::new(), Vec::new(), Vec::new(), None);
    for piece in &mut pieces {
        found.append(&mut piece.found);
        heads.append(&mut piece.heads);
        broken.append(&mut piece.broken);
        spoilt.append(&mut piece.spoilt);
        newer = newer.or(piece.newer.take());
    }
    let lost = words_in(text, &spoilt);
    check_heads(&heads, &lost, &mut found);
    let records: Vec<Lowered> = pieces.iter_mut().map(|piece| std::mem::take(&mut piece.records)).collect();
    let records = crew.each(records.into_iter().zip(&numbers).collect(), |(mut records, numbers)| {
        if !numbers.is_empty() {
            records.renumber(numbers);
        }
        let events: Arc<[Event]> = std::mem::take(&mut records.events).into();
        (events, records)
    });
    let defined = define(&pieces, &numbers, &ids, &mut found);
    let used = resolve(
        &Referring { text, pieces: &pieces, order: &order, numbers: &numbers },
        &ids,
        &defined,
        &lost,
        &mut found,
    );
    drop(pieces);
    let head = heads.into_iter().next().map(|(head, _)| head).unwrap_or_default();
    let timeline = Timeline::new(head, ids, gather(records));
    if let Some(newer) = newer {
        // Whatever else seems wrong may be right in the later format.
        return (timeline, vec![newer]);
    }
    let mut findings = Findings::new(Locator::new(text), broken, used);
    for rule in rules.iter().copied().flatten() {
        rule(&timeline, &mut findings);
    }
    found.extend(findings.found);
    for one in &mut found {
        one.primary.span = one.primary.span.clamped(text);
        one.related.iter_mut().for_each(|label| label.span = label.span.clamped(text));
    }
    found.sort_by_key(|one| (one.primary.span, one.severity, one.code));
    found.dedup_by(|a, b| (a.code, a.primary.span, &a.message) == (b.code, b.primary.span, &b.message));
    (timeline, found)
}

/// Whether pieces can be joined: a table that two of them have must be a list of tables in both, or one would go on with
/// what the other closed.
#[must_use]
pub fn can_be_joined(pieces: &[Piece]) -> bool {
    let mut closed: HashMap<&str, bool> = HashMap::new();
    pieces.iter().flat_map(|piece| &piece.sections).all(|section| match closed.get(&*section.name) {
        Some(goes_on) => *goes_on && section.goes_on,
        None => {
            closed.insert(&section.name, section.goes_on);
            true
        }
    })
}

/// A section: the position of its piece, and its own in the piece.
type At = (usize, usize);

/// The sections of all pieces in the order in which they would be read if the text were one piece: by name, because that
/// is how a parsed table is walked.
fn in_reading_order(pieces: &[Piece]) -> Vec<At> {
    let sections = |piece: &Piece| 0..piece.sections.len();
    let mut order: Vec<At> = pieces
        .iter()
        .enumerate()
        .flat_map(|(at, piece)| sections(piece).map(move |section| (at, section)))
        .collect();
    if pieces.len() > 1 {
        order.sort_by_key(|(piece, section)| &pieces[*piece].sections[*section].name);
    }
    order
}

/// Numbers the ids of all pieces, as if the text had been read as one. Returns, by piece, the new id for each old one;
/// nothing for a piece whose ids stay.
fn number(pieces: &mut [Piece], order: &[At]) -> (Ids, Vec<Vec<Id>>) {
    if let [piece] = pieces {
        return (std::mem::take(&mut piece.ids), vec![Vec::new()]);
    }
    let mut ids = Ids::default();
    let mut numbers: Vec<Vec<Id>> = pieces.iter().map(|piece| Vec::with_capacity(piece.ids.len())).collect();
    // A section's ids are numbered when its turn comes, but one that an earlier section of its piece has met is older.
    let mut new: Vec<Vec<Option<Id>>> = pieces.iter().map(|piece| vec![None; piece.ids.len()]).collect();
    for (piece, section) in order {
        let sections = &pieces[*piece].sections;
        let from = section.checked_sub(1).map_or(0, |before| sections[before].ids);
        for (id, text) in pieces[*piece].ids.range(from..sections[*section].ids) {
            new[*piece][id.index()] = Some(ids.intern(text));
        }
    }
    for (numbers, new) in numbers.iter_mut().zip(new) {
        numbers.extend(new.into_iter().flatten());
    }
    (ids, numbers)
}

/// Every word in what could not be read: an id among them may well be defined there.
fn words_in<'t>(text: &'t str, spoilt: &[Span]) -> HashSet<&'t str> {
    let is_id = |c: char| is_valid_id(c.encode_utf8(&mut [0; 4])) || c == '-';
    spoilt
        .iter()
        .flat_map(|span| span.of(text).split(move |c| !is_id(c)))
        .filter(|word| !word.is_empty())
        .collect()
}

fn check_heads(heads: &[(crate::model::Head, Span)], lost: &HashSet<&str>, found: &mut Vec<Diagnostic>) {
    match heads {
        [] if lost.contains("timeline") => {}
        [] => {
            let message = "there is no `[timeline]` table";
            let help = "begin the file with three lines: [timeline], format = 1, title = \"…\"";
            found.push(Diagnostic::new(Code::MissingTable, Span::at(0), message).help(help));
        }
        [(_, first), more @ ..] => {
            for (_, span) in more {
                let again = Diagnostic::new(Code::DuplicateKey, *span, "`[timeline]` stands twice");
                found.push(
                    again.related(*first, "first time").help("there is one in a file: keep one of the two"),
                );
            }
        }
    }
}

/// The kind and the place of the record that has an id, by the id's position.
type Places = Vec<Option<(Table, Span)>>;

fn define(pieces: &[Piece], numbers: &[Vec<Id>], ids: &Ids, found: &mut Vec<Diagnostic>) -> Places {
    let mut places: Places = vec![None; ids.len()];
    for (piece, numbers) in pieces.iter().zip(numbers) {
        // Pieces stand one behind the other; in a piece, records are read table by table.
        let mut in_order: Vec<&Defined> = piece.defined.iter().collect();
        in_order.sort_by_key(|defined| defined.span);
        for defined in in_order {
            let id = numbers.get(defined.id.index()).copied().unwrap_or(defined.id);
            let Some(slot) = places.get_mut(id.index()) else { continue };
            let (kind, first) = *slot.get_or_insert((defined.kind, defined.span));
            if first != defined.span {
                found.push(taken(defined, ids.text(id), kind, first));
            }
        }
    }
    places
}

fn taken(defined: &Defined, text: &str, kind: Table, first: Span) -> Diagnostic {
    let other = if kind == defined.kind { String::new() } else { format!(", by {}", noun(kind)) };
    let message = format!("the id {} is taken already{other}", quoted(text));
    let help = format!("give one of the two another id, such as \"{text}-2\", and change what refers to it");
    Diagnostic::new(Code::DuplicateId, defined.span, message).related(first, "first defined here").help(help)
}

/// Where references stand.
struct Referring<'a> {
    text: &'a str,
    pieces: &'a [Piece],
    order: &'a [At],
    numbers: &'a [Vec<Id>],
}

impl Referring<'_> {
    /// The id of the whole for one of a piece.
    fn id(&self, piece: usize, id: Id) -> Id {
        self.numbers[piece].get(id.index()).copied().unwrap_or(id)
    }
}

/// Judges the references. Returns, by the position of an id, whether anything refers to it.
fn resolve(
    referring: &Referring<'_>,
    ids: &Ids,
    defined: &Places,
    lost: &HashSet<&str>,
    found: &mut Vec<Diagnostic>,
) -> Vec<bool> {
    let mut used = vec![false; ids.len()];
    let mut doubtful = BTreeMap::new();
    for (at, piece) in referring.pieces.iter().enumerate() {
        let mut all_good = true;
        for (position, suits) in piece.asked.each() {
            let position = referring.numbers[at].get(position).map_or(position, |id| id.index());
            let target = defined.get(position).copied().flatten();
            all_good &= target.is_some_and(|(kind, _)| suits(kind));
            if target.is_some() {
                used[position] = true;
            }
        }
        if !all_good {
            doubtful.insert(at, in_doubt(referring, at, defined));
        }
    }
    if doubtful.is_empty() {
        return used;
    }
    let mut suggester = Suggester::new();
    let target = |id: Id| defined.get(id.index()).copied().flatten();
    let mut candidates: Vec<(Table, &str)> =
        ids.iter().filter_map(|(id, text)| target(id).map(|(kind, _)| (kind, text))).collect();
    candidates.sort_unstable();
    for (piece, section) in referring.order {
        let mentions = doubtful.get(piece).and_then(|sections| sections.get(*section));
        for mention in mentions.into_iter().flatten() {
            if let Some((kind, place)) = target(mention.id) {
                found.push(wrong_kind(mention, kind, place));
            } else if !lost.contains(mention.text.as_str()) {
                let meant = near(mention, &candidates, &mut suggester);
                // Whoever was probably meant is not unused.
                for id in meant.iter().filter_map(|meant| ids.get(meant)) {
                    used[id.index()] = true;
                }
                found.push(unknown(mention, &meant));
            }
        }
    }
    used
}

/// The references of a piece that lead nowhere or to the wrong kind of record, by section. The piece is read once more
/// if its references were not gathered.
fn in_doubt(referring: &Referring<'_>, at: usize, defined: &Places) -> Vec<Vec<Mention>> {
    let piece = &referring.pieces[at];
    let again;
    let gathered = if piece.mentions.is_some() {
        piece
    } else {
        let Some(part) = syntax::parse_whole(referring.text, piece.span) else { return Vec::new() };
        again = read::read(part, true);
        &again
    };
    let mentions = gathered.mentions.as_deref().unwrap_or_default();
    let mut from = 0;
    let of_section = |section: &Section| {
        let some = mentions.get(from..section.mentions).unwrap_or_default();
        from = section.mentions;
        let doubtful = some.iter().filter_map(|mention| {
            let id = referring.id(at, mention.id);
            let target = defined.get(id.index()).copied().flatten();
            let good =
                target.is_some_and(|(kind, _)| mention.kinds.is_empty() || mention.kinds.contains(&kind));
            (!good).then(|| Mention { id, text: mention.text.clone(), ..*mention })
        });
        doubtful.collect()
    };
    gathered.sections.iter().map(of_section).collect()
}

fn wrong_kind(mention: &Mention, kind: Table, place: Span) -> Diagnostic {
    let wanted = mention.kinds.iter().map(|kind| noun(*kind)).collect::<Vec<_>>().join(" or ");
    let message = format!("{} is {}, not {wanted}", quoted(&mention.text), noun(kind));
    let help = format!("`{}` takes the id of {wanted}", mention.key);
    Diagnostic::new(Code::WrongKind, mention.span, message).related(place, "defined here").help(help)
}

/// What was probably meant by a reference that leads nowhere.
fn near(mention: &Mention, candidates: &[(Table, &str)], suggester: &mut Suggester) -> Vec<String> {
    let fits = |kind: &Table| mention.kinds.is_empty() || mention.kinds.contains(kind);
    let names = candidates.iter().filter(|(kind, _)| fits(kind)).map(|(_, id)| *id);
    let list = mention.kinds.iter().fold(0, |list, kind| list * 8 + (*kind as usize) + 1);
    suggester.remembered(list, &mention.text, names)
}

fn unknown(mention: &Mention, meant: &[String]) -> Diagnostic {
    let (code, what) = match mention.kinds {
        [Table::Actor] => (Code::UnknownActor, "actor"),
        [Table::Concern] => (Code::UnknownConcern, "concern"),
        [Table::Place] => (Code::UnknownPlace, "place"),
        [Table::Source] => (Code::UnknownSource, "source"),
        [Table::Actor, Table::Place] => (Code::UnknownRecord, "actor or place"),
        _ => (Code::UnknownRecord, "record"),
    };
    let message = format!("unknown {what} {}", quoted(&mention.text));
    let found = Diagnostic::new(code, mention.span, message);
    match meant {
        [meant] => {
            let help = format!("did you mean `{meant}`?");
            found.help(help).safe_fix(mention.span, format!("\"{meant}\""))
        }
        [first, more @ ..] => {
            let more: String = more.iter().map(|meant| format!(" or `{meant}`")).collect();
            found.help(format!("did you mean `{first}`{more}?"))
        }
        [] => {
            let table = mention.kinds.first().map_or("event", |kind| kind.name());
            let id = if is_valid_id(&mention.text) { mention.text.as_str() } else { "…" };
            found.help(format!("if it is new, define it: [[{table}]] with id = \"{id}\""))
        }
    }
}

/// A record of a kind, with its article.
fn noun(kind: Table) -> &'static str {
    match kind {
        Table::Event => "an event",
        Table::Actor => "an actor",
        Table::Concern => "a concern",
        Table::Place => "a place",
        Table::Source => "a source",
        Table::Briefing => "a briefing",
    }
}

fn gather(read: Vec<(Arc<[Event]>, Lowered)>) -> Records {
    let mut records = Records::default();
    let mut events = Vec::new();
    for (piece, others) in read {
        if !piece.is_empty() {
            events.push(piece);
        }
        records.actors.extend(others.actors);
        records.concerns.extend(others.concerns);
        records.places.extend(others.places);
        records.sources.extend(others.sources);
        records.briefings.extend(others.briefings);
    }
    records.events = Pieces::new(events);
    records
}
