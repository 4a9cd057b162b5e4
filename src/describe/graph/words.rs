//! What a line of the graph says.

use crate::describe::graph::web::{Edge, Web};
use crate::describe::wording;
use crate::model::{LinkKind, RecordNo, Status, Timeline, Vocabulary as _, When};
use crate::search::{Neighbour, Relation};

/// The date of an event; `None` for other records.
#[must_use]
pub(crate) fn date(timeline: &Timeline, no: RecordNo) -> Option<String> {
    let event = timeline.event(no)?;
    Some(event.date.as_ref().map_or_else(|| "undated".to_owned(), When::short_words))
}

/// What is said of a link beside its kind: who claims it, or that no cause is claimed; often nothing.
#[must_use]
pub(crate) fn beside(timeline: &Timeline, from: RecordNo, step: Neighbour) -> Vec<String> {
    let mut words = Vec::new();
    let carrier = if step.forward { from } else { step.no };
    if let Some((link, own)) = step.link(timeline, from).zip(timeline.record(carrier))
        && link.standing != Default::default()
    {
        words.push(wording::standing(timeline, &link.standing, (&[], own.support_of(link))));
    }
    if matches!(step.relation, Relation::Link(LinkKind::Follows, _)) {
        words.push("no cause claimed".to_owned());
    }
    words
}

/// What joins two records, as said above the lower one: from the upper one, if that is right above; else it is named.
#[must_use]
pub(crate) fn above(timeline: &Timeline, web: &Web, edge: &Edge, is_right_above: bool) -> String {
    let (upper, lower) = (web.nodes[edge.upper].no, web.nodes[edge.lower].no);
    let one = |(up, down): (&Neighbour, Neighbour)| {
        let relation = match is_right_above {
            true => down.words().to_owned(),
            false => format!("{} {}", up.words(), wording::title(timeline, upper)),
        };
        let words = std::iter::once(relation).chain(beside(timeline, lower, *up));
        words.collect::<Vec<_>>().join(" · ")
    };
    edge.ups.iter().zip(edge.downs(web)).map(one).collect::<Vec<_>>().join("; ")
}

/// What joins a record to those above it, but for `main` if that is said above: "also follows Protests spread across Iran
/// (claim)". `main` comes first, then those that no line leads to.
#[must_use]
pub(crate) fn also(
    timeline: &Timeline,
    web: &Web,
    (lower, main, is_above): (usize, Option<usize>, bool),
    is_drawn: impl Fn(&Edge) -> bool,
) -> String {
    let is_main = |edge: &Edge| main.is_some_and(|main| web.edges[main] == *edge);
    let mut edges: Vec<&Edge> = web.above(lower).filter(|edge| !(is_above && is_main(edge))).collect();
    edges.sort_by_key(|edge| (!is_main(edge), is_drawn(edge)));
    let mut groups: Vec<(&str, Vec<String>)> = Vec::new();
    for edge in edges {
        for up in &edge.ups {
            let title = wording::title(timeline, web.nodes[edge.upper].no);
            let status = up.status(timeline, web.nodes[lower].no);
            let beside = beside(timeline, web.nodes[lower].no, *up).join(", ");
            let name = match status {
                _ if !beside.is_empty() && web.above(lower).count() == 1 => format!("{title} · {beside}"),
                Status::Reported => title.to_owned(),
                status => format!("{title} ({})", status.word()),
            };
            match groups.iter_mut().find(|(words, _)| *words == up.words()) {
                Some((_, names)) => names.push(name),
                None => groups.push((up.words(), vec![name])),
            }
        }
    }
    let also = if is_above && !groups.is_empty() { "also " } else { "" };
    let words: Vec<String> =
        groups.iter().map(|(words, names)| format!("{words} {}", names.join(", "))).collect();
    format!("{also}{}", words.join("; "))
}
