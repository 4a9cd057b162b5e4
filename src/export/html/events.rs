//! The chronology: a section for every year with its strip, and an article for every event.
//!
//! Each article carries what the filter asks of it as data, as far as its links do not say it, so that the script need
//! not understand the words.

use std::fmt::Write as _;
use std::io;

use super::{anchor, axis, escape, parts, picture, strip};
use crate::describe::wording;
use crate::export::content::Content;
use crate::export::notes::Notes;
use crate::export::paper::Paper;
use crate::export::words;
use crate::model::{Bond, Edge, Event, Id, Incoming, RecordNo, Status, Vocabulary as _, When};

/// How many links from other events are listed.
const LINKED: usize = 12;

/// Writes the chronology.
///
/// # Errors
/// If the writer fails.
pub fn write(paper: &mut Paper<'_>, content: &Content<'_>) -> io::Result<()> {
    let timeline = content.timeline;
    let out = &mut paper.text;
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
    while let Some(row) = rows.next() {
        let year_of = |row: usize| timeline.day_of_row(row).map(crate::model::Day::year);
        let year = year_of(row);
        let mut group = vec![row];
        while let Some(next) = rows.next_if(|next| year_of(*next) == year) {
            group.push(next);
        }
        heading(&mut paper.text, content, year, &group, place);
        place += group.len();
        for row in group {
            if let Some((no, event)) = timeline.event_at(row) {
                self::event(&mut paper.text, content, no, event);
                paper.settle()?;
            }
        }
        paper.text.push_str("</section>\n");
    }
    if place == 0 {
        paper.text.push_str("<p class=quiet>There are no events.</p>\n");
    }
    paper.text.push_str("</section>\n");
    Ok(())
}

/// It works by the script alone, which shows it.
const FILTER: &str = "<form id=Filter role=search hidden><label class=label for=Query>Show only</label>\
    <input id=Query type=search autocomplete=off spellcheck=false placeholder=\"words, actor:iran, kind:attack, after:2023 …\" aria-describedby=\"Count Said\">\
    <label class=brief><input id=Brief type=checkbox> Titles alone</label>\
    <output id=Count for=Query></output><p id=Said role=status></p></form>\n";

fn heading(out: &mut String, content: &Content<'_>, year: Option<i64>, rows: &[usize], first: usize) {
    let (id, name) = match year {
        Some(year) => (format!("Year-{year}"), wording::year(year)),
        None => ("Undated".to_owned(), "Undated".to_owned()),
    };
    let _ = writeln!(out, "<section class=year id={id}><h3>{name}</h3>");
    if let Some(year) = year {
        strip::write(out, content, year, rows, first);
    }
}

fn event(out: &mut String, content: &Content<'_>, no: RecordNo, event: &Event) {
    let timeline = content.timeline;
    let record = &event.record;
    out.push_str("<article class=event");
    escape::attribute(out, "id", &anchor::of(content, no));
    data(out, content, event);
    out.push_str(">\n");
    date(out, event.date.as_ref());
    out.push_str("<div>");
    escape::element(out, "h4", "", words::title(timeline, no));
    out.push_str("<p class=meta>");
    escape::name(out, &words::standing(timeline, no, record));
    if let Some(kind) = event.kind {
        let _ = write!(out, " · {}", kind.shown());
    }
    if let Some(first) = event.places.first() {
        out.push_str(" · ");
        anchor::link(out, content, first.place);
    }
    out.push_str("</p>\n<div class=more>");
    for sentence in words::judged(record) {
        escape::element(out, "p", "meta", &sentence);
    }
    escape::element(out, "p", "meta", &event.date_note);
    let mut notes = Notes::default();
    let place = format!("N{}", no.number);
    let mut marks = String::new();
    parts::marks(&mut marks, &notes.numbers(&record.sources), &place);
    escape::paragraphs(out, "", &record.summary, &marks);
    if !event.so_what.trim().is_empty() {
        out.push_str("<p class=sowhat><b>So what</b> ");
        escape::name(out, &event.so_what);
        out.push_str("</p>\n");
    }
    if content.with_notes {
        escape::paragraphs(out, "spoken", &record.notes, "");
    }
    if let Some(image) = &event.image {
        picture::write(out, content, image);
    }
    let mut mark = |out: &mut String, cited| parts::marks(out, &notes.numbers(cited), &place);
    parts::accounts(out, content, record, "h5", &mut mark);
    bound(out, content, no, event, &mut notes, &place);
    parts::footnotes(out, content, &notes, &place, false);
    out.push_str("</div></div></article>\n");
}

/// Writes the date, for machines too where they have a form for it.
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

/// Writes who took part, what it bears on, and what it is linked to.
fn bound<'t>(
    out: &mut String,
    content: &Content<'_>,
    no: RecordNo,
    event: &'t Event,
    notes: &mut Notes<'t>,
    place: &str,
) {
    let timeline = content.timeline;
    let mut list = String::new();
    let actors = event.all_actors();
    for (at, (id, role)) in actors.into_iter().enumerate() {
        list.push_str(if at == 0 { "<div class=actor><dt>Actors</dt><dd>" } else { "; " });
        anchor::link(&mut list, content, id);
        let office = timeline.actor(id).and_then(|actor| actor.role_on(event.date.as_ref()));
        let office = office.map(|office| wording::office(timeline, office)).unwrap_or_default();
        let words: Vec<&str> = [role, &office].into_iter().filter(|words| !words.is_empty()).collect();
        if !words.is_empty() {
            list.push_str(", ");
            escape::name(&mut list, &words.join(", "));
        }
    }
    close(&mut list);
    if event.places.len() > 1 {
        for (at, part) in event.places.iter().enumerate() {
            list.push_str(if at == 0 { "<div class=place><dt>Places</dt><dd>" } else { "; " });
            anchor::link(&mut list, content, part.place);
            if !part.role.is_empty() {
                list.push_str(", ");
                escape::name(&mut list, &part.role);
            }
        }
        close(&mut list);
    }
    if !event.concerns.is_empty() {
        list.push_str("<div class=concern><dt>Concerns</dt><dd>");
        anchor::links(&mut list, content, &event.concerns);
        close(&mut list);
    }
    for link in &event.record.links {
        let _ = write!(list, "<div><dt>{}</dt><dd>", link.kind.forward());
        anchor::link(&mut list, content, link.to);
        escape::text(&mut list, &words::qualified(timeline, link));
        parts::marks(&mut list, &notes.numbers(&link.sources), place);
        close(&mut list);
    }
    let mut last = "";
    for (word, from) in linked(content, no) {
        if word == last {
            list.truncate(list.len() - CLOSE.len());
            list.push_str("; ");
        } else {
            let _ = write!(list, "<div><dt>{word}</dt><dd>");
        }
        last = word;
        anchor::link(&mut list, content, from);
        close(&mut list);
    }
    if !list.is_empty() {
        let _ = writeln!(out, "<dl class=bound>{list}</dl>");
    }
}

/// What ends an entry of a list.
const CLOSE: &str = "</dd></div>";

fn close(list: &mut String) {
    if !list.is_empty() && !list.ends_with(CLOSE) {
        list.push_str(CLOSE);
    }
}

/// The records on the page that link to one, with the words back.
fn linked(content: &Content<'_>, no: RecordNo) -> Vec<(&'static str, Id)> {
    let timeline = content.timeline;
    let incoming = timeline.id_of(no).map(|id| timeline.incoming(id)).unwrap_or_default();
    let back = incoming.iter().filter_map(|Incoming { from, bond }| match bond {
        Bond::Link(kind, _) if content.has(*from) => Some((kind.backward(), timeline.id_of(*from)?)),
        _ => None,
    });
    let mut back: Vec<_> = back.take(LINKED).collect();
    // Those of one word together.
    back.sort_by_key(|(word, _)| *word);
    back
}

/// Writes what the filter asks of an event: kind, standing, who says so, tags, origins unless there is one, and its
/// first and last day since 2000, with `*` where there is no end and `?` where there is a doubt; a day stands once.
fn data(out: &mut String, content: &Content<'_>, event: &Event) {
    let timeline = content.timeline;
    let record = &event.record;
    if let Some(kind) = event.kind {
        let _ = write!(out, " data-kind={}", kind.word());
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
    if !record.tags.is_empty() {
        escape::attribute(out, "data-tag", &record.tags.join("|"));
    }
    let origins = timeline.origins(record).len();
    if origins != 1 {
        let _ = write!(out, " data-origins={origins}");
    }
    if let Some(date) = &event.date {
        let day = |edge: Edge| edge.day().map_or_else(|| "*".to_owned(), |day| day.0.to_string());
        let (first, last) = (day(date.from()), day(date.to()));
        if date.has_doubt() {
            let _ = write!(out, " data-days=\"{first} {last} ?\"");
        } else if first == last && first != "*" {
            let _ = write!(out, " data-days={first}");
        } else {
            let _ = write!(out, " data-days=\"{first} {last}\"");
        }
    }
}
