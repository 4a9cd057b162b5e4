//! Circular references: nothing is part of itself, depends on itself or repeats itself, directly or indirectly.

use std::collections::HashMap;

use crate::load::check::findings::Findings;
use crate::load::check::locate::Step;
use crate::model::{Id, Record, Timeline};
use crate::text::sanitize::quoted;
use crate::text::{Code, Diagnostic};

/// A reference from one record to another, with its path in the first.
struct Edge<'a> {
    record: &'a Record,
    to: Id,
    path: Vec<Step>,
}

/// An actor is not part of itself.
pub(super) fn membership_ends(timeline: &Timeline, findings: &mut Findings<'_>) {
    let edges = timeline.records().actors.iter().flat_map(|actor| {
        actor.part_of.iter().enumerate().map(|(index, membership)| Edge {
            record: &actor.record,
            to: membership.of,
            path: vec![Step::Key("part-of"), Step::At(index)],
        })
    });
    report(timeline, findings, &edges.collect::<Vec<_>>(), "part of");
}

/// An event is not part of itself.
pub(super) fn events_do_not_contain_themselves(timeline: &Timeline, findings: &mut Findings<'_>) {
    let edges = timeline.records().events.full().filter_map(|(_, event)| {
        Some(Edge { record: &event.record, to: event.part_of?, path: vec![Step::Key("part-of")] })
    });
    report(timeline, findings, &edges.collect::<Vec<_>>(), "part of");
}

/// A concern is not part of itself.
pub(super) fn concerns_do_not_contain_themselves(timeline: &Timeline, findings: &mut Findings<'_>) {
    let edges = timeline.records().concerns.iter().filter_map(|concern| {
        Some(Edge { record: &concern.record, to: concern.part_of?, path: vec![Step::Key("part-of")] })
    });
    report(timeline, findings, &edges.collect::<Vec<_>>(), "part of");
}

/// A concern does not depend on itself.
pub(super) fn dependence_ends(timeline: &Timeline, findings: &mut Findings<'_>) {
    let edges = timeline.records().concerns.iter().flat_map(|concern| {
        concern.depends_on.iter().enumerate().map(|(index, to)| Edge {
            record: &concern.record,
            to: *to,
            path: vec![Step::Key("depends-on"), Step::At(index)],
        })
    });
    report(timeline, findings, &edges.collect::<Vec<_>>(), "dependent on");
}

/// A source does not repeat itself.
pub(super) fn origin_ends(timeline: &Timeline, findings: &mut Findings<'_>) {
    let edges = timeline.records().sources.iter().filter_map(|source| {
        Some(Edge { record: &source.record, to: source.origin?, path: vec![Step::Key("origin")] })
    });
    report(timeline, findings, &edges.collect::<Vec<_>>(), "a repetition of");
}

/// Reports each circle once, at the reference that closes it.
fn report(timeline: &Timeline, findings: &mut Findings<'_>, edges: &[Edge<'_>], relation: &str) {
    let mut from: HashMap<Id, Vec<usize>> = HashMap::new();
    for (index, edge) in edges.iter().enumerate() {
        from.entry(edge.record.id).or_default().push(index);
    }
    for circle in circles(edges, &from) {
        let Some(last) = circle.last().and_then(|index| edges.get(*index)) else { continue };
        if !findings.is_whole(last.record) {
            continue;
        }
        let name = |id: Id| quoted(timeline.ids().text(id));
        let place = findings.place(last.record, &last.path);
        let message = if circle.len() == 1 {
            format!("{} is {relation} itself", name(last.to))
        } else {
            let between: Vec<String> =
                circle.iter().skip(1).map(|index| name(edges[*index].record.id)).collect();
            format!("{} is {relation} itself, by way of {}", name(last.to), between.join(", "))
        };
        let mut found = Diagnostic::new(Code::Circle, place, message)
            .label("closes the circle")
            .help("remove one of the references in the circle");
        for index in circle.iter().take(circle.len() - 1).take(MOST_LABELS) {
            let edge = &edges[*index];
            let place = findings.place(edge.record, &edge.path);
            found = found.related(place, format!("{} is {relation} {}", name(edge.record.id), name(edge.to)));
        }
        findings.add(found);
    }
}

/// Hundreds of labels would not make a circle of hundreds any clearer.
const MOST_LABELS: usize = 8;

/// The circles, each as its edges in order. The search keeps its own stack, because a chain can be as long as the file.
fn circles(edges: &[Edge<'_>], from: &HashMap<Id, Vec<usize>>) -> Vec<Vec<usize>> {
    let none = Vec::new();
    let leaving = |id: Id| from.get(&id).unwrap_or(&none);
    let mut done: HashMap<Id, bool> = HashMap::new();
    let mut found = Vec::new();
    for start in edges.iter().map(|edge| edge.record.id) {
        if done.contains_key(&start) {
            continue;
        }
        // A record, and the index of its next edge to try.
        let mut path: Vec<(Id, usize)> = vec![(start, 0)];
        let mut taken: Vec<usize> = Vec::new();
        done.insert(start, false);
        while let Some((at, next)) = path.last_mut() {
            let Some(edge) = leaving(*at).get(*next).copied() else {
                done.insert(*at, true);
                path.pop();
                taken.pop();
                continue;
            };
            *next += 1;
            let to = edges[edge].to;
            match done.get(&to) {
                Some(true) => {}
                Some(false) => {
                    let since = path.iter().position(|(id, _)| *id == to).unwrap_or(0);
                    let mut circle: Vec<usize> = taken.iter().skip(since).copied().collect();
                    circle.push(edge);
                    found.push(circle);
                }
                None => {
                    done.insert(to, false);
                    path.push((to, 0));
                    taken.push(edge);
                }
            }
        }
    }
    found
}
