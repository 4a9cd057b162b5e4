//! What is said of a code is true: its wrong example gives this code and no other, its right one nothing at all. The page
//! `docs/diagnostics.md` is made from the same texts: `ANNALS_WRITE=1 cargo test --test explain` writes it anew.

#![expect(clippy::unwrap_used, reason = "what is missing fails the test")]
#![expect(clippy::disallowed_methods, reason = "a test reads the file that it checks")]

use annals::app::config;
use annals::edit;
use annals::load::{self, Sequential};
use annals::text::{Code, Diagnostic, Document, Explanation};

const HEAD: &str = "[timeline]\nformat = 1\ntitle = \"A timeline\"\n";

/// The records that examples refer to without defining them.
const CAST: &str = include_str!("fixtures/cast.toml");

/// An example made whole: with a head, with an event around it if it is a part of one, and with the records that it names.
fn whole(example: &str, explanation: &Explanation) -> String {
    if explanation.is_whole {
        return example.to_owned();
    }
    let mut text = String::new();
    if !example.contains("[timeline]") {
        text.push_str(HEAD);
    }
    text.push_str(example);
    if !example.lines().any(|line| line.starts_with('[') && line.trim_end().ends_with(']')) {
        let sources = if example.lines().any(|line| line.starts_with("sources =")) {
            ""
        } else {
            "sources = [\"article\"]\n"
        };
        text = format!("{HEAD}\n[[event]]\nid = \"example\"\ntitle = \"An event\"\n{example}{sources}");
    }
    let records = || CAST.split("\n\n").filter(|record| record.starts_with("[["));
    let id =
        |record: &str| record.lines().find_map(|line| line.strip_prefix("id = ").map(str::to_owned)).unwrap();
    // What a record of the cast names is needed too.
    for _ in 0..2 {
        for record in records() {
            let id = id(record);
            let is_defined = text.lines().any(|line| line == format!("id = {id}"));
            if !is_defined && text.contains(&id) {
                text.push_str(&format!("\n{record}\n"));
            }
        }
    }
    text
}

fn examine(code: Code, example: &str, explanation: &Explanation) -> Vec<Diagnostic> {
    let bytes = match code {
        Code::KeyClash => return config::read(&Document::new("config.toml", example)).1,
        Code::LineTooLong => whole(example, explanation).replace('…', &"x".repeat(3_000_000)).into_bytes(),
        // As Latin-1 has it: every character one byte.
        Code::NotUtf8 if example.contains("Latin-1") => {
            example.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect()
        }
        _ => whole(example, explanation).into_bytes(),
    };
    match load::decode("example", bytes) {
        Ok(document) => {
            // Nothing but `--weak` reports these, and both examples have other weak points.
            if matches!(code, Code::Disputed | Code::SingleSource) {
                let found = load::weak_points(&document, &Sequential).1;
                return found.into_iter().filter(|one| one.code == code).collect();
            }
            let (timeline, mut found) = load::examine(&document, &Sequential);
            if code == Code::ImageUnseen {
                let missing =
                    |path: &str| (!path.starts_with("images/")).then(|| "there is no file".to_owned());
                found.extend(load::unseen_images(&document, &timeline, missing));
            }
            found
        }
        Err(bad) => vec![bad.diagnostic],
    }
}

fn told(found: &[Diagnostic]) -> String {
    found.iter().map(|one| format!("  {}: {}\n", one.code.as_str(), one.message)).collect()
}

#[test]
fn every_wrong_example_gives_its_code_alone_and_every_right_one_nothing() {
    let mut complaints = String::new();
    for code in Code::ALL {
        let explanation = code.explanation().unwrap();
        let wrong = examine(*code, explanation.wrong, &explanation);
        if wrong.is_empty() || wrong.iter().any(|one| one.code != *code) {
            complaints.push_str(&format!("{}, wrong:\n{}", code.as_str(), told(&wrong)));
        }
        let right = examine(*code, explanation.right, &explanation);
        if !right.is_empty() {
            complaints.push_str(&format!("{}, right:\n{}", code.as_str(), told(&right)));
        }
    }
    assert!(complaints.is_empty(), "{complaints}");
}

/// What an example's fix says, made or offered, is what the right one says.
#[test]
fn the_fix_of_a_wrong_example_makes_the_right_one() {
    for code in Code::ALL {
        let explanation = code.explanation().unwrap();
        let (wrong, right) = (whole(explanation.wrong, &explanation), whole(explanation.right, &explanation));
        let document = Document::new("example", wrong.as_str());
        let mended = edit::fix(&document, &Sequential);
        assert!(mended.done.is_empty() || mended.text == right, "{}: {}", code.as_str(), mended.text);
        if *code == Code::UnknownWord {
            let found = load::load(&document).1;
            let fix = found[0].fix.as_ref().unwrap();
            let (before, after) = (&wrong[..fix.span.start], &wrong[fix.span.end..]);
            assert_eq!(format!("{before}{}{after}", fix.replacement), right);
        }
    }
}

const INTRODUCTION: &str = "\
# What `annals check` says

<!-- Generated from src/text/explain and the table in src/text/diagnostic.rs. To regenerate it, run
     ANNALS_WRITE=1 cargo test --test explain. -->

Each problem has a code: a word that stays the same, for scripts and for looking it up here, or with `annals explain CODE`.
An error means that the file is not a valid timeline; a warning means that something in it is probably a mistake; a hint
means that something could be better. Warnings fail the check only with `--deny-warnings`; hints never do.
[format.md](format.md) describes how a timeline is written.

The text of a file of more than 16 MiB is not kept in memory. For such a file, `duplicate-reference` does not compare the
sources and links of events, `long-quote` does not measure the quotes of events, `same-event` does not compare events, and
there are no hints. At most 10,000 problems of each kind are listed; the rest are counted.

Examples are shortened: those without a header show keys of an event.

| code | severity | what it means |
| --- | --- | --- |
";

fn page() -> String {
    let mut page = INTRODUCTION.to_owned();
    for code in Code::ALL {
        page.push_str(&format!(
            "| [`{0}`](#{0}) | {1} | {2} |\n",
            code.as_str(),
            code.severity().as_str(),
            code.summary()
        ));
    }
    for code in Code::ALL {
        let Explanation { why, wrong, right, .. } = code.explanation().unwrap();
        page.push_str(&format!(
            "\n## {}\n\n{why}\n\nWrong:\n\n```toml\n{wrong}```\n\nRight:\n\n```toml\n{right}```\n",
            code.as_str()
        ));
    }
    page
}

#[test]
fn the_page_is_made_from_the_same_texts() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/diagnostics.md");
    if std::env::var_os("ANNALS_WRITE").is_some() {
        std::fs::write(path, page()).unwrap();
        return;
    }
    let kept = std::fs::read_to_string(path).unwrap();
    assert!(kept == page(), "write it anew with ANNALS_WRITE=1 cargo test --test explain");
}
