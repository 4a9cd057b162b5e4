//! What can be taken away from what is read: its id, a citation, an address, the record as Markdown.

use std::fmt::Write as _;

use crate::model::{Account, Citation, Event, Record, Source, Table, Timeline, When};

use crate::app::core::effect::Effect;
use crate::app::core::msg::Take;
use crate::app::core::subject::Subject;
use crate::app::page::related;
use crate::app::page::wording;
use crate::app::state::App;

impl App {
    /// Copies something of what is read.
    pub(crate) fn copy(&mut self, take: Take) -> Vec<Effect> {
        let timeline = self.timeline();
        let record = match self.reading() {
            Subject::Record(no) => {
                self.whole_of(no).map(|event| &event.record).or_else(|| timeline.record(no))
            }
            Subject::Timeline => None,
        };
        let taken = match (take, record) {
            (Take::Id, Some(record)) => Ok(timeline.ids().text(record.id).to_owned()),
            (Take::Citation, Some(record)) => Ok(citation(timeline, record)),
            (Take::Markdown, Some(record)) => Ok(markdown(timeline, record, self.whole_event())),
            (Take::Markdown | Take::Citation, None) => Ok(head(timeline)),
            (Take::Id, None) => Err("The timeline itself has no id."),
            (Take::Address, _) => self.address().ok_or("No source of this has an address."),
        };
        let what = match take {
            Take::Id => "the id",
            Take::Citation => "the citation",
            Take::Address => "the address",
            Take::Markdown => "the record as Markdown",
        };
        match taken {
            Ok(text) => vec![Effect::Copy { text, what }],
            Err(why) => {
                self.message = Some(why.to_owned());
                Vec::new()
            }
        }
    }

    /// Shows the address of what is read in the browser.
    pub(crate) fn visit(&mut self) -> Vec<Effect> {
        match self.address() {
            Some(address) => vec![Effect::Visit(address)],
            None => {
                self.message = Some("No source of this has an address.".to_owned());
                Vec::new()
            }
        }
    }

    /// The address of a source that is read, or of the first source with one of another record.
    fn address(&self) -> Option<String> {
        let Subject::Record(no) = self.reading() else { return None };
        let timeline = self.timeline();
        let record = timeline.record(no)?;
        let own = (no.table == Table::Source).then(|| timeline.source(record.id)).flatten();
        let cited = record.sources.iter().filter_map(|citation| timeline.source(citation.source));
        own.into_iter()
            .chain(cited)
            .map(|source| &source.url)
            .find(|url| !url.is_empty())
            .map(ToString::to_string)
    }
}

/// One line: title, date, standing, timeline, sources.
fn citation(timeline: &Timeline, record: &Record) -> String {
    let mut parts = vec![format!("“{}”", timeline.title(record.id))];
    parts.extend(date_of(timeline, record).map(When::words));
    parts.push(wording::standing(timeline, &record.standing, &[]));
    parts.push(wording::support(timeline, record));
    let head = timeline.head();
    let as_of = head.as_of.as_ref().map_or_else(String::new, |date| format!(" (as of {})", date.words()));
    let sources: Vec<String> = cited(timeline, record).into_iter().map(reference).collect();
    let from = if sources.is_empty() { String::new() } else { format!(" Sources: {}.", sources.join("; ")) };
    format!("{}. In: {}{as_of}.{from}", parts.join(", "), head.title)
}

fn date_of<'t>(timeline: &'t Timeline, record: &Record) -> Option<&'t When> {
    timeline.event(timeline.find(record.id)?)?.date.as_ref()
}

/// The sources of a record, each once, in the order in which they are cited.
fn cited<'t>(timeline: &'t Timeline, record: &Record) -> Vec<&'t Source> {
    let mut sources: Vec<&Source> = Vec::new();
    for source in crate::model::record::sources_of(record).filter_map(|id| timeline.source(id)) {
        if !sources.iter().any(|other| other.record.id == source.record.id) {
            sources.push(source);
        }
    }
    sources
}

fn reference(source: &Source) -> String {
    let parts = [&*source.publisher, source.title_alone(), &source.url];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

fn head(timeline: &Timeline) -> String {
    let head = timeline.head();
    let mut text = format!("# {}\n\n{}\n", escaped(&head.title), escaped(&head.summary));
    for judgment in &head.judgments {
        let _ = write!(text, "\n- {}", escaped(judgment));
    }
    text.push('\n');
    text
}

/// The record as Markdown, its sources as footnotes.
fn markdown(timeline: &Timeline, record: &Record, event: Option<&Event>) -> String {
    let mut text = format!("## {}\n\n", escaped(timeline.title(record.id)));
    let sources = cited(timeline, record);
    let notes = |citations: &[Citation]| -> String {
        let mut marks: Vec<usize> = citations
            .iter()
            .filter_map(|citation| sources.iter().position(|source| source.record.id == citation.source))
            .collect();
        marks.dedup();
        marks.iter().map(|mark| format!("[^{}]", mark + 1)).collect()
    };
    let mut facts: Vec<String> = Vec::new();
    facts.extend(date_of(timeline, record).map(When::words));
    facts.extend(
        event.and_then(|event| event.places.first()).map(|place| timeline.title(place.place).to_owned()),
    );
    facts.push(wording::standing(timeline, &record.standing, &[]));
    facts.push(wording::support(timeline, record));
    let _ = write!(text, "*{}*\n\n", escaped(&facts.join(" · ")));
    if !record.summary.is_empty() {
        let _ = write!(text, "{}{}\n\n", escaped(&record.summary), notes(&record.sources));
    }
    if let Some(event) = event {
        if !event.so_what.is_empty() {
            let _ = write!(text, "**So what** {}\n\n", escaped(&event.so_what));
        }
        for (actor, role) in event.all_actors() {
            let office = timeline.actor(actor).and_then(|actor| actor.role_on(event.date.as_ref()));
            let office = office.map(|role| related::office(timeline, role));
            let parts: Vec<String> =
                [Some(role.to_owned()), office].into_iter().flatten().filter(|p| !p.is_empty()).collect();
            let after = if parts.is_empty() { String::new() } else { format!(": {}", parts.join(", ")) };
            let _ = writeln!(text, "- {}{}", escaped(timeline.title(actor)), escaped(&after));
        }
        text.push('\n');
    }
    for link in &record.links {
        let _ = writeln!(
            text,
            "- *{}* {}{}",
            link.kind.forward(),
            escaped(timeline.title(link.to)),
            notes(&link.sources)
        );
    }
    for account in &record.accounts {
        let _ = writeln!(text, "- {}{}", escaped(&said(timeline, account)), notes(&account.sources));
    }
    for (number, source) in sources.iter().enumerate() {
        let grade = source.grade(None).map_or_else(String::new, |grade| format!(" ({grade})"));
        let _ = write!(text, "\n[^{}]: {}{grade}", number + 1, escaped(&reference(source)));
    }
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}

fn said(timeline: &Timeline, account: &Account) -> String {
    let by = wording::names(timeline, &account.by);
    let by = if by.is_empty() { String::new() } else { format!("{by}: ") };
    format!("{} – {by}{}", account.on, account.says)
}

/// Text without what Markdown would take for its own.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        if matches!(character, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~') {
            out.push('\\');
        }
        out.push(character);
    }
    out
}
