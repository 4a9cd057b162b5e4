//! The questions of the front page: those of the file, then those that its records can answer.

use crate::app::core::lead::Lead;
use crate::app::core::msg::View;
use crate::app::core::subject::Subject;
use crate::describe::wording::{counted, minutes, years};
use crate::model::{Answer, AnswerView, ConcernState, Place, RecordNo, Table, Timeline};
use crate::search::filter::{Filter, FilterColumns, Saved};
use crate::search::{Haystack, RowSet};

/// How much is searched to count the events that match a filter: so many slices, of so many bytes of text.
const SLICES: usize = 4;
const SLICE: usize = 1 << 20;

/// What the front page is made of.
#[derive(Debug, Clone, Copy)]
pub struct FrontContent<'t> {
    /// The timeline.
    pub timeline: &'t Timeline,
    /// Whether only its beginning is loaded, so that nothing can be counted.
    pub is_beginning: bool,
    /// What has changed since the last visit; empty if nothing.
    pub news: &'t str,
    /// The named filters of the configuration.
    pub saved: &'t Saved,
    /// Whether the title is too long for the line above.
    pub has_title: bool,
}

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
pub(super) fn questions(content: FrontContent<'_>, most: usize) -> Vec<Question> {
    let timeline = content.timeline;
    let mut all: Vec<Question> = own(content).collect();
    for question in found(timeline, content.is_beginning) {
        if all.iter().all(|other| other.lead != question.lead) {
            all.push(question);
        }
    }
    all.truncate(most.max(timeline.head().questions.len()));
    all
}

/// Those of the file.
fn own(content: FrontContent<'_>) -> impl Iterator<Item = Question> {
    let FrontContent { timeline, is_beginning, .. } = content;
    let gone = || (Lead::Problems, "not in the file".to_owned());
    // What one filter has searched, the next need not.
    let mut searched = (Haystack::default(), FilterColumns::default());
    timeline.head().questions.iter().map(move |question| {
        let (lead, note) = match &question.answer {
            Answer::Show(id) => match timeline.find(*id) {
                Some(no) => (Lead::Page(Subject::Record(no)), timeline.title(*id).to_owned()),
                None if is_beginning => (Lead::Page(Subject::Timeline), String::new()),
                None => gone(),
            },
            Answer::Filter(filter) => filtered(content, filter, &mut searched).unwrap_or_else(gone),
            Answer::View(view) => {
                let view = view_of(*view);
                (Lead::View(view), view.name().to_owned())
            }
        };
        Question { ask: question.ask.to_string(), note, lead }
    })
}

/// The events that match a filter, and how many they are, unless counting them would take longer than a key may. `None` if
/// it names what is not in the file.
fn filtered(
    content: FrontContent<'_>,
    text: &str,
    (haystack, columns): &mut (Haystack, FilterColumns),
) -> Option<(Lead, String)> {
    let lead = Lead::Filter(text.to_owned());
    if content.is_beginning {
        return Some((lead, String::new()));
    }
    let mut filter = Filter::new(text, content.saved);
    for _ in 0..SLICES {
        if filter.advance(content.timeline, haystack, columns, SLICE) {
            break;
        }
    }
    let is_known = filter.problems().is_empty();
    let note = match filter.rows().map(RowSet::count) {
        Some(0) => "no events".to_owned(),
        Some(events) => counted(events, "event"),
        None => String::new(),
    };
    is_known.then_some((lead, note))
}

fn view_of(view: AnswerView) -> View {
    match view {
        AnswerView::Browse => View::Browse,
        AnswerView::Lanes => View::Lanes,
        AnswerView::Map => View::Map,
        AnswerView::Links => View::Links,
        AnswerView::Sources => View::Sources,
        AnswerView::Disputes => View::Disputes,
    }
}

/// What a question asks for and where its answer is, for a question of any words.
#[must_use]
pub(super) fn meaning(lead: &Lead) -> &'static str {
    match lead {
        Lead::Filter(filter) => match filter.as_str() {
            "" => "All events, in the order of time.",
            "is:disputed" => "The events on which accounts differ.",
            "is:single-source" => "The events that one independent source alone supports.",
            "is:unsourced" => "The events for which the file names no source.",
            _ => "The events that the filter of the question shows.",
        },
        Lead::Page(_) => "The page of a record.",
        Lead::View(View::Disputes) => {
            "The points on which accounts differ, with their sides beside each other."
        }
        Lead::View(View::Map) => "The map, with a list of the places that events name.",
        Lead::View(_) => "A view of the timeline.",
        Lead::List(Table::Concern) => "The list of concerns, with most events first.",
        Lead::List(_) => "The list of actors, with most events first.",
        Lead::Present => "The briefing of the file, step by step.",
        Lead::Links(_) => "What came before the event and after it, and what is claimed to have led to it.",
        Lead::Edit => "The file in your editor.",
        Lead::Changes => "The changes since your last visit, one by one.",
        Lead::Problems => "The question names what is not in the file; the list of problems says what.",
    }
}

/// Those that the records can answer, the most useful first.
fn found(timeline: &Timeline, is_beginning: bool) -> impl Iterator<Item = Question> {
    let overview = timeline.overview();
    let records = timeline.records();
    let count = |count: usize, what: &str| if is_beginning { String::new() } else { counted(count, what) };
    let question = |ask: &str, note: String, lead: Lead| Question { ask: ask.to_owned(), note, lead };
    let shown_by = |ask, events: usize, filter: &str| {
        (events > 0).then(|| question(ask, count(events, "event"), Lead::Filter(filter.to_owned())))
    };
    let open = records.concerns.iter().filter(|concern| concern.state == ConcernState::Open).count();
    let concerns = records.concerns.len();
    let title = |no: RecordNo| timeline.id_of(no).map_or("", |id| timeline.title(id));
    let has_map = records.places.iter().any(Place::is_placed);
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
        (!overview.disputed.is_empty()).then(|| {
            let note = count(overview.disputed.len(), "event");
            question("What is disputed?", note, Lead::View(View::Disputes))
        }),
        shown_by("What is single-source?", overview.single_source, "is:single-source"),
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
        shown_by("What has no source?", overview.unsourced, "is:unsourced"),
        has_map.then(|| {
            question("Where did it happen?", count(records.places.len(), "place"), Lead::View(View::Map))
        }),
    ]
    .into_iter()
    .flatten()
}

/// The event whose causes are asked for: the first that a key judgment rests on and that says what led to it, else the
/// end of the longest chain.
pub(crate) fn outcome(timeline: &Timeline) -> Option<RecordNo> {
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
