//! CSV (RFC 4180, UTF-8): one row per event, with names for people and ids for programs.
//!
//! Spreadsheets treat a cell that begins with `=`, `+`, `-` or `@` as a formula, and a malicious formula can leak other
//! cells. So such a cell gets a leading `'`, the spreadsheets' own convention; coordinates are numbers and are left
//! alone.

use std::io;

use crate::describe::{Sources, wording};
use crate::export::content::{Content, Output};
use crate::model::{Day, Edge, Event, Id, RecordNo, Timeline, Vocabulary as _, When};
use crate::text::sanitize::{clean, of_the_web};

/// Newer versions may append columns, and never remove any.
const COLUMNS: &str = "id title date date-words earliest latest kind status by against likelihood confidence \
                       actors actor-ids concerns concern-ids places place-ids latitude longitude summary so-what \
                       tags origins sources source-ids addresses fit notes part-of date-from-parts";

/// Whether a column is written: whether an event fits only beside a filter, and notes only if they are asked for.
fn has_column(content: &Content<'_>, column: &str) -> bool {
    match column {
        "fit" => content.query.is_some(),
        "notes" => content.with_notes,
        _ => true,
    }
}

/// # Errors
/// If the writer fails.
pub(crate) fn write(content: &Content<'_>, output: &mut Output<'_>) -> io::Result<()> {
    let columns: Vec<&str> = COLUMNS.split(' ').filter(|column| has_column(content, column)).collect();
    output.text.push_str(&columns.join(","));
    output.text.push_str("\r\n");
    for row in content.rows.iter_from(0) {
        if let Some((no, event)) = content.timeline.event_at(row) {
            crate::export::csv::row(&mut output.text, content, row, (no, event));
            output.flush_if_full()?;
        }
    }
    Ok(())
}

fn row(out: &mut String, content: &Content<'_>, row: usize, (no, event): (RecordNo, &Event)) {
    let timeline = content.timeline;
    let record = &event.record;
    let date = event.date.as_ref();
    let day =
        |edge: Option<Edge>| edge.and_then(Edge::day).map(|day: Day| day.to_string()).unwrap_or_default();
    let actors: Vec<Id> = event.all_actors().into_iter().map(|(id, _)| id).collect();
    let places: Vec<Id> = event.places.iter().map(|part| part.place).collect();
    let mut cited = Sources::default();
    let accounts = record.accounts.iter().map(|account| &account.sources);
    let links = record.links.iter().map(|link| &link.sources);
    std::iter::once(&record.sources).chain(accounts).chain(links).for_each(|cites| cited.cite(cites));
    let sources: Vec<Id> = cited.iter().map(|(_, one)| one.id).collect();
    let graded = cited.iter().map(|(_, one)| match one.grade(timeline) {
        grade if grade.is_empty() => one.name(timeline).to_owned(),
        grade => format!("{} ({grade})", one.name(timeline)),
    });
    let addresses = cited.iter().filter_map(|(_, one)| of_the_web(one.address(timeline)));
    let position = places.iter().find_map(|id| {
        let no = timeline.find(*id)?;
        timeline.records().places.get(no.index()).filter(|place| place.record.id == *id)?.position
    });
    let degrees = |of: fn(&crate::model::Position) -> f64| position.as_ref().map(|at| of(at).to_string());
    let cells = [
        timeline.ids().text(record.id).to_owned(),
        wording::title(timeline, no).to_owned(),
        date.filter(|date| !date.is_from_parts()).map(When::text).unwrap_or_default(),
        date.map_or_else(|| "undated".to_owned(), When::words),
        day(date.map(When::from)),
        day(date.map(When::to)),
        event.kind.map(|kind| kind.word(timeline.ids()).to_owned()).unwrap_or_default(),
        record.standing.status.word().to_owned(),
        names(timeline, &record.standing.by),
        names(timeline, &record.standing.against),
        record.likelihood.map(|likelihood| likelihood.word().to_owned()).unwrap_or_default(),
        record.confidence.map(|confidence| confidence.word().to_owned()).unwrap_or_default(),
        names(timeline, &actors),
        ids(timeline, &actors),
        names(timeline, &event.concerns),
        ids(timeline, &event.concerns),
        names(timeline, &places),
        ids(timeline, &places),
        degrees(|at| at.lat).unwrap_or_default(),
        degrees(|at| at.lon).unwrap_or_default(),
        record.summary.to_string(),
        event.so_what.to_string(),
        record.tags.join("; "),
        timeline.origins(record).len().to_string(),
        graded.collect::<Vec<_>>().join("; "),
        ids(timeline, &sources),
        addresses.collect::<Vec<_>>().join(" "),
        content.fit(row).unwrap_or_default().to_owned(),
        record.notes.to_string(),
        event.part_of.map(|whole| timeline.ids().text(whole).to_owned()).unwrap_or_default(),
        date.filter(|date| date.is_from_parts()).map(When::text).unwrap_or_default(),
    ];
    let written = COLUMNS.split(' ').zip(&cells).filter(|(column, _)| has_column(content, column));
    for (at, (column, text)) in written.enumerate() {
        if at > 0 {
            out.push(',');
        }
        cell(out, text, matches!(column, "latitude" | "longitude"));
    }
    out.push_str("\r\n");
}

fn names(timeline: &Timeline, ids: &[Id]) -> String {
    ids.iter().map(|id| timeline.title(*id)).collect::<Vec<_>>().join("; ")
}

fn ids(timeline: &Timeline, ids: &[Id]) -> String {
    ids.iter().map(|id| timeline.ids().text(*id)).collect::<Vec<_>>().join("; ")
}

/// Writes a cell, never as a formula, and quoted if necessary.
pub(crate) fn cell(out: &mut String, text: &str, is_number: bool) {
    let text = clean(text.trim());
    let is_formula = !is_number && text.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\'']);
    let is_quoted = text.contains([',', '"', '\n', '\r']);
    if is_quoted {
        out.push('"');
    }
    if is_formula {
        out.push('\'');
    }
    for part in text.split_inclusive('"') {
        out.push_str(part);
        if part.ends_with('"') {
            out.push('"');
        }
    }
    if is_quoted {
        out.push('"');
    }
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[test]
    fn no_cell_is_a_formula() {
        for (text, written) in [
            ("=1+1", "'=1+1"),
            (" +1", "'+1"),
            ("-0043", "'-0043"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'=1"),
            ("＝1", "'＝1"),
            ("'=1", "''=1"),
            ("=a,\"b\"", "\"'=a,\"\"b\"\"\""),
            ("a = b", "a = b"),
            ("two\nlines", "\"two\nlines\""),
            ("", ""),
        ] {
            let mut out = String::new();
            cell(&mut out, text, false);
            assert_eq!(out, written);
        }
        let mut out = String::new();
        cell(&mut out, "-33.5", true);
        assert_eq!(out, "-33.5");
    }
}
