//! The details of a link: who claims it, how sure they are, and the sources.

use crate::app::page::{Flow, PageLine, Span, Tone};
use crate::describe::graph::words;
use crate::describe::wording::{self, title};
use crate::model::{Citation, LinkKind, Membership, RecordNo, Source, Timeline, Vocabulary as _, When};
use crate::search::{Neighbour, Relation};

/// The role of a neighbour in a few words: a role in an event, a status; often empty.
#[must_use]
pub(super) fn part(timeline: &Timeline, from: RecordNo, step: Neighbour) -> String {
    let (carrier, other) = if step.forward { (from, step.no) } else { (step.no, from) };
    let Some(id) = timeline.record(other).map(|record| record.id) else { return String::new() };
    let event = timeline.event(carrier);
    match (step.relation, event) {
        (Relation::Involves, Some(event)) => {
            let role =
                event.all_actors().into_iter().find(|(actor, _)| *actor == id).map_or("", |(_, role)| role);
            let office = timeline.actor(id).and_then(|actor| actor.role_on(event.date.as_ref()));
            match (role, office) {
                ("", Some(office)) => wording::office(timeline, office),
                _ => role.to_owned(),
            }
        }
        (Relation::At, Some(event)) => {
            let place = event.places.iter().find(|place| place.place == id);
            place.map_or_else(String::new, |place| place.role.to_string())
        }
        (Relation::Link(..), _) => words::beside(timeline, from, step).join(" · "),
        _ => String::new(),
    }
}

/// The details of a link, as lines of a width.
#[must_use]
pub(super) fn lines(timeline: &Timeline, from: RecordNo, step: Neighbour, width: u16) -> Vec<PageLine> {
    let mut flow = Flow::new(width.into());
    let mut spans = vec![
        Span::new(Tone::Ink, title(timeline, from)),
        Span::new(Tone::Accent, format!("  {}  ", step.words())),
        Span::new(Tone::Ink, title(timeline, step.no)),
    ];
    let carrier = if step.forward { from } else { step.no };
    let link = step.link(timeline, from).zip(timeline.record(carrier));
    let support = link.map(|(link, own)| own.support_of(link));
    let membership = membership(timeline, from, step);
    let mut details = Vec::new();
    if let Some((link, own)) = link {
        details.push(wording::standing(timeline, &link.standing, (&[], own.support_of(link))));
        details.extend(Some(link.says.to_string()).filter(|says| !says.is_empty()));
        details.extend(link.date.as_ref().map(When::words));
        details.extend((link.kind == LinkKind::Follows).then(|| "no cause claimed".to_owned()));
    } else if let Some(membership) = membership {
        details.push(membership.status.word().to_owned());
        details.extend(membership.date.as_ref().map(When::words));
    } else {
        details.extend(Some(part(timeline, from, step)).filter(|part| !part.is_empty()));
    }
    spans.extend(details.into_iter().map(|words| Span::new(Tone::Quiet, format!(" · {words}"))));
    flow.paragraph(&spans);
    match (support, membership.map(|membership| &*membership.sources)) {
        (Some(sources), _) | (None, Some(sources)) if sources.is_empty() => {
            flow.paragraph(&[Span::new(Tone::Faint, "The link cites no source.")]);
        }
        (Some(sources), _) | (None, Some(sources)) => flow.paragraph(&cited(timeline, sources)),
        (None, None) if step.relation == Relation::Shows => {}
        (None, None) => {
            let support = timeline.record(carrier).map(|record| wording::support(timeline, record));
            let words = format!(
                "According to the record of {}: {}.",
                title(timeline, carrier),
                support.unwrap_or_default()
            );
            flow.paragraph(&[Span::new(Tone::Faint, words)]);
        }
    }
    flow.lines
}

/// The membership behind a link.
fn membership(timeline: &Timeline, from: RecordNo, step: Neighbour) -> Option<&Membership> {
    if step.relation != Relation::PartOf {
        return None;
    }
    let (part, whole) = if step.forward { (from, step.no) } else { (step.no, from) };
    let actor = timeline.actor(timeline.record(part)?.id)?;
    actor.part_of.iter().find(|membership| timeline.find(membership.of) == Some(whole))
}

/// The sources in one paragraph: name, grade and quotation.
fn cited(timeline: &Timeline, citations: &[Citation]) -> Vec<Span> {
    let mut spans = vec![Span::new(Tone::Faint, "From ")];
    for (at, citation) in citations.iter().enumerate() {
        if at > 0 {
            spans.push(Span::new(Tone::Faint, "; "));
        }
        let source = timeline.source(citation.source);
        let name = source.map_or_else(|| timeline.title(citation.source), Source::name);
        spans.push(Span::new(Tone::Quiet, name));
        if let Some(grade) = source.and_then(|source| source.grade(citation.credibility)) {
            spans.push(Span::new(Tone::Faint, format!(" {grade}")));
        }
        if !citation.quote.is_empty() {
            spans.push(Span::new(Tone::Quiet, format!(" “{}”", citation.quote)));
        }
    }
    spans
}
