//! The reference of the format is right: its examples load, and it names every key and every word.

use std::collections::BTreeSet;

use annals::load::load;
use annals::load::schema::shared;
use annals::load::schema::{TABLES, TableSpec};
use annals::text::{Code, Diagnostic, Document, Severity};

const FORMAT: &str = include_str!("../docs/format.md");

/// The records that examples refer to without defining them.
const CAST: &str = include_str!("fixtures/cast.toml");

/// An example: the words after its fence, its text, and the line it begins on.
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

/// The cast without the records that an example defines itself.
fn cast_for(example: &str) -> String {
    let own = |record: &str| {
        let id = record.lines().find(|line| line.starts_with("id = ")).unwrap_or_default();
        !id.is_empty() && example.lines().any(|line| line == id)
    };
    CAST.split("\n\n").filter(|record| !own(record)).map(|record| format!("{record}\n\n")).collect()
}

fn examine(text: &str) -> Vec<Diagnostic> {
    load(&Document::new("example", text)).1
}

fn told(found: &[&Diagnostic]) -> String {
    found.iter().map(|one| format!("{}: {}\n", one.code.as_str(), one.message)).collect()
}

#[test]
fn every_example_loads() {
    let examples = examples();
    assert!(examples.len() > 10);
    for example in examples {
        let (head, body) = match example.info.as_str() {
            "toml event" => {
                let head = "[timeline]\nformat = 1\ntitle = \"x\"\n";
                (head, format!("[[event]]\nid = \"example\"\ntitle = \"x\"\n{}", example.text))
            }
            "toml" if example.text.contains("[timeline]") => ("", example.text.clone()),
            "toml" => ("[timeline]\nformat = 1\ntitle = \"x\"\n", example.text.clone()),
            other => panic!("line {}: ```{other} is neither a whole example nor a part", example.line),
        };
        let text = format!("{head}\n{}\n{body}", cast_for(&body));
        let found = examine(&text);
        let errors: Vec<&Diagnostic> = found.iter().filter(|one| one.severity == Severity::Error).collect();
        assert!(errors.is_empty(), "line {}:\n{}", example.line, told(&errors));
        let odd = |one: &&Diagnostic| !matches!(one.code, Code::NoSource | Code::UnusedActor);
        let warnings: Vec<&Diagnostic> = found.iter().filter(odd).collect();
        assert!(warnings.is_empty(), "line {}:\n{}", example.line, told(&warnings));
    }
}

#[test]
fn the_first_example_is_whole_and_clean() {
    let first = examples().into_iter().next().unwrap();
    assert_eq!(examine(&first.text), []);
}

#[test]
fn the_cast_is_clean_but_for_those_who_have_no_part() {
    let found = examine(&format!("[timeline]\nformat = 1\ntitle = \"x\"\n\n{CAST}"));
    assert!(found.iter().all(|one| one.code == Code::UnusedActor), "{found:?}");
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
    let shared = shared::STANDING.iter().chain([&shared::SUMMARY]).chain(shared::REST);
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
