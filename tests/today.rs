//! A file that was valid before the format grew is still valid, and loads to the same timeline.
//!
//! `tests/fixtures/today.tsv` has a line for each fixture that was valid then: its name, and a digest of the timeline
//! as JSON. What is null, empty or false there is left out, so that a new key changes no digest; so is how a date is
//! worded, and what a point says again beside its sources. A text that has become a table with `says` and nothing else is still that text. Fixtures that take the new
//! keys are kept as they were in `tests/fixtures/today/`.

#![expect(clippy::unwrap_used, reason = "what cannot be read fails the test")]
#![expect(clippy::disallowed_methods, reason = "a test reads its fixtures")]

use std::path::Path;

use annals::export::{Content, Form, write};
use annals::load::{self, decode};
use annals::search::RowSet;
use annals::text::Severity;
use serde_json::Value;
use sha2::{Digest, Sha256};

/// A value without what says nothing.
fn kept(value: Value) -> Option<Value> {
    Some(match value {
        Value::Null | Value::Bool(false) => return None,
        Value::Array(list) => Value::Array(list.into_iter().filter_map(kept).collect()),
        Value::Object(table) => {
            let keys =
                table.into_iter().filter(|(key, _)| !matches!(key.as_str(), "words" | "points-in-full"));
            let mut table: serde_json::Map<_, _> =
                keys.filter_map(|(key, value)| Some((key, kept(value)?))).collect();
            if let (1, Some(says)) = (table.len(), table.get_mut("says")) {
                return Some(says.take());
            }
            table.retain(|_, value| value.as_array().is_none_or(|list| !list.is_empty()));
            Value::Object(table)
        }
        value => value,
    })
}

/// The digest of a fixture's timeline; `None` if it has an error.
fn digest(name: &str) -> Option<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name);
    let document = decode(name, std::fs::read(path).unwrap()).ok()?;
    let (timeline, found) = load::load(&document);
    if found.iter().any(|one| one.severity == Severity::Error) {
        return None;
    }
    let rows = RowSet::all(timeline.row_count());
    let mut content = Content::new(&timeline, &rows);
    content.with_notes = true;
    let mut out = Vec::new();
    write(&content, Form::Json, &mut out).unwrap();
    let kept = kept(serde_json::from_slice(&out).unwrap()).unwrap();
    let hash = Sha256::digest(kept.to_string().as_bytes());
    Some(hash[..8].iter().map(|byte| format!("{byte:02x}")).collect())
}

#[test]
fn a_file_of_today_loads_to_the_same_timeline() {
    let list = include_str!("fixtures/today.tsv").lines();
    let changed: Vec<String> = list
        .filter_map(|line| {
            let (name, before) = line.split_once('\t').unwrap();
            let now = digest(name);
            (now.as_deref() != Some(before)).then(|| format!("{name}: {now:?}"))
        })
        .collect();
    assert!(changed.is_empty(), "these are not as they were:\n{}", changed.join("\n"));
}
