//! What the chronology rests on and bears on: concerns, actors, places, and the sources in full.

use std::fmt::Write as _;
use std::io;

use super::{anchor, escape, parts};
use crate::describe::wording;
use crate::export::content::Content;
use crate::export::notes::Notes;
use crate::export::paper::Paper;
use crate::export::words;
use crate::model::{Id, Record, RecordNo, Reliability, Table, Vocabulary as _};

/// Writes the sections of all records but events.
///
/// # Errors
/// If the writer fails.
pub fn write(paper: &mut Paper<'_>, content: &Content<'_>) -> io::Result<()> {
    for (table, name) in [
        (Table::Concern, "Concerns"),
        (Table::Actor, "Actors"),
        (Table::Place, "Places"),
        (Table::Source, "Sources"),
    ] {
        if content.records(table).next().is_none() {
            continue;
        }
        let _ = write!(
            paper.text,
            "<section class=records data-table={} id={name} aria-labelledby=Title-{name}>\n<h2 id=Title-{name}>{name}</h2>\n",
            table.name()
        );
        if table == Table::Source {
            grades(&mut paper.text);
        }
        for no in content.records(table) {
            record(&mut paper.text, content, no);
            paper.settle()?;
        }
        paper.text.push_str("</section>\n");
    }
    Ok(())
}

fn record(out: &mut String, content: &Content<'_>, no: RecordNo) {
    let timeline = content.timeline;
    let Some(record) = timeline.record(no) else { return };
    out.push_str("<article");
    escape::attribute(out, "id", &anchor::of(content, no));
    out.push('>');
    escape::element(out, "h3", "", words::title(timeline, no));
    meta(out, content, no, record);
    for sentence in words::judged(record) {
        escape::element(out, "p", "meta", &sentence);
    }
    escape::paragraphs(out, "", &record.summary, "");
    if content.with_notes {
        escape::paragraphs(out, "spoken", &record.notes, "");
    }
    match no.table {
        Table::Concern => condition(out, content, no),
        Table::Actor => actor(out, content, no),
        Table::Source => source(out, content, no),
        Table::Event | Table::Place | Table::Briefing => {}
    }
    let mut notes = Notes::default();
    notes.numbers(&record.sources);
    // Marks are for what one source of several says; the list alone says what all of it rests on.
    let is_marked = !record.accounts.is_empty() || record.links.iter().any(|link| !link.sources.is_empty());
    let place = if is_marked { format!("N{}-{}", no.table.name(), no.number) } else { String::new() };
    for link in &record.links {
        let _ = write!(out, "<p class=bound><b>{}</b> ", link.kind.forward());
        anchor::link(out, content, link.to);
        escape::text(out, &words::qualified(timeline, link));
        parts::marks(out, &notes.numbers(&link.sources), &place);
        out.push_str("</p>\n");
    }
    let mut mark = |out: &mut String, cited| parts::marks(out, &notes.numbers(cited), &place);
    parts::accounts(out, content, record, "h4", &mut mark);
    parts::footnotes(out, content, &notes, &place, false);
    out.push_str("</article>\n");
}

/// Writes standing, facts, and how many events have to do with it.
fn meta(out: &mut String, content: &Content<'_>, no: RecordNo, record: &Record) {
    let timeline = content.timeline;
    let mut parts: Vec<String> = Vec::new();
    let mut part = |write: &dyn Fn(&mut String)| {
        let mut part = String::new();
        write(&mut part);
        parts.extend(Some(part).filter(|part| !part.is_empty()));
    };
    if no.table == Table::Concern {
        part(&|out| escape::name(out, &words::standing(timeline, no, record)));
    }
    for fact in words::facts(timeline, no) {
        part(&|out| escape::name(out, &fact));
    }
    if let Some(actor) = timeline.records().actors.get(no.index()).filter(|_| no.table == Table::Actor) {
        for name in actor.aliases.iter().filter(|name| !name.is_empty()) {
            part(&|out| {
                out.push_str("<i>");
                escape::name(out, name);
                out.push_str("</i>");
            });
        }
    }
    if let Some(source) = timeline.source(record.id).filter(|_| no.table == Table::Source) {
        part(&|out| escape::name(out, &source.kind.replace('-', " ")));
        part(&|out| {
            let grade = source.grade(None).unwrap_or_default();
            out.push_str(&if grade.is_empty() { grade } else { format!("<b>{grade}</b>") });
        });
        part(&|out| parts::address(out, source));
    }
    let count = content.rows.of_rows(timeline.rows_of(record.id)).count();
    part(&|out| {
        if count > 0 {
            let _ = write!(out, "<a href=#Timeline>{}</a>", words::counted(count, "event"));
        }
    });
    if !parts.is_empty() {
        let _ = writeln!(out, "<p class=meta>{}</p>", parts.join(" · "));
    }
}

/// Writes a labelled list of records.
fn bound(out: &mut String, content: &Content<'_>, label: &str, ids: &[Id]) {
    if !ids.is_empty() {
        let _ = write!(out, "<p class=bound><b>{label}</b> ");
        anchor::links(out, content, ids);
        out.push_str("</p>\n");
    }
}

/// Writes the condition of a concern, and what it is about.
pub fn condition(out: &mut String, content: &Content<'_>, no: RecordNo) {
    let Some(concern) = content.timeline.records().concerns.get(no.index()) else { return };
    for (label, text) in [("if", &concern.if_), ("then", &concern.then)] {
        if !text.trim().is_empty() {
            let _ = write!(out, "<p class=bound><b>{label}</b> ");
            escape::name(out, text.trim());
            out.push_str("</p>\n");
        }
    }
    bound(out, content, "about", &concern.about);
    bound(out, content, "decided by", &concern.depends_on);
    bound(out, content, "part of", concern.part_of.as_slice());
}

fn actor(out: &mut String, content: &Content<'_>, no: RecordNo) {
    let Some(actor) = content.timeline.records().actors.get(no.index()) else { return };
    for role in &actor.roles {
        out.push_str("<p class=bound><b>role</b> ");
        escape::name(out, &wording::office(content.timeline, role));
        if let Some(date) = &role.date {
            out.push_str(" · ");
            escape::name(out, &date.words());
        }
        out.push_str("</p>\n");
    }
    let wholes: Vec<Id> = actor.part_of.iter().map(|whole| whole.of).collect();
    bound(out, content, "part of", &wholes);
}

fn source(out: &mut String, content: &Content<'_>, no: RecordNo) {
    if let Some(source) = content.timeline.records().sources.get(no.index()) {
        bound(out, content, "repeats", source.origin.as_slice());
    }
}

/// What the letters and numbers of grades mean.
fn grades(out: &mut String) {
    out.push_str("<p class=quiet>Grades (Admiralty code): ");
    for letter in Reliability::ALL {
        let meaning = letter.meaning().trim_end_matches('.').to_lowercase();
        let _ = write!(out, "<b>{}</b> {meaning}, ", letter.word());
    }
    for number in 1..=6 {
        let comma = if number == 6 { ".</p>\n" } else { ", " };
        let _ = write!(out, "<b>{number}</b> {}{comma}", wording::credibility(number));
    }
}
