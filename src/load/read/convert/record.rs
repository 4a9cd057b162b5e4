//! Tables of each kind → records of the model.

use crate::load::read::convert::shared::{
    Context, citations, credibility, date, id, id_of, ids as some_ids, number, prose, record,
    record as shared_record, shown, status, tables, text, texts, values, word,
};
use crate::load::read::fields::{Fields, Value};
use crate::load::read::values;
use crate::model::date;
use crate::model::id::is_valid_id;
use crate::model::packed::Everyday;
use crate::model::{
    Actor, ActorKind, ActorUse, Answer, Briefing, Concern, Event, EventKind, Head, Id, Ids, Image, Judgment,
    Kind, Membership, Packed, Place, PlaceUse, Position, Question, Record, Renumber, Role, Source, Status,
    Step, StepPoint, Table, Vocabulary as _,
};
use crate::text::Span;

/// Records by kind, in the order of the text.
#[derive(Debug, Default)]
pub struct Converted {
    /// `[[event]]`
    pub events: Vec<Event>,
    /// `[[actor]]`
    pub actors: Vec<Actor>,
    /// `[[concern]]`
    pub concerns: Vec<Concern>,
    /// `[[place]]`
    pub places: Vec<Place>,
    /// `[[source]]`
    pub sources: Vec<Source>,
    /// `[[briefing]]`
    pub briefings: Vec<Briefing>,
}

impl Renumber for Converted {
    fn renumber(&mut self, whole: &[Id]) {
        self.events.renumber(whole);
        self.actors.renumber(whole);
        self.concerns.renumber(whole);
        self.places.renumber(whole);
        self.sources.renumber(whole);
        self.briefings.renumber(whole);
    }
}

impl Converted {
    /// Reads a record. `block` is its span in the file, from its header to the next.
    pub fn add<'v>(
        &mut self,
        kind: Table,
        id: Id,
        table: impl Fields<'v>,
        block: Span,
        cx: &mut Context<'_>,
    ) {
        let record = shared_record(id, table, block, cx);
        match kind {
            Table::Event => self.events.push(event(record, table, cx)),
            Table::Actor => self.actors.push(actor(record, table, cx)),
            Table::Concern => self.concerns.push(concern(record, table, cx)),
            Table::Place => self.places.push(place(record, table)),
            Table::Source => self.sources.push(source(record, table, cx)),
            Table::Briefing => self.briefings.push(briefing(record, table, cx)),
        }
    }
}

/// The `[timeline]` table; `block` is its span in the file, from its header to the next.
pub fn head<'v>(table: impl Fields<'v>, block: Span, ids: &mut Ids) -> Head {
    let mut cx = Context { ids, keeps_prose: true };
    Head {
        span: block.start..block.end,
        title: text(table, "title"),
        summary: text(table, "summary"),
        judgments: judgments(table, &mut cx),
        questions: (0..)
            .zip(tables(table, "question"))
            .filter_map(|(at, table)| question(at, table, &mut cx))
            .collect(),
        kinds: texts(table, "kinds"),
        as_of: date(table, "as-of"),
        language: text(table, "language"),
        offset: date::offset(&text(table, "offset"), 0).unwrap_or(0),
    }
}

/// Key judgments: plain texts, or tables with more.
fn judgments<'v>(table: impl Fields<'v>, cx: &mut Context<'_>) -> Vec<Judgment> {
    let judgment = |value| match Value::table(value) {
        Some(table) => Judgment {
            says: text(table, "says"),
            likelihood: word(table, "likelihood"),
            confidence: word(table, "confidence"),
            rests_on: some_ids(table, "rests-on", cx),
        },
        None => Judgment {
            says: shown(value).unwrap_or_default(),
            likelihood: None,
            confidence: None,
            rests_on: Vec::new(),
        },
    };
    values(table, "judgments").map(judgment).filter(|judgment| !judgment.says.is_empty()).collect()
}

/// A question; `None` without an answer that can be read.
fn question<'v>(at: usize, table: impl Fields<'v>, cx: &mut Context<'_>) -> Option<Question> {
    let filter = Some(text(table, "filter")).filter(|filter| !filter.is_empty());
    let answer = id(table, "show", cx).map(Answer::Show).or(filter.map(Answer::Filter));
    let answer = answer.or_else(|| word(table, "view").map(Answer::View))?;
    Some(Question { at, ask: text(table, "ask"), answer })
}

/// An event.
pub(super) fn event<'v>(record: Record, table: impl Fields<'v>, cx: &mut Context<'_>) -> Event {
    let mut actors = Vec::new();
    for value in values(table, "actors") {
        if let Some(actor) = id_of(value, cx) {
            actors.push(ActorUse { actor, role: role(value) });
        }
    }
    let mut places = Vec::new();
    for value in values(table, "places") {
        if let Some(place) = id_of(value, cx) {
            places.push(PlaceUse { place, role: role(value) });
        }
    }
    Event {
        record,
        date: date(table, "date"),
        date_note: prose(table, "date-note", cx),
        part_of: id(table, "part-of", cx),
        kind: event_kind(table, cx),
        so_what: prose(table, "so-what", cx),
        actors,
        concerns: some_ids(table, "concerns", cx),
        places,
        image: table.get("image").and_then(Value::table).and_then(image),
    }
}

/// The kind of an event. Whether one is the timeline's own is known only when all is read.
fn event_kind<'v>(table: impl Fields<'v>, cx: &mut Context<'_>) -> Option<Kind> {
    let value = table.get("kind")?;
    let word = value.text()?;
    match EventKind::from_word(word) {
        Some(kind) => Some(Kind::Known(kind)),
        None => is_valid_id(word).then(|| value.id(cx.ids)).flatten().map(Kind::Own),
    }
}

fn role<'v>(value: impl Value<'v>) -> Box<str> {
    value.table().map_or_else(Box::default, |table| text(table, "role"))
}

/// An image; `None` if its path leaves the file's folder.
fn image<'v>(table: impl Fields<'v>) -> Option<Image> {
    let path = text(table, "path");
    values::path(&path).ok()?;
    Some(Image { path, alt: text(table, "alt"), credit: text(table, "credit") })
}

/// An actor; without a readable kind it is a body, which claims the least.
pub(super) fn actor<'v>(record: Record, table: impl Fields<'v>, cx: &mut Context<'_>) -> Actor {
    Actor {
        record,
        kind: word(table, "kind").unwrap_or(ActorKind::Body),
        aliases: texts(table, "aliases"),
        native_name: text(table, "native-name"),
        country: text(table, "country"),
        part_of: values(table, "part-of").filter_map(|value| membership(value, cx)).collect(),
        roles: tables(table, "roles").map(|table| office(table, cx)).collect(),
    }
}

fn membership<'v>(value: impl Value<'v>, cx: &mut Context<'_>) -> Option<Membership> {
    let of = id_of(value, cx)?;
    let Some(table) = value.table() else {
        return Some(Membership { of, date: None, status: Status::default(), sources: Vec::new() });
    };
    Some(Membership { of, date: date(table, "date"), status: status(table), sources: citations(table, cx) })
}

fn office<'v>(table: impl Fields<'v>, cx: &mut Context<'_>) -> Role {
    Role { title: text(table, "title"), of: id(table, "of", cx), date: date(table, "date") }
}

/// A concern.
pub(super) fn concern<'v>(record: Record, table: impl Fields<'v>, cx: &mut Context<'_>) -> Concern {
    Concern {
        record,
        held_by: some_ids(table, "held-by", cx),
        about: some_ids(table, "about", cx),
        part_of: id(table, "part-of", cx),
        if_: text(table, "if"),
        then: text(table, "then"),
        depends_on: some_ids(table, "depends-on", cx),
        state: word(table, "state").unwrap_or_default(),
        since: date(table, "since"),
    }
}

/// A place.
pub(super) fn place<'v>(record: Record, table: impl Fields<'v>) -> Place {
    let lat = number(table, "lat", -90.0, 90.0);
    let lon = number(table, "lon", -180.0, 180.0);
    Place {
        record,
        position: lat.zip(lon).map(|(lat, lon)| Position { lat, lon }),
        path: values(table, "path").filter_map(point).collect(),
        countries: texts(table, "countries"),
    }
}

fn point<'v>(value: impl Value<'v>) -> Option<Position> {
    let mut numbers = value.entries().map(Value::number);
    let lat = numbers.next()??;
    let lon = numbers.next()??;
    let on_earth = (-90.0..=90.0).contains(&lat) && (-180.0..=180.0).contains(&lon);
    on_earth.then_some(Position { lat, lon })
}

/// A source. An address other than http or https is dropped: it would be handed to a browser.
pub(super) fn source<'v>(record: Record, table: impl Fields<'v>, cx: &mut Context<'_>) -> Source {
    let url = text(table, "url");
    let url = if values::url(&url).is_ok() { url } else { Box::default() };
    let grades = table.get("reliability").and_then(Value::text).and_then(values::grades);
    Source {
        record,
        publisher: text(table, "publisher"),
        author: text(table, "author"),
        date: date(table, "date"),
        url,
        kind: text(table, "type"),
        reliability: grades.map(|(letter, _)| letter),
        credibility: credibility(table).or_else(|| grades?.1),
        origin: id(table, "origin", cx),
    }
}

/// A briefing.
pub(super) fn briefing<'v>(record: Record, table: impl Fields<'v>, cx: &mut Context<'_>) -> Briefing {
    Briefing {
        record,
        bottom_line: text(table, "bottom-line"),
        judgments: judgments(table, cx),
        minutes: minutes(table),
        steps: tables(table, "step").filter_map(|table| step(table, cx)).collect(),
    }
}

fn minutes<'v>(table: impl Fields<'v>) -> Option<f64> {
    number(table, "minutes", 0.0, 1440.0)
}

/// A step; `None` if it shows nothing.
fn step<'v>(table: impl Fields<'v>, cx: &mut Context<'_>) -> Option<Step> {
    let step = Step {
        show: id(table, "show", cx),
        kind: word(table, "as"),
        title: text(table, "title"),
        text: text(table, "text"),
        quote: text(table, "quote"),
        by: some_ids(table, "by", cx),
        sources: citations(table, cx),
        of: some_ids(table, "of", cx),
        points: values(table, "points").filter_map(|value| step_point(value, cx)).collect(),
        notes: text(table, "notes"),
        minutes: minutes(table),
        is_backup: table.get("backup").is_some_and(Value::is_true),
    };
    (step.show.is_some() || step.kind.is_some()).then_some(step)
}

fn step_point<'v>(value: impl Value<'v>, cx: &mut Context<'_>) -> Option<StepPoint> {
    let Some(table) = value.table() else {
        return Some(StepPoint { says: shown(value)?, ..StepPoint::default() });
    };
    Some(StepPoint {
        says: text(table, "says"),
        from: some_ids(table, "from", cx),
        sources: citations(table, cx),
        cites: Vec::new(),
    })
}

/// Packs an event whose record is at `block` in the file; `hash` is the fingerprint of its text.
pub fn pack<'v>(
    packed: &mut Packed,
    id: Id,
    table: impl Fields<'v>,
    (block, hash): (Span, u32),
    cx: &mut Context<'_>,
) {
    if !(has_everyday_keys(table) && push_row(packed, id, table, (block, hash), cx)) {
        packed.push_full(event(record(id, table, block, cx), table, cx), hash);
    }
}

/// Whether the event fits a packed row, its prose aside. An unlisted key, such as a new one, keeps it out of rows, so
/// that nothing is lost.
fn has_everyday_keys<'v, T: Fields<'v>>(table: T) -> bool {
    let has_only = |value: T::Value, keys: &[&str]| {
        let mut tables = value.entries().filter_map(Value::table);
        tables.all(|table| table.each().all(|(key, ..)| keys.contains(&key)))
    };
    table.each().all(|(key, _, value)| match key {
        "id" | "title" | "summary" | "date" | "date-note" | "kind" | "so-what" | "concerns" | "tags"
        | "notes" => true,
        "status" => status(table) == Status::default(),
        "actors" | "places" => has_only(value, &["id"]),
        "sources" => has_only(value, &["id", "at", "quote", "as-stated"]),
        _ => false,
    })
}

fn push_row<'v>(
    packed: &mut Packed,
    id: Id,
    table: impl Fields<'v>,
    (block, hash): (Span, u32),
    cx: &mut Context<'_>,
) -> bool {
    let title = table.get("title").and_then(Value::shown).unwrap_or_default();
    let mut refer = |key| packed.refer(values(table, key).filter_map(|value| id_of(value, cx)));
    let [actors, concerns, places, sources] = ["actors", "concerns", "places", "sources"].map(&mut refer);
    let tags = packed.tag(values(table, "tags").filter_map(Value::shown));
    let event = Everyday {
        id,
        span: block.start..block.end,
        hash,
        title: title.trim(),
        date: date(table, "date"),
        kind: event_kind(table, cx),
    };
    packed.push(event, [actors, concerns, places, sources, tags])
}
