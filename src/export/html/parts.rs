//! What steps and events have in common: accounts side by side, and sources with their grades.

use std::fmt::Write as _;

use super::{anchor, escape};
use crate::describe::wording;
use crate::export::content::Content;
use crate::export::notes::Notes;
use crate::export::words;
use crate::model::{Citation, Id, Record, Source, Status, Vocabulary as _};
use crate::text::address::of_the_web;

/// Writes the marks of footnotes. `place` is what their ids begin with.
pub fn marks(out: &mut String, numbers: &[usize], place: &str) {
    if place.is_empty() {
        return;
    }
    for (at, number) in numbers.iter().enumerate() {
        out.push_str(if at == 0 { "<sup>" } else { ", " });
        let _ = write!(out, "<a href=#{place}-{number}>{number}</a>");
    }
    if !numbers.is_empty() {
        out.push_str("</sup>");
    }
}

/// Writes the accounts of a record, those on one point beside each other.
pub fn accounts<'t>(
    out: &mut String,
    content: &Content<'_>,
    record: &'t Record,
    heading: &str,
    mark: &mut dyn FnMut(&mut String, &'t [Citation]),
) {
    let timeline = content.timeline;
    for (on, accounts) in words::points(record) {
        out.push_str("<section class=accounts>");
        let _ = write!(out, "<{heading} class=label>Accounts: ");
        escape::name(out, on);
        let _ = write!(out, "</{heading}><ul>");
        for account in accounts {
            out.push_str("<li><p class=who>");
            escape::name(out, &wording::teller(timeline, account));
            if account.status != Status::Reported {
                let _ = write!(out, " <i>{}</i>", account.status.word());
            }
            out.push_str("</p>");
            escape::open(out, "p", "", &account.says);
            escape::text(out, &account.says);
            if !account.quote.is_empty() {
                out.push_str(" <q>");
                escape::text(out, &account.quote);
                out.push_str("</q>");
            }
            mark(out, &account.sources);
            out.push_str("</p></li>");
        }
        out.push_str("</ul></section>\n");
    }
}

/// Writes the address of a source as a link, if it is one of the web; as words otherwise. On paper it stands in full.
pub fn address(out: &mut String, source: &Source) {
    match of_the_web(&source.url) {
        Some(address) => {
            out.push_str(" <a class=url rel=\"noopener noreferrer\" href=\"");
            escape::text(out, address);
            out.push_str("\">");
            let host = address.split_once("://").map_or(address, |(_, rest)| rest);
            let host = host.split(['/', '?', '#']).next().unwrap_or(host);
            escape::text(out, host.strip_prefix("www.").unwrap_or(host));
            out.push_str("</a>");
        }
        None if source.url.is_empty() => {}
        None => {
            out.push(' ');
            escape::name(out, &source.url);
        }
    }
}

/// Writes what citations of one source say: quotes, where, which date.
pub fn cited(out: &mut String, citations: &[&Citation]) {
    for citation in citations {
        if !citation.quote.is_empty() {
            out.push(' ');
            escape::open(out, "q", "", &citation.quote);
            escape::text(out, &citation.quote);
            out.push_str("</q>");
        }
        for part in words::cited(citation) {
            out.push_str(" · ");
            escape::name(out, &part);
        }
    }
}

/// Writes footnotes; without a `place` nothing leads to them, and they are a line. `in_full` gives title and address too, for a page that is read by itself.
pub fn footnotes(out: &mut String, content: &Content<'_>, notes: &Notes<'_>, place: &str, in_full: bool) {
    if notes.is_empty() {
        return;
    }
    if place.is_empty() {
        out.push_str("<p class=bound><b>sources</b> ");
        for (number, id, citations) in notes.iter() {
            out.push_str(if number > 1 { "; " } else { "" });
            source(out, content, id, citations, in_full);
        }
        out.push_str("</p>\n");
        return;
    }
    out.push_str("<ol class=notes>");
    for (number, id, citations) in notes.iter() {
        let _ = write!(out, "<li id={place}-{number}>");
        source(out, content, id, citations, in_full);
        out.push_str("</li>");
    }
    out.push_str("</ol>\n");
}

fn source(out: &mut String, content: &Content<'_>, id: Id, citations: &[&Citation], in_full: bool) {
    let timeline = content.timeline;
    let Some(source) = timeline.source(id) else { return anchor::link(out, content, id) };
    let no = content.find(id);
    if let Some(no) = no {
        anchor::open(out, content, no);
    }
    escape::name(out, source.name());
    out.push_str(if no.is_some() { "</a>" } else { "" });
    if in_full && !source.publisher.is_empty() {
        out.push_str(", ");
        escape::name(out, source.title_alone());
    }
    let grade = citations.first().map(|citation| words::grade(timeline, citation)).unwrap_or_default();
    if !grade.is_empty() {
        let _ = write!(out, " <b>{grade}</b>");
    }
    if let Some(origin) = source.origin {
        out.push_str(" · repeats ");
        escape::name(out, timeline.title(origin));
    }
    cited(out, citations);
    if in_full {
        address(out, source);
    }
}
