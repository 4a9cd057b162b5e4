//! Two records side by side: what each is related to, in the order of time, what they share, and what each says of the
//! other.

use std::cmp::Ordering;
use std::collections::HashMap;

use crate::describe::wording;
use crate::describe::{Description, description::Words};
use crate::model::{Citation, Day, Id, RecordNo, Status, Table, Timeline, Vocabulary as _};
use crate::search::RowSet;
use crate::search::parts::{parts_of, rows_of_parts};
use crate::search::relation::{self, Neighbour};

/// To which of two records something is related.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Which {
    /// To the first alone.
    First,
    /// To the second alone.
    Second,
    /// To both.
    Both,
}

/// A record that one of the two, or both, are related to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Compared {
    /// To which.
    pub which: Which,
    /// The record.
    pub no: RecordNo,
}

/// Two records compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Comparison {
    /// The two.
    pub pair: [RecordNo; 2],
    /// What they are related to: events by time, then the other tables.
    pub rows: Vec<Compared>,
    /// What each says of the other, and the links between them, in sentences.
    pub said: [Vec<String>; 2],
}

/// The most statements that are told.
const MOST_SAID: usize = 20;

impl Comparison {
    /// Compares two different records, actors with the events of their parts if `with_parts`. Of events only those that are
    /// shown count.
    #[must_use]
    pub(crate) fn new(timeline: &Timeline, pair: [RecordNo; 2], shown: &RowSet, with_parts: bool) -> Self {
        let mut found = HashMap::<RecordNo, Which>::new();
        for (at, which) in [(0, Which::First), (1, Which::Second)] {
            let is_later = |no: RecordNo| {
                let source = timeline.id_of(no).filter(|_| no.table == Table::Source);
                source.zip(shown.horizon).is_some_and(|(id, day)| timeline.is_later(id, day))
            };
            let of_parts = if with_parts { events_of_parts(timeline, pair[at]) } else { Vec::new() };
            let all = related(timeline, pair[at]).chain(of_parts);
            for no in all.filter(|no| !pair.contains(no) && !is_later(*no)) {
                if timeline.row_of(no).is_none_or(|row| shown.contains(row)) {
                    let known = found.entry(no).or_insert(which);
                    if *known != which {
                        *known = Which::Both;
                    }
                }
            }
        }
        let mut rows: Vec<Compared> = found.into_iter().map(|(no, which)| Compared { which, no }).collect();
        let title = |no| wording::title(timeline, no);
        rows.sort_by(|one, other| match (timeline.row_of(one.no), timeline.row_of(other.no)) {
            (Some(row), Some(later)) => row.cmp(&later),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => {
                let by_table = one.no.table.cmp(&other.no.table);
                by_table.then_with(|| title(one.no).cmp(title(other.no))).then_with(|| one.no.cmp(&other.no))
            }
        });
        let said =
            [[pair[0], pair[1]], [pair[1], pair[0]]].map(|[by, of]| said(timeline, by, of, &rows, shown));
        Self { pair, rows, said }
    }

    /// How many events belong to the first alone, to the second alone and to both.
    #[must_use]
    pub(crate) fn events(&self) -> [usize; 3] {
        let events = || self.rows.iter().filter(|row| row.no.table == Table::Event);
        [Which::First, Which::Second, Which::Both]
            .map(|which| events().filter(|row| row.which == which).count())
    }

    /// What the two did in an event, in the words of their roles: "strikes", and of the other "struck".
    #[must_use]
    pub(crate) fn roles<'t>(&self, timeline: &'t Timeline, no: RecordNo) -> [&'t str; 2] {
        let event = timeline.event(no);
        self.pair.map(|actor| {
            let id = timeline.id_of(actor).filter(|_| actor.table == Table::Actor);
            let part =
                event.zip(id).and_then(|(event, id)| event.actors.iter().find(|part| part.actor == id));
            part.map_or("", |part| &*part.role)
        })
    }

    /// That one of the two is part of the other, if it is.
    #[must_use]
    pub(crate) fn part_words(&self, timeline: &Timeline) -> Option<String> {
        let is_part = |part: RecordNo, whole: RecordNo| {
            let whole = timeline.id_of(whole).filter(|_| whole.table == Table::Actor)?;
            parts_of(timeline, whole).contains(&timeline.id_of(part)?).then_some(())
        };
        let [one, other] = self.pair;
        let (part, whole) = match (is_part(one, other), is_part(other, one)) {
            (Some(()), _) => (one, other),
            (_, Some(())) => (other, one),
            _ => return None,
        };
        let title = |no| wording::title(timeline, no);
        Some(format!("{} is part of {}", title(part), title(whole)))
    }

    /// One of the two in few lines: its title, what it is, and how it is known. `None` without such a record.
    #[must_use]
    pub(crate) fn head(timeline: &Timeline, no: RecordNo, horizon: Option<Day>) -> Option<[String; 3]> {
        let it = Description::of(timeline, no, None)?.known_by(timeline, no, horizon);
        let is_unknown = horizon.is_some_and(|day| timeline.was_known(no, day) == Some(false));
        let known: Vec<&str> = it.standing.iter().map(|words: &Words<'_>| &*words.text).collect();
        let known = if is_unknown { "not yet known then".to_owned() } else { known.join(" · ") };
        Some([it.title.to_owned(), it.headline(), known])
    }
}

/// The events of an actor's parts.
fn events_of_parts(timeline: &Timeline, no: RecordNo) -> Vec<RecordNo> {
    let Some(id) = timeline.id_of(no).filter(|_| no.table == Table::Actor) else { return Vec::new() };
    let (hits, _) = rows_of_parts(timeline, &[id], |part| timeline.rows_of(part), usize::MAX);
    hits.iter().filter_map(|row| timeline.number_at(row)).collect()
}

/// What a record is related to; some may come twice.
fn related(timeline: &Timeline, no: RecordNo) -> impl Iterator<Item = RecordNo> {
    let named = relation::named(timeline, no).into_iter();
    let (rows, _) = relation::rows(timeline, no);
    let events = rows.iter().filter_map(|row| timeline.number_at(*row as usize));
    let record = timeline.record(no);
    let sources = record.into_iter().flat_map(|record| &record.sources);
    let sources = sources.filter_map(|citation| timeline.find(citation.source));
    let step = |step: Neighbour| step.no;
    named.chain(relation::naming(timeline, no)).map(step).chain(events).chain(sources)
}

/// What one says of the other: its links to it, and its claims and accounts of what they share.
fn said(timeline: &Timeline, by: RecordNo, of: RecordNo, rows: &[Compared], shown: &RowSet) -> Vec<String> {
    let title = |no| wording::title(timeline, no);
    let links = relation::named(timeline, by).into_iter().filter(|step| step.no == of);
    let linked = links.map(|step| {
        let status = step.status(timeline, by);
        let status = if status == Status::Reported { String::new() } else { format!(" ({})", status.word()) };
        format!("{} {} {}{status}", title(by), step.words(), title(of))
    });
    let (Some(id), Some(other)) = (timeline.id_of(by), timeline.id_of(of)) else { return Vec::new() };
    // Only actors say something of each other; a record may cite the same event for other reasons.
    let are_actors = by.table == Table::Actor && of.table == Table::Actor;
    let shared = rows.iter().filter(|row| are_actors && row.which == Which::Both);
    let is_told = |cites: &[Citation]| shown.horizon.is_none_or(|day| timeline.is_told(cites, day));
    let told = shared.filter_map(|row| timeline.event(row.no)).flat_map(|event| {
        let record = &event.record;
        let is_by = |by: &[Id]| by.contains(&id) && !by.contains(&other);
        let own = (record.standing.status != Status::Reported && is_by(&record.standing.by)).then(|| {
            let against = if record.standing.against.contains(&other) { " against it" } else { "" };
            format!("{}{against}: {}", record.standing.status.word(), record.title)
        });
        let accounts =
            record.accounts.iter().filter(move |account| is_by(&account.by) && is_told(&account.sources));
        own.into_iter().chain(accounts.map(|account| {
            let words = if account.says.is_empty() { &account.quote } else { &account.says };
            format!("{}, on {}: {words}", record.title, account.on)
        }))
    });
    let of_concern = |no: RecordNo| timeline.id_of(no).and_then(|id| timeline.concern(id));
    let concerns =
        rows.iter().filter(|row| row.no.table == Table::Concern).filter_map(|row| of_concern(row.no));
    let feared = concerns.filter(|concern| concern.held_by.contains(&id) && concern.about.contains(&other));
    let feared = feared.map(|concern| format!("concern about it: {}", concern.record.title));
    linked.chain(told).chain(feared).take(MOST_SAID).collect()
}
