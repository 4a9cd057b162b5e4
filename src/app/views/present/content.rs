//! What a step says, whatever the screen: the words for a slide, and for lines of plain text.

use crate::app::page::notes::Notes;
use crate::app::page::wording;
use crate::app::page::{Span, Tone};
use crate::model::{
    Account, Event, Id, Record, RecordNo, Source, Status, Table, Timeline, Vocabulary as _, When,
};

use crate::app::views::present::script::Script;
use crate::app::views::present::step::Told;

/// What is said on one contested point.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dispute {
    /// The point.
    pub on: String,
    /// Who says it, and what.
    pub accounts: Vec<(String, Vec<Span>)>,
}

impl Dispute {
    /// What stands above it.
    #[must_use]
    pub fn heading(&self) -> String {
        let words = if self.accounts.len() == 1 { "Another account" } else { "Accounts differ" };
        format!("{words}: {}", self.on)
    }
}

/// A footnote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Footnote {
    /// The source.
    pub source: Option<RecordNo>,
    /// What it is called in few words.
    pub name: String,
    /// Its title, where that is not its name.
    pub title: String,
    /// Its grade, such as `F3`; may be empty.
    pub grade: String,
}

/// What a step says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Content {
    /// Above the title: the date in words, or what sort of record it is.
    pub over: String,
    /// The title.
    pub title: String,
    /// How it is known, and how many origins it has: beside each other where there is room.
    pub known: String,
    /// The origins, with the marks of the sources.
    pub support: Vec<Span>,
    /// How likely it is judged to be, and how sure that is: these never share a sentence.
    pub judged: Vec<String>,
    /// The names of the actors, and of the concerns it bears on.
    pub actors: Vec<String>,
    /// The concerns.
    pub concerns: Vec<String>,
    /// What is said at once, in paragraphs.
    pub text: Vec<(Tone, String)>,
    /// A heading above the points.
    pub heading: &'static str,
    /// What is said one by one.
    pub points: Vec<String>,
    /// Whether the points are there at once.
    pub at_once: bool,
    /// What is contested.
    pub disputes: Vec<Dispute>,
    /// A picture: what it shows, and whose it is.
    pub picture: Option<(String, String)>,
    /// The sources.
    pub notes: Vec<Footnote>,
    /// What can be followed, each once: actors, concerns, places, sources.
    pub links: Vec<RecordNo>,
}

/// The content of the card: the bottom line first.
#[must_use]
pub fn card(timeline: &Timeline, script: Script) -> Content {
    let head = timeline.head();
    let as_of = head.as_of.as_ref().map(|date| format!("as of {}", date.words()));
    let briefing = script.briefing(timeline);
    let mut content = Content { at_once: true, ..Content::default() };
    let judged = briefing.map(|briefing| &briefing.judgments).filter(|judgments| !judgments.is_empty());
    let judgments = judged.unwrap_or(&head.judgments);
    let summary = match briefing {
        Some(briefing) if !briefing.record.summary.is_empty() => &briefing.record.summary,
        _ => &head.summary,
    };
    let bottom_line = briefing.map_or(&head.summary, |briefing| &briefing.bottom_line);
    let whole = briefing.and_then(|_| Some(head.title.to_string()).filter(|title| !title.is_empty()));
    content.over = whole.into_iter().chain(as_of).collect::<Vec<_>>().join(" · ");
    content.title =
        script.record(timeline).map_or(&*head.title, |record| timeline.title(record.id)).to_owned();
    if content.title.is_empty() {
        "Untitled timeline".clone_into(&mut content.title);
    }
    let said = if bottom_line.is_empty() { summary } else { bottom_line };
    content.text = paragraphs(said).map(|text| (Tone::Strong, text)).collect();
    if judgments.is_empty() {
        if said != summary {
            content.text.extend(paragraphs(summary).map(|text| (Tone::Ink, text)));
        }
    } else {
        content.heading = "Key judgments";
        content.points = judgments.iter().map(ToString::to_string).collect();
    }
    if let Some(record) = script.record(timeline) {
        let mut notes = Notes::default();
        notes.marks(timeline, &record.sources);
        content.notes = footnotes(timeline, record, &notes);
        content.links = content.notes.iter().filter_map(|note| note.source).collect();
    }
    content
}

/// The content of a step. `whole` is the event that it shows, with its prose where that was not kept.
#[must_use]
pub fn step(timeline: &Timeline, told: &Told<'_>, whole: Option<&Event>) -> Content {
    let mut content = Content {
        title: told.title.to_owned(),
        points: told.points.iter().map(ToString::to_string).collect(),
        ..Content::default()
    };
    let event = whole.or_else(|| told.shows.and_then(|no| timeline.event(no)));
    let Some(no) = told.shows else {
        "gone".clone_into(&mut content.over);
        let words = "Nothing in the file has this id: the step shows nothing.".to_owned();
        content.text.push((Tone::Quiet, words));
        return content;
    };
    let record = event.map(|event| &event.record).or_else(|| timeline.record(no));
    let Some(record) = record else { return content };
    let mut notes = Notes::default();
    let mut holders: &[Id] = &[];
    let records = timeline.records();
    match (no.table, event) {
        (Table::Event, Some(event)) => of_event(timeline, event, &mut content),
        (Table::Concern, _) => {
            if let Some(concern) = records.concerns.get(no.index()) {
                holders = &concern.held_by;
                let since = concern.since.as_ref().map(|since| format!("since {}", since.words()));
                let of = match wording::names(timeline, holders) {
                    names if names.is_empty() => "a concern".to_owned(),
                    names => format!("a concern of {names}"),
                };
                let parts = [Some(of), since, Some(concern.state.shown())];
                content.over = parts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
                content.text.extend(condition(&concern.if_, &concern.then).map(|text| (Tone::Ink, text)));
                content.actors = names_of(timeline, &concern.about);
                content
                    .links
                    .extend(concern.held_by.iter().chain(&concern.about).filter_map(|id| timeline.find(*id)));
                content.links.extend(concern.depends_on.iter().filter_map(|id| timeline.find(*id)));
            }
        }
        (Table::Actor, _) => {
            if let Some(actor) = records.actors.get(no.index()) {
                let parts = [actor.kind.shown(), actor.native_name.to_string()];
                content.over = joined(&parts);
            }
        }
        (Table::Source, _) => {
            if let Some(source) = records.sources.get(no.index()) {
                let date = source.date.as_ref().map(When::words).unwrap_or_default();
                content.over = joined(&["a source".to_owned(), source.publisher.to_string(), date]);
                let grade = wording::grade_words(timeline, no).unwrap_or_default();
                content.text.push((Tone::Quiet, grade));
            }
        }
        (table, _) => format!("a {}", table.name()).clone_into(&mut content.over),
    }
    if matches!(no.table, Table::Event | Table::Concern) || record.standing.status != Status::Reported {
        standing(timeline, record, holders, &mut notes, &mut content);
    } else {
        notes.marks(timeline, &record.sources);
    }
    if content.points.is_empty() {
        let prose = if record.summary.is_empty() && timeline.unkept(no).is_some() && whole.is_none() {
            "…"
        } else {
            &record.summary
        };
        content.text.extend(paragraphs(prose).map(|text| (Tone::Ink, text)));
        if let Some(event) = event.filter(|event| !event.so_what.is_empty()) {
            content.text.push((Tone::Quiet, format!("So what: {}", event.so_what)));
        }
    }
    content.text.retain(|(_, text)| !text.is_empty());
    disputes(timeline, record, &mut notes, &mut content);
    content.notes = footnotes(timeline, record, &notes);
    content.links.extend(content.notes.iter().filter_map(|note| note.source));
    let mut seen = Vec::new();
    content.links.retain(|no| {
        !seen.contains(no) && {
            seen.push(*no);
            true
        }
    });
    content
}

/// A condition and what is expected to come of it, as a sentence.
fn condition(if_: &str, then: &str) -> Option<String> {
    let bare = |text: &str| text.trim_end_matches('.').to_owned();
    match (bare(if_), bare(then)) {
        (if_, then) if if_.is_empty() && then.is_empty() => None,
        (if_, then) if then.is_empty() => Some(format!("If {if_}.")),
        (if_, then) if if_.is_empty() => Some(format!("What is expected: {then}.")),
        (if_, then) => Some(format!("If {if_}, then {then}.")),
    }
}

fn of_event(timeline: &Timeline, event: &Event, content: &mut Content) {
    let date = event.date.as_ref().map_or_else(|| "undated".to_owned(), When::words);
    let place = event.places.first().map(|place| timeline.title(place.place).to_owned()).unwrap_or_default();
    let kind = event.kind.map(|kind| kind.shown()).unwrap_or_default();
    content.over = joined(&[date, place, kind]);
    let actors: Vec<Id> = event.all_actors().into_iter().map(|(id, _)| id).collect();
    content.actors = names_of(timeline, &actors);
    content.concerns = names_of(timeline, &event.concerns);
    let places = event.places.iter().map(|place| place.place);
    let linked = event.record.links.iter().map(|link| link.to);
    let all = actors.into_iter().chain(event.concerns.iter().copied()).chain(places).chain(linked);
    content.links.extend(all.filter_map(|id| timeline.find(id)));
    content.picture = event.image.as_ref().map(|image| {
        let alt = if image.alt.is_empty() { "without a description" } else { &*image.alt };
        (alt.to_owned(), image.credit.to_string())
    });
}

fn standing(timeline: &Timeline, record: &Record, holders: &[Id], notes: &mut Notes, content: &mut Content) {
    content.known = wording::standing(timeline, &record.standing, holders);
    content.support.push(Span::new(Tone::Quiet, wording::support(timeline, record)));
    content.support.extend(notes.marks(timeline, &record.sources));
    let likelihood = record
        .likelihood
        .map(|likelihood| format!("Judged {} ({}).", likelihood.shown(), likelihood.meaning()));
    let confidence =
        record.confidence.map(|confidence| format!("Confidence in the judgment: {}.", confidence.word()));
    content.judged.extend(likelihood);
    content.judged.extend(confidence);
}

fn disputes(timeline: &Timeline, record: &Record, notes: &mut Notes, content: &mut Content) {
    for account in &record.accounts {
        let at = content.disputes.iter().position(|dispute| dispute.on == *account.on).unwrap_or_else(|| {
            content.disputes.push(Dispute { on: account.on.to_string(), accounts: Vec::new() });
            content.disputes.len() - 1
        });
        let said = said(timeline, account, notes);
        content.disputes[at].accounts.push((who(timeline, account), said));
    }
}

fn who(timeline: &Timeline, account: &Account) -> String {
    if !account.by.is_empty() {
        return wording::names(timeline, &account.by);
    }
    match account.sources.first() {
        Some(citation) => {
            let source = timeline.source(citation.source);
            source.map_or_else(|| timeline.title(citation.source), Source::name).to_owned()
        }
        None => "unattributed".to_owned(),
    }
}

fn said(timeline: &Timeline, account: &Account, notes: &mut Notes) -> Vec<Span> {
    let mut spans = Vec::new();
    if !account.says.is_empty() {
        spans.push(Span::new(Tone::Ink, &*account.says));
    }
    if !account.quote.is_empty() {
        let gap = if spans.is_empty() { "" } else { " " };
        spans.push(Span::new(Tone::Quiet, format!("{gap}“{}”", account.quote)));
    }
    if account.status != Status::Reported {
        spans.push(Span::new(Tone::Quiet, format!(" · {}", account.status.word())));
    }
    spans.extend(notes.marks(timeline, &account.sources));
    spans
}

fn footnotes(timeline: &Timeline, record: &Record, notes: &Notes) -> Vec<Footnote> {
    let accounts = record.accounts.iter().flat_map(|account| &account.sources);
    let citations: Vec<_> = record.sources.iter().chain(accounts).collect();
    let footnote = |id: &Id| {
        let source = timeline.source(*id);
        let mine = citations.iter().filter(|citation| citation.source == *id);
        let credibility = mine.filter_map(|citation| citation.credibility).next();
        let name = source.map_or_else(|| timeline.title(*id), Source::name);
        let title = source.map_or("", Source::title_alone);
        Footnote {
            source: timeline.find(*id),
            name: name.to_owned(),
            title: if title == name { String::new() } else { title.to_owned() },
            grade: source.and_then(|source| source.grade(credibility)).unwrap_or_default(),
        }
    };
    notes.sources().iter().map(footnote).collect()
}

fn names_of(timeline: &Timeline, ids: &[Id]) -> Vec<String> {
    ids.iter().map(|id| timeline.title(*id).to_owned()).collect()
}

fn joined(parts: &[String]) -> String {
    let parts: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

/// The paragraphs of a text, each on one line.
fn paragraphs(text: &str) -> impl Iterator<Item = String> {
    let of_one = |paragraph: &str| paragraph.split_whitespace().collect::<Vec<_>>().join(" ");
    text.split("\n\n").map(of_one).filter(|paragraph| !paragraph.is_empty())
}
