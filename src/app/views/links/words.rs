//! What is known of a link, in words: who says so, how sure, from which sources.

use crate::app::page::{Flow, PageLine, Span, Tone};
use crate::describe::wording;
use crate::model::{Citation, Membership, RecordNo, Source, Timeline, Vocabulary as _, When};
use crate::search::{Neighbour, Relation};

/// When a record was, for events.
#[must_use]
pub fn date(timeline: &Timeline, no: RecordNo) -> Option<String> {
    let event = timeline.event(no)?;
    Some(event.date.as_ref().map_or_else(|| "undated".to_owned(), When::short_words))
}

/// The title of a record.
#[must_use]
pub fn title(timeline: &Timeline, no: RecordNo) -> &str {
    timeline.record(no).map_or("", |record| timeline.title(record.id))
}

/// The part that a neighbour has in a few words: a role in an event, a standing; often nothing.
#[must_use]
pub fn part(timeline: &Timeline, from: RecordNo, step: Neighbour) -> String {
    let (carrier, other) = if step.forward { (from, step.no) } else { (step.no, from) };
    let Some(id) = timeline.record(other).map(|record| record.id) else { return String::new() };
    let event = timeline.event(carrier);
    match (step.tie, event) {
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
        (Relation::Link(..), _) => {
            let link = step.link(timeline, from).filter(|link| link.standing != Default::default());
            link.map_or_else(String::new, |link| wording::standing(timeline, &link.standing, &[]))
        }
        _ => String::new(),
    }
}

/// What is said of a link, as lines of a width.
#[must_use]
pub fn lines(timeline: &Timeline, from: RecordNo, step: Neighbour, width: u16) -> Vec<PageLine> {
    let mut flow = Flow::new(width.into());
    let mut spans = vec![
        Span::new(Tone::Ink, title(timeline, from)),
        Span::new(Tone::Accent, format!("  {}  ", step.words())),
        Span::new(Tone::Ink, title(timeline, step.no)),
    ];
    let carrier = if step.forward { from } else { step.no };
    let link = step.link(timeline, from);
    let membership = membership(timeline, from, step);
    let mut said = Vec::new();
    if let Some(link) = link {
        said.push(wording::standing(timeline, &link.standing, &[]));
        said.extend(Some(link.says.to_string()).filter(|says| !says.is_empty()));
        said.extend(link.date.as_ref().map(When::words));
    } else if let Some(membership) = membership {
        said.push(membership.status.word().to_owned());
        said.extend(membership.date.as_ref().map(When::words));
    } else {
        said.extend(Some(part(timeline, from, step)).filter(|part| !part.is_empty()));
    }
    spans.extend(said.into_iter().map(|words| Span::new(Tone::Quiet, format!(" · {words}"))));
    flow.paragraph(&spans);
    match (link.map(|link| &link.sources), membership.map(|membership| &membership.sources)) {
        (Some(sources), _) | (None, Some(sources)) if sources.is_empty() => {
            flow.paragraph(&[Span::new(Tone::Faint, "The link cites no source.")]);
        }
        (Some(sources), _) | (None, Some(sources)) => flow.paragraph(&cited(timeline, sources)),
        (None, None) if step.tie == Relation::Shows => {}
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

/// The membership that a link stands for.
fn membership(timeline: &Timeline, from: RecordNo, step: Neighbour) -> Option<&Membership> {
    if step.tie != Relation::PartOf {
        return None;
    }
    let (part, whole) = if step.forward { (from, step.no) } else { (step.no, from) };
    let actor = timeline.actor(timeline.record(part)?.id)?;
    actor.part_of.iter().find(|membership| timeline.find(membership.of) == Some(whole))
}

/// Sources in one paragraph: name, grade, and the words that they have for it.
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
