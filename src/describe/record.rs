//! Describes a record: the parts common to all records, and what each table adds.

use crate::describe::description::{
    Account, Description, Judgment, List, ListKind, Point, Row, Words, named,
};
use crate::describe::steps;
use crate::describe::tables::{self, both_ways};
use crate::describe::wording;
use crate::model::date::offset_text;
use crate::model::{
    Answer, Briefing, Citation, Event, Id, Question, Record, RecordNo, Status, Table, Timeline,
    Vocabulary as _,
};

impl<'t> Description<'t> {
    /// `None` if there is no such record. `whole` is the event with its prose, if the timeline does not keep that.
    #[must_use]
    pub fn of(timeline: &'t Timeline, no: RecordNo, whole: Option<&'t Event>) -> Option<Self> {
        Self::among(timeline, no, whole, &|_| true)
    }

    /// The same, but only records for which `has` is true are named as referring to it: a partial export omits the
    /// rest.
    #[must_use]
    pub fn among(
        timeline: &'t Timeline,
        no: RecordNo,
        whole: Option<&'t Event>,
        has: &dyn Fn(RecordNo) -> bool,
    ) -> Option<Self> {
        let event = whole.filter(|_| no.table == Table::Event).or_else(|| timeline.event(no));
        let record = event.map(|event| &event.record).or_else(|| timeline.record(no))?;
        let mut it = Self { title: wording::title(timeline, no), ..Self::default() };
        it.sources.cite(&record.sources);
        let holders = tables::holders(timeline, no);
        let is_statement = matches!(no.table, Table::Event | Table::Concern);
        let is_doubted = is_statement || record.standing.status != Status::Reported;
        if is_doubted {
            it.standing = standing(timeline, record, holders);
        }
        it.judged = wording::judged(record.likelihood, record.confidence);
        it.accounts = accounts(timeline, record);
        for account in &record.accounts {
            it.sources.cite(&account.sources);
        }
        if !record.summary.trim().is_empty() {
            let cites = if is_doubted { &[][..] } else { &record.sources };
            it.prose.push(Words::new(&*record.summary).citing(cites));
        }
        tables::condition(&mut it, timeline, no);
        both_ways(&mut it, timeline, record, has);
        it.so_what = event.map_or("", |event| event.so_what.trim());
        match event {
            Some(event) => tables::event(&mut it, timeline, (no, event), has),
            None => tables::other(&mut it, timeline, no, has),
        }
        Some(it)
    }
}

/// The standing, the number of sources, and denials.
fn standing<'t>(timeline: &'t Timeline, record: &'t Record, holders: &[Id]) -> Vec<Words<'t>> {
    let known = Words::new(wording::standing(timeline, &record.standing, (holders, &record.sources)));
    let support = Words::new(wording::support(timeline, record)).citing(&record.sources);
    let denied = denials(record).map(|(by, cites)| {
        Words::new(format!("denied by {}", wording::named_in_sentence(timeline, by))).citing(cites)
    });
    [known, support].into_iter().chain(denied).collect()
}

/// Denials of an allegation by the accused, which never count as support.
fn denials(record: &Record) -> impl Iterator<Item = (&[Id], &[Citation])> {
    let against = &record.standing.against;
    let is_answer = |by: &[Id]| by.iter().any(|id| against.contains(id));
    let mut seen: Vec<&[Id]> = Vec::new();
    let accounts = record.accounts.iter().filter(|_| record.standing.status == Status::Allegation);
    accounts.filter(move |account| is_answer(&account.by)).filter_map(move |account| {
        let is_new = !seen.contains(&&*account.by);
        seen.push(&account.by);
        is_new.then_some((&*account.by, &*account.sources))
    })
}

/// The key judgments of a briefing or, without any, of the timeline.
pub(crate) fn judgments_of<'t>(timeline: &'t Timeline, briefing: Option<&'t Briefing>) -> Vec<Judgment<'t>> {
    let own = briefing.map(|briefing| &briefing.judgments).filter(|own| !own.is_empty());
    tables::judgments(timeline, own.unwrap_or(&timeline.head().judgments))
}

/// How recent the timeline is, and in which zone its times are, as sentences.
pub(crate) fn dating(timeline: &Timeline) -> impl Iterator<Item = String> {
    let head = timeline.head();
    let as_of = head.as_of.as_ref().map(|date| format!("As of {}; nothing later is claimed.", date.words()));
    let offset = Some(head.offset).filter(|offset| *offset != 0).map(|offset| {
        format!("Times without an offset of their own are UTC{}.", offset_text(offset).replace('-', "−"))
    });
    as_of.into_iter().chain(offset)
}

/// The questions of the timeline, each with where its answer is.
pub(crate) fn questions(timeline: &Timeline) -> Option<List<'_>> {
    let row = |question: &'_ Question| {
        let (to, answer) = match &question.answer {
            Answer::Show(id) => (timeline.find(*id), timeline.title(*id).into()),
            Answer::Filter(filter) => (None, format!("events that match {filter}").into()),
            Answer::View(view) => (None, format!("the {} view", view.word()).into()),
        };
        Row { to, text: question.ask.to_string().into(), after: vec![answer], ..Row::default() }
    };
    let rows: Vec<_> = timeline.head().questions.iter().map(row).collect();
    (!rows.is_empty()).then(|| List { kind: ListKind::Questions, label: "question".into(), rows, more: 0 })
}

/// The accounts of a record, grouped by point.
#[must_use]
pub(crate) fn accounts<'t>(timeline: &'t Timeline, record: &'t Record) -> Vec<Point<'t>> {
    let mut points: Vec<Point<'t>> = Vec::new();
    for account in &record.accounts {
        let entry = Account {
            who: wording::attribution(timeline, account),
            says: account.says.trim(),
            quote: account.quote.trim(),
            status: (account.status != Status::Reported).then(|| account.status.word()),
            cites: &account.sources,
        };
        match points.iter_mut().find(|point| point.on == &*account.on) {
            Some(point) => point.accounts.push(entry),
            None => points.push(Point { on: &account.on, accounts: vec![entry] }),
        }
    }
    points
}

impl<'t> Description<'t> {
    /// Describes the timeline itself.
    #[must_use]
    pub fn of_timeline(timeline: &'t Timeline) -> Self {
        let (head, records) = (timeline.head(), timeline.records());
        let title = Some(head.title.trim()).filter(|title| !title.is_empty());
        let count = |table: Table| Words::new(wording::counted(records.count(table), table.name()));
        let prose = Some(&*head.summary).filter(|text| !text.trim().is_empty());
        let briefings = records.briefings.iter().map(|briefing| {
            let mut row = named(timeline, briefing.record.id);
            row.after.push(steps::counted(briefing.steps.len(), briefing.step_count()).into());
            row
        });
        let list =
            List { kind: ListKind::Others, label: "briefings".into(), rows: briefings.collect(), more: 0 };
        Self {
            title: title.unwrap_or("Untitled timeline"),
            facts: [Table::Event, Table::Actor, Table::Concern, Table::Source].map(count).into(),
            dating: dating(timeline).map(Words::new).collect(),
            prose: prose.map(Words::new).into_iter().collect(),
            judgments: tables::judgments(timeline, &head.judgments),
            lists: questions(timeline)
                .into_iter()
                .chain(Some(list).filter(|list| !list.rows.is_empty()))
                .collect(),
            ..Self::default()
        }
    }
}
