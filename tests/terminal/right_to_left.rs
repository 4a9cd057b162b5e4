//! What is written from the right, as the bytes that leave the program.

use std::fs;
use std::time::Duration;

use super::pty::{Pty, Setup};

const TIMELINE: &str = include_str!("../fixtures/right-to-left.toml");

/// As long as a frame may take on a machine with other work.
const QUIET: Duration = Duration::from_millis(150);

/// The screen without the fences around names.
fn shown(pty: &Pty) -> String {
    pty.text().replace(['\u{2068}', '\u{2069}'], "")
}

#[track_caller]
fn until(pty: &mut Pty, text: &str) {
    pty.until(text, |pty| shown(pty).contains(text));
}

/// No byte of `�` was ever written.
#[track_caller]
fn assert_whole(pty: &Pty) {
    let has_lost = pty.output.windows(3).any(|bytes| bytes == "\u{fffd}".as_bytes());
    assert!(!has_lost, "{}", pty.text());
    let text = String::from_utf8_lossy(&pty.output);
    assert!(text.contains('\u{2068}') && text.contains('\u{2069}'), "names are fenced off");
}

#[test]
fn names_leave_the_program_whole_in_every_view() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("t.toml"), TIMELINE).unwrap();
    for arguments in [&["t.toml", "--theme", "dark"][..], &["t.toml", "--theme", "mono", "--glyphs", "ascii"]]
    {
        let mut pty = Setup::annals(arguments).cwd(folder.path()).start();
        until(&mut pty, "حزب says no");
        for (key, text) in [
            ("j", "توافق 2025 با Iraq در بغداد"),
            ("2", "علی لاریجانی"),
            ("3", "بغداد"),
            ("4", "حزب says no"),
            ("5", "הארץ 7"),
        ] {
            pty.send(key.as_bytes());
            until(&mut pty, text);
            pty.until_quiet(QUIET);
        }
        pty.send(b"1");
        pty.until_quiet(QUIET);
        for (width, height) in [(80, 24), (43, 12), (20, 5)] {
            pty.resize(width, height);
            pty.until_quiet(QUIET);
        }
        pty.send(b"q");
        assert_eq!(pty.end(), 0);
        assert_whole(&pty);
    }
}

#[test]
fn a_talk_and_its_notes_show_names_whole() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("t.toml"), TIMELINE).unwrap();
    let run = folder.path().join("run");
    fs::create_dir(&run).unwrap();
    let setup = |arguments: &[&str]| {
        Setup::annals(arguments).cwd(folder.path()).env("XDG_RUNTIME_DIR", run.to_str().unwrap())
    };
    let mut presentation = setup(&["present", "t.toml", "--theme", "dark"]).start();
    until(&mut presentation, "حزب says no, 12 بار.");
    presentation.until("its socket", |_| run.join("annals/briefing-1").exists());
    let mut notes = setup(&["notes", "--theme", "dark"]).start();
    until(&mut notes, "before 2 steps");
    presentation.send(b"l");
    until(&mut presentation, "توافق: قدم اول");
    until(&mut notes, "این را آهسته بگو: IRGC و ۱۲.");
    presentation.send(b"l");
    until(&mut presentation, "نقطة 1: العربية");
    for mut pty in [notes, presentation] {
        pty.send(b"q");
        assert_eq!(pty.end(), 0);
        assert_whole(&pty);
    }
}
