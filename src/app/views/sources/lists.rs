//! The lists of the view, made of what was grouped and counted.

use std::collections::BTreeSet;

use crate::model::{RecordNo, Table, Timeline};

use crate::app::views::sources::groups::{self, Groups};
use crate::app::views::sources::list::{Item, Part, What};
use crate::app::views::sources::order::{Order, heading, rank, source_at};

/// Records in an order, what states something before what is only described; nothing as long as it is not known.
#[must_use]
pub fn records(items: Option<Vec<Item>>) -> Vec<Part> {
    let is_statement = |item: &Item| match item.what {
        What::Row(_) => true,
        What::Record(no) => no.table == Table::Concern,
    };
    let (statements, others): (Vec<Item>, Vec<Item>) =
        items.unwrap_or_default().into_iter().partition(is_statement);
    let part =
        |heading: &str, items: Vec<Item>| Part { heading: format!("{heading} {}", items.len()), items };
    vec![part("Events and concerns", statements), part("Actors and places", others)]
}

/// The sources, copies below their origin where they are unfolded.
#[must_use]
pub fn sources(
    timeline: &Timeline,
    groups: &Groups,
    unfolded: &BTreeSet<RecordNo>,
    order: Order,
) -> Vec<Part> {
    let name = |no: RecordNo| source_at(timeline, no).map_or("", |source| source.name());
    let title = |no: RecordNo| source_at(timeline, no).map_or("", |source| &*source.record.title);
    let grade = |no: RecordNo| source_at(timeline, no).map_or(usize::MAX, rank);
    let heads = groups.all().iter().filter_map(|group| Some((group.head()?, group)));
    let mut heads: Vec<(RecordNo, &groups::Group)> = heads.collect();
    match order {
        Order::Grade => heads.sort_by_key(|(no, group)| (grade(*no), std::cmp::Reverse(group.cited))),
        Order::Name | Order::Time => heads
            .sort_by_cached_key(|(no, _)| (name(*no).to_lowercase(), title(*no).to_lowercase(), no.number)),
        Order::Weight => heads.sort_by_key(|(no, group)| (std::cmp::Reverse(group.cited), grade(*no))),
    }
    let mut parts: Vec<Part> = vec![Part::default()];
    for (head, group) in heads {
        let above = match source_at(timeline, head) {
            Some(source) if order == Order::Grade => heading(source),
            _ => String::new(),
        };
        if parts.last().is_some_and(|part| part.heading != above) {
            parts.push(Part { heading: above, items: Vec::new() });
        }
        let weight = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        let copies: &[u32] =
            if unfolded.contains(&head) { group.members.get(1..).unwrap_or(&[]) } else { &[] };
        let copies = copies.iter().map(|number| Item::record(RecordNo::new(Table::Source, *number), 0));
        if let Some(part) = parts.last_mut() {
            part.items.push(Item::record(head, weight(group.cited)));
            part.items.extend(copies);
        }
    }
    parts
}

/// A source, and what rests on it: on all its copies too, if it is an origin.
#[must_use]
pub fn resting(
    timeline: &Timeline,
    groups: &Groups,
    source: RecordNo,
    shows: impl Fn(u32) -> bool,
) -> Vec<Part> {
    let members = members_behind(groups, source);
    let rows = groups::rows_citing(timeline, &members, shows);
    let others = groups::others_citing(timeline, &members);
    let part =
        |heading: &str, items: Vec<Item>| Part { heading: format!("{heading} {}", items.len()), items };
    let mut parts = vec![Part { heading: String::new(), items: vec![Item::record(source, 0)] }];
    parts.push(part("Events", rows.into_iter().map(|row| Item::row(row, 0)).collect()));
    for (table, heading) in [
        (Table::Concern, "Concerns"),
        (Table::Actor, "Actors"),
        (Table::Place, "Places"),
        (Table::Source, "Sources"),
        (Table::Briefing, "Briefings"),
    ] {
        let of_table = others.iter().filter(|no| no.table == table);
        parts.push(part(heading, of_table.map(|no| Item::record(*no, 0)).collect()));
    }
    parts
}

/// The sources that a source stands for: itself, and its copies if it is an origin.
fn members_behind(groups: &Groups, source: RecordNo) -> Vec<u32> {
    match groups.group_of(source) {
        Some(group) if group.head() == Some(source) => group.members.clone(),
        _ => vec![source.number],
    }
}
