//! Two versions of a timeline made one, as people who wrote them would expect, and by git itself.

#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "what is missing fails its test")]
#![expect(clippy::disallowed_methods, reason = "a test runs git, and writes the files that it merges")]

mod programs;

use std::path::Path;
use std::process::Command;

use annals::edit::{Merged, Versions, merge};
use annals::load::{Sequential, load};
use annals::text::{Document, Severity};
use proptest::prelude::{ProptestConfig, prop_assert, prop_assert_eq, proptest};

const SHIPPED: &str = include_str!("../timeline.toml");
const OCTOBER: &str = include_str!("../examples/october-1962.toml");
const BEIJING: &str = include_str!("../examples/beijing-2023.toml");
const EVERY_TABLE: &str = include_str!("fixtures/every-table.toml");

fn made(base: &str, ours: &str, theirs: &str) -> Merged {
    merge(Versions { base, ours, theirs, names: ("ours", "theirs") }, &Sequential).unwrap()
}

fn is_sound(text: &str) -> bool {
    load(&Document::new("t.toml", text)).1.iter().all(|one| one.severity != Severity::Error)
}

const NEW: &str =
    "\n[[event]]\nid = \"new-one\"\ntitle = \"A new one\"\ndate = \"1962-10-20\"\nactors = [\"kennedy\"]\n";

/// A text with another in place of one that is there once.
fn edited(text: &str, from: &str, to: &str) -> String {
    assert_eq!(text.matches(from).count(), 1, "{from}");
    text.replacen(from, to, 1)
}

#[test]
fn what_nobody_changed_stays_to_the_letter() {
    for text in [SHIPPED, OCTOBER, BEIJING, EVERY_TABLE] {
        assert_eq!(made(text, text, text), Merged { text: text.to_owned(), conflicts: Vec::new() });
    }
    let crlf = OCTOBER.replace('\n', "\r\n");
    assert_eq!(made(&crlf, &crlf, &crlf).text, crlf);
}

#[test]
fn what_one_side_changed_is_taken() {
    let theirs = edited(OCTOBER, "title = \"October 1962\"", "title = \"Thirteen days\"");
    let theirs = theirs + NEW;
    assert_eq!(made(OCTOBER, OCTOBER, &theirs).text, theirs);
    assert_eq!(made(OCTOBER, &theirs, OCTOBER).text, theirs);
    // Both did different things to one record, and to one list of it.
    let record = "id = \"gromyko-visit\"";
    let at = OCTOBER.find(record).unwrap();
    let title = OCTOBER[at..].lines().nth(1).unwrap();
    let ours = edited(OCTOBER, title, "title = \"Gromyko is received\"");
    let other = edited(OCTOBER, record, "id = \"gromyko-visit\"\nso-what = \"He did not say it.\"");
    let both = made(OCTOBER, &ours, &other);
    assert!(both.conflicts.is_empty() && is_sound(&both.text), "{:?}", both.conflicts);
    assert!(both.text.contains("Gromyko is received") && both.text.contains("He did not say it."));
    let list = |entries: &str| format!("[timeline]\nformat = 1\ntitle = \"T\"\nkinds = [{entries}]\n");
    let sets = made(&list("\"a\", \"b\", \"c\""), &list("\"b\", \"c\", \"d\""), &list("\"a\", \"b\", \"e\""));
    assert_eq!((sets.text, sets.conflicts), (list("\"b\", \"d\", \"e\""), Vec::new()));
}

#[test]
fn what_both_changed_stays_between_marks_in_its_record() {
    let title = "title = \"October 1962\"";
    let merged =
        made(OCTOBER, &edited(OCTOBER, title, "title = \"One\""), &edited(OCTOBER, title, "title = \"Two\""));
    let marks = "<<<<<<< ours\ntitle = \"One\"\n=======\ntitle = \"Two\"\n>>>>>>> theirs\n";
    assert_eq!(merged.text, OCTOBER.replacen("title = \"October 1962\"\n", marks, 1));
    assert_eq!(merged.conflicts, ["timeline"]);
    let (_, found) = load(&Document::new("t.toml", merged.text));
    let errors: Vec<&str> =
        found.iter().filter(|one| one.severity == Severity::Error).map(|one| &*one.message).collect();
    assert!(errors[0].contains("`ours` has `title = \"One\"`, `theirs` has `title = \"Two\"`"), "{errors:?}");
    // One side deleted what the other changed.
    let start = OCTOBER.find("[[event]]\nid = \"gromyko-visit\"").unwrap();
    let end = start + OCTOBER[start..].find("\n[[event]]").unwrap() + 1;
    let without = format!("{}{}", &OCTOBER[..start], &OCTOBER[end..]);
    assert_eq!(made(OCTOBER, &without, OCTOBER).text, without);
    let changed = edited(OCTOBER, "id = \"gromyko-visit\"", "id = \"gromyko-visit\"\nso-what = \"No.\"");
    for (ours, theirs) in [(&without, &changed), (&changed, &without)] {
        let merged = made(OCTOBER, ours, theirs);
        assert_eq!(merged.conflicts, ["gromyko-visit"]);
        assert!(merged.text.contains("so-what = \"No.\"") && merged.text.contains("======="));
    }
    // Both added the same id.
    let other = NEW.replace("A new one", "Another one");
    let merged = made(OCTOBER, &(OCTOBER.to_owned() + NEW), &(OCTOBER.to_owned() + &other));
    assert_eq!(merged.conflicts, ["new-one"]);
    assert!(merged.text.contains("A new one") && merged.text.contains("Another one"));
}

#[test]
fn remarks_are_not_lost_and_what_is_not_told_apart_is_refused() {
    let theirs = edited(
        OCTOBER,
        "[[event]]\nid = \"gromyko-visit\"",
        "# Look this up again.\n[[event]]\nid = \"gromyko-visit\"",
    );
    assert_eq!(made(OCTOBER, OCTOBER, &theirs).text, theirs);
    let ours = OCTOBER.to_owned() + NEW;
    let both = made(OCTOBER, &ours, &theirs).text;
    assert!(both.contains("# Look this up again.\n[[event]]") && both.contains("new-one"));
    let twice = OCTOBER.to_owned() + NEW + NEW;
    let refused = merge(
        Versions { base: OCTOBER, ours: OCTOBER, theirs: &twice, names: ("ours", "theirs") },
        &Sequential,
    );
    assert!(refused.unwrap_err().contains("theirs cannot be read: two of its records have the same id"));
}

#[test]
fn a_changed_id_reaches_what_the_other_side_added() {
    let document = Document::new("t.toml", OCTOBER);
    let renamed = annals::edit::rename(&document, "kennedy", "jfk", &Sequential).unwrap().text;
    let added = OCTOBER.to_owned() + NEW;
    for (ours, theirs) in [(&renamed, &added), (&added, &renamed)] {
        let merged = made(OCTOBER, ours, theirs);
        assert!(merged.conflicts.is_empty(), "{:?}", merged.conflicts);
        assert!(is_sound(&merged.text) && merged.text.contains("id = \"new-one\""));
        assert!(!merged.text.contains("\"kennedy\""), "the old id is gone");
    }
}

fn git(folder: &Path, arguments: &[&str]) -> (bool, String) {
    let output = Command::new("git")
        .args(["-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main"])
        .args(arguments)
        .current_dir(folder)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .output()
        .unwrap();
    (
        output.status.success(),
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr),
    )
}

#[test]
fn git_merges_two_branches_through_it() {
    if !programs::is_usable("git", Command::new("git").arg("--version").output().is_ok()) {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let (folder, file) = (folder.path(), folder.path().join("timeline.toml"));
    let run = |arguments: &[&str]| {
        let (is_done, said) = git(folder, arguments);
        assert!(is_done, "{arguments:?}: {said}");
    };
    let commit = |text: &str, what: &str| {
        std::fs::write(&file, text).unwrap();
        run(&["commit", "-qam", what]);
    };
    run(&["init", "-q"]);
    std::fs::write(folder.join(".gitattributes"), "timeline.toml merge=annals\n").unwrap();
    std::fs::write(&file, OCTOBER).unwrap();
    run(&["add", "."]);
    run(&["commit", "-qm", "base"]);
    let driver = format!("'{}' merge --driver %O %A %B", env!("CARGO_BIN_EXE_annals"));
    run(&["config", "merge.annals.driver", &driver]);
    run(&["checkout", "-qb", "other"]);
    // Both add to the end of the same list of the same record, and an event at the same place: lines would conflict.
    let with = |tag: &str, id: &str| {
        let text = edited(OCTOBER, "kinds = [\"estimate\"]", &format!("kinds = [\"estimate\", \"{tag}\"]"));
        text + &NEW.replace("new-one", id).replace("A new one", id)
    };
    commit(&with("flight", "theirs-one"), "theirs");
    run(&["checkout", "-q", "main"]);
    commit(&with("letter-bomb", "ours-one"), "ours");
    run(&["merge", "-q", "other", "-m", "merged"]);
    let merged = std::fs::read_to_string(&file).unwrap();
    assert!(is_sound(&merged) && merged.contains("kinds = [\"estimate\", \"letter-bomb\", \"flight\"]"));
    assert!(merged.contains("theirs-one") && merged.contains("ours-one") && !merged.contains("<<<<<<<"));
    // A conflict is one, and is left in the file.
    run(&["checkout", "-qb", "third"]);
    commit(&edited(&merged, "title = \"October 1962\"", "title = \"Third\""), "third");
    run(&["checkout", "-q", "main"]);
    commit(&edited(&merged, "title = \"October 1962\"", "title = \"First\""), "first");
    assert!(!git(folder, &["merge", "-q", "third"]).0);
    assert!(
        std::fs::read_to_string(&file)
            .unwrap()
            .contains("<<<<<<< ours\ntitle = \"First\"\n=======\ntitle = \"Third\"")
    );
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 24, ..ProptestConfig::default() })]

    /// What only one side touched is that side's, whichever side it is, and nothing else is lost.
    #[test]
    fn one_side_alone_is_that_side(skip in 0_usize..60, word in "[a-z]{3,9}", drop_it: bool) {
        let starts: Vec<usize> = OCTOBER.match_indices("[[event]]").map(|(at, _)| at).collect();
        let at = starts[skip % starts.len()];
        let ends = OCTOBER[at + 1..].match_indices("\n[[").map(|(end, _)| at + end + 2);
        let end = ends.into_iter().find(|end| !OCTOBER[*end..].starts_with("[[event.")).unwrap_or(OCTOBER.len());
        let theirs = if drop_it && !OCTOBER[at..end].contains('#') {
            format!("{}{}", &OCTOBER[..at], &OCTOBER[end..])
        } else {
            format!("{}[[event]]\nx-{word} = 1{}", &OCTOBER[..at], &OCTOBER[at + "[[event]]".len()..])
        };
        for (ours, theirs) in [(OCTOBER, &*theirs), (&*theirs, OCTOBER)] {
            let merged = made(OCTOBER, ours, theirs);
            prop_assert!(merged.conflicts.is_empty());
            let plain = |text: &str| load(&Document::new("t.toml", text)).0.row_count();
            prop_assert_eq!(plain(&merged.text), plain(if ours == OCTOBER { theirs } else { ours }));
        }
    }
}
