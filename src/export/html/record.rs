//! A record on the page: its description as HTML. End tags that HTML lets be left out are left out: a long page is smaller by 2 %.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::describe::dossier::{ALONE, grades as grades_of, groups};
use crate::describe::graph::words;
use crate::describe::{Account, Cited, Description, List, ListKind, wording};
use crate::export::content::{Content, Output, PictureError};
use crate::export::html::{escape, map};
use crate::model::{
    Briefing, Citation, Edge, Id, Image, RecordNo, Reliability, Table, Vocabulary as _, When,
};
use crate::text::sanitize::of_the_web;

/// How a record is written.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RecordStyle<'h> {
    /// The prefix of its footnotes' ids; if empty, nothing links to them.
    pub place: &'h str,
    /// The element for headings.
    pub heading: &'h str,
    /// Whether footnotes have title and address, for a step that is read on its own.
    pub in_full: bool,
    /// Markup at the end of the line of facts.
    pub after: &'h str,
}

/// Writes facts and standing on one line.
pub(crate) fn meta(
    out: &mut String,
    content: &Content<'_>,
    it: &Description<'_>,
    how: RecordStyle<'_>,
    names_from: usize,
) {
    let mut parts: Vec<String> = Vec::new();
    for (at, fact) in it.facts.iter().enumerate() {
        let mut part = String::new();
        let is_name = at >= names_from;
        part.push_str(if is_name { "<i>" } else { "" });
        named(&mut part, content, fact.to, &fact.text);
        part.push_str(if is_name { "</i>" } else { "" });
        parts.push(part);
    }
    for words in &it.standing {
        let mut part = String::new();
        escape::name(&mut part, &words.text);
        marks(&mut part, it, words.cites, how.place);
        parts.push(part);
    }
    let mut part = String::new();
    address(&mut part, it.address);
    parts.extend([part.trim_start().to_owned(), how.after.to_owned()]);
    parts.retain(|part| !part.is_empty());
    if !parts.is_empty() {
        let _ = write!(out, "<p class=meta>{}</p>", parts.join(" · "));
    }
}

/// Writes everything below the title and the facts.
pub(crate) fn body(out: &mut String, content: &Content<'_>, it: &Description<'_>, how: RecordStyle<'_>) {
    let Description {
        title: _,
        image,
        date: _,
        facts: _,
        address: _,
        dating,
        standing: _,
        judged,
        accounts,
        prose,
        judgments: _,
        points,
        so_what,
        lists,
        events: _,
        sources: _,
        notes,
    } = it;
    // What a source states is written with the source.
    for words in dating.iter().filter(|words| words.cites.is_empty()) {
        escape::open(out, "p", "meta", &words.text);
        escape::text(out, &words.text);
        marks(out, it, words.cites, how.place);
        out.push_str("</p>");
    }
    judged.iter().for_each(|sentence| escape::element(out, "p", "meta", sentence));
    if !accounts.is_empty() {
        crate::export::html::record::accounts(out, it, how);
    }
    for words in prose {
        let mut after = String::new();
        marks(&mut after, it, words.cites, how.place);
        escape::paragraphs(out, "", &words.text, &after);
    }
    if !points.is_empty() {
        out.push_str("<ul class=points>\n");
        for words in points {
            escape::open(out, "li", "", &words.text);
            escape::name(out, &words.text);
            marks(out, it, words.cites, how.place);
            out.push_str("</li>");
        }
        out.push_str("</ul>\n");
    }
    if !so_what.is_empty() {
        out.push_str("<p class=sowhat><b>So what</b> ");
        escape::name(out, so_what);
        out.push_str("</p>");
    }
    if let Some(image) = image {
        write_picture(out, content, image);
    }
    notes.iter().for_each(|notes| escape::paragraphs(out, "spoken", notes, ""));
    if !lists.is_empty() {
        out.push_str("<dl class=bound>");
        lists.iter().for_each(|one| list(out, content, it, one, how.place));
        out.push_str("</dl>");
    }
    footnotes(out, content, it, how);
}

/// The prefix of its footnotes' ids. Marks are only written if some of several sources are cited for a part; otherwise the
/// list of sources is enough.
pub(crate) fn place(it: &Description<'_>, place: String) -> String {
    let rows = it.lists.iter().flat_map(|list| &list.rows);
    let is_marked = !it.accounts.is_empty()
        || it.points.iter().any(|words| !words.cites.is_empty())
        || rows.into_iter().any(|row| !row.cites.is_empty());
    if is_marked { place } else { String::new() }
}

/// Writes footnote marks.
pub(crate) fn marks(out: &mut String, it: &Description<'_>, cites: &[Citation], place: &str) {
    let numbers = if place.is_empty() { Vec::new() } else { it.sources.numbers(cites) };
    for (at, number) in numbers.iter().enumerate() {
        out.push_str(if at == 0 { "<sup>" } else { ", " });
        let _ = write!(out, "<a href=#{place}-{number}>{number}</a>");
    }
    out.push_str(if numbers.is_empty() { "" } else { "</sup>" });
}

/// Writes the accounts, those on one point side by side.
fn accounts(out: &mut String, it: &Description<'_>, RecordStyle { heading, place, .. }: RecordStyle<'_>) {
    for point in &it.accounts {
        let _ = write!(out, "<section class=accounts><{heading} class=label>{}: ", point.label());
        escape::name(out, point.on);
        let _ = write!(out, "</{heading}><ul>");
        for one in &point.accounts {
            account(out, one);
            marks(out, it, one.cites, place);
        }
        out.push_str("</ul></section>");
    }
}

/// Opens an account in a list, with who says what; its sources follow.
pub(crate) fn account(out: &mut String, account: &Account<'_>) {
    out.push_str("<li><p class=who>");
    escape::name(out, &account.who);
    let _ = account.status.map(|status| write!(out, " <i>{status}</i>"));
    out.push_str("</p>");
    escape::open(out, "p", "", account.says);
    escape::text(out, account.says);
    if !account.quote.is_empty() {
        out.push_str(" <q>");
        escape::text(out, account.quote);
        out.push_str("</q>");
    }
}

fn list(out: &mut String, content: &Content<'_>, it: &Description<'_>, list: &List<'_>, place: &str) {
    // Other uses are written elsewhere, and the grade as a code.
    if list.kind == ListKind::Others || list.label == "grade" {
        return;
    }
    // The script reads these lists.
    let open = match list.kind {
        ListKind::Actors => "<div class=actor>",
        ListKind::Places => "<div class=place>",
        ListKind::Concerns => "<div class=concern>",
        _ => "",
    };
    let between = if list.is_cast() { ", " } else { " · " };
    let _ = write!(out, "{open}<dt>{}<dd>", list.label);
    for (at, row) in list.rows.iter().enumerate() {
        out.push_str(if at == 0 { "" } else { "; " });
        named(out, content, row.to, &row.text);
        let is_shown_there = list.kind == ListKind::Concerns;
        for words in row.after.iter().filter(|_| !is_shown_there) {
            out.push_str(between);
            escape::name(out, words);
        }
        marks(out, it, row.cites, place);
    }
    if list.more > 0 {
        let _ = write!(out, "; {} more", list.more);
    }
    // A `dd` is not ended by a `div` that follows.
    out.push_str(if open.is_empty() { "</dd>" } else { "</div>" });
}

/// Writes a record's title, as a link if it is on the page.
pub(crate) fn named(out: &mut String, content: &Content<'_>, to: Option<RecordNo>, name: &str) {
    match to.filter(|no| content.has(*no)) {
        Some(no) => {
            escape::open_anchor(out, content, no);
            escape::name(out, name);
            out.push_str("</a>");
        }
        None => escape::name(out, name),
    }
}

/// Writes the address of a source, as a link if it is a web address. It is printed in full.
fn address(out: &mut String, url: &str) {
    match of_the_web(url) {
        Some(address) => {
            out.push_str(" <a class=url rel=noreferrer href=\"");
            escape::text(out, address);
            out.push_str("\">");
            let host = address.split_once("://").map_or(address, |(_, rest)| rest);
            let host = host.split(['/', '?', '#']).next().unwrap_or(host);
            escape::text(out, host.strip_prefix("www.").unwrap_or(host));
            out.push_str("</a>");
        }
        None if url.is_empty() => {}
        None => {
            out.push(' ');
            escape::name(out, url);
        }
    }
}

fn footnotes(out: &mut String, content: &Content<'_>, it: &Description<'_>, how: RecordStyle<'_>) {
    if it.sources.is_empty() {
        return;
    }
    out.push_str("<ol class=notes>");
    for (number, cited) in it.sources.iter() {
        let _ = match how.place {
            "" => write!(out, "<li>"),
            place => write!(out, "<li id={place}-{number}>"),
        };
        source(out, content, cited, how.in_full);
    }
    out.push_str("</ol>");
}

fn source(out: &mut String, content: &Content<'_>, cited: &Cited<'_>, in_full: bool) {
    let timeline = content.timeline;
    named(out, content, timeline.find(cited.id), cited.name(timeline));
    let title = cited.title(timeline);
    if in_full && !title.is_empty() {
        out.push_str(", ");
        escape::name(out, title);
    }
    let grade = cited.grade(timeline);
    if !grade.is_empty() {
        let _ = write!(out, " <b>{grade}</b>");
    }
    let repeats = cited.repeats(timeline).map(|origin| format!("repeats {origin}"));
    for part in repeats.into_iter().chain(cited.said()) {
        out.push_str(" · ");
        escape::name(out, &part);
    }
    if in_full {
        address(out, cited.address(timeline));
    }
}

/// # Errors
/// If the writer fails.
pub(crate) fn write(output: &mut Output<'_>, content: &Content<'_>) -> io::Result<()> {
    let cited = content.given().filter(|_| content.is_handout).map(|briefing| cited(content, briefing));
    let is_listed = |no: &RecordNo| cited.as_ref().is_none_or(|cited| cited.contains(no));
    for (table, name) in [
        (Table::Concern, "Concerns"),
        (Table::Actor, "Actors"),
        (Table::Place, "Places"),
        (Table::Source, "Sources"),
    ] {
        if !content.records(table).any(|no| is_listed(&no)) {
            continue;
        }
        let _ = write!(
            output.text,
            "<section class=records data-table={} id={name} aria-labelledby=Title-{name}>\n<h2 id=Title-{name}>{name}</h2>\n",
            table.name()
        );
        match table {
            Table::Source => grades(&mut output.text),
            Table::Place if !content.is_handout => map::whole(&mut output.text, content),
            _ => {}
        }
        for no in content.records(table).filter(is_listed) {
            record(&mut output.text, content, no);
            output.flush_if_full()?;
        }
        output.text.push_str("</section>\n");
    }
    Ok(())
}

/// The sources that the steps of a briefing cite.
fn cited(content: &Content<'_>, briefing: &Briefing) -> BTreeSet<RecordNo> {
    let steps = content.steps(briefing).into_iter();
    let described = steps.map(|step| content.step(briefing, step, |_, _| {}));
    let ids = described.flat_map(|it| it.sources.iter().map(|(_, cited)| cited.id).collect::<Vec<_>>());
    // What one repeats is named there, too.
    let with_origins = ids.flat_map(|id| {
        let origin = |id: &Id| content.timeline.source(*id).and_then(|source| source.origin);
        std::iter::successors(Some(id), origin).take(MOST_ORIGINS).collect::<Vec<_>>()
    });
    with_origins.filter_map(|id| content.find(id)).collect()
}

/// The longest chain of sources that repeat each other.
const MOST_ORIGINS: usize = 20;

fn record(out: &mut String, content: &Content<'_>, no: RecordNo) {
    let Some(it) = content.described(no) else { return };
    out.push_str("<article");
    escape::attribute(out, "id", &escape::of(content, no));
    part_of(out, content, no);
    out.push('>');
    escape::element(out, "h3", "", it.title);
    let count = content.rows.of_rows(&it.events).count();
    let events = format!("<a href=#Timeline>{}</a>", wording::counted(count, "event"));
    let place = place(&it, format!("N{}-{}", no.table.name(), no.number));
    let events = if count > 0 && !content.is_handout { events } else { String::new() };
    let grade = content.timeline.records().sources.get(no.index()).filter(|_| no.table == Table::Source);
    let grade = grade.and_then(|source| source.grade(None)).map(|grade| format!("<b>{grade}</b>"));
    let after: Vec<String> = grade.into_iter().chain([events]).filter(|part| !part.is_empty()).collect();
    let after = &*after.join(" · ");
    let how = RecordStyle { place: &place, heading: "h4", in_full: false, after };
    // The script looks for actors' names there, after kind and country.
    let actor = content.timeline.records().actors.get(no.index()).filter(|_| no.table == Table::Actor);
    let names_from = actor.map_or(usize::MAX, |actor| 1 + usize::from(!actor.country.is_empty()));
    meta(out, content, &it, how, names_from);
    body(out, content, &it, how);
    if !content.is_handout {
        dossier(out, content, no, &it);
    }
    out.push_str("</article>\n");
}

/// The most events of a record that are listed.
const LISTED: usize = 200;

/// What the events of a record say of it, folded.
fn dossier(out: &mut String, content: &Content<'_>, no: RecordNo, it: &Description<'_>) {
    let rows: Vec<u32> =
        it.events.iter().copied().filter(|row| content.rows.contains(*row as usize)).collect();
    // The events of a place or a concern are few words away: in the chronology.
    let is_told = matches!(no.table, Table::Actor | Table::Source);
    if rows.is_empty() || rows.len() > LISTED || !is_told {
        return;
    }
    let ids: Vec<Id> = content.timeline.id_of(no).into_iter().collect();
    let mut groups = groups(content.timeline, no, &ids, &rows);
    // Of a source, what others support too is in the chronology.
    groups.retain(|group| no.table != Table::Source || group.heading == ALONE);
    if groups.is_empty() {
        return;
    }
    out.push_str("<details class=quiet><summary>What its events say</summary>");
    for group in groups {
        let _ = write!(out, "<p>{}</p><ul>", group.heading);
        for row in group.rows {
            let Some((event, _)) = content.timeline.event_at(row as usize) else { continue };
            out.push_str("<li>");
            let date = words::date(content.timeline, event).unwrap_or_default();
            escape::text(out, &date);
            out.push(' ');
            escape::open_anchor(out, content, event);
            escape::name(out, wording::title(content.timeline, event));
            out.push_str("</a></li>");
        }
        out.push_str("</ul>");
    }
    let grades = grades_of(content.timeline, &rows, content.rows.horizon);
    if no.table == Table::Actor && !grades.is_empty() {
        escape::element(out, "p", "", &grades);
    }
    out.push_str("</details>");
}

/// The first and the last day since 2000, with `*` for no end.
pub(crate) fn days(date: &When) -> (String, String) {
    let day = |edge: Edge| edge.day().map_or_else(|| "*".to_owned(), |day| day.0.to_string());
    (day(date.from()), day(date.to()))
}

/// Writes what the filter needs of an actor: the actors that it is part of, each with the first and last
/// day of that if it is dated.
fn part_of(out: &mut String, content: &Content<'_>, no: RecordNo) {
    let actor = content.timeline.records().actors.get(no.index()).filter(|_| no.table == Table::Actor);
    let wholes = actor.map_or(&[][..], |actor| &actor.part_of).iter().map(|whole| {
        let days = whole.date.as_ref().map(days).map(|(first, last)| format!(" {first} {last}"));
        format!("{}{}", content.timeline.ids().text(whole.of), days.unwrap_or_default())
    });
    let wholes: Vec<String> = wholes.collect();
    if !wholes.is_empty() {
        escape::attribute(out, "data-part-of", &wholes.join("|"));
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

/// Writes a picture, or its description and why it is missing.
pub(crate) fn write_picture(out: &mut String, content: &Content<'_>, image: &Image) {
    out.push_str("<figure>");
    let alt = if image.alt.is_empty() { "Picture" } else { &*image.alt };
    match content.pictures.picture(&image.path) {
        Ok(picture) => {
            out.push_str("<img alt=\"");
            escape::text(out, alt);
            out.push_str("\" src=\"data:");
            out.push_str(picture.media);
            out.push_str(";base64,");
            STANDARD.encode_string(&picture.bytes, out);
            out.push_str("\">");
            escape::element(out, "figcaption", "", &image.credit);
        }
        Err(why) => {
            escape::open(out, "figcaption", "", "");
            out.push_str("Picture: ");
            escape::name(out, alt);
            if !image.credit.is_empty() {
                out.push_str(" · ");
                escape::name(out, &image.credit);
            }
            out.push_str(match why {
                PictureError::Missing => "",
                PictureError::Elsewhere => " (left out: not in the timeline’s folder)",
                PictureError::Unknown => " (left out: not a PNG, JPEG or WebP file)",
                PictureError::TooLarge => " (left out: too large)",
            });
            out.push_str("</figcaption>");
        }
    }
    out.push_str("</figure>\n");
}
