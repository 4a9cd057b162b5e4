//! Describes a record: what all records have in common, and what each table adds.

use std::borrow::Cow;

use crate::describe::description::{Account, Description, List, ListKind, Point, Row, Words};
use crate::describe::{tables, wording};
use crate::model::{
    Citation, Event, Id, Link, Record, RecordNo, ReferenceRole, Status, Table, Timeline, Vocabulary as _,
};

impl<'t> Description<'t> {
    /// `None` if there is no such record. `whole` is the event with its prose, if the timeline does not keep that.
    #[must_use]
    pub fn of(timeline: &'t Timeline, no: RecordNo, whole: Option<&'t Event>) -> Option<Self> {
        Self::among(timeline, no, whole, &|_| true)
    }

    /// The same, but only some records are named as referring to it: a partial export does not mention the rest.
    #[must_use]
    pub fn among(
        timeline: &'t Timeline,
        no: RecordNo,
        whole: Option<&'t Event>,
        has: &dyn Fn(RecordNo) -> bool,
    ) -> Option<Self> {
        let event = whole.filter(|_| no.table == Table::Event).or_else(|| timeline.event(no));
        let record = event.map(|event| &event.record).or_else(|| timeline.record(no))?;
        let mut it = Self { title: wording::title(timeline, no), ..Self::default() };
        it.sources.cite(&record.sources);
        let holders = tables::holders(timeline, no);
        let is_statement = matches!(no.table, Table::Event | Table::Concern);
        let is_doubted = is_statement || record.standing.status != Status::Reported;
        if is_doubted {
            it.standing = standing(timeline, record, holders);
        }
        it.judged = wording::judged(record);
        it.accounts = accounts(timeline, record);
        for account in &record.accounts {
            it.sources.cite(&account.sources);
        }
        if !record.summary.trim().is_empty() {
            let cites = if is_doubted { &[][..] } else { &record.sources };
            it.prose.push(Words::new(&*record.summary).citing(cites));
        }
        tables::condition(&mut it, timeline, no);
        both_ways(&mut it, timeline, record, has);
        match event {
            Some(event) => tables::event(&mut it, timeline, event),
            None => tables::other(&mut it, timeline, no, has),
        }
        Some(it)
    }
}

/// The standing, the number of sources, and denials.
fn standing<'t>(timeline: &'t Timeline, record: &'t Record, holders: &[Id]) -> Vec<Words<'t>> {
    let known = Words::new(wording::standing(timeline, &record.standing, (holders, &record.sources)));
    let support = Words::new(wording::support(timeline, record)).citing(&record.sources);
    let denied = denials(record).map(|(by, cites)| {
        Words::new(format!("denied by {}", wording::named_in_sentence(timeline, by))).citing(cites)
    });
    [known, support].into_iter().chain(denied).collect()
}

/// Denials of an allegation by the accused, which never count as support.
fn denials(record: &Record) -> impl Iterator<Item = (&[Id], &[Citation])> {
    let against = &record.standing.against;
    let is_answer = |by: &[Id]| by.iter().any(|id| against.contains(id));
    let mut seen: Vec<&[Id]> = Vec::new();
    let accounts = record.accounts.iter().filter(|_| record.standing.status == Status::Allegation);
    accounts.filter(move |account| is_answer(&account.by)).filter_map(move |account| {
        let is_new = !seen.contains(&&*account.by);
        seen.push(&account.by);
        is_new.then_some((&*account.by, &*account.sources))
    })
}

/// Accounts, grouped by point.
fn accounts<'t>(timeline: &'t Timeline, record: &'t Record) -> Vec<Point<'t>> {
    let mut points: Vec<Point<'t>> = Vec::new();
    for account in &record.accounts {
        let said = Account {
            who: wording::teller(timeline, account),
            says: account.says.trim(),
            quote: account.quote.trim(),
            status: (account.status != Status::Reported).then(|| account.status.word()),
            cites: &account.sources,
        };
        match points.iter_mut().find(|point| point.on == &*account.on) {
            Some(point) => point.accounts.push(said),
            None => points.push(Point { on: &account.on, accounts: vec![said] }),
        }
    }
    points
}

impl<'t> Description<'t> {
    /// Describes the timeline itself.
    #[must_use]
    pub fn of_timeline(timeline: &'t Timeline) -> Self {
        let (head, records) = (timeline.head(), timeline.records());
        let title = Some(head.title.trim()).filter(|title| !title.is_empty());
        let count = |table: Table| Words::new(wording::counted(records.count(table), table.name()));
        let as_of =
            head.as_of.as_ref().map(|date| format!("As of {}; nothing later is claimed.", date.words()));
        let prose = Some(&*head.summary).filter(|text| !text.trim().is_empty());
        let briefings = records.briefings.iter().map(|briefing| {
            let mut row = named(timeline, briefing.record.id);
            row.after.push(wording::counted(briefing.steps.len(), "step").into());
            row
        });
        let list =
            List { kind: ListKind::Others, label: "briefings".into(), rows: briefings.collect(), more: 0 };
        Self {
            title: title.unwrap_or("Untitled timeline"),
            facts: [Table::Event, Table::Actor, Table::Concern, Table::Source].map(count).into(),
            dating: as_of.map(Words::new).into_iter().collect(),
            prose: prose.map(Words::new).into_iter().collect(),
            judgments: &head.judgments,
            lists: Some(list).filter(|list| !list.rows.is_empty()).into_iter().collect(),
            ..Self::default()
        }
    }
}

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
        ReferenceRole::Link(kind, at) if has(incoming.from) => Some((incoming.from, kind, usize::from(at))),
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
    let standing = is_said.then(|| wording::standing(timeline, &link.standing, (&[], &link.sources)).into());
    let date = link.date.as_ref().map(|date| date.words().into());
    let says = Some(Cow::Borrowed(&*link.says)).filter(|says| !says.is_empty());
    says.into_iter().chain(standing).chain(date).collect()
}

/// Adds the records that refer to this one other than by a link.
pub(crate) fn bound<'t>(
    it: &mut Description<'t>,
    (timeline, has): (&'t Timeline, &dyn Fn(RecordNo) -> bool),
    id: Id,
    (bond, table, label): (ReferenceRole, Table, &'static str),
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
