//! The links of a record in both directions, each with its word, its qualification, its standing and its time.

use std::borrow::Cow;

use crate::describe::description::{Description, List, ListKind, Row};
use crate::describe::wording;
use crate::model::{Bond, Id, Link, Record, RecordNo, Status, Table, Timeline};

const LINKED: usize = 60;
/// For other references.
const LISTED: usize = 12;

/// Adds a record's own links, and those of other records to it.
pub(crate) fn both_ways<'t>(
    it: &mut Description<'t>,
    timeline: &'t Timeline,
    record: &'t Record,
    has: &dyn Fn(RecordNo) -> bool,
) {
    for link in &record.links {
        it.sources.cite(&link.sources);
        add(it, ListKind::Links, link.kind.forward(), to(timeline, link.to, link));
    }
    let mut others = timeline.incoming(record.id).iter().filter_map(|incoming| match incoming.bond {
        Bond::Link(kind, at) if has(incoming.from) => Some((incoming.from, kind, usize::from(at))),
        _ => None,
    });
    let mut back: Vec<_> = others.by_ref().take(LINKED).collect();
    // Grouped by their word, in the order in which the words first appear.
    let words: Vec<&str> = back.iter().map(|(_, kind, _)| kind.backward()).collect();
    back.sort_by_key(|(_, kind, _)| words.iter().position(|word| *word == kind.backward()));
    for (from, kind, at) in back {
        let link = timeline.record(from).and_then(|other| other.links.get(at));
        let Some((id, link)) = timeline.id_of(from).zip(link) else { continue };
        // Its citations belong to the other record.
        add(it, ListKind::Back, kind.backward(), Row { cites: &[], ..to(timeline, id, link) });
    }
    let more = others.count();
    if let Some(last) = it.lists.last_mut().filter(|_| more > 0) {
        last.more = more;
    }
}

/// Adds a row to the last list if that has the same label, or starts a new one.
fn add<'t>(it: &mut Description<'t>, kind: ListKind, label: &'static str, row: Row<'t>) {
    match it.lists.last_mut() {
        Some(list) if list.kind == kind && list.label == label => list.rows.push(row),
        _ => it.lists.push(List { kind, label: label.into(), rows: vec![row], more: 0 }),
    }
}

fn to<'t>(timeline: &'t Timeline, id: Id, link: &'t Link) -> Row<'t> {
    Row { after: qualified(timeline, link), cites: &link.sources, ..named(timeline, id) }
}

pub(crate) fn named(timeline: &Timeline, id: Id) -> Row<'_> {
    Row { to: timeline.find(id), text: timeline.title(id).into(), ..Row::default() }
}

/// A link's qualification, standing and time.
#[must_use]
pub(crate) fn qualified<'t>(timeline: &Timeline, link: &'t Link) -> Vec<Cow<'t, str>> {
    let is_said = link.standing.status != Status::Reported || !link.standing.by.is_empty();
    let standing = is_said.then(|| wording::standing(timeline, &link.standing, &[]).into());
    let date = link.date.as_ref().map(|date| date.words().into());
    let says = Some(Cow::Borrowed(&*link.says)).filter(|says| !says.is_empty());
    says.into_iter().chain(standing).chain(date).collect()
}

/// Adds the records that refer to this one other than by a link.
pub(crate) fn bound<'t>(
    it: &mut Description<'t>,
    (timeline, has): (&'t Timeline, &dyn Fn(RecordNo) -> bool),
    id: Id,
    (bond, table, label): (Bond, Table, &'static str),
) {
    let mut others = timeline
        .incoming(id)
        .iter()
        .filter(|incoming| incoming.from.table == table && incoming.bond == bond && has(incoming.from));
    let named = |id| named(timeline, id);
    let first = others.by_ref().take(LISTED);
    let rows: Vec<Row<'_>> = first.filter_map(|other| timeline.id_of(other.from).map(named)).collect();
    let more = others.count();
    if !rows.is_empty() {
        it.lists.push(List { kind: ListKind::Others, label: label.into(), rows, more });
    }
}
