//! Records as JSON objects, for other programs: the same records, keys and words as in the file, plus derived values.
//! `docs/export.md` describes every key.
//!
//! ```text
//! records   the keys of each table
//! shared    keys common to all records: standing, citations, accounts, links, dates
//! ```
//!
//! Keys are always present: a list may be empty, anything else may be null. Later versions may add keys; any other change
//! increases `version`.

mod records;
mod shared;

use std::borrow::Cow;
use std::io;

use serde::Serialize;
use serde_json::Value;

use crate::export::content::{Content, Output};
use crate::export::json::records::{
    ActorEntry, BriefingEntry, ConcernEntry, EventEntry, PlaceEntry, SourceEntry,
};
use crate::export::json::shared::{DateEntry, Text, judgments, question, text, texts};
use crate::model::Table;
use crate::model::date::offset_text;

/// The version of the JSON format.
const VERSION: u32 = 1;

/// The `[timeline]` table.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
struct Head<'t> {
    title: Text<'t>,
    summary: Text<'t>,
    judgments: Vec<Value>,
    questions: Vec<Value>,
    kinds: Vec<Cow<'t, str>>,
    as_of: Option<DateEntry>,
    language: Text<'t>,
    #[serde(skip_serializing_if = "Option::is_none")]
    offset: Option<String>,
}

/// # Errors
/// If the writer fails.
pub(crate) fn write(content: &Content<'_>, output: &mut Output<'_>) -> io::Result<()> {
    let timeline = content.timeline;
    let head = timeline.head();
    output.text.push_str("{\n\"annals-export\": ");
    add(output, &VERSION)?;
    output.text.push_str(",\n\"filter\": ");
    add(output, &content.query.map(text))?;
    output.text.push_str(",\n\"timeline\": ");
    let head = Head {
        title: text(&head.title),
        summary: text(&head.summary),
        judgments: judgments(timeline, &head.judgments),
        questions: head.questions.iter().map(|one| question(timeline, one)).collect(),
        kinds: texts(&head.kinds),
        as_of: head.as_of.as_ref().map(DateEntry::of),
        language: text(&head.language),
        offset: (head.offset != 0).then(|| offset_text(head.offset)),
    };
    add(output, &head)?;
    output.text.push_str(",\n\"events\": [");
    let mut comma = Comma(false);
    for row in content.rows.iter_from(0) {
        if let Some((_, event)) = timeline.event_at(row) {
            comma.write(output);
            add(output, &EventEntry::of(content, row, event))?;
        }
    }
    for (table, name) in [
        (Table::Actor, "actors"),
        (Table::Concern, "concerns"),
        (Table::Place, "places"),
        (Table::Source, "sources"),
        (Table::Briefing, "briefings"),
    ] {
        output.text.push_str("\n],\n\"");
        output.text.push_str(name);
        output.text.push_str("\": [");
        let mut comma = Comma(false);
        for no in content.records(table) {
            if table == Table::Briefing && content.briefing.is_some_and(|given| given != no) {
                continue;
            }
            comma.write(output);
            record(output, content, table, no.index())?;
        }
    }
    output.text.push_str("\n]\n}\n");
    Ok(())
}

/// Writes a comma before each item but the first.
struct Comma(bool);

impl Comma {
    fn write(&mut self, output: &mut Output<'_>) {
        output.text.push_str(if std::mem::replace(&mut self.0, true) { ",\n" } else { "\n" });
    }
}

fn record(output: &mut Output<'_>, content: &Content<'_>, table: Table, at: usize) -> io::Result<()> {
    let records = content.timeline.records();
    match table {
        Table::Actor => match records.actors.get(at) {
            Some(actor) => add(output, &ActorEntry::of(content, actor)),
            None => Ok(()),
        },
        Table::Concern => match records.concerns.get(at) {
            Some(concern) => add(output, &ConcernEntry::of(content, concern)),
            None => Ok(()),
        },
        Table::Place => match records.places.get(at) {
            Some(place) => add(output, &PlaceEntry::of(content, place)),
            None => Ok(()),
        },
        Table::Source => match records.sources.get(at) {
            Some(source) => add(output, &SourceEntry::of(content, source)),
            None => Ok(()),
        },
        Table::Briefing => match records.briefings.get(at) {
            Some(briefing) => add(output, &BriefingEntry::of(content, briefing)),
            None => Ok(()),
        },
        Table::Event => Ok(()),
    }
}

fn add(output: &mut Output<'_>, value: &impl Serialize) -> io::Result<()> {
    output.text.push_str(&serde_json::to_string(value)?);
    output.flush_if_full()
}
