//! Completions at a position, based on the text as written: the current line is rarely valid TOML.

use gen_lsp_types::CompletionList;

use crate::load::schema::Shape;
use crate::lsp::completion_items::Completions;
use crate::lsp::cursor;
use crate::lsp::document::OpenDocument;
use crate::lsp::scan::{Expected, Item, Kind, Scan};
use crate::lsp::section::{self, Section};
use crate::text::Span;

/// The completions at a byte.
#[must_use]
pub(super) fn complete(document: &OpenDocument, byte: usize) -> CompletionList {
    let offers = offers(document, byte).map(|offers| (offers.is_incomplete, offers.items));
    let (is_incomplete, items) = offers.unwrap_or_default();
    CompletionList { is_incomplete, items, ..CompletionList::default() }
}

fn offers(document: &OpenDocument, byte: usize) -> Option<Completions<'_>> {
    let text = document.text();
    let section = section::around(text, byte);
    let line = Span::line_around(text, byte);
    let before = Span::new(line.start, byte).of(text);
    let upto = Span::new(section.body.start.min(byte), byte);
    let mut scan = Scan::new(text, upto, section.table);
    let items: Vec<Item> = scan.by_ref().collect();
    let state = scan.state();
    let begun = before.trim_start().starts_with('[');
    if begun && (section.header == line || (state.depth == 0 && state.next != Expected::Value)) {
        return Some(headers(document, section, line, before));
    }
    let last = items.last().filter(|item| item.span.end == byte);
    let after = items.last().map_or(upto.start, |item| item.span.end).max(line.start);
    if last.is_none() && Span::new(after, byte).of(text).contains('#') {
        return None;
    }
    match last {
        Some(item) if item.kind == Kind::Text(false) => in_text(document, item, byte),
        Some(item) if item.kind == Kind::Bare => {
            let typed = item.span.of(text).to_owned();
            let mut offers = Completions::new(document, item.span, ("\"", "\""), typed);
            offers.values(item.key?, item.shape()?);
            Some(offers)
        }
        Some(item) if item.kind == Kind::Key => keys(document, section, item.span, &items, state.depth),
        None if state.next == Expected::Key => {
            let before_all = section.table.is_none() && before.trim().is_empty();
            if before_all {
                return Some(headers(document, section, line, before));
            }
            keys(document, section, Span::at(byte), &items, state.depth)
        }
        None if state.next == Expected::Value => {
            let key = state.key?;
            let mut offers = Completions::new(document, Span::at(byte), ("\"", "\""), String::new());
            offers.values(key, key.shape.innermost());
            Some(offers)
        }
        _ => None,
    }
}

/// Completions inside quotation marks, of which the closing one may be missing.
fn in_text<'h>(document: &'h OpenDocument, item: &Item, byte: usize) -> Option<Completions<'h>> {
    let text = document.text();
    let quote = if item.span.of(text).starts_with('\'') { "'" } else { "\"" };
    let start = item.span.start + 1;
    let rest = Span::new(byte, Span::line_around(text, byte).end).of(text);
    // The rest of what was typed counts if the quote is closed after it and nothing else begins before.
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | ' ' | '~' | '?' | '/' | '.' | ',' | ':');
    let word = rest.find(|c: char| !is_part(c)).unwrap_or(rest.len());
    let is_closed = rest.get(word..).is_some_and(|rest| rest.starts_with(quote))
        && (matches!(item.shape()?, Shape::Date) || !rest.get(..word)?.contains([',', ' ']));
    let end = if is_closed { byte + word } else { byte };
    let typed = cursor::unquoted(Span::new(item.span.start, end).of(text)).into_owned();
    let mut offers =
        Completions::new(document, Span::new(start, end), ("", if is_closed { "" } else { quote }), typed);
    offers.values(item.key?, item.shape()?);
    Some(offers)
}

/// Completions for a key, replacing what has been typed of it.
fn keys<'h>(
    document: &'h OpenDocument,
    section: Section,
    typed: Span,
    items: &[Item],
    depth: usize,
) -> Option<Completions<'h>> {
    let text = document.text();
    let (table, there): (_, Vec<&str>) = if depth == 0 {
        let others = Scan::new(text, section.body, section.table)
            .filter(|item| item.depth == 0 && item.kind == Kind::Key && item.span.start != typed.start);
        (section.table?, others.map(|item| item.span.of(text)).collect())
    } else {
        let own = items.iter().rev().take_while(|item| item.depth >= depth);
        let own: Vec<&Item> = own.filter(|item| item.depth == depth && item.kind == Kind::Key).collect();
        let mut scan = Scan::new(text, Span::new(section.body.start, typed.start), section.table);
        scan.by_ref().for_each(drop);
        let others = own.into_iter().filter(|item| item.span.start != typed.start);
        (scan.state().table?, others.map(|item| item.span.of(text)).collect())
    };
    let rest = Span::new(typed.end, Span::line_around(text, typed.end).end).of(text);
    let word = rest.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'-').count();
    let has_value = rest.get(word..).is_some_and(|rest| rest.trim_start().starts_with('='));
    let place = Span::new(typed.start, typed.end + word);
    let mut offers = Completions::new(document, place, ("", ""), typed.of(text).to_owned());
    offers.keys(table, &there, has_value);
    Some(offers)
}

/// Completions for a header.
fn headers<'h>(document: &'h OpenDocument, section: Section, line: Span, before: &str) -> Completions<'h> {
    let text = document.text();
    let blank = before.len() - before.trim_start().len();
    let start = line.start + blank;
    let cursor = line.start + before.len();
    let rest = Span::new(cursor, line.end).of(text);
    let closing =
        rest.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || b"-.]".contains(byte)).count();
    // The record that a sub-table header would continue.
    let above = if section.header == line && line.start > 0 {
        section::around(text, line.start - 1)
    } else {
        section
    };
    let record = above.table.map(|table| table.name.split('.').next().unwrap_or_default());
    let record = record.and_then(|name| crate::load::schema::table_named(std::iter::once(name)));
    let typed = before.trim_start().to_owned();
    let mut offers = Completions::new(document, Span::new(start, cursor + closing), ("", ""), typed);
    let has_head = !document.known.timeline.head().title.is_empty();
    offers.headers(record, has_head);
    offers
}
