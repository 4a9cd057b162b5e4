//! Steps of a briefing: their titles and numbers, their points, and what is shown where there is no record.

use std::borrow::Cow;

use crate::describe::compare::{Comparison, Which};
use crate::describe::description::{Description, List, ListKind, Row, Words, named};
use crate::describe::wording;
use crate::model::{
    Briefing, Citation, Id, Record, RecordNo, Step, StepKind, Table, Timeline, Vocabulary as _, When,
};
use crate::search::RowSet;

/// The title of a step: its own, or that of the record it shows, or what kind of step it is.
#[must_use]
pub(crate) fn title<'t>(timeline: &'t Timeline, step: &'t Step) -> &'t str {
    match (step.title.trim(), step.show, step.kind) {
        ("", Some(show), _) => timeline.title(show),
        ("", None, Some(StepKind::Quote)) => match step.by[..] {
            [by] => timeline.title(by),
            _ => "Quotation",
        },
        ("", None, Some(StepKind::Map)) => "Map",
        ("", None, Some(StepKind::Compare)) => "Comparison",
        ("", None, Some(StepKind::Agenda)) => "Agenda",
        ("", None, Some(StepKind::Axis)) => "In the order of time",
        (title, ..) => title,
    }
}

/// The number of a step among `count`, from 1; what is held back for questions is counted apart: "backup 1".
#[must_use]
pub(crate) fn number(number: usize, count: usize) -> String {
    match number.checked_sub(count) {
        None | Some(0) => number.to_string(),
        Some(backup) => format!("backup {backup}"),
    }
}

/// "3 / 8", "backup 1".
#[must_use]
pub(crate) fn place(at: usize, count: usize) -> String {
    if at > count { number(at, count) } else { format!("{at} / {count}") }
}

/// "8 steps", "8 steps and 2 for questions": of `all`, the first `count` are not held back.
#[must_use]
pub(crate) fn counted(all: usize, count: usize) -> String {
    let steps = wording::counted(count, "step");
    match all - count {
        0 => steps,
        more => format!("{steps} and {more} for questions"),
    }
}

impl<'t> Description<'t> {
    /// Adds the points of a step, which stand for the prose of its record; one without sources has `own`, those of the record.
    /// Their sources are numbered after those that are shown with the record.
    #[must_use]
    pub fn with_points(mut self, step: &'t Step, own: &'t [Citation]) -> Self {
        if step.points.is_empty() {
            return self;
        }
        let shown = self.sources_shown();
        self.prose.clear();
        self.sources.cite_after(shown, step.points.iter().flat_map(|point| &point.cites));
        self.points = points(step);
        // Where the record carries a point, its sources do.
        let carried = self.points.iter_mut().filter(|words| words.cites.is_empty());
        carried.for_each(|words| words.cites = own);
        self
    }

    /// How many sources are cited above the lists: they come first.
    #[must_use]
    pub fn sources_shown(&self) -> usize {
        let accounts = self.accounts.iter().flat_map(|point| &point.accounts).map(|account| account.cites);
        let own = self.standing.iter().chain(&self.prose).chain(&self.points).map(|words| words.cites);
        let lists = self.lists.iter().filter(|list| list.kind == ListKind::Shown);
        own.chain(accounts)
            .chain(rows(lists).map(|row| row.cites))
            .flat_map(|cites| self.sources.numbers(cites))
            .fold(self.sources.shown, usize::max)
    }

    /// Describes the step at a position of a briefing that shows no record. Only records for which `has` is true are
    /// listed.
    #[must_use]
    pub fn of_bare_step(
        timeline: &'t Timeline,
        briefing: &'t Briefing,
        step: &'t Step,
        has: &dyn Fn(RecordNo) -> bool,
    ) -> Self {
        let mut it = Self { title: title(timeline, step), ..Self::default() };
        let text = Some(&*step.text).filter(|text| !text.is_empty()).map(Words::new);
        let of = || step.of.iter().copied().filter(|id| timeline.find(*id).is_none_or(has));
        match step.kind {
            Some(StepKind::Quote) => {
                it.prose.push(Words::new(format!("“{}”", step.quote)).citing(&step.sources));
                let who = wording::names(timeline, &step.by);
                it.prose.extend((!who.is_empty() && who != it.title).then(|| Words::new(format!("— {who}"))));
            }
            Some(StepKind::Map) => it.lists = places(timeline, &of().collect::<Vec<_>>()),
            Some(StepKind::Compare) => it.lists = of().filter_map(|id| compared(timeline, id)).collect(),
            Some(StepKind::Agenda) => it.lists = sections(briefing, step),
            Some(StepKind::Axis) => {
                let all = briefing.steps.iter().take(briefing.step_count()).filter(|_| step.of.is_empty());
                let all = all.flat_map(Step::shown);
                it.lists = in_time(timeline, of().chain(all), has);
            }
            Some(StepKind::Section | StepKind::Text) | None => {}
        }
        it.prose.extend(text);
        if step.kind == Some(StepKind::Compare) {
            it.prose.extend(shared(timeline, &of().collect::<Vec<_>>(), has).map(Words::new));
        }
        it.prose.iter().for_each(|words| it.sources.cite(words.cites));
        rows(it.lists.iter()).for_each(|row| it.sources.cite(row.cites));
        it.sources.cite(step.points.iter().flat_map(|point| &point.cites));
        it.points = points(step);
        it
    }
}

fn points(step: &Step) -> Vec<Words<'_>> {
    step.points.iter().map(|point| Words::new(&*point.says).citing(&point.cites)).collect()
}

fn rows<'l, 't: 'l>(lists: impl Iterator<Item = &'l List<'t>>) -> impl Iterator<Item = &'l Row<'t>> {
    lists.flat_map(|list| &list.rows)
}

fn one<'t>(label: impl Into<Cow<'t, str>>, row: Row<'t>) -> List<'t> {
    List { kind: ListKind::Shown, label: label.into(), rows: vec![row], more: 0 }
}

/// The places, each with the events that happened there.
pub(crate) fn places<'t>(timeline: &'t Timeline, of: &[Id]) -> Vec<List<'t>> {
    let mut found: Vec<(Id, Row<'t>)> = Vec::new();
    let mut add = |place: Id, event: Option<Id>| {
        let at = found.iter().position(|(id, _)| *id == place).unwrap_or(found.len());
        if at == found.len() {
            found.push((place, named(timeline, place)));
        }
        found[at].1.after.extend(event.map(|event| Cow::Borrowed(timeline.title(event))));
    };
    for id in of {
        let no = timeline.find(*id);
        match no.and_then(|no| timeline.event(no)) {
            Some(event) => event.places.iter().for_each(|part| add(part.place, Some(*id))),
            None if no.is_some_and(|no| no.table == Table::Place) => add(*id, None),
            None => {}
        }
    }
    found.into_iter().map(|(_, row)| one("place", row)).collect()
}

/// A record with its date and standing. A briefing has none, and would be described with the step that names it.
fn compared(timeline: &Timeline, id: Id) -> Option<List<'_>> {
    let no = timeline.find(id).filter(|no| no.table != Table::Briefing)?;
    let it = Description::of(timeline, no, None)?;
    let cites = timeline.record(no).map(|record: &Record| &*record.sources).unwrap_or_default();
    let after = it.standing.into_iter().map(|words| words.text).collect();
    Some(one(
        it.date.unwrap_or_else(|| no.table.name().to_owned()),
        Row { after, cites, ..named(timeline, id) },
    ))
}

/// The most events that two compared records share on a slide.
const SHARED: usize = 4;

/// What two compared records share, in a sentence.
fn shared(timeline: &Timeline, of: &[Id], has: &dyn Fn(RecordNo) -> bool) -> Option<String> {
    let [one, other] = of else { return None };
    let pair = [timeline.find(*one)?, timeline.find(*other)?];
    if pair[0] == pair[1] {
        return None;
    }
    let all = RowSet::all(timeline.row_count());
    let it = Comparison::new(timeline, pair, &all, false);
    let of_both = it.rows.iter().filter(|row| row.which == Which::Both && has(row.no));
    let of_both: Vec<RecordNo> = of_both.map(|row| row.no).filter(|no| no.table == Table::Event).collect();
    let titles: Vec<&str> = of_both.iter().take(SHARED).map(|no| wording::title(timeline, *no)).collect();
    let more = of_both.len().saturating_sub(SHARED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    (!titles.is_empty()).then(|| format!("Both: {}{more}.", titles.join(", ")))
}

/// The sections, numbered; the one that the step opens or stands in is marked.
pub(crate) fn sections<'t>(briefing: &'t Briefing, step: &Step) -> Vec<List<'t>> {
    let is_section = |step: &&Step| step.kind == Some(StepKind::Section) && step.show.is_none();
    let before = briefing.steps.iter().take_while(|other| !std::ptr::eq(*other, step));
    let current = before.filter(is_section).count() + usize::from(is_section(&step));
    let row = |(number, section): (usize, &'t Step)| {
        let after = (number == current).then_some(Cow::Borrowed("now")).into_iter().collect();
        one(number.to_string(), Row { text: (&*section.title).into(), after, ..Row::default() })
    };
    (1..).zip(briefing.steps.iter().filter(is_section)).map(row).collect()
}

/// Events, each with its date, in the order of time.
fn in_time<'t>(
    timeline: &'t Timeline,
    of: impl Iterator<Item = Id>,
    has: &dyn Fn(RecordNo) -> bool,
) -> Vec<List<'t>> {
    let mut rows: Vec<usize> = of
        .filter_map(|id| timeline.find(id))
        .filter(|no| has(*no))
        .filter_map(|no| timeline.row_of(no))
        .collect();
    rows.sort_unstable();
    rows.dedup();
    let list = |row: usize| {
        let (_, event) = timeline.event_at(row)?;
        let date = event.date.as_ref().map_or_else(|| "undated".to_owned(), When::words);
        Some(one(date, named(timeline, event.record.id)))
    };
    rows.into_iter().filter_map(list).collect()
}

/// A step in the list of a briefing: what it is called, and all that it says.
pub(crate) fn row<'t>(timeline: &'t Timeline, briefing: &'t Briefing, step: &'t Step) -> Row<'t> {
    let minutes = step.minutes.map(|minutes| wording::minutes(minutes).into());
    let kind = step.kind.filter(|_| step.show.is_none());
    let backup = step.is_backup.then_some(Cow::Borrowed("for questions"));
    let mut said = points(step);
    if kind.is_some() {
        let it = Description::of_bare_step(timeline, briefing, step, &|_| true);
        let listed = it.lists.into_iter().flat_map(|list| {
            let words = move |row: Row<'t>| {
                Words::new(format!("{}: {}", list.label, row.line(" · "))).citing(row.cites)
            };
            list.rows.into_iter().map(words)
        });
        said = it.prose.into_iter().chain(listed).chain(said).collect();
    }
    Row {
        to: step.show.and_then(|show| timeline.find(show)),
        text: title(timeline, step).into(),
        after: kind.map(|kind| kind.word().into()).into_iter().chain(minutes).chain(backup).collect(),
        points: said,
        ..Row::default()
    }
}
