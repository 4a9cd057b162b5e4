//! Sorts the neighbours of a record into those before, after and around it, and describes a link: who claims it, how
//! sure they are, and the sources.

use crate::app::page::{Flow, PageLine, Span, Tone};
use crate::describe::wording;
use crate::model::{
    Citation, LinkKind, Membership, RecordNo, Source, Table, Timeline, Vocabulary as _, When,
};
use crate::search::{Neighbour, Relation, relation};
use crate::text::number::grouped;

/// The most events of a record that are filtered for a count; the rest are counted unfiltered.
const COUNTED: usize = 20_000;

/// A group of neighbours.
#[derive(Debug, Clone, Default)]
pub struct Group {
    /// Their relation, in words.
    pub words: &'static str,
    /// Whether they come before the record.
    pub is_before: bool,
    named: Vec<Neighbour>,
    /// Rows of events, which are counted but not copied.
    rows: Rows,
}

/// Events in order, from the index of a record.
#[derive(Debug, Clone, Copy, Default)]
struct Rows {
    of: Option<RecordNo>,
    count: usize,
}

impl Group {
    /// Whether it is empty.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.count() == 0
    }

    /// Its size.
    #[must_use]
    pub fn count(&self) -> usize {
        self.named.len() + self.rows.count
    }

    /// Its size, and how many are listed: "60 of 4,312".
    #[must_use]
    pub fn counted(&self, most: usize) -> String {
        match self.count() {
            0 => String::new(),
            count if count <= most => count.to_string(),
            count => format!("{most} of {}", grouped(count)),
        }
    }

    /// The first of them.
    #[must_use]
    pub fn steps(
        &self,
        timeline: &Timeline,
        most: usize,
        shows: &dyn Fn(RecordNo) -> bool,
    ) -> Vec<Neighbour> {
        let named = self.named.iter().copied();
        let Some(of) = self.rows.of else { return named.take(most).collect() };
        let (rows, link) = relation::rows(timeline, of);
        let of_rows = rows.iter().filter_map(|row| {
            let no = timeline.number_at(*row as usize)?;
            // The events of a concern include those it only drives; the event itself has the actual relation.
            let own = relation::named(timeline, no).into_iter().find(|step| step.no == of);
            let link = own.filter(|_| of.table == Table::Concern).map_or(link, |own| own.relation);
            Some(Neighbour { no, relation: link, forward: false }).filter(|_| shows(no))
        });
        named.chain(of_rows).take(most).collect()
    }
}

/// The neighbours of a record, by position.
#[derive(Debug, Clone)]
pub(super) struct Sides {
    /// What came before it, what decides it, who acts on it.
    pub before: Group,
    /// What came after it, what it bears on, whom it acts on.
    pub after: Group,
    /// All others, grouped by relation.
    pub around: Vec<Group>,
}

impl Sides {
    /// All neighbours for which `shows` is true.
    #[must_use]
    pub(super) fn new(timeline: &Timeline, no: RecordNo, shows: &dyn Fn(RecordNo) -> bool) -> Self {
        Self::within(timeline, no, shows, usize::MAX)
    }

    /// The same, but examining at most so many records that refer to this one.
    #[must_use]
    pub(super) fn within(
        timeline: &Timeline,
        no: RecordNo,
        shows: &dyn Fn(RecordNo) -> bool,
        most: usize,
    ) -> Self {
        let mut sides = Self {
            before: Group { is_before: true, ..Group::default() },
            after: Group::default(),
            around: Vec::new(),
        };
        let named = relation::named(timeline, no).into_iter();
        for step in named.chain(relation::naming(timeline, no).take(most)).filter(|step| shows(step.no)) {
            sides.put(step);
        }
        let (rows, link) = relation::rows(timeline, no);
        if !rows.is_empty() {
            let is_shown = |row: &&u32| timeline.number_at(**row as usize).is_some_and(shows);
            let looked = rows.iter().take(COUNTED);
            let count = looked.filter(is_shown).count() + rows.len().saturating_sub(COUNTED);
            let rows = Rows { of: Some(no), count };
            sides.around.push(Group { words: link.backward(), rows, ..Group::default() });
        }
        for group in [&mut sides.before, &mut sides.after] {
            // By time; undated ones last.
            group.named.sort_by_key(|step| timeline.row_of(step.no).unwrap_or(usize::MAX));
        }
        sides
    }

    fn put(&mut self, step: Neighbour) {
        match stands_before(step) {
            Some(true) => self.before.named.push(step),
            Some(false) => self.after.named.push(step),
            None => {
                let words = step.words();
                match self.around.iter_mut().find(|group| group.words == words) {
                    Some(group) => group.named.push(step),
                    None => self.around.push(Group { words, named: vec![step], ..Group::default() }),
                }
            }
        }
    }
}

/// Whether a neighbour comes before the record (`true`) or after it; `None` if around it.
fn stands_before(step: Neighbour) -> Option<bool> {
    match step.relation {
        Relation::Link(LinkKind::Contradicts, _) => None,
        Relation::Link(kind, _) if kind.is_between_events() => Some(step.forward),
        // Those that act on the record come before it, those it acts on after it.
        Relation::Link(..) => Some(!step.forward),
        Relation::DependsOn | Relation::Repeats => Some(step.forward),
        _ => None,
    }
}

/// The date of an event; `None` for other records.
#[must_use]
pub(crate) fn date(timeline: &Timeline, no: RecordNo) -> Option<String> {
    let event = timeline.event(no)?;
    Some(event.date.as_ref().map_or_else(|| "undated".to_owned(), When::short_words))
}

/// The title of a record.
#[must_use]
pub(crate) fn title(timeline: &Timeline, no: RecordNo) -> &str {
    timeline.record(no).map_or("", |record| timeline.title(record.id))
}

/// The role of a neighbour in a few words: a role in an event, a status; often empty.
#[must_use]
pub(crate) fn part(timeline: &Timeline, from: RecordNo, step: Neighbour) -> String {
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
        (Relation::Link(..), _) => {
            let link = step.link(timeline, from).filter(|link| link.standing != Default::default());
            let support = link.zip(timeline.record(carrier)).map(|(link, own)| (link, own.support_of(link)));
            support.map_or_else(String::new, |(link, support)| {
                wording::standing(timeline, &link.standing, (&[], support))
            })
        }
        _ => String::new(),
    }
}

/// The details of a link, as lines of a width.
#[must_use]
pub(crate) fn lines(timeline: &Timeline, from: RecordNo, step: Neighbour, width: u16) -> Vec<PageLine> {
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
