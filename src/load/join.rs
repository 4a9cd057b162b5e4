//! Pieces → a timeline: what can be judged only when everything has been read.
//!
//! Ids are unique over the file, references lead to a record of the right kind, and there is one `[timeline]`. Where a
//! part of the file could not be read, what may have stood in it is not called missing.

use std::collections::{HashMap, HashSet};

use super::locate::Locator;
use super::lower::Lowered;
use super::read::{Piece, Read};
use super::rules::{self, Findings};
use super::suggest::Suggester;
use super::walk::Mention;
use crate::model::id::is_valid_id;
use crate::model::{Id, Ids, Records, Table, Timeline};
use crate::text::sanitize::{clean, quoted};
use crate::text::{Code, Diagnostic, Span};

/// Joins the pieces of a text into its timeline.
#[must_use]
pub fn join(text: &str, pieces: Vec<Piece>, ids: Ids) -> (Timeline, Vec<Diagnostic>) {
    let mut whole = Piece::default();
    for piece in pieces {
        whole.heads.extend(piece.heads);
        whole.records.extend(piece.records);
        whole.mentions.extend(piece.mentions);
        whole.found.extend(piece.found);
        whole.broken.extend(piece.broken);
        whole.spoilt.extend(piece.spoilt);
        whole.newer = whole.newer.or(piece.newer);
    }
    let mut found = whole.found;
    let lost = words_in(text, &whole.spoilt);
    check_heads(&whole.heads, &lost, &mut found);
    let defined = define(&whole.records, &ids, &mut found);
    let used = resolve(&whole.mentions, &ids, &defined, &lost, &mut found);
    let head = whole.heads.into_iter().next().map(|(head, _)| head).unwrap_or_default();
    let timeline = Timeline::new(head, ids, gather(whole.records));
    if let Some(newer) = whole.newer {
        // Whatever else seems wrong may be right in the later format.
        return (timeline, vec![newer]);
    }
    let mut findings = Findings::new(Locator::new(text), whole.broken, used);
    for rule in rules::RULES {
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

type Defined = HashMap<Id, (Table, Span)>;

fn define(records: &[Read], ids: &Ids, found: &mut Vec<Diagnostic>) -> Defined {
    let mut defined = Defined::with_capacity(records.len());
    let mut in_order: Vec<&Read> = records.iter().collect();
    in_order.sort_by_key(|read| read.span);
    for read in in_order {
        let (kind, first) = *defined.entry(read.id).or_insert((read.kind, read.span));
        if first == read.span {
            continue;
        }
        let text = ids.text(read.id);
        let other = if kind == read.kind { String::new() } else { format!(", by {}", noun(kind)) };
        let message = format!("the id {} is taken already{other}", quoted(text));
        let help =
            format!("give one of the two another id, such as \"{text}-2\", and change what refers to it");
        found.push(
            Diagnostic::new(Code::DuplicateId, read.span, message)
                .related(first, "first defined here")
                .help(help),
        );
    }
    defined
}

/// Judges the references. Returns the ids that are referred to.
fn resolve(
    mentions: &[Mention],
    ids: &Ids,
    defined: &Defined,
    lost: &HashSet<&str>,
    found: &mut Vec<Diagnostic>,
) -> HashSet<Id> {
    let mut used = HashSet::new();
    let mut suggester = Suggester::new();
    let mut candidates: Vec<(Table, &str)> =
        defined.iter().map(|(id, (kind, _))| (*kind, ids.text(*id))).collect();
    candidates.sort_unstable();
    for mention in mentions {
        let target = ids.get(&clean(&mention.id)).and_then(|id| defined.get(&id).map(|target| (id, target)));
        if let Some((id, (kind, place))) = target {
            used.insert(id);
            if !mention.kinds.is_empty() && !mention.kinds.contains(kind) {
                let wanted = mention.kinds.iter().map(|kind| noun(*kind)).collect::<Vec<_>>().join(" or ");
                let message = format!("{} is {}, not {wanted}", quoted(&mention.id), noun(*kind));
                let help = format!("`{}` takes the id of {wanted}", mention.key);
                found.push(
                    Diagnostic::new(Code::WrongKind, mention.span, message)
                        .related(*place, "defined here")
                        .help(help),
                );
            }
        } else if !lost.contains(mention.id.as_str()) {
            found.push(unknown(mention, &candidates, &mut suggester));
        }
    }
    used
}

fn unknown(mention: &Mention, candidates: &[(Table, &str)], suggester: &mut Suggester) -> Diagnostic {
    let (code, what) = match mention.kinds {
        [Table::Actor] => (Code::UnknownActor, "actor"),
        [Table::Concern] => (Code::UnknownConcern, "concern"),
        [Table::Place] => (Code::UnknownPlace, "place"),
        [Table::Source] => (Code::UnknownSource, "source"),
        [Table::Actor, Table::Place] => (Code::UnknownRecord, "actor or place"),
        _ => (Code::UnknownRecord, "record"),
    };
    let fits = |kind: &Table| mention.kinds.is_empty() || mention.kinds.contains(kind);
    let names = candidates.iter().filter(|(kind, _)| fits(kind)).map(|(_, id)| *id);
    let list = mention.kinds.iter().fold(0, |list, kind| list * 8 + (*kind as usize) + 1);
    let message = format!("unknown {what} {}", quoted(&mention.id));
    let found = Diagnostic::new(code, mention.span, message);
    match suggester.remembered(list, &mention.id, names).as_slice() {
        [meant] => {
            let help = format!("did you mean `{meant}`?");
            found.help(help).fix(mention.span, format!("\"{meant}\""))
        }
        [first, more @ ..] => {
            let more: String = more.iter().map(|meant| format!(" or `{meant}`")).collect();
            found.help(format!("did you mean `{first}`{more}?"))
        }
        [] => {
            let table = mention.kinds.first().map_or("event", |kind| kind.name());
            let id = if is_valid_id(&mention.id) { mention.id.as_str() } else { "…" };
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

fn gather(read: Vec<Read>) -> Records {
    let mut records = Records::default();
    let mut events = Vec::new();
    for one in read {
        match one.record {
            Lowered::Event(event) => events.push(event),
            Lowered::Actor(actor) => records.actors.push(actor),
            Lowered::Concern(concern) => records.concerns.push(concern),
            Lowered::Place(place) => records.places.push(place),
            Lowered::Source(source) => records.sources.push(source),
            Lowered::Briefing(briefing) => records.briefings.push(briefing),
        }
    }
    records.events = events.into();
    records
}
