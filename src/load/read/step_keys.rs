//! Which keys of a briefing's step go together: one that shows a record has others than one that stands without.

use crate::load::read::fields::{Fields, Value};
use crate::model::{StepKind, Vocabulary as _};
use crate::text::{Code, Diagnostic, Span};

/// Keys that every step may have.
const ALL: &[&str] = &["title", "points", "notes", "minutes", "backup"];

/// The keys that a step of a kind has besides.
fn own(kind: Option<StepKind>) -> &'static [&'static str] {
    match kind {
        None => &["show"],
        Some(StepKind::Section | StepKind::Text | StepKind::Agenda) => &["as", "text"],
        Some(StepKind::Quote) => &["as", "text", "quote", "by", "sources"],
        Some(StepKind::Map | StepKind::Compare | StepKind::Axis) => &["as", "text", "of"],
    }
}

/// Checks a step. `header` is the span to report missing keys at.
pub(super) fn check<'v>(table: impl Fields<'v>, header: Span) -> Vec<Diagnostic> {
    let has = |key: &str| table.get(key).is_some();
    let kind = match table.get("as") {
        None => None,
        Some(word) => match word.text().and_then(StepKind::from_word) {
            // An unknown word has been reported, and what belongs to it is not known.
            None => return Vec::new(),
            kind => kind,
        },
    };
    let Some(kind) = kind else {
        if !has("show") {
            let message = "this step has neither `show` nor `as`";
            let help = if has("quote") {
                "add a line `as = \"quote\"`".to_owned()
            } else {
                let words: Vec<&str> = StepKind::ALL.iter().map(|kind| kind.word()).collect();
                format!(
                    "add a line `show = …` with the id of a record, or `as = …` with one of {}",
                    words.join(", ")
                )
            };
            return vec![Diagnostic::new(Code::MissingKey, header, message).help(help)];
        }
        return strays(table, None, "that shows a record");
    };
    let what = format!("`as = \"{}\"`", kind.word());
    if let Some(show) = table.get("show") {
        let message = format!("this step has both `show` and {what}");
        let help = match kind {
            StepKind::Map | StepKind::Compare | StepKind::Axis => {
                "keep one: `show` for a record on its own, or `as` with the ids of records in `of`"
            }
            _ => "keep one: `show` for a record, or `as` for a step without one",
        };
        return vec![Diagnostic::new(Code::StepKeys, show.span(), message).help(help)];
    }
    let mut found = strays(table, Some(kind), &what);
    let missing = match kind {
        StepKind::Section | StepKind::Text if !has("title") => Some("title"),
        StepKind::Text if !has("text") && !has("points") => Some("text"),
        StepKind::Quote if !has("quote") => Some("quote"),
        StepKind::Map | StepKind::Compare if !has("of") => Some("of"),
        _ => None,
    };
    if let Some(key) = missing {
        let message = format!("this step is {what}, but has no `{key}`");
        let about = match key {
            "title" => "what it is called",
            "text" => "what it says, or `points`",
            "quote" => "the words, without quotation marks of their own",
            _ if kind == StepKind::Compare => "the ids of the two records",
            _ => "the ids of events and places",
        };
        let help = format!("add a line `{key} = …`: {about}");
        found.push(Diagnostic::new(Code::MissingKey, header, message).help(help));
    }
    if let Some(of) = table.get("of").filter(|_| kind == StepKind::Compare) {
        let (code, message) = match of.entries().len() {
            2 => return found,
            0 => (Code::TooFew, "a comparison of nothing".to_owned()),
            1 => (Code::TooFew, "a comparison of only one record".to_owned()),
            more => (Code::StepKeys, format!("a comparison of {more} records")),
        };
        found.push(Diagnostic::new(code, of.span(), message).help("name exactly two: of = [\"…\", \"…\"]"));
    }
    found
}

/// The keys that do not belong to a step of a kind.
fn strays<'v>(table: impl Fields<'v>, kind: Option<StepKind>, what: &str) -> Vec<Diagnostic> {
    let belongs = |key: &str| ALL.contains(&key) || own(kind).contains(&key);
    let known = |key: &str| StepKind::ALL.iter().any(|kind| own(Some(*kind)).contains(&key));
    let stray = |(key, span, _): (&str, Span, _)| {
        let message = format!("`{key}` does not belong to a step {what}");
        let owners: Vec<&str> = StepKind::ALL
            .iter()
            .filter(|kind| own(Some(**kind)).contains(&key))
            .map(|kind| kind.word())
            .collect();
        let keys = own(kind).iter().chain(ALL).copied().collect::<Vec<_>>().join(", ");
        let help = format!("its keys are {keys}; `{key}` belongs to a step `as` {}", owners.join(", "));
        Diagnostic::new(Code::StepKeys, span, message).help(help)
    };
    table.each().filter(|(key, ..)| known(key) && !belongs(key)).map(stray).collect()
}
