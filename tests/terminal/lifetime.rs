//! Start, size, and every way to end: the terminal is given back whole.

use rustix::process::Signal;

use super::pty::{Answers, Pty, Setup, signal_to};

const TITLE: &str = "Iran, Iraq and the border";

fn started() -> Pty {
    let mut pty = Setup::annals(&["timeline.toml"]).start();
    pty.until_shown(TITLE);
    pty
}

/// Whether presses are reported, by decimal numbers.
fn has_mouse(pty: &Pty) -> bool {
    pty.screen().mouse_protocol_mode() == vt100::MouseProtocolMode::PressRelease
        && pty.screen().mouse_protocol_encoding() == vt100::MouseProtocolEncoding::Sgr
}

#[test]
fn it_starts_and_is_left_by_q() {
    let mut pty = started();
    assert!(pty.screen().alternate_screen() && pty.screen().bracketed_paste());
    assert!(has_mouse(&pty) && pty.noted().says_focus);
    assert!(pty.noted().titles[0].contains(TITLE));
    assert_eq!(pty.noted().title_depth, 1);
    pty.send(b"q");
    assert_eq!(pty.end(), 0);
    pty.assert_given_back();
    assert_eq!(pty.text().trim(), "", "something was left on the screen");
}

#[test]
fn it_is_left_by_ctrl_c() {
    let mut pty = started();
    pty.send(b"\x03");
    assert_eq!(pty.end(), 0);
    pty.assert_given_back();
}

#[test]
fn it_starts_without_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let mut pty = Setup::annals(&[]).cwd(folder.path()).start();
    pty.until_shown(TITLE);
    pty.until_shown("built-in");
    pty.send(b"q");
    assert_eq!(pty.end(), 0);
}

#[test]
fn no_size_is_refused() {
    let mut pty = started();
    for (width, height) in [(1, 1), (2, 1), (1, 40), (300, 1), (20, 5), (500, 200), (80, 24), (120, 36)] {
        pty.resize(width, height);
        // A frame of the new size wipes the screen; the last of several sizes has one in any case.
        let before = pty.output.len();
        pty.until("a frame of the new size", |pty| {
            pty.output[before..].windows(4).any(|bytes| bytes == b"\x1b[2J")
        });
        pty.until_quiet(std::time::Duration::from_millis(50));
        pty.send(b"j");
    }
    pty.until_shown(TITLE);
    pty.send(b"q");
    assert_eq!(pty.end(), 0);
    pty.assert_given_back();
}

#[test]
fn signals_end_it_in_order() {
    for (signal, code) in [(Signal::TERM, 143), (Signal::HUP, 129), (Signal::INT, 130)] {
        let mut pty = started();
        pty.signal(signal);
        assert_eq!(pty.end(), code);
        pty.assert_given_back();
    }
}

#[test]
fn a_terminal_that_goes_away_ends_it() {
    let mut pty = Setup::annals(&["timeline.toml"]).start();
    pty.until_shown(TITLE);
    pty.hang_up();
    assert_eq!(pty.end(), 129);
}

#[cfg(target_os = "linux")]
#[test]
fn a_terminal_that_takes_nothing_does_not_keep_it_alive() {
    let mut pty = started();
    pty.stall();
    // Whole frames, more than the line between them holds.
    for _ in 0..30 {
        pty.send(b"\x0c");
        pty.until_quiet(std::time::Duration::from_millis(20));
    }
    pty.signal(Signal::TERM);
    assert_eq!(pty.end(), 143);
}

#[cfg(debug_assertions)]
#[test]
fn a_panic_gives_the_terminal_back_before_it_speaks() {
    for place in ["loop", "thread"] {
        let mut pty = Setup::annals(&["timeline.toml"]).env("ANNALS_TEST_PANIC", place).start();
        pty.until_shown(TITLE);
        pty.send(b"j");
        assert_eq!(pty.end(), 101, "{place}");
        pty.assert_given_back();
        assert!(pty.text().contains("asked to panic"), "{place}: {}", pty.text());
    }
}

/// The process that a shell has started.
#[cfg(target_os = "linux")]
fn job(pty: &Pty) -> u32 {
    let shell = pty.pid();
    let children = std::fs::read_to_string(format!("/proc/{shell}/task/{shell}/children")).unwrap();
    children.split_whitespace().last().unwrap().parse().unwrap()
}

#[cfg(target_os = "linux")]
#[test]
fn it_is_suspended_and_goes_on() {
    let mut pty = Setup::shell().start();
    pty.until_shown("ready>");
    pty.send(b"$ANNALS timeline.toml\r");
    pty.until("the program's screen", |pty| pty.screen().alternate_screen() && pty.text().contains(TITLE));
    let pid = job(&pty);
    let by_key: &dyn Fn(&mut Pty) = &|pty| pty.send(b"\x1a");
    let from_outside: &dyn Fn(&mut Pty) = &|_| signal_to(pid, Signal::TSTP);
    for (round, stop) in [by_key, from_outside, by_key].into_iter().enumerate() {
        stop(&mut pty);
        pty.until("the shell", |pty| {
            !pty.screen().alternate_screen() && pty.text().trim_end().ends_with("ready>")
        });
        assert!(!pty.screen().bracketed_paste() && !pty.screen().hide_cursor());
        assert!(!has_mouse(&pty) && !pty.noted().says_focus);
        assert_eq!(pty.noted().title_depth, 0);
        // The shell reads lines again, and the program has not taken them.
        let said = format!("round-{round}");
        pty.send(format!("echo rou''nd-{round}\r").as_bytes());
        pty.until(&said, |pty| pty.text().contains(&said));
        let (width, height) = (100 - u16::try_from(round).unwrap(), 30);
        pty.resize(width, height);
        pty.send(b"fg\r");
        pty.until("the program's screen", |pty| {
            pty.screen().alternate_screen() && pty.text().contains(TITLE)
        });
        assert_eq!(pty.noted().title_depth, 1);
        assert!(has_mouse(&pty) && pty.screen().bracketed_paste() && pty.noted().says_focus);
        // It has the new size: the last line is painted.
        pty.until("the last line", |pty| {
            pty.screen().rows(0, width).last().is_some_and(|row| row.contains("quit"))
        });
        pty.send(b"?");
        pty.until_shown("Signs");
        pty.send(b"\x1b");
        pty.until("the keys are gone", |pty| pty.text().contains("Enter read"));
    }
    // Stopped without a chance to give anything back, and continued: it takes the terminal again.
    signal_to(pid, Signal::STOP);
    pty.until_shown("topped");
    // The terminal does not turn a return into a new line now.
    pty.send(b"fg\n");
    pty.until("the program's screen", |pty| {
        pty.screen().alternate_screen() && !pty.text().contains("topped") && pty.text().contains(TITLE)
    });
    pty.send(b"q");
    pty.until("the shell", |pty| {
        !pty.screen().alternate_screen() && pty.text().trim_end().ends_with("ready>")
    });
    pty.send(b"echo co''de-$?\r");
    pty.until_shown("code-0");
    pty.send(b"exit\r");
    assert_eq!(pty.end(), 0);
}

#[test]
fn without_a_shell_to_continue_it_ctrl_z_does_not_stop_it() {
    let mut pty = started();
    pty.send(b"\x1a");
    pty.send(b"q");
    assert_eq!(pty.end(), 0);
    pty.assert_given_back();
}

/// A container may hide the process that leads the session: the kernel then says 0 for it.
#[test]
fn ctrl_z_in_a_container_that_hides_the_shell_does_nothing() {
    let may = std::process::Command::new("unshare").args(["--pid", "--fork", "true"]).output();
    if !may.is_ok_and(|output| output.status.success()) {
        eprintln!("skipped: this machine makes no namespace of processes");
        return;
    }
    let mut pty = Setup::sh("unshare --pid --fork $ANNALS timeline.toml").start();
    pty.until_shown(TITLE);
    pty.send(b"\x1a");
    pty.send(b"q");
    assert_eq!(pty.end(), 0);
    pty.assert_given_back();
}

#[test]
fn a_timeline_from_a_pipe_leaves_the_keys_to_the_terminal() {
    let mut pty = Setup::sh("cat timeline.toml | $ANNALS -").size(160, 40).start();
    pty.until_shown(TITLE);
    pty.until_shown("<stdin>");
    pty.send(b"j");
    pty.send(b"q");
    assert_eq!(pty.end(), 0);
    pty.assert_given_back();
}

#[test]
fn what_cannot_be_shown_is_said() {
    let cases = [
        ("TERM=dumb $ANNALS timeline.toml", 2, "dumb"),
        ("setsid -w $ANNALS - <timeline.toml", 2, "no terminal to read keys from"),
        ("$ANNALS no-such.toml", 2, "no file"),
        ("$ANNALS src", 2, "folder"),
        ("$ANNALS timeline.toml >/dev/full", 2, "cannot be printed"),
    ];
    for (line, code, said) in cases {
        let mut pty = Setup::sh(line).answers(Answers::None).start();
        assert_eq!(pty.end(), code, "{line}\n{}", pty.text());
        assert!(pty.text().contains(said), "{line}\n{}", pty.text());
        assert!(!pty.screen().alternate_screen());
    }
}
