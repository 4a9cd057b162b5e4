//! The events of an actor's parts: of actors that were part of it on the day, or part of such a part, and so on.

use std::collections::{HashMap, HashSet};

use crate::model::{Actor, Id, ReferenceRole, Table, Timeline, When};
use crate::search::hits::Hits;

/// The rows of the parts of some actors, without the rows of the actors themselves unless they are also of a part.
/// `rows_of` gives the rows of each part; no more than `most` of them are looked at. The second value says whether that
/// was enough.
#[must_use]
pub fn rows_of_parts<'t>(
    timeline: &'t Timeline,
    wholes: &[Id],
    rows_of: impl Fn(Id) -> &'t [u32],
    most: usize,
) -> (Hits, bool) {
    let wholes: HashSet<Id> = wholes.iter().copied().collect();
    let mut hits = Hits::default();
    let mut left = most;
    for (part, is_always) in parts(timeline, &wholes) {
        for row in rows_of(part) {
            if left == 0 {
                return (hits, false);
            }
            left -= 1;
            let row = *row as usize;
            let date = || timeline.event_ref_at(row).and_then(crate::model::EventRef::date);
            if is_always || is_part_on(timeline, part, &wholes, date()) {
                hits.insert(row);
            }
        }
    }
    (hits, true)
}

/// The parts and their parts, each with whether it is always one, by memberships without dates alone.
fn parts(timeline: &Timeline, wholes: &HashSet<Id>) -> Vec<(Id, bool)> {
    let mut found: HashMap<Id, bool> = wholes.iter().map(|id| (*id, true)).collect();
    let mut order: Vec<Id> = Vec::new();
    let mut pending: Vec<Id> = wholes.iter().copied().collect();
    while let Some(whole) = pending.pop() {
        let is_always = found.get(&whole) == Some(&true);
        let members = timeline
            .incoming(whole)
            .iter()
            .filter(|incoming| incoming.bond == ReferenceRole::PartOf && incoming.from.table == Table::Actor);
        for actor in members.filter_map(|incoming| timeline.records().actors.get(incoming.from.index())) {
            let mut memberships = actor.part_of.iter().filter(|membership| membership.of == whole);
            let is_always = is_always && memberships.any(|membership| membership.date.is_none());
            let known =
                found.insert(actor.record.id, is_always || found.get(&actor.record.id) == Some(&true));
            if known.is_none() {
                order.push(actor.record.id);
            }
            // What is found to be one always is followed again: its own parts may be, too.
            if known.is_none() || (is_always && known == Some(false)) {
                pending.push(actor.record.id);
            }
        }
    }
    order.sort_unstable();
    order.into_iter().map(|id| (id, found.get(&id) == Some(&true))).collect()
}

/// Whether an actor belongs to one of the wholes on a date, directly or through others that do.
fn is_part_on(timeline: &Timeline, part: Id, wholes: &HashSet<Id>, date: Option<&When>) -> bool {
    let mut seen = vec![part];
    let mut at = 0;
    while let Some(id) = seen.get(at).copied() {
        at += 1;
        let memberships = timeline.actor(id).map_or(&[][..], |actor: &Actor| &actor.part_of);
        for membership in memberships.iter().filter(|membership| membership.covers(date)) {
            if wholes.contains(&membership.of) {
                return true;
            }
            if !seen.contains(&membership.of) {
                seen.push(membership.of);
            }
        }
    }
    false
}
