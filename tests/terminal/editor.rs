//! The editor: it has the terminal for itself, is told the place, and what it saves is shown.

use std::fs;
use std::path::Path;

use super::pty::{Pty, Setup};

const FILE: &str = "[timeline]\nformat = 1\ntitle = \"Short\"\n\n[[event]]\nid = \"one\"\ntitle = \"The first\"\ndate = 2020\n\n[[event]]\nid = \"two\"\ntitle = \"The second\"\ndate = 2021\n";

/// The program on a file of its own, with an editor that is a script.
fn started(folder: &Path, script: &str) -> Pty {
    fs::write(folder.join("t.toml"), FILE.replace("2020", "\"2020\"").replace("2021", "\"2021\"")).unwrap();
    fs::write(folder.join("an editor.sh"), script).unwrap();
    let editor = format!("sh '{}' {{line}} {{column}} {{file}}", folder.join("an editor.sh").display());
    let mut pty = Setup::annals(&["t.toml"]).cwd(folder).env("VISUAL", &editor).start();
    pty.until_shown("The second");
    pty
}

#[test]
fn it_edits_the_record_that_is_read_and_shows_what_was_saved() {
    let folder = tempfile::tempdir().unwrap();
    let script = "printf 'editing line %s column %s> ' \"$1\" \"$2\"; read word; sed \"s/The second/$word/\" \"$3\" > n && mv n \"$3\"";
    let mut pty = started(folder.path(), script);
    pty.send(b"je");
    pty.until_shown("editing line 10 column 1>");
    assert!(
        !pty.screen().alternate_screen() && !pty.screen().bracketed_paste(),
        "the terminal is the editor's"
    );
    // What is typed now is the editor's, and what would end a program ends neither.
    pty.send(b"Changed\r");
    pty.until("the program's screen", |pty| {
        pty.screen().alternate_screen() && pty.text().contains("Changed")
    });
    pty.until_shown("1 event changed · g c to go.");
    pty.send(b"q");
    assert_eq!(pty.end(), 0);
    pty.assert_given_back();
}

#[test]
fn a_broken_file_is_mended_from_the_list_of_its_problems() {
    let folder = tempfile::tempdir().unwrap();
    // The editor notes the place, and mends the line that it is told.
    let script =
        "printf '%s:%s' \"$1\" \"$2\" > place; sed \"${1}s/yesterday/2022/\" \"$3\" > n && mv n \"$3\"";
    let mut pty = started(folder.path(), script);
    let file = folder.path().join("t.toml");
    let source = "sources = [\"s\"]\n";
    let good = fs::read_to_string(&file).unwrap();
    let good = good.replace("\"2020\"\n", &format!("\"2020\"\n{source}")) + source;
    let good = good + "\n[[source]]\nid = \"s\"\ntitle = \"A source\"\n";
    // Saved by something else, with two mistakes. No watch is waited for: the window is worked in again.
    let broken = good.replace("\"2020\"", "\"yesterday\"").replace("\"2021\"", "\"yesterday\"");
    fs::write(&file, &broken).unwrap();
    pty.send(b"\x1b[I");
    pty.until_shown("2 errors");
    assert!(pty.text().contains("The second"), "the last good timeline stays");
    pty.send(b"!");
    pty.until("both problems", |pty| pty.text().matches("error, line").count() == 2);
    pty.send(b"j\r");
    pty.until_shown("1 error");
    let line = 1 + good.lines().position(|line| line.contains("2021")).unwrap();
    assert_eq!(fs::read_to_string(folder.path().join("place")).unwrap(), format!("{line}:8"));
    pty.until("the other problem alone", |pty| pty.text().matches("error, line").count() == 1);
    // The last one is mended, and the list closes by itself.
    pty.until("the cursor at it", |pty| pty.text().contains("1 of 1"));
    pty.send(b"\r");
    pty.until_shown("The file is valid again.");
    pty.until("the timeline", |pty| !pty.text().contains("error, line") && pty.text().contains("The second"));
    pty.send(b"q");
    assert_eq!(pty.end(), 0);
    pty.assert_given_back();
}

#[test]
fn keys_are_the_programs_again_after_each_of_several_calls() {
    let folder = tempfile::tempdir().unwrap();
    let mut pty = started(folder.path(), "printf 'in the editor> '; read word; exit 3");
    for round in 1..=3 {
        pty.send(b"e");
        // Its prompt comes when the terminal is as a program finds it.
        pty.until("the editor", |pty| {
            !pty.screen().alternate_screen() && pty.text().matches("in the editor>").count() == round
        });
        pty.send(b"x\r");
        pty.until("the program's screen", |pty| pty.screen().alternate_screen());
        pty.until_shown("sh failed (exit status: 3).");
        pty.send(b"?");
        pty.until_shown("Signs");
        pty.send(b"\x1b");
        pty.until("the keys are gone", |pty| !pty.text().contains("Signs"));
    }
    pty.send(b"q");
    assert_eq!(pty.end(), 0);
}

#[test]
fn what_stands_in_the_way_is_said() {
    for (editor, said) in
        [("/no/such/editor", "There is no program"), ("vim '", "unclosed"), ("", "No editor is configured")]
    {
        let mut pty = Setup::annals(&["timeline.toml"]).env("VISUAL", editor).env("EDITOR", "").start();
        pty.until_shown("Algiers Agreement");
        pty.send(b"e");
        pty.until_shown(said);
        assert!(pty.screen().alternate_screen());
        pty.send(b"q");
        assert_eq!(pty.end(), 0);
    }
    let mut pty = Setup::sh("cat timeline.toml | $ANNALS -").env("VISUAL", "true").start();
    pty.until_shown("Algiers Agreement");
    pty.send(b"e");
    pty.until_shown("came from a pipe");
    pty.send(b"q");
    assert_eq!(pty.end(), 0);
}

#[test]
fn of_the_built_in_timeline_a_copy_is_saved_first() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("mine.toml"), "mine").unwrap();
    let mut pty = Setup::annals(&[]).cwd(folder.path()).env("VISUAL", "true").start();
    pty.until_shown("built-in");
    pty.send(b"e");
    pty.until_shown("save a copy as timeline.toml");
    pty.send(b"\x15mine.toml\r");
    pty.until_shown("Could not save mine.toml");
    assert_eq!(fs::read_to_string(folder.path().join("mine.toml")).unwrap(), "mine");
    pty.send(b"e");
    pty.until_shown("save a copy as");
    pty.send(b"\r");
    pty.until("the copy", |_| folder.path().join("timeline.toml").exists());
    pty.until_shown("timeline.toml");
    pty.send(b"q");
    assert_eq!(pty.end(), 0);
    pty.assert_given_back();
    let copy = fs::read_to_string(folder.path().join("timeline.toml")).unwrap();
    assert_eq!(copy, include_str!("../../timeline.toml"));
}
