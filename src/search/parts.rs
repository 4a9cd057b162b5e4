//! The events of an actor's parts: of actors that were part of it on the day, or part of such a part, and so on.

use std::collections::HashSet;

use crate::model::{EventRef, Id, Membership, ReferenceRole, Timeline, When};
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
    let always = parts(timeline, &wholes, true);
    let mut hits = Hits::default();
    let mut left = most;
    for part in parts(timeline, &wholes, false).difference(&wholes).copied() {
        let is_always = always.contains(&part);
        for row in rows_of(part) {
            if left == 0 {
                return (hits, false);
            }
            left -= 1;
            let row = *row as usize;
            let date = || timeline.event_ref_at(row).and_then(EventRef::date);
            if is_always || is_part_on(timeline, part, &wholes, date()) {
                hits.insert(row);
            }
        }
    }
    (hits, true)
}

/// The parts of an actor at any time, and their parts, without itself; by number.
#[must_use]
pub fn parts_of(timeline: &Timeline, whole: Id) -> Vec<Id> {
    let mut found: Vec<Id> = parts(timeline, &HashSet::from([whole]), false).into_iter().collect();
    found.retain(|part| *part != whole);
    found.sort_unstable();
    found
}

/// The wholes, their parts, and the parts of these: at any time, or by memberships without dates alone.
fn parts(timeline: &Timeline, wholes: &HashSet<Id>, always: bool) -> HashSet<Id> {
    let mut found = wholes.clone();
    let mut pending: Vec<Id> = wholes.iter().copied().collect();
    while let Some(whole) = pending.pop() {
        let members = timeline.incoming(whole).iter();
        let members = members.filter(|member| member.bond == ReferenceRole::PartOf);
        for actor in members.filter_map(|member| timeline.actor(timeline.id_of(member.from)?)) {
            let is_member = |one: &Membership| one.of == whole && !(always && one.date.is_some());
            if actor.part_of.iter().any(is_member) && found.insert(actor.record.id) {
                pending.push(actor.record.id);
            }
        }
    }
    found
}

/// Whether an actor belongs to one of the wholes on a date, directly or through others that do.
fn is_part_on(timeline: &Timeline, part: Id, wholes: &HashSet<Id>, date: Option<&When>) -> bool {
    let mut seen = vec![part];
    let mut at = 0;
    while let Some(id) = seen.get(at).copied() {
        at += 1;
        let memberships = timeline.actor(id).map_or(&[][..], |actor| &actor.part_of);
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
