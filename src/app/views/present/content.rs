//! The content of a slide: a record's description, reduced to what an audience needs.

use crate::app::page::{Span, Tone, marks, says};
use crate::describe::steps::{places, sections};
use crate::describe::{Description, Judgment, List, ListKind, Row, Words, dating, judgments_of, wording};
use crate::model::{Briefing, Event, Id, Place, RecordNo, Step, StepKind, Timeline};
use crate::search::RowSet;

use crate::app::views::present::script::{Script, ScriptStep};

/// The accounts of one disputed point.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dispute {
    /// Its heading.
    pub heading: String,
    /// The accounts: who gives it, and what they say, by paragraph.
    pub accounts: Vec<(String, Vec<Vec<Span>>)>,
}

/// An event in the order of time: its date and title, and its record.
pub type Dated = (String, String, Option<RecordNo>);

/// A footnote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Footnote {
    /// The source.
    pub source: Option<RecordNo>,
    /// Its short name.
    pub name: String,
    /// Its title, if that differs from its name.
    pub title: String,
    /// Its grade, such as `F3`; may be empty.
    pub grade: String,
    /// The same in words.
    pub words: String,
}

/// The content of a step.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Content {
    /// The line above the title: the date, or the kind of record.
    pub over: String,
    /// The title.
    pub title: String,
    /// Its status.
    pub known: String,
    /// Its support and who denies it, with source marks; on the same line if there is room.
    pub support: Vec<Span>,
    /// Dating, likelihood and confidence, one line each.
    pub judged: Vec<String>,
    /// The actors: the name, then what it did here and its office.
    pub actors: Vec<(String, String)>,
    /// The names of the concerns it affects.
    pub concerns: Vec<String>,
    /// The text, by paragraph.
    pub text: Vec<(Tone, String)>,
    /// The key judgments of a card: the text, then likelihood, confidence, and what it rests on, one line each.
    pub judgments: Vec<Vec<Vec<Span>>>,
    /// The points with their source marks, shown one by one.
    pub points: Vec<Vec<Span>>,
    /// The "so what".
    pub so_what: String,
    /// What the record says beside the points, for where there is room.
    pub context: Vec<String>,
    /// The disputed points.
    pub disputes: Vec<Dispute>,
    /// The picture: its description and credit.
    pub picture: Option<(String, String)>,
    /// The places of a map, those that can be drawn.
    pub map: Vec<RecordNo>,
    /// Events in the order of time.
    pub in_time: Vec<Dated>,
    /// Whether it opens a part of the briefing.
    pub is_opening: bool,
    /// Whether its text is all that it has, and large where there is room for that.
    pub is_large: bool,
    /// The sources.
    pub notes: Vec<Footnote>,
    /// The records that can be followed, without duplicates: actors, concerns, places, sources.
    pub links: Vec<RecordNo>,
}

impl Content {
    /// How often a key shows more: each point, then what follows from them.
    #[must_use]
    pub fn reveals(&self) -> usize {
        self.points.len() + usize::from(!self.points.is_empty() && !self.so_what.is_empty())
    }
}

/// The content of the card, starting with the bottom line. `query` is the filter that chose the `rows`.
#[must_use]
pub fn card(timeline: &Timeline, rows: &RowSet, script: Script, query: Option<&str>) -> Content {
    let whole = Description::of_timeline(timeline);
    let head = timeline.head();
    let as_of = head.as_of.as_ref().map(|date| format!("as of {}", date.words()));
    let briefing = script.number().and_then(|no| Description::of(timeline, no, None));
    let over = briefing.as_ref().and(Some(head.title.to_string())).filter(|title| !title.is_empty());
    let own = script.briefing(timeline);
    let line = own.map_or("", |briefing| briefing.bottom_line.trim());
    let summary = own.map_or("", |briefing| briefing.record.summary.trim());
    let summary = if summary.is_empty() { &*head.summary } else { summary };
    let lead = if line.is_empty() { summary } else { line };
    let judgments = judgments_of(timeline, own);
    let mut content = Content {
        over: over.into_iter().chain(as_of).collect::<Vec<_>>().join(" · "),
        title: briefing.as_ref().map_or(whole.title, |it| it.title).to_owned(),
        text: paragraphs(lead).map(|text| (Tone::Strong, text)).collect(),
        judgments: judgments.iter().map(judgment).collect(),
        links: judgments.iter().flat_map(|judgment| &judgment.rests_on).filter_map(|row| row.to).collect(),
        ..Content::default()
    };
    if judgments.is_empty() && lead != summary {
        content.text.extend(paragraphs(summary).map(|text| (Tone::Ink, text)));
    }
    if let Some(query) = query.filter(|_| script == Script::Events) {
        content.text.push((Tone::Quiet, format!("{}.", rows.part_words(query))));
    }
    if head.offset != 0 {
        content.text.extend(dating(timeline).last().map(|zone| (Tone::Quiet, zone)));
    }
    if let Some(it) = briefing {
        footnotes(&mut content, timeline, &it);
    }
    content
}

/// The lines of a key judgment.
fn judgment(judgment: &Judgment<'_>) -> Vec<Vec<Span>> {
    let quiet = |sentence: &String| vec![Span::new(Tone::Quiet, &**sentence)];
    let below = judgment
        .rests_on
        .iter()
        .map(|row| vec![Span::new(Tone::Faint, "Rests on: "), Span::new(Tone::Link, &*row.text).to(row.to)]);
    let says = std::iter::once(vec![Span::new(Tone::Ink, judgment.says)]);
    says.chain(judgment.judged.iter().map(quiet)).chain(below).collect()
}

/// The content of a step. `whole` is the event it shows, with the prose that is not kept in memory.
#[must_use]
pub fn step<'t>(timeline: &'t Timeline, entry: &ScriptStep<'t>, whole: Option<&'t Event>) -> Content {
    let it = entry.describe(timeline, whole);
    let point = |words: &Words<'_>| {
        let mut spans = vec![Span::new(Tone::Ink, &*words.text)];
        spans.extend(marks(timeline, &it, words.cites));
        spans
    };
    let mut content = Content {
        title: entry.title.to_owned(),
        points: it.points.iter().map(point).collect(),
        ..Content::default()
    };
    if entry.shows.is_none() {
        match entry.step {
            Some((briefing, step)) if step.show.is_none() => {
                bare(&mut content, timeline, (briefing, step), &it);
            }
            _ => {
                "gone".clone_into(&mut content.over);
                let words = "No record in the file has this id, so the step shows nothing.".to_owned();
                content.text.push((Tone::Quiet, words));
            }
        }
        footnotes(&mut content, timeline, &it);
        return content;
    }
    content.over = it.headline();
    if let Some((known, support)) = it.standing.split_first() {
        content.known = known.text.to_string();
        for (at, words) in support.iter().enumerate() {
            let gap = if content.support.is_empty() { "" } else { " · " };
            let sources = entry.shows.and_then(|no| timeline.record(no)).map(|record| &*record.sources);
            let aloud = sources.filter(|_| at == 0).map(|sources| wording::support_aloud(timeline, sources));
            let text = aloud.unwrap_or_else(|| words.text.to_string());
            content.support.push(Span::new(Tone::Quiet, format!("{gap}{text}")));
            content.support.extend(marks(timeline, &it, words.cites));
        }
    }
    let dating = it.dating.iter().filter(|_| content.points.is_empty());
    content.judged = dating.map(|words| words.text.to_string()).chain(it.judged.iter().cloned()).collect();
    let text =
        |kind: ListKind| it.lists.iter().filter(move |list| list.kind == kind).flat_map(|list| &list.rows);
    let names = |kind| text(kind).map(|row| row.text.to_string());
    let actor = |row: &Row<'_>| (row.text.to_string(), row.after.join(" · "));
    content.actors = text(ListKind::Actors).chain(text(ListKind::About)).map(actor).collect();
    content.concerns = names(ListKind::Concerns).collect();
    let condition: Vec<String> = it
        .lists
        .iter()
        .filter(|list| list.kind == ListKind::Condition)
        .flat_map(|list| {
            list.rows.iter().map(|row| format!("{} {}", list.label, row.text.trim_end_matches('.')))
        })
        .collect();
    if let Some(first) = condition.first() {
        let rest = first.get(1..).unwrap_or_default();
        let sentence = format!("{}{rest}", first[..1].to_uppercase());
        let sentence = [&[sentence][..], condition.get(1..).unwrap_or_default()].concat().join(", ");
        content.text.push((Tone::Ink, format!("{sentence}.")));
    }
    let own = it.lists.iter().filter(|list| list.kind == ListKind::Own);
    let own = own.flat_map(|list| list.rows.iter().map(|row| format!("{}: {}", list.label, row.line(" · "))));
    let parts = it.lists.iter().filter(|list| list.kind == ListKind::Parts);
    let own = own.chain(parts.map(|list| format!("{}: {}", list.label, list.line())));
    let own = Some(it.address.to_owned()).filter(|address| !address.is_empty()).into_iter().chain(own);
    content.text.extend(own.map(|text| (Tone::Quiet, text)));
    if content.points.is_empty() {
        let is_waiting = whole.is_none() && entry.shows.is_some_and(|no| timeline.unkept(no).is_some());
        content.text.extend(is_waiting.then(|| (Tone::Ink, "…".to_owned())));
        let prose = it.prose.iter().flat_map(|words| paragraphs(&words.text));
        content.text.extend(prose.map(|text| (Tone::Ink, text)));
    } else {
        // The points stand for the text; where there is room, it stands beside them.
        let own = entry.shows.and_then(|no| Description::of(timeline, no, whole));
        let prose = own.iter().flat_map(|it| &it.prose).flat_map(|words| paragraphs(&words.text));
        content.context = prose.collect();
    }
    if !it.so_what.is_empty() {
        content.so_what = format!("So what: {}", it.so_what);
    }
    content.disputes = it
        .accounts
        .iter()
        .map(|point| Dispute {
            heading: point.heading(),
            accounts: point
                .accounts
                .iter()
                .map(|one| (one.who.clone(), vec![says(timeline, &it, one)]))
                .collect(),
        })
        .collect();
    content.picture = it.image.map(|image| {
        let alt = if image.alt.is_empty() { "without a description" } else { &*image.alt };
        (alt.to_owned(), image.credit.to_string())
    });
    let to = |is_cast: bool| {
        let lists = it.lists.iter().filter(move |list| list.is_cast() == is_cast);
        let lists = lists.filter(|list| !matches!(list.kind, ListKind::Back | ListKind::Others));
        lists.flat_map(|list| &list.rows).filter_map(|row| row.to)
    };
    content.links = to(true).chain(it.facts.iter().filter_map(|fact| fact.to)).chain(to(false)).collect();
    footnotes(&mut content, timeline, &it);
    content
}

/// The map of a step: the places of what it shows or, if that has none, those of all steps.
#[must_use]
pub fn map(timeline: &Timeline, script: Script, entry: &ScriptStep<'_>) -> Content {
    let ids = |step: &Step| step.shown().collect::<Vec<_>>();
    let own = entry.step.map_or_else(Vec::new, |(_, step)| ids(step));
    let own: Vec<Id> = own.into_iter().chain(entry.shows.and_then(|no| timeline.id_of(no))).collect();
    let all = script.briefing(timeline).into_iter().flat_map(|briefing| &briefing.steps).flat_map(ids);
    let place = |list: &List<'_>| {
        let rows = list.rows.iter().filter_map(|row| row.to.map(|no| (no, map_line(row))));
        rows.collect::<Vec<_>>()
    };
    let listed = |of: &[Id]| places(timeline, of).iter().flat_map(place).collect::<Vec<_>>();
    let can_be_drawn =
        |no: &RecordNo| timeline.records().places.get(no.index()).is_some_and(Place::is_placed);
    let is_drawn = |listed: &[(RecordNo, String)]| listed.iter().any(|(no, _)| can_be_drawn(no));
    let mut found = listed(&own);
    if !is_drawn(&found) {
        found = listed(&all.collect::<Vec<_>>());
    }
    let nowhere = "Nothing here has a place on the map.".to_owned();
    let text = if found.is_empty() { vec![(Tone::Quiet, nowhere)] } else { Vec::new() };
    Content {
        title: entry.title.to_owned(),
        map: found.iter().map(|(no, _)| *no).filter(can_be_drawn).collect(),
        text: text.into_iter().chain(found.iter().map(|(_, line)| (Tone::Ink, line.clone()))).collect(),
        links: found.into_iter().map(|(no, _)| no).collect(),
        ..Content::default()
    }
}

/// A place, and what happened there.
fn map_line(row: &Row<'_>) -> String {
    let colon = if row.after.is_empty() { "" } else { ": " };
    format!("{}{colon}{}", row.text, row.after.join(" · "))
}

/// What a step without a record shows: its text and its list. Records that are compared stand side by side, and events
/// in time beside their bars.
fn bare(
    content: &mut Content,
    timeline: &Timeline,
    (briefing, step): (&Briefing, &Step),
    it: &Description<'_>,
) {
    content.is_large =
        matches!(step.kind, Some(StepKind::Section | StepKind::Agenda | StepKind::Quote | StepKind::Text));
    let tone = if step.kind == Some(StepKind::Quote) { Tone::Strong } else { Tone::Ink };
    for (at, words) in it.prose.iter().enumerate() {
        let marks = it.sources.marks(words.cites).replace(' ', "\u{a0}");
        let text = format!("{}{marks}", words.text);
        let tone = if at == 0 { tone } else { Tone::Ink };
        content.text.extend(paragraphs(&text).map(|text| (tone, text)));
    }
    let rows = || it.lists.iter().flat_map(|list| list.rows.iter().map(|row| (&*list.label, row)));
    content.links = rows().filter_map(|(_, row)| row.to).collect();
    match step.kind {
        Some(StepKind::Compare) => {
            let account = |(label, row): (&str, &Row<'_>)| {
                let words = std::iter::once(label).chain(row.after.iter().map(|words| &**words));
                let mut spans = vec![Span::new(Tone::Quiet, words.collect::<Vec<_>>().join(" · "))];
                spans.extend(marks(timeline, it, row.cites));
                let own = row.to.and_then(|no| Description::of(timeline, no, None)).unwrap_or_default();
                let cast = own.lists.iter().filter(|list| list.kind == ListKind::Actors);
                let cast = cast.map(|list| (Tone::Faint, list.line()));
                let prose = own.prose.iter().flat_map(|words| paragraphs(&words.text)).take(1);
                let below = prose.map(|text| (Tone::Ink, text)).chain(cast);
                let below = below.map(|(tone, text)| vec![Span::new(tone, text)]);
                (row.text.to_string(), std::iter::once(spans).chain(below).collect())
            };
            let accounts = rows().map(account).collect();
            content.disputes.push(Dispute { heading: String::new(), accounts });
        }
        Some(StepKind::Axis) => {
            let line = |(label, row): (&str, &Row<'_>)| (label.to_owned(), row.text.to_string(), row.to);
            content.in_time = rows().map(line).collect();
        }
        Some(StepKind::Map) => {
            let can_be_drawn =
                |no: &RecordNo| timeline.records().places.get(no.index()).is_some_and(Place::is_placed);
            content.map = content.links.iter().copied().filter(can_be_drawn).collect();
            content.text.extend(rows().map(|(_, row)| (Tone::Ink, map_line(row))));
        }
        Some(StepKind::Agenda | StepKind::Section) => {
            content.is_opening = step.kind == Some(StepKind::Section);
            let parts = if content.is_opening { sections(briefing, step) } else { Vec::new() };
            let parts = parts.iter().filter(|_| parts.len() > 1);
            let parts = parts.flat_map(|list| list.rows.iter().map(|row| (&*list.label, row)));
            let line = |(label, row): (&str, &Row<'_>)| {
                let is_now = !row.after.is_empty();
                let tone = match (is_now, content.is_opening) {
                    (true, _) => Tone::Strong,
                    (false, true) => Tone::Faint,
                    (false, false) => Tone::Ink,
                };
                let now = if is_now && !content.is_opening { " · now" } else { "" };
                (tone, format!("{label}\u{a0}\u{a0}{}{now}", row.text))
            };
            content.text.extend(rows().chain(parts).map(line));
        }
        Some(StepKind::Text | StepKind::Quote) | None => {}
    }
    let why = match step.kind {
        Some(StepKind::Map) if content.map.is_empty() => "None of this has a place on the map.",
        Some(StepKind::Agenda) if content.text.is_empty() => "This briefing has no sections.",
        Some(StepKind::Axis) if content.in_time.is_empty() => "No step shows an event.",
        _ => return,
    };
    content.text.push((Tone::Quiet, why.to_owned()));
}

/// The sources cited on the slide, which come first: those of the record, of its accounts and of the points.
fn footnotes(content: &mut Content, timeline: &Timeline, it: &Description<'_>) {
    for (_, cited) in it.sources.iter().take(it.sources_shown()) {
        let source = timeline.find(cited.id);
        content.links.extend(source);
        content.notes.push(Footnote {
            source,
            name: cited.name(timeline).to_owned(),
            title: cited.title(timeline).to_owned(),
            grade: cited.grade(timeline),
            words: cited.grade_words(timeline),
        });
    }
    let mut seen = std::collections::BTreeSet::new();
    content.links.retain(|no| seen.insert(*no));
}

/// The paragraphs of a text, each on one line.
fn paragraphs(text: &str) -> impl Iterator<Item = String> {
    let of_one = |paragraph: &str| {
        paragraph.split([' ', '\n', '\t']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
    };
    text.split("\n\n").map(of_one).filter(|paragraph| !paragraph.is_empty())
}
