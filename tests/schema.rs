//! The schema says what the loader says, as far as a schema can: files that are clean validate, and a fixture whose error
//! can be seen in one record alone does not. `ANNALS_WRITE=1 cargo test --test schema` writes the kept schema anew.

#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]
#![expect(clippy::disallowed_methods, reason = "a test reads the files that it checks")]

use std::path::Path;

use annals::cli::rewrite;
use annals::load::schema::{TABLES, TableSpec, schema};
use annals::text::Code;
use jsonschema::Validator;
use serde_json::{Map, Value};

const FOLDER: &str = env!("CARGO_MANIFEST_DIR");

fn read(path: &str) -> Vec<u8> {
    std::fs::read(Path::new(FOLDER).join(path)).unwrap()
}

fn validator() -> Validator {
    let schema: Value = serde_json::from_str(&schema()).unwrap();
    jsonschema::draft202012::meta::validate(&schema).unwrap();
    jsonschema::draft202012::new(&schema).unwrap()
}

/// TOML as JSON has it: a date is a text.
fn as_json(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => text.into(),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => number.into(),
        toml::Value::Boolean(is) => is.into(),
        toml::Value::Datetime(date) => date.to_string().into(),
        toml::Value::Array(array) => array.into_iter().map(as_json).collect(),
        toml::Value::Table(table) => {
            Value::Object(table.into_iter().map(|(key, value)| (key, as_json(value))).collect::<Map<_, _>>())
        }
    }
}

/// The first thing that the schema has against a text; nothing for what is no TOML.
fn complaint(validator: &Validator, bytes: &[u8]) -> Option<Result<(), String>> {
    let table: toml::Table = toml::from_str(std::str::from_utf8(bytes).ok()?).ok()?;
    let value = as_json(toml::Value::Table(table));
    Some(validator.validate(&value).map_err(|error| format!("{}: {error}", error.instance_path())))
}

#[test]
fn the_kept_schema_is_that_of_the_format() {
    let path = Path::new(FOLDER).join("assets/timeline.schema.json");
    if std::env::var_os("ANNALS_WRITE").is_some() {
        std::fs::write(&path, schema()).unwrap();
        return;
    }
    let kept = std::fs::read_to_string(&path).unwrap();
    assert!(kept == schema(), "write it anew with ANNALS_WRITE=1 cargo test --test schema");
}

#[test]
fn clean_files_validate() {
    let validator = validator();
    for file in ["timeline.toml", "tests/fixtures/small.toml", "tests/fixtures/every-table.toml"] {
        assert_eq!(complaint(&validator, &read(file)), Some(Ok(())), "{file}");
    }
    assert_eq!(complaint(&validator, rewrite::STARTER.as_bytes()), Some(Ok(())));
}

/// What can be seen in one record, without the others.
const EXPRESSIBLE: [Code; 17] = [
    Code::MissingTable,
    Code::UnknownTable,
    Code::WrongBrackets,
    Code::UnknownKey,
    Code::MisplacedKey,
    Code::MissingKey,
    Code::WrongType,
    Code::EmptyText,
    Code::SeveralLines,
    Code::UnknownWord,
    Code::InvalidId,
    Code::InvalidUrl,
    Code::InvalidLanguage,
    Code::InvalidCountry,
    Code::OutOfRange,
    Code::TooFew,
    Code::ImageOutside,
];

#[test]
fn every_fixture_is_judged_as_far_as_a_schema_can() {
    let validator = validator();
    let mut wrong = String::new();
    let mut tried = 0;
    for code in Code::ALL {
        // No timeline; one of another format; a day that the calendar does not have; a line that is made elsewhere.
        if matches!(code, Code::KeyClash | Code::NewerFormat | Code::InvalidDate | Code::LineTooLong) {
            continue;
        }
        let fixture = read(&format!("tests/fixtures/diagnostics/{}.toml", code.as_str()));
        let Some(verdict) = complaint(&validator, &fixture) else { continue };
        tried += 1;
        if verdict.is_ok() == EXPRESSIBLE.contains(code) {
            wrong.push_str(&format!("{}: {verdict:?}\n", code.as_str()));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(tried > 40, "{tried}");
}

#[test]
fn every_wrong_example_that_a_schema_can_judge_fails_and_its_right_one_does_not() {
    let validator = validator();
    for code in EXPRESSIBLE {
        let explanation = code.explanation().unwrap();
        let whole = |example: &str| match example {
            whole if explanation.is_whole || whole.contains("[timeline]") => whole.to_owned(),
            records if records.starts_with('[') => {
                format!("[timeline]\nformat = 1\ntitle = \"x\"\n{records}")
            }
            keys => {
                format!("[timeline]\nformat = 1\ntitle = \"x\"\n[[event]]\nid = \"x\"\ntitle = \"x\"\n{keys}")
            }
        };
        let judged = |example: &str| complaint(&validator, whole(example).as_bytes()).unwrap();
        assert!(judged(explanation.wrong).is_err(), "{code:?}");
        assert_eq!(judged(explanation.right), Ok(()), "{code:?}");
    }
}

#[test]
fn dates_are_held_to_their_characters() {
    let validator = validator();
    let with = |date: &str| {
        format!(
            "[timeline]\nformat = 1\ntitle = \"x\"\n[[event]]\nid = \"a\"\ntitle = \"a\"\ndate = {date}\n"
        )
    };
    for date in [
        "\"2022-09-16\"",
        "\"2025?-08-11\"",
        "\"XXXX-08-11\"",
        "\"/2023-05-22\"",
        "\"2023-10-17/..\"",
        "\"[2022-09-16,2022-09-17]\"",
        "\"Y-17E7\"",
        "\"1950S2\"",
        "\"2022-09-16T10:30:00+02:00\"",
        "2022-09-16",
        "2022-09-16 10:30:00",
        "2022",
    ] {
        assert_eq!(complaint(&validator, with(date).as_bytes()), Some(Ok(())), "{date}");
    }
    for date in ["\"about March 2023\"", "\"\"", "62", "-44", "20240", "\"soon\""] {
        assert!(complaint(&validator, with(date).as_bytes()).unwrap().is_err(), "{date}");
    }
}

fn each_table(table: &'static TableSpec, see: &mut impl FnMut(&'static TableSpec)) {
    see(table);
    table.keys().filter_map(|key| key.shape.table()).for_each(|inner| each_table(inner, see));
}

#[test]
fn every_key_is_there_and_described() {
    let schema: Value = serde_json::from_str(&schema()).unwrap();
    let mut keys = 0;
    for table in TABLES {
        each_table(table, &mut |table| {
            for key in table.keys() {
                let value = &schema["$defs"][table.name]["properties"][key.name];
                assert_eq!(value["description"], key.about, "{}.{}", table.name, key.name);
                keys += 1;
            }
            // Two tables of one name would be one definition.
            let known = schema["$defs"][table.name]["properties"].as_object().unwrap();
            assert_eq!(known.len(), table.keys().count(), "{}", table.name);
        });
    }
    assert!(keys > 100);
}

/// Taplo reads an older draft (no `prefixItems`), and regular expressions differ in what they call a letter.
#[test]
fn nothing_is_said_that_only_some_validators_read() {
    let schema = schema();
    assert!(!schema.contains("prefixItems") && !schema.contains("\\\\p{"), "{schema}");
    let validator = validator();
    let with = |id: &str| {
        format!("[timeline]\nformat = 1\ntitle = \"x\"\n[[event]]\nid = \"{id}\"\ntitle = \"a\"\n")
    };
    for id in ["iran", "ایران-۱", "هەرێمی", "علی\u{200c}اکبر", "8-1", "東京", "-a"] {
        assert_eq!(complaint(&validator, with(id).as_bytes()), Some(Ok(())), "{id}");
    }
    for id in ["", "-", "Iran", "a b", "a_b", "a.b", "Ürümqi", "Москва", "a–b"] {
        assert!(complaint(&validator, with(id).as_bytes()).unwrap().is_err(), "{id}");
    }
}
