//! What the events of a record say of it: what an actor did, said and had done to it; what happened at a place; what rests
//! on a source alone.

use std::collections::{BTreeMap, BTreeSet};

use crate::describe::wording;
use crate::model::{
    ActorUse, Day, Event, EventKind, Id, Kind, RecordNo, Status, Table, Timeline, Vocabulary as _,
};

/// The most events that are told apart; more are one group.
const MOST: usize = 2_000;

/// The heading of what rests on a source alone.
pub(crate) const ALONE: &str = "What rests on it alone";

/// Events below a heading.
pub(crate) struct Group {
    /// The heading.
    pub heading: &'static str,
    /// Their rows, ascending.
    pub rows: Vec<u32>,
}

/// The events in `rows`, which use a record, by what they say of it; groups are in the order in which they are read, and
/// none is empty. `ids` are the record and, where they count as well, its parts.
#[must_use]
pub(crate) fn groups(timeline: &Timeline, no: RecordNo, ids: &[Id], rows: &[u32]) -> Vec<Group> {
    let headings: &[&'static str] = match no.table {
        _ if rows.len() > MOST => &["Events"],
        Table::Actor => &["What it did", "What it said", "What was done to it", "What else it was part of"],
        Table::Place => &["What happened here", "What was about it"],
        Table::Source => &[ALONE, "What others support too"],
        Table::Concern => &["Events that bear on it"],
        Table::Event | Table::Briefing => &["Events"],
    };
    let mut groups: Vec<Group> = headings.iter().map(|heading| Group { heading, rows: Vec::new() }).collect();
    for row in rows {
        let event = timeline.event_at(*row as usize).filter(|_| groups.len() > 1);
        let at = event.map_or(0, |(of, event)| match no.table {
            Table::Actor => part(event, ids),
            Table::Place => usize::from(!is_here(event, ids)),
            _ => {
                let only = timeline.only_origin(of);
                usize::from(only.is_none() || only != ids.first().map(|id| timeline.origin(*id)))
            }
        });
        if let Some(group) = groups.get_mut(at) {
            group.rows.push(*row);
        }
    }
    groups.retain(|group| !group.rows.is_empty());
    groups
}

/// How reliable the sources of these events are: "12 sources: B 4, C 6, F 1, not graded 1". Copies count as sources of their
/// own. Empty without sources or for too many events.
#[must_use]
pub(crate) fn grades(timeline: &Timeline, rows: &[u32], horizon: Option<Day>) -> String {
    if rows.len() > MOST {
        return String::new();
    }
    let events = rows.iter().filter_map(|row| timeline.event_at(*row as usize));
    let cited = events.flat_map(|(_, event)| event.record.sources.iter().map(|citation| citation.source));
    let sources: BTreeSet<Id> =
        cited.filter(|id| horizon.is_none_or(|day| !timeline.is_later(*id, day))).collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for id in &sources {
        let letter =
            timeline.source(*id).and_then(|source| source.reliability).map_or("not graded", |it| it.word());
        *counts.entry(letter).or_default() += 1;
    }
    if sources.is_empty() {
        return String::new();
    }
    let counts: Vec<String> = counts.iter().map(|(letter, count)| format!("{letter} {count}")).collect();
    format!("{}: {}", wording::counted(sources.len(), "source"), counts.join(", "))
}

/// Whether an event happened at one of the places: its first place is where it did.
fn is_here(event: &Event, ids: &[Id]) -> bool {
    event.places.iter().enumerate().any(|(at, place)| {
        ids.contains(&place.place) && (at == 0 || place.role.is_empty()) && &*place.role != "subject"
    })
}

/// The part of an actor in an event: 0 if it acted, 1 if it spoke, 2 if something was done to it, 3 if none of these is
/// known. Without a role, whoever is named first acts.
fn part(event: &Event, ids: &[Id]) -> usize {
    let standing = &event.record.standing;
    let is_one = |of: &[Id]| of.iter().any(|id| ids.contains(id));
    if is_one(&standing.by) {
        return 1;
    }
    let parts = || event.actors.iter().enumerate().filter(|(_, part)| ids.contains(&part.actor));
    // Whoever is named first did not do what happened to them.
    let is_death = matches!(event.kind, Some(Kind::Known(EventKind::Death)));
    let dies = is_death
        && event.actors.first().is_some_and(|first| ids.contains(&first.actor) && first.role.is_empty());
    let is_target = dies || parts().next().is_some() && parts().all(|(_, part)| is_of_target(&part.role));
    if is_one(&standing.against) || is_target {
        return 2;
    }
    let acts = |(at, part): (usize, &ActorUse)| match &*part.role {
        "" => at == 0,
        role => !BESIDE.contains(&role.split_whitespace().next().unwrap_or_default()) && !is_of_target(role),
    };
    if !parts().any(acts) {
        return 3;
    }
    let speaks = [EventKind::Statement, EventKind::Threat, EventKind::Letter, EventKind::Warning];
    let is_said = matches!(event.kind, Some(Kind::Known(kind)) if speaks.contains(&kind));
    usize::from(is_said && standing.status == Status::Reported)
}

/// Words that a role begins with if whoever has it is there, but not the one who acts.
const BESIDE: [&str; 7] = ["guest", "host", "mediator", "observer", "opponent", "present", "witness"];

/// Words that a role begins with if something is done to whoever has it.
const TARGETS: [&str; 13] = [
    "accused",
    "addressee",
    "hit",
    "named",
    "shot",
    "struck",
    "subject",
    "target",
    "told",
    "under",
    "victim",
    "wounded",
    "said",
];

/// Whether a role is that of somebody to whom something is done: "struck", "killed", "four designated", "under pressure".
fn is_of_target(role: &str) -> bool {
    let mut words = role.split_whitespace();
    let (first, last) =
        (words.next().unwrap_or_default(), role.split_whitespace().last().unwrap_or_default());
    TARGETS.contains(&first) || [first, last].iter().any(|word| word.len() > 3 && word.ends_with("ed"))
}

#[cfg(test)]
mod tests {
    use super::is_of_target;

    #[test]
    fn roles_say_who_acts_and_who_is_acted_upon() {
        for role in ["struck", "killed", "four designated", "named by the IRGC", "under pressure", "subject"]
        {
            assert!(is_of_target(role), "{role}");
        }
        for role in ["", "strikes", "signs for Iran", "objects", "present", "fires", "red"] {
            assert!(!is_of_target(role), "{role}");
        }
    }
}
