//! The keys of each table, in addition to those common to all.

use std::borrow::Cow;

use serde_json::Value;

use crate::export::content::Content;
use crate::export::json::shared::{
    CitationEntry, DateEntry, Shared, Text, citations, entry, id, ids, judgments, text, texts,
};
use crate::model::{
    Actor, Briefing, Concern, Event, Id, Image, Membership, Place, Role, Source, Step, StepPoint, Timeline,
    Vocabulary as _,
};
use crate::text::sanitize::{clean, of_the_web};

entry! {
    /// A record's role in an event.
    PartEntry(timeline: &'t Timeline, of: Id, role: &'t str) {
        id: Cow<'t, str> = id(timeline, of),
        role: Text<'t> = text(role),
    }
}

entry! {
    EventEntry(content: &Content<'t>, row: usize, event: &'t Event) {
        #[serde(flatten)]
        shared: Shared<'t> = Shared::of(content, &event.record),
        date: Option<DateEntry> = event.date.as_ref().filter(|date| !date.is_from_parts()).map(DateEntry::of),
        date_from_parts: Option<DateEntry> =
            event.date.as_ref().filter(|date| date.is_from_parts()).map(DateEntry::of),
        date_note: Text<'t> = text(&event.date_note),
        part_of: Option<Cow<'t, str>> = event.part_of.map(|whole| id(content.timeline, whole)),
        kind: Option<Cow<'t, str>> = event.kind.map(|kind| clean(kind.word(content.timeline.ids()))),
        so_what: Text<'t> = text(&event.so_what),
        actors: Vec<PartEntry<'t>> =
            event.actors.iter().map(|part| PartEntry::of(content.timeline, part.actor, &part.role)).collect(),
        concerns: Vec<Cow<'t, str>> = ids(content.timeline, &event.concerns),
        places: Vec<PartEntry<'t>> =
            event.places.iter().map(|part| PartEntry::of(content.timeline, part.place, &part.role)).collect(),
        image: Option<ImageEntry<'t>> = event.image.as_ref().map(ImageEntry::of),
        fit: Option<&'static str> = content.fit(row),
    }
}

entry! {
    ImageEntry(image: &'t Image) {
        path: Text<'t> = text(&image.path),
        alt: Text<'t> = text(&image.alt),
        credit: Text<'t> = text(&image.credit),
    }
}

entry! {
    ActorEntry(content: &Content<'t>, actor: &'t Actor) {
        #[serde(flatten)]
        shared: Shared<'t> = Shared::of(content, &actor.record),
        kind: &'static str = actor.kind.word(),
        aliases: Vec<Cow<'t, str>> = texts(&actor.aliases),
        native_name: Text<'t> = text(&actor.native_name),
        country: Text<'t> = text(&actor.country),
        part_of: Vec<WholeEntry<'t>> =
            actor.part_of.iter().map(|whole| WholeEntry::of(content.timeline, whole)).collect(),
        roles: Vec<RoleEntry<'t>> =
            actor.roles.iter().map(|role| RoleEntry::of(content.timeline, role)).collect(),
    }
}

entry! {
    WholeEntry(timeline: &'t Timeline, whole: &'t Membership) {
        id: Cow<'t, str> = id(timeline, whole.of),
        date: Option<DateEntry> = whole.date.as_ref().map(DateEntry::of),
        status: &'static str = whole.status.word(),
        sources: Vec<CitationEntry<'t>> = citations(timeline, &whole.sources),
    }
}

entry! {
    RoleEntry(timeline: &'t Timeline, role: &'t Role) {
        title: Text<'t> = text(&role.title),
        of: Option<Cow<'t, str>> = role.of.map(|of| id(timeline, of)),
        date: Option<DateEntry> = role.date.as_ref().map(DateEntry::of),
    }
}

entry! {
    ConcernEntry(content: &Content<'t>, concern: &'t Concern) {
        #[serde(flatten)]
        shared: Shared<'t> = Shared::of(content, &concern.record),
        held_by: Vec<Cow<'t, str>> = ids(content.timeline, &concern.held_by),
        about: Vec<Cow<'t, str>> = ids(content.timeline, &concern.about),
        part_of: Option<Cow<'t, str>> = concern.part_of.map(|whole| id(content.timeline, whole)),
        #[serde(rename = "if")]
        condition: Text<'t> = text(&concern.if_),
        then: Text<'t> = text(&concern.then),
        depends_on: Vec<Cow<'t, str>> = ids(content.timeline, &concern.depends_on),
        state: &'static str = concern.state.word(),
        since: Option<DateEntry> = concern.since.as_ref().map(DateEntry::of),
    }
}

entry! {
    PlaceEntry(content: &Content<'t>, place: &'t Place) {
        #[serde(flatten)]
        shared: Shared<'t> = Shared::of(content, &place.record),
        lat: Option<f64> = place.position.map(|at| at.lat),
        lon: Option<f64> = place.position.map(|at| at.lon),
        path: Vec<[f64; 2]> = place.path.iter().map(|at| [at.lat, at.lon]).collect(),
        countries: Vec<Cow<'t, str>> = texts(&place.countries),
    }
}

entry! {
    SourceEntry(content: &Content<'t>, source: &'t Source) {
        #[serde(flatten)]
        shared: Shared<'t> = Shared::of(content, &source.record),
        publisher: Text<'t> = text(&source.publisher),
        author: Text<'t> = text(&source.author),
        date: Option<DateEntry> = source.date.as_ref().map(DateEntry::of),
        /// A web address or null.
        url: Option<&'t str> = of_the_web(&source.url),
        #[serde(rename = "type")]
        kind: Text<'t> = text(&source.kind),
        reliability: Option<&'static str> = source.reliability.map(|letter| letter.word()),
        credibility: Option<u8> = source.credibility,
        origin: Option<Cow<'t, str>> = source.origin.map(|origin| id(content.timeline, origin)),
    }
}

entry! {
    BriefingEntry(content: &Content<'t>, briefing: &'t Briefing) {
        #[serde(flatten)]
        shared: Shared<'t> = Shared::of(content, &briefing.record),
        bottom_line: Text<'t> = text(&briefing.bottom_line),
        judgments: Vec<Value> = judgments(content.timeline, &briefing.judgments),
        minutes: Option<f64> = briefing.minutes,
        steps: Vec<StepEntry<'t>> =
            content.steps(briefing).into_iter().map(|step| StepEntry::of(content, step)).collect(),
    }
}

entry! {
    StepEntry(content: &Content<'t>, step: &'t Step) {
        title: Text<'t> = text(&step.title),
        show: Option<Cow<'t, str>> = step.show.map(|show| id(content.timeline, show)),
        /// Null for a step without a record.
        #[serde(rename = "as")]
        kind: Option<&'static str> = step.kind.filter(|_| step.show.is_none()).map(|kind| kind.word()),
        text: Text<'t> = text(&step.text),
        quote: Text<'t> = text(&step.quote),
        by: Vec<Cow<'t, str>> = ids(content.timeline, &step.by),
        sources: Vec<CitationEntry<'t>> = citations(content.timeline, &step.sources),
        of: Vec<Cow<'t, str>> = ids(content.timeline, &step.of),
        points: Vec<Cow<'t, str>> = step.points.iter().map(|point| clean(&point.says)).collect(),
        /// The same points with what they cite.
        points_in_full: Vec<PointEntry<'t>> =
            step.points.iter().map(|point| PointEntry::of(content.timeline, point)).collect(),
        #[serde(skip_serializing_if = "Option::is_none")]
        notes: Option<Text<'t>> = content.with_notes.then(|| text(&step.notes)),
        minutes: Option<f64> = step.minutes,
        backup: bool = step.is_backup,
    }
}

entry! {
    PointEntry(timeline: &'t Timeline, point: &'t StepPoint) {
        says: Text<'t> = text(&point.says),
        from: Vec<Cow<'t, str>> = ids(timeline, &point.from),
        sources: Vec<CitationEntry<'t>> = citations(timeline, &point.sources),
    }
}
