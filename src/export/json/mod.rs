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
use crate::export::json::shared::{DateEntry, Text, entry, judgments, question, text, texts};
use crate::model::date::offset_text;
use crate::model::{self, Table, Timeline};

/// The version of the JSON format.
const VERSION: u32 = 1;

entry! {
    /// The `[timeline]` table.
    Head(timeline: &'t Timeline, head: &'t model::Head) {
        title: Text<'t> = text(&head.title),
        summary: Text<'t> = text(&head.summary),
        judgments: Vec<Value> = judgments(timeline, &head.judgments),
        questions: Vec<Value> = head.questions.iter().map(|one| question(timeline, one)).collect(),
        kinds: Vec<Cow<'t, str>> = texts(&head.kinds),
        as_of: Option<DateEntry> = head.as_of.as_ref().map(DateEntry::of),
        language: Text<'t> = text(&head.language),
        #[serde(skip_serializing_if = "Option::is_none")]
        offset: Option<String> = (head.offset != 0).then(|| offset_text(head.offset)),
    }
}

/// # Errors
/// If the writer fails.
pub(crate) fn write(content: &Content<'_>, output: &mut Output<'_>) -> io::Result<()> {
    let timeline = content.timeline;
    let records = timeline.records();
    output.text.push_str("{\n\"annals-export\": ");
    add(output, &VERSION)?;
    output.text.push_str(",\n\"filter\": ");
    add(output, &content.query.map(text))?;
    output.text.push_str(",\n\"timeline\": ");
    add(output, &Head::of(timeline, timeline.head()))?;
    output.text.push_str(",\n\"events\": [");
    let mut comma = Comma(false);
    for row in content.rows.iter_from(0) {
        if let Some((_, event)) = timeline.event_at(row) {
            comma.write(output);
            add(output, &EventEntry::of(content, row, event))?;
        }
    }
    list(output, content, (Table::Actor, "actors"), &records.actors, ActorEntry::of)?;
    list(output, content, (Table::Concern, "concerns"), &records.concerns, ConcernEntry::of)?;
    list(output, content, (Table::Place, "places"), &records.places, PlaceEntry::of)?;
    list(output, content, (Table::Source, "sources"), &records.sources, SourceEntry::of)?;
    list(output, content, (Table::Briefing, "briefings"), &records.briefings, BriefingEntry::of)?;
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

/// Writes the records of a table; of the briefings, only the chosen one if there is one.
fn list<'t, T, E: Serialize>(
    output: &mut Output<'_>,
    content: &Content<'t>,
    (table, name): (Table, &str),
    all: &'t [T],
    entry: impl Fn(&Content<'t>, &'t T) -> E,
) -> io::Result<()> {
    output.text.push_str(&format!("\n],\n\"{name}\": ["));
    let mut comma = Comma(false);
    for no in content.records(table) {
        let is_other = table == Table::Briefing && content.briefing.is_some_and(|given| given != no);
        if let Some(one) = all.get(no.index()).filter(|_| !is_other) {
            comma.write(output);
            add(output, &entry(content, one))?;
        }
    }
    Ok(())
}

fn add(output: &mut Output<'_>, value: &impl Serialize) -> io::Result<()> {
    output.text.push_str(&serde_json::to_string(value)?);
    output.flush_if_full()
}
