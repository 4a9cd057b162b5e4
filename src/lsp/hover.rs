//! Hovers: the record with an id, a date in words with its bounds, the meaning of a key or word; and inlay hints.

use gen_lsp_types::{Contents, Hover, InlayHint, Label, MarkupContent, MarkupKind};

use crate::describe::Description;
use crate::load::readings;
use crate::load::schema::{Key, Shape, TableSpec, Words};
use crate::lsp::document::OpenDocument;
use crate::lsp::scan::{Item, Kind, Scan};
use crate::lsp::{cursor, section};
use crate::model::{RecordNo, Timeline, When};
use crate::render::{markdown, plain};
use crate::search::fold::fold;
use crate::text::sanitize::of_the_web;
use crate::text::width::fit;
use crate::text::{Span, sanitize};

/// The hover at a byte.
#[must_use]
pub(super) fn hover(document: &OpenDocument, byte: usize) -> Option<Hover> {
    let text = document.text();
    let spot = cursor::at(text, byte);
    let (content, span) = match spot.item {
        Some(item) => (about_item(document, &item)?, item.span),
        None if spot.section.header.start <= byte && byte <= spot.section.header.end => {
            let header = spot.section.header;
            let line = header.of(text).trim_end().len();
            (
                about_section(document, header.start, spot.section.table?),
                Span::new(header.start, header.start + line),
            )
        }
        None => return None,
    };
    let kind = if document.client.markdown { MarkupKind::Markdown } else { MarkupKind::PlainText };
    let contents = Contents::MarkupContent(MarkupContent { kind, value: content });
    Some(Hover { contents, range: Some(document.range(span)) })
}

fn about_section(document: &OpenDocument, start: usize, table: &'static TableSpec) -> String {
    let timeline = &document.known.timeline;
    if table.name == "timeline" {
        return of_timeline(timeline, document.client.markdown);
    }
    let is_it = |no: &RecordNo| timeline.records().span(*no).is_some_and(|span| span.start == start);
    let here = table.kind.and_then(|kind| timeline.records().numbers(kind).find(is_it));
    here.map_or_else(|| table.about.to_owned(), |no| of_record(timeline, no, document.client.markdown))
}

fn about_item(document: &OpenDocument, item: &Item) -> Option<String> {
    let key = item.key?;
    if item.kind == Kind::Key {
        return Some(about_key(document, key));
    }
    let raw = item.span.of(document.text());
    let content = cursor::unquoted(raw);
    match item.shape()? {
        Shape::Id | Shape::Reference(..) => Some(about_id(document, &content)),
        Shape::Word(words) | Shape::Kind(words) | Shape::Grade(words) => {
            about_word(document, words, &content)
        }
        Shape::Date => about_date(document, if item.kind == Kind::Bare { raw } else { &content }),
        _ => None,
    }
}

fn strong(document: &OpenDocument, text: &str) -> String {
    if document.client.markdown { format!("**`{}`**", text.replace('`', "")) } else { text.to_owned() }
}

fn about_key(document: &OpenDocument, key: &Key) -> String {
    let required = if key.required { " Required." } else { "" };
    let name = strong(document, key.name);
    format!("{name}: {}{required}\n\nExpected: {}.", key.about, key.shape.expected())
}

fn about_word(document: &OpenDocument, words: &Words, word: &str) -> Option<String> {
    let own = || document.known.timeline.own_kinds().find(|(own, _)| *own == word);
    let about = match (words.list)().into_iter().find(|known| known.word == word) {
        Some(known) => known.about,
        None => own()?.1.meaning(),
    };
    Some(format!("{}: {about}", strong(document, word)))
}

fn about_id(document: &OpenDocument, id: &str) -> String {
    let timeline = &document.known.timeline;
    match timeline.find_text(id) {
        Some(no) => of_record(timeline, no, document.client.markdown),
        None => format!("No record has the id {}.", sanitize::quoted(id)),
    }
}

/// A date in words, with its first and last day; for text that is not a date yet, its possible readings.
fn about_date(document: &OpenDocument, content: &str) -> Option<String> {
    if let Ok(when) = When::parse(content.trim()) {
        return Some(format!("{}: {}", strong(document, content.trim()), bounds(&when)));
    }
    let found = readings(content);
    let lines: Vec<String> = found
        .iter()
        .map(|one| {
            format!("- {}: {}, taken for {}", strong(document, &one.edtf), one.when.words(), one.taken_for)
        })
        .collect();
    (!lines.is_empty()).then(|| format!("No date yet. It may be\n\n{}", lines.join("\n")))
}

fn bounds(when: &When) -> String {
    let doubt = if when.has_doubt() { "; the bounds ignore the uncertainty" } else { "" };
    format!("{}\n\nFrom {} to {}{doubt}.", when.words(), when.from().words(), when.to().words())
}

/// The longest name shown, in columns.
const WIDEST: usize = 40;

/// The inlay hints in part of a document.
#[must_use]
pub(super) fn hints(document: &OpenDocument, part: Span) -> Vec<InlayHint> {
    let text = document.text();
    let timeline = &document.known.timeline;
    let mut hints = Vec::new();
    for section in section::from(text, part.start).take_while(|section| section.span().start <= part.end) {
        for item in Scan::new(text, section.body, section.table) {
            if item.span.start > part.end {
                break;
            }
            if item.span.end < part.start
                || !cursor::is_id(&item)
                || !matches!(item.shape(), Some(Shape::Reference(..)))
            {
                continue;
            }
            let id = cursor::unquoted(item.span.of(text));
            let Some(no) = timeline.find_text(&id) else { continue };
            let title = timeline.records().title(no);
            if title.is_empty() || letters(title) == letters(&id) {
                continue;
            }
            let position = document.range(item.span).end;
            let label = Label::String(fit(title, WIDEST).into_owned());
            hints.push(InlayHint::new(position, label, None, None, None, Some(true), None, None));
        }
    }
    hints
}

/// The letters and digits of a text, so that `united-states` and "United States" compare equal.
fn letters(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The most lines of a page; beyond that, readers use the program itself.
const MOST: usize = 60;

/// The page of a record.
#[must_use]
pub fn of_record(timeline: &Timeline, no: RecordNo, with_marks: bool) -> String {
    let it = Description::of(timeline, no, None);
    it.map(|it| written(timeline, &it, with_marks)).unwrap_or_default()
}

/// The page of the timeline.
#[must_use]
pub fn of_timeline(timeline: &Timeline, with_marks: bool) -> String {
    written(timeline, &Description::of_timeline(timeline), with_marks)
}

fn written(timeline: &Timeline, it: &Description<'_>, with_marks: bool) -> String {
    let mut out = String::new();
    if with_marks {
        markdown::record(&mut out, "###", timeline, it, &mut |out, cites| {
            out.push_str(&it.sources.marks(cites));
        });
        sources(&mut out, timeline, it);
    } else {
        plain::paragraphs(&mut out, "", it.title);
        plain::paragraphs(&mut out, "", &it.headline());
        plain::body(&mut out, "", timeline, it);
    }
    if let Some((end, _)) = out.match_indices('\n').nth(MOST - 1).filter(|(end, _)| end + 1 < out.len()) {
        out.truncate(end);
        out.push_str("\n\n…");
    }
    out.truncate(out.trim_end().len());
    out
}

fn sources(out: &mut String, timeline: &Timeline, it: &Description<'_>) {
    if !it.sources.is_empty() {
        out.push_str("\n**Sources**\n\n");
    }
    for (number, cited) in it.sources.iter() {
        out.push_str("- ");
        out.push_str(&crate::describe::wording::raised(number));
        out.push(' ');
        markdown::line(out, &cited.line(timeline));
        if let Some(address) = of_the_web(cited.address(timeline)) {
            out.push_str(&format!(" [↗](<{address}>)"));
        }
        out.push('\n');
    }
}
