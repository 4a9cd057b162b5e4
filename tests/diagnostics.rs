//! Every code of a diagnostic has a fixture that produces it and nothing else, and a snapshot of how it is shown.
//!
//! `tests/fixtures/diagnostics/<code>.toml` is the fixture, `tests/snapshots/` holds the renderings. A new code fails here
//! until it has both.

#![expect(clippy::disallowed_methods, reason = "a test reads its fixtures")]

use std::path::PathBuf;

use annals::app::config;
use annals::cli::report::human;
use annals::load::{self, Sequential, decode};
use annals::text::{Code, Diagnostic, Document};

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/diagnostics")
}

/// The fixture of a code. One line of a megabyte is made here, not kept.
#[expect(clippy::panic, reason = "a code without a fixture fails the test")]
fn fixture(code: Code) -> Vec<u8> {
    if code == Code::LineTooLong {
        return format!("[timeline]\ntitle = \"{}\"\n", "x".repeat(3_000_000)).into_bytes();
    }
    let path = folder().join(format!("{}.toml", code.as_str()));
    std::fs::read(&path)
        .unwrap_or_else(|error| panic!("{} needs a fixture: {}: {error}", code.as_str(), path.display()))
}

fn examine(code: Code) -> (Document, Vec<Diagnostic>) {
    if code == Code::KeyClash {
        let text = String::from_utf8_lossy(&fixture(code)).into_owned();
        let document = Document::new("config.toml", text);
        let (_, diagnostics) = config::read(&document);
        return (document, diagnostics);
    }
    match decode(format!("{}.toml", code.as_str()), fixture(code)) {
        Ok(document) => {
            // Nothing but `--weak` reports these.
            if matches!(code, Code::Disputed | Code::SingleSource) {
                let found = load::weak_points(&document, &Sequential).1;
                return (document, found);
            }
            let (timeline, mut diagnostics) = load::examine(&document, &Sequential);
            // Beside no fixture lies a picture: that is looked for where it is the point.
            if code == Code::ImageUnseen {
                let missing = |path: &str| Some(format!("there is no file `{path}`"));
                diagnostics.extend(load::unseen_images(&document, &timeline, missing));
            }
            (document, diagnostics)
        }
        Err(bad) => (bad.document, vec![bad.diagnostic]),
    }
}

#[test]
fn every_code_has_a_fixture_that_produces_it_and_nothing_else() {
    let mut wrong = String::new();
    for code in Code::ALL {
        let (document, found) = examine(*code);
        if found.is_empty() {
            wrong.push_str(&format!("\n{}: nothing was found\n", code.as_str()));
        }
        for other in found.iter().filter(|one| one.code != *code) {
            let shown = human::render(&document, std::slice::from_ref(other), false);
            wrong.push_str(&format!("\n{} also gives\n{shown}", code.as_str()));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn every_fixture_belongs_to_a_code() {
    for entry in std::fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        assert!(Code::named(&name).is_some(), "{name} is no code");
    }
}

#[test]
fn every_code_is_shown_as_in_its_snapshot() {
    for code in Code::ALL {
        let (document, found) = examine(*code);
        let shown = human::render(&document, &found, false) + &human::summary(document.name(), &found);
        insta::with_settings!({ snapshot_path => "snapshots", prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(format!("diagnostic@{}", code.as_str()), shown);
        });
    }
}

#[test]
fn every_problem_says_what_to_do() {
    for code in Code::ALL {
        for found in examine(*code).1 {
            assert!(found.help.is_some(), "{}: {}", code.as_str(), found.message);
            assert!(!found.message.ends_with('.'), "{}", found.message);
        }
    }
}
