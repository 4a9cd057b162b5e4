//! The format as a JSON Schema (draft 2020-12), for editors that complete and validate TOML with one.
//!
//! It is built from the tables that the loader uses, so it knows every key and word. It cannot express rules between
//! records (whether an id exists, whether dates contradict links); `annals check` checks these.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::load::schema::registries;
use crate::load::schema::shape::{Key, Shape, TableSpec, Word};
use crate::load::schema::tables::TABLES;

/// An id, written without classes of characters: not every validator reads regular expressions as ECMA-262 has them.
/// So it names what no id has (blanks, control characters, ASCII and common punctuation, Latin, Greek and Cyrillic
/// capitals) and asks for more than hyphens; the loader is exact.
const ID: &str = r"^-*[^\s\x00-\x2f\x3a-\x60\x7b-\xbf\u00c0-\u00d6\u00d8-\u00de\u0391-\u03a9\u0410-\u042f\u2010-\u2027\u2030-\u205e][^\s\x00-\x2c\x2e\x2f\x3a-\x60\x7b-\xbf\u00c0-\u00d6\u00d8-\u00de\u0391-\u03a9\u0410-\u042f\u2010-\u2027\u2030-\u205e]*$";
/// The characters of a date; a pattern cannot tell whether it is valid.
const DATE: &str = r"^[0-9XYESTZtz :.,/?~%+\[\]{}-]+$";
/// Some visible text.
const TEXT: &str = r"\S";
/// The same on one line; trailing line breaks do not count.
const LINE: &str = r"^[^\n]*\S[^\n]*\s*$";
const URL: &str = r"^https?://[^\s/?#]\S*$";
const OFFSET: &str = r"^([Zz]|[+-](0[0-9]|1[0-3])(:?[0-5][0-9])?|[+-]14(:?00)?)$";
const LANGUAGE: &str = r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$";
/// A path that has no `..` and is not absolute.
const PATH: &str = r"^(?![/\\~])(?!.*:)(?!(.*[/\\])?\.\.([/\\]|$)).*\S";

/// The schema, as JSON.
#[must_use]
pub fn schema() -> String {
    let mut tables = BTreeMap::new();
    let mut properties = BTreeMap::new();
    for table in TABLES {
        define(table, &mut tables);
        let reference = refers_to(table.name);
        let value = match table.kind {
            None => reference,
            Some(_) => json!({ "type": "array", "items": reference, "description": table.about }),
        };
        properties.insert(table.name, value);
    }
    tables.extend(basics());
    let whole = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A timeline of annals, format 1",
        "description": "Events with their actors, concerns, places, sources and briefings, in one TOML file.",
        "type": "object",
        "properties": properties,
        "required": ["timeline"],
        "additionalProperties": false,
        "$defs": tables,
    });
    // Cannot fail: all keys are strings, and all floats are finite.
    serde_json::to_string_pretty(&whole).unwrap_or_default() + "\n"
}

/// Adds a table and its inner tables to the definitions.
fn define(table: &'static TableSpec, tables: &mut BTreeMap<String, Value>) {
    if tables.contains_key(table.name) {
        return;
    }
    let properties: BTreeMap<&str, Value> = table.keys().map(|key| (key.name, described(key))).collect();
    let required: Vec<&str> = table.keys().filter(|key| key.required).map(|key| key.name).collect();
    let value = json!({
        "type": "object",
        "title": table.noun,
        "description": table.about,
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    });
    tables.insert(table.name.to_owned(), value);
    for inner in table.keys().filter_map(|key| key.shape.table()) {
        define(inner, tables);
    }
}

/// The definitions that several keys share.
fn basics() -> [(String, Value); 3] {
    let countries: Vec<&str> = registries::codes().collect();
    let year = json!({ "type": "integer", "minimum": 1000, "maximum": 9999 });
    [
        ("date".to_owned(), json!({ "anyOf": [{ "type": "string", "pattern": DATE }, year] })),
        ("id".to_owned(), json!({ "type": "string", "pattern": ID })),
        ("country".to_owned(), json!({ "type": "string", "enum": countries })),
    ]
}

fn described(key: &Key) -> Value {
    let mut value = of(&key.shape);
    if let Some(object) = value.as_object_mut() {
        object.insert("description".to_owned(), key.about.into());
    }
    value
}

fn of(shape: &Shape) -> Value {
    match shape {
        Shape::Line => json!({ "type": "string", "pattern": LINE }),
        Shape::Text => json!({ "type": "string", "pattern": TEXT }),
        Shape::Id | Shape::OwnKind(_) | Shape::Reference(_, None) => refers_to("id"),
        Shape::Word(words) => of_words(&(words.list)()),
        // An own kind cannot be told from a misspelt one here.
        Shape::Kind(words) => json!({ "anyOf": [of_words(&(words.list)()), refers_to("id")] }),
        Shape::Grade(_) => json!({ "type": "string", "pattern": "^[A-F][1-6]?$" }),
        Shape::Date => refers_to("date"),
        Shape::Url => json!({ "type": "string", "pattern": URL }),
        Shape::Offset => json!({ "type": "string", "pattern": OFFSET }),
        Shape::Language => json!({ "type": "string", "pattern": LANGUAGE }),
        Shape::Country => refers_to("country"),
        Shape::Path => json!({ "type": "string", "pattern": PATH }),
        Shape::Number(least, most) => json!({ "type": "number", "minimum": least, "maximum": most }),
        Shape::Whole(least, i64::MAX) => json!({ "type": "integer", "minimum": least }),
        Shape::Whole(least, most) => json!({ "type": "integer", "minimum": least, "maximum": most }),
        // Taplo does not know `prefixItems`, so the two numbers of a point share their limits.
        Shape::Point => json!({
            "type": "array",
            "items": of(&Shape::Number(-180.0, 180.0)),
            "minItems": 2,
            "maxItems": 2,
        }),
        Shape::List(inner, least @ 1..) => json!({ "type": "array", "items": of(inner), "minItems": least }),
        Shape::List(inner, 0) | Shape::OneOrMany(inner) => {
            json!({ "anyOf": [of(inner), { "type": "array", "items": of(inner) }] })
        }
        Shape::Reference(_, Some(table)) => json!({ "anyOf": [refers_to("id"), refers_to(table.name)] }),
        Shape::Filter => of(&Shape::Text),
        Shape::Inline(table) => refers_to(table.name),
        Shape::Said(table) => {
            let says = table.key("says").map(|key| of(&key.shape));
            json!({ "anyOf": [says, refers_to(table.name)] })
        }
        Shape::Flag => json!({ "type": "boolean" }),
        Shape::Tables(table) => json!({ "type": "array", "items": refers_to(table.name) }),
    }
}

/// A list of words, with their meanings where TOML editors look for them.
fn of_words(words: &[Word]) -> Value {
    let names: Vec<&str> = words.iter().map(|word| word.word).collect();
    let about: Vec<&str> = words.iter().map(|word| word.about).collect();
    json!({ "type": "string", "enum": names, "x-taplo": { "docs": { "enumValues": about } } })
}

fn refers_to(name: &str) -> Value {
    json!({ "$ref": format!("#/$defs/{name}") })
}
