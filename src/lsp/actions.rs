//! Code actions for a problem: its fix, what was probably meant, the missing record.

use gen_lsp_types::{CodeAction, CodeActionKind, CodeActionParams};

use crate::edit::{self, Change, Edit};
use crate::load::schema::{Shape, table_named};
use crate::load::{Workers, readings};
use crate::lsp::document::{OpenDocument, newline};
use crate::lsp::{cursor, problems};
use crate::model::Table;
use crate::model::id::is_valid_id;
use crate::text::suggest::Suggester;
use crate::text::{Code, Diagnostic, Span};

/// The code actions in a range.
#[must_use]
pub(super) fn actions(
    document: &OpenDocument,
    params: &CodeActionParams,
    workers: &impl Workers,
) -> Vec<CodeAction> {
    let range = document.span(params.range);
    // A request on a line is for the whole line.
    let [first, last] = [range.start, range.end].map(|at| Span::line_around(document.text(), at));
    let range = Span::new(first.start, last.end);
    let is_wanted = |kind: &CodeActionKind| {
        params.context.only.as_ref().is_none_or(|only| only.iter().any(|wanted| is_among(kind, wanted)))
    };
    let mut found = Vec::new();
    if is_wanted(&CodeActionKind::QuickFix) {
        for one in document.known.found.iter().filter(|one| one.primary.span.touches(range)) {
            for (number, (title, edits)) in fixes(document, one).into_iter().enumerate() {
                let is_fix = number == 0 && one.fix.as_ref().is_some_and(|fix| fix.safe);
                found.push(CodeAction {
                    title,
                    kind: Some(CodeActionKind::QuickFix),
                    diagnostics: Some(vec![problems::diagnostic(document, one)]),
                    is_preferred: is_fix.then_some(true),
                    edit: Some(document.change_of(&edits)),
                    ..CodeAction::default()
                });
            }
        }
    }
    // This reads the whole file several times, so it runs only on request.
    let asked_for_all = params.context.only.is_some() && is_wanted(&CodeActionKind::SourceFixAll);
    if asked_for_all {
        let fixed = edit::fix(&document.document(), workers);
        let edits = edit::edits(document.text(), &fixed.text);
        if !edits.is_empty() && !fixed.is_unsure {
            found.push(CodeAction {
                title: listed(&fixed.done),
                data: Some(fixed.done.iter().map(Change::to_string).collect()),
                kind: Some(CodeActionKind::SourceFixAll),
                edit: Some(document.change_of(&edits)),
                ..CodeAction::default()
            });
        }
    }
    found
}

/// The title of a fix-all action: clients that fix on save show it, or log it.
fn listed(done: &[Change]) -> String {
    const MOST: usize = 5;
    let mut shown: Vec<String> = done.iter().take(MOST).map(Change::to_string).collect();
    if done.len() > MOST {
        shown.push(format!("and {} more", done.len() - MOST));
    }
    format!("Fix {}", shown.join("; "))
}

/// Whether a kind is the requested one or below it: `source` includes `source.fixAll`.
fn is_among(kind: &CodeActionKind, wanted: &CodeActionKind) -> bool {
    let word = |kind: &CodeActionKind| {
        serde_json::to_value(kind).ok().and_then(|word| word.as_str().map(str::to_owned)).unwrap_or_default()
    };
    let (kind, wanted) = (word(kind), word(wanted));
    wanted.is_empty()
        || kind.strip_prefix(&wanted).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// The possible edits for a problem, each with its title.
fn fixes(document: &OpenDocument, one: &Diagnostic) -> Vec<(String, Vec<Edit>)> {
    let text = document.text();
    let span = one.primary.span;
    let mut fixes = Vec::new();
    if let Some(fix) = &one.fix {
        let edit = Edit { span: fix.span, replacement: fix.replacement.clone() };
        let shown = fix.replacement.trim();
        let title = if shown.is_empty() {
            "Remove it".to_owned()
        } else if shown.lines().count() > 1 || shown.chars().count() > 60 {
            "Fix it".to_owned()
        } else {
            format!("Write {shown}")
        };
        fixes.push((title, vec![edit]));
    }
    let content = cursor::unquoted(span.of(text));
    if one.code == Code::InvalidDate && one.fix.is_none() {
        let plain = content.trim_matches('"');
        for reading in readings(plain) {
            let replacement = format!("\"{}\"", reading.edtf);
            let title = format!("Write {replacement} ({})", reading.when.words());
            fixes.push((title, vec![Edit { span, replacement }]));
        }
    }
    let kinds = missing(one.code);
    if kinds.is_empty() {
        return fixes;
    }
    if one.fix.is_none() {
        fixes.extend(near(document, &content, kinds).into_iter().map(|id| {
            let replacement = format!("\"{id}\"");
            (format!("Write {replacement}"), vec![Edit { span, replacement }])
        }));
    }
    if is_valid_id(&content) && document.known.timeline.find_text(&content).is_none() {
        fixes.extend(kinds.iter().map(|kind| {
            (format!("Add the {} `{content}`", kind.name()), vec![added(document, *kind, &content)])
        }));
    }
    fixes
}

/// The kinds of record that a reference leading nowhere may name.
fn missing(code: Code) -> &'static [Table] {
    match code {
        Code::UnknownActor => &[Table::Actor],
        Code::UnknownConcern => &[Table::Concern],
        Code::UnknownPlace => &[Table::Place],
        Code::UnknownSource => &[Table::Source],
        Code::UnknownRecord => &[Table::Actor, Table::Place, Table::Event],
        _ => &[],
    }
}

/// Existing ids that are similar to one that no record has.
fn near(document: &OpenDocument, content: &str, kinds: &[Table]) -> Vec<String> {
    let timeline = &document.known.timeline;
    let numbers = kinds.iter().flat_map(|kind| timeline.records().numbers(*kind));
    let ids = numbers.filter_map(|no| timeline.id_of(no)).map(|id| timeline.ids().text(id));
    Suggester::brief().nearest(content, ids).into_iter().map(str::to_owned).collect()
}

/// Inserts a record with an id and its required keys, after the last one of its kind, or else at the end.
fn added(document: &OpenDocument, kind: Table, id: &str) -> Edit {
    let text = document.text();
    let records = document.known.timeline.records();
    let last = records.numbers(kind).filter_map(|no| records.span(no)).max_by_key(|span| span.start);
    let newline = newline(text);
    let record = record(kind, id).replace('\n', newline);
    match last.map(|last| cursor::end_of_record(text, Span::from(last))) {
        Some(end) => Edit { span: Span::at(end), replacement: format!("{newline}{newline}{record}") },
        None => {
            let end = text.trim_end().len();
            let before = if end == 0 { String::new() } else { newline.repeat(2) };
            Edit { span: Span::new(end, text.len()), replacement: format!("{before}{record}{newline}") }
        }
    }
}

/// A minimal record: the id, a name derived from it, and the other required keys.
fn record(kind: Table, id: &str) -> String {
    let mut out = format!("[[{}]]", kind.name());
    let keys = table_named(std::iter::once(kind.name())).into_iter().flat_map(|table| table.keys());
    for key in keys.filter(|key| key.required) {
        let value = match (&key.shape, key.name) {
            (Shape::Id, _) => format!("\"{id}\""),
            (_, "title" | "name") => format!("\"{}\"", name_of(id)),
            (Shape::Word(words), _) => {
                format!("\"{}\"", (words.list)().first().map_or("", |first| first.word))
            }
            _ => "\"\"".to_owned(),
        };
        out.push_str(&format!("\n{} = {value}", key.name));
    }
    out
}

/// A name derived from an id: "Ali Larijani" for `ali-larijani`.
fn name_of(id: &str) -> String {
    let words = id.split('-').filter(|word| !word.is_empty()).map(|word| {
        let mut letters = word.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
    });
    words.collect::<Vec<String>>().join(" ")
}
