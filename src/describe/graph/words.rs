//! What a line of the graph says.

use crate::describe::graph::web::{Claim, Edge, Web};
use crate::describe::wording;
use crate::model::{LinkKind, RecordNo, Timeline, When};
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
    let relation = match is_right_above {
        true => edge.down(web).words().to_owned(),
        false => format!("{} {}", edge.up.words(), wording::title(timeline, upper)),
    };
    let mut words = vec![relation];
    words.extend(beside(timeline, lower, edge.up));
    words.join(" · ")
}

/// The other records above one, beside the one that is said: "also follows Protests spread across Iran (claim)".
#[must_use]
pub(crate) fn also(timeline: &Timeline, web: &Web, lower: usize, said: Option<usize>) -> String {
    let others = web.above(lower).filter(|edge| said.is_none_or(|said| web.edges[said] != **edge));
    let word = |edge: &Edge| {
        let upper = web.nodes[edge.upper].no;
        let claim = if edge.claim == Claim::Said { " (claim)" } else { "" };
        format!("{} {}{claim}", edge.up.words(), wording::title(timeline, upper))
    };
    let words: Vec<String> = others.map(word).collect();
    if words.is_empty() { String::new() } else { format!("also {}", words.join(", ")) }
}
