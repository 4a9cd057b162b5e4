//! The reference of the format is right: its examples load and are formatted, and it names every key and every word. So are the
//! example timelines: they have no problems, and `annals fmt` changes nothing in them.

#![expect(clippy::disallowed_methods, reason = "a test reads the example timelines")]

use std::collections::BTreeSet;

use annals::edit::{Layout, format};
use annals::load::schema::shared;
use annals::load::schema::{TABLES, TableSpec};
use annals::load::{Sequential, load};
use annals::text::{Code, Diagnostic, Document, Severity};

const FORMAT: &str = include_str!("../docs/format.md");

/// The timeline that the examples of the reference are taken from, and whose records they refer to.
const OCTOBER: &str = include_str!("../examples/october-1962.toml");

/// An example: the words after its fence, its text, and the line it begins on.
///
/// `toml` is one or more tables, which replace those of [`OCTOBER`] with the same ids; `toml whole`, a file of its own;
/// `toml event`, keys of an event. One with `short` is not in canonical form.
struct Example {
    info: String,
    text: String,
    line: usize,
}

fn examples() -> Vec<Example> {
    let mut found = Vec::new();
    let mut open: Option<Example> = None;
    for (number, line) in (1..).zip(FORMAT.lines()) {
        match (&mut open, line.strip_prefix("```")) {
            (None, Some(info)) => {
                open = Some(Example { info: info.to_owned(), text: String::new(), line: number });
            }
            (Some(_), Some(_)) => found.extend(open.take()),
            (Some(example), None) => {
                example.text.push_str(line);
                example.text.push('\n');
            }
            (None, None) => {}
        }
    }
    assert!(open.is_none(), "a fence is not closed");
    found
}

/// The whole file that an example stands for.
#[expect(clippy::panic, reason = "a fence with other words fails the test")]
fn whole(example: &Example) -> String {
    let text = match example.info.as_str() {
        "toml whole" => return example.text.clone(),
        "toml" => example.text.clone(),
        "toml event" | "toml event short" => {
            format!("[[event]]\nid = \"example\"\ntitle = \"x\"\n{}", example.text)
        }
        other => panic!("line {}: ```{other} is no kind of example", example.line),
    };
    let around = without(OCTOBER, &text);
    if text.contains("[timeline]") { format!("{text}\n{around}") } else { format!("{around}\n{text}") }
}

/// A timeline without the tables that an example defines itself.
fn without(timeline: &str, example: &str) -> String {
    let own: BTreeSet<&str> = example.split("\n\n").filter_map(record).collect();
    let mut kept = Vec::new();
    let mut keep = true;
    for part in timeline.trim_end().split("\n\n") {
        // A table inside a record, `[[event.sources]]`, goes with its record.
        if let Some(record) = record(part) {
            keep = !own.contains(record);
        }
        if keep || part.starts_with('#') {
            kept.push(part);
        }
    }
    kept.join("\n\n") + "\n"
}

/// What tells a record that begins here from all others: its `id`, or the header of `[timeline]`.
fn record(part: &str) -> Option<&str> {
    let mut lines = part.lines();
    let header = lines.next().filter(|line| line.starts_with('[') && !line.contains('.'))?;
    if header == "[timeline]" { Some(header) } else { lines.next() }
}

fn examine(text: &str) -> Vec<Diagnostic> {
    load(&Document::new("example", text)).1
}

fn formatted(text: &str) -> String {
    format(&Document::new("example", text), Layout::default(), &Sequential).unwrap_or_default()
}

fn told<'d>(found: impl Iterator<Item = &'d Diagnostic>) -> String {
    found.map(|one| format!("{}: {}\n", one.code.as_str(), one.message)).collect()
}

#[test]
fn every_example_loads() {
    let examples = examples();
    assert!(examples.len() >= 10);
    for example in examples {
        let found = examine(&whole(&example));
        let expected = |one: &&Diagnostic| !matches!(one.code, Code::NoSource | Code::UnusedActor);
        let problems = told(found.iter().filter(|one| one.severity == Severity::Error || expected(one)));
        assert_eq!(problems, "", "line {}", example.line);
    }
}

#[test]
fn every_example_is_formatted() {
    for example in examples() {
        let whole = formatted(&whole(&example));
        assert_eq!(whole.contains(&example.text), !example.info.contains("short"), "line {}", example.line);
    }
}

#[test]
fn the_first_example_is_whole_and_lacks_only_a_source() {
    let first = examples().into_iter().next().unwrap();
    let codes: Vec<Code> = examine(&first.text).into_iter().map(|one| one.code).collect();
    assert_eq!(codes, [Code::NoSource]);
}

#[test]
fn the_example_timelines_are_clean_and_formatted() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/examples");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let timelines: Vec<_> = files.filter(|path| path.extension().is_some_and(|end| end == "toml")).collect();
    assert!(!timelines.is_empty());
    for path in timelines {
        let text = std::fs::read_to_string(&path).unwrap();
        assert_eq!(told(examine(&text).iter()), "", "{}", path.display());
        assert_eq!(formatted(&text), text, "{}", path.display());
    }
}

/// The part of the reference below a heading.
#[expect(clippy::panic, clippy::unwrap_used, reason = "a reference without the section fails the test")]
fn section(heading: &str) -> &'static str {
    let start = FORMAT.find(heading).unwrap_or_else(|| panic!("{heading} is missing"));
    let rest = &FORMAT[start + heading.len()..];
    let level = heading.split(' ').next().unwrap();
    &rest[..rest.find(&format!("\n{level} ")).unwrap_or(rest.len())]
}

fn names(text: &str, word: &str) -> bool {
    text.contains(&format!("`{word}`"))
}

#[test]
fn every_key_stands_in_its_section() {
    let shared = shared::STANDING.iter().chain(shared::CERTAINTY).chain(shared::SUMMARY).chain(shared::REST);
    let shared: BTreeSet<&str> = shared.map(|key| key.name).collect();
    let mut missing = Vec::new();
    for table in TABLES {
        let header = if table.kind.is_some() {
            format!("## `[[{}]]`", table.name)
        } else {
            "## `[timeline]`".to_owned()
        };
        let own = section(&header);
        let everywhere = section("## What every record can have");
        for key in table.keys() {
            let place = if table.kind.is_some() && shared.contains(key.name) { everywhere } else { own };
            if !names(place, key.name) {
                missing.push(format!("{}.{}", table.name, key.name));
            }
            if let Some(inner) = key.shape.table() {
                let place = match key.name {
                    "sources" => section("### Sources"),
                    "links" => section("### Links"),
                    "account" => section("### Accounts"),
                    "judgments" => section("## `[timeline]`"),
                    _ => own,
                };
                missing.extend(missing_in(place, inner));
            }
        }
    }
    assert!(missing.is_empty(), "docs/format.md does not name {missing:?}");
}

fn missing_in(place: &str, table: &TableSpec) -> Vec<String> {
    let named = |name: &str| {
        names(place, name) || place.contains(&format!("{{ {name}, ")) || place.contains(&format!(", {name}"))
    };
    table.keys().filter(|key| !named(key.name)).map(|key| format!("{}: {}", table.name, key.name)).collect()
}

#[test]
fn every_word_is_named() {
    for table in TABLES {
        for key in table.keys() {
            let inner = key.shape.table().into_iter().flat_map(|table| table.keys());
            for key in std::iter::once(key).chain(inner) {
                for word in key.shape.words() {
                    assert!(names(FORMAT, word.word), "{}.{}: {}", table.name, key.name, word.word);
                }
            }
        }
    }
}

#[test]
fn every_date_of_the_table_is_one() {
    let dates: Vec<&str> =
        section("## Dates").split('`').filter_map(|code| code.strip_prefix('"')?.strip_suffix('"')).collect();
    assert!(dates.len() > 12);
    for date in dates {
        assert!(annals::model::When::parse(date).is_ok(), "{date}");
    }
}
