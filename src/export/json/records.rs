//! The keys of each table, in addition to those common to all.

use std::borrow::Cow;

use serde::Serialize;
use serde_json::Value;

use crate::export::content::Content;
use crate::export::json::shared::{
    CitationEntry, DateEntry, Shared, Text, citations, id, ids, judgments, text, texts,
};
use crate::model::{Actor, Briefing, Concern, Event, Place, Source, StepPoint, Timeline, Vocabulary as _};
use crate::text::sanitize::{clean, of_the_web};

/// A record's role in an event.
#[derive(Debug, Serialize)]
struct PartEntry<'t> {
    id: Cow<'t, str>,
    role: Text<'t>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct EventEntry<'t> {
    #[serde(flatten)]
    shared: Shared<'t>,
    date: Option<DateEntry>,
    date_from_parts: Option<DateEntry>,
    date_note: Text<'t>,
    part_of: Option<Cow<'t, str>>,
    kind: Option<Cow<'t, str>>,
    so_what: Text<'t>,
    actors: Vec<PartEntry<'t>>,
    concerns: Vec<Cow<'t, str>>,
    places: Vec<PartEntry<'t>>,
    image: Option<ImageEntry<'t>>,
    fit: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct ImageEntry<'t> {
    path: Text<'t>,
    alt: Text<'t>,
    credit: Text<'t>,
}

impl<'t> EventEntry<'t> {
    pub(crate) fn of(content: &Content<'t>, row: usize, event: &'t Event) -> Self {
        let timeline = content.timeline;
        let actor = |part: &'t crate::model::ActorUse| PartEntry {
            id: id(timeline, part.actor),
            role: text(&part.role),
        };
        let place = |part: &'t crate::model::PlaceUse| PartEntry {
            id: id(timeline, part.place),
            role: text(&part.role),
        };
        let date = event.date.as_ref();
        Self {
            shared: Shared::of(content, &event.record),
            date: date.filter(|date| !date.is_from_parts()).map(DateEntry::of),
            date_from_parts: date.filter(|date| date.is_from_parts()).map(DateEntry::of),
            date_note: text(&event.date_note),
            part_of: event.part_of.map(|whole| id(timeline, whole)),
            kind: event.kind.map(|kind| clean(kind.word(timeline.ids()))),
            so_what: text(&event.so_what),
            actors: event.actors.iter().map(actor).collect(),
            concerns: ids(timeline, &event.concerns),
            places: event.places.iter().map(place).collect(),
            image: event.image.as_ref().map(|image| ImageEntry {
                path: text(&image.path),
                alt: text(&image.alt),
                credit: text(&image.credit),
            }),
            fit: content.fit(row),
        }
    }
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct ActorEntry<'t> {
    #[serde(flatten)]
    shared: Shared<'t>,
    kind: &'static str,
    aliases: Vec<Cow<'t, str>>,
    native_name: Text<'t>,
    country: Text<'t>,
    part_of: Vec<WholeEntry<'t>>,
    roles: Vec<RoleEntry<'t>>,
}

#[derive(Debug, Serialize)]
struct WholeEntry<'t> {
    id: Cow<'t, str>,
    date: Option<DateEntry>,
    status: &'static str,
    sources: Vec<CitationEntry<'t>>,
}

#[derive(Debug, Serialize)]
struct RoleEntry<'t> {
    title: Text<'t>,
    of: Option<Cow<'t, str>>,
    date: Option<DateEntry>,
}

impl<'t> ActorEntry<'t> {
    pub(crate) fn of(content: &Content<'t>, actor: &'t Actor) -> Self {
        let timeline = content.timeline;
        let whole = |whole: &'t crate::model::Membership| WholeEntry {
            id: id(timeline, whole.of),
            date: whole.date.as_ref().map(DateEntry::of),
            status: whole.status.word(),
            sources: citations(timeline, &whole.sources),
        };
        let role = |role: &'t crate::model::Role| RoleEntry {
            title: text(&role.title),
            of: role.of.map(|of| id(timeline, of)),
            date: role.date.as_ref().map(DateEntry::of),
        };
        Self {
            shared: Shared::of(content, &actor.record),
            kind: actor.kind.word(),
            aliases: texts(&actor.aliases),
            native_name: text(&actor.native_name),
            country: text(&actor.country),
            part_of: actor.part_of.iter().map(whole).collect(),
            roles: actor.roles.iter().map(role).collect(),
        }
    }
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct ConcernEntry<'t> {
    #[serde(flatten)]
    shared: Shared<'t>,
    held_by: Vec<Cow<'t, str>>,
    about: Vec<Cow<'t, str>>,
    part_of: Option<Cow<'t, str>>,
    #[serde(rename = "if")]
    condition: Text<'t>,
    then: Text<'t>,
    depends_on: Vec<Cow<'t, str>>,
    state: &'static str,
    since: Option<DateEntry>,
}

impl<'t> ConcernEntry<'t> {
    pub(crate) fn of(content: &Content<'t>, concern: &'t Concern) -> Self {
        let timeline = content.timeline;
        Self {
            shared: Shared::of(content, &concern.record),
            held_by: ids(timeline, &concern.held_by),
            about: ids(timeline, &concern.about),
            part_of: concern.part_of.map(|whole| id(timeline, whole)),
            condition: text(&concern.if_),
            then: text(&concern.then),
            depends_on: ids(timeline, &concern.depends_on),
            state: concern.state.word(),
            since: concern.since.as_ref().map(DateEntry::of),
        }
    }
}

#[derive(Debug, Serialize)]
pub(crate) struct PlaceEntry<'t> {
    #[serde(flatten)]
    shared: Shared<'t>,
    lat: Option<f64>,
    lon: Option<f64>,
    path: Vec<[f64; 2]>,
    countries: Vec<Cow<'t, str>>,
}

impl<'t> PlaceEntry<'t> {
    pub(crate) fn of(content: &Content<'t>, place: &'t Place) -> Self {
        Self {
            shared: Shared::of(content, &place.record),
            lat: place.position.map(|at| at.lat),
            lon: place.position.map(|at| at.lon),
            path: place.path.iter().map(|at| [at.lat, at.lon]).collect(),
            countries: texts(&place.countries),
        }
    }
}

#[derive(Debug, Serialize)]
pub(crate) struct SourceEntry<'t> {
    #[serde(flatten)]
    shared: Shared<'t>,
    publisher: Text<'t>,
    author: Text<'t>,
    date: Option<DateEntry>,
    /// A web address or null.
    url: Option<&'t str>,
    #[serde(rename = "type")]
    kind: Text<'t>,
    reliability: Option<&'static str>,
    credibility: Option<u8>,
    origin: Option<Cow<'t, str>>,
}

impl<'t> SourceEntry<'t> {
    pub(crate) fn of(content: &Content<'t>, source: &'t Source) -> Self {
        Self {
            shared: Shared::of(content, &source.record),
            publisher: text(&source.publisher),
            author: text(&source.author),
            date: source.date.as_ref().map(DateEntry::of),
            url: of_the_web(&source.url),
            kind: text(&source.kind),
            reliability: source.reliability.map(|letter| letter.word()),
            credibility: source.credibility,
            origin: source.origin.map(|origin| id(content.timeline, origin)),
        }
    }
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) struct BriefingEntry<'t> {
    #[serde(flatten)]
    shared: Shared<'t>,
    bottom_line: Text<'t>,
    judgments: Vec<Value>,
    minutes: Option<f64>,
    steps: Vec<StepEntry<'t>>,
}

#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
struct StepEntry<'t> {
    title: Text<'t>,
    /// Null for a step without a record.
    show: Option<Cow<'t, str>>,
    #[serde(rename = "as")]
    kind: Option<&'static str>,
    text: Text<'t>,
    quote: Text<'t>,
    by: Vec<Cow<'t, str>>,
    sources: Vec<CitationEntry<'t>>,
    of: Vec<Cow<'t, str>>,
    points: Vec<Cow<'t, str>>,
    /// The same points with what they cite.
    points_in_full: Vec<PointEntry<'t>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    notes: Option<Text<'t>>,
    minutes: Option<f64>,
    backup: bool,
}

#[derive(Debug, Serialize)]
struct PointEntry<'t> {
    says: Text<'t>,
    from: Vec<Cow<'t, str>>,
    sources: Vec<CitationEntry<'t>>,
}

impl<'t> BriefingEntry<'t> {
    pub(crate) fn of(content: &Content<'t>, briefing: &'t Briefing) -> Self {
        let step = |step: &'t crate::model::Step| StepEntry {
            title: text(&step.title),
            show: step.show.map(|show| id(content.timeline, show)),
            kind: step.kind.filter(|_| step.show.is_none()).map(|kind| kind.word()),
            text: text(&step.text),
            quote: text(&step.quote),
            by: ids(content.timeline, &step.by),
            sources: citations(content.timeline, &step.sources),
            of: ids(content.timeline, &step.of),
            points: step.points.iter().map(|point| clean(&point.says)).collect(),
            points_in_full: step.points.iter().map(|point| of_point(content.timeline, point)).collect(),
            notes: content.with_notes.then(|| text(&step.notes)),
            minutes: step.minutes,
            backup: step.is_backup,
        };
        Self {
            shared: Shared::of(content, &briefing.record),
            bottom_line: text(&briefing.bottom_line),
            judgments: judgments(content.timeline, &briefing.judgments),
            minutes: briefing.minutes,
            steps: content.steps(briefing).into_iter().map(step).collect(),
        }
    }
}

fn of_point<'t>(timeline: &'t Timeline, point: &'t StepPoint) -> PointEntry<'t> {
    PointEntry {
        says: text(&point.says),
        from: ids(timeline, &point.from),
        sources: citations(timeline, &point.sources),
    }
}
