//! The questions of the front page: those of the file, then those that its records can answer.

use crate::app::core::lead::Lead;
use crate::app::core::msg::View;
use crate::app::core::subject::Subject;
use crate::describe::wording::{counted, minutes, years};
use crate::model::{Answer, AnswerView, ConcernState, RecordNo, Table, Timeline};

/// A question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Question {
    /// The question.
    pub ask: String,
    /// How much answers it; may be empty.
    pub note: String,
    /// Where the answer is.
    pub lead: Lead,
}

/// The questions of a timeline, at most so many besides those of the file. While only its beginning is loaded, nothing is
/// counted.
#[must_use]
pub(super) fn questions(timeline: &Timeline, is_beginning: bool, most: usize) -> Vec<Question> {
    let mut all: Vec<Question> = own(timeline).collect();
    for question in found(timeline, is_beginning) {
        if all.iter().all(|other| other.lead != question.lead) {
            all.push(question);
        }
    }
    all.truncate(most.max(timeline.head().questions.len()));
    all
}

/// Those of the file.
fn own(timeline: &Timeline) -> impl Iterator<Item = Question> {
    timeline.head().questions.iter().map(|question| {
        let (lead, note) = match &question.answer {
            Answer::Show(id) => {
                let page = timeline.find(*id).map_or(Subject::Timeline, Subject::Record);
                (Lead::Page(page), timeline.title(*id).to_owned())
            }
            Answer::Filter(filter) => (Lead::Filter(filter.to_string()), filter.to_string()),
            Answer::View(view) => {
                let view = view_of(*view);
                (Lead::View(view), view.name().to_owned())
            }
        };
        Question { ask: question.ask.to_string(), note, lead }
    })
}

fn view_of(view: AnswerView) -> View {
    match view {
        AnswerView::Browse => View::Browse,
        AnswerView::Lanes => View::Lanes,
        AnswerView::Map => View::Map,
        AnswerView::Links => View::Links,
        AnswerView::Sources => View::Sources,
    }
}

/// Those that the records can answer, the most useful first.
fn found(timeline: &Timeline, is_beginning: bool) -> impl Iterator<Item = Question> {
    let overview = timeline.overview();
    let records = timeline.records();
    let count = |count: usize, what: &str| if is_beginning { String::new() } else { counted(count, what) };
    let question = |ask: &str, note: String, lead: Lead| Question { ask: ask.to_owned(), note, lead };
    let filtered = |ask, events: usize, filter: &str| {
        (events > 0).then(|| question(ask, count(events, "event"), Lead::Filter(filter.to_owned())))
    };
    let open = records.concerns.iter().filter(|concern| concern.state == ConcernState::Open).count();
    let concerns = records.concerns.len();
    let title = |no: RecordNo| timeline.id_of(no).map_or("", |id| timeline.title(id));
    let on_map = records.places.iter().filter(|place| place.position.is_some()).count();
    [
        (timeline.row_count() > 0).then(|| {
            let years = span(timeline).map(|span| format!(", {span}")).unwrap_or_default();
            let note =
                if is_beginning { String::new() } else { count(timeline.row_count(), "event") + &years };
            question("What happened?", note, Lead::Filter(String::new()))
        }),
        outcome(timeline).map(|no| question("What led to it?", title(no).to_owned(), Lead::Links(no))),
        (concerns > 0).then(|| {
            let open = if open == concerns { "all".to_owned() } else { open.to_string() };
            let note = if is_beginning {
                String::new()
            } else {
                format!("{}, {open} open", count(concerns, "concern"))
            };
            question("What is at stake?", note, Lead::List(Table::Concern))
        }),
        filtered("What is disputed?", overview.disputed.len(), "is:disputed"),
        filtered("What is single-source?", overview.single_source, "is:single-source"),
        records.briefings.first().map(|briefing| {
            let note = match briefing.minutes {
                Some(planned) => minutes(planned),
                None => counted(briefing.step_count(), "step"),
            };
            question("Present it", note, Lead::Present)
        }),
        (!records.actors.is_empty()).then(|| {
            question("Who is involved?", count(records.actors.len(), "actor"), Lead::List(Table::Actor))
        }),
        filtered("What has no source?", overview.unsourced, "is:unsourced"),
        (on_map > 0).then(|| question("Where did it happen?", count(on_map, "place"), Lead::View(View::Map))),
    ]
    .into_iter()
    .flatten()
}

/// The event whose causes are asked for: the first that a key judgment rests on and that says what led to it, else the
/// end of the longest chain.
fn outcome(timeline: &Timeline) -> Option<RecordNo> {
    let judged = timeline.head().judgments.iter().flat_map(|judgment| &judgment.rests_on);
    let has_links = |no: &RecordNo| timeline.event(*no).is_some_and(|event| !event.record.links.is_empty());
    judged
        .filter_map(|id| timeline.find(*id))
        .find(has_links)
        .or_else(|| timeline.number_at(timeline.overview().outcome?))
}

/// The years from the first event to the last.
#[must_use]
fn span(timeline: &Timeline) -> Option<String> {
    let year = |day: &crate::model::Day| day.year();
    let days = timeline.days();
    Some(years(year(days.first()?), year(days.last()?)))
}
