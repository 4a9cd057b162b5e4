//! The ways of reading a timeline that are held beside each other.

use std::path::Path;

use annals::shell::Source;
use serde::{Deserialize, Serialize};

/// A way of reading: its name in the table, the file of the set that it reads, and the reading itself, which returns a
/// count so that nothing is optimized away.
pub(crate) struct Way {
    pub name: &'static str,
    pub file: &'static str,
    pub read: fn(&Path) -> usize,
}

pub(crate) const PLAIN: &str = "plain.toml";
pub(crate) const ODD: &str = "odd.toml";
pub(crate) const JSON: &str = "plain.json";

pub(crate) const WAYS: [Way; 5] = [
    Way { name: "fs::read", file: PLAIN, read: |path| std::fs::read(path).unwrap().len() },
    Way { name: "toml::from_str, typed", file: PLAIN, read: |path| typed(path).event.len() },
    Way { name: "serde_json, typed", file: JSON, read: json },
    Way { name: "annals, all checks", file: PLAIN, read: ours },
    Way { name: "annals, 1 in 16 odd", file: ODD, read: ours },
];

fn ours(path: &Path) -> usize {
    let loaded = Source::File(path.to_owned()).open_lean().unwrap();
    assert_eq!(loaded.errors(), 0, "{:?}", loaded.diagnostics.first());
    let rows = loaded.timeline.row_count();
    // A process that ends need not take its timeline apart.
    std::mem::forget(loaded);
    rows
}

fn json(path: &Path) -> usize {
    let bytes = std::fs::read(path).unwrap();
    let read: Typed = serde_json::from_slice(&bytes).unwrap();
    let events = read.event.len();
    std::mem::forget(read);
    events
}

fn typed(path: &Path) -> Typed {
    let text = std::fs::read_to_string(path).unwrap();
    toml::from_str(&text).unwrap()
}

/// Writes the same data as JSON.
pub(crate) fn write_json(from: &Path, to: &Path) {
    let file = std::io::BufWriter::new(std::fs::File::create(to).unwrap());
    serde_json::to_writer(file, &typed(from)).unwrap();
}

/// What a program that reads a plain timeline by serde would have.
#[derive(Deserialize, Serialize)]
struct Typed {
    timeline: Record,
    source: Vec<Record>,
    place: Vec<Record>,
    actor: Vec<Record>,
    concern: Vec<OpenDocument>,
    event: Vec<Event>,
}

#[derive(Deserialize, Serialize)]
struct Record {
    id: Option<String>,
    title: Option<String>,
    name: Option<String>,
}

#[derive(Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
struct OpenDocument {
    id: String,
    title: String,
    held_by: String,
    sources: Vec<String>,
}

#[derive(Deserialize, Serialize)]
struct Event {
    id: String,
    date: String,
    title: String,
    #[serde(default)]
    summary: String,
    actors: Vec<String>,
    #[serde(default)]
    concerns: Vec<String>,
    #[serde(default)]
    places: Vec<String>,
    #[serde(default)]
    tags: Vec<String>,
    sources: Vec<Cited>,
}

#[derive(Deserialize, Serialize)]
struct Cited {
    id: String,
    at: String,
}
