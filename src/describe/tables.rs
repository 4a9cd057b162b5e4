//! What each table adds to a description: facts in few words, and lists of related records.

use std::borrow::Cow;

use crate::describe::description::{Description, Judgment, List, ListKind, Row, Words, named};
use crate::describe::steps;
use crate::describe::wording;
use crate::model::{
    self, Actor, Briefing, Concern, Day, Edge, Event, Id, Link, Membership, Place, Record, RecordNo,
    ReferenceRole, Role, Source, Standing, Status, Table, Timeline, Vocabulary as _, When,
};

/// The actors whose intention a record may be.
pub(crate) fn holders(timeline: &Timeline, no: RecordNo) -> &[Id] {
    let concern = timeline.records().concerns.get(no.index()).filter(|_| no.table == Table::Concern);
    concern.map_or(&[], |concern| &concern.held_by)
}

/// Adds the condition of a concern.
pub(crate) fn condition<'t>(it: &mut Description<'t>, timeline: &'t Timeline, no: RecordNo) {
    let concern = timeline.records().concerns.get(no.index()).filter(|_| no.table == Table::Concern);
    let Some(concern) = concern else { return };
    for (label, text) in [("if", &concern.if_), ("then", &concern.then)] {
        let row = Row { text: text.trim().into(), ..Row::default() };
        list(it, ListKind::Condition, label, (!row.text.is_empty()).then_some(row));
    }
}

/// Adds date, place, kind, who took part, and the whole and the parts of an event.
pub(crate) fn event<'t>(
    it: &mut Description<'t>,
    timeline: &'t Timeline,
    (no, event): (RecordNo, &'t Event),
    has: &dyn Fn(RecordNo) -> bool,
) {
    it.date = Some(event.date.as_ref().map_or_else(|| "undated".to_owned(), When::words));
    it.image = event.image.as_ref();
    if let Some(place) = event.places.first() {
        it.facts.push(Words { to: timeline.find(place.place), ..Words::new(timeline.title(place.place)) });
    }
    it.facts.extend(event.kind.map(|kind| Words::new(kind.shown(timeline.ids()))));
    for citation in event.record.sources.iter().filter(|citation| !citation.as_stated.is_empty()) {
        let stated = Words::new(format!("As stated: “{}”.", citation.as_stated));
        it.dating.push(stated.citing(std::slice::from_ref(citation)));
    }
    it.dating.extend(Some(&*event.date_note).filter(|note| !note.trim().is_empty()).map(Words::new));
    let actors = event.all_actors().into_iter().map(|(id, role)| {
        let office = timeline.actor(id).and_then(|actor| actor.role_on(event.date.as_ref()));
        let office = office.map(|office| wording::office(timeline, office)).unwrap_or_default();
        Row { after: some([role.into(), office.into()]), ..named(timeline, id) }
    });
    list(it, ListKind::Actors, "actors", actors);
    let is_said = event.places.len() > 1 || event.places.iter().any(|place| !place.role.is_empty());
    let places = event.places.iter().filter(|_| is_said);
    let places = places.map(|part| Row { after: some([(*part.role).into()]), ..named(timeline, part.place) });
    list(it, ListKind::Places, "places", places);
    let concerns = event.concerns.iter().map(|id| {
        let concern = timeline.concern(*id);
        let holders = concern.map(|concern| wording::names(timeline, &concern.held_by)).unwrap_or_default();
        let state = concern.map(|concern| concern.state.shown()).unwrap_or_default();
        Row { after: some([holders.into(), state.into()]), ..named(timeline, *id) }
    });
    list(it, ListKind::Concerns, "concerns", concerns);
    list(it, ListKind::Own, "part of", event.part_of.map(|id| named(timeline, id)));
    let parts = timeline.row_of(no).map_or(&[][..], |row| timeline.parts().of(row)).iter();
    let mut parts =
        parts.filter_map(|(_, part)| timeline.number_at(*part as usize)).filter(|part| has(*part));
    let first = parts.by_ref().take(MOST_PARTS).filter_map(|part| timeline.id_of(part));
    list(it, ListKind::Parts, "parts", first.map(|id| named(timeline, id)));
    let more = parts.count();
    if let Some(last) = it.lists.last_mut().filter(|_| more > 0) {
        last.more = more;
    }
}

/// Adds what is specific to a record other than an event.
pub(crate) fn other<'t>(
    it: &mut Description<'t>,
    timeline: &'t Timeline,
    no: RecordNo,
    has: &dyn Fn(RecordNo) -> bool,
) {
    let (records, at) = (timeline.records(), no.index());
    let there = (timeline, has);
    it.events = timeline.id_of(no).map_or(&[][..], |id| timeline.rows_of(id)).into();
    match no.table {
        Table::Event => {}
        Table::Actor => records.actors.get(at).into_iter().for_each(|one| actor(it, there, one)),
        Table::Concern => records.concerns.get(at).into_iter().for_each(|one| concern(it, there, one)),
        Table::Place => records.places.get(at).into_iter().for_each(|one| place(it, there, one)),
        Table::Source => records.sources.get(at).into_iter().for_each(|one| source(it, there, one)),
        Table::Briefing => records.briefings.get(at).into_iter().for_each(|one| briefing(it, timeline, one)),
    }
}

/// The timeline, and which records may be named as referring to another.
type Scope<'t, 'h> = (&'t Timeline, &'h dyn Fn(RecordNo) -> bool);

fn actor<'t>(it: &mut Description<'t>, (timeline, has): Scope<'t, '_>, actor: &'t Actor) {
    // The code of a country is often one of its names.
    let names = std::iter::once(&actor.native_name).chain(&actor.aliases);
    let names = names.filter(|name| **name != actor.country).map(ToString::to_string);
    it.facts = facts([actor.kind.shown(), actor.country.to_string()].into_iter().chain(names));
    let roles = actor.roles.iter().map(|role| Row {
        text: wording::office(timeline, role).into(),
        after: role.date.iter().map(|date| date.words().into()).collect(),
        since: begun(role),
        ..Row::default()
    });
    list(it, ListKind::Own, "role", roles);
    let (holders, axes) = holders_of(timeline, actor.record.id);
    list(it, ListKind::Own, "offices", holders);
    list(it, ListKind::Own, "in order", axes);
    let wholes = actor.part_of.iter().map(|whole| member(timeline, whole));
    list(it, ListKind::Own, "part of", wholes);
    for whole in &actor.part_of {
        it.sources.cite(&whole.sources);
    }
    let id = actor.record.id;
    for role in [
        (ReferenceRole::PartOf, Table::Actor, "includes"),
        (ReferenceRole::HeldBy, Table::Concern, "concerns"),
        (ReferenceRole::About, Table::Concern, "subject of"),
    ] {
        uses(it, (timeline, has), id, role);
    }
}

/// Who has held an office of a body, in order; and for each office that several held, how long each did.
fn holders_of(timeline: &Timeline, body: Id) -> (Vec<Row<'_>>, Vec<Row<'_>>) {
    let of_body = |role: &&Role| role.of == Some(body);
    let actors = timeline.records().actors.iter();
    let held = actors.flat_map(|actor| actor.roles.iter().filter(of_body).map(move |role| (actor, role)));
    let mut held: Vec<_> = held.collect();
    let from = |role: &Role| role.date.as_ref().map(|date| date.from().day().map_or(i64::MIN, |day| day.0));
    // Without a date last.
    held.sort_by_key(|(_, role)| from(role).map_or((true, 0), |day| (false, day)));
    let row = |(actor, role): (&Actor, &'_ Role)| Row {
        after: some([
            role.title.to_string().into(),
            role.date.as_ref().map(When::words).unwrap_or_default().into(),
        ]),
        since: begun(role),
        ..named(timeline, actor.record.id)
    };
    let mut titles: Vec<&str> = held.iter().map(|(_, role)| &*role.title).collect();
    titles.sort_unstable();
    titles.dedup();
    let axis = |title: &&str| {
        let of_title = held.iter().filter(|(_, role)| &*role.title == *title && role.date.is_some());
        let of_title: Vec<_> = of_title.map(|(actor, role)| (*actor, *role)).collect();
        (of_title.len() > 1).then(|| Row {
            text: format!("{title}: {}", tenures(timeline, &of_title)).into(),
            since: of_title.iter().filter_map(|(_, role)| begun(role)).max(),
            ..Row::default()
        })
    };
    let axes = titles.iter().filter_map(axis).collect();
    (held.into_iter().map(row).collect(), axes)
}

/// The day on which an office was taken, if that is known.
fn begun(role: &Role) -> Option<Day> {
    role.date.as_ref()?.from().day()
}

/// The longest bar of a tenure, in columns.
const LONGEST: i64 = 12;

/// Who held an office, each with a bar as long as the time: "Ahmadian ▬▬▬▬ Larijani ▬▸", each name with its bar. `?` stands for an end that is not
/// known.
fn tenures(timeline: &Timeline, held: &[(&Actor, &Role)]) -> String {
    let days = |role: &Role| {
        let date = role.date.as_ref()?;
        let end = date.to().day().or_else(|| timeline.current_day())?;
        Some((end.0 - date.from().day()?.0).max(1))
    };
    let longest = held.iter().filter_map(|(_, role)| days(role)).max().unwrap_or(1);
    let one = |(actor, role): &(&Actor, &Role)| {
        let bar =
            days(role).map_or(1, |days| usize::try_from((days * LONGEST / longest).max(1)).unwrap_or(1));
        let date = role.date.as_ref();
        let begins = if date.is_some_and(|date| date.from().day().is_none()) { "?" } else { "" };
        let ends = match date.map(When::to) {
            Some(Edge::Open) => "▸",
            Some(Edge::On(_)) => "",
            _ => "?",
        };
        let name = timeline.title(actor.record.id);
        let last = name.split_whitespace().last().unwrap_or(name);
        format!("{last}\u{a0}{begins}{}{ends}", "▬".repeat(bar))
    };
    held.iter().map(one).collect::<Vec<_>>().join(" ")
}

fn member<'t>(timeline: &'t Timeline, whole: &'t Membership) -> Row<'t> {
    let standing = Standing { status: whole.status, ..Standing::default() };
    let standing = (whole.status != Status::Reported)
        .then(|| wording::standing(timeline, &standing, (&[], &whole.sources)).into());
    let date = whole.date.as_ref().map(|date| date.words().into());
    Row {
        after: standing.into_iter().chain(date).collect(),
        cites: &whole.sources,
        ..named(timeline, whole.of)
    }
}

fn concern<'t>(it: &mut Description<'t>, (timeline, has): Scope<'t, '_>, concern: &'t Concern) {
    let holders = wording::named_in_sentence(timeline, &concern.held_by);
    let of = if holders.is_empty() { "concern".to_owned() } else { format!("concern of {holders}") };
    let since = concern.since.as_ref().map(|since| format!("since {}", since.words())).unwrap_or_default();
    it.facts = facts([of, concern.state.shown(), since]);
    if let ([holder], Some(of)) = (&*concern.held_by, it.facts.first_mut()) {
        of.to = timeline.find(*holder);
    }
    list(it, ListKind::About, "about", concern.about.iter().map(|id| named(timeline, *id)));
    let deciding = concern.depends_on.iter().map(|id| {
        let state = timeline.concern(*id).map(|other| other.state.shown()).unwrap_or_default();
        Row { after: some([state.into()]), ..named(timeline, *id) }
    });
    list(it, ListKind::Own, "depends on", deciding);
    uses(it, (timeline, has), concern.record.id, (ReferenceRole::DependsOn, Table::Concern, "affects"));
    list(it, ListKind::Own, "part of", concern.part_of.iter().map(|id| named(timeline, *id)));
    uses(it, (timeline, has), concern.record.id, (ReferenceRole::PartOf, Table::Concern, "includes"));
}

fn place<'t>(it: &mut Description<'t>, (timeline, has): Scope<'t, '_>, place: &'t Place) {
    let position = place.position.map_or_else(String::new, |at| {
        let (north, east) = (if at.lat < 0.0 { 'S' } else { 'N' }, if at.lon < 0.0 { 'W' } else { 'E' });
        format!("{:.2}° {north}, {:.2}° {east}", at.lat.abs(), at.lon.abs())
    });
    let line = if place.path.is_empty() { "" } else { "a line on the map" };
    it.facts = facts(["place".to_owned(), place.countries.join(", "), position, line.to_owned()]);
    uses(it, (timeline, has), place.record.id, (ReferenceRole::About, Table::Concern, "subject of"));
}

fn source<'t>(it: &mut Description<'t>, (timeline, has): Scope<'t, '_>, source: &'t Source) {
    let date = source.date.as_ref().map(When::words).unwrap_or_default();
    // CSL puts the general term first: `article-newspaper`.
    let kind = source.kind.split('-').rev().collect::<Vec<_>>().join(" ").replace('_', " ");
    let kind = if kind.is_empty() { "source".to_owned() } else { kind };
    it.facts = facts([source.publisher.to_string(), source.author.to_string(), date, kind]);
    it.address = source.url.trim();
    let grade = wording::grade(source, None).map(|words| Row { text: words.into(), ..Row::default() });
    list(it, ListKind::Own, "grade", grade);
    list(it, ListKind::Own, "repeats", source.origin.map(|id| named(timeline, id)));
    let id = source.record.id;
    uses(it, (timeline, has), id, (ReferenceRole::Repeats, Table::Source, "repeated by"));
    for table in [Table::Actor, Table::Concern, Table::Place, Table::Briefing] {
        uses(it, (timeline, has), id, (ReferenceRole::Cites, table, "cited by"));
    }
}

fn briefing<'t>(it: &mut Description<'t>, timeline: &'t Timeline, briefing: &'t Briefing) {
    let minutes = briefing.minutes.map(wording::minutes).unwrap_or_default();
    it.facts =
        facts(["briefing".to_owned(), steps::counted(briefing.steps.len(), briefing.step_count()), minutes]);
    if !briefing.bottom_line.trim().is_empty() {
        it.prose.insert(0, Words::new(&*briefing.bottom_line));
    }
    it.judgments = judgments(timeline, &briefing.judgments);
    for (number, step) in (1..).zip(&briefing.steps) {
        let row = steps::row(timeline, briefing, step);
        row.points.iter().for_each(|words| it.sources.cite(words.cites));
        let number = steps::number(number, briefing.step_count());
        let label = if step.is_backup { number } else { format!("step {number}") };
        it.lists.push(List { kind: ListKind::Steps, label: label.into(), rows: vec![row], more: 0 });
    }
}

fn facts<'t>(facts: impl IntoIterator<Item = String>) -> Vec<Words<'t>> {
    facts.into_iter().filter(|fact| !fact.trim().is_empty()).map(Words::new).collect()
}

/// Adds a list unless it is empty.
fn list<'t>(
    it: &mut Description<'t>,
    kind: ListKind,
    label: &'static str,
    rows: impl IntoIterator<Item = Row<'t>>,
) {
    let rows: Vec<Row<'t>> = rows.into_iter().collect();
    if !rows.is_empty() {
        it.lists.push(List { kind, label: label.into(), rows, more: 0 });
    }
}

/// Words that are not empty.
fn some<'t>(words: impl IntoIterator<Item = Cow<'t, str>>) -> Vec<Cow<'t, str>> {
    words.into_iter().filter(|words| !words.trim().is_empty()).collect()
}

const MOST_LINKED: usize = 60;
const MOST_PARTS: usize = 20;
/// For other references.
const MOST_LISTED: usize = 12;

/// Adds a record's own links, and those of other records to it.
pub(crate) fn both_ways<'t>(
    it: &mut Description<'t>,
    timeline: &'t Timeline,
    record: &'t Record,
    has: &dyn Fn(RecordNo) -> bool,
) {
    for link in &record.links {
        it.sources.cite(record.support_of(link));
        add(it, ListKind::Links, link.kind.forward(), to(timeline, link.to, (record, link)));
    }
    let mut others = timeline.incoming(record.id).iter().filter_map(|incoming| match incoming.bond {
        ReferenceRole::Link(kind, at) if has(incoming.from) => Some((incoming.from, kind, usize::from(at))),
        _ => None,
    });
    let mut back: Vec<_> = others.by_ref().take(MOST_LINKED).collect();
    // Grouped by their word, in the order in which the words first appear.
    let words: Vec<&str> = back.iter().map(|(_, kind, _)| kind.backward()).collect();
    back.sort_by_key(|(_, kind, _)| words.iter().position(|word| *word == kind.backward()));
    for (from, kind, at) in back {
        let link = timeline.record(from).and_then(|other| Some((other, other.links.get(at)?)));
        let Some((id, link)) = timeline.id_of(from).zip(link) else { continue };
        // Its citations belong to the other record.
        add(it, ListKind::Back, kind.backward(), Row { cites: &[], ..to(timeline, id, link) });
    }
    let more = others.count();
    if let Some(last) = it.lists.last_mut().filter(|_| more > 0) {
        last.more = more;
    }
}

/// Adds a row to the last list if that has the same label, or starts a new one.
fn add<'t>(it: &mut Description<'t>, kind: ListKind, label: &'static str, row: Row<'t>) {
    match it.lists.last_mut() {
        Some(list) if list.kind == kind && list.label == label => list.rows.push(row),
        _ => it.lists.push(List { kind, label: label.into(), rows: vec![row], more: 0 }),
    }
}

fn to<'t>(timeline: &'t Timeline, id: Id, (record, link): (&'t Record, &'t Link)) -> Row<'t> {
    Row { after: qualified(timeline, record, link), cites: record.support_of(link), ..named(timeline, id) }
}

/// Key judgments of the timeline or of a briefing.
pub(crate) fn judgments<'t>(timeline: &'t Timeline, all: &'t [model::Judgment]) -> Vec<Judgment<'t>> {
    let one = |one: &'t model::Judgment| Judgment {
        says: &one.says,
        judged: wording::judged(one.likelihood, one.confidence),
        rests_on: one.rests_on.iter().map(|id| named(timeline, *id)).collect(),
    };
    all.iter().map(one).collect()
}

/// A link's qualification, standing and time.
#[must_use]
pub(crate) fn qualified<'t>(timeline: &Timeline, record: &Record, link: &'t Link) -> Vec<Cow<'t, str>> {
    let is_said = link.standing.status != Status::Reported || !link.standing.by.is_empty();
    let support = record.support_of(link);
    let standing = is_said.then(|| wording::standing(timeline, &link.standing, (&[], support)).into());
    let date = link.date.as_ref().map(|date| date.words().into());
    let says = Some(Cow::Borrowed(&*link.says)).filter(|says| !says.is_empty());
    says.into_iter().chain(standing).chain(date).collect()
}

/// Adds the records that refer to this one other than by a link.
pub(crate) fn uses<'t>(
    it: &mut Description<'t>,
    (timeline, has): (&'t Timeline, &dyn Fn(RecordNo) -> bool),
    id: Id,
    (role, table, label): (ReferenceRole, Table, &'static str),
) {
    let mut others = timeline
        .incoming(id)
        .iter()
        .filter(|incoming| incoming.from.table == table && incoming.bond == role && has(incoming.from));
    let named = |id| named(timeline, id);
    let first = others.by_ref().take(MOST_LISTED);
    let rows: Vec<Row<'_>> = first.filter_map(|other| timeline.id_of(other.from).map(named)).collect();
    let more = others.count();
    if !rows.is_empty() {
        it.lists.push(List { kind: ListKind::Others, label: label.into(), rows, more });
    }
}
