//! What a page and a text say in the same words.

use crate::describe::wording;
use crate::model::{
    Account, Citation, Concern, Event, Link, Record, RecordNo, Status, Table, Timeline, Vocabulary as _, When,
};

/// When an event was.
#[must_use]
pub fn date(event: &Event) -> String {
    event.date.as_ref().map_or_else(|| "undated".to_owned(), When::words)
}

/// "1 step", "9 steps".
pub fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// What a record is called by: a title that was lost to an error is its id.
#[must_use]
pub fn title(timeline: &Timeline, no: RecordNo) -> &str {
    match timeline.records().title(no).trim() {
        "" => timeline.id_of(no).map_or("", |id| timeline.ids().text(id)),
        title => title,
    }
}

/// What sort of thing a record is, and what tells it apart, in few words each.
#[must_use]
pub fn facts(timeline: &Timeline, no: RecordNo) -> Vec<String> {
    let records = timeline.records();
    let at = no.index();
    let facts = match no.table {
        Table::Event => {
            let Some(event) = timeline.event(no) else { return Vec::new() };
            let place = event.places.first().map(|place| timeline.title(place.place).to_owned());
            vec![event.kind.map(|kind| kind.shown()).unwrap_or_default(), place.unwrap_or_default()]
        }
        Table::Actor => {
            let Some(actor) = records.actors.get(at) else { return Vec::new() };
            vec![actor.kind.shown(), actor.native_name.to_string()]
        }
        Table::Concern => {
            let Some(concern) = records.concerns.get(at) else { return Vec::new() };
            vec![holders(timeline, concern), concern.state.shown(), since(concern)]
        }
        Table::Place => {
            let Some(place) = records.places.get(at) else { return Vec::new() };
            let line = if place.path.is_empty() { "place" } else { "line on the map" };
            vec![line.to_owned(), place.countries.join(", ")]
        }
        Table::Source => {
            let Some(source) = records.sources.get(at) else { return Vec::new() };
            let date = source.date.as_ref().map(When::words).unwrap_or_default();
            vec![source.publisher.to_string(), source.author.to_string(), date]
        }
        Table::Briefing => vec!["briefing".to_owned()],
    };
    facts.into_iter().filter(|fact| !fact.is_empty()).collect()
}

/// "concern of Iraq".
#[must_use]
pub fn holders(timeline: &Timeline, concern: &Concern) -> String {
    if concern.held_by.is_empty() {
        return "concern".to_owned();
    }
    format!("concern of {}", wording::names(timeline, &concern.held_by))
}

fn since(concern: &Concern) -> String {
    concern.since.as_ref().map(|since| format!("since {}", since.words())).unwrap_or_default()
}

/// Standing and support: "claim by Iran · 2 origins".
#[must_use]
pub fn standing(timeline: &Timeline, no: RecordNo, record: &Record) -> String {
    let holders = match no.table {
        Table::Concern => timeline.records().concerns.get(no.index()).map(|concern| &*concern.held_by),
        _ => None,
    };
    let words = wording::standing(timeline, &record.standing, holders.unwrap_or_default());
    format!("{words} · {}", wording::support(timeline, record))
}

/// Likelihood and confidence, which never share a sentence.
#[must_use]
pub fn judged(record: &Record) -> Vec<String> {
    let likelihood = record
        .likelihood
        .map(|likelihood| format!("Judged {} ({}).", likelihood.shown(), likelihood.meaning()));
    let confidence =
        record.confidence.map(|confidence| format!("Confidence in the judgment: {}.", confidence.word()));
    likelihood.into_iter().chain(confidence).collect()
}

/// The points on which accounts differ, each with the accounts of it.
#[must_use]
pub fn points(record: &Record) -> Vec<(&str, Vec<&Account>)> {
    let mut points: Vec<(&str, Vec<&Account>)> = Vec::new();
    for account in &record.accounts {
        match points.iter_mut().find(|(on, _)| *on == &*account.on) {
            Some((_, accounts)) => accounts.push(account),
            None => points.push((&account.on, vec![account])),
        }
    }
    points
}

/// What a link says besides its word: qualification, standing, time.
#[must_use]
pub fn qualified(timeline: &Timeline, link: &Link) -> String {
    let mut words = String::new();
    let mut add = |part: &str| {
        words.push_str(" · ");
        words.push_str(part);
    };
    if !link.says.is_empty() {
        add(&link.says);
    }
    if link.standing.status != Status::Reported || !link.standing.by.is_empty() {
        add(&wording::standing(timeline, &link.standing, &[]));
    }
    if let Some(date) = &link.date {
        add(&date.words());
    }
    words
}

/// What a citation says besides its quote: where, and which date.
#[must_use]
pub fn cited(citation: &Citation) -> Vec<String> {
    let mut parts = Vec::new();
    if !citation.at.is_empty() {
        parts.push(citation.at.to_string());
    }
    match (&citation.date, citation.as_stated.is_empty()) {
        (Some(date), true) => parts.push(format!("gives {}", date.words())),
        (Some(date), false) => parts.push(format!("“{}”: {}", citation.as_stated, date.words())),
        (None, false) => parts.push(format!("“{}”", citation.as_stated)),
        (None, true) => {}
    }
    parts
}

/// The grade of a citation of a source, such as `F3`; empty where nothing is graded.
#[must_use]
pub fn grade(timeline: &Timeline, citation: &Citation) -> String {
    let source = timeline.source(citation.source);
    source.and_then(|source| source.grade(citation.credibility)).unwrap_or_default()
}

/// A grade in words: "F3: reliability cannot be judged; possibly true".
#[must_use]
pub fn grade_words(grade: &str) -> String {
    use crate::model::Reliability;
    let mut signs = grade.chars();
    let letter = signs.next().map(String::from).unwrap_or_default();
    let number = signs.next().and_then(|sign| sign.to_digit(10)).and_then(|number| u8::try_from(number).ok());
    let reliability =
        Reliability::from_word(&letter).map(|letter| letter.meaning().trim_end_matches('.').to_owned());
    let credibility = number.map(|number| wording::credibility(number).to_owned());
    reliability.into_iter().chain(credibility).collect::<Vec<_>>().join("; ").to_lowercase()
}
