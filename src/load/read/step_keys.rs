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
    let kind = table.get("as").and_then(Value::text).and_then(StepKind::from_word);
    if kind.is_none() && has("as") {
        // Its word has been reported, and what belongs to it is not known.
        return Vec::new();
    }
    if kind.is_none() && !has("show") {
        let words: Vec<&str> = StepKind::ALL.iter().map(|kind| kind.word()).collect();
        let message = "this step has neither `show` nor `as`";
        let help = format!("add `show = …`, the id of a record, or `as = …`, one of {}", words.join(", "));
        return vec![Diagnostic::new(Code::MissingKey, header, message).help(help)];
    }
    let what =
        kind.map_or_else(|| "that shows a record".to_owned(), |kind| format!("`as = \"{}\"`", kind.word()));
    let keys = || own(kind).iter().chain(ALL).copied();
    let known = |key: &str| StepKind::ALL.iter().any(|kind| own(Some(*kind)).contains(&key)) || key == "show";
    let strays = table.each().filter(|(key, ..)| known(key) && !keys().any(|own| own == *key));
    let mut found: Vec<Diagnostic> = strays
        .map(|(key, span, _)| {
            let message = format!("`{key}` does not belong to a step {what}");
            let help = format!("its keys are {}", keys().collect::<Vec<_>>().join(", "));
            Diagnostic::new(Code::StepKeys, span, message).help(help)
        })
        .collect();
    let missing = match kind {
        Some(StepKind::Section | StepKind::Text) if !has("title") => ("title", "what it is called"),
        Some(StepKind::Text) if !has("text") && !has("points") => ("text", "what it says, or `points`"),
        Some(StepKind::Quote) if !has("quote") => {
            ("quote", "the words, without quotation marks of their own")
        }
        Some(StepKind::Map) if !has("of") => ("of", "the ids of events and places"),
        Some(StepKind::Compare) if !has("of") => ("of", "the ids of the two records"),
        _ => ("", ""),
    };
    if let (key @ ("title" | "text" | "quote" | "of"), about) = missing {
        let message = format!("the step {what} has no `{key}`");
        let help = format!("add a line `{key} = …`: {about}");
        found.push(Diagnostic::new(Code::MissingKey, header, message).help(help));
    }
    let of = table.get("of").filter(|of| kind == Some(StepKind::Compare) && of.entries().len() != 2);
    found.extend(of.map(|of| {
        let message = format!("a comparison needs two records, and `of` has {}", of.entries().len());
        Diagnostic::new(Code::StepKeys, of.span(), message).help("name exactly two: of = [\"…\", \"…\"]")
    }));
    found
}
