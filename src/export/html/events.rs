//! The chronology: a section with a strip for each year, and an article for each event.
//!
//! Each article carries what the filter needs as data attributes, unless its links already have it, so that the script
//! need not parse the text.

use std::fmt::Write as _;
use std::io;

use crate::describe::{Description, wording};
use crate::export::content::{Content, Output};
use crate::export::html::record::{RecordStyle, body, days, meta, place};
use crate::export::html::{axis, escape, strip};
use crate::model::{Event, RecordNo, Status, Vocabulary as _, When};

/// # Errors
/// If the writer fails.
pub(crate) fn write(output: &mut Output<'_>, content: &Content<'_>) -> io::Result<()> {
    let timeline = content.timeline;
    let out = &mut output.text;
    out.push_str(
        "<section id=Timeline aria-labelledby=Title-Timeline>\n<h2 id=Title-Timeline>Timeline</h2>\n",
    );
    if content.given().is_some() {
        escape::paragraphs(out, "", &timeline.head().summary, "");
    }
    axis::whole(out, content);
    strip::months(out);
    out.push_str(FILTER);
    let mut rows = content.rows.iter_from(0).peekable();
    let mut place = 0;
    let mut latest = None;
    while let Some(row) = rows.next() {
        let year_of = |row: usize| timeline.heading_day(row).map(crate::model::Day::year);
        let year = year_of(row);
        let mut group = vec![row];
        while let Some(next) = rows.next_if(|next| year_of(*next) == year) {
            group.push(next);
        }
        // Across zones, an earlier year may follow a later one; an id stands once.
        let is_new = latest.is_none_or(|latest| year.is_none_or(|year| year > latest));
        latest = latest.max(year);
        heading(&mut output.text, content, (year, is_new), &group, place);
        place += group.len();
        for row in group {
            if let Some((event, it)) =
                timeline.event_at(row).and_then(|it| Some((it, content.described_in(row)?)))
            {
                crate::export::html::events::event(&mut output.text, content, row, event, &it);
                output.flush_if_full()?;
            }
        }
        output.text.push_str("</section>\n");
    }
    if place == 0 {
        output.text.push_str("<p class=quiet>There are no events.</p>\n");
    }
    output.text.push_str("</section>\n");
    Ok(())
}

/// It needs the script, which shows it.
const FILTER: &str = "<form id=Filter role=search hidden><label class=label for=Query>Filter</label>\
    <input id=Query type=search autocomplete=off spellcheck=false placeholder=\"words, actor:iran, kind:attack, after:2023 …\" aria-describedby=\"Count Said\">\
    <label class=brief><input id=Brief type=checkbox> Titles only</label>\
    <output id=Count for=Query></output><p id=Said role=status></p></form>\n";

fn heading(
    out: &mut String,
    content: &Content<'_>,
    (year, is_new): (Option<i64>, bool),
    rows: &[usize],
    first: usize,
) {
    let (id, name) = match year {
        Some(year) => (format!("Year-{year}"), wording::year(year)),
        None => ("Undated".to_owned(), "Undated".to_owned()),
    };
    let id = if is_new { format!(" id={id}") } else { String::new() };
    let _ = writeln!(out, "<section class=year{id}><h3>{name}</h3>");
    if let Some(year) = year {
        strip::write(out, content, year, rows, first);
    }
}

fn event(
    out: &mut String,
    content: &Content<'_>,
    row: usize,
    (no, event): (RecordNo, &Event),
    it: &Description<'_>,
) {
    out.push_str("<article class=event");
    escape::attribute(out, "id", &escape::of(content, no));
    data(out, content, row, event);
    let _ = content.fit(row).map(|fit| write!(out, " data-fit={fit}"));
    out.push_str(">\n");
    date(out, event.date.as_ref());
    out.push_str("<div>");
    escape::element(out, "h4", "", it.title);
    let place = place(it, format!("N{}", no.number));
    let how = RecordStyle { place: &place, heading: "h5", in_full: false, after: "" };
    meta(out, content, it, how, usize::MAX);
    out.push_str("<div class=more>");
    body(out, content, it, how);
    out.push_str("</div></div></article>\n");
}

/// Writes the date, machine-readable if HTML has a form for it.
fn date(out: &mut String, date: Option<&When>) {
    out.push_str("<p class=date>");
    let Some(date) = date else {
        out.push_str("undated</p>");
        return;
    };
    let edtf = date.text();
    let is_plain = matches!(edtf.len(), 4 | 7 | 10) && edtf.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    if is_plain && !edtf.starts_with(['0', '-']) && edtf.get(5..7).is_none_or(|month| month < "13") {
        let _ = write!(out, "<time datetime={edtf}>");
        escape::text(out, &date.words());
        out.push_str("</time></p>");
    } else {
        escape::text(out, &date.words());
        out.push_str("</p>");
    }
}

/// Writes what the filter needs of an event: kind, status, claimants, the wholes around it, tags, the number of
/// independent sources unless it is one, and its first and last day since 2000, with `*` for no end and `?` if uncertain;
/// a single day is written once.
fn data(out: &mut String, content: &Content<'_>, row: usize, event: &Event) {
    let timeline = content.timeline;
    let record = &event.record;
    if let Some(kind) = event.kind {
        escape::attribute(out, "data-kind", kind.word(timeline.ids()));
    }
    if record.standing.status != Status::Reported {
        let _ = write!(out, " data-status={}", record.standing.status.word());
    }
    let accounts = record.accounts.iter().flat_map(|account| &account.by);
    let mut by: Vec<&str> =
        record.standing.by.iter().chain(accounts).map(|id| timeline.ids().text(*id)).collect();
    by.sort_unstable();
    by.dedup();
    if !by.is_empty() {
        escape::attribute(out, "data-by", &by.join(" "));
    }
    let wholes = timeline.parts().wholes(row).filter_map(|whole| timeline.event_ref_at(whole)?.id());
    let wholes: Vec<&str> = wholes.map(|id| timeline.ids().text(id)).collect();
    if !wholes.is_empty() {
        escape::attribute(out, "data-whole", &wholes.join(" "));
    }
    if !record.tags.is_empty() {
        escape::attribute(out, "data-tag", &record.tags.join("|"));
    }
    let origins = timeline.origins(record).len();
    if origins != 1 {
        let _ = write!(out, " data-origins={origins}");
    }
    if let Some(date) = &event.date {
        let (first, last) = days(date);
        if date.has_doubt() {
            let _ = write!(out, " data-days=\"{first} {last} ?\"");
        } else if first == last && first != "*" {
            let _ = write!(out, " data-days={first}");
        } else {
            let _ = write!(out, " data-days=\"{first} {last}\"");
        }
    }
}
