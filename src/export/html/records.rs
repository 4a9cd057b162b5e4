//! The records besides events: concerns, actors, places, and the sources in full.

use std::fmt::Write as _;
use std::io;

use crate::describe::wording;
use crate::export::content::Content;
use crate::export::html::record::{How, body, meta, place};
use crate::export::html::{anchor, escape};
use crate::export::output::Output;
use crate::model::{RecordNo, Reliability, Table, Vocabulary as _};

/// # Errors
/// If the writer fails.
pub(crate) fn write(output: &mut Output<'_>, content: &Content<'_>) -> io::Result<()> {
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
            output.text,
            "<section class=records data-table={} id={name} aria-labelledby=Title-{name}>\n<h2 id=Title-{name}>{name}</h2>\n",
            table.name()
        );
        if table == Table::Source {
            grades(&mut output.text);
        }
        for no in content.records(table) {
            record(&mut output.text, content, no);
            output.flush_if_full()?;
        }
        output.text.push_str("</section>\n");
    }
    Ok(())
}

fn record(out: &mut String, content: &Content<'_>, no: RecordNo) {
    let Some(it) = content.described(no) else { return };
    out.push_str("<article");
    escape::attribute(out, "id", &anchor::of(content, no));
    out.push('>');
    escape::element(out, "h3", "", it.title);
    let count = content.rows.of_rows(it.events).count();
    let events = format!("<a href=#Timeline>{}</a>", wording::counted(count, "event"));
    let place = place(&it, format!("N{}-{}", no.table.name(), no.number));
    let events = if count > 0 { events } else { String::new() };
    let grade = content.timeline.records().sources.get(no.index()).filter(|_| no.table == Table::Source);
    let grade = grade.and_then(|source| source.grade(None)).map(|grade| format!("<b>{grade}</b>"));
    let after: Vec<String> = grade.into_iter().chain([events]).filter(|part| !part.is_empty()).collect();
    let after = &*after.join(" · ");
    let how = How { place: &place, heading: "h4", in_full: false, after };
    // The script looks for actors' names there, after kind and country.
    let actor = content.timeline.records().actors.get(no.index()).filter(|_| no.table == Table::Actor);
    let names_from = actor.map_or(usize::MAX, |actor| 1 + usize::from(!actor.country.is_empty()));
    meta(out, content, &it, how, names_from);
    body(out, content, &it, how);
    out.push_str("</article>\n");
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
