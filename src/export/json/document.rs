//! The outer object, streamed record by record.

use std::borrow::Cow;
use std::io;

use serde::Serialize;

use crate::export::content::Content;
use crate::export::json::records::{
    ActorEntry, BriefingEntry, ConcernEntry, EventEntry, PlaceEntry, SourceEntry,
};
use crate::export::json::shared::DateEntry;
use crate::export::json::shared::{Text, text, texts};
use crate::export::write::Paper;
use crate::model::Table;

/// The version of the JSON format.
const VERSION: u32 = 1;

/// The `[timeline]` table.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
struct Head<'t> {
    title: Text<'t>,
    summary: Text<'t>,
    judgments: Vec<Cow<'t, str>>,
    as_of: Option<DateEntry>,
    language: Text<'t>,
}

/// # Errors
/// If the writer fails.
pub(crate) fn write(content: &Content<'_>, paper: &mut Paper<'_>) -> io::Result<()> {
    let timeline = content.timeline;
    let head = timeline.head();
    paper.text.push_str("{\n\"annals-export\": ");
    add(paper, &VERSION)?;
    paper.text.push_str(",\n\"filter\": ");
    add(paper, &content.query.map(text))?;
    paper.text.push_str(",\n\"timeline\": ");
    let head = Head {
        title: text(&head.title),
        summary: text(&head.summary),
        judgments: texts(&head.judgments),
        as_of: head.as_of.as_ref().map(DateEntry::of),
        language: text(&head.language),
    };
    add(paper, &head)?;
    paper.text.push_str(",\n\"events\": [");
    let mut comma = Comma(false);
    for row in content.rows.iter_from(0) {
        if let Some((_, event)) = timeline.event_at(row) {
            comma.write(paper);
            add(paper, &EventEntry::of(content, event))?;
        }
    }
    for (table, name) in [
        (Table::Actor, "actors"),
        (Table::Concern, "concerns"),
        (Table::Place, "places"),
        (Table::Source, "sources"),
        (Table::Briefing, "briefings"),
    ] {
        paper.text.push_str("\n],\n\"");
        paper.text.push_str(name);
        paper.text.push_str("\": [");
        let mut comma = Comma(false);
        for no in content.records(table) {
            if table == Table::Briefing && content.briefing.is_some_and(|given| given != no) {
                continue;
            }
            comma.write(paper);
            record(paper, content, table, no.index())?;
        }
    }
    paper.text.push_str("\n]\n}\n");
    Ok(())
}

/// Writes a comma before each item but the first.
struct Comma(bool);

impl Comma {
    fn write(&mut self, paper: &mut Paper<'_>) {
        paper.text.push_str(if std::mem::replace(&mut self.0, true) { ",\n" } else { "\n" });
    }
}

fn record(paper: &mut Paper<'_>, content: &Content<'_>, table: Table, at: usize) -> io::Result<()> {
    let records = content.timeline.records();
    match table {
        Table::Actor => match records.actors.get(at) {
            Some(actor) => add(paper, &ActorEntry::of(content, actor)),
            None => Ok(()),
        },
        Table::Concern => match records.concerns.get(at) {
            Some(concern) => add(paper, &ConcernEntry::of(content, concern)),
            None => Ok(()),
        },
        Table::Place => match records.places.get(at) {
            Some(place) => add(paper, &PlaceEntry::of(content, place)),
            None => Ok(()),
        },
        Table::Source => match records.sources.get(at) {
            Some(source) => add(paper, &SourceEntry::of(content, source)),
            None => Ok(()),
        },
        Table::Briefing => match records.briefings.get(at) {
            Some(briefing) => add(paper, &BriefingEntry::of(content, briefing)),
            None => Ok(()),
        },
        Table::Event => Ok(()),
    }
}

fn add(paper: &mut Paper<'_>, value: &impl Serialize) -> io::Result<()> {
    paper.text.push_str(&serde_json::to_string(value)?);
    paper.settle()
}
