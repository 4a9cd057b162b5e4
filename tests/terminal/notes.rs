//! A briefing in one terminal and its notes in others: they follow each other, whichever comes, goes or hangs first.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};

use rustix::process::Signal;
use tempfile::TempDir;

use super::pty::{Pty, Setup};

const TIMELINE: &str = r#"[timeline]
format = 1
title = "Short"

[[event]]
id = "one"
title = "The first thing"
date = "2020"

[[event]]
id = "two"
title = "The second thing"
date = "2021"
summary = "A summary that can be found."

[[briefing]]
id = "talk"
title = "A talk of two"
bottom-line = "All is well."
minutes = 3

[[briefing.step]]
show = "one"
points = ["Point alpha", "Point beta"]
notes = "Say this slowly."
minutes = 1

[[briefing.step]]
show = "two"
notes = "Say that quickly."
minutes = 1
"#;

/// A folder with a timeline in it, and a runtime folder.
struct Room {
    folder: TempDir,
}

impl Room {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("t.toml"), TIMELINE).unwrap();
        fs::create_dir(folder.path().join("run")).unwrap();
        Self { folder }
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn run(&self) -> PathBuf {
        self.path().join("run")
    }

    fn socket(&self, number: u32) -> PathBuf {
        self.run().join(format!("annals/briefing-{number}"))
    }

    fn setup(&self, arguments: &[&str]) -> Setup {
        Setup::annals(arguments).cwd(self.path()).env("XDG_RUNTIME_DIR", self.run().to_str().unwrap())
    }

    /// A briefing on its card, with its socket.
    fn presentation(&self) -> Pty {
        let mut presentation = self.setup(&["present", "t.toml", "--theme", "dark"]).start();
        presentation.until("its socket", |_| self.socket(1).exists());
        presentation.until_shown("All is well.");
        presentation
    }

    fn notes(&self) -> Pty {
        self.setup(&["notes", "--theme", "dark"]).start()
    }

    /// A briefing, and notes that follow it.
    fn both(&self) -> (Pty, Pty) {
        let (presentation, mut notes) = (self.presentation(), self.notes());
        notes.until_shown("before 2 steps");
        (presentation, notes)
    }
}

fn leave(mut pty: Pty) {
    pty.send(b"q");
    assert_eq!(pty.end(), 0);
    pty.assert_given_back();
}

#[test]
fn a_key_in_one_shows_in_the_other() {
    let room = Room::new();
    let (mut presentation, mut notes) = room.both();
    presentation.send(b"l");
    notes.until_shown("1 of 2");
    notes.until_shown("Say this slowly.");
    notes.until_shown("· Point alpha");
    notes.until_shown("next  The second thing");
    presentation.send(b"l");
    notes.until_shown("▸ Point alpha");
    // The other way round.
    notes.send(b"l");
    notes.until_shown("▸ Point beta");
    notes.send(b"n");
    notes.until_shown("Say that quickly.");
    notes.until_shown("This is the last step");
    notes.send(b"b");
    notes.until_shown("the screen is blank");
    presentation.until("a blank screen", |presentation| presentation.text().trim().is_empty());
    notes.send(b".");
    notes.until("the step again", |notes| !notes.text().contains("the screen is blank"));
    // A number goes digit by digit.
    notes.send(b"1");
    notes.until_shown("to step 1");
    notes.send(b"\r");
    notes.until_shown("Say this slowly.");
    // The notes are left, and the briefing goes on; the briefing is left, and the socket is gone.
    leave(notes);
    presentation.send(b"n");
    leave(presentation);
    assert!(!room.socket(1).exists());
}

#[test]
fn who_comes_late_sees_where_the_talk_is() {
    let room = Room::new();
    let (mut presentation, mut first) = room.both();
    presentation.send(b"nll");
    first.until_shown("▸ Point beta");
    let mut late = room.notes();
    late.until_shown("▸ Point beta");
    late.until_shown("Say this slowly.");
    first.send(b"n");
    late.until_shown("Say that quickly.");
    leave(late);
    leave(first);
    leave(presentation);
}

#[test]
fn notes_wait_for_a_talk_and_for_the_next_one() {
    let room = Room::new();
    let mut notes = room.notes();
    notes.until_shown("No briefing is running yet.");
    let mut presentation = room.presentation();
    notes.until_shown("before 2 steps");
    presentation.send(b"n");
    notes.until_shown("Say this slowly.");
    leave(presentation);
    // What was to be said stays in view.
    notes.until_shown("the briefing has ended");
    assert!(notes.text().contains("Say this slowly."));
    notes.send(b"n");
    notes.until_shown("nothing to control");
    let presentation = room.presentation();
    notes.until_shown("before 2 steps");
    leave(presentation);
    notes.until_shown("the briefing has ended");
    leave(notes);
}

#[test]
fn a_talk_that_is_killed_leaves_a_socket_that_is_in_nobodys_way() {
    let room = Room::new();
    let (mut presentation, mut notes) = room.both();
    presentation.signal(Signal::KILL);
    presentation.end();
    notes.until_shown("the briefing has ended");
    notes.until("the socket is cleared away", |_| !room.socket(1).exists());
    // One that nobody cleared away is taken by the next briefing.
    fs::create_dir_all(room.run().join("annals")).unwrap();
    drop(UnixListener::bind(room.socket(1)).unwrap());
    let presentation = room.setup(&["present", "t.toml"]).start();
    notes.until_shown("before 2 steps");
    assert!(!room.socket(2).exists());
    leave(presentation);
    leave(notes);
}

#[test]
fn signals_and_panics_leave_no_socket() {
    for (signal, code) in [(Signal::TERM, 143), (Signal::HUP, 129)] {
        let room = Room::new();
        let mut presentation = room.presentation();
        presentation.signal(signal);
        assert_eq!(presentation.end(), code);
        assert!(!room.socket(1).exists());
    }
    if cfg!(debug_assertions) {
        for place in ["loop", "thread"] {
            let room = Room::new();
            let mut presentation = room.setup(&["present", "t.toml"]).env("ANNALS_TEST_PANIC", place).start();
            presentation.until("its socket", |_| room.socket(1).exists());
            presentation.until_shown("All is well.");
            presentation.send(b"l");
            assert_eq!(presentation.end(), 101);
            assert!(!room.socket(1).exists(), "{place}");
        }
    }
}

#[test]
fn killed_notes_and_broken_lines_do_not_concern_the_talk() {
    let room = Room::new();
    let (mut presentation, mut notes) = room.both();
    notes.signal(Signal::KILL);
    notes.end();
    for line in [
        "{\"annals\":1,\"cue\":\"explode\"}\n",
        "{\"annals\":7,\"cue\":\"next\"}\n",
        "\u{1b}[2Jrubbish\n",
        "{\"annals\":1,\"cue\":{\"digit\":\"\\u001b\"}}\n",
        &format!("{}\n", "x".repeat(100_000)),
    ] {
        let mut stream = UnixStream::connect(room.socket(1)).unwrap();
        // It may hang up before all is written.
        let _ = stream.write_all(line.as_bytes());
        // What was left unread may be reported as a connection that was broken off, which is an end as well.
        let mut rest = Vec::new();
        let _ = stream.read_to_end(&mut rest);
    }
    presentation.send(b"n");
    presentation.until_shown("1 / 2");
    let mut notes = room.notes();
    notes.until_shown("Say this slowly.");
    leave(notes);
    leave(presentation);
}

#[test]
fn who_never_reads_is_let_go_and_blocks_no_key() {
    let room = Room::new();
    let long = format!("notes = \"{}\"", "word ".repeat(15_000));
    let text = TIMELINE.replace("notes = \"Say this slowly.\"", &long);
    fs::write(room.path().join("t.toml"), text).unwrap();
    let mut presentation = room.presentation();
    let deaf = UnixStream::connect(room.socket(1)).unwrap();
    presentation.send(b"n");
    presentation.until_shown("1 / 2");
    for _ in 0..60 {
        presentation.send(b"b");
        presentation.until("a blank screen", |presentation| presentation.text().trim().is_empty());
        presentation.send(b"b");
        presentation.until_shown("1 / 2");
    }
    // It was told much, and then no more: what is left ends before the last moment.
    let mut lines = 0;
    let mut reader = BufReader::new(deaf);
    let mut line = String::new();
    while reader.read_line(&mut line).is_ok_and(|read| read > 0) {
        lines += 1;
        line.clear();
    }
    assert!(lines > 2 && lines < 120, "{lines}");
    leave(presentation);
}

#[test]
fn of_two_talks_one_is_chosen() {
    let room = Room::new();
    let (mut one, mut two) = (room.presentation(), room.setup(&["present", "t.toml"]).start());
    two.until("its socket", |_| room.socket(2).exists());
    one.send(b"n");
    one.until_shown("1 / 2");
    let mut notes = room.notes();
    notes.until_shown("Which briefing do you want to follow?");
    notes.send(b"1");
    notes.until_shown("Say this slowly.");
    let mut second = room.setup(&["notes", "--briefing", "2"]).start();
    second.until_shown("before 2 steps");
    two.send(b"nn");
    second.until_shown("Say that quickly.");
    assert!(notes.text().contains("Say this slowly."));
    for pty in [notes, second, one, two] {
        leave(pty);
    }
}

#[test]
fn a_question_is_looked_up_beside_the_talk() {
    let room = Room::new();
    let (mut presentation, mut notes) = room.both();
    presentation.send(b"n");
    notes.until_shown("Say this slowly.");
    // The window's title is the timeline's, once that was read.
    notes.until("the timeline", |notes| {
        notes.noted().titles.iter().any(|title| title.starts_with("Notes: Short"))
    });
    notes.send(b"/");
    notes.until_shown("searches as you type");
    notes.send(b"found\r");
    notes.until_shown("A summary that can be found.");
    presentation.send(b"n");
    notes.send(b"\x1b");
    notes.until_shown("Say that quickly.");
    leave(notes);
    leave(presentation);
    // What was piped in cannot be read a second time.
    let line = "cat t.toml | $ANNALS present -";
    let run = room.run();
    let mut presentation =
        Setup::sh(line).cwd(room.path()).env("XDG_RUNTIME_DIR", run.to_str().unwrap()).start();
    presentation.until_shown("All is well.");
    let mut notes = room.notes();
    notes.until_shown("before 2 steps");
    notes.send(b"/");
    notes.until_shown("was piped in");
    notes.send(b"n");
    notes.until_shown("Say this slowly.");
    leave(notes);
    leave(presentation);
}

#[test]
fn a_folder_that_is_not_the_users_alone_is_not_used() {
    let room = Room::new();
    fs::create_dir(room.run().join("annals")).unwrap();
    fs::set_permissions(room.run().join("annals"), fs::Permissions::from_mode(0o755)).unwrap();
    let mut presentation = room.setup(&["present", "t.toml"]).start();
    presentation.until_shown("Notes cannot follow");
    presentation.send(b"n");
    presentation.until_shown("1 / 2");
    leave(presentation);
    let mut notes = room.notes();
    assert_eq!(notes.end(), 2);
    assert!(notes.text().contains("mode 755"), "{}", notes.text());
    // Nor is a link to one that would do.
    fs::remove_dir(room.run().join("annals")).unwrap();
    fs::create_dir(room.path().join("elsewhere")).unwrap();
    fs::set_permissions(room.path().join("elsewhere"), fs::Permissions::from_mode(0o700)).unwrap();
    std::os::unix::fs::symlink(room.path().join("elsewhere"), room.run().join("annals")).unwrap();
    let mut notes = room.notes();
    assert_eq!(notes.end(), 2);
    assert!(notes.text().contains("symbolic link"), "{}", notes.text());
}

#[test]
fn a_path_too_long_for_a_socket_is_said_and_the_talk_goes_on() {
    let room = Room::new();
    let deep = room.run().join("d".repeat(120));
    fs::create_dir(&deep).unwrap();
    let mut presentation = room
        .setup(&["present", "t.toml"])
        .size(200, 40)
        .env("XDG_RUNTIME_DIR", deep.to_str().unwrap())
        .start();
    presentation.until_shown("Notes cannot follow");
    presentation.send(b"n");
    presentation.until_shown("1 / 2");
    leave(presentation);
}

#[test]
fn without_a_talk_there_is_no_socket() {
    let room = Room::new();
    let mut pty = room.setup(&["t.toml"]).start();
    pty.until_shown("The first thing");
    assert!(!room.run().join("annals").exists());
    pty.send(b"p");
    pty.until("its socket", |_| room.socket(1).exists());
    pty.send(b"q");
    pty.until("no socket", |_| !room.socket(1).exists());
    leave(pty);
}

#[cfg(target_os = "linux")]
#[test]
fn nothing_is_done_while_notes_wait_nor_by_a_talk_that_is_followed() {
    use std::time::Duration;
    let room = Room::new();
    let mut notes = room.notes();
    notes.until_shown("No briefing is running yet.");
    let rests = |pty: &mut Pty| {
        pty.until_quiet(Duration::from_millis(500));
        let before = super::bytes::work(pty.pid());
        // This waits for something that must not come.
        assert_eq!(pty.until_quiet(Duration::from_secs(3)), 0);
        assert_eq!(super::bytes::work(pty.pid()), before, "a thread woke up");
    };
    rests(&mut notes);
    let mut presentation = room.presentation();
    notes.until_shown("before 2 steps");
    // The seconds are counted in the notes.
    rests(&mut presentation);
    leave(presentation);
    notes.until_shown("the briefing has ended");
    rests(&mut notes);
    leave(notes);
}
